"""A padrón of 100,000 rows from its workbook to checked and kept, against reading the workbook and copying its cells.

    .venv/bin/python -m bench.padron [--filas 100000] [--base postgres] [--base sqlite]

Read: python-calamine, every cell of the sheet in memory. Copy: those same cells as text into a bare table (COPY on
PostgreSQL, one statement run many times on SQLite). Target: the import, duplicates included, at most 3 times the two
together, in less than 300 MB for the worker and the process that reads (PSS, looked at 20 times a second).
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bench import muestra_padron
from tests import machine

ROOT = Path(__file__).resolve().parents[1]
MEGA = 1024 * 1024


def _spent(began: float) -> dict[str, float]:
    mine, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = mine.ru_utime + mine.ru_stime + children.ru_utime + children.ru_stime
    return {"reloj": time.perf_counter() - began, "cpu": cpu}


def _timed(act: Callable[[], Any]) -> dict[str, float]:
    before, began = _spent(0)["cpu"], time.perf_counter()
    act()
    spent = _spent(began)
    return {"reloj": spent["reloj"], "cpu": spent["cpu"] - before}


def limits(path: Path, url: str) -> dict[str, dict[str, float]]:
    """In this process: reading the sheet whole, and copying it."""
    import python_calamine as calamine

    rows: list[list[Any]] = []

    def read() -> None:
        rows.extend(calamine.CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).iter_rows())

    read_took = _timed(read)
    texts = [[None if cell == "" else str(cell) for cell in row] for row in rows[1:]]
    columns = [f"c{n}" for n in range(len(rows[0]))]
    make = f"CREATE TABLE limite_padron ({', '.join(f'{name} text' for name in columns)})"
    if url.startswith("sqlite"):
        import sqlite3

        base = sqlite3.connect(url.removeprefix("sqlite:///") + ".limite")
        base.execute("PRAGMA journal_mode=WAL")
        base.execute(make)

        def copy() -> None:
            base.executemany(f"INSERT INTO limite_padron VALUES ({','.join('?' * len(columns))})", texts)
            base.commit()
    else:
        import psycopg

        server = psycopg.connect(url.replace("postgresql+psycopg", "postgresql"))
        server.execute(make)

        def copy() -> None:
            with server.cursor() as cursor, cursor.copy("COPY limite_padron FROM STDIN") as stream:
                for row in texts:
                    stream.write_row(row)
            server.commit()

    return {"leer": read_took, "copiar": _timed(copy)}


def import_it(path: Path) -> dict[str, Any]:
    """In this process, as the worker does it."""
    from tests.builders_padron import Expediente, read
    from tests.cast import assemble
    from workflow import create_app
    from workflow.db import create_schema, db
    from workflow.padron import queries

    app, now = create_app(MUTE_BELL=True), datetime(2026, 4, 1, 18, tzinfo=UTC)
    with app.app_context():
        create_schema()
        expediente = Expediente(assemble(now - timedelta(days=1)), now, muestra_padron.REGLAS)
        carga_id = expediente.upload(path.read_bytes(), "becas.xlsx")
        Path(os.environ["BENCH_LISTO"]).touch()  # from here on the memory counts
        took = _timed(lambda: read(carga_id, expediente.tick()))
        carga = queries.carga(carga_id, expediente.id)
        found = {hallazgo.codigo: hallazgo.n for hallazgo in (*carga.errores, *carga.avisos)}
        if not found:
            raise SystemExit(f"no se importó: {carga.estado} {carga.razones} {carga.problemas}")
        db.engine.dispose()
        return {**took, "filas": carga.filas, "codigos": found, "probables": len(carga.probables)}


class Memory(threading.Thread):
    """The most that a process and those below it hold at once, each page counted once (PSS)."""

    def __init__(self, pid: int, ready: Path) -> None:
        super().__init__(daemon=True)
        self.pid, self.ready, self.peak = pid, ready, 0

    def run(self) -> None:
        from tests.jobs.cola import children

        while True:
            time.sleep(0.05)
            if not self.ready.exists():
                continue
            held = sum(_pss(pid) for pid in [self.pid, *children(self.pid)])
            if not held:
                return
            self.peak = max(self.peak, held)


def _pss(pid: int) -> int:
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in text.splitlines() if line.startswith("Pss:")), 0)


def apart(what: str, path: Path, environ: dict[str, str]) -> tuple[dict[str, Any], int]:
    """A step in a process of its own; its answer and the most memory that it held."""
    with tempfile.TemporaryDirectory() as folder:
        ready = Path(folder) / "listo"
        process = subprocess.Popen(
            [sys.executable, "-m", "bench.padron", "--paso", what, "--archivo", str(path)],
            cwd=ROOT, env={**os.environ, **environ, "BENCH_LISTO": str(ready)}, stdout=subprocess.PIPE,
        )  # fmt: skip
        memory = Memory(process.pid, ready)
        memory.start()
        said, _ = process.communicate()
        if process.returncode:
            raise SystemExit(f"el paso «{what}» terminó con {process.returncode}")
        return json.loads(said.splitlines()[-1]), memory.peak


def measure(base: str, path: Path, puesto: dict[str, int], folder: str) -> None:
    url = machine.new_postgres_database() if base == "postgres" else f"sqlite:///{folder}/padron.db"
    own = {"DATABASE_URL": url, "RUTA_ENV": "testing", "RUTA_INSTANCE": folder, "RUTA_LOG_LEVEL": "ERROR"}
    floor, _ = apart("limites", path, own)
    done, peak = apart("importar", path, own)
    for clock in ("reloj", "cpu"):
        read, copy = floor["leer"][clock], floor["copiar"][clock]
        print(
            f"{base}, {clock}: leer {read:.1f} s, copiar {copy:.1f} s, importar {done[clock]:.1f} s: "
            f"{done[clock] / (read + copy):.2f} veces (meta 3.00)"
        )
    print(f"{base}: memoria {peak / MEGA:.0f} MB (meta 300); {done['filas']:,} filas, {done['probables']} pares")
    expected = {code: n for code, n in puesto.items() if code != "probables"}
    if {code: done["codigos"].get(code, 0) for code in expected} != expected:
        print(f"  DISTINTO de lo que se puso: {puesto} y se halló {done['codigos']}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--filas", type=int, default=100_000)
    parser.add_argument("--base", action="append", choices=("postgres", "sqlite"))
    parser.add_argument("--paso", choices=("limites", "importar"), help=argparse.SUPPRESS)
    parser.add_argument("--archivo", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.paso == "limites":
        print(json.dumps(limits(asked.archivo, os.environ["DATABASE_URL"])))
        return
    if asked.paso == "importar":
        print(json.dumps(import_it(asked.archivo)))
        return
    machine.begin()
    if "postgres" in (asked.base or ("postgres",)):
        machine.need("postgres")
    try:
        with tempfile.TemporaryDirectory() as folder:
            path = asked.archivo or Path(folder) / "becas.xlsx"
            puesto = {} if asked.archivo else dict(muestra_padron.escribir(path, asked.filas))
            for base in asked.base or ("postgres", "sqlite"):
                with tempfile.TemporaryDirectory() as own:
                    measure(base, path, puesto, own)
    finally:
        machine.end()


if __name__ == "__main__":
    main()
