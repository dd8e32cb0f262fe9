"""The open data of the cortes: for anybody, with what each column is, licence, date and hash; and safe in Excel."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from datetime import datetime, timedelta

import openpyxl
import pytest
from flask import Flask

from tests.builders_indicadores import A01, ABRIL, C1, Publicado, actividad, contenido, linea
from tests.cast import Cast
from tests.web.page import Browser
from workflow.indicadores import queries, service
from workflow.indicadores.abiertos import CONJUNTOS
from workflow.indicadores.financiero import Gasto

FORMULA = '=HYPERLINK("http://malo.example","Ver")'


@pytest.fixture
def poa(sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime) -> Publicado:
    """A01 reported in January and March, C1 in the quarter; the corte of the quarter, and one report after it."""
    filas = [{**actividad("A01", ["10"] * 12), "descripcion": FORMULA}, actividad("A02", ["0", "5", "5", *["0"] * 9])]
    found = Publicado(sqlite_cast, ahora, contenido(actividades=filas))
    found.report("2026-01", linea(A01, "7", justificacion="Llovió."))
    found.report("2026-03", linea(A01, "10"), linea(C1, "57", "100"))
    service.hacer_corte("2026-T1", actor=sqlite_cast.planeacion, ahora=ABRIL + timedelta(hours=1))
    found.report("2026-02", linea(A01, "10"), ahora=ABRIL + timedelta(days=1))
    sqlite_app.config["CLOCK"] = lambda: ABRIL + timedelta(days=2)
    return found


def table(app: Flask, conjunto: str) -> list[dict[str, str]]:
    answer = app.test_client().get(f"/datos/indicadores/2026-T1/{conjunto}.csv")
    assert answer.status_code == 200
    return list(csv.DictReader(io.StringIO(answer.get_data().decode("utf-8-sig"))))


def test_cualquiera_ve_el_corte_con_su_fecha_licencia_y_huella(sqlite_app: Flask, poa: Publicado) -> None:
    browser = Browser(sqlite_app)
    sha = queries.corte_de("2026-T1").sha256
    lista = browser.get("/datos/indicadores")
    assert "Primer trimestre de 2026" in lista.text and sha in lista.text and "CC BY 4.0" in lista.text
    page = browser.get("/datos/indicadores/2026-T1")
    assert sha in page.text and "lunes 6 de abril de 2026" in page.text
    assert "Reportes que llegaron después del corte 1" in page.text
    data = browser.client.get("/datos/indicadores/2026-T1/periodos.csv").get_data()
    assert hashlib.sha256(data).hexdigest() in page.text
    for conjunto in CONJUNTOS:
        assert all(columna.clave in page.text for columna in CONJUNTOS[conjunto].columnas)
        assert browser.get(f"/datos/indicadores/2026-T1/{conjunto}").status == 200
    for path in ("/datos/indicadores/2026-T2", "/datos/indicadores/x", "/datos/indicadores/2026-T1/otro.csv"):
        assert browser.client.get(path).status_code == 404


def test_cada_periodo_lleva_sus_datos_y_lo_que_llego_despues_no_esta(sqlite_app: Flask, poa: Publicado) -> None:
    rows = {(r["direccion"], r["periodo"]): r for r in table(sqlite_app, "periodos")}
    enero = rows[A01, "2026-01"]
    assert (enero["meta"], enero["dato_1"], enero["reportado"], enero["avance"]) == ("10", "7", "1", "70.000000")
    assert (enero["recibido"], enero["termino"]) == ("2026-04-06", "2026-01-31")
    assert rows[A01, "2026-02"]["reportado"] == "0" and rows[A01, "2026-02"]["estado"] == "sin_reporte"
    c1 = rows[C1, "2026-T1"]
    assert (c1["dato_1"], c1["dato_2"], c1["formula"], c1["avance"]) == ("57", "100", "porcentaje", "95.000000")
    assert (c1["amarillo_desde"], c1["verde_hasta"]) == ("70", "110")


def test_cada_meta_lleva_su_acumulado_y_la_meta_del_ano(sqlite_app: Flask, poa: Publicado) -> None:
    """17 of 30 programmed up to March is 56.67 %."""
    rows = {r["direccion"]: r for r in table(sqlite_app, "metas")}
    assert (rows[A01]["valor"], rows[A01]["avance"], rows[A01]["faltan"]) == ("17.000000", "56.666667", "1")
    assert (rows[A01]["meta_original"], rows[A01]["meta_vigente"], rows[A01]["tope"]) == ("120", "120", "100")
    assert rows["mir[F1#1]"]["estado"] == "no_aplica"


def test_lo_que_alguien_escribio_como_formula_es_texto(sqlite_app: Flask, poa: Publicado) -> None:
    rows = table(sqlite_app, "metas")
    assert rows[0]["nombre"] == "'" + FORMULA
    book = openpyxl.load_workbook(
        io.BytesIO(sqlite_app.test_client().get("/datos/indicadores/2026-T1/metas.xlsx").get_data())
    )
    cells = [cell for row in book.active.iter_rows() for cell in row if cell.value == FORMULA]
    assert cells and all(cell.data_type == "s" for cell in cells)
    titles = [cell.value for cell in book.active[1]]
    first = dict(zip(titles, [cell.value for cell in book.active[2]], strict=True))
    assert (first["valor"], first["avance"], first["meta_original"]) == (17, 56.666667, 120)  # numbers, to add up


def test_el_json_dice_que_es_cada_columna_y_de_que_corte_sale(sqlite_app: Flask, poa: Publicado) -> None:
    body = json.loads(sqlite_app.test_client().get("/datos/indicadores/2026-T1/fisico-financiero.json").get_data())
    assert body["huella_del_corte"] == queries.corte_de("2026-T1").sha256
    assert body["fecha_del_corte"] == "2026-04-06" and "CC BY 4.0" in body["licencia"]
    [one] = body["registros"]
    assert body["columnas"].keys() == one.keys()
    # The mean of 56.666… (A01) and 95 (C1); A02 was not reported
    assert (one["avance_fisico"], one["evaluados"], one["faltan"]) == ("75.8333", "2", "3")
    assert one["presupuesto_vigente"] == "0.00" and one["programado"] is None


def test_el_diccionario_dice_cada_columna_una_vez(sqlite_app: Flask, sqlite_cast: Cast) -> None:
    answer = sqlite_app.test_client().get("/datos/indicadores/columnas.csv")
    rows = list(csv.DictReader(io.StringIO(answer.get_data().decode("utf-8-sig"))))
    assert len(rows) == sum(len(conjunto.columnas) for conjunto in CONJUNTOS.values())
    assert all(row["que_es"].endswith(".") for row in rows)
    assert "Aún no hay cortes" in Browser(sqlite_app).get("/datos/indicadores").text


def test_lo_ejercido_que_congelo_el_corte_va_junto_a_lo_logrado(
    sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime
) -> None:
    """1,000 pesos a month: 3,000 to March, of which 1,500.50 was spent: 50.0167 %. What is spent later is not told."""
    lines = [{"partida": "2610", "concepto": "Combustibles", "fuente": "15", "meses": [1_000_00] * 12}]
    found = Publicado(sqlite_cast, ahora, contenido(presupuesto=lines))
    who = {"actor": sqlite_cast.enlace, "ahora": ABRIL}
    gasolina = "presupuesto[2610|15]"
    service.reportar_gasto(found.id, "2026-01", [Gasto(gasolina, 1_000_00)], **who)
    service.reportar_gasto(found.id, "2026-02", [Gasto(gasolina, 500_50)], **who)
    service.hacer_corte("2026-T1", actor=sqlite_cast.planeacion, ahora=ABRIL + timedelta(hours=1))
    later = {**who, "ahora": ABRIL + timedelta(days=1)}
    service.reportar_gasto(found.id, "2026-03", [Gasto(gasolina, 900_00)], **later)
    [one] = table(sqlite_app, "fisico-financiero")
    assert (one["presupuesto_original"], one["presupuesto_vigente"]) == ("12000.00", "12000.00")
    assert (one["programado"], one["ejercido"], one["avance_financiero"]) == ("3000.00", "1500.50", "50.0167")
