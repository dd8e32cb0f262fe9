"""Doing one piece of work: claim with a lease, handle, finish. A crash gives it back by itself."""

from __future__ import annotations

import os
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import structlog
from flask import Flask, current_app, has_app_context
from rq import get_current_job
from structlog.contextvars import bound_contextvars

from workflow import create_app
from workflow.db import db
from workflow.jobs.connection import JUNTAS, queue_of
from workflow.jobs.handlers import HANDLERS, JobContext, Unworkable
from workflow.kernel.clock import utc_now
from workflow.kernel.refusals import Refused
from workflow.outbox import service
from workflow.outbox.rules import HEARTBEAT
from workflow.outbox.service import Tomado

log = structlog.get_logger("ruta.jobs")
_pid = os.getpid()
_app: list[Flask] = []


TOGETHER_SECONDS = 25


def run(trabajo_id: int) -> str:
    """Entry point of RQ: do this work if it is still to be done, and the small work that waits with it."""
    with _context():
        done = work(trabajo_id)
        ring = get_current_job()
        if ring is not None and ring.origin == JUNTAS:
            _do_small_work()
        return done


def _do_small_work() -> None:
    """Notices and e-mails that are due: a process for each one would cost more than the work."""
    until = time.monotonic() + TOGETHER_SECONDS
    while time.monotonic() < until:
        due = [identifier for identifier, tipo in service.due(ahora=utc_now(), limite=50) if queue_of(tipo) == JUNTAS]
        db.session.rollback()
        if sum(work(identifier) == "hecho" for identifier in due) == 0:
            return


@contextmanager
def _context() -> Iterator[None]:
    global _pid
    if has_app_context():
        if os.getpid() != _pid:  # a fork of the worker: connections are not shared with the parent
            _pid = os.getpid()
            db.engine.dispose(close=False)
            current_app.extensions.pop("ruta_redis", None)
        yield
        return
    if not _app:
        _app.append(create_app())
    with _app[0].app_context():
        yield


def work(trabajo_id: int) -> str:
    """Do one piece of work in this process. Returns hecho, ajeno, fallido or despues."""
    worker = f"{os.uname().nodename[:30]}:{os.getpid()}:{secrets.token_hex(4)}"
    tell_the_hour()
    tomado = service.claim(trabajo_id, worker=worker, ahora=utc_now())
    if tomado is None:
        return "ajeno"
    with bound_contextvars(trabajo=tomado.id, tipo=tomado.tipo, intento=tomado.intentos):
        return _do(tomado)


def _do(tomado: Tomado) -> str:
    try:
        with _heartbeat(tomado):
            _handle(tomado)
    except Unworkable as error:
        return _failed(tomado, str(error), final=True)
    except Refused as error:
        return _failed(tomado, ",".join(error.codes), final=False)
    except Exception as error:
        return _failed(tomado, type(error).__name__, final=False)
    finally:
        db.session.remove()
    done = service.finish(tomado, ahora=utc_now())
    log.info("trabajo_hecho" if done else "trabajo_perdido_por_plazo")
    return "hecho"


def tell_the_hour() -> None:
    """In a demonstration, the hour of its story; everywhere else there is only one hour."""
    story = current_app.extensions.get("ruta_hora")
    if story is not None:
        story()


def _handle(tomado: Tomado) -> None:
    handle = HANDLERS.get(tomado.tipo)
    if handle is None:
        raise Unworkable("TIPO_DESCONOCIDO")

    def progress(hecho: int, total: int | None) -> None:
        service.renew(tomado, ahora=utc_now(), hecho=hecho, total=total)

    context = JobContext(tomado.id, utc_now(), current_app.config["RUTA"], progress)
    handle(tomado.payload, context)


def _failed(tomado: Tomado, error: str, *, final: bool) -> str:
    db.session.rollback()
    service.give_back(tomado, ahora=utc_now(), error=error, final=final)
    log.warning("trabajo_fallo", error=error, definitivo=final)
    return "fallido" if final else "despues"


@contextmanager
def _heartbeat(tomado: Tomado) -> Iterator[None]:
    """Keep the lease of long work alive from a thread, so that only a dead worker loses it."""
    app, stop = current_app._get_current_object(), threading.Event()  # type: ignore[attr-defined]

    def beat() -> None:
        while not stop.wait(HEARTBEAT.total_seconds()):
            with app.app_context():
                try:
                    service.renew(tomado, ahora=utc_now())
                except Exception as error:  # the database is away: the lease may end, and that is right
                    log.warning("latido_fallo", trabajo=tomado.id, error=type(error).__name__)
                finally:
                    db.session.remove()

    thread = threading.Thread(target=beat, daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()


def drain(limite: int = 500) -> int:
    """Do in this process all the work that is due. Returns how many pieces were done."""
    done = 0
    while True:
        due = service.due(ahora=utc_now(), limite=limite)
        db.session.rollback()
        finished = sum(work(identifier) == "hecho" for identifier, _ in due)
        done += finished
        if not finished:
            return done
