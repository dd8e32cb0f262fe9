"""What is exported is imported again the same; a filled template is a POA; no text becomes a formula."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from workflow.libros.limites import POA
from workflow.libros.proceso import read_book
from workflow.poa.catalogos import Catalogos
from workflow.poa.catalogos_csv import read_folder
from workflow.poa.contenido import empty, fingerprint
from workflow.poa.exportar import export, template
from workflow.poa.lectura.libro import Lectura, read, review

SAMPLE = Path(__file__).resolve().parents[2] / "workflow" / "demo" / "fresnillo" / "poa"
ALL = sorted(path.name for path in SAMPLE.glob("*.xlsx"))


@cache
def catalogos() -> Catalogos:
    return read_folder()


def reading(path: Path) -> Lectura:
    return read(read_book(path, POA), path.name)


def again(content: dict[str, Any], tmp_path: Path, name: str = "otra.xlsx") -> Lectura:
    path = tmp_path / name
    path.write_bytes(export(content))
    return reading(path)


@pytest.mark.parametrize("name", ["UR-001.xlsx", "UR-002.xlsx", "UR-044.xlsx", "UR-051.xlsx"])
def test_importar_exportar_e_importar_da_el_mismo_contenido(name: str, tmp_path: Path) -> None:
    first = reading(SAMPLE / name)
    assert fingerprint(again(first.contenido, tmp_path).contenido) == fingerprint(first.contenido)


@pytest.mark.lenta
def test_los_67_libros_dan_la_vuelta_sin_perder_nada(tmp_path: Path) -> None:
    assert len(ALL) == 67
    for name in ALL:
        first = reading(SAMPLE / name).contenido
        second = again(first, tmp_path, name)
        assert second.contenido == first, name
        assert second.registro.hallazgos == [], name


def test_lo_exportado_no_tiene_hallazgos_de_lectura(tmp_path: Path) -> None:
    lectura = again(reading(SAMPLE / "UR-044.xlsx").contenido, tmp_path)
    assert review(lectura, catalogos()).hallazgos == ()


@pytest.mark.parametrize(
    "text", ['=HYPERLINK("http://ejemplo.invalid","x")', "=1+1", "+52", "-1", "@suma", "'apostrofo"]
)
def test_un_texto_que_parece_formula_se_exporta_como_texto_y_vuelve_igual(text: str, tmp_path: Path) -> None:
    content = reading(SAMPLE / "UR-002.xlsx").contenido
    content["actividades"][0]["medio"] = text
    content["identificacion"]["problema_central"] = text
    lectura = again(content, tmp_path)
    assert lectura.contenido == content
    book = openpyxl.load_workbook(io.BytesIO(export(content)))
    assert book["Actividades"]["U5"].data_type == "s"


def test_la_plantilla_vacia_no_trae_filas_y_solo_pide_lo_obligatorio(tmp_path: Path) -> None:
    path = tmp_path / "plantilla.xlsx"
    path.write_bytes(template(empty(2026, con_mir=True), catalogos()))
    lectura = reading(path)
    assert {item.celda[1:] for item in lectura.registro.hallazgos} == {"65"}  # the TOTAL row, not calculated yet
    assert lectura.contenido["actividades"] == lectura.contenido["presupuesto"] == lectura.contenido["mir"] == []


def fill(book: openpyxl.Workbook, content: dict[str, Any]) -> None:
    """Types the content of a POA in the open cells of the template, as a person would."""
    source = openpyxl.load_workbook(io.BytesIO(export(content)))
    for sheet in source:
        last = sheet.max_row - 1 if sheet.title == "Presupuesto" else sheet.max_row
        for row in sheet.iter_rows(min_row=5, max_row=last):
            for cell in row:
                target = book[sheet.title][cell.coordinate]
                if cell.value is not None and not target.protection.locked:
                    target.value = cell.value


@pytest.mark.parametrize("name", ["UR-001.xlsx", "UR-002.xlsx"])
def test_la_plantilla_llena_se_importa_con_los_totales_calculados(name: str, tmp_path: Path) -> None:
    content = reading(SAMPLE / name).contenido
    blank = empty(2026, con_mir=content["mir"] is not None)
    book = openpyxl.load_workbook(io.BytesIO(template(blank, catalogos())))
    fill(book, content)
    book.save(tmp_path / name)
    revision = review(reading(tmp_path / name), catalogos())
    assert revision.contenido == content
    assert {item.codigo for item in revision.hallazgos} == {"FORMULA_SIN_VALOR"}  # openpyxl does not calculate
    assert revision.errores == ()


def test_los_totales_de_la_plantilla_estan_protegidos_y_las_listas_ocultas() -> None:
    book = openpyxl.load_workbook(io.BytesIO(template(empty(2026), catalogos())))
    assert book.sheetnames == ["Identificación", "Alineación", "Actividades", "Presupuesto", "Listas"]
    assert book["Listas"].sheet_state == "hidden"
    assert book["Actividades"].protection.sheet
    assert book["Actividades"]["S5"].protection.locked
    assert not book["Actividades"]["G5"].protection.locked
    lists = {rule.formula1 for rule in book["Presupuesto"].data_validations.dataValidation}
    assert len(lists) == 4  # partida, concepto, fuente and tipo de gasto
