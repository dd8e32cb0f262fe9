"""The fichas técnicas and their variables: each of an indicator of the matrix, with a formula that can be computed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workflow.poa.campos import address, keys, row_key
from workflow.poa.contenido import Contenido
from workflow.poa.esquema import FICHAS, VARIABLES, Seccion
from workflow.poa.hallazgos import Problema
from workflow.poa.matriz.fichas import of_document
from workflow.poa.matriz.formulas import unknown
from workflow.poa.matriz.textos import FORMULAS
from workflow.poa.reglas.identificacion import mandatory

Found = Iterator[Problema]
_LETRA = re.compile(r"[A-Z][A-Z0-9_]{0,29}")


def check(contenido: Contenido) -> Found:
    known = {row_key("mir", row) for row in contenido.filas["mir"]}
    yield from _rows(contenido, FICHAS, known, "FICHA_SIN_INDICADOR")
    yield from _rows(contenido, VARIABLES, known, "VARIABLE_SIN_INDICADOR")
    yield from _letters(contenido)
    yield from _formulas(contenido)


def _rows(contenido: Contenido, seccion: Seccion, known: set[str], orphan: str) -> Found:
    rows = contenido.filas[seccion.clave]
    for key, row in zip(keys(seccion.clave, rows), rows, strict=True):
        where = address(seccion.clave, key, "clave")
        yield from mandatory(seccion, key, row)
        if "~" in key:
            yield Problema(where, "CLAVE_DUPLICADA", valor=row["clave"], hechos={"clave": key.partition("~")[0]})
        if row["clave"] and row["numero"] is not None and row_key("mir", row) not in known:
            facts = {"clave": row["clave"], "numero": row["numero"]}
            yield Problema(where, orphan, valor=row["clave"], hechos=facts)


def _letters(contenido: Contenido) -> Found:
    rows = contenido.filas["variables"]
    for key, row in zip(keys("variables", rows), rows, strict=True):
        letra = str(row["letra"] or "").strip().upper()
        if letra and not _LETRA.fullmatch(letra):
            yield Problema(address("variables", key, "letra"), "LETRA_INVALIDA", valor=row["letra"])


def _formulas(contenido: Contenido) -> Found:
    if not contenido.filas["fichas"]:
        return
    for ficha in of_document(contenido.filas).values():
        where = address("fichas", ficha.llave.partition("~")[0], "formula")
        if ficha.mal is not None:
            facts = {"motivo": FORMULAS[ficha.mal.code].format(**ficha.mal.facts)}
            yield Problema(where, "FORMULA_ILEGIBLE", valor=ficha.ficha.get("formula"), hechos=facts)
        elif ficha.formula is not None and ficha.propia and (ajenas := unknown(ficha.formula, ficha.letras)):
            facts = {"cuales": ", ".join(ajenas), "hay": ", ".join(ficha.letras) or "ninguna"}
            yield Problema(where, "FORMULA_CON_VARIABLE_AJENA", valor=ficha.formula.texto, hechos=facts)
