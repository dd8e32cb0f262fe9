"""Reporting: what is due, and the sheet of a month with a line for each thing that is reported when it ends."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from flask import redirect, render_template, request, send_file, url_for
from werkzeug.wrappers import Response

from workflow.archivos import queries as archivos
from workflow.indicadores import queries, service
from workflow.indicadores.libro import CAMPOS, headings, row
from workflow.indicadores.queries import Hoja, Poa
from workflow.indicadores.reglas import CAPTURAN, Reporte, captures, place
from workflow.indicadores.service import Adjunto
from workflow.kernel.refusals import Invalid, NotAllowed, NotFound, Reason, Refused
from workflow.people import queries as people
from workflow.poa.numeros import decimal_of
from workflow.web import flashes, guard
from workflow.web.exports import xlsx_response
from workflow.web.filters import plural
from workflow.web.indicadores.comun import bp, today
from workflow.web.numeros import numero

capturan = guard.roles(*CAPTURAN)
_NADA: tuple[Any, ...] = ((), "")


@bp.app_context_processor
def _pending() -> dict[str, Any]:
    """For the bandeja: how many months this person has to report, and how many are late. Asked only where printed."""

    def avances_por_reportar() -> tuple[int, int]:
        actor = guard.actor_or_none()
        if actor is None or not actor.has(*CAPTURAN):
            return 0, 0
        found = queries.por_hacer(actor.dependencias(*CAPTURAN), today())
        return len(found), sum(1 for one in found if one.tarde)

    return {"avances_por_reportar": avances_por_reportar}


@bp.get("/captura")
@capturan
def por_reportar() -> str:
    mias = guard.actor().dependencias(*CAPTURAN)
    return render_template(
        "indicadores/por_reportar.html",
        pendientes=queries.por_hacer(mias, today()),
        gastos=queries.gastos_por_hacer(mias, today()),
    )


@bp.get("/captura/<int:expediente_id>/<mes>")
@capturan
def hoja(expediente_id: int, mes: str) -> str:
    return _page(queries.hoja(_mine(expediente_id), mes))


def _mine(expediente_id: int) -> Poa:
    one = queries.poa(expediente_id)
    if not captures(guard.actor(), one.dependencia):
        raise NotAllowed("ROL_NO_AUTORIZADO")
    return one


def _page(
    found: Hoja,
    motivos: tuple[Reason, ...] = (),
    escrito: Mapping[str, str] | None = None,
    del_libro: bool = False,
) -> str:
    errores: dict[str, list[Reason]] = {}
    for motivo in motivos:
        if motivo.facts.get("campo"):
            errores.setdefault(str(motivo.facts["campo"]), []).append(motivo)
    return render_template(
        "indicadores/hoja.html",
        hoja=found,
        nombre=people.dependencia_nombre(found.poa.dependencia, today()),
        tarde=found.vence < today(),
        motivos=motivos,
        errores=errores,
        escrito=escrito,
        campos=CAMPOS,
        del_libro=del_libro,
    )


@bp.post("/captura/<int:expediente_id>/<mes>")
@capturan
def guardar(expediente_id: int, mes: str) -> Any:
    found = queries.hoja(_mine(expediente_id), mes)
    try:
        done = service.reportar(
            expediente_id,
            mes,
            _typed(found),
            actor=guard.actor(),
            ahora=guard.now(),
            evidencias=_files(found),
            vistos={key.removeprefix("visto:"): int(value) for key, value in request.form.items() if _seen(key, value)},
            llave=request.form.get("llave"),
        )
    except (NotAllowed, NotFound):
        raise
    except Refused as refusal:
        fresh = queries.hoja(_mine(expediente_id), mes)
        return _page(fresh, refusal.reasons, request.form), refusal.status
    flashes.done(f"Guardó {plural(done.reportados, 'avance', 'avances')}: ya están con Planeación para su revisión.")
    return redirect(url_for(".hoja", expediente_id=expediente_id, mes=mes))


@bp.get("/captura/<int:expediente_id>/<mes>/libro.xlsx")
@capturan
def libro(expediente_id: int, mes: str) -> Response:
    found = queries.hoja(_mine(expediente_id), mes)
    columnas = headings(f.medida for f in found.filas)
    filas = [
        row(f.medida, f.periodo, f.meta, *((f.hecho.valores, f.hecho.justificacion) if f.hecho else _NADA))
        for f in found.filas
    ]
    padded = [[*fila, *[None] * (len(columnas) - len(fila))] for fila in filas]
    return xlsx_response(f"avances-{found.poa.dependencia}-{mes}", "Avances", columnas, padded)


@bp.post("/captura/<int:expediente_id>/<mes>/libro")
@capturan
def subir(expediente_id: int, mes: str) -> Any:
    """What the workbook says comes to the page to be checked; it is kept when the person saves."""
    found = queries.hoja(_mine(expediente_id), mes)
    sent = request.files.get("libro")
    try:
        if sent is None or not sent.filename:
            raise Invalid("SIN_ARCHIVO")
        read = service.leer_libro(sent.stream, [f.medida.direccion for f in found.filas])  # type: ignore[arg-type]
    except Refused as refusal:
        return _page(found, refusal.reasons), refusal.status
    return _page(found, escrito={**_reported(found), **read}, del_libro=True)


def _reported(found: Hoja) -> dict[str, str]:
    """The fields of the page as they are now."""
    fields: dict[str, str] = {}
    for fila in found.filas:
        if fila.hecho is not None:
            direccion = fila.medida.direccion
            for campo, value in zip(CAMPOS, fila.hecho.valores, strict=False):
                fields[f"{campo}:{direccion}"] = "" if value is None else format(value, "f")
            fields[f"justificacion:{direccion}"] = fila.hecho.justificacion
    return fields


def _seen(key: str, value: str) -> bool:
    return key.startswith("visto:") and numero(value) is not None


def _typed(found: Hoja) -> list[Reporte]:
    """The lines as they were written. Invalid with what is not a number, all at once."""
    problems: list[Reason] = []
    reportes = []
    for fila in found.filas:
        direccion = fila.medida.direccion
        numbers: list[Decimal | None] = []
        for name in CAMPOS[: max(2, len(fila.medida.variables))]:
            text = request.form.get(f"{name}:{direccion}", "").strip()
            number = decimal_of(text) if text else None
            if text and number is None:
                facts = {"lugar": place(fila.medida), "texto": text[:40], "campo": direccion}
                problems.append(Reason("AVANCE_ILEGIBLE", facts))
            numbers.append(number)
        reportes.append(
            Reporte(
                direccion,
                *numbers[:2],
                request.form.get(f"justificacion:{direccion}", "").strip(),
                request.form.get(f"motivo:{direccion}", "").strip(),
                tuple(numbers[2:]),
            )
        )
    if problems:
        raise Invalid(problems)
    return reportes


def _files(found: Hoja) -> dict[str, list[Adjunto]]:
    sent = {}
    for fila in found.filas:
        direccion = fila.medida.direccion
        files = [one for one in request.files.getlist(f"evidencia:{direccion}") if one.filename]
        if files:
            sent[direccion] = [Adjunto(one.filename or "", one.stream) for one in files]  # type: ignore[arg-type]
    return sent


@bp.get("/evidencia/<int:archivo_id>")
@guard.signed_in
def evidencia(archivo_id: int) -> Response:
    kept = archivos.get(queries.evidencia(archivo_id))
    return send_file(kept.path, mimetype=kept.tipo, as_attachment=True, download_name=kept.nombre)
