"""A copy of a workbook with its cells marked: what was there stays, nothing runs by itself, each mark has its link."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.worksheet.datavalidation import DataValidation

from workflow.libros.lector import mark_isolated
from workflow.libros.marcado import AUTOR, marked

ROJO, AMBAR = "FFF4B6B6", "FFFFE8A3"


def marca(hoja: str | None, celda: str | None, tono: str = "error", texto: str = "Está mal.") -> dict[str, Any]:
    titulo = "Error" if tono == "error" else "Aviso"
    return {"hoja": hoja, "celda": celda, "tono": tono, "titulo": titulo, "texto": texto, "dice": "x", "debe": 7}


@pytest.fixture
def libro(tmp_path: Path) -> Path:
    """Kept without extension, as uploads are."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Mis datos"
    sheet["A1"], sheet["B1"], sheet["A2"] = "Título", "=SUM(C1:C9)", 5
    sheet["A2"].fill = PatternFill("solid", fgColor="FF00FF00")
    sheet["B2"].comment = Comment("Nota de la enlace", "Brenda")
    sheet["C1"] = '=HYPERLINK("http://ejemplo.invalid","ver")'
    sheet["C2"] = "=cmd|' /C calc'!A0"
    sheet["C3"] = '=IFERROR(VLOOKUP(A1&"|"&A2,D1:E9,2,FALSE),"")'
    sheet.merge_cells("D4:E5")
    rule = DataValidation(type="list", formula1='"a,b"')
    sheet.add_data_validation(rule)
    rule.add("A1:A9")
    sheet.column_dimensions["A"].width = 33
    book.save(tmp_path / "libro.xlsx")
    return (tmp_path / "libro.xlsx").rename(tmp_path / "0a1b2c")


def again(book: openpyxl.Workbook) -> openpyxl.Workbook:
    out = io.BytesIO()
    book.save(out)
    return openpyxl.load_workbook(out)


def test_las_celdas_llevan_color_y_comentario_y_lo_demas_queda_igual(libro: Path) -> None:
    book = again(marked(libro, [marca("Mis datos", "A1"), marca("Mis datos", "B2", "aviso", "Revise.")]))
    sheet = book["Mis datos"]
    assert sheet["A1"].fill.fgColor.rgb == ROJO
    assert "Está mal." in sheet["A1"].comment.text
    assert sheet["B2"].fill.fgColor.rgb == AMBAR
    assert sheet["B2"].comment.text == "Nota de la enlace\n—\nRevise."
    assert (sheet["A1"].value, sheet["B1"].value, sheet["A2"].value) == ("Título", "=SUM(C1:C9)", 5)
    assert sheet["A2"].fill.fgColor.rgb == "FF00FF00"
    assert sheet["C3"].value.startswith("=IFERROR(VLOOKUP(")
    assert [str(area) for area in sheet.merged_cells.ranges] == ["D4:E5"]
    assert sheet.data_validations.dataValidation[0].formula1 == '"a,b"'
    assert sheet.column_dimensions["A"].width == 33


def test_la_lista_va_primero_con_un_vinculo_a_cada_celda(libro: Path) -> None:
    book = again(marked(libro, [marca("Mis datos", "A1"), marca(None, None, "aviso", "Falta una hoja.")]))
    assert book.sheetnames == ["Hallazgos", "Mis datos"]
    sheet = book["Hallazgos"]
    assert sheet["C2"].hyperlink.location == "'Mis datos'!A1"
    assert [cell.value for cell in sheet[3]][:4] == ["Aviso", "El libro", "Toda la hoja", "Falta una hoja."]
    assert sheet["C3"].hyperlink is None


def test_nada_se_ejecuta_solo_al_abrir_la_copia(libro: Path) -> None:
    book = again(marked(libro, [marca("Mis datos", "A1", texto="=HYPERLINK(1)")]))
    for sheet, cell in (("Mis datos", "C1"), ("Mis datos", "C2"), ("Hallazgos", "D2")):
        found = book[sheet][cell]
        assert (found.data_type, found.quotePrefix) == ("s", True), cell


def test_marcar_una_copia_ya_marcada_olvida_las_marcas_de_antes(libro: Path, tmp_path: Path) -> None:
    marked(libro, [marca("Mis datos", "A1"), marca("Mis datos", "B2")]).save(tmp_path / "una.xlsx")
    book = again(marked(tmp_path / "una.xlsx", [marca("Mis datos", "B1")]))
    sheet = book["Mis datos"]
    assert book.sheetnames.count("Hallazgos") == 1
    assert sheet["A1"].fill.fill_type is None and sheet["A1"].comment is None
    assert sheet["B2"].comment.text == "Nota de la enlace"
    assert sheet["B1"].comment.author == AUTOR


def test_un_area_se_pinta_entera_y_un_error_gana_al_aviso(libro: Path) -> None:
    found = marked(libro, [marca("Mis datos", "A7:C8"), marca("Mis datos", "A7", "aviso"), marca("Mis datos", "D4:E5")])
    sheet = again(found)["Mis datos"]
    assert {sheet.cell(row, column).fill.fgColor.rgb for row in (7, 8) for column in (1, 2, 3)} == {ROJO}
    assert sheet["D4"].fill.fgColor.rgb == ROJO


def test_lo_que_no_se_puede_copiar_da_un_libro_con_la_lista(tmp_path: Path) -> None:
    (tmp_path / "libro.ods").write_bytes(b"PK\x03\x04 no es un libro")
    book = again(marked(tmp_path / "libro.ods", [marca("Actividades", "H12")]))
    assert book.sheetnames == ["Hallazgos"]
    assert book["Hallazgos"]["C2"].value == "H12"


def test_el_proceso_aparte_da_la_misma_copia(libro: Path) -> None:
    before = libro.read_bytes()
    book = openpyxl.load_workbook(io.BytesIO(mark_isolated(libro, [marca("Mis datos", "A1")], "poa")))
    assert book["Mis datos"]["A1"].fill.fgColor.rgb == ROJO
    assert libro.read_bytes() == before
