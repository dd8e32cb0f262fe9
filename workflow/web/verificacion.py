"""/v: anybody with the paper in hand checks what it is, and whether it is the same that was issued."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from workflow.actas import queries
from workflow.web import guard
from workflow.web.extensions import limiter

bp = Blueprint("verificacion", __name__, url_prefix="/v")


@bp.get("/<path:folio>")
@guard.public
@limiter.limit("120 per minute")
def ver(folio: str) -> str:
    """What the document is and its hashes. The file to compare never leaves the reader's machine."""
    found = queries.verificable(folio)
    huella = request.args.get("h", "")
    return render_template(
        "verificacion/ver.html",
        documento=found,
        ultima=found.vale,
        huella=huella,
        impresa=found.version_of(huella) if huella else None,
    )
