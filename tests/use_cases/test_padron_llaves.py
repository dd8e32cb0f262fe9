"""Changing the key of the personal data: nothing is lost, nothing is half-way, and nobody stops being found."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select, update

from tests.builders_padron import ANA, BUENO, CON_ERRORES, LUPE, Expediente, csv_de, llaves
from tests.cast import Cast
from workflow.archivos import queries as archivos
from workflow.audit import queries as audit
from workflow.db import db
from workflow.kernel.refusals import Refused
from workflow.padron import queries
from workflow.padron.cifrado import Llavero
from workflow.padron.models import Inscripcion, PadronFila, PadronMovimiento
from workflow.padron.privacidad.queries.llaves import llaves_en_uso
from workflow.padron.privacidad.service.llaves import recifrar_filas, recifrar_todo

NUEVA = "k2:bm5ubm5ubm5ubm5ubm5ubm5ubm5ubm5ubm5ubm5ubm4="  # 32 times «n»
SOLO_NUEVA = Llavero("k2", {"k2": b"n" * 32})


@pytest.fixture
def con_nueva(app: Flask) -> Iterator[Llavero]:
    """The installation with a new key before the one it had."""
    before = app.config["RUTA"]
    app.config["RUTA"] = replace(before, padron_keys=(NUEVA, *before.padron_keys))
    archivos.set_file_keys(llaves())
    yield llaves()
    app.config["RUTA"] = before
    archivos.set_file_keys(llaves())


@pytest.fixture
def cargado(app: Flask, cast: Cast, ahora: datetime) -> Expediente:
    expediente = Expediente(cast, ahora)
    expediente.loaded(CON_ERRORES)
    return expediente


def columns() -> list[tuple[str | None, ...]]:
    """What a row can be found by, in order."""
    statement = select(
        PadronFila.indice, PadronFila.clave, PadronFila.nombre, PadronFila.telefono, PadronFila.contenido
    ).order_by(PadronFila.numero)
    return [tuple(row) for row in db.session.execute(statement)]


def test_todo_pasa_a_la_llave_nueva_y_la_vieja_deja_de_hacer_falta(
    cargado: Expediente, con_nueva: Llavero, cast: Cast, ahora: datetime
) -> None:
    carga = queries.ultima_carga(cargado.id)
    assert carga is not None
    claro = [celdas for _, _, celdas in queries.filas_en_claro(carga, con_nueva)]
    found = queries.cargas_de_la_persona(ANA, con_nueva)
    assert len(found) == 2 and queries.cargas_de_la_persona(ANA, SOLO_NUEVA) == []
    done = recifrar_todo(con_nueva, ahora=ahora, actor=cast.administradora, tanda=2)
    assert (done.filas, done.archivos, done.distintas) == (3, 1, [])
    db.session.expire_all()
    assert [celdas for _, _, celdas in queries.filas_en_claro(carga, SOLO_NUEVA)] == claro
    assert queries.cargas_de_la_persona(ANA, SOLO_NUEVA) == found
    assert [(one.nombre, one.filas, one.archivos) for one in llaves_en_uso("k2", frozenset({"k2", "d1"}))] == [
        ("k2", 3, 1), ("d1", 0, 0),
    ]  # fmt: skip
    archivos.set_file_keys(SOLO_NUEVA)
    with archivos.en_claro(carga.archivo) as path:
        assert path.read_bytes() == CON_ERRORES


def test_los_indices_son_los_mismos_que_si_se_hubiera_subido_con_la_llave_nueva(
    cargado: Expediente, con_nueva: Llavero, cast: Cast, ahora: datetime
) -> None:
    recifrar_todo(con_nueva, ahora=ahora)
    changed = columns()
    carga_id = cargado.upload(CON_ERRORES + b"\r\n")
    cargado.read(carga_id)
    statement = (
        select(PadronFila.indice, PadronFila.clave, PadronFila.nombre, PadronFila.telefono, PadronFila.contenido)
        .where(PadronFila.carga_id == carga_id)
        .order_by(PadronFila.numero)
    )
    assert [tuple(row) for row in db.session.execute(statement)] == changed


def test_detenido_a_medias_se_sigue_encontrando_a_todos_y_al_repetir_termina(
    cargado: Expediente, con_nueva: Llavero, cast: Cast, ahora: datetime
) -> None:
    recifrar_filas(con_nueva, actor=cast.administradora, ahora=ahora, limite=1)
    assert {one.nombre: one.filas for one in llaves_en_uso("k2", frozenset({"k2", "d1"}))} == {"k2": 1, "d1": 2}
    assert len(queries.cargas_de_la_persona(ANA, con_nueva)) == 2
    assert len(queries.cargas_de_la_persona(LUPE, con_nueva)) == 1
    assert recifrar_todo(con_nueva, ahora=ahora).filas == 2
    assert recifrar_todo(con_nueva, ahora=ahora).filas == 0


def test_lo_que_hizo_queda_en_la_bitacora_sin_datos_personales(
    cargado: Expediente, con_nueva: Llavero, cast: Cast, ahora: datetime
) -> None:
    recifrar_todo(con_nueva, ahora=ahora, actor=cast.administradora)
    first, last = audit.of(("llavero", 1))
    assert first.datos == {"paso": "empieza", "actual": "k2", "antes": {"d1": 4}}
    assert last.datos == {
        "paso": "termina", "actual": "k2", "filas": 3, "solicitudes": 0, "archivos": 1, "distintas": 0,
        "antes": {"d1": 4}, "despues": {"k2": 4},
    }  # fmt: skip
    assert audit.verify()[1] == []


def test_si_falta_una_llave_no_se_cambia_nada_y_se_dice_cual(
    cargado: Expediente, con_nueva: Llavero, app: Flask, ahora: datetime
) -> None:
    before = columns()
    with pytest.raises(Refused, match="LLAVES_FALTAN") as refusal:
        recifrar_todo(SOLO_NUEVA, ahora=ahora)
    assert refusal.value.reasons[0].facts == {"llaves": ["d1"]}
    assert columns() == before
    app.config["RUTA"] = replace(app.config["RUTA"], padron_keys=(NUEVA,))
    result = app.test_cli_runner().invoke(args=["padron", "llaves", "--recifrar"])
    assert result.exit_code == 1 and "que esta instalación no tiene: d1" in result.output
    result = app.test_cli_runner().invoke(args=["padron", "llaves"])
    assert result.exit_code == 1 and re.search(r"d1 +3 +1 +0 +FALTA en PADRON_KEYS", result.output)


def test_una_fila_cuyo_indice_no_es_el_de_su_curp_se_deja_como_esta_y_se_cuenta(
    cargado: Expediente, con_nueva: Llavero, ahora: datetime
) -> None:
    db.session.execute(update(PadronFila).where(PadronFila.numero == 2).values(indice="0" * 64))
    db.session.commit()
    done = recifrar_todo(con_nueva, ahora=ahora)
    assert (done.filas, len(done.distintas)) == (2, 1)
    row = db.session.scalars(select(PadronFila).where(PadronFila.numero == 2)).one()
    assert (row.llave, row.indice) == ("d1", "0" * 64)


def test_un_padron_nuevo_despues_de_cambiar_de_llave_no_da_de_baja_a_quien_sigue(
    app: Flask, cast: Cast, ahora: datetime
) -> None:
    expediente = Expediente(cast, ahora)
    expediente.loaded(BUENO)
    expediente.publish()
    before = app.config["RUTA"]
    app.config["RUTA"] = replace(before, padron_keys=(NUEVA, *before.padron_keys))
    archivos.set_file_keys(llaves())
    try:
        expediente.enroll()  # the same version again: it brings the rows under the new key and moves nobody
        vigentes = db.session.scalars(select(Inscripcion.clave).where(Inscripcion.hasta.is_(None))).all()
        claves = db.session.scalars(select(PadronFila.clave)).all()
        assert sorted(vigentes) == sorted(filter(None, claves))
        assert set(db.session.scalars(select(PadronFila.llave))) == {"k2"}
        assert db.session.scalars(select(PadronMovimiento.clase)).all() == ["alta", "alta"]
    finally:
        app.config["RUTA"] = before
        archivos.set_file_keys(llaves())


def test_matar_el_comando_a_la_mitad_no_dana_nada_y_al_repetirlo_termina(
    sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime
) -> None:
    expediente = Expediente(sqlite_cast, ahora)
    expediente.loaded(
        csv_de(*(f"SIN CURP,PERSONA {n},450,05/02/2026," for n in range(400)), f"{ANA},ANA PEÑA,1,05/02/2026,")
    )
    settings = sqlite_app.config["RUTA"]
    db.session.remove()
    environ = {
        **os.environ, "RUTA_ENV": "testing", "DATABASE_URL": settings.database_url,
        "RUTA_INSTANCE": str(settings.instance_path), "RUTA_FILES": str(settings.files_path),
        "PADRON_KEYS": ",".join((NUEVA, *settings.padron_keys)),
    }  # fmt: skip
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "padron", "llaves", "--recifrar", "--tanda", "1"]
    root = Path(__file__).resolve().parents[2]
    with subprocess.Popen(command, cwd=root, env=environ, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for _ in range(5):
            process.stdout.readline()
        os.kill(process.pid, signal.SIGKILL)
    both = Llavero("k2", {"k2": b"n" * 32, **llaves().llaves})
    halves = {one.nombre: one.filas for one in llaves_en_uso("k2", frozenset(both.llaves))}
    assert halves["k2"] >= 5 and halves["d1"] > 0 and halves["k2"] + halves["d1"] == 401
    carga = queries.ultima_carga(expediente.id)
    assert carga is not None
    db.session.remove()
    subprocess.run([*command[:-1], "500"], cwd=root, env=environ, check=True, capture_output=True)
    db.session.remove()
    assert sum(1 for _ in queries.filas_en_claro(carga, SOLO_NUEVA)) == 401
    assert queries.cargas_de_la_persona(ANA, SOLO_NUEVA) == [(carga.id, 402)]
    acts = [acto.datos["paso"] for acto in audit.of(("llavero", 1))]
    assert acts == ["empieza", "empieza", "termina"]
