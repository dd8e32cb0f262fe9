"""`poa revisar` as somebody without the pages uses it: workbooks in, findings out, nothing stored."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest
from click.testing import Result
from flask import Flask

from workflow.db import db
from workflow.poa.models import Carga, CatalogoRenglon

SAMPLE = Path(__file__).resolve().parents[2] / "workflow" / "demo" / "fresnillo"


@pytest.fixture
def run(sqlite_app: Flask):  # type: ignore[no-untyped-def]
    def invoke(*arguments: str | Path) -> Result:
        return sqlite_app.test_cli_runner().invoke(args=["poa", "revisar", *map(str, arguments)])

    return invoke


def test_los_67_libros_dan_los_hallazgos_esperados_en_una_linea_json(run) -> None:  # type: ignore[no-untyped-def]
    result = run("--json", *sorted((SAMPLE / "poa").glob("*.xlsx")))
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 1
    assert json.loads(result.stdout) == json.loads((SAMPLE / "poa" / "defects.json").read_text(encoding="utf-8"))
    assert db.session.query(Carga).count() == 0
    assert db.session.query(CatalogoRenglon).count() == 0


def test_un_libro_limpio_termina_bien(run) -> None:  # type: ignore[no-untyped-def]
    result = run(SAMPLE / "poa" / "UR-001.xlsx", "--json")
    assert result.exit_code == 0
    assert json.loads(result.stdout) == {"libros_con_defecto": [], "hallazgos": []}


def test_un_libro_con_solo_avisos_termina_bien_y_los_dice(run) -> None:  # type: ignore[no-untyped-def]
    result = run(SAMPLE / "poa" / "UR-051.xlsx")
    assert result.exit_code == 0
    assert "UR-051.xlsx, Actividades, U6: aviso HIPERVINCULO_EN_CELDA" in result.stdout
    assert result.stderr == "1 libro: 0 errores, 3 avisos.\n"


@pytest.mark.parametrize(
    ("contenido", "codigo"),
    [(b"", "LIBRO_VACIO"), (b"%PDF-1.7", "LIBRO_NO_ES_HOJA_DE_CALCULO"), (b"a,b\n1,2\n", "LIBRO_TIPO_NO_ADMITIDO")],
)
def test_lo_que_no_es_un_libro_termina_con_uno_y_una_frase(  # type: ignore[no-untyped-def]
    run, tmp_path: Path, contenido: bytes, codigo: str
) -> None:
    path = tmp_path / "poa.xlsx"
    path.write_bytes(contenido)
    result = run("--json", path)
    (found,) = json.loads(result.stdout)["hallazgos"]
    assert result.exit_code == 1
    assert (found["archivo"], found["hoja"], found["celda"], found["codigo"]) == ("poa.xlsx", None, None, codigo)
    assert found["severidad"] == "error"


def test_un_archivo_que_no_existe_no_impide_revisar_el_otro(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    result = run("--json", tmp_path / "no.xlsx", SAMPLE / "poa" / "UR-056.xlsx")
    found = json.loads(result.stdout)["hallazgos"]
    assert [item["codigo"] for item in found] == ["SUMA_MENSUAL_DISTINTA", "ARCHIVO_NO_ENCONTRADO"]


def test_la_matriz_de_un_libro_sirve_para_revisar_a_otro(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    """UR-002 takes part in PP-01, whose MIR travels in UR-001: alone nobody can tell, together it is seen."""
    book = openpyxl.load_workbook(SAMPLE / "poa" / "UR-002.xlsx")
    book["Actividades"]["C5"] = "C9"
    path = tmp_path / "UR-002.xlsx"
    book.save(path)
    assert json.loads(run("--json", path).stdout)["hallazgos"] == []
    (found,) = json.loads(run("--json", path, SAMPLE / "poa" / "UR-001.xlsx").stdout)["hallazgos"]
    assert (found["archivo"], found["celda"], found["codigo"]) == ("UR-002.xlsx", "C5", "ACTIVIDAD_SIN_COMPONENTE")


def test_la_ayuda_esta_en_espanol(run) -> None:  # type: ignore[no-untyped-def]
    result = run("--help")
    assert result.exit_code == 0
    assert result.stdout.startswith("Uso: ")
    assert "No guarda nada" in " ".join(result.stdout.split())
    assert "Options" not in result.stdout and "Usage" not in result.stdout


def test_sin_archivo_lo_pide(run) -> None:  # type: ignore[no-untyped-def]
    result = run()
    assert result.exit_code == 2
    assert "Falta un dato obligatorio" in result.stderr


def test_con_una_carpeta_de_catalogos_incompleta_dice_cuales_faltan(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    result = run(SAMPLE / "poa" / "UR-001.xlsx", "--catalogos", tmp_path)
    assert result.exit_code == 1
    assert "programas.csv" in result.stderr
