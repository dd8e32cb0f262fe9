"""How long the board of a whole year takes: 67 POA, 42 MIR with 506 indicators, twelve months. Against 100 ms and S.

    .venv/bin/python -m bench.tablero [--veces 30]

PostgreSQL, in this process, without a server. S is bare Flask with one SELECT through the ORM (bench/limites.py), in
the same process and minute. Of the clock, and of CPU of this process, which does not depend on who else is working.
Cold: the process knows nothing yet; warm: nobody reported anything since.
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import event

from bench import limites
from tests import builders_anio as anio
from tests import machine
from tests.cast import assemble
from tests.conftest import settings_for, sign_in
from workflow import create_app
from workflow.db import create_schema, db
from workflow.indicadores.queries import financiero
from workflow.indicadores.queries.programas import forget

ENERO = datetime(2027, 1, 20, 18, 0, tzinfo=UTC)
META_MS = 100.0
PAGINA = "/indicadores?ejercicio=2026&mes=2026-12"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--veces", type=int, default=30)
    asked = parser.parse_args()
    machine.begin()
    machine.need("postgres")
    url = machine.new_postgres_database()
    with tempfile.TemporaryDirectory() as folder:
        try:
            _run(url, folder, asked.veces)
        finally:
            machine.end()


def _run(url: str, folder: str, veces: int) -> None:
    os.environ["DATABASE_URL"] = url
    limites.prepare(url)
    bare = limites.app().test_client()
    app = create_app(settings_for(url, Path(folder)), TESTING=True, MUTE_BELL=True, CLOCK=lambda: ENERO)
    with app.app_context():
        create_schema()
        cast = assemble(ENERO)
        anio.keep(anio.municipio())
        auditor = cast.auditor.usuario_id
        db.session.remove()
    client = app.test_client()
    sign_in(client, auditor)
    counted: list[str] = []
    with app.app_context():
        event.listen(db.engine, "before_cursor_execute", lambda *args: counted.append(args[2]))

    def board() -> None:
        assert client.get(PAGINA).status_code == 200

    def cold() -> None:
        forget()
        financiero.forget()
        board()

    frio = _median(cold, max(3, veces // 6))
    board()
    counted.clear()
    board()
    consultas = sum(1 for one in counted if one.startswith("SELECT"))
    tibio, uno = _median(board, veces), _median(lambda: bare.get("/s/1"), veces * 5)
    _tell("S", uno, uno)
    _tell("tablero del año, sin nada leído", frio, uno)
    _tell("tablero del año, ya leído", tibio, uno)
    print(f"consultas: {consultas}")
    for name, taken in (("reloj", tibio[0]), ("CPU", tibio[1])):
        print(f"contra {META_MS:.0f} ms de {name}: {taken / META_MS:.2f} ({'cumple' if taken <= META_MS else 'no'})")


def _tell(name: str, taken: tuple[float, float], uno: tuple[float, float]) -> None:
    wall, cpu = taken
    print(f"{name}: {wall:.1f} ms de reloj ({wall / uno[0]:.0f} S), {cpu:.1f} ms de CPU ({cpu / uno[1]:.0f} S)")


def _median(do: Callable[[], Any], veces: int) -> tuple[float, float]:
    """Milliseconds of the clock, and of CPU."""
    walls, cpus = [], []
    for _ in range(veces):
        wall, cpu = time.perf_counter(), time.process_time()
        do()
        cpus.append((time.process_time() - cpu) * 1000)
        walls.append((time.perf_counter() - wall) * 1000)
    return statistics.median(walls), statistics.median(cpus)


if __name__ == "__main__":
    main()
