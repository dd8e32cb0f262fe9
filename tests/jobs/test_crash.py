"""A worker that dies at any moment, as when the light goes: nothing is lost, nothing is doubled."""

from __future__ import annotations

import os
import random
import signal
import time
from datetime import datetime

import pytest
from flask import Flask
from sqlalchemy import select

from tests.cast import Cast
from tests.jobs import cola
from tests.jobs.test_actas import CLASES, EXPECTED, closed_session, made
from workflow.actas.models import Acta, Instantanea
from workflow.archivos.models import Archivo
from workflow.db import db
from workflow.outbox.queries import of_types, refresh
from workflow.sesiones.models import Consecutivo

pytestmark = pytest.mark.lenta


def assert_one_of_each(app: Flask) -> None:
    refresh()
    assert made() == EXPECTED
    assert list(db.session.scalars(select(Acta.folio))) == ["ACTA-CAB-2024-2027-001"]
    assert {one.ultimo for one in db.session.query(Consecutivo).filter_by(serie="acta")} == {1}
    assert sorted(db.session.scalars(select(Instantanea.clase))) == sorted(CLASES)
    root = app.config["RUTA"].files_path
    for one in db.session.query(Archivo):
        assert (root / one.sha256[:2] / one.sha256).stat().st_size == one.tamano


@cola.EN_POSTGRES
def test_matar_al_trabajador_una_y_otra_vez_en_cualquier_momento_da_una_sola_acta_con_su_folio(
    app: Flask, cast: Cast, ahora: datetime, redis_url: str
) -> None:
    chance = random.Random(20260210)
    with cola.rung_at(app, redis_url):
        closed_session(cast, ahora)
    deaths = 0
    for _ in range(2):
        if cola.all_done():
            break
        with cola.worker(app, redis_url, "--sin-reloj") as process:
            cola.until(lambda: cola.taken("acta.generar") or cola.all_done(), "the worker with the acta in its hands")
            time.sleep(chance.uniform(0, 0.4))
            cola.kill(process)
        deaths += 1
        assert made_is_whole()
        cola.leases_end()
        cola.sweep(app, redis_url)
    assert deaths >= 1
    cola.work_all(app, redis_url)
    assert_one_of_each(app)


def made_is_whole() -> bool:
    """Both formats of a document, or none: never half of it."""
    refresh()
    now = made()
    return all((clase, other, v) in now for clase, f, v in now for other in ("pdf", "docx"))


@cola.EN_POSTGRES
def test_si_la_memoria_mata_un_trabajo_el_trabajador_sigue_y_lo_repite_al_vencer_su_plazo(
    app: Flask, cast: Cast, ahora: datetime, redis_url: str
) -> None:
    with cola.worker(app, redis_url, "--sin-reloj") as process, cola.rung_at(app, redis_url):
        closed_session(cast, ahora)
        cola.until(lambda: cola.taken("acta.generar"), "the worker with the acta in its hands")
        for pid in cola.children(process.pid):
            os.kill(pid, signal.SIGKILL)
        cola.until(lambda: not cola.children(process.pid) or cola.all_done(), "the worker again without a job")
        assert process.poll() is None
        for _ in range(20):
            cola.leases_end()
            cola.sweep(app, redis_url)
            try:
                cola.until(cola.all_done, "the acta, at last", seconds=5)
                break
            except AssertionError:
                continue
    assert_one_of_each(app)
    assert max(one.intentos for one in of_types(("acta.generar",))) <= 2  # 1 when the blow came just too late
