"""A spreadsheet given row by row says the same as read whole, whoever wrote it; and what is dirty in it is read."""

from __future__ import annotations

import io
import os
import subprocess
import zipfile
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter

from workflow.kernel.refusals import Invalid
from workflow.libros.lector import read_isolated, stream_isolated

MUESTRA = Path(__file__).resolve().parents[2] / "workflow" / "demo" / "fresnillo"


def streamed(path: Path, what: str = "padron") -> dict[str, list[list[Any]]]:
    """Every sheet, by name."""
    with stream_isolated(path, what) as corriente:
        names = [hoja["nombre"] for hoja in corriente.libro["hojas"]]
    sheets = {}
    for name in names:
        with stream_isolated(path, what) as corriente:
            sheets[name] = [[n, celdas] for n, celdas in corriente.filas(name)]
    return sheets


def whole(path: Path) -> dict[str, list[list[Any]]]:
    return {hoja["nombre"]: hoja["filas"] for hoja in read_isolated(path, "padron")["hojas"]}


LIBROS = (
    "padron/becas.xlsx",
    "padron/despensas_como_llega.xlsx",
    "padron/empleo_temporal.csv",
    "poa/UR-041.xlsx",
    "poa/UR-047.xlsx",
)


@pytest.mark.parametrize("nombre", LIBROS)
def test_fila_por_fila_da_lo_mismo_que_de_una_vez(nombre: str) -> None:
    assert streamed(MUESTRA / nombre) == whole(MUESTRA / nombre)


def test_las_primeras_filas_y_el_alto_se_saben_antes_de_leerlas() -> None:
    with stream_isolated(MUESTRA / "padron" / "becas.xlsx", "padron") as corriente:
        (hoja,) = corriente.libro["hojas"]
    assert (hoja["nombre"], hoja["visible"], hoja["alto"], len(hoja["filas"])) == ("Personas", True, 1201, 80)


def test_celdas_de_toda_clase_dan_el_valor_que_una_persona_ve(tmp_path: Path) -> None:
    path = tmp_path / "clases.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("Hoja")
    day, moment = book.add_format({"num_format": "dd/mm/yyyy"}), book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
    rich = book.add_format({"bold": True})
    sheet.write_string("A2", "00123")
    sheet.write_number("B2", 450)
    sheet.write_number("C2", 450.5)
    sheet.write_datetime("D2", datetime(2026, 2, 5), day)
    sheet.write_datetime("E2", datetime(2026, 2, 5, 10, 30), moment)
    sheet.write_boolean("F2", True)
    sheet.write_formula("G2", "=1+1", None, 2)
    sheet.write_rich_string("H2", "NOM", rich, "BRE")
    sheet.write_string("J2", "TÚ & <YO> «Ñ»  ")
    sheet.write_url("K2", "https://example.org", string="enlace")
    sheet.write_datetime("L2", time(10, 30), book.add_format({"num_format": "hh:mm"}))  # type: ignore[arg-type]
    book.close()
    (row,) = streamed(path)["Hoja"]
    assert row == [2, [
        "00123", 450, 450.5, {"fecha": "2026-02-05"}, {"fecha_hora": "2026-02-05T10:30:00"}, True,
        {"formula": "=1+1", "valor": 2}, "NOMBRE", None, "TÚ & <YO> «Ñ»  ", "enlace", {"hora": "10:30:00"},
    ]]  # fmt: skip
    assert streamed(path) == whole(path)


def test_un_libro_con_prefijos_en_su_xml_se_lee_igual(tmp_path: Path) -> None:
    """As some programs write it: <x:row>, inline texts, cells without reference."""
    book = openpyxl.Workbook()
    path, other = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    book.active.append(["x"])  # type: ignore[union-attr]
    book.save(path)
    xml = (
        '<?xml version="1.0"?><x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        '<x:sheetData><x:row r="3"><x:c t="inlineStr"><x:is><x:t>Ana</x:t></x:is></x:c><x:c><x:v>7</x:v></x:c>'
        "</x:row><x:row/><x:row><x:c><x:v>8</x:v></x:c></x:row></x:sheetData></x:worksheet>"
    )
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(other, "w") as target:
        for name in source.namelist():
            target.writestr(name, xml if name == "xl/worksheets/sheet1.xml" else source.read(name))
    assert streamed(other)["Sheet"] == [[3, ["Ana", 7]], [5, [8]]]


