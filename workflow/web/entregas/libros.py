"""A workbook of deliveries: upload, check, confirm."""

from __future__ import annotations

from typing import Any

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from workflow.entregas import service
from workflow.entregas.clases import CAPTURAN
from workflow.entregas.libro import PLANTILLA
from workflow.entregas.periodos import trimestre
from workflow.entregas.queries import libros as queries
from workflow.entregas.queries.libros import LibroVista
from workflow.expedientes.queries import Ficha
from workflow.kernel.clock import local_date
from workflow.kernel.refusals import NotAllowed, NotFound, Reason, Refused
from workflow.padron.lugares import lugares_incluidos
from workflow.textos import razon
from workflow.web import flashes, guard
from workflow.web.entregas.base import beside, bp, file_of, recorded
from workflow.web.exports import xlsx_response
from workflow.web.filters import plural
from workflow.web.forms.entregas import LibroForm

A_LA_VISTA = 300


@bp.route("/libros", methods=["GET", "POST"])
@guard.roles(*CAPTURAN)
def libros(expediente_id: int) -> Any:
    """Upload one, with what is the same in all its rows."""
    ficha, form = recorded(expediente_id), LibroForm()
    form.offer(ficha.cabeza.ejercicio, lugares_incluidos())
    motivos: Any = ()
    if request.method == "GET":
        form.periodo.data = trimestre(local_date(guard.now()))
    if form.validate_on_submit():
        archivo = file_of(form.archivo.data)
        try:
            if archivo is None:
                raise Refused("LIBRO_ENTREGAS_SIN_ARCHIVO")
            libro_id = service.subir_libro(
                expediente_id,
                archivo[1],
                nombre=archivo[0],
                comunes=form.comunes(),
                actor=guard.actor(),
                ahora=guard.now(),
                llave=form.llave,
            )
        except (NotAllowed, NotFound):
            raise
        except Refused as refusal:
            motivos, status = beside(form, refusal), refusal.status
        else:
            return redirect(url_for(".libro", expediente_id=expediente_id, libro_id=libro_id))
    else:
        status = 422 if form.is_submitted() else 200
    return render_template(
        "entregas/libros.html",
        ficha=ficha,
        fila=ficha.cabeza,
        form=form,
        motivos=motivos,
        ultimo=queries.ultimo(expediente_id),
    ), status


@bp.get("/libros/plantilla.xlsx")
@guard.roles(*CAPTURAN)
def plantilla(expediente_id: int) -> Response:
    recorded(expediente_id)
    return xlsx_response("entregas", "Entregas", PLANTILLA, [])


@bp.get("/libros/<int:libro_id>")
@guard.roles(*CAPTURAN)
def libro(expediente_id: int, libro_id: int) -> str:
    """The check page: what would be recorded, and every refusal by row."""
    return _libro(recorded(expediente_id), queries.libro(expediente_id, libro_id))


def _libro(ficha: Ficha, one: LibroVista, motivos: Any = ()) -> str:
    return render_template(
        "entregas/libro.html",
        ficha=ficha,
        fila=ficha.cabeza,
        libro=one,
        motivos=motivos,
        grupos=_by_reason(one),
        a_la_vista=one.negadas[:A_LA_VISTA],
    )


def _by_reason(one: LibroVista) -> list[tuple[str, int]]:
    """Each kind of reason with how many rows have it, the most frequent first; said as in the first row that has it."""
    first: dict[str, Reason] = {}
    counts: dict[str, int] = {}
    for _, razones in one.negadas:
        for uno in razones:
            first.setdefault(uno.code, uno)
            counts[uno.code] = counts.get(uno.code, 0) + 1
    return [(razon(first[code]), n) for code, n in sorted(counts.items(), key=lambda pair: -pair[1])]


@bp.post("/libros/<int:libro_id>/confirmar")
@guard.roles(*CAPTURAN)
def confirmar_libro(expediente_id: int, libro_id: int) -> Any:
    ficha = recorded(expediente_id)
    try:
        service.confirmar_libro(
            expediente_id, libro_id, actor=guard.actor(), ahora=guard.now(), llave=request.form.get("llave")
        )
    except (NotAllowed, NotFound):
        raise
    except Refused as refusal:
        return _libro(ficha, queries.libro(expediente_id, libro_id), refusal.reasons), refusal.status
    flashes.done("Las entregas se están registrando. Puede cerrar esta página.")
    return redirect(url_for(".libro", expediente_id=expediente_id, libro_id=libro_id))


@bp.get("/libros/<int:libro_id>/negadas.xlsx")
@guard.roles(*CAPTURAN)
def negadas(expediente_id: int, libro_id: int) -> Response:
    """The rows that stay out and why: numbers of rows, nobody's data."""
    recorded(expediente_id)
    one = queries.libro(expediente_id, libro_id)
    filas = [(numero, " ".join(razon(uno) for uno in razones)) for numero, razones in one.negadas]
    return xlsx_response(f"entregas-{libro_id}-fuera", "Quedan fuera", ("Fila", "Por qué"), filas)


@bp.app_template_filter("filas_de_libro")
def filas_de_libro(cuantas: int) -> str:
    return plural(cuantas, "fila", "filas")
