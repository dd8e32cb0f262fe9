"""The pages behind the grid: its data, its sums, what a year comes to, and what it answers when something is wrong."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event

from tests.cast import Cast
from tests.conftest import sign_in
from tests.web.page import Browser
from workflow.db import db
from workflow.expedientes import service as expedientes
from workflow.expedientes.models import Borrador
from workflow.kernel.actor import SISTEMA
from workflow.poa import service
from workflow.poa.catalogos_csv import CARPETA_DE_MUESTRA, read_rows
from workflow.poa.contenido import empty, empty_row
from workflow.poa.esquema import ACTIVIDADES, PRESUPUESTO


@pytest.fixture
def cast(sqlite_cast: Cast, ahora: datetime) -> Cast:
    service.load_catalogos(read_rows(CARPETA_DE_MUESTRA), 2026, actor=SISTEMA, ahora=ahora)
    return sqlite_cast


@pytest.fixture
def expediente(cast: Cast, ahora: datetime) -> int:
    made = expedientes.crear("poa", "UR-050", "PP-32", 2026, "POA 2026 de Obras", actor=cast.enlace, ahora=ahora)
    return fill(made, cast, ahora, 2)


def fill(made: int, cast: Cast, ahora: datetime, rows: int) -> int:
    """So many activities and budget lines: 10 a month each, the last three lines of public works."""
    activities = [
        empty_row(ACTIVIDADES) | {"clave": f"A{n:02}", "tipo_meta": "acumulable", "meses": ["10"] * 12}
        for n in range(1, rows + 1)
    ]
    lines = [
        empty_row(PRESUPUESTO) | {"partida": partida, "fuente": fuente, "meses": [100_000] * 12, "total": 1_200_000}
        for partida, fuente in [("2110", "11"), ("6140", "25-III")][:rows]
    ]
    draft = db.session.get_one(Borrador, made)
    document = empty(2026) | {"actividades": activities, "presupuesto": lines}
    expedientes.capturar(made, document, draft.revision, actor=cast.enlace, ahora=ahora)
    return made


@pytest.fixture
def enlace(sqlite_app: Flask, cast: Cast) -> Browser:
    browser = Browser(sqlite_app)
    sign_in(browser.client, cast.enlace.usuario_id)
    return browser


def data(browser: Browser, expediente: int, seccion: str = "actividades") -> dict[str, Any]:
    found: dict[str, Any] = browser.client.get(f"/expedientes/{expediente}/poa/{seccion}/rejilla/datos").get_json()
    return found


def save(browser: Browser, expediente: int, *cambios: dict[str, Any], seccion: str = "actividades") -> Any:
    path = f"/expedientes/{expediente}/poa/{seccion}/rejilla"
    token = browser.get(path).one("#hoja")["data-csrf"]
    keys = {row["_clave"]: row["_clave"] for row in data(browser, expediente, seccion)["filas"]}
    body = {"cambios": list(cambios), "claves": keys}
    return browser.client.post(path, json=body, headers={"X-CSRFToken": token})


def asked(call: Callable[[], Any]) -> int:
    """How many statements a call sends to the database."""
    seen: list[str] = []

    def note(*args: Any) -> None:
        seen.append(args[2])

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        call()
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
    return len(seen)


def cell(fila: str, campo: str, antes: str, valor: str) -> dict[str, str]:
    return {"hacer": "celda", "fila": fila, "campo": campo, "antes": antes, "valor": valor}


@pytest.mark.parametrize("seccion", ["actividades", "presupuesto"])
def test_la_pagina_dice_como_capturar_sin_javascript(enlace: Browser, expediente: int, seccion: str) -> None:
    page = enlace.get(f"/expedientes/{expediente}/poa/{seccion}/rejilla")
    assert page.status == 200 and "fila por fila" in page.one("noscript").get_text()
    assert page.one(f"a[href='/expedientes/{expediente}/poa/{seccion}']")


def test_los_datos_traen_columnas_filas_y_lo_que_esta_mal(enlace: Browser, expediente: int) -> None:
    found = data(enlace, expediente)
    names = [column["campo"] for column in found["columnas"]]
    assert names[0] == "clave" and names[-1] == "beneficiarios"
    computed = {column["campo"] for column in found["columnas"] if column["calculada"]}
    assert computed == {"t1", "t2", "t3", "t4", "total"}
    assert [(row["clave"], row["t1"]) for row in found["filas"]] == [("A01", "30"), ("A02", "30")]
    wrong = [p for p in found["problemas"] if p["fila"] == "A01" and p["campo"] == "descripcion"]
    assert wrong[0]["vacio"] and wrong[0]["severidad"] == "error"
    assert found["sumas"] == []


def test_el_presupuesto_se_suma_por_capitulo_y_por_fuente(enlace: Browser, expediente: int) -> None:
    chapters, sources = data(enlace, expediente, "presupuesto")["sumas"]
    quarter, year = "$3,000.00", "$12,000.00"
    assert chapters["filas"] == [
        ["2000 Materiales y suministros", *[quarter] * 4, year],
        ["6000 Inversión pública", *[quarter] * 4, year],
        ["Total", *["$6,000.00"] * 4, "$24,000.00"],
    ]
    assert [line[0] for line in sources["filas"]] == [
        "11 Recursos fiscales", "25-III Recursos federales: FAISMUN (Fondo III del Ramo 33)", "Total"
    ]  # fmt: skip


def test_lo_guardado_vuelve_con_miles_y_sumado(enlace: Browser, expediente: int) -> None:
    change = cell("2110|11", "mes_1", "1,000.00", "2500")
    answer = save(enlace, expediente, change, seccion="presupuesto").get_json()
    row = next(row for row in answer["filas"] if row["partida"] == "2110")
    assert (row["mes_1"], row["t1"], row["total"]) == ("2,500.00", "4,500.00", "13,500.00")  # 2,500 + 11 × 1,000
    assert answer["sumas"][0]["filas"][-1][-1] == "$25,500.00"


def test_una_cifra_de_miles_se_escribe_con_coma_o_sin_ella(enlace: Browser, expediente: int) -> None:
    answer = save(enlace, expediente, cell("A01", "mes_1", "10", "1250.5"), cell("A01", "mes_2", "10", "1,250"))
    row = answer.get_json()["filas"][0]
    assert (row["mes_1"], row["mes_2"], row["total"]) == ("1,250.5", "1,250", "2,600.5")


def test_el_choque_se_dice_y_no_se_pisa(enlace: Browser, expediente: int) -> None:
    answer = save(enlace, expediente, cell("A01", "mes_1", "99", "7")).get_json()
    assert [(c["guardado"], c["suyo"]) for c in answer["conflictos"]] == [("10", "7")]


def test_cambiar_una_fila_de_lugar_se_guarda(enlace: Browser, expediente: int) -> None:
    save(enlace, expediente, {"hacer": "mover", "fila": "A02", "despues": None})
    assert [row["clave"] for row in data(enlace, expediente)["filas"]] == ["A02", "A01"]


@pytest.mark.parametrize(
    ("seccion", "query", "expected"),
    [
        ("actividades", {"anual": "100", "modo": "iguales", "tipo": "Acumulable"}, ["9"] * 4 + ["8"] * 8),
        ("actividades", {"anual": "95", "modo": "trimestres", "tipo": "Constante"}, ["95"] * 12),
        ("actividades", {"anual": "24", "modo": "fila", "tipo": "Acumulable", "como": "A01"}, ["2"] * 12),
        ("presupuesto", {"anual": "12,000", "modo": "iguales"}, ["1,000.00"] * 12),
    ],
)
def test_lo_del_anio_se_reparte_sin_guardar_nada(
    enlace: Browser, expediente: int, seccion: str, query: dict[str, str], expected: list[str]
) -> None:
    path = f"/expedientes/{expediente}/poa/{seccion}/rejilla/repartir"
    before = data(enlace, expediente, seccion)["revision"]
    assert enlace.client.get(path, query_string=query).get_json() == {"meses": expected}
    assert data(enlace, expediente, seccion)["revision"] == before


def test_lo_que_no_se_puede_repartir_dice_por_que(enlace: Browser, expediente: int) -> None:
    path = f"/expedientes/{expediente}/poa/actividades/rejilla/repartir"
    answer = enlace.client.get(path, query_string={"anual": "", "modo": "iguales"})
    assert answer.status_code == 422 and "Escriba cuánto es" in answer.get_json()["motivo"]


@pytest.mark.parametrize("body", [None, [], {"cambios": "x", "claves": {}}, {"cambios": [1], "claves": {}}])
def test_lo_que_no_se_entiende_se_rechaza_con_su_frase(enlace: Browser, expediente: int, body: Any) -> None:
    path = f"/expedientes/{expediente}/poa/actividades/rejilla"
    token = enlace.get(path).one("#hoja")["data-csrf"]
    answer = enlace.client.post(path, json=body, headers={"X-CSRFToken": token})
    assert answer.status_code == 422 and answer.get_json()["motivos"]


def test_quien_no_captura_no_lee_ni_escribe_la_rejilla(sqlite_app: Flask, cast: Cast, expediente: int) -> None:
    for who in (cast.revisora, cast.enlace_educacion):
        browser = Browser(sqlite_app)
        sign_in(browser.client, who.usuario_id)
        base = f"/expedientes/{expediente}/poa/actividades/rejilla"
        assert {browser.client.get(path).status_code for path in (base, f"{base}/datos", f"{base}/repartir")} == {403}


def test_las_consultas_no_crecen_con_las_filas(enlace: Browser, expediente: int, cast: Cast, ahora: datetime) -> None:
    path = f"/expedientes/{expediente}/poa/actividades/rejilla/datos"
    few = asked(lambda: enlace.client.get(path))
    fill(expediente, cast, ahora, 60)
    assert len(data(enlace, expediente)["filas"]) == 60
    assert asked(lambda: enlace.client.get(path)) <= few <= 30
