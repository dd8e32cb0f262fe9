"""Who is told of each act, once, in the page; and their e-mails as work of their own."""

from __future__ import annotations

from datetime import datetime

import pytest
from flask import Flask
from sqlalchemy import select

from tests.builders_expedientes import Camino
from tests.cast import Cast
from workflow.avisos import queries, service
from workflow.db import db
from workflow.expedientes import kinds
from workflow.jobs import tasks
from workflow.kernel.actor import SISTEMA
from workflow.kernel.refusals import NotFound
from workflow.outbox.models import Trabajo
from workflow.people import service as people


@pytest.fixture(autouse=True)
def _plain_dossiers(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the document says does not matter here: only who is told."""
    monkeypatch.setattr(kinds, "_REGISTRY", {})


def told(cast: Cast, who: str) -> list[tuple[str, bool]]:
    """(what the notice says, whether something is asked), the oldest first."""
    db.session.rollback()
    found = queries.nuevos(getattr(cast, who).usuario_id)
    return [(aviso.codigo, aviso.pide != "informado") for aviso in reversed(found)]


def test_al_enviar_se_avisa_a_planeacion_y_a_nadie_mas(app: Flask, cast: Cast, ahora: datetime) -> None:
    Camino(cast, ahora).do("titular", "enviar")
    tasks.drain()
    assert {who for who in cast.people if told(cast, who)} == {"revisora", "revisor", "planeacion"}
    assert told(cast, "revisora") == [("enviado", True)]


def test_las_observaciones_se_avisan_solo_a_la_dependencia_del_expediente(
    app: Flask, cast: Cast, ahora: datetime
) -> None:
    camino = Camino(cast, ahora).to_review()
    camino.observe("identificacion.problema_central")
    camino.do("revisora", "notificar_observaciones")
    tasks.drain()
    assert told(cast, "enlace") == told(cast, "titular") == [("observado", True)]
    assert told(cast, "enlace_educacion") == told(cast, "titular_educacion") == []


def test_cada_paso_de_la_ruta_llega_a_quien_le_toca(app: Flask, cast: Cast, ahora: datetime) -> None:
    Camino(cast, ahora).to_cabildo().resolve()
    tasks.drain()
    assert told(cast, "titular") == [
        ("validado", False), ("turnado", False), ("dictaminado", False), ("enlistado", False), ("aprobado", False),
    ]  # fmt: skip
    assert told(cast, "comisiones") == [("turnado", True)]
    assert told(cast, "gobierno") == [("dictaminado", True)]
    assert told(cast, "transparencia") == [("aprobado", True)]


def test_repetir_el_trabajo_no_repite_el_aviso_ni_el_correo(app: Flask, cast: Cast, ahora: datetime) -> None:
    camino = Camino(cast, ahora)
    values = {
        "expediente_id": camino.id, "revision": 7, "accion": "validar", "etapa": "validado",
        "rol": "dependencia_titular", "dependencia_id": cast.dependencias["UR-050"], "actor": SISTEMA, "ahora": ahora,
    }  # fmt: skip
    assert [service.notify(**values) for _ in range(2)] == [1, 0]  # type: ignore[arg-type]
    assert len(told(cast, "titular")) == 1
    assert len(db.session.scalars(select(Trabajo).where(Trabajo.tipo == "aviso.correo")).all()) == 1


def test_quien_tiene_dos_cargos_recibe_un_solo_aviso_del_mismo_acto(app: Flask, cast: Cast, ahora: datetime) -> None:
    people.assign(
        cast.revisora.usuario_id, rol="planeacion_titular", dependencia=None, desde=ahora.date(), actor=SISTEMA,
        ahora=ahora,
    )  # fmt: skip
    Camino(cast, ahora).do("titular", "enviar")
    tasks.drain()
    assert len(told(cast, "revisora")) == 1


def test_quien_dejo_el_cargo_o_esta_desactivado_ya_no_recibe_avisos(app: Flask, cast: Cast, ahora: datetime) -> None:
    admin = cast.administradora
    people.update_user(cast.revisora.usuario_id, nombre="X", cargo="Y", activo=False, actor=admin, ahora=ahora)
    Camino(cast, ahora).do("titular", "enviar")
    tasks.drain()
    assert told(cast, "revisora") == []
    assert len(told(cast, "revisor")) == 1


def test_un_aviso_se_lee_una_vez_y_solo_por_su_persona(app: Flask, cast: Cast, ahora: datetime) -> None:
    camino = Camino(cast, ahora)
    camino.do("titular", "enviar")
    tasks.drain()
    db.session.rollback()
    (aviso,) = queries.nuevos(cast.revisora.usuario_id)
    with pytest.raises(NotFound):
        service.mark_read(aviso.id, actor=cast.revisor, ahora=ahora)
    assert queries.sin_leer(cast.revisora.usuario_id) == 1
    assert service.mark_read(aviso.id, actor=cast.revisora, ahora=ahora) == camino.id
    service.mark_read(aviso.id, actor=cast.revisora, ahora=ahora.replace(year=2027))
    assert queries.sin_leer(cast.revisora.usuario_id) == 0
    (read,) = queries.leidos(cast.revisora.usuario_id)
    assert read.leido_en == ahora


def test_marcar_todos_no_toca_los_que_llegaron_despues_ni_los_de_otra_persona(
    app: Flask, cast: Cast, ahora: datetime
) -> None:
    for programa in ("PP-20", "PP-21", "PP-22"):
        Camino(cast, ahora, programa=programa).do("titular", "enviar")
    tasks.drain()
    db.session.rollback()
    newest, middle, _ = queries.nuevos(cast.revisora.usuario_id)
    service.mark_all_read(middle.id, actor=cast.revisora, ahora=ahora)
    assert [aviso.id for aviso in queries.nuevos(cast.revisora.usuario_id)] == [newest.id]
    assert queries.sin_leer(cast.revisor.usuario_id) == 3
