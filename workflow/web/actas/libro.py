"""/libro/<organo>: the Libro de Actas with its fojas, by term, and whether its chain holds."""

from __future__ import annotations

from flask import render_template, request

from workflow.actas import queries
from workflow.web import guard
from workflow.web.actas.base import LEEN, bp


@bp.get("/libro/<organo>")
@guard.roles(*LEEN)
def libro(organo: str) -> str:
    return render_template("actas/libro.html", libro=queries.libro(organo, request.args.get("periodo") or None))
