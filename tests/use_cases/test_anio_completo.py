"""A year of 42 MIR with 506 indicators and 67 POA: the boards say what anybody computes from the open data.

The cortes of the year are made as the reports arrive, so later ones, and late ones, are there when they are made again.
"""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event, func, select

from tests import builders_anio as anio
from tests import recalculo
from tests.cast import Cast
from tests.web.expedientes_paginas import browser_of
from workflow.db import db
from workflow.indicadores import queries, service
from workflow.indicadores.models import Avance

ENERO = datetime(2027, 1, 20, 18, 0, tzinfo=UTC)
CORTES = {"2026-T1": datetime(2026, 4, 16, 18, tzinfo=UTC), "2026-T4": datetime(2027, 1, 16, 18, tzinfo=UTC)}


@pytest.fixture
def cortes(sqlite_app: Flask, sqlite_cast: Cast) -> Iterator[dict[str, tuple[int, str]]]:
    """Period -> (id, hash), each made on its day with what had arrived."""
    rows = anio.municipio()
    made: dict[str, tuple[int, str]] = {}
    for periodo, ahora in CORTES.items():
        anio.keep([row for row in rows if row["en"] <= ahora])
        rows = [row for row in rows if row["en"] > ahora]
        ident = service.hacer_corte(periodo, actor=sqlite_cast.planeacion, ahora=ahora)
        made[periodo] = (ident, queries.corte(ident).sha256)
    anio.keep(rows)
    sqlite_app.config["CLOCK"] = lambda: ENERO
    yield made


def computed_again(app: Flask, folder: Path, periodo: str) -> dict[str, Any]:
    """In a process that cannot see the system, over the files that anybody downloads."""
    for name in ("metas", "periodos"):
        answer = app.test_client().get(f"/datos/indicadores/{periodo}/{name}.csv")
        assert answer.status_code == 200
        (folder / f"{name}.csv").write_bytes(answer.get_data())
    command = [sys.executable, "-I", recalculo.__file__, "metas.csv", "periodos.csv"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def test_el_ano_entero_cuadra_con_otra_cuenta_y_cada_corte_se_repite_igual(
    sqlite_app: Flask, sqlite_cast: Cast, cortes: dict[str, tuple[int, str]], tmp_path: Path
) -> None:
    source = Path(recalculo.__file__).read_text()
    assert "import workflow" not in source and "from workflow" not in source

    # Each corte, made again in January with all that arrived later, has the same hash.
    for ident, sha in cortes.values():
        found = queries.corte(ident)
        assert found.repetible and found.sha256 == sha
        again = queries.snapshot(2026, found.periodo, found.en, found.contenido["hasta_id"])
        assert queries.fingerprint(again) == sha

    # Late reports are counted apart: those of the periods of the quarter that came after its corte.
    first = queries.corte(cortes["2026-T1"][0])
    de_enero_a_marzo = ("2026-01", "2026-02", "2026-03", "2026-T1")
    tarde = db.session.scalar(
        select(func.count()).where(Avance.periodo.in_(de_enero_a_marzo), Avance.id > first.contenido["hasta_id"])
    )
    assert tarde == first.despues >= 42

    states: set[str] = set()
    for periodo in ("2026-T1", "2026-T4"):
        told = computed_again(sqlite_app, tmp_path, periodo)
        assert told["distintos"] == []
        states |= set(told["estados"])
    assert told["municipio"]["total"] == 67 * 8 + 506
    assert states >= {"evaluado", "sin_reporte", "sin_programacion", "avance_no_programado", "no_calculable"}

    # The board at the close of the year, before what came after the last corte, says the same numbers.
    with frozen_at_the_last_corte(sqlite_app, cortes["2026-T4"][0]):
        browser = browser_of(sqlite_app, sqlite_cast, "auditor")
        asked: list[str] = []
        event.listen(db.engine, "before_cursor_execute", lambda *args: asked.append(args[2]))
        page = browser.get("/indicadores?ejercicio=2026&mes=2026-12")
        assert len([one for one in asked if one.startswith("SELECT")]) <= 12, asked
        boards = {
            que: browser.client.get(f"/indicadores/{que}.csv?ejercicio=2026&mes=2026-12").get_data().decode("utf-8-sig")
            for que in ("ejes", "dependencias")
        }
    assert f"{told['municipio']['promedio']:.2f} % avance promedio" in page.text
    assert f"{told['municipio']['faltan']:,} reportes que faltan" in page.text
    for que, text in boards.items():
        same_groups(told[que], text)


def same_groups(mine: dict[str, Any], text: str) -> None:
    rows = {row["Clave"]: row for row in csv.DictReader(io.StringIO(text))}
    assert rows.keys() == mine.keys()
    words = {"verde": "En meta", "amarillo": "Atención", "rojo": "Fuera de meta", "gris": "Sin dato",
             "sin_semaforo": "No se califica"}  # fmt: skip
    for key, account in mine.items():
        row = rows[key]
        assert int(row["Metas e indicadores"]) == account["total"]
        assert int(row["Reportes faltantes"]) == account["faltan"]
        assert abs(float(row["Avance promedio"]) - account["promedio"]) < 1e-5
        assert {name: int(row[word]) for name, word in words.items() if int(row[word])} == account["colores"]


class frozen_at_the_last_corte:
    """The late reports of the year, which arrive after its last corte, are put out of sight."""

    def __init__(self, app: Flask, corte_id: int) -> None:
        self.last = queries.corte(corte_id).contenido["hasta_id"]

    def __enter__(self) -> None:
        self.rows = [
            dict(row)
            for row in db.session.execute(select(*Avance.__table__.columns).where(Avance.id > self.last)).mappings()
        ]
        self._without_triggers("DELETE FROM avance WHERE id > :last")

    def __exit__(self, *error: object) -> None:
        anio.keep(self.rows)

    def _without_triggers(self, statement: str) -> None:
        kept = db.session.execute(
            db.text("SELECT sql FROM sqlite_master WHERE type='trigger' AND name='avance_sin_delete'")
        ).scalar_one()
        db.session.execute(db.text("DROP TRIGGER avance_sin_delete"))
        db.session.execute(db.text(statement), {"last": self.last})
        db.session.execute(db.text(kept))
        db.session.commit()
