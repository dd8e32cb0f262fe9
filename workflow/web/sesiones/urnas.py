"""The vote by phone, for who conducts the session or presides it: open it, close it and count, or leave it."""

from __future__ import annotations

from typing import Any

from flask import redirect, request, url_for

from workflow.sesiones.service import voto_movil as service
from workflow.sesiones.vistas import Tablero
from workflow.web import guard
from workflow.web.numeros import entero
from workflow.web.sesiones import actos, mi_voto
from workflow.web.sesiones import escrito as typed
from workflow.web.sesiones.base import bp, may_conduct

# Who presides is a member of the session: the use case decides it, not the role.
ABREN = ("secretaria_gobierno", "comisiones_secretaria", "planeacion_titular", "integrante")


@bp.post("/sesiones/<int:sesion_id>/puntos/<int:punto_id>/urna/abrir")
@guard.roles(*ABREN)
def abrir_urna(sesion_id: int, punto_id: int) -> Any:
    found = actos.item_of(sesion_id, punto_id)

    def use_case() -> str:
        service.abrir_urna(
            punto_id,
            propuesta=typed.proposal(),
            expediente_id=request.form.get("expediente", type=entero),
            preside=request.form.get("preside") or None,
            **actos.common(found, con_hora=False),
        )
        return "La votación electrónica está abierta: cada integrante vota desde su teléfono."

    return _do(found, "abrir-urna", use_case)


@bp.post("/sesiones/<int:sesion_id>/puntos/<int:punto_id>/urna/cerrar")
@guard.roles(*ABREN)
def cerrar_urna(sesion_id: int, punto_id: int) -> Any:
    found = actos.item_of(sesion_id, punto_id)

    def use_case() -> str:
        contado = service.cerrar_urna(punto_id, declarados=typed.declared(), **actos.common(found))
        return actos.announce(contado, found.sesion.organo_tipo)

    return _do(found, "cerrar-urna", use_case)


@bp.post("/sesiones/<int:sesion_id>/puntos/<int:punto_id>/urna/dejar")
@guard.roles(*ABREN)
def dejar_urna(sesion_id: int, punto_id: int) -> Any:
    found = actos.item_of(sesion_id, punto_id)

    def use_case() -> str:
        service.dejar_sin_efecto(punto_id, **actos.common(found, con_hora=False))
        return "La votación electrónica quedó sin efecto. El punto puede votarse de nuevo."

    return _do(found, "dejar-urna", use_case)


def _do(found: Tablero, acto: str, use_case: Any) -> Any:
    """Back to the console for who conducts; to their own page for who presides from their phone."""
    if may_conduct(guard.actor(), found.sesion):
        return actos.do(found.sesion.id, acto, use_case, "punto")
    return actos.attempt(
        use_case,
        lambda reasons: mi_voto.page(found.sesion.id, reasons),
        lambda: redirect(url_for("sesiones.mi_voto", sesion_id=found.sesion.id)),
    )
