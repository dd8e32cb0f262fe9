"""One cell to one value of the content, by the type of its column; says what was wrong and what was understood."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from workflow.poa.esquema import CODIGOS, Campo
from workflow.poa.hallazgos import AVISO, ERROR
from workflow.poa.lectura.formulas import hyperlink
from workflow.poa.lectura.hoja import Hoja, reference
from workflow.poa.lectura.registro import Registro, in_file
from workflow.poa.numeros import centavos_of, date_of, decimal_of, decimal_text, json_number, plain

_EPOCH = date(1899, 12, 30)
_EXTERNAL = re.compile(r"\[[^\]]+\][^!]*!")
_SERIAL = range(36_526, 73_051)  # 2000 to 2099


class Lector:
    """Reads the cells of one sheet; what it cannot read is None and a finding."""

    def __init__(self, hoja: Hoja, registro: Registro) -> None:
        self.hoja, self.registro = hoja, registro

    def read(self, row: int, column: int, campo: Campo, where: str, *, recompute: bool = False) -> Any:
        """The value of a cell. With `recompute`, a formula without value is left to who called (None, no finding)."""
        raw = self.hoja.raw(row, column)
        self.registro.celdas[where] = (self.hoja.nombre, reference(row, column), raw)
        value, done = self._formula(row, column, campo, where, raw, recompute)
        if done or value is None or (isinstance(value, str) and not value.strip()):
            return value if done else ([] if campo.tipo == "lista" else None)
        return _READERS[campo.tipo](self, _Celda(row, column, campo, where, value))

    def _formula(self, row: int, column: int, campo: Campo, where: str, raw: Any, recompute: bool) -> tuple[Any, bool]:
        """(value, whether there is nothing more to do) of a cell that may hold a formula."""
        if not (isinstance(raw, Mapping) and "formula" in raw):
            return raw, False
        formula = raw["formula"]
        if (link := hyperlink(formula)) is not None:
            label, url = link
            label = label or str(raw["valor"] or "")
            self._add(row, column, "HIPERVINCULO_EN_CELDA", AVISO, formula, label or None)
            return (f"{label} ({url})" if url and url != label else label or formula), False
        if raw["valor"] is not None:
            if _EXTERNAL.search(formula):
                self._add(row, column, "VINCULO_EXTERNO", AVISO, formula, in_file_value(raw["valor"]))
            return raw["valor"], False
        if recompute:
            return None, True
        if campo.tipo == "texto" and formula.upper().startswith("=IFERROR(VLOOKUP("):
            self.registro.sin_valor[where] = formula
            return None, True
        number = self.hoja.compute(formula) if campo.tipo in {"decimal", "dinero", "entero"} else None
        if number is None:
            self.registro.malos.add(where)
            self._add(row, column, "FORMULA_SIN_VALOR", ERROR, formula, que="escriba el valor en la celda")
            return ([] if campo.tipo == "lista" else None), True
        self.recomputed(row, column, formula, number)
        return (float(number) if number != number.to_integral_value() else int(number)), False

    def recomputed(self, row: int, column: int, formula: str, number: Decimal, source: str = "") -> None:
        what = f"se recalcula{source}: {decimal_text(number)}"
        self._add(row, column, "FORMULA_SIN_VALOR", AVISO, formula, json_number(number), que=what)

    def _add(
        self, row: int, column: int, code: str, severity: str, value: Any, expected: Any = None, **facts: Any
    ) -> None:
        self.registro.add(self.hoja.nombre, reference(row, column), code, severity, value, expected, **facts)

    def note(self, cell: _Celda, code: str, severity: str, expected: Any = None, **facts: Any) -> None:
        if severity == ERROR:
            self.registro.malos.add(cell.where)
        raw = in_file(self.hoja.raw(cell.row, cell.column))
        self._add(cell.row, cell.column, code, severity, raw, expected, columna=cell.campo.titulo, **facts)


class _Celda:
    __slots__ = ("campo", "column", "row", "value", "where")

    def __init__(self, row: int, column: int, campo: Campo, where: str, value: Any) -> None:
        self.row, self.column, self.campo, self.where, self.value = row, column, campo, where, value


def _text(reader: Lector, cell: _Celda) -> str | None:
    value = cell.value
    if isinstance(value, Mapping):
        reader.note(cell, "FECHA_EN_LUGAR_DE_TEXTO", ERROR)
        return None
    if isinstance(value, bool):
        return "Verdadero" if value else "Falso"
    if isinstance(value, str):
        return value.replace("\xa0", " ").strip()
    return decimal_text(decimal_of(value) or Decimal(0))


def _clave(reader: Lector, cell: _Celda) -> str | None:
    """A key that must be text: one saved as a number may have lost zeros."""
    text = _text(reader, cell)
    if text is not None and not isinstance(cell.value, str) and not _ods_goal(reader, cell):
        reader.note(cell, "CLAVE_COMO_NUMERO", AVISO, text)
    return text


def _ods_goal(reader: Lector, cell: _Celda) -> bool:
    """The number of an ODS is an integer in its own right."""
    row = [plain(reader.hoja.text(cell.row, column)) for column in range(1, cell.column)]
    return isinstance(cell.value, int) and row[:2] == ["ods", "objetivo"]


def _list(reader: Lector, cell: _Celda) -> list[str]:
    if isinstance(cell.value, (int, float)) and not isinstance(cell.value, bool):
        text = decimal_text(decimal_of(cell.value) or Decimal(0))
        reader.note(cell, "CLAVE_COMO_NUMERO", AVISO, text)
        return [text]
    text = _text(reader, cell) or ""
    return [part.strip() for part in re.split(r"[;\n]", text) if part.strip()]


def in_file_value(value: Any) -> Any:
    """A saved value as a finding shows it."""
    return in_file(value) if isinstance(value, Mapping) else value


def _number(reader: Lector, cell: _Celda) -> Decimal | None:
    number = None if isinstance(cell.value, Mapping) else decimal_of(cell.value)
    if number is None:
        reader.note(cell, "NUMERO_INVALIDO", ERROR)
    elif isinstance(cell.value, str):
        reader.note(cell, "NUMERO_COMO_TEXTO", AVISO, json_number(number))
    elif reference(cell.row, cell.column) in reader.hoja.porcentajes:
        number = number * 100
        reader.note(cell, "PORCENTAJE_EN_CELDA", AVISO, json_number(number))
    return number


def _decimal(reader: Lector, cell: _Celda) -> str | None:
    number = _number(reader, cell)
    return None if number is None else decimal_text(number)


def _integer(reader: Lector, cell: _Celda) -> int | None:
    number = _number(reader, cell)
    if number is None:
        return None
    if number != number.to_integral_value():
        reader.note(cell, "ENTERO_INVALIDO", ERROR)
        return None
    return int(number)


def _money(reader: Lector, cell: _Celda) -> int | None:
    number = _number(reader, cell)
    if number is None:
        return None
    cents = centavos_of(number)
    if cents is None:
        reader.note(cell, "MAS_DE_DOS_DECIMALES", ERROR)
    return cents


def _date(reader: Lector, cell: _Celda) -> str | None:
    value = cell.value
    if isinstance(value, Mapping):
        text = str(value.get("fecha") or value.get("fecha_hora") or "")[:10]
        if text:
            return text
    elif isinstance(value, str) and (day := date_of(value)):
        reader.note(cell, "FECHA_COMO_TEXTO", AVISO, day.isoformat())
        return day.isoformat()
    elif isinstance(value, int) and value in _SERIAL:
        day = _EPOCH + timedelta(days=value)
        reader.note(cell, "FECHA_COMO_NUMERO", AVISO, day.isoformat())
        return day.isoformat()
    reader.note(cell, "FECHA_INVALIDA", ERROR)
    return None


def _code(reader: Lector, cell: _Celda) -> str | None:
    options = CODIGOS[cell.campo.codigos or ""]
    wanted = plain(str(cell.value))
    for code, label in options.items():
        if plain(label) == wanted:
            return code
    reader.note(cell, "VALOR_NO_PERMITIDO", ERROR, admitidos=", ".join(options.values()))
    return None


_READERS: dict[str, Callable[[Lector, _Celda], Any]] = {
    "texto": _text,
    "clave": _clave,
    "numero_o_clave": _text,
    "lista": _list,
    "entero": _integer,
    "decimal": _decimal,
    "dinero": _money,
    "fecha": _date,
    "codigo": _code,
}
