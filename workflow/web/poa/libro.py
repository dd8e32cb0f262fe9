"""The workbook of a POA: the template and the export down; up, the upload, its check page, and its confirmation."""

from __future__ import annotations

import io
from typing import Any

from flask import redirect, render_template, request, send_file, url_for
from werkzeug.wrappers import Response

from workflow.archivos import queries as archivos
from workflow.kernel.refusals import Invalid, NotAllowed, NotFound, Reason, Refused
from workflow.poa import formas, queries, service
from workflow.poa.exportar import export, template
from workflow.poa.libro.anterior import begin_with
from workflow.web import flashes, guard
from workflow.web.exports import XLSX
from workflow.web.numeros import entero
from workflow.web.poa.comun import bp, capturan, has_matrix, index_page, open_capture, open_ficha
from workflow.web.poa.revision_libro import Revisada, choice_of, group, review_of


@bp.get("/plantilla.xlsx")
@capturan
def plantilla(expediente_id: int) -> Response:
    """A workbook to be filled in; with `anterior=1`, the activities of the year before are already written."""
    captura = open_capture(expediente_id)
    ficha = captura.ficha.cabeza
    blank = {clave: [] for clave in ("alineacion", "actividades", "presupuesto")}
    base = {**captura.documento, **blank, "mir": [] if has_matrix(captura) else None}
    base = {clave: value for clave, value in base.items() if clave not in ("fichas", "variables")}
    data = formas.proposed(base["identificacion"], ficha.dependencia, ficha.ejercicio, captura.catalogos)
    shown = {**base, "identificacion": data}
    if request.args.get("anterior") == "1" and (before := queries.anterior(expediente_id)):
        shown = begin_with(shown, before)
    origen = service.emitir_libro(expediente_id, base, actor=guard.actor(), ahora=guard.now())
    made = template(shown, captura.catalogos, matrices=captura.known_components(), origen=origen)
    return _workbook(made, f"plantilla-poa-{ficha.dependencia}-{ficha.ejercicio}.xlsx")


@bp.get("/libro.xlsx")
@guard.signed_in
def libro(expediente_id: int) -> Response:
    """The content that the page of the dossier shows, in the layout of the template."""
    ficha = open_ficha(expediente_id)
    ejercicio = ficha.cabeza.ejercicio
    document = formas.complete_document(ficha.contenido, ejercicio)
    origen = None
    if ficha.puede_capturar:
        origen = service.emitir_libro(expediente_id, document, actor=guard.actor(), ahora=guard.now())
    known = queries.matrices(ejercicio)
    made = export(document, queries.catalogos(ejercicio), matrices=known, origen=origen)
    return _workbook(made, f"{ficha.cabeza.dependencia}-poa-{ejercicio}.xlsx")


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
    can_confirm = ficha.puede_capturar and shown.estado == "leida"
    revisada: Revisada | None = None
    if can_confirm:
        revisada = review_of(shown, ficha.contenido, ficha.borrador_revision, request.form)
    return render_template(
        "poa/carga.html",
        fila=ficha.cabeza,
        carga=shown,
        grupos=group(shown.hallazgos),
        revisada=revisada,
        razones=reasons,
        motivos=motivos,
        conflicto=conflict.facts if conflict else None,
        revision=ficha.borrador_revision,
        puede_confirmar=can_confirm,
        puede_descartar=ficha.puede_capturar and shown.estado in ("recibida", "leida", "fallida"),
    )


@bp.get("/cargas/<int:carga_id>/marcado.xlsx")
@capturan
def marcado(expediente_id: int, carga_id: int) -> Response:
    """The copy of what was uploaded, with the cells of the findings marked."""
    open_ficha(expediente_id)
    shown = queries.carga(carga_id, expediente_id)
    if shown.marcado_id is None:
        raise NotFound("LIBRO_SIN_MARCAR")
    kept = archivos.get(shown.marcado_id)
    return send_file(kept.path, mimetype=kept.tipo, as_attachment=True, download_name=kept.nombre)


@bp.post("/cargas/<int:carga_id>/confirmar")
@capturan
def confirmar(expediente_id: int, carga_id: int) -> Any:
    try:
        service.confirmar(
            expediente_id,
            carga_id,
            revision=request.form.get("revision", 0, type=entero),
            con_errores=request.form.get("con_errores") == "1",
            eleccion=choice_of(request.form),
            actor=guard.actor(),
            ahora=guard.now(),
            llave=request.form.get("llave"),
        )
    except (NotAllowed, NotFound):
        raise
    except Refused as refusal:
        return _check_page(expediente_id, carga_id, refusal.reasons), refusal.status
    flashes.done("El libro se importó: lo que cambia ya está en el borrador.")
    return redirect(url_for("expedientes.ver", expediente_id=expediente_id))


@bp.post("/cargas/<int:carga_id>/descartar")
@capturan
def descartar(expediente_id: int, carga_id: int) -> Any:
    service.descartar(expediente_id, carga_id, actor=guard.actor(), ahora=guard.now(), llave=request.form.get("llave"))
    flashes.done("La carga se descartó. El borrador no cambió.")
    return redirect(url_for(".capturar", expediente_id=expediente_id))
