"""Whole numbers that come in an address or a form: one that no row can have is as if none had been asked."""

from __future__ import annotations

from flask import Flask
from werkzeug.routing import IntegerConverter, Map

MAXIMO = 2**31 - 1  # the largest of a column Integer; beyond it the database refuses the question itself


def entero(texto: str) -> int:
    """From 0 to MAXIMO. ValueError for anything else: for `type=` of the parameters of a request."""
    numero = int(texto)
    if not 0 <= numero <= MAXIMO:
        raise ValueError("fuera de lo que cabe en una columna")
    return numero


def anio(texto: str) -> int:
    """A year that a municipality may ask for. ValueError for anything else."""
    numero = int(texto)
    if not 2000 <= numero <= 2200:
        raise ValueError("no es un año")
    return numero


def numero(texto: str | None) -> int | None:
    """The same number, None where it is not one."""
    try:
        return entero(texto or "")
    except ValueError:
        return None


class EnteroConverter(IntegerConverter):
    """`<int:…>` of an address: a larger number is a page that does not exist, not a page that breaks."""

    def __init__(self, mapa: Map, fixed_digits: int = 0, minimo: int | None = None, maximo: int = MAXIMO) -> None:
        super().__init__(mapa, fixed_digits, minimo, maximo)


def init_app(app: Flask) -> None:
    app.url_map.converters["int"] = EnteroConverter
