"""The workbooks of the public obligations, and the formats that somebody of the municipality replaces by a file."""

from __future__ import annotations

import io
import json
from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from openpyxl import load_workbook

from tests.builders_indicadores import A01, ABRIL, C1, Publicado, contenido, indicador, linea
from tests.cast import Cast
from tests.web.expedientes_paginas import browser_of
from workflow.indicadores import service
from workflow.sipot import queries as formatos

MIR = [
    indicador("F1", "fin", "anual", [None, None, None, "80"], sentido="regular"),
    indicador(
        "C1", "componente", "trimestral", ["60", "70", "75", "80"], dimension="eficacia", medio="Inventario vial",
        definicion="Mide las calles transitables", anio_linea_base=2025,
    ),
]  # fmt: skip
POA = contenido(
    identificacion={
        "ejercicio": 2026, "problema_central": "Calles", "programa_nombre": "Calles seguras",
        "objetivo_general": "Que se pueda transitar", "clave_ur": "UR-050",
    },
    mir=MIR,
)  # fmt: skip


@pytest.fixture
def poa(sqlite_app: Flask, sqlite_cast: Cast, ahora) -> Publicado:  # type: ignore[no-untyped-def]
    found = Publicado(sqlite_cast, ahora, POA)
    found.report("2026-03", linea(A01, "10"), linea(C1, "57", "100"))
    sqlite_app.config["CLOCK"] = lambda: ABRIL + timedelta(days=2)
    return found


def sheet(browser: Any, path: str) -> Any:
    answer = browser.client.get(path)
    assert answer.status_code == 200, path
    return load_workbook(io.BytesIO(answer.get_data()))


def rows(book: Any, name: str, first: int) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in book[name].iter_rows(min_row=first)]


def test_los_indicadores_del_trimestre_salen_en_su_formato(sqlite_app: Flask, poa: Publicado) -> None:
    """C1: 57 of 100 against a goal of 60 is 95 %, and the year asks for 80."""
    service.hacer_corte("2026-T1", actor=poa.cast.planeacion, ahora=ABRIL + timedelta(hours=1))
    browser = browser_of(sqlite_app, poa.cast, "transparencia")
    page = browser.get("/transparencia")
    assert "Salen del corte del 06/04/2026" in page.text
    book = sheet(browser, "/transparencia/indicadores/2026-T1.xlsx")
    labels = [cell.value for cell in book["Reporte de Formatos"][7]]
    found = [dict(zip(labels, row, strict=True)) for row in rows(book, "Reporte de Formatos", 8)]
    assert len(found) == 2  # the activities of the POA are goals, not indicators
    c1 = next(row for row in found if row["Metas programadas"] == "80" and row["Avance de metas"])
    assert c1["Ejercicio"] == 2026
    assert c1["Fecha de término del periodo que se informa"].date() == date(2026, 3, 31)
    assert c1["Nombre del programa o concepto al que corresponde el indicador"] == "Calles seguras"
    assert c1["Objetivo institucional"] == "Que se pueda transitar"
    assert c1["Dimensión(es) a medir"] == "Eficacia" and c1["Frecuencia de medición"] == "Trimestral"
    assert c1["Método de cálculo con variables de la fórmula"] == (
        "(A / B) × 100. A: Calles en buen estado; B: Calles revisadas"
    )
    assert c1["Línea base"] == "50 (2025)"
    assert c1["Avance de metas"] == "57 Porcentaje"
    assert c1["Metas ajustadas que existan, en su caso"] is None
    assert c1["Sentido del indicador (catálogo)"] == "Ascendente"
    assert c1["Fuente de información"] == "Inventario vial"
    assert c1["Nota"].startswith("Corte del 06/04/2026, huella ")


def test_las_metas_van_por_area_con_su_tabla(sqlite_app: Flask, poa: Publicado) -> None:
    browser = browser_of(sqlite_app, poa.cast, "planeacion")
    assert "es preliminar" in browser.get("/transparencia").text
    book = sheet(browser, "/transparencia/metas/2026-T1.xlsx")
    [area] = rows(book, "Reporte de Formatos", 8)
    assert "Obras Públicas" in area[3] and area[4] == "Que se pueda transitar" and area[5] == 1
    assert area[-1] == "Preliminar: aún no hay corte de primer trimestre de 2026."
    metas = rows(book, "Tabla_000001", 4)
    assert [row[0] for row in metas] == [1, 1, 1, 1]  # A01, A02, F1 and C1
    assert metas[0][1:] == ["A01. Pavimentar calles, tramo A01", 120, "Calle"]


