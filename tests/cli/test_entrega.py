"""The hand-over can be read without the system, and says nothing of anybody in a padrón."""

from __future__ import annotations

import csv
import json
import subprocess
from datetime import datetime
from pathlib import Path

import pytest
from flask import Flask

from tests.builders_padron import ANA, BUENO, Expediente
from tests.cast import CLAVE, Cast
from workflow.db import db
from workflow.people.models import Usuario

pytestmark = pytest.mark.lenta


@pytest.fixture
def entregada(app: Flask, cast: Cast, ahora: datetime, tmp_path: Path) -> Path:
    expediente = Expediente(cast, ahora)
    expediente.loaded(BUENO)
    expediente.publish()
    db.session.rollback()
    carpeta = tmp_path / "entrega"
    result = app.test_cli_runner().invoke(args=["entrega", "exportar", str(carpeta), "--json"])
    assert result.exit_code == 0, result.output
    assert json.loads(result.stdout)["expedientes"] == 1
    return carpeta


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as archivo:
        return list(csv.DictReader(archivo))


def test_se_lee_sin_el_sistema_y_se_comprueba_con_una_orden_de_siempre(entregada: Path) -> None:
    (uno,) = rows(entregada / "inventario.csv")
    assert (uno["dependencia"], uno["ejercicio"], uno["etapa"]) == ("UR-043", "2026", "publicado")
    assert [one["folio"] for one in rows(entregada / "datos" / "expediente.csv")] == [uno["folio"]]
    explicadas = {(one["tabla"], one["columna"]) for one in rows(entregada / "datos" / "diccionario.csv")}
    for tabla in (entregada / "datos").glob("*.csv"):
        if tabla.stem != "diccionario":
            with tabla.open(encoding="utf-8") as archivo:
                assert {(tabla.stem, name) for name in next(csv.reader(archivo))} <= explicadas
    presentada = next(entregada.glob("expedientes/*/*-presentada.json"))
    assert json.loads(presentada.read_text())["contenido"]["padron"]["validas"] == 2
    done = subprocess.run(["sha256sum", "--quiet", "-c", "huellas.sha256"], cwd=entregada, capture_output=True)
    assert done.returncode == 0, done.stderr
    assert "LEAME.txt" in (entregada / "huellas.sha256").read_text()


def test_no_lleva_llaves_de_entrar_ni_a_nadie_de_un_padron(app: Flask, entregada: Path) -> None:
    everything = b"".join(path.read_bytes() for path in entregada.rglob("*") if path.is_file())
    assert ANA.encode() not in everything and "PEÑA".encode() not in everything
    hashes = list(db.session.scalars(db.select(Usuario.clave_hash)))
    assert hashes and all(one.encode() not in everything for one in hashes)
    assert CLAVE.encode() not in everything
    assert not (entregada / "datos" / "padron_fila.csv").exists()


def test_una_carpeta_que_ya_existe_no_se_toca(app: Flask, entregada: Path) -> None:
    before = sorted(entregada.rglob("*"))
    result = app.test_cli_runner().invoke(args=["entrega", "exportar", str(entregada)])
    assert result.exit_code == 1 and "Ya existe" in result.output
    assert sorted(entregada.rglob("*")) == before
