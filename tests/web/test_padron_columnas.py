"""A free layout: its columns are said on a page, ten rows are seen, it is applied, remembered and forgotten."""

from __future__ import annotations

import io
from datetime import datetime

import openpyxl
import pytest
from flask import Flask

from tests.builders_padron import ANA, LUPE, SENCILLAS, Expediente
from tests.cast import Cast
from tests.web.expedientes_paginas import browser_of
from tests.web.page import Browser, Page
from tests.web.test_padron_pages import upload
from workflow.db import db
from workflow.padron import queries

LIBRE = (
    "APOYOS DEL MES,,,,\r\n"
    "Clave única,Quién recibe,Día en que se dio,Importe pagado,Notas varias\r\n"
    f"{ANA},ANA PEÑA,05/02/2026,450,\r\n"
    f"{LUPE},JOSE GUADALUPE DE LA TORRE RIOS,06/02/2026,$600.00,\r\n"
    ",JUANA PEREZ LOPEZ,06/02/2026,450,EN TRAMITE\r\n"
).encode()


@pytest.fixture
def expediente(sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime) -> Expediente:
    return Expediente(sqlite_cast, ahora, SENCILLAS)


@pytest.fixture
def enlace(sqlite_app: Flask, sqlite_cast: Cast) -> Browser:
    return browser_of(sqlite_app, sqlite_cast, "enlace_educacion")


def last(expediente: Expediente) -> queries.CargaVista:
    db.session.rollback()  # the page wrote in a session of its own
    found = queries.ultima_carga(expediente.id)
    assert found is not None
    return found


def asked(expediente: Expediente, enlace: Browser) -> Page:
    """The page where the columns are said, after a file whose titles nobody knows."""
    upload(enlace, expediente, LIBRE)
    expediente.read(last(expediente).id)
    page = enlace.get(f"/expedientes/{expediente.id}/padron/cargas/{last(expediente).id}")
    assert "Falta decir qué es cada columna" in page.text
    link = next(a for a in page.all("a") if a.get_text().strip() == "Decir qué es cada columna")
    return enlace.get(str(link["href"]))


def apply(browser: Browser, page: Page, **roles: str) -> Page:
    """With the button that applies, which has its own value."""
    return browser.submit(page, "Leer el archivo con estas columnas", accion="aplicar", **roles)


def chosen(page: Page, rol: str) -> str:
    """The column chosen for a thing."""
    return page.one(f"#rol_{rol} option[selected]").get_text()


def test_las_columnas_se_proponen_por_lo_que_contienen_y_se_ven_diez_filas_con_las_personas_cubiertas(
    expediente: Expediente, enlace: Browser
) -> None:
    page = asked(expediente, enlace)
    assert page.one("#fila option[selected]").get_text().startswith("Fila 2: Clave única · Quién recibe")
    assert chosen(page, "curp") == "A: Clave única"
    assert chosen(page, "nombre_completo") == "B: Quién recibe"
    assert chosen(page, "dia") == "C: Día en que se dio"
    assert chosen(page, "monto") == "D: Importe pagado"
    assert "Propuesta por lo que contiene" in page.text
    table = page.one("table").get_text(" ")
    assert "PEXA••••••••••••00" in table and "$600.00" in table and "06/02/2026" in table
    for secreto in (ANA, LUPE, "JUANA", "TORRE", "PEÑA"):
        assert secreto not in page.text


def test_lo_dicho_se_aplica_y_el_siguiente_archivo_se_lee_sin_preguntar(
    expediente: Expediente, enlace: Browser
) -> None:
    page = asked(expediente, enlace)
    page = enlace.submit(page, "Ver diez filas leídas así", rol_motivo="4")
    assert chosen(page, "motivo") == "E: Notas varias"
    page = apply(enlace, page)
    assert "los próximos archivos con los mismos títulos también" in page.text
    expediente.read(last(expediente).id)
    carga = last(expediente)
    assert (carga.estado, carga.filas, carga.con_error, carga.con_aviso) == ("revisada", 3, 0, 1)
    page = enlace.get(f"/expedientes/{expediente.id}/padron/cargas/{carga.id}")
    assert "Las columnas se leyeron como usted dijo" in page.text
    upload(enlace, expediente, LIBRE.replace(b"450", b"500"), "siguiente.csv")
    expediente.read(last(expediente).id)
    carga = last(expediente)
    assert (carga.estado, carga.filas) == ("revisada", 3)
    page = enlace.get(f"/expedientes/{expediente.id}/padron/cargas/{carga.id}")
    assert "Las columnas se leyeron como en un archivo anterior con los mismos títulos" in page.text