def test_lo_que_no_cabe_en_un_catalogo_se_dice_antes_de_subirlo(sqlite_app: Flask, poa: Publicado) -> None:
    """F1 is «Regular», which is not in the catalogue of the platform."""
    browser = browser_of(sqlite_app, poa.cast, "transparencia")
    assert "1 dato no cabe en su columna" in browser.get("/transparencia").text
    page = browser.get("/transparencia/indicadores/2026-T1")
    assert "Sentido del indicador" in page.text and "No está en el catálogo" in page.text and "Regular" in page.text


def test_transparencia_sube_el_formato_oficial_nuevo_y_rige_desde_su_fecha(sqlite_app: Flask, poa: Publicado) -> None:
    """The official workbook of 2027 has one more column: its datum is chosen on the page. 2026 keeps the old one."""
    browser = browser_of(sqlite_app, poa.cast, "transparencia")
    blank = sheet(browser, "/transparencia/formatos/metas.xlsx")
    hoja = blank["Reporte de Formatos"]
    hoja.unmerge_cells("A6:J6")
    hoja.insert_cols(5)
    hoja.cell(4, 5).value, hoja.cell(5, 5).value, hoja.cell(7, 5).value = 2, 590_123, "Denominación del programa"
    out = io.BytesIO()
    blank.save(out)
    fields = {**browser.get("/transparencia/formatos/metas").form("Leer el formato"),
              "archivo": (io.BytesIO(out.getvalue()), "oficial.xlsx")}  # fmt: skip
    page = browser.post("/transparencia/formatos/metas/archivo", fields, content_type="multipart/form-data")
    assert page.one('select[name="fuente:4"] option[selected]')["value"] == "unidad"
    assert page.one('select[name="fuente:5"] option[selected]')["value"] == ""
    wrong = browser.submit(page, "Registrar el formato", **{"fuente:5": "programa"})
    assert wrong.status == 422 and "desde qué día rige" in wrong.text and "fundamento" in wrong.text
    done = browser.submit(
        wrong, "Registrar el formato", vigente_desde="2027-01-01", fundamento="Lineamientos 2027", confirmado="1"
    )
    assert "quedó registrado" in done.text and "Lineamientos 2027" in done.text
    assert len(formatos.vigente("metas", date(2026, 12, 31)).formato.campos) == 10
    nuevo = formatos.vigente("metas", date(2027, 3, 31)).formato
    assert len(nuevo.campos) == 11
    assert (nuevo.campos[4].fuente, nuevo.campos[4].id) == ("programa", "590123")


def test_el_archivo_de_datos_tambien_sirve_y_uno_danado_se_rechaza(sqlite_app: Flask, poa: Publicado) -> None:
    browser = browser_of(sqlite_app, poa.cast, "transparencia")
    data = json.loads(browser.client.get("/transparencia/formatos/indicadores.json").get_data())
    data["campos"][0]["rotulo"] = "Año"

    def send(content: bytes) -> Any:
        form = browser.get("/transparencia/formatos/indicadores").form("Leer el formato")
        fields = {**form, "archivo": (io.BytesIO(content), "x")}
        return browser.post("/transparencia/formatos/indicadores/archivo", fields, content_type="multipart/form-data")

    assert "1. Año" in send(json.dumps(data).encode()).text
    for bad in (b"{", b"hola", b"", b'{"campos": 3}'):
        page = send(bad)
        assert page.status == 422 and "No se guardó" in page.text, bad
    tampered = browser.post(
        "/transparencia/formatos/indicadores",
        {
            **browser.get("/transparencia/formatos/indicadores?editar=1").form("Registrar el formato"),
            "documento": "[1]",
        },
    )
    assert tampered.status == 422 and "no se entiende" in tampered.text


def test_quien_no_debe_no_entra_ni_registra(sqlite_app: Flask, poa: Publicado) -> None:
    assert browser_of(sqlite_app, poa.cast, "enlace").get("/transparencia").status == 403
    auditor = browser_of(sqlite_app, poa.cast, "auditor")
    assert "Leer el formato" not in auditor.get("/transparencia/formatos/metas").text
    assert auditor.get("/transparencia/formatos/otra").status == 404
    assert auditor.client.get("/transparencia/metas/2026-T2.xlsx").status_code == 404
    assert auditor.client.get("/transparencia/metas/2026-03.xlsx").status_code == 404
