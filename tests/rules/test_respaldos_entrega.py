"""What goes in the hand-over and how it is written."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from workflow.respaldos.entrega import celda, nombre_de_documento, se_entrega


@pytest.mark.parametrize(
    ("valor", "escrito"),
    [
        (None, ""),
        (True, "sí"),
        (date(2026, 3, 1), "2026-03-01"),
        (datetime(2026, 3, 1, 16, 5, tzinfo=UTC), "2026-03-01T16:05:00+00:00"),
        (Decimal("1200.50"), "1200.50"),
        (-5, "-5"),
        ("-5.25", "-5.25"),
        ('=HYPERLINK("x")', '\'=HYPERLINK("x")'),
        ("-1+1", "'-1+1"),
        ("@cmd", "'@cmd"),
        ("Peña", "Peña"),
    ],
)
def test_cada_valor_se_escribe_sin_que_nadie_lo_ejecute(valor: Any, escrito: str) -> None:
    assert celda(valor) == escrito


@pytest.mark.parametrize(
    ("tabla", "columna", "tipo", "va"),
    [
        ("expediente", "folio", "VARCHAR(40)", True),
        ("usuario", "correo", "VARCHAR(200)", True),
        ("usuario", "clave_hash", "VARCHAR(200)", False),
        ("acceso", "usuario_id", "INTEGER", False),
        ("padron_fila", "sexo", "VARCHAR(1)", False),
        ("cualquiera", "datos", "BLOB", False),
    ],
)
def test_ni_llaves_de_entrar_ni_datos_cifrados_se_entregan(tabla: str, columna: str, tipo: str, va: bool) -> None:
    assert se_entrega(tabla, columna, tipo) is va


def test_el_nombre_de_un_documento_es_su_folio() -> None:
    assert nombre_de_documento("AHC/012/2026", 2, "pdf") == "ahc-012-2026-v2.pdf"
