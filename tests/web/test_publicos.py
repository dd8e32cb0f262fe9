"""The datasets of LGTAIP 66-IX: sessions, attendance and each vote; without private sessions or secret ballots."""

from __future__ import annotations

import csv
import io
import json
from datetime import datetime, timedelta

import openpyxl
from flask import Flask

from tests import builders_sesiones as b
from tests.cast import Cast
from tests.web.page import Browser
from workflow.sesiones import service
from workflow.sesiones.conteo import Captura
from workflow.sesiones.datos_publicos import CONJUNTOS, quarter


def celebrated(cast: Cast, ahora: datetime, **cambios: str) -> int:
    """A session with fifteen present, one with a medical excuse, and one against the agenda."""
    sesion = b.convene("CAB", cast.gobierno, ahora, **cambios)
    dia = ahora + timedelta(days=3)
    presentes = tuple(clave for clave in b.CURULES if clave != "C16")
    service.abrir(
        sesion, presentes=presentes, justificados={"C16": "Incapacidad médica"}, actor=cast.gobierno, ahora=dia
    )
    orden = b.items(sesion)["orden"]
    service.abrir_punto(orden, actor=cast.gobierno, ahora=dia)
    voto = Captura(todos="a_favor", en_contra=("C15",))
    service.votar(orden, votos=voto, actor=cast.gobierno, ahora=dia)
    service.clausurar(sesion, actor=cast.gobierno, ahora=dia + timedelta(hours=1), motivo="levantada")
    return sesion


def read_csv(app: Flask, path: str) -> list[dict[str, str]]:
    answer = app.test_client().get(path)
    assert answer.status_code == 200
    return list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))


def test_cualquiera_descarga_como_voto_cada_integrante(app: Flask, cast: Cast, ahora: datetime) -> None:
    b.load_organs(cast, ahora)
    celebrated(cast, ahora)
    filas = read_csv(app, "/datos/votos.csv")
    assert len(filas) == 15
    assert [f["Sentido del voto"] for f in filas].count("En contra") == 1
    assert {(f["Total a favor"], f["Total en contra"]) for f in filas} == {("14", "1")}
    assert {f["Área responsable de la información"] for f in filas} == {"Secretaría de Gobierno Municipal"}
    assert {f["Fecha de actualización"] for f in filas} == {"13/02/2026"}
    assert {f["Fecha de término del periodo que se informa"] for f in filas} == {"31/03/2026"}


def test_la_inasistencia_se_publica_y_su_motivo_no(sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime) -> None:
    b.load_organs(sqlite_cast, ahora)
    celebrated(sqlite_cast, ahora)
    answer = sqlite_app.test_client().get("/datos/asistencias.json")
    datos = json.loads(answer.data)
    assert sorted({r["asistencia"] for r in datos["registros"]}) == ["Asistió", "Inasistencia justificada"]
    assert len(datos["registros"]) == 16
    assert "médica" not in answer.get_data(as_text=True)
    assert datos["fecha_actualizacion"] == "2026-02-13" and datos["registros"][0]["fecha"] == "2026-02-13"


def test_no_se_publica_lo_privado_ni_lo_que_no_ha_concluido(
    sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime
) -> None:
    b.load_organs(sqlite_cast, ahora)
    celebrated(sqlite_cast, ahora, publicidad="privada")
    b.convene("CAB", sqlite_cast.gobierno, ahora)
    for conjunto in CONJUNTOS:
        assert read_csv(sqlite_app, f"/datos/{conjunto}.csv") == []
    assert "Aún no hay sesiones publicadas" in Browser(sqlite_app).get("/datos/votos").text


def test_las_paginas_y_el_libro_de_excel_dicen_lo_mismo(sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime) -> None:
    b.load_organs(sqlite_cast, ahora)
    celebrated(sqlite_cast, ahora)
    browser = Browser(sqlite_app)
    assert "Sentido del voto por integrante" in browser.get("/datos").text
    page = browser.get("/datos/sesiones?anio=2026")
    (fila,) = page.all("tbody tr")
    assert [td.get_text() for td in fila.select("td")][6:8] == ["16", "15"]
    assert "No hay registros con ese filtro" in browser.get("/datos/sesiones?anio=2025").text
    libro = openpyxl.load_workbook(io.BytesIO(sqlite_app.test_client().get("/datos/sesiones.xlsx").data))
    (encabezados, unica) = list(libro.active.values)
    assert dict(zip(encabezados, unica, strict=True))["Asistentes"] == 15
    assert browser.get("/datos/sesiones?organo=NADA").status == 404


def test_el_periodo_que_se_informa_es_el_trimestre() -> None:
    assert [d.isoformat() for d in quarter(datetime(2026, 12, 31).date())] == ["2026-10-01", "2026-12-31"]
    assert [d.isoformat() for d in quarter(datetime(2028, 2, 29).date())] == ["2028-01-01", "2028-03-31"]
