"""Short messages shown once on the next page."""

from __future__ import annotations

from flask import flash


def done(text: str) -> None:
    flash(text, "hecho")


def notice(text: str) -> None:
    flash(text, "aviso")


def problem(text: str) -> None:
    flash(text, "problema")
