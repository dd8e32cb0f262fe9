"""/panorama: the POA of a year seen from above, each chart with its table and its file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from flask import Blueprint, abort, render_template, request, url_for
from werkzeug.wrappers import Response

from workflow.expedientes.route import ETAPAS
from workflow.kernel.clock import local_date
from workflow.kernel.money import format_centavos
from workflow.poa import queries as poa
from workflow.poa.catalogos import Catalogos
from workflow.poa.panorama import queries, vistas
from workflow.poa.panorama.queries import Panorama
from workflow.poa.panorama.vistas import Alcance, Parte
from workflow.textos import rotulo
from workflow.web import exports, guard
from workflow.web.numeros import anio

bp = Blueprint("panorama", __name__, url_prefix="/panorama")
PARTES = (
    ("presupuesto", "Presupuesto"),
    ("alineacion", "Alineación a los planes"),
    ("etapas", "Etapas en el tiempo"),
    ("matrices", "Calidad de las MIR"),
)
Tabla = tuple[Sequence[str], list[tuple[Any, ...]]]


@bp.get("")
@guard.signed_in
def index() -> str:
    return _page("presupuesto")


@bp.get("/<any(presupuesto, alineacion, etapas, matrices):parte>")
@guard.signed_in
def ver(parte: str) -> str:
    return _page(parte)


@bp.get("/<any(capitulo, eje, fuente, dependencia, pmd, ods, etapas, matrices):tabla>.xlsx")
@guard.signed_in
def descargar(tabla: str) -> Response:
    """The table behind a chart."""
    ejercicio, found, catalogos = _asked()
    if found is None:
        abort(404)
    columnas, filas = _TABLAS[tabla](found, catalogos)
    return exports.xlsx_response(f"panorama-{ejercicio}-{tabla}", tabla.capitalize(), columnas, filas)


def _asked() -> tuple[int | None, Panorama | None, Catalogos]:
    years = queries.ejercicios(guard.actor())
    asked = request.args.get("ejercicio", type=anio)
    ejercicio = asked if asked in years else (years[0] if years else None)
    if ejercicio is None:
        return None, None, Catalogos(0)
    found = queries.panorama(ejercicio, guard.actor(), local_date(guard.now()))
    return ejercicio, found, poa.catalogos(ejercicio)


def _page(parte: str) -> str:
    ejercicio, found, catalogos = _asked()
    context = {} if found is None else _CONTEXTO[parte](found, catalogos)
    return render_template(
        f"panorama/{parte}.html",
        ejercicio=ejercicio,
        ejercicios=queries.ejercicios(guard.actor()),
        panorama=found,
        pestanas=[
            {"nombre": nombre, "url": url_for(".ver", parte=clave, ejercicio=ejercicio), "actual": clave == parte}
            for clave, nombre in PARTES
        ],
        xlsx=lambda tabla: url_for(".descargar", tabla=tabla, ejercicio=ejercicio),
        **context,
    )


def _bars(partes: Sequence[Parte]) -> list[dict[str, Any]]:
    return [
        {
            "rotulo": one.nombre if one.clave in ("—", one.nombre) else f"{one.clave} {one.nombre}",
            "valor": one.total,
            "texto": format_centavos(one.total),
        }
        for one in partes
    ]


def _reach(alcances: Sequence[Alcance]) -> list[dict[str, Any]]:
    return [{"rotulo": f"{one.clave} {one.nombre}", "valor": one.poas} for one in alcances]


def _budget(found: Panorama, catalogos: Catalogos) -> dict[str, Any]:
    return {
        "total": sum(one.leido.total for one in found.poas),
        "cuadros": [
            ("capitulo", "Presupuesto por capítulo", "Capítulo", _bars(vistas.by_chapter(found.poas))),
            ("eje", "Presupuesto por eje del PMD", "Eje", _bars(vistas.by_axis(found.poas, catalogos))),
            ("fuente", "Presupuesto por fuente", "Fuente", _bars(vistas.by_source(found.poas, catalogos))),
            ("dependencia", "Presupuesto por dependencia", "Dependencia", _bars(vistas.by_unit(found.poas))),
        ],
    }


def _alignment(found: Panorama, catalogos: Catalogos) -> dict[str, Any]:
    pmd, ods = vistas.pmd_reach(found.poas, catalogos), vistas.ods_reach(found.poas, catalogos)
    return {
        "coberturas": [(f"{nivel.capitalize()}s del PMD", *vistas.covered(pmd, nivel)) for nivel in vistas.NIVELES]
        + [("Objetivos de los ODS", *vistas.covered(ods, "objetivo"))],
        "ods": _reach(ods),
        "ejes": [
            (one, [line for line in pmd if line.clave.startswith(f"{one.clave}.")]) for one in pmd if one.nivel == "eje"
        ],
        "sin_pmd": [one for one in found.poas if not one.leido.pmd],
    }


def _stages(found: Panorama, catalogos: Catalogos) -> dict[str, Any]:
    series = queries.stages_over_time(found.ejercicio, guard.actor(), local_date(guard.now()))
    first = next((n for n, (_, counts) in enumerate(series) if counts), len(series) - 1)
    series = series[first:]
    used = [etapa for etapa in ETAPAS if any(counts.get(etapa) for _, counts in series)]
    heads = [{"rotulo": rotulo("etapa", etapa), "numero": True} for etapa in used]
    return {
        "series": series,
        "encabezados": heads,
        "etapas": used,
    }


def _quality(found: Panorama, catalogos: Catalogos) -> dict[str, Any]:
    rows = [one for one in found.poas if one.leido.matriz is not None]
    return {
        "matrices": sorted(rows, key=lambda one: one.leido.matriz.puntaje if one.leido.matriz else 0),
        "indicadores": sum(one.leido.matriz.indicadores for one in rows if one.leido.matriz),
    }


_CONTEXTO: dict[str, Callable[[Panorama, Catalogos], dict[str, Any]]] = {
    "presupuesto": _budget,
    "alineacion": _alignment,
    "etapas": _stages,
    "matrices": _quality,
}


def _parts(partes: Sequence[Parte]) -> Tabla:
    rows: list[tuple[Any, ...]] = [(one.clave, one.nombre, one.poas, one.total / 100) for one in partes]
    return ("Clave", "Nombre", "POA", "Presupuesto"), rows


def _reached(alcances: Sequence[Alcance]) -> Tabla:
    return ("Clave", "Nivel", "Texto", "POA"), [(one.clave, one.nivel, one.nombre, one.poas) for one in alcances]


def _stage_table(found: Panorama, catalogos: Catalogos) -> Tabla:
    told = _stages(found, catalogos)
    columnas = ("Al cierre de", *(rotulo("etapa", etapa) for etapa in told["etapas"]))
    return columnas, [
        (f"{day:%d/%m/%Y}", *(counts.get(etapa, 0) for etapa in told["etapas"])) for day, counts in told["series"]
    ]


def _quality_table(found: Panorama, catalogos: Catalogos) -> Tabla:
    columnas = (
        "Dependencia", "Programa", "Indicadores", "Fichas completas", "CREMAA", "Avisos", "Sugerencias", "Calidad",
    )  # fmt: skip
    rows: list[tuple[Any, ...]] = []
    for one in _quality(found, catalogos)["matrices"]:
        m = one.leido.matriz
        rows.append(
            (
                one.dependencia_nombre,
                one.programa,
                m.indicadores,
                m.completas,
                m.cremaa,
                m.avisos,
                m.sugerencias,
                m.puntaje,
            )
        )
    return columnas, rows


_TABLAS: dict[str, Callable[[Panorama, Catalogos], Tabla]] = {
    "capitulo": lambda found, catalogos: _parts(vistas.by_chapter(found.poas)),
    "eje": lambda found, catalogos: _parts(vistas.by_axis(found.poas, catalogos)),
    "fuente": lambda found, catalogos: _parts(vistas.by_source(found.poas, catalogos)),
    "dependencia": lambda found, catalogos: _parts(vistas.by_unit(found.poas)),
    "pmd": lambda found, catalogos: _reached(vistas.pmd_reach(found.poas, catalogos)),
    "ods": lambda found, catalogos: _reached(vistas.ods_reach(found.poas, catalogos)),
    "etapas": _stage_table,
    "matrices": _quality_table,
}
