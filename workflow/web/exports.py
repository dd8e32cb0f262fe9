"""Lists as files that Excel opens: CSV and XLSX, where no cell that a person typed becomes a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

from flask import Response
from rustpy_xlsxwriter import FastExcel

DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def harmless(value: Any) -> Any:
    """Text that a spreadsheet would run as a formula gets an apostrophe before it; the rest stays."""
    return "'" + value if isinstance(value, str) and value.startswith(DANGEROUS) else value


def csv_response(nombre: str, columnas: Sequence[str], filas: Iterable[Sequence[Any]]) -> Response:
    """UTF-8 with its mark, so that Excel reads the accents. `nombre`: without extension."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(columnas)
    writer.writerows([harmless(cell) for cell in fila] for fila in filas)
    return download(text.getvalue().encode("utf-8-sig"), "text/csv; charset=utf-8", f"{nombre}.csv")


def xlsx_response(nombre: str, hoja: str, columnas: Sequence[str], filas: Iterable[Sequence[Any]]) -> Response:
    """Text stays text in its cells (`=…` included), so nothing needs to be changed. `hoja`: at most 31 letters."""
    book = io.BytesIO()
    records = [dict(zip(columnas, fila, strict=True)) for fila in filas] or [dict.fromkeys(columnas)]
    FastExcel(book).freeze(row=1).sheet(hoja, records).save()
    return download(book.getvalue(), XLSX, f"{nombre}.xlsx")


def download(data: bytes, tipo: str, nombre: str) -> Response:
    return Response(data, content_type=tipo, headers={"Content-Disposition": f'attachment; filename="{nombre}"'})
