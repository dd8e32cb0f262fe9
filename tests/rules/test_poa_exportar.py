"""What is exported is imported again the same; a filled template is a POA; no text becomes a formula."""

from __future__ import annotations

import io
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workflow.libros.limites import POA
from workflow.libros.proceso import read_book
from workflow.poa.catalogos import Catalogos
from workflow.poa.catalogos_csv import read_folder
from workflow.poa.contenido import empty, empty_row, fingerprint
from workflow.poa.esquema import ACTIVIDADES, DIAGNOSTICO, FICHAS, PRESUPUESTO, VARIABLES
from workflow.poa.exportar import export, template
from workflow.poa.lectura.libro import Lectura, read, review
from workflow.poa.numeros import decimal_text

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
    """Exported with the lists and formulas of the year, as they are downloaded."""
    assert len(ALL) == 67
    for name in ALL:
        first = reading(SAMPLE / name).contenido
        (tmp_path / name).write_bytes(export(first, catalogos()))
        second = reading(tmp_path / name)
        assert second.contenido == first, name
        assert fingerprint(second.contenido) == fingerprint(first), name
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


def test_la_plantilla_vacia_no_trae_filas_ni_hallazgos_de_lectura(tmp_path: Path) -> None:
    path = tmp_path / "plantilla.xlsx"
    path.write_bytes(template(empty(2026, con_mir=True), catalogos()))
    lectura = reading(path)
    assert lectura.registro.hallazgos == []
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
    found = {item.codigo for item in revision.hallazgos} - {"SUBSIDIO_SIN_EXPLICAR"}  # the diagnosis is left blank
    assert found == {"FORMULA_SIN_VALOR"}  # openpyxl does not calculate
    assert revision.errores == ()


def test_los_totales_de_la_plantilla_estan_protegidos_y_las_hojas_ocultas_dicen_cuales_son() -> None:
    book = openpyxl.load_workbook(io.BytesIO(template(empty(2026), catalogos())))
    shown = [sheet.title for sheet in book if sheet.sheet_state == "visible"]
    assert shown == ["Instrucciones", "Identificación", "Diagnóstico", "Alineación", "Actividades", "Presupuesto"]
    assert [sheet.title for sheet in book if sheet.sheet_state == "hidden"] == ["Listas", "Origen"]
    told = " ".join(str(cell.value) for (cell,) in book["Instrucciones"].iter_rows(max_col=1))
    assert "«Listas»" in told and "«Origen»" in told
    sheet = book["Actividades"]
    assert sheet.protection.sheet and not sheet.protection.password
    assert sheet["S5"].protection.locked and sheet["X5"].protection.locked  # the total and the first quarter
    assert not sheet["G5"].protection.locked and not sheet["A5"].protection.locked
    assert sheet.freeze_panes == "E5" and sheet.print_title_rows == "$4:$4"


def test_las_listas_de_la_plantilla_salen_de_los_catalogos_y_dependen_unas_de_otras() -> None:
    found = catalogos()
    book = openpyxl.load_workbook(io.BytesIO(template(empty(2026), found, matrices={"PP-22": frozenset({"C1", "C2"})})))
    rules = {
        (sheet.title, str(rule.sqref)): rule.formula1
        for sheet in book
        for rule in sheet.data_validations.dataValidation
        if rule.type == "list"
    }
    assert rules["Presupuesto", "A5:A64"] == "L_PARTIDAS"
    assert rules["Actividades", "C5:C34"].startswith("OFFSET(INDEX(L_COMPONENTES_2,1),MATCH($B5,L_COMPONENTES,0)")
    assert "MATCH($A5,L_NIVELES,0)" in rules["Alineación", "B5:B24"]
    area = book.defined_names["L_PARTIDAS"].attr_text
    lists = [row[0].value for row in book["Listas"][area.split("!")[1].replace("$", "")]]
    assert lists == list(found.partidas)
    assert max(len(formula) for formula in rules.values()) <= 255


