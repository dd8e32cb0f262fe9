"""Two people who record the same delivery at the same instant: exactly one effect."""

from __future__ import annotations

import threading
from datetime import datetime

from flask import Flask
from sqlalchemy import func, select

from tests.builders_entregas import ANA, DINERO, Padron
from tests.builders_padron import llaves
from tests.cast import Cast
from workflow.db import db
from workflow.entregas import service
from workflow.entregas.models import Entrega
from workflow.kernel.refusals import Refused


def test_dos_personas_a_la_vez_dejan_una_sola_entrega(
    postgres_app: Flask, postgres_cast: Cast, ahora: datetime
) -> None:
    padron = Padron(postgres_cast, ahora)
    inscripcion_id, hora = padron.of(ANA), padron.tick()
    db.session.rollback()
    answers: list[str] = []
    ready = threading.Barrier(4)

    def record(who: str) -> None:
        with postgres_app.app_context():
            ready.wait()
            try:
                service.registrar(
                    padron.id, inscripcion_id, DINERO, llavero=llaves(), actor=getattr(postgres_cast, who), ahora=hora
                )
                answers.append("registrada")
            except Refused as refusal:
                answers.append(refusal.codes[0])
            finally:
                db.session.remove()

    people = [
        threading.Thread(target=record, args=(who,))
        for who in ("enlace_educacion", "titular_educacion")
        for _ in (1, 2)
    ]
    for one in people:
        one.start()
    for one in people:
        one.join()
    assert sorted(answers) == ["ENTREGA_REPETIDA"] * 3 + ["registrada"]
    assert db.session.scalar(select(func.count()).select_from(Entrega)) == 1
