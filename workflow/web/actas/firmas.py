"""/actas/firmas/<id>: how a version is signed, who signed it, who did not, and the scan of the signed paper."""

from __future__ import annotations

from typing import Any

from flask import Response, render_template, request, url_for

from workflow.actas import queries, service
from workflow.actas.clases import ESTADOS_FIRMA
from workflow.actas.queries import firmas_electronicas as electronicas
from workflow.actas.queries.firmas_electronicas import ProcesoVista
from workflow.actas.queries.firmas_pagina import rule_words
from workflow.actas.service import firmas_proceso
from workflow.archivos import queries as archivos
from workflow.kernel.clock import local_date
from workflow.kernel.refusals import Invalid, Reason
from workflow.outbox.queries import EstadoTrabajo, status_of
from workflow.textos import rotulo
from workflow.web import guard
from workflow.web.actas import base
from workflow.web.actas.base import ESCRIBEN, LEEN, bp

Motivos = tuple[Reason, ...]


def who() -> dict[str, Any]:
    return {"actor": guard.actor(), "ahora": guard.now(), "llave": request.form.get("llave")}


@bp.get("/actas/firmas/<int:instantanea_id>")
@guard.roles(*LEEN)
def firmas(instantanea_id: int) -> str:
    return page(instantanea_id)


def page(instantanea_id: int, motivos: Motivos = ()) -> str:
    found, proceso = queries.firmas(instantanea_id), electronicas.proceso(instantanea_id)
    return render_template(
        "actas/firmas.html",
        proceso=proceso,
        firmados_con_certificado={one.clave for one in proceso.lugares if one.firma} if proceso else set(),
        congelacion=_freezing(proceso),
        regla=rule_words(instantanea_id, local_date(guard.now())),
        documento=found,
        escribe=guard.actor().has(found.conduce),
        estados=[("", "Sin anotar"), *((one, rotulo("firma_estado", one)) for one in ESTADOS_FIRMA)],
        motivos=motivos,
        escrito=request.form if motivos else {},
    )


def _freezing(proceso: ProcesoVista | None) -> list[EstadoTrabajo]:
    """How the work of freezing goes, while it is not done."""
    if proceso is None or proceso.estado != "congelando":
        return []
    return [one for one in status_of(("sesion", proceso.sesion_id)) if one.tipo == "firma.congelar"][:1]


@bp.post("/actas/firmas/<int:instantanea_id>")
@guard.roles(*ESCRIBEN)
def anotar_firmas(instantanea_id: int) -> Any:
    form, claves = request.form, [one.clave for one in queries.firmas(instantanea_id).firmantes]
    rest = "firmo" if form.get("todos") else ""
    estados = {clave: form.get(f"estado-{clave}") or rest for clave in claves}
    notas = {clave: (estado, form.get(f"nota-{clave}", "")) for clave, estado in estados.items() if estado}
    return base.do(
        lambda: service.anotar_firmas(instantanea_id, notas, **who()),
        "Las firmas quedaron anotadas.",
        url_for(".firmas", instantanea_id=instantanea_id),
        lambda motivos: page(instantanea_id, motivos),
    )


@bp.post("/actas/firmas/<int:instantanea_id>/digitalizado")
@guard.roles(*ESCRIBEN)
def digitalizar(instantanea_id: int) -> Any:
    def keep() -> int:
        archivo = request.files.get("archivo")
        if archivo is None or not archivo.filename:
            raise Invalid("ARCHIVO_NO_ELEGIDO")
        return service.guardar_firmado(instantanea_id, archivo.stream, **who())

    return base.do(
        keep,
        "El documento firmado quedó guardado y su huella ya se puede verificar.",
        url_for(".firmas", instantanea_id=instantanea_id),
        lambda motivos: page(instantanea_id, motivos),
    )


@bp.get("/actas/firmados/<int:firmado_id>.pdf")
@guard.roles(*LEEN)
def firmado(firmado_id: int) -> Response:
    archivo = archivos.get(queries.firmado_archivo(firmado_id))
    headers = {"Content-Disposition": f'attachment; filename="{archivo.nombre}"'}
    return Response(archivo.path.read_bytes(), content_type="application/pdf", headers=headers)


@bp.post("/actas/firmas/<int:instantanea_id>/electronica")
@guard.roles(*ESCRIBEN)
def iniciar_firma(instantanea_id: int) -> Any:
    return base.do(
        lambda: firmas_proceso.iniciar_firma(instantanea_id, fundamento=request.form.get("fundamento", ""), **who()),
        "Se está elaborando el ejemplar que se va a firmar. A cada persona se le avisa cuando le toca.",
        url_for(".firmas", instantanea_id=instantanea_id),
        lambda motivos: page(instantanea_id, motivos),
    )


@bp.post("/actas/firmas/<int:instantanea_id>/electronica/terminar")
@guard.roles(*ESCRIBEN)
def terminar_firma(instantanea_id: int) -> Any:
    return base.do(
        lambda: firmas_proceso.terminar_firma(instantanea_id, request.form.get("motivo_fin", ""), **who()),
        "Se dejó la firma electrónica. El documento se firma en papel; lo ya firmado se conserva.",
        url_for(".firmas", instantanea_id=instantanea_id),
        lambda motivos: page(instantanea_id, motivos),
    )
