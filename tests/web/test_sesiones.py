"""The list of sessions, the convocatoria and the organs, by their pages."""

from __future__ import annotations

import csv
import io
from datetime import datetime

import pytest
from flask import Flask

from tests import builders_sesiones as b
from tests.cast import Cast
from tests.web.page import Browser, Page
from tests.web.sala import browser_of, fresh
from workflow.db import db
from workflow.sesiones.models import Punto, Sesion


@pytest.fixture
def secretaria(sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime) -> Browser:
    b.load_organs(sqlite_cast, ahora)
    return browser_of(sqlite_app, sqlite_cast.comisiones)


@pytest.fixture
def dos_turnados(secretaria: Browser, sqlite_cast: Cast, ahora: datetime) -> tuple[int, int]:
    return b.turned(sqlite_cast, ahora, "PP-20"), b.turned(sqlite_cast, ahora, "PP-21")


DATOS = {"tipo": "ordinaria", "fecha": "2026-02-13", "hora": "10:00", "lugar": "el Salón de Cabildo"}


def convene(secretaria: Browser, paso: str = "convocar", **values: object) -> Page:
    page = secretaria.get("/sesiones/convocar?organo=CU-DEDS")
    data = page.form("/sesiones/convocar") | {"expediente": [box["value"] for box in page.all("[name=expediente]")]}
    return secretaria.post("/sesiones/convocar", {**data, **DATOS, "paso": paso, **values}, follow_redirects=True)


def test_lo_que_espera_se_ve_en_la_lista_y_lleva_a_convocar(secretaria: Browser, dos_turnados: tuple[int, int]) -> None:
    page = secretaria.get("/sesiones")
    assert "Turnados a Comisiones Unidas, por dictaminar 2" in page.text
    assert page.all("a[href='/sesiones/convocar?organo=CU-DEDS']")
    assert not page.all("a[href='/sesiones/convocar?organo=CAB']")


def test_convocar_trae_todo_lo_que_espera_marcado_y_en_orden(
    secretaria: Browser, dos_turnados: tuple[int, int]
) -> None:
    page = secretaria.get("/sesiones/convocar?organo=CU-DEDS")
    assert [box["value"] for box in page.all("[name=expediente][checked]")] == [str(i) for i in dos_turnados]
    page = convene(secretaria, informativos="Calendario de visitas", **{f"lugar-{dos_turnados[0]}": "9"})
    assert "La sesión quedó convocada" in page.text
    fresh()
    puntos = db.session.query(Punto).order_by(Punto.orden).all()
    assert [p.tipo for p in puntos] == [
        "lista", "orden", "votable", "votable", "informativo", "asuntos_generales", "clausura",
    ]  # fmt: skip
    assert [p.expediente_id for p in puntos if p.expediente_id] == [dos_turnados[1], dos_turnados[0]]


def test_quitar_un_expediente_lo_deja_esperando(secretaria: Browser, dos_turnados: tuple[int, int]) -> None:
    convene(secretaria, expediente=[str(dos_turnados[1])])
    page = secretaria.get("/sesiones/convocar?organo=CU-DEDS")
    assert [box["value"] for box in page.all("[name=expediente]")] == [str(dos_turnados[0])]


def test_la_vista_previa_dice_las_horas_y_advierte_si_es_tarde_sin_convocar(
    secretaria: Browser, dos_turnados: tuple[int, int]
) -> None:
    """Martes 10 a las 10:00: al viernes 13 a las 10:00 hay 72 horas; al miércoles 11 a las 09:30, 23 y media."""
    page = convene(secretaria, paso="revisar")
    assert "Se convoca con 72 horas de anticipación; la regla pide 24" in page.text
    assert "Clausura de la sesión" in page.one("#previa").get_text()
    page = convene(secretaria, paso="revisar", fecha="2026-02-11", hora="09:30")
    assert "Fuera del plazo" in page.text and "23 horas y 30 minutos" in page.text
    fresh()
    assert db.session.query(Sesion).count() == 0


