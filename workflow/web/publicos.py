"""/datos: sessions, attendance and votes of the members, published for anybody (LGTAIP 66-IX)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from itertools import islice
from typing import Any

from flask import Blueprint, Response, render_template, request, url_for

from workflow.kernel.clock import local_date
from workflow.kernel.refusals import NotFound
from workflow.sesiones.datos_publicos import AREA, CONJUNTOS, FUNDAMENTO, Columna, Conjunto
from workflow.sesiones.queries import publicos as queries
from workflow.textos import rotulo
from workflow.web import guard
from workflow.web.exports import csv_response, xlsx_response
from workflow.web.filters import fecha
from workflow.web.numeros import anio

bp = Blueprint("publicos", __name__, url_prefix="/datos")
MUESTRA = 50
FORMATOS = ("csv", "xlsx", "json")
# What a page shows, in its order; the files carry every column that the law asks for.
EN_PAGINA = {
    "sesiones": "fecha organo tipo sesion estado lugar integrantes asistentes acuerdos",
    "asistencias": "fecha organo comision integrante cargo asistencia modo se_integro se_retiro",
    "votos": "fecha organo comision asunto integrante sentido resultado",
}


@bp.get("")
@guard.public
def indice() -> str:
    return render_template(
        "publicos/indice.html",
        conjuntos=CONJUNTOS,
        anios=queries.published_years(),
        actualizado=queries.updated(),
        area=AREA,
        fundamento=FUNDAMENTO,
    )


@bp.get("/<any(sesiones, asistencias, votos):conjunto>")
@guard.public
def ver(conjunto: str) -> str:
    """The first rows of a dataset, with the filter that its files also take."""
    found, anio, organo = CONJUNTOS[conjunto], _year(), _organ()
    filas = list(islice(queries.dataset(conjunto, anio=anio, organo=organo), MUESTRA + 1))
    filtro = {"anio": anio or "todos", "organo": organo or None}
    por_clave = {columna.clave: columna for columna in found.columnas}
    en_pagina = [por_clave[clave] for clave in EN_PAGINA[conjunto].split()]
    return render_template(
        "publicos/ver.html",
        clave=conjunto,
        conjunto=found,
        columnas=[{"rotulo": c.rotulo} for c in en_pagina],
        filas=[_printed(en_pagina, fila) for fila in filas[:MUESTRA]],
        hay_mas=len(filas) > MUESTRA,
        anio=anio,
        organo=organo,
        anios=queries.published_years(),
        organos=queries.published_organs(),
        archivos={f: url_for(".descargar", conjunto=conjunto, formato=f, **filtro) for f in FORMATOS},
        actualizado=queries.updated(),
        area=AREA,
        fundamento=FUNDAMENTO,
    )


@bp.get("/<any(sesiones, asistencias, votos):conjunto>.<any(csv, xlsx, json):formato>")
@guard.public
def descargar(conjunto: str, formato: str) -> Response:
    found, anio, organo = CONJUNTOS[conjunto], _year(), _organ()
    filas = queries.dataset(conjunto, anio=anio, organo=organo)
    nombre = "-".join(str(part) for part in (conjunto, anio, organo) if part)
    rotulos = [columna.rotulo for columna in found.columnas]
    if formato == "csv":
        answer = csv_response(nombre, rotulos, (_printed(found.columnas, fila) for fila in filas))
    elif formato == "xlsx":
        answer = xlsx_response(nombre, found.titulo[:31], rotulos, (_printed(found.columnas, fila) for fila in filas))
    else:
        answer = _json(nombre, found, filas)
    answer.headers["Cache-Control"] = "public, max-age=900"
    return answer


def _json(nombre: str, conjunto: Conjunto, filas: Iterable[dict[str, Any]]) -> Response:
    """Keys as they are, dates as 2026-02-10, codes with their words."""
    actualizado = queries.updated() or local_date(guard.now())
    body = {
        "conjunto": conjunto.titulo,
        "descripcion": conjunto.descripcion,
        "fundamento": FUNDAMENTO,
        "area_responsable": AREA,
        "fecha_actualizacion": actualizado.isoformat(),
        "columnas": {columna.clave: columna.rotulo for columna in conjunto.columnas},
        "registros": [{c.clave: _plain(c, fila.get(c.clave)) for c in conjunto.columnas} for fila in filas],
    }
    return Response(
        json.dumps(body, ensure_ascii=False, indent=1) + "\n",
        content_type="application/json; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{nombre}.json"'},
    )


def _plain(columna: Columna, valor: Any) -> Any:
    if valor is not None and columna.enum:
        return rotulo(columna.enum, valor)
    return valor.isoformat() if isinstance(valor, date) else valor


def _printed(columnas: Iterable[Columna], fila: dict[str, Any]) -> list[Any]:
    """The cells of a row for a table or a sheet; nothing where there is no value."""
    return [_cell(columna, fila.get(columna.clave)) for columna in columnas]


def _cell(columna: Columna, valor: Any) -> Any:
    if valor is None:
        return ""
    return fecha(valor) if isinstance(valor, date) else _plain(columna, valor)


def _year() -> int | None:
    """The year asked for; the last one published when none is asked; all of them with «todos»."""
    texto = request.args.get("anio", "")
    if texto == "todos":
        return None
    if (asked := request.args.get("anio", type=anio)) is not None:
        return asked
    anios = queries.published_years()
    return anios[0] if anios else None


def _organ() -> str:
    clave = request.args.get("organo", "")
    if clave and clave not in {known for known, _ in queries.published_organs()}:
        raise NotFound("ORGANO_DESCONOCIDO", organo=clave[:40])
    return clave
