"""A worker as the installation runs it: its own process, a real queue, the database of the test. To be killed too."""

from __future__ import annotations

import dataclasses
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from redis import Redis
from sqlalchemy import update

from workflow.db import db
from workflow.jobs import bell, commands
from workflow.jobs.connection import QUEUES, connect
from workflow.outbox.models import Trabajo
from workflow.outbox.queries import of_types, refresh

ROOT = Path(__file__).parents[2]
NOBODY = "redis://127.0.0.1:1/0"  # a port where nothing listens
PAST = datetime(2026, 1, 1, tzinfo=UTC)
# What is tested is the queue and who works it, the same on any database: on the one of production. That a worker does
# its work also on SQLite has its own test, and the demonstration runs whole on it, with the embedded queue.
EN_POSTGRES = pytest.mark.parametrize("app", ["postgres"], indirect=True)
DOCUMENTOS = ("acta.generar", "certificacion.generar")


@contextmanager
def rung_at(app: Flask, redis_url: str | None) -> Iterator[None]:
    """The bell of the application rings at this queue while the block lasts."""
    before, muted = app.config["RUTA"], app.config["MUTE_BELL"]
    app.config["RUTA"] = dataclasses.replace(before, redis_url=redis_url)
    app.config["MUTE_BELL"] = False
    app.extensions.pop("ruta_redis", None)
    try:
        yield
    finally:
        app.config["RUTA"], app.config["MUTE_BELL"] = before, muted
        app.extensions.pop("ruta_redis", None)


def environ(app: Flask, redis_url: str) -> dict[str, str]:
    """What makes another process work on the database, the files and the queue of this test."""
    settings = app.config["RUTA"]
    return {
        **{name: value for name, value in os.environ.items() if not name.startswith("RUTA_")},
        "RUTA_ENV": "testing",
        "DATABASE_URL": settings.database_url,
        "REDIS_URL": redis_url,
        "RUTA_INSTANCE": str(settings.instance_path),
        "RUTA_FILES": str(settings.files_path),
        "RUTA_MAILBOX": str(settings.mailbox_path),
        "RUTA_LOG_LEVEL": "ERROR",
    }


def command(*words: str) -> list[str]:
    return [sys.executable, "-m", "flask", "--app", "wsgi", "trabajos", *words]


@contextmanager
def worker(app: Flask, redis_url: str, *options: str) -> Iterator[subprocess.Popen[bytes]]:
    """A worker process; ended at the end of the block, with every process it made."""
    process = subprocess.Popen(
        command("worker", *options), cwd=ROOT, env=environ(app, redis_url), stdin=subprocess.DEVNULL
    )
    try:
        yield process
    finally:
        kill(process)


def work_all(app: Flask, redis_url: str) -> None:
    """A worker that ends when the queue is empty."""
    with worker(app, redis_url, "--sin-reloj", "--rafaga") as process:
        assert process.wait(timeout=60) == 0


def sweep(app: Flask, redis_url: str) -> None:
    """One turn of the clock, in this process: what nobody took is rung again."""
    with rung_at(app, redis_url):
        commands.sweep()


def clock_turn(app: Flask, redis_url: str) -> None:
    """The same, as the process of the installation."""
    subprocess.run(command("reloj", "--una-vez"), cwd=ROOT, env=environ(app, redis_url), check=True, timeout=60)


def children(pid: int) -> list[int]:
    """Every process below this one, the deepest last."""
    found: list[int] = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            mine = [int(child) for child in task.read_text().split()]
        except OSError:
            continue
        for child in mine:
            found += [child, *children(child)]
    return found


def kill(process: subprocess.Popen[bytes]) -> None:
    """As when the light goes: the worker and all it started, at once and without notice."""
    for pid in [process.pid, *children(process.pid)] if process.poll() is None else []:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    process.wait(timeout=10)


def until(look: Callable[[], bool], what: str, seconds: float = 60) -> None:
    """Wait until it is seen in the database of the test."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        refresh()
        if look():
            return
        time.sleep(0.02)
    raise AssertionError(f"it was not seen in {seconds:.0f} s: {what}")


def all_done() -> bool:
    return {one.estado for one in of_types(DOCUMENTOS)} == {"hecho"}


def taken(tipo: str) -> bool:
    return any(one.estado == "tomado" for one in of_types((tipo,)))


def leases_end() -> None:
    """The time that a dead worker had for its work is over, and what waits to be tried again is due."""
    refresh()
    db.session.execute(update(Trabajo).where(Trabajo.estado == "tomado").values(tomado_hasta=PAST))
    db.session.execute(update(Trabajo).where(Trabajo.estado == "pendiente").values(disponible_en=PAST))
    db.session.commit()


def waiting_rings(app: Flask) -> int:
    client: Redis = connect(app.config["RUTA"])
    return sum(bell.queue(client, name).count for name in QUEUES)


def waiting_work() -> int:
    refresh()
    return db.session.query(Trabajo).filter_by(estado="pendiente").count()