def test_un_libro_de_libreoffice_en_xlsx_y_en_ods_dice_lo_mismo(tmp_path: Path) -> None:
    import shutil

    office = shutil.which("libreoffice") or shutil.which("soffice")
    if office is None:
        pytest.skip("no hay LibreOffice en esta máquina")
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["CURP", "NOMBRE", "MONTO", "FECHA"])
    sheet.append(["PEXA900215MZSXXN00", "PEÑA ANA", 450.5, date(2026, 2, 5)])
    sheet.append([None, None, "=C2*2"])
    book.save(tmp_path / "libro.xlsx")
    home = {"HOME": str(tmp_path), "PATH": os.environ["PATH"]}
    for kind in ("ods", "xlsx"):
        out = tmp_path / kind
        command = [office, "--headless", "--convert-to", kind, "--outdir", str(out), str(tmp_path / "libro.xlsx")]
        subprocess.run(command, check=True, capture_output=True, timeout=120, env=home)
        rows = streamed(out / f"libro.{kind}")["Sheet"]
        assert rows[:2] == [
            [1, ["CURP", "NOMBRE", "MONTO", "FECHA"]],
            [2, ["PEXA900215MZSXXN00", "PEÑA ANA", 450.5, {"fecha": "2026-02-05"}]],
        ]


@pytest.mark.parametrize(
    ("codec", "separador"),
    [("utf-8", ","), ("utf-8-sig", ";"), ("cp1252", "\t"), ("latin-1", ";"), ("utf-16", "|")],
)
def test_un_texto_se_lee_en_la_codificacion_y_con_el_separador_que_traiga(
    tmp_path: Path, codec: str, separador: str
) -> None:
    path = tmp_path / "p.csv"
    path.write_bytes(f"CURP{separador}NOMBRE\r\nX{separador}MUÑOZ PEÑA\r\n".encode(codec))
    with stream_isolated(path, "padron") as corriente:
        libro = corriente.libro
        rows = list(corriente.filas("Texto"))
    assert rows == [(1, ["CURP", "NOMBRE"]), (2, ["X", "MUÑOZ PEÑA"])]
    named = {"utf-8-sig": "utf-8", "latin-1": "cp1252"}.get(codec, codec)
    assert (libro["codificacion"], libro["separador"]) == (named, separador)


def test_una_tilde_de_latin_1_muy_abajo_no_engana_a_quien_detecta_la_codificacion(tmp_path: Path) -> None:
    path = tmp_path / "p.csv"
    path.write_bytes(b"CURP,NOMBRE\r\n" + b"X,ANA\r\n" * 200_000 + "X,MUÑOZ\r\n".encode("latin-1"))
    with stream_isolated(path, "padron") as corriente:
        assert (corriente.libro["codificacion"], corriente.libro["hojas"][0]["alto"]) == ("cp1252", 200_002)


def test_un_libro_cortado_a_la_mitad_se_rechaza_y_no_da_medio_libro(tmp_path: Path) -> None:
    data = (MUESTRA / "padron" / "becas.xlsx").read_bytes()
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, content[: len(content) // 2] if "sheet1" in name else content)
    path = tmp_path / "roto.xlsx"
    path.write_bytes(buffer.getvalue())
    with pytest.raises(Invalid, match="LIBRO"), stream_isolated(path, "padron") as corriente:
        list(corriente.filas("Personas"))


def test_quien_deja_de_leer_no_deja_un_proceso_abierto() -> None:
    with stream_isolated(MUESTRA / "padron" / "becas.xlsx", "padron") as corriente:
        next(corriente.filas("Personas"))
        process = corriente._process
    assert process.poll() is not None
