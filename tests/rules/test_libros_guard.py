"""What is refused before anything opens a spreadsheet, and how the isolated reader gives what it reads."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from workflow.kernel.refusals import Invalid
from workflow.libros.guard import examine
from workflow.libros.lector import read_isolated
from workflow.libros.limites import PADRON, POA
from workflow.libros.textos import RAZONES

SAMPLE = Path(__file__).resolve().parents[2] / "workflow" / "demo" / "fresnillo"
TYPES = '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


def zip_of(parts: dict[str, bytes | str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as book:
        for name, data in parts.items():
            book.writestr(name, data)
    return buffer.getvalue()


def book_with(sheet: bytes | str, **parts: bytes | str) -> bytes:
    return zip_of({"[Content_Types].xml": TYPES, "xl/workbook.xml": "<a/>", "xl/worksheets/sheet1.xml": sheet, **parts})


def changed(path: Path, change: Callable[[str, bytes], bytes]) -> bytes:
    """The same workbook with the bytes of each part passed through `change`."""
    with zipfile.ZipFile(path) as book:
        return zip_of({name: change(name, book.read(name)) for name in book.namelist()})


def code_of(data: bytes) -> str:
    with pytest.raises(Invalid) as refusal:
        examine(io.BytesIO(data), POA)
    assert refusal.value.reasons[0].code in RAZONES
    return refusal.value.reasons[0].code


def test_los_67_libros_de_muestra_pasan() -> None:
    for path in sorted((SAMPLE / "poa").glob("*.xlsx")):
        assert examine(io.BytesIO(path.read_bytes()), POA).tipo == "xlsx"


def test_un_archivo_vacio_se_rechaza() -> None:
    assert code_of(b"") == "LIBRO_VACIO"


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7 ...", b"\x89PNG\r\n\x1a\n" + b"0" * 50, b"<html><table></table></html>", b"a\x00b"]
)
def test_otro_tipo_de_archivo_con_nombre_xlsx_se_rechaza(data: bytes) -> None:
    assert code_of(data) == "LIBRO_NO_ES_HOJA_DE_CALCULO"


def test_un_zip_cualquiera_no_es_un_libro() -> None:
    assert code_of(zip_of({"foto.jpg": b"x"})) == "LIBRO_NO_ES_HOJA_DE_CALCULO"


def test_un_texto_no_es_un_poa() -> None:
    assert code_of(b"Clave,Programa\nA01,PP-01\n") == "LIBRO_TIPO_NO_ADMITIDO"


def test_el_formato_xls_antiguo_pide_guardarlo_como_xlsx() -> None:
    assert code_of(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600) == "LIBRO_FORMATO_ANTIGUO"


def test_un_libro_con_contrasena_pide_quitarla() -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le")
    assert code_of(ole) == "LIBRO_CIFRADO"


def test_un_libro_cortado_a_la_mitad_esta_danado() -> None:
    data = (SAMPLE / "poa" / "UR-001.xlsx").read_bytes()
    assert code_of(data[: len(data) // 2]) == "LIBRO_DANADO"


def test_un_libro_con_macros_se_rechaza() -> None:
    assert code_of(book_with("<a/>", **{"xl/vbaProject.bin": b"x"})) == "LIBRO_CON_MACROS"


def test_una_bomba_zip_se_rechaza_en_menos_de_un_segundo() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as book:
        book.writestr("[Content_Types].xml", TYPES)
        with book.open("xl/worksheets/sheet1.xml", "w") as part:
            for _ in range(POA.descomprimido // (1 << 20) + 1):
                part.write(b" " * (1 << 20))
    start = time.perf_counter()
    assert code_of(buffer.getvalue()) == "LIBRO_DEMASIADO_GRANDE"
    assert time.perf_counter() - start < 1


def test_un_zip_de_diez_mil_partes_se_rechaza() -> None:
    assert code_of(zip_of({f"xl/{number}": b"" for number in range(10_000)})) == "LIBRO_DEMASIADAS_PARTES"


def test_un_zip_dentro_del_libro_se_rechaza() -> None:
    inner = zip_of({"a": b"x"})
    assert code_of(book_with("<a/>", **{"xl/embeddings/uno.bin": inner})) == "LIBRO_CON_ARCHIVO_ADENTRO"


def test_una_entidad_externa_se_rechaza_aunque_caiga_entre_dos_pedazos() -> None:
    padding = " " * (1024 * 1024 - 5)
    xml = f'{padding}<!DOCTYPE a [<!ENTITY x SYSTEM "http://127.0.0.1:9/">]><a>&x;</a>'
    assert code_of(book_with(xml)) == "LIBRO_CON_ENTIDADES"


def test_una_celda_perdida_al_final_de_la_hoja_se_senala() -> None:
    with pytest.raises(Invalid) as refusal:
        examine(io.BytesIO(book_with('<a><c r="A1"><v>1</v></c><c r="XFD1048576"><v>1</v></c></a>')), POA)
    assert refusal.value.reasons[0].code == "LIBRO_HOJA_DEMASIADO_EXTENSA"
    assert refusal.value.reasons[0].facts["celda"] == "XFD1048576"


def test_las_celdas_vacias_con_formato_hasta_el_final_no_estorban() -> None:
    sheet = '<a><c r="A1"><v>1</v></c><c r="XFD1048576" s="1"/></a>'
    assert examine(io.BytesIO(book_with(sheet)), POA).tipo == "xlsx"


def test_demasiadas_hojas_se_rechazan() -> None:
    sheets = {f"xl/worksheets/sheet{number}.xml": "<a/>" for number in range(2, 70)}
    assert code_of(book_with("<a/>", **sheets)) == "LIBRO_DEMASIADAS_HOJAS"


def test_un_archivo_de_mas_de_diez_megas_se_rechaza_sin_abrirlo() -> None:
    assert code_of(b"PK\x03\x04" + b"\x00" * POA.tamano) == "LIBRO_PESADO"


def test_el_csv_en_windows_1252_se_lee_con_sus_acentos() -> None:
    libro = read_isolated(SAMPLE / "padron" / "empleo_temporal.csv", "padron")
    assert (libro["tipo"], libro["codificacion"], libro["separador"]) == ("csv", "cp1252", ",")
    assert libro["hojas"][0]["filas"][3][1][:2] == ["000003", "TREVIÑO"]
    assert PADRON.tipos >= {"csv"}


def test_las_filas_conservan_su_numero_y_las_columnas_su_letra(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet["C3"], sheet["D3"], sheet["C6"] = "uno", 2.5, True
    sheet.merge_cells("C8:D9")
    book.save(tmp_path / "uno.xlsx")
    hoja = read_isolated(tmp_path / "uno.xlsx", "poa")["hojas"][0]
    assert hoja["filas"] == [[3, [None, None, "uno", 2.5]], [6, [None, None, True]]]
    assert hoja["combinadas"] == ["C8:D9"]


def test_las_formulas_llegan_con_su_texto_y_su_valor_guardado() -> None:
    libro = read_isolated(SAMPLE / "poa" / "UR-051.xlsx", "poa")
    actividades = dict(next(hoja for hoja in libro["hojas"] if hoja["nombre"] == "Actividades")["filas"])
    assert actividades[5][18] == {"formula": "=SUM(G5:R5)", "valor": None}
    assert actividades[6][20]["formula"].startswith('=HYPERLINK("http://ejemplo.invalid')
    assert actividades[6][18] == 4800


def test_un_libro_que_agota_la_memoria_se_rechaza_y_no_tumba_a_nadie(tmp_path: Path) -> None:
    """A cell whose reference is written as character references passes the first look, and dies alone."""

    def far_away(name: str, data: bytes) -> bytes:
        if not name.endswith("sheet1.xml"):
            return data
        far = b'<row r="1048576"><c r="&#88;FD1048576" t="n"><v>1</v></c></row>'
        return data.replace(b"</sheetData>", far + b"</sheetData>")

    path = tmp_path / "lejos.xlsx"
    path.write_bytes(changed(SAMPLE / "poa" / "UR-001.xlsx", far_away))
    with pytest.raises(Invalid) as refusal:
        read_isolated(path, "poa")
    assert refusal.value.reasons[0].code in {"LIBRO_NO_SE_PUDO_LEER", "LIBRO_DANADO"}
