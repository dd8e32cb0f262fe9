"""Reporting what was spent: the sheet of a month with a line for each one of the budget."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from workflow.indicadores import queries, service
from workflow.indicadores.financiero import Gasto, name_of
from workflow.indicadores.libro_gasto import COLUMNAS, row
from workflow.indicadores.periodos import ended, month, words
from workflow.indicadores.queries import HojaGasto, Poa
from workflow.indicadores.reglas import CAPTURAN, captures
from workflow.kernel.money import parse_centavos
from workflow.kernel.refusals import Invalid, NotAllowed, NotFound, Reason, Refused
from workflow.people import queries as people
from workflow.web import flashes, guard
from workflow.web.exports import xlsx_response
from workflow.web.filters import plural
from workflow.web.indicadores.comun import bp, today
from workflow.web.numeros import numero

capturan = guard.roles(*CAPTURAN)


@bp.app_context_processor
def _pending() -> dict[str, Any]:
    """For the bandeja: how many months of spending this person has to report, and how many are late."""

    def gastos_por_reportar() -> tuple[int, int]:
        actor = guard.actor_or_none()
        if actor is None or not actor.has(*CAPTURAN):
            return 0, 0
        found = queries.gastos_por_hacer(actor.dependencias(*CAPTURAN), today())
        return len(found), sum(1 for one in found if one.tarde)

    return {"gastos_por_reportar": gastos_por_reportar}


@bp.get("/gasto/<int:expediente_id>/<mes>")
@capturan
def gasto(expediente_id: int, mes: str) -> str:
    return _page(_sheet(expediente_id, mes))


def _sheet(expediente_id: int, mes: str) -> HojaGasto:
    one: Poa = queries.poa(expediente_id)
    if not captures(guard.actor(), one.dependencia):
        raise NotAllowed("ROL_NO_AUTORIZADO")
    return queries.hoja_gasto(one, mes, today())


def _page(
    found: HojaGasto,
    motivos: tuple[Reason, ...] = (),
    escrito: Mapping[str, str] | None = None,
    del_libro: bool = False,
) -> str:
    errores: dict[str, list[Reason]] = {}
    for motivo in motivos:
        if motivo.facts.get("campo"):
            errores.setdefault(str(motivo.facts["campo"]), []).append(motivo)
    ejercicio = found.poa.ejercicio
    meses = [month(ejercicio, n) for n in range(1, 13)]
    return render_template(
        "indicadores/gasto.html",
        hoja=found,
        nombre=people.dependencia_nombre(found.poa.dependencia, today()),
        tarde=found.vence < today(),
        meses=[(clave, words(clave).capitalize()) for clave in meses if ended(clave, today()) or clave == found.mes],
        motivos=motivos,
        errores=errores,
        escrito=escrito,
        del_libro=del_libro,
    )


@bp.get("/gasto/<int:expediente_id>")
@capturan
def ir_a_gasto(expediente_id: int) -> Response:
    """From the list of months to the sheet of one."""
    return redirect(url_for(".gasto", expediente_id=expediente_id, mes=request.args.get("mes", "")))


@bp.post("/gasto/<int:expediente_id>/<mes>")
@capturan
def guardar_gasto(expediente_id: int, mes: str) -> Any:
    found = _sheet(expediente_id, mes)
    try:
        done = service.reportar_gasto(
            expediente_id,
            mes,
            _typed(found),
            actor=guard.actor(),
            ahora=guard.now(),
            vistos={key.removeprefix("visto:"): int(value) for key, value in request.form.items() if _seen(key, value)},
            llave=request.form.get("llave"),
        )
    except (NotAllowed, NotFound):
        raise
    except Refused as refusal:
        return _page(_sheet(expediente_id, mes), refusal.reasons, request.form), refusal.status
    flashes.done(f"Guardó {plural(done.reportados, 'renglón', 'renglones')} de lo ejercido en {words(mes)}.")
    return redirect(url_for(".gasto", expediente_id=expediente_id, mes=mes))


def _seen(key: str, value: str) -> bool:
    return key.startswith("visto:") and numero(value) is not None


def _typed(found: HojaGasto) -> list[Gasto]:
    """The lines as they were written; with `en_cero`, the ones left empty are zero. Invalid with what is no amount."""
    problems: list[Reason] = []
    gastos = []
    en_cero = request.form.get("en_cero") == "1"
    for fila in found.filas:
        direccion = fila.renglon.direccion
        text = request.form.get(f"ejercido:{direccion}", "").strip()
        centavos: int | None = 0 if en_cero and fila.hecho is None else None
        if text:
            try:
                centavos = parse_centavos(text, negativo=True)
            except Invalid:
                facts = {"lugar": name_of(fila.renglon), "texto": text[:40], "campo": direccion}
                problems.append(Reason("GASTO_ILEGIBLE", facts))
        gastos.append(Gasto(direccion, centavos, request.form.get(f"motivo:{direccion}", "").strip()))
    if problems:
        raise Invalid(problems)
    return gastos


@bp.get("/gasto/<int:expediente_id>/<mes>/libro.xlsx")
@capturan
def libro_gasto(expediente_id: int, mes: str) -> Response:
    found = _sheet(expediente_id, mes)
    filas = [row(f.renglon, f.programado, f.hecho.centavos if f.hecho else None) for f in found.filas]
    return xlsx_response(f"gasto-{found.poa.dependencia}-{mes}", "Gasto", COLUMNAS, filas)


@bp.post("/gasto/<int:expediente_id>/<mes>/libro")
@capturan
def subir_gasto(expediente_id: int, mes: str) -> Any:
    """What the workbook says comes to the page to be checked; it is kept when the person saves."""
    found = _sheet(expediente_id, mes)
    sent = request.files.get("libro")
    try:
        if sent is None or not sent.filename:
            raise Invalid("SIN_ARCHIVO")
        read = service.leer_libro_gasto(sent.stream, [f.renglon.direccion for f in found.filas])  # type: ignore[arg-type]
    except Refused as refusal:
        return _page(found, refusal.reasons), refusal.status
    return _page(found, escrito=read, del_libro=True)
