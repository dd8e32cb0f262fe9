"""The workbook of a POA: the template and the export down; up, the upload, its check page, and its confirmation."""

from __future__ import annotations

import io
from typing import Any

from flask import redirect, render_template, request, send_file, url_for
from werkzeug.wrappers import Response

from workflow.kernel.refusals import Invalid, NotAllowed, NotFound, Reason, Refused
from workflow.poa import formas, queries, service
from workflow.poa.hallazgos import blocks
from workflow.web import flashes, guard
from workflow.web.exports import XLSX
from workflow.web.poa.comun import NOMBRES, bp, capturan, has_matrix, index_page, open_capture, open_ficha


@bp.get("/plantilla.xlsx")
@capturan
def plantilla(expediente_id: int) -> Response:
    from workflow.poa.exportar import template  # with it comes openpyxl: only who downloads a workbook needs it

    captura = open_capture(expediente_id)
    ficha = captura.ficha.cabeza
    document = dict(captura.documento)
    document["identificacion"] = formas.proposed(
        document["identificacion"], ficha.dependencia, ficha.ejercicio, captura.catalogos
    )
    document["mir"] = [] if has_matrix(captura) else None
    return _workbook(template(document, captura.catalogos), f"plantilla-poa-{ficha.dependencia}-{ficha.ejercicio}.xlsx")


@bp.get("/libro.xlsx")
@guard.signed_in
def libro(expediente_id: int) -> Response:
    """The content that the page of the dossier shows, as a workbook of the same layout."""
    from workflow.poa.exportar import export

    ficha = open_ficha(expediente_id)
    document = formas.complete_document(ficha.contenido, ficha.cabeza.ejercicio)
    return _workbook(export(document), f"{ficha.cabeza.dependencia}-poa-{ficha.cabeza.ejercicio}.xlsx")


def _workbook(data: bytes, nombre: str) -> Response:
    return send_file(io.BytesIO(data), mimetype=XLSX, as_attachment=True, download_name=nombre)


@bp.post("/cargas")
@capturan
def subir(expediente_id: int) -> Any:
    sent = request.files.get("libro")
    try:
        if sent is None or not sent.filename:
            raise Invalid("SIN_ARCHIVO")
        carga_id = service.cargar(
            expediente_id,
            sent.stream,
            nombre=sent.filename,
            actor=guard.actor(),
            ahora=guard.now(),
            llave=request.form.get("llave"),
        )
    except (NotAllowed, NotFound):
        raise
    except Refused as refusal:
        return index_page(open_capture(expediente_id), refusal.reasons), refusal.status
    return redirect(url_for(".carga", expediente_id=expediente_id, carga_id=carga_id))


@bp.get("/cargas/<int:carga_id>")
@capturan
def carga(expediente_id: int, carga_id: int) -> str:
    return _check_page(expediente_id, carga_id)


def _check_page(expediente_id: int, carga_id: int, motivos: tuple[Reason, ...] = ()) -> str:
    ficha = open_ficha(expediente_id)
    shown = queries.carga(carga_id, expediente_id)
    reasons = [Reason(item["codigo"], item["hechos"]) for item in (shown.error or {}).get("razones", [])]
    conflict = next((reason for reason in motivos if reason.code == "CAPTURA_DESACTUALIZADA"), None)
    return render_template(
        "poa/carga.html",
        fila=ficha.cabeza,
        carga=shown,
        grupos=_by_sheet(shown.hallazgos),
        bloqueantes=[item for item in shown.hallazgos if blocks(item)],
        razones=reasons,
        motivos=motivos,
        conflicto=conflict.facts if conflict else None,
        revision=ficha.borrador_revision,
        puede_confirmar=ficha.puede_capturar and shown.estado == "leida",
        puede_descartar=ficha.puede_capturar and shown.estado in ("recibida", "leida", "fallida"),
    )


def _by_sheet(hallazgos: tuple[dict[str, Any], ...]) -> list[tuple[str, list[dict[str, Any]]]]:
    """The findings by sheet, in the order of the workbook, errors first."""
    order = {nombre: place for place, nombre in enumerate(NOMBRES.values())}
    groups: dict[str, list[dict[str, Any]]] = {}
    for item in hallazgos:
        groups.setdefault(item["hoja"] or "El libro", []).append(item)
    for items in groups.values():
        items.sort(key=lambda item: item["severidad"] != "error")
    return sorted(groups.items(), key=lambda pair: order.get(pair[0], 99))


@bp.post("/cargas/<int:carga_id>/confirmar")
@capturan
def confirmar(expediente_id: int, carga_id: int) -> Any:
    try:
        service.confirmar(
            expediente_id,
            carga_id,
            revision=request.form.get("revision", 0, type=int),
            con_errores=request.form.get("con_errores") == "1",
            actor=guard.actor(),
            ahora=guard.now(),
            llave=request.form.get("llave"),
        )
    except (NotAllowed, NotFound):
        raise
    except Refused as refusal:
        return _check_page(expediente_id, carga_id, refusal.reasons), refusal.status
    flashes.done("El libro se importó: su contenido ya está en el borrador.")
    return redirect(url_for("expedientes.ver", expediente_id=expediente_id))


@bp.post("/cargas/<int:carga_id>/descartar")
@capturan
def descartar(expediente_id: int, carga_id: int) -> Any:
    service.descartar(expediente_id, carga_id, actor=guard.actor(), ahora=guard.now(), llave=request.form.get("llave"))
    flashes.done("La carga se descartó. El borrador no cambió.")
    return redirect(url_for(".capturar", expediente_id=expediente_id))
