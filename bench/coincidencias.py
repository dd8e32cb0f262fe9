"""Possible duplicates of a padrón of 100,000 rows, against only opening its rows (decrypting them and nothing else).

    .venv/bin/python -m bench.coincidencias [--filas 100000] [--base postgres]

Target: at most 6 times the opening, and as many sentences for 100,000 rows as for 1,000 (save those of storing).
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import tempfile
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from bench import muestra_padron
from tests import machine

HOY = datetime(2026, 4, 1, 18, tzinfo=UTC)


def measure(base: str, filas: int, folder: str) -> dict[str, Any]:
    url = machine.new_postgres_database() if base == "postgres" else f"sqlite:///{folder}/padron{filas}.db"
    os.environ.update(DATABASE_URL=url, RUTA_ENV="testing", RUTA_INSTANCE=folder, RUTA_LOG_LEVEL="ERROR")
    from sqlalchemy import event, func, select

    from tests.builders_padron import Expediente, llaves, read
    from tests.cast import assemble
    from workflow import create_app
    from workflow.db import create_schema, db
    from workflow.padron.coincidencias import service
    from workflow.padron.coincidencias.models import PadronTicket
    from workflow.padron.coincidencias.queries.buscar import buscar
    from workflow.padron.models import PadronFila
    from workflow.padron.privacidad.queries.filas import celdas_de

    path = Path(folder) / f"becas{filas}.xlsx"
    muestra_padron.escribir(path, filas)
    app = create_app(MUTE_BELL=True)
    with app.app_context():
        create_schema()
        expediente = Expediente(assemble(HOY - timedelta(days=1)), HOY, muestra_padron.REGLAS)
        carga_id = expediente.upload(path.read_bytes(), "becas.xlsx")
        read(carga_id, expediente.tick())
        expediente.confirm(carga_id)
        llavero, began = llaves(), time.perf_counter()
        columns = (PadronFila.carga_id, PadronFila.numero, PadronFila.llave, PadronFila.datos)
        for row in db.session.execute(
            select(*columns).where(PadronFila.carga_id == carga_id).execution_options(yield_per=1000)
        ):
            celdas_de(row, llavero)  # type: ignore[arg-type]
        abrir = time.perf_counter() - began
        sentencias: list[str] = []
        event.listen(db.engine, "before_cursor_execute", lambda *args: sentencias.append(args[2]))
        took = []
        for _ in range(2):
            sentencias.clear()
            began = time.perf_counter()
            hallado = buscar(carga_id, llavero, date(2026, 4, 1))
            assert hallado is not None
            service.registrar(hallado, ahora=expediente.tick())
            took.append((time.perf_counter() - began, len(sentencias)))
        tickets = db.session.scalar(select(func.count()).select_from(PadronTicket))
        db.session.remove()
        db.engine.dispose()
    return {
        "base": base, "filas": filas, "abrir": round(abrir, 1), "buscar": round(took[0][0], 1),
        "veces": round(took[0][0] / abrir, 2), "sentencias": took[0][1], "otra_vez": round(took[1][0], 1),
        "sentencias_otra_vez": took[1][1], "coincidencias": tickets,
        "memoria_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--filas", type=int, default=100_000)
    parser.add_argument("--base", default="postgres", choices=("postgres", "sqlite"))
    asked = parser.parse_args()
    machine.begin()
    if asked.base == "postgres":
        machine.need("postgres")
    try:
        with tempfile.TemporaryDirectory() as folder:
            print(json.dumps(measure(asked.base, asked.filas, folder)))
    finally:
        machine.end()


if __name__ == "__main__":
    main()
