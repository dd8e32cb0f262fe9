"""`flask padron revisar`, as people without the pages use it."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner, Result

from workflow.cli.padron import padron

MUESTRA = Path(__file__).resolve().parents[2] / "workflow" / "demo" / "fresnillo" / "padron"


def run(*argumentos: str | Path) -> Result:
    return CliRunner().invoke(padron, ["revisar", *(str(argumento) for argumento in argumentos)])


def test_json_da_una_linea_con_la_forma_y_las_cuentas_de_la_muestra() -> None:
    esperado = json.loads((MUESTRA / "expected.json").read_text(encoding="utf-8"))
    resultado = run(*(MUESTRA / nombre for nombre in esperado["archivos"]), "--json")
    assert resultado.exit_code == 1
    (linea,) = resultado.stdout.splitlines()
    assert json.loads(linea) == {parte: valor for parte, valor in esperado.items() if parte != "semilla"}


def test_la_salida_para_personas_dice_filas_y_nunca_datos_personales() -> None:
    resultado = run(MUESTRA / "actor_social.xlsx")
    assert resultado.exit_code == 1
    assert "40 filas de datos: 35 sin error, 5 con error, 2 con aviso" in resultado.stdout
    assert "RFC_FORMATO (2): El RFC no tiene la estructura de persona moral. Filas 7, 9." in resultado.stdout
    curps = json.loads((MUESTRA / "expected.json").read_text(encoding="utf-8"))["entre_archivos"]["en_los_tres"]
    todas = run(*MUESTRA.glob("*.xlsx"))
    assert not any(curp in todas.stdout for curp in curps)
    assert "becas.xlsx y despensas_como_llega.xlsx (programas compatibles): 11 personas en ambos." in todas.stdout


def test_un_padron_sin_errores_termina_bien(tmp_path: Path) -> None:
    archivo = tmp_path / "bien.csv"
    archivo.write_text("CURP,PRIMER_APELLIDO,NOMBRES,MONTO\nPEXA900215MZSXXN00,PEÑA,ANA,450\n", encoding="utf-8")
    resultado = run(archivo)
    assert resultado.exit_code == 0
    assert "1 fila de datos: 1 sin error, 0 con error, 0 con aviso" in resultado.stdout
    assert "no hay reglas de operación" in resultado.stderr


def test_las_reglas_indicadas_valen_mas_que_las_de_junto(tmp_path: Path) -> None:
    archivo = tmp_path / "bien.csv"
    archivo.write_text(
        "CURP,PRIMER_APELLIDO,NOMBRES,FECHA_ALTA\nPEXA900215MZSXXN00,PEÑA,ANA,10/02/2026\n", encoding="utf-8"
    )
    (tmp_path / "reglas.json").write_text('{"bien.csv": {"edad_en": "FECHA_ALTA", "edad_max": 60}}', encoding="utf-8")
    otras = tmp_path / "otras.json"
    otras.write_text('{"bien.csv": {"edad_en": "FECHA_ALTA", "edad_max": 20}}', encoding="utf-8")
    assert run(archivo).exit_code == 0
    resultado = run(archivo, "--reglas", otras)
    assert resultado.exit_code == 1
    assert "EDAD_FUERA_DE_REGLA (1)" in resultado.stdout


def test_lo_que_no_se_puede_leer_dice_que_hacer_y_termina_con_uno(tmp_path: Path) -> None:
    vacio = tmp_path / "vacio.xlsx"
    vacio.write_bytes(b"")
    resultado = run(vacio, tmp_path / "no_existe.xlsx")
    assert resultado.exit_code == 1
    assert "El archivo está vacío (0 bytes)" in resultado.stderr
    assert "no_existe.xlsx: No existe el archivo" in resultado.stderr
    documento = json.loads(run(vacio, "--json").stdout)
    assert documento["archivos"]["vacio.xlsx"]["razones"][0]["codigo"] == "LIBRO_VACIO"


def test_la_ayuda_esta_en_espanol() -> None:
    ayuda = run("--help").stdout
    assert "Uso: padron revisar [OPCIONES] ARCHIVO..." in ayuda
    assert "Options" not in ayuda
    assert "Show this message" not in ayuda
