"""Two people at the same instant on the same clock: one of them is told that it was already done."""

from __future__ import annotations

import threading
from datetime import timedelta

from flask import Flask

from tests.builders_expedientes import Camino
from tests.cast import Cast
from workflow.db import db
from workflow.expedientes import queries, service
from workflow.expedientes.models import PlazoHecho
from workflow.kernel.clock import parse_local
from workflow.kernel.refusals import Refused

LUNES = parse_local("2026-03-02T10:00")


def test_una_prorroga_se_contesta_una_sola_vez_aunque_dos_la_contesten_a_la_vez(
    postgres_app: Flask, postgres_cast: Cast
) -> None:
    cast = postgres_cast
    camino = Camino(cast, LUNES - timedelta(minutes=4))
    service.pedir_prorroga(camino.id, dias=3, motivo="x", actor=cast.titular, ahora=LUNES)
    answers: list[str] = []
    ready = threading.Barrier(2)

    def answer(who: str, conceder: bool) -> None:
        with postgres_app.app_context():
            ready.wait()
            try:
                service.resolver_prorroga(
                    camino.id, conceder=conceder, motivo="y", actor=getattr(cast, who), ahora=LUNES
                )
                answers.append("contestada")
            except Refused as refusal:
                answers.append(refusal.codes[0])
            finally:
                db.session.remove()

    people = [threading.Thread(target=answer, args=one) for one in (("planeacion", True), ("gobierno", False))]
    for one in people:
        one.start()
    for one in people:
        one.join()
    assert sorted(answers) == ["PRORROGA_SIN_SOLICITUD", "contestada"]
    db.session.rollback()
    assert db.session.query(PlazoHecho).filter(PlazoHecho.de_id.is_not(None)).count() == 1
    assert len(queries.plazos(camino.id, cast.gobierno, LUNES).hechos) == 2
