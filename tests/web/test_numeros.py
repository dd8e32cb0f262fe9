"""A number that no row can have, or that only looks like one, is a page in Spanish and never one that breaks."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import Flask

from tests.cast import Cast
from tests.web.expedientes_paginas import browser_of
from workflow.web import numeros

PAGINAS = Path(numeros.__file__).parent
PEDIDOS = sorted(
    {
        name
        for path in PAGINAS.rglob("*.py")
        for name in re.findall(r'(?:args|values)\.get\(\s*"(\w+)"', path.read_text())
    }
)


@pytest.mark.parametrize("raro", ["²", "-1", "99999", "9" * 25])
def test_ninguna_direccion_se_rompe_con_un_numero_raro(sqlite_app: Flask, sqlite_cast: Cast, raro: str) -> None:
    browser = browser_of(sqlite_app, sqlite_cast, "planeacion")
    assert {"ejercicio", "desde", "filtro"} <= set(PEDIDOS)
    query = dict.fromkeys(PEDIDOS, raro)
    broken, asked = [], 0
    for rule in sqlite_app.url_map.iter_rules():
        if "GET" not in (rule.methods or ()) or rule.endpoint == "static":
            continue
        path = re.sub(r"<int:[^>]+>", raro if raro.isascii() and raro.isdigit() else "1", rule.rule)
        answer = browser.client.get(re.sub(r"<[^>]+>", "x", path), query_string=query)
        asked += 1
        if answer.status_code >= 500:
            broken.append((rule.rule, answer.status_code))
    assert asked > 100
    assert broken == []


@pytest.mark.parametrize(
    ("texto", "leido"),
    [
        ("7", 7),
        ("0", 0),
        ("2147483647", 2147483647),
        *((texto, None) for texto in ("2147483648", "-1", "²", "", "siete", None)),
    ],
)
def test_un_numero_se_lee_o_es_como_si_no_se_hubiera_pedido(texto: str | None, leido: int | None) -> None:
    assert numeros.numero(texto) == leido
