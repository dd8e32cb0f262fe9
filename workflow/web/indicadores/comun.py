"""What the pages of the follow-up share: the month that is looked at, and how a result is written."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from flask import Blueprint, request

from workflow.indicadores import queries
from workflow.indicadores.clases import rounded
from workflow.indicadores.periodos import ended, last_day, month, months, words
from workflow.kernel.clock import local_date
from workflow.kernel.money import plain_centavos
from workflow.web import guard
from workflow.web.filters import RAYA, cantidad
from workflow.web.numeros import anio

bp = Blueprint("indicadores", __name__, url_prefix="/indicadores")


def today() -> date:
    return local_date(guard.now())


def year(years: Sequence[int] | None = None) -> int:
    """The year that is asked for, or the last one with published POA (`years`, where they were already read)."""
    asked = request.args.get("ejercicio", type=anio)
    return asked or next(iter(queries.ejercicios() if years is None else years), today().year)


def closing(ejercicio: int) -> tuple[str, date]:
    """The month up to which it is told ('' is today), and the day from which it is seen."""
    asked = request.args.get("mes", "")
    if len(months(asked)) == 1 and asked.startswith(f"{ejercicio}-") and ended(asked, today()):
        return asked, last_day(asked) + timedelta(days=1)
    return "", today()


def month_options(ejercicio: int) -> list[tuple[str, str]]:
    found = [month(ejercicio, mes) for mes in range(12, 0, -1)]
    return [("", "Hoy"), *((clave, words(clave).capitalize()) for clave in found if ended(clave, today()))]


@bp.app_template_filter("periodo")
def periodo(clave: str) -> str:
    """marzo de 2026"""
    return words(clave)


@bp.app_template_filter("del_periodo")
def del_periodo(clave: str) -> str:
    """de marzo de 2026, del primer trimestre de 2026"""
    return f"{'del' if len(months(clave)) in (3, 6) else 'de'} {words(clave)}"


@bp.app_template_filter("numero")
def numero(valor: Fraction | None, decimales: int = 2) -> str:
    """A computed value as people read it, at most with two decimals."""
    return RAYA if valor is None else cantidad(rounded(valor, decimales))


@bp.app_template_filter("porciento")
def porciento(valor: Fraction | None) -> str:
    return RAYA if valor is None else f"{rounded(valor, 2):,f} %".replace("-", "−")


@bp.app_template_filter("porciento_exacto")
def porciento_exacto(texto: str) -> str:
    """The same of an avance kept as text."""
    return porciento(Fraction(texto))


@bp.app_template_filter("monto")
def monto(centavos: int) -> str:
    """1234.50, as it is written in a field."""
    return plain_centavos(centavos)


def exact(valor: Fraction | None) -> Any:
    """For a file: with six decimals, as text, so that no program changes it."""
    return "" if valor is None else format(rounded(valor, 6), "f")
