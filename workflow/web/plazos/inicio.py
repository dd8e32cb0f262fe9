"""/plazos: where the days of all the dossiers went, by side, stage, dependencia and reviewer."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask import render_template, request, url_for
from werkzeug.wrappers import Response

from workflow.expedientes.queries.dias import DiasVista, Renglon, dias
from workflow.expedientes.queries.listas import Filtro
from workflow.expedientes.route import TIPOS
from workflow.kernel.clock import local_date
from workflow.textos import rotulo
from workflow.web import exports, guard
from workflow.web.expedientes import en_direccion, opciones
from workflow.web.numeros import anio
from workflow.web.plazos.comun import bp, tabs

COLUMNAS = (
    "Agrupado por",
    "Clave",
    "Nombre",
    "Estancias terminadas",
    "La mitad tardó (días hábiles)",
    "9 de cada 10 tardaron (días hábiles)",
    "Días hábiles en total",
    "Días hábiles en pausa",
)
TONOS = {"dependencia": "ambar", "planeacion": "azul", "transparencia": "arena"}


def _filtro() -> Filtro:
    tipo = request.args.get("tipo")
    return Filtro(
        tipo=tipo if tipo in TIPOS else None,
        ejercicio=request.args.get("ejercicio", type=anio),
        dependencia=request.args.get("dependencia") or None,
    )


def _found(filtro: Filtro) -> DiasVista:
    return dias(guard.actor(), guard.now(), local_date(guard.now()), filtro)


@bp.get("/plazos")
@guard.signed_in
def index() -> str:
    filtro = _filtro()
    found = _found(filtro)
    total = sum(one.habiles + one.pausados for one in found.lados)
    pausados = sum(one.pausados for one in found.lados)
    bars = [
        {"rotulo": rotulo("lado", one.lado), "valor": one.habiles, "tono": TONOS.get(one.lado)}
        for one in found.lados
        if one.habiles
    ]
    if pausados:
        bars.append({"rotulo": "En pausa", "valor": pausados, "tono": "arena"})
    return render_template(
        "plazos/index.html",
        filtro=filtro,
        con_filtro=bool(en_direccion(filtro)),
        opciones=opciones(),
        dias=found,
        total=total,
        barras=bars,
        corren=[one for one in found.lados if one.corren],
        pestanas=tabs(guard.actor(), "plazos.index"),
        url_xlsx=url_for(".descargar", formato="xlsx", **en_direccion(filtro)),
        url_csv=url_for(".descargar", formato="csv", **en_direccion(filtro)),
    )


@bp.get("/plazos/descargar.<any(csv, xlsx):formato>")
@guard.signed_in
def descargar(formato: str) -> Response:
    found = _found(_filtro())
    rows = [
        *_rows("Etapa", found.por_etapa),
        *_rows("Dependencia", found.por_dependencia),
        *_rows("Revisión", found.por_revisor),
    ]
    if formato == "csv":
        return exports.csv_response("dias", COLUMNAS, rows)
    return exports.xlsx_response("dias", "A dónde se fueron los días", COLUMNAS, rows)


def _rows(grupo: str, renglones: Iterable[Renglon]) -> list[tuple[Any, ...]]:
    return [
        (
            grupo,
            one.clave if one.nombre and grupo == "Dependencia" else "",
            one.nombre or rotulo("etapa", one.clave),
            one.medida.cuantos,
            one.medida.mediana,
            one.medida.p90,
            one.medida.total,
            one.pausados,
        )
        for one in renglones
    ]
