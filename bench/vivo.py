"""How long people take to see an act of a session: N boards open, a secretary noting who enters and leaves.

    .venv/bin/python -m bench.vivo --personas 500 --segundos 20

Starts the installation as in production (gunicorn, 2 workers of 4 threads) on its own PostgreSQL database, with the
sample organs. Prints the delay between the commit of each act and each board that shows it, and the questions answered.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import config
from tests import builders_sesiones as b
from tests import machine
from tests.cast import Cast, assemble
from workflow import create_app
from workflow.db import create_schema
from workflow.people.service import open_access
from workflow.sesiones import service

ROOT = Path(__file__).resolve().parents[1]
CADA = 0.6  # seconds between questions of a page, as in static/js/vivo.js


class Medida:
    def __init__(self) -> None:
        self.actos: dict[str, float] = {}
        self.vistos: list[float] = []
        self.preguntas = self.fallas = 0
        self.servicio: list[float] = []
        self.motivos: Counter[str] = Counter()


async def persona(puerto: int, url: str, senal: str, hasta: float, medida: Medida) -> None:
    await asyncio.sleep(random.random() * CADA)
    reader, writer = await asyncio.open_connection("127.0.0.1", puerto)
    while time.monotonic() < hasta:
        empieza = time.monotonic()
        pedido = f'GET {url} HTTP/1.1\r\nHost: localhost\r\nIf-None-Match: "{senal}"\r\n\r\n'
        try:
            writer.write(pedido.encode())
            cabeza = (await reader.readuntil(b"\r\n\r\n")).decode()
            largo = re.search(r"content-length: (\d+)", cabeza, re.IGNORECASE)
            if largo and " 304 " not in cabeza[:20]:
                await reader.readexactly(int(largo[1]))
        except (OSError, asyncio.IncompleteReadError) as error:
            # A process that ended its turn closed a connection at rest: browsers ask again at once, by another one.
            medida.fallas += 1
            medida.motivos[type(error).__name__] += 1
            reader, writer = await asyncio.open_connection("127.0.0.1", puerto)
            continue
        if not cabeza.startswith(("HTTP/1.1 200", "HTTP/1.1 304")):
            medida.fallas += 1
            medida.motivos[cabeza[9:12]] += 1
        ahora = time.monotonic()
        medida.preguntas += 1
        medida.servicio.append(ahora - empieza)
        nueva = re.search(r'etag: "([^"]+)"', cabeza, re.IGNORECASE)
        if nueva and nueva[1] != senal:
            senal = nueva[1]
            if senal in medida.actos:
                medida.vistos.append(ahora - medida.actos[senal])
        await asyncio.sleep(CADA * (0.85 + random.random() * 0.3))
    writer.close()


def scene(settings: config.Settings) -> tuple[Cast, int, str, str, str]:
    """A Cabildo in session: (cast, session, address of the board, signal, cookie token)."""
    app = create_app(settings, MUTE_BELL=True)
    hoy = datetime.now(UTC) - timedelta(days=3)
    with app.app_context():
        create_schema()
        cast = assemble(hoy)
        b.load_organs(cast, hoy)
        b.dictaminated(cast, hoy)
        sesion_id = b.convene("CAB", cast.gobierno, hoy)
        b.open_with_agenda(sesion_id, b.CURULES[:12], cast.gobierno, datetime.now(UTC))
        token = open_access(cast.gobierno.usuario_id, ahora=datetime.now(UTC)).token
    client = app.test_client()
    with client.session_transaction() as session:
        session["_user_id"], session["_fresh"] = token, True
    page = client.get(f"/sesiones/{sesion_id}/tablero").get_data(as_text=True)
    url, senal = re.search(r'data-vivo-url="([^"]+)"', page), re.search(r'data-senal="([^"]+)"', page)
    assert url and senal, page[:400]
    return cast, sesion_id, url[1], senal[1], token


async def secretaria(settings: config.Settings, cast: Cast, sesion_id: int, hasta: float, medida: Medida) -> None:
    """An act every two seconds, alternating who leaves and who comes back."""
    from workflow.sesiones.queries.vivo import signal

    app, dentro = create_app(settings, MUTE_BELL=True), True

    def act(evento: str) -> tuple[str, float]:
        with app.app_context():
            service.registrar_asistencia(
                sesion_id, persona="C11", evento=evento, actor=cast.gobierno, ahora=datetime.now(UTC)
            )
            hecho = time.monotonic()
            return signal(sesion_id) or "", hecho

    while time.monotonic() < hasta - 2:
        await asyncio.sleep(2)
        nueva, hecho = await asyncio.to_thread(act, "sale" if dentro else "entra")
        medida.actos[nueva] = hecho
        dentro = not dentro


async def run(settings: config.Settings, puerto: int, personas: int, segundos: int) -> Medida:
    cast, sesion_id, url, senal, _ = scene(settings)
    await asyncio.gather(*(persona(puerto, url, senal, time.monotonic() + 5, Medida()) for _ in range(40)))
    medida, hasta = Medida(), time.monotonic() + segundos
    await asyncio.gather(
        secretaria(settings, cast, sesion_id, hasta, medida),
        *(persona(puerto, url, senal, hasta, medida) for _ in range(personas)),
    )
    return medida


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--personas", type=int, default=500)
    parser.add_argument("--segundos", type=int, default=20)
    pedido = parser.parse_args()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        puerto = int(probe.getsockname()[1])
    machine.begin()
    machine.need("postgres")
    with tempfile.TemporaryDirectory() as carpeta:
        propio = {
            "RUTA_ENV": "testing", "DATABASE_URL": machine.new_postgres_database(), "RUTA_INSTANCE": carpeta,
            "RUTA_BIND": f"127.0.0.1:{puerto}", "RUTA_LOG_LEVEL": "ERROR",
        }  # fmt: skip
        servidor = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "-c", "deploy/gunicorn.conf.py"], cwd=ROOT, env=os.environ | propio
        )
        try:
            time.sleep(4)
            medida = asyncio.run(run(config.load(propio), puerto, pedido.personas, pedido.segundos))
        finally:
            servidor.terminate()
            servidor.wait()
            machine.end()
    vistos, servicio = sorted(medida.vistos), sorted(medida.servicio)
    print(f"personas: {pedido.personas}; actos: {len(medida.actos)}; fallas: {medida.fallas} {dict(medida.motivos)}")
    print(f"preguntas por segundo: {medida.preguntas / pedido.segundos:.0f}")
    print(f"respuesta p50 {_at(servicio, 50):.0f} ms, p95 {_at(servicio, 95):.0f} ms")
    print(f"del acto a la vista p50 {_at(vistos, 50):.0f} ms, p95 {_at(vistos, 95):.0f} ms, n {len(vistos)}")


def _at(valores: list[float], centil: int) -> float:
    return statistics.quantiles(valores, n=100)[centil - 1] * 1000 if len(valores) > 1 else float("nan")


if __name__ == "__main__":
    main()