@pytest.mark.parametrize("name", ["UR-001.xlsx", "UR-044.xlsx"])
def test_lo_exportado_con_catalogos_lleva_formulas_con_su_valor_y_vuelve_igual(name: str, tmp_path: Path) -> None:
    first = reading(SAMPLE / name).contenido
    path = tmp_path / name
    path.write_bytes(export(first, catalogos()))
    second = reading(path)
    assert (second.contenido, second.registro.hallazgos) == (first, [])
    sheet = openpyxl.load_workbook(path)["Actividades"]
    assert str(sheet["S5"].value).startswith("=IF(F5=")
    assert str(openpyxl.load_workbook(path)["Presupuesto"]["B5"].value).startswith("=IFERROR(VLOOKUP(")


def test_un_total_que_no_cuadra_se_exporta_como_esta_y_no_como_formula(tmp_path: Path) -> None:
    content = reading(SAMPLE / "UR-056.xlsx").contenido
    path = tmp_path / "UR-056.xlsx"
    path.write_bytes(export(content, catalogos()))
    assert openpyxl.load_workbook(path)["Actividades"]["S5"].value == 77400
    assert reading(path).contenido == content


def test_lo_que_una_plantilla_a_medias_no_tiene_se_queda_vacio_y_no_impide_leerla(tmp_path: Path) -> None:
    content = empty(2026)
    content["actividades"] = [{**empty_row(ACTIVIDADES), "clave": "A01", "meses": ["1", *[None] * 11]}]
    content["presupuesto"] = [{**empty_row(PRESUPUESTO), "partida": "2110"}]
    lectura = again(content, tmp_path)
    assert lectura.contenido == content
    assert lectura.registro.hallazgos == []


def test_las_secciones_y_columnas_nuevas_dan_la_vuelta(tmp_path: Path) -> None:
    content = reading(SAMPLE / "UR-036.xlsx").contenido
    content["diagnostico"] = {
        **empty_row(DIAGNOSTICO), "descripcion": "Faltan espacios", "causas": ["Poca inversión", "Crecimiento"],
        "atendida_total": 120, "tipo_apoyo": "especie",
    }  # fmt: skip
    clave, numero = content["mir"][0]["clave"], content["mir"][0]["numero"]
    content["fichas"] = [{**empty_row(FICHAS), "clave": clave, "numero": numero, "formula": "(A/B)*100"}]
    content["variables"] = [
        {**empty_row(VARIABLES), "clave": clave, "numero": numero, "letra": "A", "nombre": "Obras", "valor_base": "7.1"}
    ]
    content["actividades"][0]["beneficiarios"] = "120 familias"
    content["presupuesto"][0]["tipo_gasto"] = "corriente"
    lectura = again(content, tmp_path)
    assert lectura.contenido == content
    assert fingerprint(lectura.contenido) == fingerprint(content)


escritos = st.text(
    st.characters(blacklist_categories=("Cs", "Cc", "Co", "Cn"), blacklist_characters="\ufffe\uffff;"), max_size=40
).map(lambda text: " ".join(text.split()))


@given(
    texts=st.lists(escritos, min_size=3, max_size=3),
    cents=st.integers(0, 10**13),
    number=st.integers(-(10**6), 10**9),
)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_cualquier_texto_e_importe_da_la_vuelta(texts: list[str], cents: int, number: int, tmp_path: Path) -> None:
    amount = decimal_text(Decimal(number) / 1000)
    content = empty(2026)
    content["actividades"] = [
        {**empty_row(ACTIVIDADES), "clave": "A01", "descripcion": texts[0] or None, "medio": texts[1] or None,
         "meses": [amount] * 12, "tipo_meta": "constante", "total": amount}
    ]  # fmt: skip
    content["presupuesto"] = [
        {**empty_row(PRESUPUESTO), "partida": "2110", "concepto": texts[2] or None, "meses": [cents, *[0] * 11],
         "total": cents}
    ]  # fmt: skip
    assert again(content, tmp_path).contenido == content
