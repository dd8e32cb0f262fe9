"""A padrón in a layout of its own, by clicking: columns said, ten rows seen, corrected, sent, validated."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import expect

from tests.browser.persona import Persona
from tests.browser.sitio import Sitio
from tests.browser.test_ruta_completa import at, new_dossier, open_dossier

pytestmark = [pytest.mark.lenta, pytest.mark.navegador]
TITULO = "Apoyos con formato propio 2026"
ANA = "PEXA900215MZSXXN00"
# The amount of the second row is not one.
LIBRE = (
    "APOYOS DEL MES DE FEBRERO,,,,,\r\n"
    "Clave única,Quién recibe,Día en que se dio,Importe pagado,Para llamarle,Notas varias\r\n"
    f"{ANA},ANA PEÑA,05/02/2026,450,4931112233,\r\n"
    "TORG641201HZSRSD01,JOSE GUADALUPE DE LA TORRE RIOS,06/02/2026,CORTESIA,4931112234,\r\n"
    ",JUANA PEREZ LOPEZ,05/02/2026,450,4935556677,EN TRAMITE\r\n"
    "PEXA900215MZSXXN18,PEÑA ANA,05/02/2026,450,4931112233,\r\n"
)


def test_un_padron_con_formato_propio_llega_hasta_la_validacion(
    as_person: Callable[..., Persona], sitio: Sitio, tmp_path: Path
) -> None:
    sitio.travel(at(10, 10))
    enlace = as_person("enlace_educacion")
    new_dossier(enlace, "Padrón de beneficiarios", "PP-26", TITULO)
    write_the_rules(enlace)
    say_the_columns(enlace, tmp_path)
    correct_what_is_wrong(enlace, tmp_path)
    decide_the_duplicate(enlace)
    titular = open_dossier(as_person("titular_educacion"), TITULO)
    titular.button("Enviar a Planeación").sees("El expediente se envió a Planeación")
    open_dossier(as_person("revisora"), TITULO).button("Tomar la revisión")
    planeacion = open_dossier(as_person("planeacion"), TITULO)
    planeacion.button("Validar").sees("El expediente quedó validado")


def write_the_rules(enlace: Persona) -> None:
    enlace.link("Capturar las reglas")
    enlace.fill("¿Cómo se llaman las reglas de operación?", "Reglas de operación de apoyos propios")
    enlace.fill("¿Desde qué día están en vigor?", "2026-01-26")
    enlace.choose("¿Qué hace única a una fila?", "Una fila por persona (CURP)")
    enlace.fill("¿Cuál es la edad mínima?", "18")
    enlace.fill("¿En qué columna del archivo está la fecha en que se cuenta la edad?", "FECHA ENTREGA")
    enlace.button("Guardar las reglas").link("Padrón")


def say_the_columns(enlace: Persona, folder: Path) -> None:
    path = folder / "apoyos.csv"
    path.write_text(LIBRE, encoding="cp1252", newline="")
    enlace.attach("Archivo del padrón", path).button("Subir y revisar")
    enlace.waits_for("link", "Decir qué es cada columna").link("Decir qué es cada columna")
    enlace.sees("Propuesta por lo que contiene").sees("PEXA••••••••••••00")
    assert ANA not in enlace.page.content() and "JUANA" not in enlace.page.content()
    enlace.choose("Motivo de no tener CURP", "F: Notas varias").button("Ver diez filas leídas así")
    table = enlace.page.get_by_role("table", name="Diez filas leídas así")
    expect(table.get_by_role("row")).to_have_count(5)  # the header and the four rows
    enlace.button("Leer el archivo con estas columnas")
    enlace.waits_for("button", "Confirmar el padrón").sees("Las columnas se leyeron como usted dijo")
    enlace.sees(re.compile("quedará.* fuera 1 fila con error"))


def correct_what_is_wrong(enlace: Persona, folder: Path) -> None:
    with enlace.page.expect_download() as download:
        enlace.page.get_by_role("button", name="Descargar el libro para corregir").click()
    path = folder / "corregido.xlsx"
    download.value.save_as(path)
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    wrong = next(row for row in sheet.iter_rows(min_row=2) if "Escriba solo el número" in str(row[1].value))
    wrong[5].value = 600
    book.save(path)
    enlace.link("Volver al padrón").attach("Archivo del padrón", path).button("Subir y revisar")
    enlace.waits_for("button", "Confirmar el padrón")
    enlace.sees("Las columnas se leyeron como en un archivo anterior con los mismos títulos")
    enlace.sees("Entrarán 4 filas").button("Confirmar el padrón").sees("El padrón quedó en el expediente")


def decide_the_duplicate(enlace: Persona) -> None:
    """Ana is twice, with two keys: the worker asks, a person answers, and it is not asked again."""
    asked = enlace.page.get_by_role("main").get_by_role("link", name="1 posible duplicado por decidir")
    for _ in range(60):
        if asked.is_visible():
            break
        enlace.page.wait_for_timeout(500)
        enlace.page.reload()
    dossier = enlace.page.url
    enlace.link("1 posible duplicado por decidir").link(re.compile(r"filas \d+ y \d+"))
    assert ANA not in enlace.page.content()
    enlace.button("Guardar la decisión").sees("La decisión no se guardó")
    enlace.page.get_by_label("Son personas distintas").check()
    enlace.fill("¿Por qué?", "Se compararon las actas de nacimiento.").button("Guardar la decisión")
    enlace.sees("La decisión quedó registrada").go(dossier)
    expect(asked).to_have_count(0)
