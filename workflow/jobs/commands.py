"""Commands of the background: worker, sweep, embedded queue, drain."""

from __future__ import annotations

import gc
import json
import multiprocessing
import signal
import sys
import time
from multiprocessing.process import BaseProcess

import click
import structlog
from flask import Flask, current_app
from redis.exceptions import RedisError
from rq import Worker
from rq.serializers import JSONSerializer

from config import Settings
from workflow.db import db
from workflow.espanol import Grupo
from workflow.jobs import bell, embedded, tasks
from workflow.jobs.connection import QUEUES, connect, reachable
from workflow.jobs.plazos import leave_daily
from workflow.kernel.clock import utc_now
from workflow.outbox import queries, service

EVERY = 10  # seconds between sweeps
log = structlog.get_logger("ruta.jobs")
trabajos = Grupo("trabajos", help="Trabajo en segundo plano: actas, lecturas de archivos y avisos.")


def _settings() -> Settings:
    return current_app.config["RUTA"]  # type: ignore[no-any-return]


@trabajos.command("worker", help="Hace el trabajo pendiente hasta que se le detenga (Ctrl+C).")
@click.option("--sin-reloj", is_flag=True, help="No arranca el repaso periódico (si corre aparte).")
@click.option("--rafaga", is_flag=True, help="Termina cuando la cola queda vacía.")
def worker(sin_reloj: bool, rafaga: bool) -> None:
    """RQ worker on every queue; loads in the parent what each job needs, and compiles nothing there."""
    settings = _settings()
    server = embedded.start(settings)
    warm()
    clock = None if sin_reloj or rafaga else _clock()
    try:
        client = connect(settings)
        client.ping()
        Worker([bell.queue(client, name) for name in QUEUES], connection=client, serializer=JSONSerializer).work(
            burst=rafaga, logging_level="WARNING"
        )
    except (RedisError, OSError) as error:
        log.warning("cola_no_disponible", error=type(error).__name__)
        _loop_without_queue(rafaga)
    finally:
        for process in (clock, server):
            if process is not None:
                process.terminate()


def warm() -> None:
    """Import in the parent what every job would import again. Importing is safe; compiling is not."""
    import docx  # noqa: F401
    import typst  # noqa: F401

    gc.freeze()  # and what the parent has stays shared with the process of each job


def _clock() -> BaseProcess:
    """The periodic sweep beside this worker: a fork, which shares with it all that is loaded."""
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    process = multiprocessing.get_context("fork").Process(target=_keep_sweeping, args=(app,), daemon=True)
    process.start()
    return process


def _keep_sweeping(app: Flask) -> None:
    embedded.die_with_parent()
    signal.signal(signal.SIGINT, lambda *_: sys.exit(0))
    with app.app_context():
        db.engine.dispose(close=False)  # a connection of the worker is not ours
        _sweep_every(EVERY)


def _loop_without_queue(burst: bool) -> None:
    """No queue at all: the same outbox, drained in this process."""
    while True:
        leave_daily(utc_now())
        tasks.drain()
        if burst:
            return
        time.sleep(2)


@trabajos.command("reloj", help="Repasa el trabajo pendiente y vuelve a avisar de lo que nadie tomó.")
@click.option("--cada", default=EVERY, show_default=True, help="Segundos entre repasos.")
@click.option("--una-vez", is_flag=True, help="Hace un solo repaso.")
def reloj(cada: int, una_vez: bool) -> None:
    _sweep_every(cada, una_vez)


def _sweep_every(cada: int, una_vez: bool = False) -> None:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    while True:
        try:
            tasks.tell_the_hour()
            leave_daily(utc_now())
            sweep()
        except Exception as error:  # the database or the queue is away: try again at the next turn
            log.warning("repaso_fallo", error=type(error).__name__)
            db.session.remove()
        if una_vez:
            return
        time.sleep(cada)


def sweep() -> int:
    """Ring again for due work whose ring was lost. Returns how many were rung."""
    settings = _settings()
    tasks.tell_the_hour()
    due = service.due(ahora=utc_now())
    db.session.rollback()
    if not due or not reachable(settings):
        return 0
    client = connect(settings)
    waiting = {name: bell.waiting(client, name) for name in QUEUES}
    again = [item for item in due if item[0] not in waiting[bell.queue_of(item[1])]]
    bell.ring(again)
    return len(again)


@trabajos.command("hacer", help="Hace en este proceso todo el trabajo pendiente y termina (sin cola).")
def hacer() -> None:
    click.echo(f"Trabajos hechos: {tasks.drain()}")


@trabajos.command("estado", help="Cuenta los trabajos por estado y lista los fallidos; sale con 1 si hay fallidos.")
@click.option("--json", "as_json", is_flag=True, help="Una línea JSON.")
def estado(as_json: bool) -> None:
    counts, failures = queries.counts(), queries.failed()
    if as_json:
        failed = [{"id": item.id, "tipo": item.tipo, "error": item.error} for item in failures]
        click.echo(json.dumps({"por_estado": counts, "fallidos": failed}, ensure_ascii=False))
    else:
        click.echo("  ".join(f"{name}: {n}" for name, n in sorted(counts.items())) or "Sin trabajos.")
        for item in failures:
            click.echo(f"fallido {item.id} {item.tipo}: {item.error}")
    sys.exit(1 if failures else 0)
