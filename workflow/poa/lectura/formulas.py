"""What can be computed of a formula saved without its value: sums, averages and plain arithmetic of one sheet. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal, DivisionByZero, InvalidOperation

Cell = Callable[[int, int], Decimal | None]
_TOKEN = re.compile(r"\s*(?:(\$?[A-Z]{1,3}\$?\d{1,7})|(\d+(?:\.\d+)?)|([A-ZÁÉÍÓÚ]+)(?=\()|([-+*/():,;]))")
_SUMS = {"SUM", "SUMA"}
_MEANS = {"AVERAGE", "PROMEDIO"}
_LINK = re.compile(r'=\s*HYPERLINK\(\s*"((?:[^"]|"")*)"\s*(?:[,;]\s*"((?:[^"]|"")*)"\s*)?\)\s*', re.IGNORECASE)
_LINK_START = re.compile(r"=\s*(?:HYPERLINK|HIPERVINCULO)\(", re.IGNORECASE)


def hyperlink(formula: str) -> tuple[str, str] | None:
    """(label, address) of a `=HYPERLINK()`; the label is the address when there is none."""
    if match := _LINK.fullmatch(formula):
        url = match[1].replace('""', '"')
        return (match[2].replace('""', '"') if match[2] else url), url
    return ("", "") if _LINK_START.match(formula) else None


def evaluate(formula: str, cell: Cell) -> Decimal | None:
    """The value of a formula of SUM, AVERAGE, references, numbers and + - * /; None if it is anything else."""
    try:
        parser = _Parser(formula.removeprefix("="), cell)
        value = parser.expression()
        return value if parser.finished else None
    except (_Unknown, DivisionByZero, InvalidOperation, RecursionError):
        return None


class _Unknown(Exception):
    pass


class _Parser:
    def __init__(self, text: str, cell: Cell) -> None:
        self.cell = cell
        self.tokens: list[tuple[str, str]] = []
        place = 0
        while place < len(text):
            match = _TOKEN.match(text, place)
            if not match:
                raise _Unknown
            kind = ("ref", "number", "name", "sign")[match.lastindex - 1] if match.lastindex else "end"
            self.tokens.append((kind, match[match.lastindex or 0]))
            place = match.end()
        self.place = 0

    @property
    def finished(self) -> bool:
        return self.place == len(self.tokens)

    def peek(self) -> str:
        return "" if self.finished else self.tokens[self.place][1]

    def take(self, *wanted: str) -> tuple[str, str]:
        if self.finished or (wanted and self.peek() not in wanted):
            raise _Unknown
        self.place += 1
        return self.tokens[self.place - 1]

    def expression(self) -> Decimal:
        value = self.term()
        while self.peek() in {"+", "-"}:
            sign = self.take()[1]
            value = value + self.term() if sign == "+" else value - self.term()
        return value

    def term(self) -> Decimal:
        value = self.factor()
        while self.peek() in {"*", "/"}:
            sign = self.take()[1]
            value = value * self.factor() if sign == "*" else value / self.factor()
        return value

    def factor(self) -> Decimal:
        kind, text = self.take()
        if kind == "number":
            return Decimal(text)
        if kind == "ref":
            return self.one(text)
        if kind == "name" and text in _SUMS | _MEANS:
            values = self.arguments()
            return sum(values, Decimal(0)) / (len(values) if text in _MEANS else 1)
        if text in {"-", "+"}:
            return self.factor() * (-1 if text == "-" else 1)
        if text == "(":
            value = self.expression()
            self.take(")")
            return value
        raise _Unknown

    def arguments(self) -> list[Decimal]:
        self.take("(")
        values: list[Decimal] = []
        while True:
            if not self.finished and self.tokens[self.place][0] == "ref" and self.after() == ":":
                start = self.take()[1]
                self.take(":")
                values += self.range(start, self.take()[1])
            else:
                values.append(self.expression())
            if self.take(",", ";", ")")[1] == ")":
                return values

    def after(self) -> str:
        return self.tokens[self.place + 1][1] if self.place + 1 < len(self.tokens) else ""

    def one(self, reference: str) -> Decimal:
        value = self.cell(*position(reference))
        if value is None:
            raise _Unknown
        return value

    def range(self, start: str, end: str) -> list[Decimal]:
        (top, left), (bottom, right) = position(start), position(end)
        if (bottom - top + 1) * (right - left + 1) > 10_000:
            raise _Unknown
        cells = [self.cell(row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)]
        return [value for value in cells if value is not None]


def position(reference: str) -> tuple[int, int]:
    """(row, column) from 1 of a reference like `$G$5`."""
    text = reference.replace("$", "")
    letters = text.rstrip("0123456789")
    if not letters or letters == text:
        raise _Unknown
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return int(text[len(letters) :]), column
