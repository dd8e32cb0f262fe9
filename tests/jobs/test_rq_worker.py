"""The worker of production, on a real queue: what an act leaves is done, and the queue may fail at any moment."""

from __future__ import annotations

import time
from datetime import datetime

import pytest
from flask import Flask
from redis import Redis
from sqlalchemy import select

from tests.cast import Cast
from tests.jobs import cola
from tests.jobs.test_actas import EXPECTED, closed_session, made
from workflow.actas.models import Acta
from workflow.archivos.models import Archivo
from workflow.db import db
from workflow.jobs import bell
from workflow.jobs.bell import queue
from workflow.jobs.connection import connect, queue_of
from workflow.outbox.queries import of_types, refresh

pytestmark = pytest.mark.lenta


def folios() -> list[str]:
    return list(db.session.scalars(select(Acta.folio)))


def test_el_trabajador_hace_las_actas_que_dejo_la_clausura(
    app: Flask, cast: Cast, ahora: datetime, redis_url: str
) -> None:
    with cola.worker(app, redis_url, "--sin-reloj"), cola.rung_at(app, redis_url):
        closed_session(cast, ahora)
        cola.until(cola.all_done, "the acta and the certificación")
    assert made() == EXPECTED
    assert folios() == ["ACTA-CAB-2024-2027-001"]


@cola.EN_POSTGRES
def test_con_la_cola_caida_la_sesion_se_clausura_y_el_repaso_hace_el_acta_despues(
    app: Flask, cast: Cast, ahora: datetime, redis_url: str
) -> None:
    with cola.rung_at(app, cola.NOBODY):
        closed_session(cast, ahora)
        began = time.monotonic()
        bell.ring([(0, "acta.generar")])
    assert time.monotonic() - began < 10  # nobody waits for a queue that is not there
    refresh()
    assert {one.estado for one in of_types(cola.DOCUMENTOS)} == {"pendiente"}
    with cola.rung_at(app, redis_url):  # the queue is back, and nothing was rung in it
        assert cola.waiting_rings(app) == 0
    assert made() == []
    cola.clock_turn(app, redis_url)
    cola.work_all(app, redis_url)
    refresh()
    assert made() == EXPECTED


@cola.EN_POSTGRES
def test_si_la_cola_se_vacia_el_repaso_vuelve_a_avisar(app: Flask, cast: Cast, ahora: datetime, redis_url: str) -> None:
    with cola.rung_at(app, redis_url):
        closed_session(cast, ahora)
        assert cola.waiting_rings(app) >= 2
        Redis.from_url(redis_url).flushdb()
        assert cola.waiting_rings(app) == 0
        cola.sweep(app, redis_url)
        rung = cola.waiting_rings(app)
        assert 2 <= rung <= cola.waiting_work()  # one ring is enough for all the small notices
        cola.sweep(app, redis_url)  # while its ring waits, nothing is rung again and again
        assert cola.waiting_rings(app) == rung
        documentos = queue(connect(app.config["RUTA"]), "documentos")
        documentos.remove(documentos.job_ids[-1])  # one is lost, and others wait: it alone is rung again
        cola.sweep(app, redis_url)
        assert cola.waiting_rings(app) == rung
    cola.work_all(app, redis_url)
    refresh()
    assert made() == EXPECTED


@cola.EN_POSTGRES
def test_el_mismo_aviso_entregado_tres_veces_a_dos_trabajadores_hace_una_sola_acta(
    app: Flask, cast: Cast, ahora: datetime, redis_url: str
) -> None:
    with cola.rung_at(app, redis_url):
        closed_session(cast, ahora)
        refresh()
        client = connect(app.config["RUTA"])
        for one in of_types(cola.DOCUMENTOS):
            for _ in range(2):
                bell.queue(client, queue_of(one.tipo)).enqueue_call(bell.RUN, args=(one.id,), timeout=60)
    with (
        cola.worker(app, redis_url, "--sin-reloj", "--rafaga") as one,
        cola.worker(app, redis_url, "--sin-reloj", "--rafaga") as other,
    ):
        assert (one.wait(timeout=60), other.wait(timeout=60)) == (0, 0)
    refresh()
    assert cola.all_done()
    assert made() == EXPECTED
    assert folios() == ["ACTA-CAB-2024-2027-001"]
    assert {(t.tipo, t.intentos) for t in of_types(cola.DOCUMENTOS)} == {
        ("acta.generar", 1),
        ("certificacion.generar", 1),
    }


@cola.EN_POSTGRES
def test_detener_al_trabajador_con_aviso_no_deja_trabajo_a_medias(
    app: Flask, cast: Cast, ahora: datetime, redis_url: str
) -> None:
    """SIGTERM, as in a restart of the service: it ends what it holds, and the next one goes on."""
    with cola.worker(app, redis_url, "--sin-reloj") as process, cola.rung_at(app, redis_url):
        closed_session(cast, ahora)
        cola.until(lambda: cola.taken("acta.generar"), "the worker with the acta in its hands")
        process.terminate()
        process.wait(timeout=60)
    refresh()
    assert not cola.taken("acta.generar")
    cola.work_all(app, redis_url)
    refresh()
    assert made() == EXPECTED
    assert db.session.query(Archivo).count() == len(EXPECTED)
