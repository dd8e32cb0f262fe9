"""The grid of activities and of budget: its page, its data, and what it sends while somebody types."""

from __future__ import annotations

from typing import Any

from flask import jsonify, render_template, request

from workflow.kernel.refusals import AlreadyDone, Invalid, NotAllowed, NotFound, Refused
from workflow.poa import campos, service
from workflow.poa import rejilla as tabla
from workflow.poa.reglas import todas
from workflow.poa.reparto import MODOS
from workflow.textos import all_of
from workflow.web import guard
from workflow.web.forms import poa as forms
from workflow.web.poa.comun import NOMBRES, Captura, bp, capturan, open_capture, section_url

RUTA = "/<any(actividades, presupuesto):seccion>/rejilla"


@bp.get(RUTA)
@capturan
def rejilla(expediente_id: int, seccion: str) -> str:
    captura = open_capture(expediente_id)
    return render_template(
        "poa/rejilla.html",
        fila=captura.ficha.cabeza,
        seccion=seccion,
        nombre=NOMBRES[seccion],
        url_formas=section_url(expediente_id, seccion),
        modos=list(MODOS.items()),
        quien=guard.actor().usuario_id,  # what is kept in the browser without network is of one person
    )


@bp.get(f"{RUTA}/datos")
@capturan
def rejilla_datos(expediente_id: int, seccion: str) -> Any:
    """Everything the grid shows: columns with their choices, rows, what is wrong."""
    captura = open_capture(expediente_id)
    matrices = {**captura.matrices, **todas.own_matrix(captura.documento)}
    programa = captura.documento["identificacion"].get("programa") or ""
    components = sorted(matrices.get(programa, ()))
    options = forms.options_of(seccion, captura.documento, captura.catalogos, components)
    keys = campos.keys(seccion, campos.rows_of(captura.documento, seccion))
    return jsonify(
        columnas=tabla.columns(seccion, options),
        filas=tabla.rows(captura.documento, seccion),
        problemas=tabla.by_cell(captura.problems(), seccion, {key: key for key in keys}),
        sumas=tabla.sums(captura.documento, seccion, captura.catalogos),
        revision=captura.ficha.borrador_revision,
    )


@bp.get(f"{RUTA}/repartir")
@capturan
def rejilla_repartir(expediente_id: int, seccion: str) -> Any:
    """The months of what a year comes to; nothing is saved."""
    captura, asked = open_capture(expediente_id), request.args
    parts = [asked.get(name, "") for name in ("anual", "tipo", "modo", "como")]
    try:
        return jsonify(meses=tabla.spread(seccion, captura.documento, *parts))
    except ValueError as error:
        return jsonify(motivo=str(error)), 422


@bp.post(RUTA)
@capturan
def rejilla_guardar(expediente_id: int, seccion: str) -> Any:
    """The changes of the grid. What the answer says: each row as it is saved, conflicts, and what is wrong by cell."""
    sent = request.get_json(silent=True)
    try:
        if not isinstance(sent, dict) or not _sound(sent):
            raise Invalid("REJILLA_ILEGIBLE")
        done = service.guardar_rejilla(
            expediente_id,
            seccion,
            sent["cambios"],
            sent["claves"],
            actor=guard.actor(),
            ahora=guard.now(),
            llave=str(sent.get("llave") or "") or None,
        )
    except AlreadyDone:
        return jsonify(repetida=True)
    except (NotAllowed, NotFound):
        raise
    except Refused as refusal:
        return jsonify(motivos=all_of(refusal.reasons)), refusal.status
    return jsonify(_answer(open_capture(expediente_id), seccion, done))


def _sound(sent: dict[str, Any]) -> bool:
    cambios, claves = sent.get("cambios"), sent.get("claves")
    return (
        isinstance(cambios, list)
        and all(isinstance(cambio, dict) for cambio in cambios)
        and isinstance(claves, dict)
        and all(isinstance(clave, str) for clave in claves.values())
    )


def _answer(captura: Captura, seccion: str, done: tabla.Resultado) -> dict[str, Any]:
    found = tabla.rows(done.documento, seccion)
    ids = {row["_clave"]: fila for row, fila in zip(found, done.filas, strict=True)}
    problems = todas.check(done.documento, captura.catalogos, captura.matrices)
    return {
        "filas": [{"_fila": fila, **row} for fila, row in zip(done.filas, found, strict=True)],
        "conflictos": done.conflictos,
        "errores": done.errores,
        "problemas": tabla.by_cell(problems, seccion, ids),
        "sumas": tabla.sums(done.documento, seccion, captura.catalogos),
        "revision": captura.ficha.borrador_revision,
    }
