"""`casos` as the lawyers use it: a file in, one JSON line per case out, and 1 when something is wrong."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.casos import CARPETA
from workflow.cli.casos import casos

VOTO = '- {{id: {id}, entrada: {{clase: votos, numero: {n}}}, esperado: {{texto: "{texto}"}}}}\n'


def run(*argumentos: str | Path) -> Result:
    return CliRunner().invoke(casos, [str(argumento) for argumento in argumentos])


def lines(resultado: Result) -> list[dict[str, object]]:
    return [json.loads(linea) for linea in resultado.stdout.splitlines()]


@pytest.fixture
def archivo(tmp_path: Path) -> Path:
    return tmp_path / "propios.yaml"


@pytest.mark.parametrize("nombre", ["letras", "curp", "plazos", "votaciones", "comisiones_unidas", "ruta"])
def test_los_casos_del_municipio_salen_iguales_y_el_comando_termina_bien(nombre: str) -> None:
    resultado = run(CARPETA / f"{nombre}.yaml")
    assert resultado.exit_code == 0
    assert all(linea["igual"] is True for linea in lines(resultado))
    assert all(list(linea) == ["id", "obtenido", "esperado", "igual"] for linea in lines(resultado))
    assert "0 distintos" in resultado.stderr


def test_un_caso_que_difiere_termina_con_uno_y_se_nombra(archivo: Path) -> None:
    cuerpo = VOTO.format(id="BIEN", n=1, texto="un voto") + VOTO.format(id="MAL", n=2, texto="2 votos")
    archivo.write_text("archivo: letras\ncasos:\n" + cuerpo, encoding="utf-8")
    resultado = run(archivo)
    assert resultado.exit_code == 1
    assert [(linea["id"], linea["igual"]) for linea in lines(resultado)] == [("BIEN", True), ("MAL", False)]
    assert resultado.stderr == "2 casos: 1 iguales, 1 distintos; revise MAL.\n"


def test_un_caso_roto_da_una_linea_con_error_y_no_un_rastro(archivo: Path) -> None:
    archivo.write_text("archivo: plazos\ncasos:\n- {id: A, entrada: {tipo: horas}, esperado: {vence: x}}\n")
    resultado = run(archivo)
    (linea,) = lines(resultado)
    assert resultado.exit_code == 1
    assert linea["igual"] is False
    assert linea["obtenido"] is None
    assert linea["error"] == "A la entrada le falta «inicio», o nombra algo que no está en los catálogos del archivo."
    assert "Traceback" not in resultado.output


@pytest.mark.parametrize(
    ("contenido", "dice"),
    [
        (b"archivo: sorteos\ncasos: [{id: A}]\n", "No hay reglas para la clase de casos «sorteos»"),
        (b"archivo: letras\ncasos: []\n", "está vacía"),
        (b"archivo: [\n", "no es YAML correcto"),
        (b"", "le faltan «archivo» y «casos»"),
        (b"\xff\xfe\x00", "no está en UTF-8"),
    ],
)
def test_un_archivo_que_no_sirve_se_explica_en_una_frase(archivo: Path, contenido: bytes, dice: str) -> None:
    archivo.write_bytes(contenido)
    resultado = run(archivo)
    assert resultado.exit_code == 1
    assert resultado.stdout == ""
    assert dice in resultado.stderr
    assert "Traceback" not in resultado.stderr


def test_un_archivo_que_no_existe_no_impide_correr_el_otro(archivo: Path, tmp_path: Path) -> None:
    archivo.write_text("archivo: letras\ncasos:\n" + VOTO.format(id="A", n=1, texto="un voto"), encoding="utf-8")
    resultado = run(tmp_path / "otro.yaml", archivo, tmp_path)
    assert resultado.exit_code == 1
    assert [linea["igual"] for linea in lines(resultado)] == [True]
    assert "No existe el archivo" in resultado.stderr
    assert "Es una carpeta" in resultado.stderr
    assert "2 archivos no se pudieron leer" in resultado.stderr


def test_sin_archivos_se_dice_que_falta() -> None:
    resultado = run()
    assert resultado.exit_code == 1
    assert resultado.stderr == "Indique al menos un archivo YAML de casos.\n"


def test_solo_las_diferencias_si_se_piden(archivo: Path) -> None:
    cuerpo = VOTO.format(id="BIEN", n=1, texto="un voto") + VOTO.format(id="MAL", n=2, texto="2 votos")
    archivo.write_text("archivo: letras\ncasos:\n" + cuerpo, encoding="utf-8")
    assert [linea["id"] for linea in lines(run(archivo, "--solo-diferencias", "--json"))] == ["MAL"]


def test_la_ayuda_y_las_quejas_estan_en_espanol() -> None:
    ayuda = run("--help")
    assert ayuda.exit_code == 0
    assert "Uso: casos [OPCIONES] ARCHIVO..." in ayuda.output
    assert not {"Usage", "Options", "Show", "Error"} & set(ayuda.output.replace(":", " ").split())
    queja = run("--nada")
    assert queja.exit_code == 2
    assert queja.stderr == "Pruebe «casos --help».\nNo existe la opción «--nada».\n"


def test_las_reglas_se_corren_sin_flask_ni_base_de_datos() -> None:
    programa = (
        "import sys\n"
        "sys.modules.update(dict.fromkeys(('flask', 'sqlalchemy', 'redis', 'rq')))\n"
        "from workflow.casos.registro import available\n"
        "print(','.join(available()))\n"
    )
    salida = subprocess.run([sys.executable, "-c", programa], capture_output=True, text=True, check=True)
    assert "letras" in salida.stdout
