"""The sheet of what was spent: by page and by workbook, and nothing typed is lost."""

from __future__ import annotations

import io
from datetime import datetime

import pytest
from flask import Flask
from openpyxl import load_workbook

from tests.builders_indicadores import ABRIL, Publicado, contenido
from tests.cast import Cast
from tests.use_cases.test_financiero import GASOLINA, OBRA, presupuesto
from tests.web.expedientes_paginas import browser_of
from workflow.db import db
from workflow.indicadores.models import Gasto


@pytest.fixture
def poa(sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime) -> Publicado:
    found = Publicado(sqlite_cast, ahora, contenido(presupuesto=presupuesto()))
    sqlite_app.config["CLOCK"] = lambda: ABRIL
    return found


def kept() -> list[tuple[str, int]]:
    rows = [(row.direccion, row.centavos) for row in db.session.query(Gasto).order_by(Gasto.id)]
    db.session.rollback()
    return rows


def test_el_enlace_ve_lo_que_le_falta_y_lo_reporta_con_los_vacios_en_cero(sqlite_app: Flask, poa: Publicado) -> None:
    browser = browser_of(sqlite_app, poa.cast, "enlace")
    assert "Le falta reportar lo ejercido en 3 meses, 2 atrasados" in browser.get("/").text
    lista = browser.get("/indicadores/captura")
    assert lista.all(f'a[href="/indicadores/gasto/{poa.id}/2026-03"]')
    hoja = browser.get(f"/indicadores/gasto/{poa.id}/2026-03")
    assert "$501,000.50" in hoja.text  # programmed: 1,000.00 and 500,000.50
    done = browser.submit(hoja, "Guardar lo ejercido", **{f"ejercido:{GASOLINA}": "$ 1,234.56", "en_cero": "1"})
    assert "Guardó 2 renglones de lo ejercido en marzo de 2026" in done.text
    assert kept() == [(GASOLINA, 123_456), (OBRA, 0)]
    assert done.one(f'input[name="ejercido:{GASOLINA}"]')["value"] == "1234.56"


def test_lo_que_no_es_un_monto_se_dice_y_no_se_pierde(sqlite_app: Flask, poa: Publicado) -> None:
    browser = browser_of(sqlite_app, poa.cast, "enlace")
    hoja = browser.get(f"/indicadores/gasto/{poa.id}/2026-03")
    page = browser.submit(hoja, "Guardar lo ejercido", **{f"ejercido:{GASOLINA}": "mil", f"ejercido:{OBRA}": "1.234"})
    assert page.status == 422
    assert "«mil» no es un monto" in page.text and "«1.234» no es un monto" in page.text
    assert page.one(f'input[name="ejercido:{GASOLINA}"]')["value"] == "mil"
    page = browser.submit(page, "Guardar lo ejercido", **{f"ejercido:{GASOLINA}": "-5", f"ejercido:{OBRA}": ""})
    assert page.status == 422 and "rectifique el mes" in page.text
    assert kept() == []


def test_el_libro_del_gasto_baja_se_llena_sube_y_se_guarda_cuando_se_confirma(
    sqlite_app: Flask, poa: Publicado
) -> None:
    browser = browser_of(sqlite_app, poa.cast, "enlace")
    bajado = browser.client.get(f"/indicadores/gasto/{poa.id}/2026-03/libro.xlsx").get_data()
    book = load_workbook(io.BytesIO(bajado))
    filas = {fila[0].value: fila for fila in book["Gasto"].iter_rows(min_row=2)}
    assert filas[OBRA][1].value == "6000 Inversión pública" and float(filas[OBRA][5].value) == 500000.5
    filas[OBRA][6].value = 400000.25
    lleno = io.BytesIO()
    book.save(lleno)
    hoja = browser.get(f"/indicadores/gasto/{poa.id}/2026-03")
    page = browser.submit(hoja, "Subir el libro", libro=(io.BytesIO(lleno.getvalue()), "gasto.xlsx"))
    assert "todavía no se guardan" in page.text and kept() == []
    done = browser.submit(page, "Guardar lo ejercido")
    assert "Guardó 1 renglón" in done.text
    assert kept() == [(OBRA, 40_000_025)]


def test_quien_no_es_de_la_dependencia_no_entra(sqlite_app: Flask, poa: Publicado) -> None:
    browser = browser_of(sqlite_app, poa.cast, "enlace_educacion")
    assert browser.get(f"/indicadores/gasto/{poa.id}/2026-03").status == 403
