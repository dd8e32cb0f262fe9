"""What an act of the route and a bandeja cost, in ratios against the limits measured in the same run.

    .venv/bin/python -m bench.ruta [--segundos 8] [--expedientes 100000]

PostgreSQL, the project's own gunicorn settings, 8 clients. J: bare Flask JSON; S: with one SELECT; T: with one
transaction (bench/limites.py). Targets: an act >= 0.30 T and p99 < 80 ms; a bandeja >= 0.15 S; its p50 with 100,000
dossiers <= 1.3 times that with 67.

What is compared is asked in turns, a short while each, so that a machine that other work makes slow is as slow for
both. Beside the times goes the CPU that one answer took, of the pages' processes and of the database's: it tells the
same whatever else the machine does.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import psycopg
from sqlalchemy import text

import config
from bench import limites
from tests import machine
from tests.cast import Cast, assemble
from workflow import create_app
from workflow.db import create_schema, db
from workflow.people.service import open_access

ROOT = Path(__file__).resolve().parents[1]
CLIENTES = 8
TANDA = 1.5  # seconds that each is asked before the other has its turn
ACTOS = 12_000  # dossiers sent, each waiting for its review to be taken


@dataclass
class Medida:
    """`milis`: of each answer, in milliseconds. `web`, `base`: seconds of CPU of the pages and of the database."""

    segundos: float
    milis: list[float] = field(default_factory=list)
    fallas: int = 0
    web: float = 0
    base: float = 0

    @property
    def por_segundo(self) -> float:
        return len(self.milis) / self.segundos

    @property
    def cpu_web(self) -> float:
        return self.web * 1000 / max(1, len(self.milis))

    @property
    def cpu_base(self) -> float:
        return self.base * 1000 / max(1, len(self.milis))

    def centil(self, n: int) -> float:
        return statistics.quantiles(self.milis, n=100)[n - 1] if len(self.milis) > 1 else float("nan")


Pedido = Callable[[int], bytes | None]


async def _cliente(puerto: int, pedir: Pedido, turnos: Iterator[int], hasta: float, bien: str, medida: Medida) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", puerto)
    while time.monotonic() < hasta:
        request = pedir(next(turnos))
        if request is None:
            break
        began = time.perf_counter()
        try:
            writer.write(request)
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        except (OSError, asyncio.IncompleteReadError):  # a process of the server that ended its turn and was replaced
            reader, writer = await asyncio.open_connection("127.0.0.1", puerto)
            continue
        length = re.search(r"content-length: (\d+)", head, re.IGNORECASE)
        if length:
            await reader.readexactly(int(length[1]))
        medida.milis.append((time.perf_counter() - began) * 1000)
        if f" {bien} " not in head[:20]:
            medida.fallas += 1
            if medida.fallas == 1:
                print("  primera falla:", head.splitlines()[0])
    writer.close()


@dataclass(frozen=True)
class Servidor:
    puerto: int
    pid: int


@contextmanager
def served(app: str, environ: dict[str, str]) -> Iterator[Servidor]:
    """gunicorn with the project's settings on a free port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        puerto = int(probe.getsockname()[1])
    command = [sys.executable, "-m", "gunicorn", "-c", "deploy/gunicorn.conf.py", "-b", f"127.0.0.1:{puerto}", app]
    server = subprocess.Popen(command, cwd=ROOT, env=os.environ | environ)
    try:
        for _ in range(200):
            time.sleep(0.1)
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", puerto)) == 0:
                    break
        time.sleep(3)
        yield Servidor(puerto, server.pid)
    finally:
        server.terminate()
        server.wait()


def head(method: str, path: str, cookie: str = "", body: str = "") -> bytes:
    lines = [f"{method} {path} HTTP/1.1", "Host: localhost"]
    if cookie:
        lines.append(f"Cookie: {cookie}")
    if method == "POST":
        lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
    return ("\r\n".join(lines) + "\r\n\r\n" + body).encode()


def people(settings: config.Settings) -> tuple[Cast, str, str]:
    """The cast, the cookie of a reviewer, and the token of their forms."""
    app = create_app(settings, MUTE_BELL=True)
    ayer = datetime.now(UTC) - timedelta(days=1)
    with app.app_context():
        create_schema()
        cast = assemble(ayer)
        token = open_access(cast.revisora.usuario_id, ahora=datetime.now(UTC)).token
    client = app.test_client()
    with client.session_transaction() as session:
        session["_user_id"], session["_fresh"] = token, True
    page = client.get("/expedientes").get_data(as_text=True)
    csrf = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert csrf, page[:500]
    cookie = "; ".join(f"{c.key}={c.value}" for c in client._cookies.values())
    with app.app_context():
        db.engine.dispose()
    return cast, cookie, csrf[1]


