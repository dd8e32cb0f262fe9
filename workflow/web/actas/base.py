"""What the pages of an acta share: who reads it, who writes it, and going back with what was refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for

from workflow.actas import queries
from workflow.actas.queries import Borrador
from workflow.kernel.actor import DEPENDENCIA_ROLES, ROLES
from workflow.kernel.refusals import NotAllowed, NotFound, Reason, Refused
from workflow.sesiones.configuracion import ROLES_QUE_CONDUCEN
from workflow.web import flashes, guard

bp = Blueprint("actas", __name__)

LEEN = tuple(rol for rol in ROLES if rol not in DEPENDENCIA_ROLES)
ESCRIBEN = ROLES_QUE_CONDUCEN


def may_write(acta: Borrador) -> bool:
    return guard.actor().has(acta.conduce)


def page(template: str, acta: Borrador, motivos: tuple[Reason, ...] = (), **more: Any) -> str:
    """A page of an acta, with its tabs."""
    tabs = [
        ("Texto", "actas.ver"),
        ("Aprobación y versiones", "actas.aprobacion"),
        ("Versión pública", "actas.publica"),
    ]
    return render_template(
        f"actas/{template}.html",
        acta=acta,
        escribe=may_write(acta),
        motivos=motivos,
        pestanas=[
            {"nombre": nombre, "url": url_for(endpoint, acta_id=acta.acta_id), "actual": request.endpoint == endpoint}
            for nombre, endpoint in tabs
        ],
        **more,
    )


def do(act: Callable[[], Any], hecho: str, destino: str, again: Callable[[tuple[Reason, ...]], str]) -> Any:
    """Do it and go to `destino`. A refusal shows its reasons on the same page (`again`), with what was typed."""
    try:
        act()
    except (NotAllowed, NotFound):
        raise
    except Refused as refusal:
        return again(refusal.reasons), refusal.status
    flashes.done(hecho)
    return redirect(destino)


def borrador(acta_id: int) -> Borrador:
    return queries.borrador(acta_id)
