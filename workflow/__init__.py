"""Ruta: the way of a POA or a padrón from its dependencia to the Cabildo, and back as a report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from flask import Flask


def create_app(*args: Any, **kwargs: Any) -> Flask:
    """Build the application. Imported lazily so that a rule never loads Flask."""
    from workflow.app import create_app as build

    return build(*args, **kwargs)