def fill(url: str, cast: Cast, desde: int, hasta: int, etapa: str) -> None:
    """Rows of POA of Obras in that stage, by SQL: what is measured is the reading and the act, not their making."""
    app = create_app(config.load({**os.environ, "DATABASE_URL": url, "RUTA_ENV": "testing"}), MUTE_BELL=True)
    values: dict[str, Any] = {
        "desde": desde, "hasta": hasta - 1, "etapa": etapa, "hecho": etapa == "publicado",
        "ur": cast.dependencias["UR-050"],
        "quien": cast.enlace.usuario_id, "en": datetime.now(UTC) - timedelta(hours=5),
    }  # fmt: skip
    with app.app_context():
        db.session.execute(text(_EXPEDIENTES), values)
        db.session.execute(text(_ENVIOS), values)
        db.session.execute(text(_BORRADORES), values)
        db.session.execute(text(_PRESENTADAS), values)
        db.session.execute(text(_PLAZOS), values)
        db.session.execute(text(_CADENAS), values)
        db.session.commit()
        db.session.execute(text("COMMIT"))
        db.engine.dispose()
    with psycopg.connect(url.replace("postgresql+psycopg", "postgresql"), autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE")


_EXPEDIENTES = """
INSERT INTO expediente (id, folio, tipo, dependencia_id, programa, ejercicio, titulo, buscable, etapa, etapa_desde,
  etapa_por_id, etapa_por, version, ronda, acuse, observados, requiere_cabildo, delegado, modificaciones, creado_en,
  creado_por_id, cambiado_en, cambiado_por, revision)
SELECT n, 'POA/B/' || n, 'poa', :ur, 'PP-' || n, 2026, 'Programa ' || n, 'PROGRAMA ' || n, 'borrador', :en,
  :quien, 'Prueba', 1, 1, false, '[]', true, false, '[]', :en, :quien, :en, 'Prueba', 1
FROM generate_series(CAST(:desde AS int), CAST(:hasta AS int)) n
"""
_ENVIOS = """
INSERT INTO envio (id, expediente_id, version, ronda, numero, clase, contenido, sha256, cambios, sin_observar, autor_id,
  autor, autor_cargo, en)
SELECT n, n, 1, 1, 1, 'presentada', '{"a": 1}', repeat('a', 64), '[]', '[]', :quien, 'Prueba', 'Prueba', :en
FROM generate_series(CAST(:desde AS int), CAST(:hasta AS int)) n
"""
_BORRADORES = """
INSERT INTO borrador (expediente_id, contenido, revision, por_id, por, en)
SELECT n, '{"a": 1}', 1, :quien, 'Prueba', :en FROM generate_series(CAST(:desde AS int), CAST(:hasta AS int)) n
"""
_PRESENTADAS = """
UPDATE expediente SET v_presentada_id = id, etapa = CAST(:etapa AS varchar),
  validado_por_id = CASE WHEN :hecho THEN 1 END,
  validado_en = CASE WHEN :hecho THEN CAST(:en AS timestamptz) END,
  v_aprobada_id = CASE WHEN :hecho THEN id END,
  v_vigente_id = CASE WHEN :hecho THEN id END,
  vigente = CASE WHEN :hecho THEN 1 END,
  resuelto_en = CASE WHEN :hecho THEN CURRENT_DATE END,
  publicado_en = CASE WHEN :hecho THEN CAST(:en AS timestamptz) END,
  acuerdo_folio = CASE WHEN :hecho THEN 'AHC/' || id END
WHERE id BETWEEN :desde AND :hasta
"""
_CADENAS = """
INSERT INTO cadena (clave, seq, hash)
SELECT 'expediente:' || n, 2, repeat('b', 64) FROM generate_series(CAST(:desde AS int), CAST(:hasta AS int)) n
"""
_PLAZOS = """
INSERT INTO plazo (expediente_id, version, ronda, etapa, dias, desde, vence, fundamento, por_confirmar, lado)
SELECT n, 1, 1, CAST(:etapa AS varchar), 3, :en, CAST(:en AS timestamptz) + interval '5 days', 'Prueba', true,
  'planeacion'
FROM generate_series(CAST(:desde AS int), CAST(:hasta AS int)) n WHERE NOT :hecho
"""


def told(name: str, medida: Medida, against: Medida | None = None, letter: str = "") -> None:
    ratio = f", {medida.por_segundo / against.por_segundo:.2f} de {letter}" if against else ""
    cpu = f"; CPU {medida.cpu_web:.1f} ms de Python y {medida.cpu_base:.1f} ms de PostgreSQL"
    if against:
        cpu += f" ({(against.cpu_web + against.cpu_base) / (medida.cpu_web + medida.cpu_base):.2f} de {letter})"
    print(
        f"{name}: {medida.por_segundo:.0f} por segundo{ratio}; p50 {medida.centil(50):.1f} ms, "
        f"p99 {medida.centil(99):.1f} ms; fallas {medida.fallas}{cpu}",
        flush=True,
    )


def _cpu_of(pids: list[int]) -> float:
    """Seconds of CPU that those processes took so far."""
    total = 0
    for pid in pids:
        try:
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        except OSError:  # it ended meanwhile
            continue
        total += int(fields[11]) + int(fields[12])
    return total / os.sysconf("SC_CLK_TCK")


def _children(pid: int) -> list[int]:
    return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


@dataclass
class Pregunta:
    """What is asked to one of the servers, and what was measured."""

    servidor: Servidor
    pedir: Pedido
    bien: str = "200"
    calentar: bool = True
    medida: Medida = field(default_factory=lambda: Medida(0))
    turnos: Iterator[int] = field(default_factory=lambda: iter(range(10**9)))


def in_turns(url: str, segundos: float, *preguntas: Pregunta) -> None:
    """Each is asked for that long in all, in short whiles one after the other."""
    with psycopg.connect(url.replace("postgresql+psycopg", "postgresql"), autocommit=True) as connection:
        sql = (
            "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() "
            "AND backend_type = 'client backend'"
        )
        for one in preguntas:
            if one.calentar:
                asyncio.run(_ask(one, 1.5, Medida(0)))
        while preguntas[0].medida.segundos < segundos:
            for one in preguntas:
                web, base = _children(one.servidor.pid), [row[0] for row in connection.execute(sql).fetchall()]
                before = _cpu_of(web), _cpu_of(base)
                asyncio.run(_ask(one, TANDA, one.medida))
                one.medida.segundos += TANDA
                one.medida.web += _cpu_of(web) - before[0]
                one.medida.base += _cpu_of(base) - before[1]


async def _ask(one: Pregunta, segundos: float, medida: Medida) -> None:
    hasta = time.monotonic() + segundos
    clientes = (_cliente(one.servidor.puerto, one.pedir, one.turnos, hasta, one.bien, medida) for _ in range(CLIENTES))
    await asyncio.gather(*clientes)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--segundos", type=float, default=8)
    parser.add_argument("--expedientes", type=int, default=100_000)
    asked = parser.parse_args()
    machine.begin()
    machine.need("postgres")
    url = machine.new_postgres_database()
    with psycopg.connect(url.replace("postgresql+psycopg", "postgresql"), autocommit=True) as connection:
        connection.execute(f'ALTER DATABASE "{url.rsplit("/", 1)[1].split("?")[0]}" RESET synchronous_commit')
    with tempfile.TemporaryDirectory() as folder:
        own = {"RUTA_ENV": "testing", "DATABASE_URL": url, "RUTA_INSTANCE": folder, "RUTA_LOG_LEVEL": "ERROR"}
        try:
            _run(url, own, asked)
        finally:
            machine.end()


def _run(url: str, own: dict[str, str], asked: argparse.Namespace) -> None:
    limites.prepare(url)
    cast, cookie, csrf = people(config.load({**os.environ, **own}))
    fill(url, cast, 1, 68, "enviado")
    body = urlencode({"csrf_token": csrf, "revision": 1})
    with served("bench.limites:app()", own) as bare, served("wsgi:app", own) as whole:
        j = Pregunta(bare, lambda n: head("GET", "/j"))
        s = Pregunta(bare, lambda n: head("GET", f"/s/{n % 1000 + 1}"))
        few = Pregunta(whole, lambda n: head("GET", "/", cookie))
        in_turns(url, asked.segundos, j, s, few)
        s0 = s.medida
        told("J", j.medida)
        told("S", s.medida)
        told("Bandeja con 67 expedientes", few.medida, s.medida, "S")
        fill(url, cast, 100_000, 100_000 + asked.expedientes, "publicado")  # what ended is what came before
        fill(url, cast, 1000, 1000 + ACTOS, "enviado")
        t = Pregunta(bare, lambda n: head("POST", f"/t/{n % 1000 + 1}"))
        act = Pregunta(whole, lambda n: _take(n, cookie, body), bien="302")
        in_turns(url, asked.segundos, t, act)
        told("T", t.medida)
        told("Tomar la revisión", act.medida, t.medida, "T")
        with psycopg.connect(url.replace("postgresql+psycopg", "postgresql"), autocommit=True) as connection:
            connection.execute("VACUUM ANALYZE")
        s = Pregunta(bare, lambda n: head("GET", f"/s/{n % 1000 + 1}"))
        many = Pregunta(whole, lambda n: head("GET", "/", cookie))
        in_turns(url, asked.segundos, s, many)
        told("S", s.medida)
        told(f"Bandeja con {asked.expedientes + ACTOS:,} expedientes", many.medida, s.medida, "S")
    slower = (many.medida.centil(50) / s.medida.centil(50)) / (few.medida.centil(50) / s0.centil(50))
    print(f"p50 de la bandeja, muchos entre pocos: {slower:.2f} (cada una contra su S)")


def _take(n: int, cookie: str, body: str) -> bytes | None:
    if n >= ACTOS:
        return None
    return head("POST", f"/expedientes/{1000 + n}/acciones/tomar_revision", cookie, f"{body}&llave=b{n}")


if __name__ == "__main__":
    main()
