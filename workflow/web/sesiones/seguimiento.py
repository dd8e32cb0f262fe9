"""In the session: acuerdos of earlier ones that are reported, and acuerdos proposed in general matters."""

from __future__ import annotations

from typing import Any

from flask import request

from workflow.sesiones.service.generales import proponer_en_generales
from workflow.sesiones.service.seguimiento import informar_acuerdo
from workflow.web import guard
from workflow.web.sesiones import actos
from workflow.web.sesiones.base import CONDUCEN, bp


@bp.post("/sesiones/<int:sesion_id>/acuerdos/<int:acuerdo_id>/informar")
@guard.roles(*CONDUCEN)
def informar(sesion_id: int, acuerdo_id: int) -> Any:
    found = actos.board(sesion_id)

    def use_case() -> str:
        nota, estado = request.form.get("nota", ""), request.form.get("estado", "")
        informar_acuerdo(sesion_id, acuerdo_id, nota=nota, estado=estado, **actos.common(found, con_hora=False))
        return "Quedó anotado lo que se informó; irá en el acta."

    return actos.do(sesion_id, f"informar-{acuerdo_id}", use_case, "acuerdos")


@bp.post("/sesiones/<int:sesion_id>/puntos/<int:punto_id>/proponer")
@guard.roles(*CONDUCEN)
def proponer(sesion_id: int, punto_id: int) -> Any:
    found = actos.item_of(sesion_id, punto_id)

    def use_case() -> str:
        titulo, presenta = request.form.get("titulo", ""), request.form.get("presenta", "")
        proponer_en_generales(punto_id, titulo=titulo, presenta=presenta, **actos.common(found, con_hora=False))
        return "La propuesta está en el orden del día. Termine los asuntos generales y ábrala para votarla."

    return actos.do(sesion_id, "proponer", use_case, "punto")
