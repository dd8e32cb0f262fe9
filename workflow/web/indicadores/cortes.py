"""The cortes: making one, and looking at what it froze."""

from __future__ import annotations

from typing import Any

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from workflow.indicadores import queries, service
from workflow.indicadores.periodos import ended, month, quarter, words
from workflow.indicadores.reglas import CIERRAN
from workflow.kernel.refusals import NotAllowed, NotFound, Reason, Refused
from workflow.textos import rotulo
from workflow.web import flashes, guard
from workflow.web.exports import csv_response, xlsx_response
from workflow.web.indicadores.comun import bp, today, year


@bp.get("/cortes")
@guard.signed_in
def cortes() -> str:
    return _page()


def _page(motivos: tuple[Reason, ...] = ()) -> str:
    ejercicio = year()
    made = queries.cortes(ejercicio)
    done = {one.periodo for one in made}
    claves = [quarter(ejercicio, n) for n in range(1, 5)] + [month(ejercicio, n) for n in range(1, 13)]
    return render_template(
        "indicadores/cortes.html",
        ejercicio=ejercicio,
        cortes=made,
        opciones=[(c, words(c).capitalize()) for c in claves if c not in done and ended(c, today())],
        cierra=guard.actor().has(*CIERRAN),
        motivos=motivos,
    )


@bp.post("/cortes")
@guard.roles(*CIERRAN)
def cortar() -> Any:
    try:
        corte_id = service.hacer_corte(
            request.form.get("periodo", ""), actor=guard.actor(), ahora=guard.now(), llave=request.form.get("llave")
        )
    except (NotAllowed, NotFound):
        raise
    except Refused as refusal:
        return _page(refusal.reasons), refusal.status
    flashes.done("El corte quedó hecho: lo que se reporte después se cuenta aparte.")
    return redirect(url_for(".corte", corte_id=corte_id))


@bp.get("/cortes/<int:corte_id>")
@guard.signed_in
def corte(corte_id: int) -> str:
    found = queries.corte(corte_id)
    return render_template("indicadores/corte.html", corte=found, igual=service.comprobar(corte_id))


@bp.get("/cortes/<int:corte_id>.<any(csv, xlsx):formato>")
@guard.signed_in
def corte_datos(corte_id: int, formato: str) -> Response:
    found = queries.corte(corte_id)
    columnas = ["Dependencia", "Folio", "Nivel", "Clave", "Nombre", "Valor", "Avance", "Estado", "Semáforo"]
    filas = [
        [
            f["dependencia"], f["expediente"], rotulo("nivel_medida", f["nivel"]), f["clave"], f["nombre"],
            f["valor"] or "", f["avance"] or "", rotulo("estado_avance", f["estado"]),
            rotulo("semaforo", f["semaforo"]),
        ]
        for f in found.filas
    ]  # fmt: skip
    nombre = f"corte-{found.periodo}"
    if formato == "csv":
        return csv_response(nombre, columnas, filas)
    return xlsx_response(nombre, found.periodo, columnas, filas)
