"""What the bandeja reads: in which order, how far it counts, and how few statements it and an act cost."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from hashlib import sha256
from importlib import import_module

import pytest
from sqlalchemy import event, select, update

from tests.builders_expedientes import Camino, plain_documents
from tests.cast import Cast
from workflow.audit.models import Asiento, Peticion
from workflow.audit.service import once, settle
from workflow.db import db, use_case
from workflow.expedientes import queries, service
from workflow.expedientes.models import DiaInhabil, Plazo, PlazoRegla, ReglaRuta
from workflow.expedientes.queries import hechos
from workflow.kernel.actor import Actor, Asignacion
from workflow.kernel.refusals import AlreadyDone
from workflow.people import queries as people
from workflow.people import service as personas

HOY = date(2026, 2, 10)


@pytest.fixture(autouse=True)
def _documentos_simples(cast: Cast) -> Iterator[None]:
    with plain_documents():
        yield


@contextmanager
def counted() -> Iterator[list[str]]:
    seen: list[str] = []

    def note(_c: object, _cursor: object, statement: str, *_rest: object) -> None:
        if not statement.startswith("BEGIN"):
            seen.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(db.engine, "before_cursor_execute", note)


def folios(filas: tuple[queries.Fila, ...]) -> list[str]:
    return [fila.folio[-4:] for fila in filas]


def sent(cast: Cast, ahora: datetime, how_many: int) -> list[Camino]:
    found = []
    for n in range(how_many):
        camino = Camino(cast, ahora + timedelta(minutes=10 * n), programa=f"PP-{20 + n}")
        camino.do("titular", "enviar")
        found.append(camino)
    return found


def test_lo_que_no_tiene_plazo_espera_detras_de_lo_que_lo_tiene_y_cuenta(cast: Cast, ahora: datetime) -> None:
    one, two, _ = sent(cast, ahora, 3)
    db.session.execute(update(Plazo).where(Plazo.expediente_id == one.id).values(cerrado_en=ahora))
    db.session.execute(
        update(Plazo)
        .where(Plazo.expediente_id == two.id, Plazo.cerrado_en.is_(None))
        .values(vence=ahora + timedelta(days=30))
    )
    db.session.commit()
    box = queries.bandeja(cast.revisora, HOY)
    assert folios(box.me_toca) == ["0003", "0002", "0001"]
    assert box.total_me_toca == 3
    assert box.me_toca[2].vence_palabras is None
    assert (folios(queries.bandeja(cast.revisora, HOY, limite=2).me_toca), box.total_me_toca) == (["0003", "0002"], 3)


def test_la_bandeja_cuenta_hasta_un_tope(cast: Cast, ahora: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    sent(cast, ahora, 4)
    module = import_module("workflow.expedientes.queries.bandeja")
    monkeypatch.setattr(module, "TOPE", 2)
    module._asked.cache_clear()
    try:
        assert queries.bandeja(cast.revisora, HOY).total_me_toca == 3  # one more than what is told
        assert queries.bandeja(cast.titular, HOY).total_enviados == 3
    finally:
        module._asked.cache_clear()


def test_quien_no_tiene_cargo_no_tiene_bandeja(cast: Cast, ahora: datetime) -> None:
    sent(cast, ahora, 1)
    box = queries.bandeja(Actor(cast.revisora.usuario_id, "", "", ()), HOY)
    assert (box.me_toca, box.total_me_toca, box.enviados, box.total_enviados) == ((), 0, (), 0)


def test_dos_cargos_ven_lo_de_ambos(cast: Cast, ahora: datetime) -> None:
    """Of UR-050 as enlace what is in draft, and of Planeación what others sent: never what they may not review."""
    sent(cast, ahora, 1)
    Camino(cast, ahora, programa="PP-77")
    both = Actor(
        cast.revisora.usuario_id,
        "",
        "",
        (Asignacion("planeacion_revisor"), Asignacion("dependencia_captura", "UR-050")),
    )
    assert folios(queries.bandeja(both, HOY).me_toca) == ["0002"]
    only = Actor(cast.revisora.usuario_id, "", "", (Asignacion("planeacion_revisor"),))
    assert folios(queries.bandeja(only, HOY).me_toca) == ["0001"]


def test_la_bandeja_hace_las_mismas_lecturas_con_uno_que_con_muchos(cast: Cast, ahora: datetime) -> None:
    sent(cast, ahora, 1)
    with counted() as one:
        queries.bandeja(cast.revisora, HOY, limite=20)
    for n in range(4):
        Camino(cast, ahora, programa=f"PP-9{n}").do("titular", "enviar")
    with counted() as many:
        assert queries.bandeja(cast.revisora, HOY, limite=20).total_me_toca == 5
    assert len(one) == len(many) == 3  # which, what is told of each, and the days without office


def test_un_acto_de_la_ruta_cuesta_pocas_sentencias(cast: Cast, ahora: datetime) -> None:
    """The row with its dependencia, the choices, the version, the clock; the form, the step, the dossier, the clock
    closed and the one opened, and the entry of the record in its chain."""
    (camino,) = sent(cast, ahora, 1)
    db.session.expire_all()
    with counted() as seen:
        service.actuar(camino.id, "tomar_revision", actor=cast.revisora, ahora=camino.tick(), llave="a1", revision=2)
    assert len(seen) <= 12, "\n".join(seen)
    last = db.session.scalars(select(Asiento).order_by(Asiento.id.desc()).limit(1)).one()
    assert (last.accion, last.expediente_id) == ("expediente:tomar_revision", camino.id)
    assert [plazo.etapa for plazo in db.session.scalars(select(Plazo).where(Plazo.cerrado_en.is_(None)))] == [
        "en_revision"
    ]


def test_una_forma_repetida_dice_donde_quedo_y_no_deja_nada(cast: Cast, ahora: datetime) -> None:
    (camino,) = sent(cast, ahora, 1)
    again = {"actor": cast.revisora, "llave": "b2"}
    service.actuar(camino.id, "tomar_revision", ahora=camino.tick(), **again)
    before = db.session.scalar(select(Asiento.id).order_by(Asiento.id.desc()).limit(1))
    with pytest.raises(AlreadyDone) as told:
        service.actuar(camino.id, "tomar_revision", ahora=camino.tick(), **again)
    assert told.value.destination == f"/expedientes/{camino.id}"
    assert db.session.scalar(select(Asiento.id).order_by(Asiento.id.desc()).limit(1)) == before


def test_se_dice_despues_donde_quedo_lo_que_hizo_una_forma(cast: Cast, ahora: datetime) -> None:
    @use_case
    def act() -> None:
        once("c3", actor=cast.revisora, ahora=ahora)
        settle("c3", actor=cast.revisora, destino="/expedientes/9")

    act()
    assert db.session.scalars(select(Peticion.destino)).all() == ["/expedientes/9"]


def test_lo_elegido_y_los_dias_se_leen_de_una_vez(cast: Cast) -> None:
    known = {"fundamento": "Acuerdo 1", "por_confirmar": False}
    db.session.add_all(
        [
            ReglaRuta(clave="una", valor="antes", vigente_desde=date(2026, 1, 1), **known),
            ReglaRuta(clave="una", valor="ahora", vigente_desde=date(2026, 2, 10), **known),
            ReglaRuta(clave="una", valor="despues", vigente_desde=date(2026, 2, 11), **known),
            PlazoRegla(etapa="enviado", dias=9, vigente_desde=date(2026, 1, 1), **known),
            PlazoRegla(etapa="enviado", dias=7, vigente_desde=date(2026, 2, 1), **known),
            PlazoRegla(etapa="enviado", dias=1, vigente_desde=date(2026, 3, 1), **known),
            DiaInhabil(fecha=date(2026, 3, 16), motivo="Natalicio", **known),
        ]
    )
    db.session.commit()
    with counted() as seen:
        found = hechos.configuracion(HOY)
    assert len(seen) == 1
    assert found.reglas["una"] == "ahora"
    assert found.termino("enviado") == hechos.Termino(7, "Acuerdo 1", False)
    assert found.termino("en_revision") == hechos.termino("en_revision", HOY)  # the initial one: nobody chose another
    assert found.termino("publicado") is None
    assert date(2026, 3, 16) in found.calendario.inhabiles
    assert found.calendario == hechos.calendario()


def test_la_entrada_abierta_se_lee_de_una_vez_con_sus_cargos(cast: Cast, ahora: datetime) -> None:
    token = personas.open_access(cast.revisora.usuario_id, ahora=ahora).token
    digest = sha256(token.encode()).hexdigest()
    with counted() as seen:
        found = people.open_access(digest, ahora)
    assert len(seen) == 1
    assert found is not None
    assert found.actor == people.actor_of(cast.revisora.usuario_id, HOY)
    assert people.open_access("0" * 64, ahora) is None
    assert people.open_access(digest, ahora + timedelta(days=30)) is None
