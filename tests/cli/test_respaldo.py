"""A backup holds everything of one instant, says when it is damaged, and comes back equal in an empty installation."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from flask import Flask

from tests import machine
from tests.builders_padron import ANA, BUENO, Expediente
from tests.cast import Cast
from tests.conftest import settings_for
from workflow import create_app
from workflow.archivos.queries import content_path, en_claro, files_root, hidden_path, set_files_root
from workflow.audit.models import Asiento
from workflow.db import db
from workflow.padron import queries
from workflow.respaldos.manifiesto import leer

pytestmark = pytest.mark.lenta


@pytest.fixture
def lleno(app: Flask, cast: Cast, ahora: datetime, monkeypatch: pytest.MonkeyPatch) -> Expediente:
    """An installation with a padrón: rows encrypted, a file, a record."""
    carpeta = machine.pg_bin() if db.engine.dialect.name == "postgresql" else None
    if carpeta:
        monkeypatch.setenv("RUTA_PG_BIN", carpeta)
    expediente = Expediente(cast, ahora)
    expediente.loaded(BUENO)
    return expediente


def run(app: Flask, *arguments: str) -> Result:
    result = app.test_cli_runner().invoke(args=["backup", *arguments])
    db.session.rollback()
    return result


@pytest.fixture
def hecho(app: Flask, lleno: Expediente, tmp_path: Path) -> Path:
    carpeta = tmp_path / "copia"
    result = run(app, "create", "--en", str(carpeta), "--llaves", str(tmp_path))
    assert result.exit_code == 0, result.output
    return carpeta


@pytest.fixture
def otra(app: Flask, tmp_path: Path) -> Iterator[Flask]:
    """Another installation of the same engine and keys, with nothing in it."""
    postgres = db.engine.dialect.name == "postgresql"
    url = machine.new_postgres_database() if postgres else f"sqlite:///{tmp_path / 'otra.db'}"
    before, keys = files_root(), app.config["RUTA"].padron_keys
    made = create_app(settings_for(url, tmp_path / "otra", PADRON_KEYS=",".join(keys)), TESTING=True, MUTE_BELL=True)
    set_files_root(before)
    yield made
    set_files_root(before)


def inside(app: Flask, *arguments: str) -> Result:
    """A command of that other installation."""
    with app.app_context():
        set_files_root(app.config["RUTA"].files_path)
        return app.test_cli_runner().invoke(args=["backup", *arguments])


def test_lo_restaurado_es_lo_mismo_y_los_padrones_se_abren(
    app: Flask, lleno: Expediente, hecho: Path, otra: Flask, tmp_path: Path
) -> None:
    antes = db.session.query(Asiento).count()
    archivo = queries.ultima_carga(lleno.id)
    assert archivo is not None
    huella = archivo.archivo.sha256
    db.session.remove()
    result = inside(otra, "restore", str(hecho))
    assert result.exit_code == 0, result.output
    with otra.app_context():
        set_files_root(otra.config["RUTA"].files_path)
        assert db.session.query(Asiento).count() == antes
        assert not content_path(huella).exists()
        carga = queries.ultima_carga(lleno.id)
        assert carga is not None
        with en_claro(carga.archivo) as path:
            assert path.read_bytes() == BUENO
        from workflow.padron.cifrado import llavero

        clara = list(queries.filas_en_claro(carga, llavero(otra.config["RUTA"].padron_keys)))
        assert [celdas[0] for _, _, celdas in clara][0] == ANA
        db.session.remove()
        db.engine.dispose()


def test_el_respaldo_no_lleva_las_llaves_ni_los_datos_en_claro(app: Flask, hecho: Path, tmp_path: Path) -> None:
    llaves = next(tmp_path.glob("llaves-*.env"))
    assert llaves.stat().st_mode & 0o077 == 0
    secreta = app.config["RUTA"].padron_keys[0].split(":")[1].encode()
    assert secreta in llaves.read_bytes()
    base = next(hecho.glob("base.*")).read_bytes()
    assert all(ANA.encode() not in path.read_bytes() for path in hecho.rglob("*") if path.is_file())
    for name in ("base", "manifiesto"):
        assert secreta not in next(hecho.glob(f"{name}.*")).read_bytes()
    assert ANA.encode() not in base
    assert ANA not in (hecho / "manifiesto.json").read_text()


def test_un_respaldo_alterado_se_dice_por_su_pieza(app: Flask, hecho: Path) -> None:
    assert run(app, "verify", str(hecho)).exit_code == 0
    pieza = next(path for path in hecho.glob("archivos/*/*"))
    entera = pieza.read_bytes()
    pieza.write_bytes(entera[:-1] + b"x")
    assert codes(run(app, "verify", str(hecho), "--json")) == ["RESPALDO_PIEZA_DANADA"]
    pieza.unlink()
    assert codes(run(app, "verify", str(hecho), "--json")) == ["RESPALDO_FALTA_PIEZA"]
    pieza.write_bytes(entera)
    (hecho / "archivos" / "otra").write_bytes(b"?")
    assert codes(run(app, "verify", str(hecho), "--json")) == ["RESPALDO_PIEZA_DE_MAS"]
    (hecho / "archivos" / "otra").unlink()
    manifiesto = hecho / "manifiesto.json"
    manifiesto.write_text(manifiesto.read_text().replace('"asiento": ', '"asiento": 1'))
    assert codes(run(app, "verify", str(hecho), "--json")) == ["RESPALDO_ALTERADO"]


def test_no_se_restaura_sobre_lo_que_ya_existe_ni_sin_las_llaves(app: Flask, hecho: Path, otra: Flask) -> None:
    assert codes(run(app, "restore", str(hecho), "--json")) == ["RESPALDO_BASE_OCUPADA", "RESPALDO_CARPETA_OCUPADA"]
    assert codes(run(app, "create", "--en", str(hecho), "--json")) == ["RESPALDO_DESTINO_EXISTE"]
    sin = otra.config["RUTA"].padron_keys[0].replace("d1:", "d9:")
    object.__setattr__(otra.config["RUTA"], "padron_keys", (sin,))
    refused = inside(otra, "restore", str(hecho), "--json")
    assert codes(refused) == ["RESPALDO_FALTAN_LLAVES"]
    with otra.app_context():
        from sqlalchemy import inspect

        assert inspect(db.engine).get_table_names() == []
        assert not list(otra.config["RUTA"].files_path.glob("**/*"))
        db.engine.dispose()


def test_un_archivo_que_falta_en_el_disco_se_dice_al_respaldar(app: Flask, lleno: Expediente, tmp_path: Path) -> None:
    carga = queries.ultima_carga(lleno.id)
    assert carga is not None
    hidden_path(carga.archivo.sha256).unlink()
    db.session.rollback()
    result = run(app, "create", "--en", str(tmp_path / "copia"), "--json")
    assert result.exit_code == 1
    dicho: dict[str, Any] = json.loads(result.stdout)
    assert dicho["perdidos"] == [carga.archivo.sha256]
    assert leer((tmp_path / "copia" / "manifiesto.json").read_text()).archivos == ()
    shutil.rmtree(tmp_path / "copia")


def codes(result: Result) -> list[str]:
    assert result.exit_code == 1, result.output
    return json.loads(result.stdout)["razones"]  # type: ignore[no-any-return]
