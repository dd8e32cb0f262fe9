"""The padrón in force of a dossier: counts, the masked list by pages, one enrolment, and the workbook to mark."""

from __future__ import annotations

from typing import Any

from flask import render_template, request, url_for
from werkzeug.wrappers import Response

from workflow.expedientes.queries import Ficha
from workflow.kernel.refusals import NotAllowed, NotFound, Refused
from workflow.padron import queries, service
from workflow.padron.queries import vigor as enrolled
from workflow.padron.queries.vigor import ESTADOS, POR_PAGINA, Filtro
from workflow.textos import rotulo
from workflow.web import exports, guard
from workflow.web.numeros import numero
from workflow.web.padron.captura import plain_cells
from workflow.web.padron.comun import CAPTURAN, LEEN, bp, en_captura, ficha_de, llaves

SEXOS = (("", "Todos"), ("M", "Mujeres"), ("H", "Hombres"), ("X", "No binario"))


@bp.get("/vigor")
@guard.roles(*LEEN)
def vigor(expediente_id: int) -> str:
    """Who is in the padrón, masked."""
    return _page(ficha_de(expediente_id), ())


def _page(ficha: Ficha, motivos: Any) -> str:
    expediente_id = ficha.cabeza.id
    estado = request.args.get("estado", "")
    filtro = Filtro(
        estado=estado if estado in ESTADOS else "",
        sexo=request.args.get("sexo", "")[:1],
        cvegeo=request.args.get("localidad", "")[:9],
        reglas=numero(request.args.get("reglas")),
    )
    vistas = enrolled.inscripciones(
        expediente_id, filtro, llaves(), despues_de=numero(request.args.get("despues")) or 0
    )  # fmt: skip
    resumen = enrolled.resumen(expediente_id)
    nombres = queries.localidades(ficha.cabeza.ejercicio)
    args: dict[str, Any] = {
        "estado": filtro.estado or None,
        "sexo": filtro.sexo or None,
        "localidad": filtro.cvegeo or None,
        "reglas": filtro.reglas,
    }
    here = {"expediente_id": expediente_id, **args}
    return render_template(
        "padron/vigor.html",
        ficha=ficha,
        fila=ficha.cabeza,
        motivos=motivos,
        resumen=resumen,
        filtro=filtro,
        vistas=vistas[:POR_PAGINA],
        siguiente=url_for(".vigor", **here, despues=vistas[POR_PAGINA - 1].id) if len(vistas) > POR_PAGINA else None,
        inicio=url_for(".vigor", **here) if request.args.get("despues") else None,
        nombres=nombres,
        estados=[("", "Todas"), *((code, rotulo("estado_inscripcion", code)) for code in ESTADOS)],
        sexos=SEXOS,
        versiones=[("", "Todas"), *((str(uno[0]), f"Versión {uno[0]}") for uno in resumen.por_reglas)],
        localidades=[
            ("", "Todas"),
            *((clave, nombres.get(clave, (clave,))[0]) for clave, _ in resumen.por_localidad if clave),
        ],
        captura=not guard.actor().dependencias(*CAPTURAN).isdisjoint({ficha.cabeza.dependencia}),
    )


@bp.get("/vigor/<int:inscripcion_id>")
@guard.roles(*LEEN)
def inscripcion(expediente_id: int, inscripcion_id: int) -> str:
    """One enrolment and everything that happened to it."""
    ficha = ficha_de(expediente_id)
    vista = enrolled.inscripcion(expediente_id, inscripcion_id, llaves())
    return render_template(
        "padron/inscripcion.html",
        ficha=ficha,
        fila=ficha.cabeza,
        vista=vista,
        localidad=queries.localidades(ficha.cabeza.ejercicio).get(vista.cvegeo or "", ("—",))[0],
        historia=enrolled.historia(expediente_id, inscripcion_id),
    )


@bp.post("/vigor/libro")
@guard.roles(*CAPTURAN)
def libro(expediente_id: int) -> Response | tuple[str, int]:
    """The padrón in force in clear, with the columns to mark what changes. Who takes it stays in the record."""
    ficha = en_captura(expediente_id)
    try:
        service.registrar_descarga_vigor(expediente_id, actor=guard.actor(), ahora=guard.now())
    except (NotAllowed, NotFound):
        raise
    except Refused as refusal:
        return _page(ficha, refusal.reasons), refusal.status
    titulos, filas = enrolled.en_claro(expediente_id, llaves())
    columnas = ["MOVIMIENTO", "MOTIVO DE BAJA", "CURP ANTERIOR", *titulos]
    marcables = (["", "", "", *plain_cells(celdas, len(titulos))] for celdas in filas)
    return exports.xlsx_response(f"padron-en-vigor-{expediente_id}", "Padrón en vigor", columnas, marcables)
