"""People who act at the same instant, with real threads on PostgreSQL: exactly one effect."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from tests.builders_expedientes import CONTENIDO, Camino, plain_documents
from tests.cast import Cast
from workflow.audit import queries as audit
from workflow.db import db
from workflow.expedientes import service
from workflow.expedientes.models import Borrador, Envio, Expediente, Observacion
from workflow.kernel.refusals import AlreadyDone, Refused, Stale
from workflow.outbox.models import Trabajo


@pytest.fixture(autouse=True)
def _documentos_simples(postgres_cast: Cast) -> Iterator[None]:
    with plain_documents():
        yield


def together(app: Flask, *acts: Callable[[], Any]) -> list[Any]:
    """Run every act in its own thread, all released at once; what each returned or raised, in order."""
    start = threading.Barrier(len(acts))
    outcomes: list[Any] = [None] * len(acts)

    def run(position: int, act: Callable[[], Any]) -> None:
        with app.app_context():
            start.wait(timeout=10)
            try:
                outcomes[position] = act()
            except Exception as error:
                outcomes[position] = error
            finally:
                db.session.remove()

    threads = [threading.Thread(target=run, args=(n, act)) for n, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    db.session.expire_all()
    db.session.rollback()
    return outcomes


def test_dos_revisores_que_toman_el_mismo_expediente_solo_uno_lo_toma(
    postgres_app: Flask, postgres_cast: Cast, ahora: datetime
) -> None:
    cast = postgres_cast
    camino = Camino(cast, ahora)
    camino.do("titular", "enviar")
    moment = camino.tick()
    outcomes = together(
        postgres_app,
        *(
            lambda who=who: service.actuar(camino.id, "tomar_revision", actor=who, ahora=moment)  # type: ignore[misc]
            for who in (cast.revisora, cast.revisor)
        ),
    )
    refused = [one for one in outcomes if isinstance(one, Refused)]
    assert len(refused) == 1 and refused[0].codes == ["ETAPA_INVALIDA"]
    winner = cast.revisora if isinstance(outcomes[1], Refused) else cast.revisor
    assert db.session.get_one(Expediente, camino.id).revisor_id == winner.usuario_id
    assert refused[0].reasons[0].facts["movido"] == f" desde las 10:02 del 10/02/2026 ({winner.nombre})"
    taken = [acto for acto in audit.bitacora(camino.id) if acto.accion == "expediente:tomar_revision"]
    assert len(taken) == 1


def test_el_mismo_envio_pulsado_ocho_veces_congela_una_sola_version(
    postgres_app: Flask, postgres_cast: Cast, ahora: datetime
) -> None:
    camino = Camino(postgres_cast, ahora)
    outcomes = together(
        postgres_app,
        *[lambda: service.actuar(camino.id, "enviar", actor=postgres_cast.titular, ahora=ahora, llave="forma-77")] * 8,
    )
    assert sum(isinstance(one, AlreadyDone) for one in outcomes) == 7
    assert sum(isinstance(one, service.Resultado) for one in outcomes) == 1
    assert db.session.scalar(select(func.count()).select_from(Envio)) == 1
    assert db.session.scalar(select(func.count()).select_from(Trabajo)) == 2
    assert audit.verify()[1] == []


def test_dos_personas_que_guardan_a_la_vez_una_recibe_las_diferencias(
    postgres_app: Flask, postgres_cast: Cast, ahora: datetime
) -> None:
    camino = Camino(postgres_cast, ahora)
    texts = ("Del enlace", "Del titular")
    people = (postgres_cast.enlace, postgres_cast.titular)
    outcomes = together(
        postgres_app,
        *(
            lambda who=who, text=text: service.capturar(  # type: ignore[misc]
                camino.id, {**CONTENIDO, "identificacion": {"problema_central": text}}, 1, actor=who, ahora=ahora
            )
            for who, text in zip(people, texts, strict=True)
        ),
    )
    stale = [one for one in outcomes if isinstance(one, Stale)]
    assert len(stale) == 1 and outcomes.count(2) == 1
    kept = db.session.get_one(Borrador, camino.id).contenido["identificacion"]["problema_central"]
    shown = stale[0].reasons[0].facts["cambios"][0]
    assert {shown["guardado"], shown["suyo"]} == set(texts) and shown["guardado"] == kept


def test_observaciones_escritas_a_la_vez_no_repiten_numero(
    postgres_app: Flask, postgres_cast: Cast, ahora: datetime
) -> None:
    camino = Camino(postgres_cast, ahora).to_review()
    people = (postgres_cast.revisora, postgres_cast.revisor) * 3
    outcomes = together(
        postgres_app,
        *(
            lambda who=who: service.observar(  # type: ignore[misc]
                camino.id, campo="identificacion", tipo="bloqueante", texto="¿Por qué?", actor=who, ahora=ahora
            )
            for who in people
        ),
    )
    assert sorted(one.observacion for one in outcomes) == ["O1", "O2", "O3", "O4", "O5", "O6"]
    assert db.session.scalar(select(func.count()).select_from(Observacion)) == 6


def test_expedientes_abiertos_a_la_vez_tienen_folios_seguidos(
    postgres_app: Flask, postgres_cast: Cast, ahora: datetime
) -> None:
    outcomes = together(
        postgres_app,
        *(
            lambda n=n: service.crear(  # type: ignore[misc]
                "poa", "UR-050", f"PP-{n:02d}", 2026, "Obra", actor=postgres_cast.enlace, ahora=ahora
            )
            for n in (1, 2, 3, 4, 4)
        ),
    )
    repeated = [one for one in outcomes if isinstance(one, Refused)]
    assert len(repeated) == 1 and repeated[0].codes == ["EXPEDIENTE_REPETIDO"]
    assert db.session.scalars(select(Expediente.folio).order_by(Expediente.folio)).all() == [
        f"POA/2026/{n:04d}" for n in range(1, 5)
    ]
