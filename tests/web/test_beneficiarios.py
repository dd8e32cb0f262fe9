"""The padrones from above: each one sees what they may, in few questions, and no count says who somebody is."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import pytest
from flask import Flask
from sqlalchemy import event

from tests.builders_entregas import ANA, LUPE, Padron, csv_de
from tests.cast import Cast
from tests.web.expedientes_paginas import browser_of
from tests.web.page import Page
from workflow.db import db
from workflow.web.beneficiarios.tablero import TABLAS

MUJERES = ("PEXA900215MZSXXN00", "PXDA950312MZSDMN00", "BEML920313HMCLNS09", "SABC560626MDFLRN01", "OOGT020515HSRRLHA1")


@contextmanager
def counted() -> Iterator[list[str]]:
    asked: list[str] = []

    def note(*args: object) -> None:
        asked.append(str(args[2]))

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(db.engine, "before_cursor_execute", note)


@pytest.fixture
def padron(sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime) -> Padron:
    filas = [f"{curp},ANA PEÑA,450,05/02/2026," for curp in MUJERES]
    padron = Padron(sqlite_cast, ahora, csv_de(*filas, f"{LUPE},DE LA TORRE RIOS JOSE GUADALUPE,450,05/02/2026,"))
    padron.deliver(ANA)
    padron.deliver(LUPE, monto=45_000)
    return padron


def rows(page: Page, caption: str) -> list[list[str]]:
    table = next(one for one in page.all("table") if one.caption and one.caption.get_text(strip=True) == caption)
    return [[cell.get_text(" ", strip=True) for cell in row.select("th, td")][:-1] for row in table.select("tbody tr")]


def test_planeacion_ve_todo_exacto_y_en_pocas_preguntas(padron: Padron, sqlite_app: Flask, sqlite_cast: Cast) -> None:
    planeacion = browser_of(sqlite_app, sqlite_cast, "planeacion")
    with counted() as asked:
        page = planeacion.get("/beneficiarios")
    assert len(asked) <= 12, "\n".join(asked)
    assert rows(page, "Beneficiarios por sexo") == [
        ["Mujeres", "3", "$1,350", "1", "$200"], ["Hombres", "3", "$1,350", "1", "$450"],
    ]  # fmt: skip
    # on 5 February 2026: 35, 30, 33, 69, 23, 61
    assert [row[:2] for row in rows(page, "Beneficiarios por edad")] == [
        ["18 a 29 años", "1"], ["30 a 44 años", "3"], ["60 años y más", "2"],
    ]  # fmt: skip
    assert rows(page, "Beneficiarios por localidad") == [["—", "Sin dato", "6", "$2,700", "2", "$650"]]
    page = planeacion.get("/beneficiarios?sexo=H&edad=60_mas")
    assert [row[1] for row in rows(page, "Beneficiarios por sexo")] == ["1"]


def test_la_regidora_ve_agregados_sin_cuentas_chicas_y_no_puede_filtrar_por_como_es_una_persona(
    padron: Padron, sqlite_app: Flask, sqlite_cast: Cast
) -> None:
    regidora = browser_of(sqlite_app, sqlite_cast, "regidora")
    page = regidora.get("/beneficiarios?sexo=H")
    assert rows(page, "Beneficiarios por sexo") == [
        ["Mujeres", "3", "$1,350", "no se dice", "—"], ["Hombres", "3", "$1,350", "no se dice", "—"],
    ]  # fmt: skip
    assert [row[1] for row in rows(page, "Beneficiarios por edad")] == ["no se dice", "3", "no se dice"]
    assert page.all("[name=edad]") == []
    archivo = regidora.get("/beneficiarios/edad.csv")
    filas = list(csv.reader(io.StringIO(archivo.response.get_data(as_text=True).lstrip("\ufeff"))))
    assert [fila[2] for fila in filas] == ["Inscripciones", "no se dice", "3", "no se dice"]


def test_cada_dependencia_ve_lo_suyo(padron: Padron, sqlite_app: Flask, sqlite_cast: Cast) -> None:
    assert "Por localidad" in browser_of(sqlite_app, sqlite_cast, "enlace_educacion").get("/beneficiarios").text
    assert "Todavía no hay padrones" in browser_of(sqlite_app, sqlite_cast, "enlace").get("/beneficiarios").text


def test_cada_tabla_se_descarga(padron: Padron, sqlite_app: Flask, sqlite_cast: Cast) -> None:
    planeacion = browser_of(sqlite_app, sqlite_cast, "planeacion")
    for tabla in TABLAS:
        assert planeacion.get(f"/beneficiarios/{tabla}.csv").status == 200
        assert planeacion.get(f"/beneficiarios/{tabla}.xlsx").response.data.startswith(b"PK")
