"""A real worker killed with -9 at ten points of the reading of a padrón: whatever the point, the end is the same."""

from __future__ import annotations

import os
import signal
from contextlib import suppress
from datetime import datetime
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from tests.builders_padron import SENCILLAS, Expediente
from tests.cast import Cast
from tests.jobs import cola
from workflow.db import db
from workflow.outbox.queries import of_types, refresh
from workflow.padron.models import CargaPadron, PadronFila

pytestmark = pytest.mark.lenta
FILAS, TANDA, MUERTES = 20_000, 2_000, 10
TRABAJO = "padron.leer"


def sheet(filas: int) -> bytes:
    """Rows without CURP and with their reason, one in a hundred without amount: enough to tell them apart."""
    lines = ["CURP,NOMBRE COMPLETO,TEL,MONTO,FECHA ENTREGA,OBSERVACIONES"]
    lines += [
        f",PERSONA NUMERO {n},493{n:07d},{'' if n % 100 == 0 else 450},05/02/2026,EN TRAMITE"
        for n in range(1, filas + 1)
    ]
    return "\r\n".join(lines).encode()


def kept(carga_id: int) -> int:
    refresh()
    return db.session.scalar(select(func.count()).where(PadronFila.carga_id == carga_id)) or 0


def done() -> bool:
    return {one.estado for one in of_types((TRABAJO,))} == {"hecho"}


def content(carga_id: int) -> tuple[Any, ...]:
    refresh()
    carga = db.session.get_one(CargaPadron, carga_id)
    columns = (PadronFila.numero, PadronFila.estado, PadronFila.codigos, PadronFila.clave, PadronFila.contenido)
    rows = db.session.execute(select(*columns).where(PadronFila.carga_id == carga_id).order_by(PadronFila.numero))
    return carga.estado, carga.filas, carga.con_error, carga.huella, carga.resumen, [tuple(row) for row in rows]


@cola.EN_POSTGRES
def test_matar_al_trabajador_en_diez_puntos_de_la_lectura_termina_en_el_mismo_padron(
    app: Flask, cast: Cast, ahora: datetime, redis_url: str
) -> None:
    expediente, data = Expediente(cast, ahora, SENCILLAS), sheet(FILAS)
    entero = expediente.upload(data)
    expediente.read(entero)  # without any death
    esperado = content(entero)
    assert esperado[:3] == ("revisada", FILAS, FILAS // 100)
    expediente.upload(b"CURP,NOMBRE COMPLETO\r\n")  # so that the same file may be read again
    with cola.rung_at(app, redis_url):
        carga_id = expediente.upload(data)
    points: list[int] = []
    with cola.worker(app, redis_url, "--sin-reloj") as process:
        for death in range(MUERTES):
            goal = death * TANDA  # the first time before any row is kept, each other time one batch further
            cola.until(lambda goal=goal: reading(carga_id, goal), f"{goal} rows kept")
            if done():
                break
            if death == MUERTES - 1:
                cola.kill(process)  # the whole worker, as when the light goes
            else:
                kill_what_works(process.pid)  # only who has the work in its hands, as when the memory is over
            points.append(kept(carga_id))
            assert points[-1] % TANDA == 0, "half a batch was kept"
            assert db.session.get_one(CargaPadron, carga_id).estado in ("pendiente", "leyendo")
            cola.leases_end()
            cola.sweep(app, redis_url)
    with cola.worker(app, redis_url, "--sin-reloj"):
        cola.until(done, "the padrón, at last", seconds=120)
    assert len(points) >= MUERTES // 2, f"it ended before it could be killed: {points}"
    assert points == sorted(points), "what was kept was lost"
    assert content(carga_id) == esperado


def reading(carga_id: int, goal: int) -> bool:
    return done() or (cola.taken(TRABAJO) and kept(carga_id) >= goal)


def kill_what_works(worker: int) -> None:
    for pid in cola.children(worker):
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    cola.until(lambda: not cola.children(worker), "the worker without a job")