def test_lo_recordado_se_puede_olvidar(expediente: Expediente, enlace: Browser) -> None:
    apply(enlace, asked(expediente, enlace))
    expediente.read(last(expediente).id)
    upload(enlace, expediente, LIBRE.replace(b"450", b"500"), "siguiente.csv")
    expediente.read(last(expediente).id)
    page = enlace.get(f"/expedientes/{expediente.id}/padron/cargas/{last(expediente).id}/columnas")
    assert "Estas columnas se recordaron de un archivo anterior" in page.text
    page = enlace.submit(page, "Olvidar lo recordado")
    assert "Se olvidó lo dicho de esas columnas" in page.text
    expediente.read(last(expediente).id)
    assert last(expediente).estado == "por_columnas"


def test_una_columna_para_dos_cosas_y_una_que_falta_se_dicen_juntas_y_nada_cambia(
    expediente: Expediente, enlace: Browser
) -> None:
    page = asked(expediente, enlace)
    carga_id = last(expediente).id
    page = apply(enlace, page, rol_monto="2", rol_curp="")
    assert page.status == 422
    errors = page.one(".resumen-errores").get_text()
    assert "La columna «Día en que se dio» está elegida para más de una cosa" in errors
    assert "Falta decir en qué columna está: CURP" in errors
    assert chosen(page, "nombre_completo") == "B: Quién recibe"  # nothing chosen is lost
    assert last(expediente).id == carga_id


def test_otra_hoja_otra_fila_u_otra_estructura_se_eligen_arriba(expediente: Expediente, enlace: Browser) -> None:
    page = asked(expediente, enlace)
    form = f"/expedientes/{expediente.id}/padron/cargas/{last(expediente).id}/columnas"
    page = enlace.get(f"{form}?hoja=Texto&fila=2&estructura=actor_social")
    assert page.one("#rol_rfc") and not page.all("#rol_nombre_completo")
    for mala in ("?hoja=Otra", "?fila=999", "?fila=-1", "?estructura=nada", "?fila=99999999999999999999"):
        assert enlace.get(form + mala).status == 200


def test_un_archivo_reconocido_tambien_deja_revisar_sus_columnas(expediente: Expediente, enlace: Browser) -> None:
    upload(
        enlace, expediente, f"CURP,NOMBRE COMPLETO,FECHA ENTREGA,MONTO\r\n{ANA},ANA PEÑA,05/02/2026,450\r\n".encode()
    )
    expediente.read(last(expediente).id)
    page = enlace.get(f"/expedientes/{expediente.id}/padron/cargas/{last(expediente).id}")
    link = next(a for a in page.all("a") if a.get_text().strip() == "Revisar las columnas")
    page = enlace.get(str(link["href"]))
    assert chosen(page, "curp") == "A: CURP"
    page = apply(enlace, page, rol_dia="2")
    expediente.read(last(expediente).id)
    assert (last(expediente).estado, last(expediente).validas) == ("revisada", 1)


def test_confirmado_el_padron_sus_primeras_filas_ya_no_estan_guardadas(expediente: Expediente, enlace: Browser) -> None:
    carga_id = expediente.loaded()
    page = enlace.get(f"/expedientes/{expediente.id}/padron/cargas/{carga_id}/columnas")
    assert page.status == 409
    assert "Vuelva a subirlo para decir qué es cada columna" in page.text


@pytest.mark.parametrize("who", ["enlace", "revisora"])
def test_las_columnas_solo_las_dice_quien_captura(
    expediente: Expediente, sqlite_app: Flask, sqlite_cast: Cast, who: str
) -> None:
    carga_id = expediente.upload(LIBRE)
    expediente.read(carga_id)
    browser = browser_of(sqlite_app, sqlite_cast, who)
    assert browser.get(f"/expedientes/{expediente.id}/padron/cargas/{carga_id}/columnas").status == 403


def test_el_libro_para_corregir_de_un_formato_propio_se_descarga_y_vuelve_sin_preguntar(
    expediente: Expediente, enlace: Browser
) -> None:
    upload(enlace, expediente, LIBRE.replace(b"$600.00", b"CORTESIA"))
    expediente.read(last(expediente).id)
    page = enlace.get(f"/expedientes/{expediente.id}/padron/cargas/{last(expediente).id}/columnas")
    apply(enlace, page, rol_motivo="4")
    expediente.read(last(expediente).id)
    assert last(expediente).con_error == 1
    page = enlace.get(f"/expedientes/{expediente.id}/padron/cargas/{last(expediente).id}")
    book = openpyxl.load_workbook(io.BytesIO(enlace.submit(page, "Descargar el libro para corregir").response.data))
    book.worksheets[0]["F3"] = 600
    out = io.BytesIO()
    book.save(out)
    upload(enlace, expediente, out.getvalue(), "corregido.xlsx")
    expediente.read(last(expediente).id)
    carga = last(expediente)
    assert (carga.estado, carga.filas, carga.con_error) == ("revisada", 3, 0)
    assert carga.columnas is not None and carga.columnas["origen"] == "recordadas"
