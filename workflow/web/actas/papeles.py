"""Papers of an organ: certificaciones of an acuerdo, and dissents to a dictamen."""

from __future__ import annotations

from typing import Any

from flask import current_app, render_template, request, url_for

from workflow.actas import queries, service
from workflow.actas.service import Instalacion
from workflow.kernel.refusals import NotFound, Reason
from workflow.web import guard
from workflow.web.actas import base
from workflow.web.actas.base import ESCRIBEN, LEEN, bp

Motivos = tuple[Reason, ...]


def _writes(conduce: str) -> bool:
    return guard.actor().has(conduce)


def _who() -> dict[str, Any]:
    return {"actor": guard.actor(), "ahora": guard.now(), "llave": request.form.get("llave")}


@bp.get("/actas/acuerdos/<int:acuerdo_id>")
@guard.roles(*LEEN)
def acuerdo(acuerdo_id: int) -> str:
    return _acuerdo(acuerdo_id)


def _acuerdo(acuerdo_id: int, motivos: Motivos = ()) -> str:
    found = queries.acuerdo(acuerdo_id)
    return render_template(
        "actas/acuerdo.html",
        acuerdo=found,
        escribe=_writes(found.conduce),
        motivos=motivos,
        escrito=request.form if motivos else {},
    )


@bp.post("/actas/acuerdos/<int:acuerdo_id>/certificaciones")
@guard.roles(*ESCRIBEN)
def certificar(acuerdo_id: int) -> Any:
    settings = current_app.config["RUTA"]
    return base.do(
        lambda: service.expedir_certificacion(
            acuerdo_id,
            solicitante=request.form.get("solicitante", ""),
            efectos=request.form.get("efectos", ""),
            instalacion=Instalacion(settings.municipio, settings.base_url),
            **_who(),
        ),
        "La certificación se está elaborando. Aparece aquí en Word y PDF.",
        url_for(".acuerdo", acuerdo_id=acuerdo_id),
        lambda motivos: _acuerdo(acuerdo_id, motivos),
    )


@bp.post("/actas/acuerdos/<int:acuerdo_id>/certificaciones/<int:instantanea_id>/cancelar")
@guard.roles(*ESCRIBEN)
def cancelar(acuerdo_id: int, instantanea_id: int) -> Any:
    if instantanea_id not in {one.instantanea_id for one in queries.acuerdo(acuerdo_id).expedidas}:
        raise NotFound("NO_EXISTE")
    return base.do(
        lambda: service.cancelar_documento(instantanea_id, request.form.get("motivo", ""), **_who()),
        "La certificación quedó sin efecto. Conserva su folio y así lo dice su verificación.",
        url_for(".acuerdo", acuerdo_id=acuerdo_id),
        lambda motivos: _acuerdo(acuerdo_id, motivos),
    )


@bp.get("/actas/dictamenes/<int:dictamen_id>")
@guard.roles(*LEEN)
def dictamen(dictamen_id: int) -> str:
    return _dictamen(dictamen_id)


def _dictamen(dictamen_id: int, motivos: Motivos = ()) -> str:
    found = queries.dictamen(dictamen_id)
    return render_template(
        "actas/dictamen.html",
        dictamen=found,
        escribe=_writes(found.conduce),
        en_plazo=guard.now() <= found.limite,
        motivos=motivos,
        escrito=request.form if motivos else {},
    )


@bp.post("/actas/dictamenes/<int:dictamen_id>/votos")
@guard.roles(*ESCRIBEN)
def voto_particular(dictamen_id: int) -> Any:
    form = request.form
    return base.do(
        lambda: service.presentar_voto_particular(dictamen_id, form.get("clave", ""), form.get("texto", ""), **_who()),
        "El voto particular quedó anexo. La nueva versión del dictamen se está elaborando.",
        url_for(".dictamen", dictamen_id=dictamen_id),
        lambda motivos: _dictamen(dictamen_id, motivos),
    )