def test_los_errores_van_arriba_y_junto_y_lo_escrito_se_conserva(
    secretaria: Browser, dos_turnados: tuple[int, int]
) -> None:
    page = convene(secretaria, fecha="", lugar="", informativos="Un informe", expediente=[str(dos_turnados[1])])
    assert page.status == 422
    assert {"#fecha", "#lugar"} <= {a["href"] for a in page.all(".resumen-errores a")}
    assert page.one("#lugar")["aria-invalid"] == "true"
    assert page.one("#informativos").get_text().strip() == "Un informe"
    assert [box["value"] for box in page.all("[name=expediente][checked]")] == [str(dos_turnados[1])]
    page = convene(secretaria, fecha="2026-02-09")
    assert page.status == 422 and "ya pasaron" in page.text and page.one("#lugar")["value"] == "el Salón de Cabildo"
    page = convene(secretaria, tipo="solemne")
    assert page.status == 409 and "En una sesión solemne no se vota" in page.text


def test_una_convocatoria_reenviada_convoca_una_vez(secretaria: Browser, dos_turnados: tuple[int, int]) -> None:
    data = secretaria.get("/sesiones/convocar?organo=CU-DEDS").form("/sesiones/convocar") | DATOS | {"paso": "convocar"}
    answers = [secretaria.post("/sesiones/convocar", data) for _ in range(2)]
    assert [a.status for a in answers] == [302, 302] and answers[0].location == answers[1].location
    fresh()
    assert db.session.query(Sesion).count() == 1


def test_cada_secretaria_convoca_a_los_suyos_y_los_demas_no_convocan(
    secretaria: Browser, sqlite_app: Flask, sqlite_cast: Cast
) -> None:
    text = secretaria.get("/sesiones/convocar").text
    assert "Comisiones Unidas de Desarrollo Económico" in text and "Ayuntamiento en sesión de Cabildo" not in text
    assert secretaria.get("/sesiones/convocar?organo=CAB").status == 404
    gobierno = browser_of(sqlite_app, sqlite_cast.gobierno).get("/sesiones/convocar")
    assert "Convocar sesión de Cabildo" in gobierno.text
    regidora = browser_of(sqlite_app, sqlite_cast.regidora)
    assert regidora.get("/sesiones/convocar").status == 403
    assert "Convocar sesión" not in regidora.get("/sesiones").text


def test_la_lista_se_filtra_en_la_direccion_y_se_descarga(
    secretaria: Browser, sqlite_cast: Cast, ahora: datetime
) -> None:
    b.convene("CU-DEDS", sqlite_cast.comisiones, ahora)
    b.convene("COM-01", sqlite_cast.comisiones, ahora)
    page = secretaria.get("/sesiones?organo=COM-01")
    assert len(page.all("tbody tr")) == 1 and page.one("#organo option[selected]")["value"] == "COM-01"
    assert "Con este filtro no hay ninguna" in secretaria.get("/sesiones?estado=cancelada").text
    text = secretaria.client.get("/sesiones/lista.csv?organo=COM-01").get_data().decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert [row[:2] for row in rows[1:]] == [
        ["Sesión ordinaria del 13/02/2026", "Comisión Edilicia de Desarrollo Económico"]
    ]
    assert secretaria.client.get("/sesiones/lista.xlsx").get_data()[:2] == b"PK"


def test_los_organos_dicen_sus_reglas_y_lo_que_falta_confirmar(secretaria: Browser) -> None:
    page = secretaria.get("/organos")
    assert len(page.all("tbody tr")) == 24 and page.text.count("Por confirmar") == 24
    page = secretaria.get("/organos/CU-DEDS")
    assert "Por confirmar con la Secretaría de Gobierno Municipal" in page.text
    assert "La mitad más uno, en cada comisión" in page.text and "COM-01 (conduce) y COM-02" in page.text
    filas = {row.th.get_text(): row.select("td")[1].get_text(" ", strip=True) for row in page.all("tbody tr")}
    assert len(filas) == 9
    assert filas["Griselda Saucedo del Río"].count("Vocalía") == 2
    page = secretaria.get("/organos/CAB")
    assert "48 horas si es ordinaria, 24 si es extraordinaria" in page.text
    assert "Receso de hasta 15 minutos" in page.text and len(page.all("tbody tr")) == 16
    assert secretaria.get("/organos/NADA").status == 404


def test_sin_organos_ni_sesiones_las_paginas_ensenan_que_habra(sqlite_app: Flask, sqlite_cast: Cast) -> None:
    browser = browser_of(sqlite_app, sqlite_cast.comisiones)
    assert "No hay sesiones convocadas" in browser.get("/sesiones").text
    assert "Aún no hay órganos" in browser.get("/organos").text
    assert "Aún no hay órganos" in browser.get("/sesiones/convocar").text
    assert browser.get("/sesiones/99").status == 404
