"""The workbook of a POA on its pages: what comes down, what its check page shows, what is chosen, and what it costs."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from typing import Any

import openpyxl
import pytest
from flask import Flask
from sqlalchemy import event

from tests.cast import Cast
from tests.conftest import sign_in
from tests.web.page import Browser, Page
from workflow.db import db
from workflow.expedientes import service as expedientes
from workflow.expedientes.models import Borrador
from workflow.jobs import poa as jobs
from workflow.jobs import tasks
from workflow.kernel.actor import SISTEMA
from workflow.kernel.refusals import Invalid
from workflow.libros.limites import POA
from workflow.libros.proceso import read_book
from workflow.poa import service
from workflow.poa.catalogos_csv import CARPETA_DE_MUESTRA, read_rows
from workflow.poa.lectura.libro import read

SAMPLE = CARPETA_DE_MUESTRA.parent / "poa"
MAXIMO = 45
Change = Callable[[Any], None]


@contextmanager
def counted() -> Iterator[list[str]]:
    told: list[str] = []

    def note(connection: object, cursor: object, statement: str, *rest: object) -> None:
        told.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield told
    finally:
        event.remove(db.engine, "before_cursor_execute", note)


@cache
def sample() -> dict[str, Any]:
    return read(read_book(SAMPLE / "UR-050.xlsx", POA), "UR-050.xlsx").contenido


@pytest.fixture(autouse=True)
def in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "read_isolated", lambda path, what: read_book(path, POA))
    monkeypatch.setattr(jobs, "mark_isolated", lambda path, marks, what: path.read_bytes())


@pytest.fixture
def expediente(sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime) -> int:
    cast = sqlite_cast
    service.load_catalogos(read_rows(CARPETA_DE_MUESTRA), 2026, actor=SISTEMA, ahora=ahora)
    found = expedientes.crear("poa", "UR-050", "PP-32", 2026, "POA 2026 de Obras", actor=cast.enlace, ahora=ahora)
    expedientes.capturar(found, sample(), 1, actor=cast.enlace, ahora=ahora)
    return found


@pytest.fixture
def enlace(sqlite_app: Flask, sqlite_cast: Cast) -> Browser:
    browser = Browser(sqlite_app)
    sign_in(browser.client, sqlite_cast.enlace.usuario_id)
    return browser


def down(browser: Browser, expediente: int, name: str = "libro.xlsx") -> bytes:
    answer = browser.client.get(f"/expedientes/{expediente}/poa/{name}")
    assert answer.status_code == 200
    return answer.get_data()


def up(browser: Browser, expediente: int, data: bytes, change: Change | None = None) -> Page:
    """Upload a workbook, changed by hand, and open its check page."""
    if change is not None:
        book = openpyxl.load_workbook(io.BytesIO(data))
        change(book)
        out = io.BytesIO()
        book.save(out)
        data = out.getvalue()
    page = browser.get(f"/expedientes/{expediente}/poa")
    fields = {**page.form("Subir el libro"), "libro": (io.BytesIO(data), "UR-050.xlsx")}
    sent = browser.post(
        f"/expedientes/{expediente}/poa/cargas", fields, content_type="multipart/form-data", follow_redirects=False
    )
    tasks.drain()
    return browser.get(sent.response.headers["Location"])


def held(expediente: int) -> dict[str, Any]:
    """The draft as it is now; no reading is left open, so that the background sees what comes after."""
    db.session.rollback()
    found = db.session.get_one(Borrador, expediente).contenido
    db.session.rollback()
    return found


def put(sheet: str, cell: str, value: Any) -> Change:
    def change(book: Any) -> None:
        book[sheet][cell] = value

    return change


def test_lo_descargado_y_subido_sin_tocar_no_cambia_nada_y_se_cierra(enlace: Browser, expediente: int) -> None:
    before = held(expediente)
    page = up(enlace, expediente, down(enlace, expediente))
    assert "El borrador cambió" not in page.text
    assert "dice lo mismo que el borrador" in page.text
    done = enlace.submit(page, "Cerrar sin cambios")
    assert "El libro se importó" in done.text
    assert held(expediente) == before


def test_la_pagina_dice_celda_por_celda_que_cambia_antes_de_aplicarlo(enlace: Browser, expediente: int) -> None:
    def change(book: Any) -> None:
        book["Actividades"]["D5"] = "Otra descripción"
        book["Actividades"].delete_rows(6)

    before = held(expediente)
    page = up(enlace, expediente, down(enlace, expediente), change)
    assert held(expediente) == before
    row = next(row for row in page.all("#seccion-actividades ~ details tbody tr") if "Descripción" in row.get_text())
    assert before["actividades"][0]["descripcion"] in row.get_text()
    assert "Otra descripción" in row.get_text()
    assert "1 fila del borrador no viene" in page.text
    assert page.one("#quitar-actividades").has_attr("checked")
    errors = {"con_errores": "1"} if page.all("#con_errores") else {}
    enlace.submit(page, "Importar el libro", **errors)
    assert held(expediente)["actividades"][0]["descripcion"] == "Otra descripción"
    assert len(held(expediente)["actividades"]) == len(before["actividades"]) - 1


def test_de_un_libro_de_origen_desconocido_no_se_quita_nada_si_no_se_pide(enlace: Browser, expediente: int) -> None:
    page = up(
        enlace, expediente, (SAMPLE / "UR-050.xlsx").read_bytes(), lambda book: book["Actividades"].delete_rows(5)
    )
    assert "No se sabe de qué versión salió este libro" in page.text
    assert not page.one("#quitar-actividades").has_attr("checked")


def test_un_conflicto_se_elige_y_lo_elegido_no_se_pierde_si_falta_otra_cosa(
    enlace: Browser, expediente: int, sqlite_cast: Cast, ahora: datetime
) -> None:
    data = down(enlace, expediente)
    now = held(expediente)
    rows = [{**now["actividades"][0], "responsable": "Lo del sistema"}, *now["actividades"][1:]]
    expedientes.capturar(expediente, {**now, "actividades": rows}, 2, actor=sqlite_cast.titular, ahora=ahora)

    def change(book: Any) -> None:
        book["Actividades"]["V5"] = "Lo del libro"
        book["Presupuesto"]["A5"] = "9999"

    page = up(enlace, expediente, data, change)
    assert "El borrador cambió en el sistema después de que se descargó este libro" in page.text
    name = "elegir:actividades[A01].responsable"
    assert [radio["value"] for radio in page.all(f"input[name='{name}']")] == ["borrador", "libro"]
    refused = enlace.submit(page, "Importar el libro", con_errores="1")
    assert refused.status == 409
    assert "Falta elegir qué se queda" in refused.text
    refused = enlace.submit(page, "Importar el libro", **{name: "libro"})
    assert refused.status == 409
    assert refused.one(f"input[name='{name}'][value=libro]").has_attr("checked")
    enlace.submit(refused, "Importar el libro", con_errores="1")
    assert held(expediente)["actividades"][0]["responsable"] == "Lo del libro"


def test_la_hoja_que_no_se_puede_importar_no_detiene_a_las_demas(enlace: Browser, expediente: int) -> None:
    def change(book: Any) -> None:
        book["Actividades"]["G5"] = "muchas"
        book["Identificación"]["B18"] = "Otro problema"

    page = up(enlace, expediente, down(enlace, expediente), change)
    assert "Esta hoja no se puede importar" in page.text
    before = held(expediente)["actividades"]
    errors = {"con_errores": "1"} if page.all("#con_errores") else {}
    enlace.submit(page, "Importar el libro", **errors)
    assert held(expediente)["identificacion"]["problema_central"] == "Otro problema"
    assert held(expediente)["actividades"] == before


def test_el_mismo_libro_se_descarga_marcado_solo_por_quien_captura(
    enlace: Browser, expediente: int, sqlite_app: Flask, sqlite_cast: Cast
) -> None:
    page = up(enlace, expediente, down(enlace, expediente), put("Presupuesto", "A5", "9999"))
    href = page.one("a[href$='marcado.xlsx']")["href"]
    answer = enlace.client.get(str(href))
    assert answer.status_code == 200
    assert "marcado-" in answer.headers["Content-Disposition"]
    answer.close()
    other = Browser(sqlite_app)
    sign_in(other.client, sqlite_cast.enlace_educacion.usuario_id)
    assert other.client.get(str(href)).status_code in (403, 404)


def test_si_la_copia_marcada_no_se_puede_hacer_se_dice_y_la_lista_sigue(
    enlace: Browser, expediente: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*args: Any) -> bytes:
        raise Invalid("LIBRO_NO_SE_PUDO_MARCAR")

    monkeypatch.setattr(jobs, "mark_isolated", broken)
    page = up(enlace, expediente, down(enlace, expediente), put("Presupuesto", "A5", "9999"))
    assert "No se pudo hacer la copia con las celdas marcadas" in page.text
    assert "Presupuesto!A5" in page.text
    assert enlace.client.get(f"{page.response.request.path}/marcado.xlsx").status_code == 404


def test_la_plantilla_lleva_lo_que_se_sabe_y_de_donde_salio(enlace: Browser, expediente: int) -> None:
    book = openpyxl.load_workbook(io.BytesIO(down(enlace, expediente, "plantilla.xlsx")))
    assert book["Identificación"]["B8"].value == "UR-050"
    assert book["Actividades"]["A5"].value is None
    origen = {row[0].value: row[1].value for row in book["Origen"].iter_rows(max_col=2)}
    assert len(origen["Huella del contenido"]) == 64
    assert origen["Expediente"].startswith("POA/2026/")


def test_partir_del_anio_anterior_trae_las_actividades_sin_metas(
    enlace: Browser, expediente: int, sqlite_cast: Cast, ahora: datetime
) -> None:
    service.load_catalogos(read_rows(CARPETA_DE_MUESTRA), 2027, actor=SISTEMA, ahora=ahora)
    following = expedientes.crear(
        "poa", "UR-050", "PP-32", 2027, "POA 2027 de Obras", actor=sqlite_cast.enlace, ahora=ahora
    )
    assert "Partir del año anterior" in enlace.get(f"/expedientes/{following}/poa").text
    assert "Partir del año anterior" not in enlace.get(f"/expedientes/{expediente}/poa").text
    book = openpyxl.load_workbook(io.BytesIO(down(enlace, following, "plantilla.xlsx?anterior=1")))
    sheet = book["Actividades"]
    assert sheet["D5"].value == sample()["actividades"][0]["descripcion"]
    assert sheet["G5"].value is None
    assert book["Identificación"]["B5"].value == 2027


def test_la_pagina_de_revision_hace_pocas_consultas_con_muchos_cambios(enlace: Browser, expediente: int) -> None:
    def change(book: Any) -> None:
        for row in range(5, 12):
            for column in range(7, 19):
                book["Actividades"].cell(row, column).value = row + column

    page = up(enlace, expediente, down(enlace, expediente), change)
    with counted() as told:
        enlace.get(page.response.request.path)
    assert len(told) <= MAXIMO, len(told)
