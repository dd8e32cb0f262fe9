"""Workbooks as people send them: other titles, renamed sheets, percentages, hidden rows, links. Read, and told."""

from __future__ import annotations

import copy
import io
import subprocess
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from tests.rules.test_poa_lectura import CLEAN, SAMPLE, catalogos, places, put, with_change
from workflow.libros.limites import POA
from workflow.libros.proceso import read_book
from workflow.poa.contenido import empty
from workflow.poa.exportar import export, template
from workflow.poa.lectura.libro import Revision, completed, read, review

Change = Callable[[Workbook], Any]


@cache
def clean() -> dict[str, Any]:
    return read(read_book(SAMPLE / CLEAN, POA), CLEAN).contenido


def reviewed(tmp_path: Path, change: Change) -> Revision:
    book = openpyxl.load_workbook(io.BytesIO((SAMPLE / CLEAN).read_bytes()))
    change(book)
    book.save(tmp_path / CLEAN)
    return review(read(read_book(tmp_path / CLEAN, POA), CLEAN), catalogos())


def test_una_hoja_renombrada_se_reconoce_por_su_encabezado(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        book["Actividades"].title = "Metas 2026 (2)"
        book["Identificación"].title = "Datos generales"
        book.move_sheet("Presupuesto", -2)

    found = reviewed(tmp_path, change)
    assert found.contenido == clean()
    assert {(i.hoja, i.codigo, i.severidad) for i in found.hallazgos} == {
        ("Metas 2026 (2)", "HOJA_RENOMBRADA", "aviso"),
        ("Datos generales", "HOJA_RENOMBRADA", "aviso"),
    }


def test_un_titulo_dicho_de_otra_forma_se_lee_y_se_dice(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        sheet = book["Presupuesto"]
        sheet["A4"], sheet["B4"], sheet["D4"], sheet["P4"] = "COG", "Nombre de la partida", "ENE", "Total  anual"

    found = reviewed(tmp_path, change)
    assert found.contenido == clean()
    assert places(list(found.hallazgos)) == [
        ("Presupuesto", cell, "COLUMNA_CON_OTRO_TITULO", "aviso") for cell in ("A4", "B4", "D4", "P4")
    ]


def test_el_titulo_propio_gana_al_sinonimo(tmp_path: Path) -> None:
    """In Actividades «Actividad» could be the description: not where the description is there under its own title."""

    def change(book: Workbook) -> None:
        book["Actividades"]["W4"] = "Actividad"
        book["Actividades"]["W5"] = "otra cosa"

    found = reviewed(tmp_path, change)
    assert found.contenido == clean()
    assert ("Actividades", "W4", "COLUMNA_IGNORADA", "aviso") in places(list(found.hallazgos))


def test_un_porcentaje_se_lee_como_se_ve(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        cell = book["MIR"]["P5"]
        cell.value, cell.number_format = 0.925, "0.0%"

    found = reviewed(tmp_path, change)
    assert found.contenido["mir"][0]["linea_base"] == "92.5"
    (told,) = [item for item in found.hallazgos if item.codigo == "PORCENTAJE_EN_CELDA"]
    assert (told.hoja, told.celda, told.valor_en_archivo, told.valor_esperado) == ("MIR", "P5", 0.925, 92.5)


def test_las_filas_y_hojas_ocultas_se_leen_o_se_dicen(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        book["Actividades"].row_dimensions[6].hidden = True
        book["Alineación"].sheet_state = "hidden"
        book.create_sheet("Nómina")["A1"] = "datos"
        book["Nómina"].sheet_state = "hidden"

    found = reviewed(tmp_path, change)
    assert found.contenido == clean()
    assert {(i.hoja, i.celda, i.codigo) for i in found.hallazgos} == {
        ("Actividades", "A6", "FILAS_OCULTAS"),
        ("Alineación", None, "HOJA_OCULTA"),
        ("Nómina", None, "HOJA_OCULTA_IGNORADA"),
    }


def test_un_resumen_en_celdas_combinadas_es_de_todos_sus_indicadores(tmp_path: Path) -> None:
    rows = clean()["mir"]
    first = next(n for n in range(len(rows) - 1) if rows[n]["clave"] == rows[n + 1]["clave"])

    def change(book: Workbook) -> None:
        for column in "ABC":
            book["MIR"].merge_cells(f"{column}{5 + first}:{column}{6 + first}")

    found = reviewed(tmp_path, change)
    assert found.contenido == clean()
    assert [(i.celda, i.codigo) for i in found.hallazgos] == [
        (f"{column}{5 + first}:{column}{6 + first}", "CELDAS_COMBINADAS") for column in "ABC"
    ]


def test_los_espacios_que_no_se_ven_no_cambian_nada(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        sheet = book["Actividades"]
        sheet["B5"] = f"\xa0{sheet['B5'].value}\xa0 "
        sheet["F5"] = f"{sheet['F5'].value}\xa0"
        sheet["G5"] = f" {sheet['G5'].value}\xa0"

    found = reviewed(tmp_path, change)
    assert found.contenido == clean()
    assert [i.codigo for i in found.hallazgos] == ["NUMERO_COMO_TEXTO"]


def test_una_fecha_en_numero_de_serie_es_esa_fecha(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        cell = book["Identificación"]["B7"]
        cell.value, cell.number_format = 46030, "General"  # 8 January 2026

    found = reviewed(tmp_path, change)
    assert found.contenido["identificacion"]["fecha_elaboracion"] == "2026-01-08"
    assert [i.codigo for i in found.hallazgos] == ["FECHA_COMO_NUMERO"]


def test_el_encabezado_repetido_y_el_total_al_final_no_son_actividades(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        sheet = book["Actividades"]
        last = sheet.max_row + 1
        for column in range(1, 23):
            sheet.cell(last, column).value = sheet.cell(4, column).value
        sheet.cell(last + 1, 1).value, sheet.cell(last + 1, 19).value = "TOTAL", 999

    found = reviewed(tmp_path, change)
    assert found.contenido == clean()
    assert {i.codigo for i in found.hallazgos} == {"ENCABEZADO_REPETIDO", "FILA_TOTAL_IGNORADA"}


def test_un_valor_traido_de_otro_libro_se_lee_y_se_dice(tmp_path: Path) -> None:
    libro = copy.deepcopy(read_book(SAMPLE / CLEAN, POA))
    hoja = next(one for one in libro["hojas"] if one["nombre"] == "Actividades")
    row = dict(hoja["filas"])[5]
    value = row[6]
    row[6] = {"formula": "=[1]Metas!B7", "valor": value}
    found = review(read(libro, CLEAN), catalogos())
    assert found.contenido == clean()
    assert [(i.celda, i.codigo) for i in found.hallazgos] == [("G5", "VINCULO_EXTERNO")]


def test_lo_que_la_hoja_busca_en_sus_listas_se_toma_del_catalogo_si_nadie_lo_calculo(tmp_path: Path) -> None:
    formula = '=IFERROR(VLOOKUP(A5&"",T_PARTIDAS,2,FALSE),"")'
    found = reviewed(tmp_path, put("Presupuesto", "B5", formula))
    assert found.contenido == clean()
    assert [(i.celda, i.codigo, i.severidad) for i in found.hallazgos] == [("B5", "FORMULA_SIN_VALOR", "aviso")]


def test_un_libro_con_una_sola_hoja_se_revisa_con_lo_demas_del_borrador(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(io.BytesIO((SAMPLE / CLEAN).read_bytes()))
    for name in book.sheetnames:
        if name != "Actividades":
            del book[name]
    book.save(tmp_path / CLEAN)
    lectura = completed(read(read_book(tmp_path / CLEAN, POA), CLEAN), clean())
    found = review(lectura, catalogos())
    assert list(lectura.registro.hojas) == ["actividades"]
    assert found.errores == ()
    assert {i.codigo for i in found.hallazgos} == {"HOJA_QUE_NO_VIENE"}


def test_sin_ninguna_hoja_conocida_el_borrador_no_tapa_que_el_libro_es_otro(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "gastos"
    book.save(tmp_path / "gastos.xlsx")
    found = completed(read(read_book(tmp_path / "gastos.xlsx", POA), "gastos.xlsx"), clean())
    assert "HOJA_FALTANTE" in {item.codigo for item in found.registro.hallazgos}


def convert(path: Path, kind: str, folder: Path) -> None:
    """Open a workbook in LibreOffice and save it: what a person does."""
    command = ["libreoffice", "--headless", f"-env:UserInstallation=file://{folder}/lo", "--convert-to", kind]
    try:
        subprocess.run([*command, "--outdir", str(folder), str(path)], capture_output=True, timeout=120, check=True)
    except (FileNotFoundError, subprocess.CalledProcessError):
        pytest.skip("no hay LibreOffice en esta máquina")


@pytest.mark.lenta
def test_lo_exportado_y_guardado_como_ods_se_lee_igual(tmp_path: Path) -> None:
    (tmp_path / CLEAN).write_bytes(export(clean(), catalogos()))
    command = ["libreoffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/lo", "--convert-to", "ods"]
    done = subprocess.run(
        [*command, "--outdir", str(tmp_path), str(tmp_path / CLEAN)], capture_output=True, timeout=120
    )
    if done.returncode != 0:
        pytest.skip("no hay LibreOffice en esta máquina")
    assert read(read_book(tmp_path / "UR-036.ods", POA), CLEAN).contenido == clean()


@pytest.mark.lenta
def test_la_plantilla_llena_a_mano_la_calcula_la_hoja_de_calculo_y_queda_sin_hallazgos(tmp_path: Path) -> None:
    """Only what a person types is typed; totals, quarters, concepts and texts of plans come from the formulas."""
    book = openpyxl.load_workbook(io.BytesIO(template(empty(2026, con_mir=True), catalogos())))
    source = openpyxl.load_workbook(io.BytesIO(export(clean(), catalogos())))
    for sheet in (one for one in source if one.title not in ("Instrucciones", "Listas", "Origen")):
        for cell in (cell for row in sheet.iter_rows(min_row=5) for cell in row):
            typed = cell.value is not None and cell.value != "TOTAL" and not str(cell.value).startswith("=")
            if typed and not book[sheet.title][cell.coordinate].protection.locked:
                book[sheet.title][cell.coordinate].value = cell.value
    data = clean()["identificacion"]
    for row, name in ((13, "programa_nombre"), (14, "modalidad"), (15, "ur_lider")):
        book["Identificación"][f"B{row}"] = data[name]  # unknown when the template was made: a person types them
    book.save(tmp_path / CLEAN)
    convert(tmp_path / CLEAN, "xlsx", tmp_path / "calculado")
    found = review(read(read_book(tmp_path / "calculado" / CLEAN, POA), CLEAN), catalogos())
    assert found.contenido == clean()
    assert found.hallazgos == ()


def test_los_libros_limpios_siguen_limpios_y_se_ve_que_el_cambio_es_la_causa(tmp_path: Path) -> None:
    assert with_change(tmp_path, lambda book: None) == []
