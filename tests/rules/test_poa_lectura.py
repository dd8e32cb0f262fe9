"""What is found in the 67 sample workbooks, and in the same workbooks with a defect put in by hand."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from workflow.kernel.hashes import sha256
from workflow.libros.limites import POA
from workflow.libros.proceso import read_book
from workflow.poa.catalogos import Catalogos
from workflow.poa.catalogos_csv import read_folder
from workflow.poa.contenido import fingerprint
from workflow.poa.hallazgos import Hallazgo
from workflow.poa.lectura.libro import Lectura, Revision, read, review, review_together

SAMPLE = Path(__file__).resolve().parents[2] / "workflow" / "demo" / "fresnillo" / "poa"
CLEAN = "UR-036.xlsx"  # leads PP-22, so it carries a MIR


@cache
def catalogos() -> Catalogos:
    return read_folder()


@cache
def sample(name: str) -> Lectura:
    return read(read_book(SAMPLE / name, POA), name)


@pytest.fixture(scope="module")
def revisiones() -> list[Revision]:
    return review_together([sample(path.name) for path in sorted(SAMPLE.glob("*.xlsx"))], catalogos())


def with_change(tmp_path: Path, change: Callable[[Workbook], Any], name: str = CLEAN) -> list[Hallazgo]:
    """The findings of a sample workbook after changing it."""
    book = openpyxl.load_workbook(io.BytesIO((SAMPLE / name).read_bytes()))
    change(book)
    book.save(tmp_path / name)
    return list(review(read(read_book(tmp_path / name, POA), name), catalogos()).hallazgos)


def places(found: list[Hallazgo]) -> list[tuple[str | None, str | None, str, str]]:
    return [(item.hoja, item.celda, item.codigo, item.severidad) for item in found]


def put(sheet: str, cell: str, value: Any) -> Callable[[Workbook], None]:
    def change(book: Workbook) -> None:
        book[sheet][cell] = value

    return change


def test_los_siete_libros_con_defecto_se_senalan_en_su_celda(revisiones: list[Revision]) -> None:
    expected = json.loads((SAMPLE / "defects.json").read_text(encoding="utf-8"))
    found = [item.to_dict() for revision in revisiones for item in revision.hallazgos]
    assert found == expected["hallazgos"]
    assert sorted({item["archivo"] for item in found}) == expected["libros_con_defecto"]


def test_son_67_libros_42_matrices_506_indicadores_y_437_actividades(revisiones: list[Revision]) -> None:
    expected = json.loads((SAMPLE / "expected.json").read_text(encoding="utf-8"))
    totals = {
        "libros": len(revisiones),
        "matrices": sum(revision.contenido["mir"] is not None for revision in revisiones),
        "indicadores": sum(revision.resumen["indicadores"] for revision in revisiones),
        "actividades": sum(revision.resumen["actividades"] for revision in revisiones),
    }
    assert totals == {key: expected["totales"][key] for key in totals}
    assert totals == {"libros": 67, "matrices": 42, "indicadores": 506, "actividades": 437}


def test_los_67_libros_dan_el_mismo_contenido_que_antes_de_las_hojas_nuevas(revisiones: list[Revision]) -> None:
    """Taken before Diagnóstico, Fichas técnicas and Variables existed: what was frozen then keeps its hash."""
    each = [sha256(revision.contenido) for revision in revisiones]
    assert each == [fingerprint(revision.contenido) for revision in revisiones]
    assert sha256(each) == "ebb6874c08cbe93c9ad8dd69649cdb459cb2faec2d8a8cea47b1c816501156df"


def test_cada_libro_trae_el_presupuesto_esperado_al_centavo(revisiones: list[Revision]) -> None:
    expected = json.loads((SAMPLE / "expected.json").read_text(encoding="utf-8"))["libros"]
    for revision in revisiones:
        clave = revision.archivo.removesuffix(".xlsx")
        wanted = {key: value for key, value in expected[clave].items() if key != "lider"}
        assert revision.resumen == wanted, clave


def test_un_libro_guardado_de_nuevo_sin_cambios_no_tiene_hallazgos(tmp_path: Path) -> None:
    assert with_change(tmp_path, lambda book: None) == []


CASES: list[tuple[str, str, Any, tuple[str, str, str]]] = [
    # sheet, cell, new value, (cell of the finding, code, severity)
    ("Identificación", "B5", 2025, ("B5", "EJERCICIO_DISTINTO", "error")),
    ("Identificación", "B6", 0, ("B6", "VERSION_INVALIDA", "error")),
    ("Identificación", "B7", "09/01/2026", ("B7", "FECHA_COMO_TEXTO", "aviso")),
    ("Identificación", "B7", "por definir", ("B7", "FECHA_INVALIDA", "error")),
    ("Identificación", "B9", "Secretaría de la Alegría", ("B9", "NOMBRE_DE_UR_DISTINTO", "error")),
    ("Identificación", "B18", None, ("B18", "CAMPO_OBLIGATORIO_VACIO", "error")),
    ("Identificación", "B17", "Nuevecito", ("B17", "VALOR_NO_PERMITIDO", "error")),
    ("Identificación", "B27", "Todo el municipio; Narnia", ("B27", "LOCALIDAD_INEXISTENTE", "error")),
    ("Alineación", "C10", "9.9.9.9", ("C10", "ALINEACION_INEXISTENTE", "error")),
    ("Actividades", "A6", "A01", ("A6", "CLAVE_DUPLICADA", "error")),
    ("Actividades", "B5", "PP-99", ("B5", "PROGRAMA_INEXISTENTE", "error")),
    ("Actividades", "B5", "PP-01", ("B5", "PROGRAMA_AJENO", "error")),
    ("Actividades", "C5", "C9", ("C5", "ACTIVIDAD_SIN_COMPONENTE", "error")),
    ("Actividades", "T5", "320109999", ("T5", "LOCALIDAD_INEXISTENTE", "error")),
    ("Actividades", "D5", "   ", ("D5", "CAMPO_OBLIGATORIO_VACIO", "error")),
    ("Actividades", "G5", "muchas", ("G5", "NUMERO_INVALIDO", "error")),
    ("Presupuesto", "C5", "99", ("C5", "FUENTE_INEXISTENTE", "error")),
    ("Presupuesto", "B5", "Compensaciones", ("B5", "CONCEPTO_DISTINTO", "error")),
    ("MIR", "D5", 3, ("D5", "NUMERO_DE_INDICADOR_INVALIDO", "error")),
    ("MIR", "N5", "Diaria", ("N5", "VALOR_NO_PERMITIDO", "error")),
    ("MIR", "X5", 60, ("X5", "UMBRALES_DESORDENADOS", "error")),
    ("MIR", "C5", "Mejorar la ciudad", ("C5", "SINTAXIS_DEL_FIN", "aviso")),
]


@pytest.mark.parametrize(("sheet", "cell", "value", "expected"), CASES, ids=[f"{c[0]}-{c[1]}-{c[3][1]}" for c in CASES])
def test_un_defecto_puesto_a_mano_se_encuentra_en_su_celda(
    tmp_path: Path, sheet: str, cell: str, value: Any, expected: tuple[str, str, str]
) -> None:
    found = places(with_change(tmp_path, put(sheet, cell, value)))
    assert (sheet, *expected) in found
    assert {item[:2] for item in found} <= {(sheet, expected[0])}, found


def test_un_renglon_de_presupuesto_que_no_suma_se_senala_en_su_total_y_en_el_general(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        sheet = book["Presupuesto"]
        sheet["P5"] = sheet["P5"].value + 0.01

    found = with_change(tmp_path, change)
    assert [(i.celda, i.codigo) for i in found][0] == ("P5", "SUMA_MENSUAL_DISTINTA")
    assert round(found[0].valor_en_archivo - found[0].valor_esperado, 2) == 0.01


def test_medio_centavo_en_el_presupuesto_se_rechaza(tmp_path: Path) -> None:
    found = places(with_change(tmp_path, put("Presupuesto", "D5", 100.125)))
    assert ("Presupuesto", "D5", "MAS_DE_DOS_DECIMALES", "error") in found


def test_la_partida_escrita_como_numero_es_correcta(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        book["Presupuesto"]["A5"] = int(book["Presupuesto"]["A5"].value)

    assert with_change(tmp_path, change) == []


def test_una_partida_con_cifras_cambiadas_propone_la_de_su_concepto(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        assert book["Presupuesto"]["A5"].value in ("1130", 1130)
        book["Presupuesto"]["A5"] = "1310000"

    (found,) = with_change(tmp_path, change)
    assert (found.celda, found.codigo, found.valor_esperado) == ("A5", "PARTIDA_INEXISTENTE", "1130")


def test_la_fila_total_que_falta_se_pide(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        sheet = book["Presupuesto"]
        sheet.delete_rows(sheet.max_row)

    assert [item.codigo for item in with_change(tmp_path, change)] == ["FILA_TOTAL_FALTANTE"]


def test_los_totales_con_formula_sin_valor_se_recalculan_y_no_se_leen_como_cero(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        sheet = book["Presupuesto"]
        sheet["P5"] = "=SUM(D5:O5)"

    book = openpyxl.load_workbook(SAMPLE / CLEAN)
    right = book["Presupuesto"]["P5"].value
    (found,) = with_change(tmp_path, change)
    assert (found.celda, found.codigo, found.severidad) == ("P5", "FORMULA_SIN_VALOR", "aviso")
    assert found.valor_esperado == right
    assert found.valor_en_archivo == "=SUM(D5:O5)"


def test_un_mes_con_formula_sencilla_se_calcula(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(SAMPLE / CLEAN)
    month = book["Actividades"]["G5"].value
    (found,) = with_change(tmp_path, put("Actividades", "G5", f"=({month}+3)-3"))
    assert (found.celda, found.codigo, found.severidad, found.valor_esperado) == (
        "G5",
        "FORMULA_SIN_VALOR",
        "aviso",
        month,
    )


def test_una_formula_que_no_se_puede_calcular_es_error(tmp_path: Path) -> None:
    found = with_change(tmp_path, put("Actividades", "G5", "=VLOOKUP(A5,Otra!A:B,2)"))
    assert ("Actividades", "G5", "FORMULA_SIN_VALOR", "error") in places(found)


def test_una_hoja_que_falta_se_pide_por_su_nombre_y_no_se_repite_celda_por_celda(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        del book["Presupuesto"]

    assert places(with_change(tmp_path, change)) == [("Presupuesto", None, "HOJA_FALTANTE", "error")]


def test_un_libro_que_no_es_un_poa_dice_que_hojas_le_faltan(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "gastos"
    book.save(tmp_path / "gastos.xlsx")
    found = review(read(read_book(tmp_path / "gastos.xlsx", POA), "gastos.xlsx"), catalogos()).hallazgos
    missing = [item.hoja for item in found if item.codigo == "HOJA_FALTANTE"]
    assert missing == ["Actividades", "Alineación", "Identificación", "Presupuesto"]


def test_la_unidad_lider_sin_mir_se_senala(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        del book["MIR"]

    assert "MIR_FALTANTE" in [item.codigo for item in with_change(tmp_path, change)]


def test_las_columnas_cambiadas_de_lugar_se_leen_por_su_titulo(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        sheet = book["Presupuesto"]
        for row in range(4, sheet.max_row + 1):
            sheet.cell(row, 2).value, sheet.cell(row, 3).value = sheet.cell(row, 3).value, sheet.cell(row, 2).value

    assert places(with_change(tmp_path, change)) == [("Presupuesto", "B4", "COLUMNAS_MOVIDAS", "aviso")]


def test_las_filas_vacias_en_la_mir_no_detienen_la_lectura(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        book["MIR"].insert_rows(8, 3)

    (found,) = with_change(tmp_path, change)
    assert (found.celda, found.codigo) == ("A8:AB10", "FILAS_VACIAS_INTERMEDIAS")


def test_el_libro_de_otra_unidad_con_el_nombre_cambiado_se_nota(tmp_path: Path) -> None:
    found = with_change(tmp_path, put("Identificación", "B8", "UR-035"))
    assert ("Identificación", "B8", "UR_DISTINTA_DEL_ARCHIVO", "error") in places(found)


def test_mujeres_y_hombres_deben_sumar_el_total(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(SAMPLE / "UR-044.xlsx")
    total = book["Identificación"]["B21"].value
    found = with_change(tmp_path, put("Identificación", "B21", total + 1), "UR-044.xlsx")
    assert ("Identificación", "B21", "POBLACION_NO_SUMA", "error") in places(found)


def _quarters() -> Iterator[tuple[str, str, str]]:
    yield "Semestral", "S", "META_TRIMESTRAL_SOBRANTE"
    yield "Anual", "T", "META_TRIMESTRAL_SOBRANTE"


@pytest.mark.parametrize(("frequency", "column", "code"), list(_quarters()))
def test_las_metas_trimestrales_siguen_a_la_frecuencia(tmp_path: Path, frequency: str, column: str, code: str) -> None:
    def change(book: Workbook) -> None:
        sheet = book["MIR"]
        row = next(r for r in range(5, sheet.max_row) if sheet.cell(r, 14).value == "Trimestral")
        sheet.cell(row, 14).value = frequency
        change.row = row  # type: ignore[attr-defined]

    found = places(with_change(tmp_path, change))
    row = change.row  # type: ignore[attr-defined]
    assert ("MIR", f"{column}{row}", code, "error") in found


def test_la_meta_t4_es_la_meta_anual(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        book["MIR"]["V6"] = book["MIR"]["R6"].value + 1

    (found,) = with_change(tmp_path, change)
    assert (found.celda, found.codigo) == ("V6", "META_T4_DISTINTA")


def test_una_meta_constante_con_la_suma_de_los_meses_se_corrige_con_el_nivel(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        sheet = book["Actividades"]
        for column in range(7, 19):
            sheet.cell(5, column).value = 90
        sheet["E5"], sheet["F5"], sheet["S5"] = "Porcentaje", "Constante", 1080

    (found,) = with_change(tmp_path, change)
    assert (found.celda, found.codigo, found.valor_en_archivo, found.valor_esperado) == (
        "S5",
        "SUMA_MENSUAL_DISTINTA",
        1080,
        90,
    )


def test_formulas_de_formulas_no_cuelgan_la_lectura(tmp_path: Path) -> None:
    """Each cell adds up a whole column of cells that add up another: computed whole it would take 10^12 steps."""

    def change(book: Workbook) -> None:
        sheet = book["Actividades"]
        for row in range(100, 400):
            for column, following in enumerate(("AE", "AF", "AG", "AH"), 30):  # AD to AG
                sheet.cell(row, column).value = f"=SUM({following}100:{following}399)"
        sheet["G5"] = "=SUM(AD100:AD399)"

    assert "G5" in {item.celda for item in with_change(tmp_path, change)}


def test_una_hoja_con_miles_de_filas_se_detiene_y_lo_dice(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        sheet = book["Actividades"]
        for number in range(1, 1300):
            sheet.append([f"A{number}", "PP-22"])

    found = with_change(tmp_path, change)
    assert ("Actividades", "A1005", "HOJA_CON_DEMASIADAS_FILAS") in {(i.hoja, i.celda, i.codigo) for i in found}
