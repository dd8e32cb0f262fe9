"""/datos/indicadores: each corte as open data, for anybody: files with their columns told, licence, date and hash."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import Any

from flask import Blueprint, Response, current_app, render_template, url_for

from workflow.indicadores import queries
from workflow.indicadores.abiertos import (
    AREA,
    CONJUNTOS,
    FUNDAMENTO,
    LICENCIA,
    LICENCIA_URL,
    Columna,
    Publicado,
    rows,
)
from workflow.indicadores.periodos import words
from workflow.kernel.hashes import sha256_bytes
from workflow.textos import rotulo
from workflow.web import guard
from workflow.web.exports import csv_response, xlsx_response
from workflow.web.filters import cantidad, fecha

bp = Blueprint("abiertos", __name__, url_prefix="/datos/indicadores")
MUESTRA = 25
FORMATOS = (("csv", "CSV"), ("json", "JSON"), ("xlsx", "Excel"))
# What a page shows of each dataset; the files carry every column.
EN_PAGINA = {
    "metas": "dependencia_nombre clave nombre valor meta_vigente avance estado semaforo",
    "periodos": "dependencia_nombre clave nombre periodo meta dato_1 dato_2 avance semaforo",
    "fisico-financiero": "dependencia_nombre titulo avance_fisico presupuesto_vigente ejercido avance_financiero",
}


@bp.get("")
@guard.public
def indice() -> str:
    return render_template(
        "abiertos/indice.html",
        cortes=queries.cortes_publicados(),
        conjuntos=CONJUNTOS,
        area=AREA,
        fundamento=FUNDAMENTO,
        licencia=LICENCIA,
        licencia_url=LICENCIA_URL,
    )


@bp.get("/<periodo>")
@guard.public
def corte(periodo: str) -> str:
    """A corte: its files with their hash, and what each column is."""
    hecho = queries.corte_de(periodo)
    found = queries.publicado(hecho)
    return render_template(
        "abiertos/corte.html",
        corte=hecho,
        publicado=found,
        conjuntos=[(clave, conjunto, sum(1 for _ in rows(found, clave))) for clave, conjunto in CONJUNTOS.items()],
        huellas=_fingerprints(found),
        archivos=_files(periodo),
        area=AREA,
        fundamento=FUNDAMENTO,
        licencia=LICENCIA,
        licencia_url=LICENCIA_URL,
    )


_known: dict[tuple[str, str], dict[str, str]] = {}


def _fingerprints(found: Publicado) -> dict[str, str]:
    """Of each CSV. What is published of a corte does not change, so each process makes them once."""
    place = (current_app.config["RUTA"].database_url, found.sha256)
    if place not in _known:
        if len(_known) > 100:
            _known.clear()
        _known[place] = {clave: sha256_bytes(_csv(found, clave).get_data()) for clave in CONJUNTOS}
    return _known[place]


@bp.get("/<periodo>/<any(metas, periodos, 'fisico-financiero'):conjunto>")
@guard.public
def ver(periodo: str, conjunto: str) -> str:
    found = queries.publicado(queries.corte_de(periodo))
    por_clave = {columna.clave: columna for columna in CONJUNTOS[conjunto].columnas}
    en_pagina = [por_clave[clave] for clave in EN_PAGINA[conjunto].split()]
    filas = list(islice(rows(found, conjunto), MUESTRA + 1))
    return render_template(
        "abiertos/ver.html",
        publicado=found,
        conjunto=CONJUNTOS[conjunto],
        columnas=[{"rotulo": columna.rotulo} for columna in en_pagina],
        filas=[[_printed(columna, fila.get(columna.clave)) for columna in en_pagina] for fila in filas[:MUESTRA]],
        hay_mas=len(filas) > MUESTRA,
        archivos=_files(periodo)[conjunto],
    )


@bp.get("/<periodo>/<any(metas, periodos, 'fisico-financiero'):conjunto>.<any(csv, json, xlsx):formato>")
@guard.public
def descargar(periodo: str, conjunto: str, formato: str) -> Response:
    found = queries.publicado(queries.corte_de(periodo))
    if formato == "csv":
        answer = _csv(found, conjunto)
    elif formato == "json":
        answer = _json(found, conjunto)
    else:
        columnas = CONJUNTOS[conjunto].columnas
        filas = [[_sheet(fila.get(c.clave)) for c in columnas] for fila in rows(found, conjunto)]
        answer = xlsx_response(_name(found, conjunto), conjunto, [c.clave for c in columnas], filas)
    answer.headers["Cache-Control"] = "public, max-age=900"
    return answer


@bp.get("/columnas.csv")
@guard.public
def columnas() -> Response:
    """What each column of each dataset is."""
    filas = [
        [clave, columna.clave, columna.rotulo, columna.que_es]
        for clave, conjunto in CONJUNTOS.items()
        for columna in conjunto.columnas
    ]
    return csv_response("columnas", ["conjunto", "columna", "nombre", "que_es"], filas)


def _files(periodo: str) -> dict[str, list[tuple[str, str]]]:
    return {
        clave: [(name, url_for(".descargar", periodo=periodo, conjunto=clave, formato=f)) for f, name in FORMATOS]
        for clave in CONJUNTOS
    }


def _name(found: Publicado, conjunto: str) -> str:
    return f"{conjunto}-{found.periodo}"


def _csv(found: Publicado, conjunto: str) -> Response:
    """The codes as they are, so that a program reads them; dates as 2026-03-31."""
    columnas = CONJUNTOS[conjunto].columnas
    filas = ([_plain(fila.get(c.clave)) for c in columnas] for fila in rows(found, conjunto))
    return csv_response(_name(found, conjunto), [c.clave for c in columnas], filas)


def _json(found: Publicado, conjunto: str) -> Response:
    """Numbers are text with all their digits, so that no reader changes them."""
    told = CONJUNTOS[conjunto]
    body = {
        "conjunto": told.titulo,
        "descripcion": told.descripcion,
        "corte": found.periodo,
        "fecha_del_corte": found.en.isoformat(),
        "huella_del_corte": found.sha256,
        "fundamento": FUNDAMENTO,
        "area_responsable": AREA,
        "licencia": LICENCIA,
        "licencia_url": LICENCIA_URL,
        "columnas": {c.clave: {"nombre": c.rotulo, "que_es": c.que_es} for c in told.columnas},
        "registros": [{c.clave: _text(fila.get(c.clave)) for c in told.columnas} for fila in rows(found, conjunto)],
    }
    return Response(
        json.dumps(body, ensure_ascii=False, indent=1) + "\n",
        content_type="application/json; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{_name(found, conjunto)}.json"'},
    )


def _plain(value: Any) -> Any:
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else value


def _text(value: Any) -> str | None:
    return None if value is None else str(_plain(value))


def _sheet(value: Any) -> Any:
    """A number as a number, so that it can be added up; a date as text, as in the other files."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return _plain(value) if value is not None else None


def _printed(columna: Columna, value: Any) -> str:
    if value is None or value == "":
        return "—"
    if columna.enum:
        return rotulo(columna.enum, value)
    if columna.clave == "periodo":
        return words(value).capitalize()
    if isinstance(value, Decimal):
        return cantidad(value)
    return fecha(value) if isinstance(value, date) else str(value)
