"""What each person sees: their bandeja, the board, and the page of a dossier."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime

import pytest
from sqlalchemy import event

from tests.builders_expedientes import CONTENIDO, Camino, plain_documents
from tests.cast import Cast
from workflow.db import db
from workflow.expedientes import queries, service
from workflow.expedientes.queries import Filtro
from workflow.kernel.refusals import NotAllowed, NotFound

HOY = date(2026, 2, 10)


@pytest.fixture(autouse=True)
def _documentos_simples(cast: Cast) -> Iterator[None]:
    with plain_documents():
        yield


def folios(filas: tuple[queries.Fila, ...]) -> list[str]:
    return [fila.folio for fila in filas]


@contextmanager
def reads() -> Iterator[list[str]]:
    seen: list[str] = []

    def note(_c: object, _cursor: object, statement: str, *_rest: object) -> None:
        seen.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(db.engine, "before_cursor_execute", note)


def test_a_cada_quien_le_toca_lo_suyo(cast: Cast, ahora: datetime) -> None:
    camino = Camino(cast, ahora)
    for who, mine in (("titular", 1), ("enlace", 1), ("titular_educacion", 0), ("revisora", 0), ("gobierno", 0)):
        assert queries.bandeja(getattr(cast, who), HOY).total_me_toca == mine, who
    camino.do("titular", "enviar")
    assert queries.bandeja(cast.titular, HOY).total_me_toca == 0
    assert folios(queries.bandeja(cast.titular, HOY).enviados) == ["POA/2026/0001"]
    waiting = queries.bandeja(cast.revisora, HOY).me_toca
    assert folios(waiting) == ["POA/2026/0001"]
    assert (waiting[0].lo_tiene, waiting[0].desde, waiting[0].vence_palabras) == (
        "Planeación",
        "desde hoy",
        "vence en 3 días hábiles",
    )


def test_la_bandeja_dice_quien_lo_tiene_y_lo_vencido_primero(cast: Cast, ahora: datetime) -> None:
    Camino(cast, ahora).to_review()
    Camino(cast, ahora, programa="PP-21").do("titular", "enviar")
    box = queries.bandeja(cast.revisora, date(2026, 2, 16))
    assert folios(box.me_toca) == ["POA/2026/0002", "POA/2026/0001"]
    assert (box.me_toca[0].vencido, box.me_toca[0].vence_palabras) == (True, "venció hace 1 día hábil")
    assert box.me_toca[1].lo_tiene == "Planeación (Nohemí Ávila Cruz)"
    assert box.me_toca[1].desde == "desde hace 6 días"


def test_a_quien_capturo_no_le_toca_revisar_aunque_pase_a_planeacion(cast: Cast, ahora: datetime) -> None:
    Camino(cast, ahora).do("titular", "enviar")
    moved = type(cast.enlace)(cast.enlace.usuario_id, "", "", cast.revisora.asignaciones)
    assert queries.bandeja(moved, HOY).total_me_toca == 0


def test_con_modificaciones_primero_acusa_la_dependencia_y_luego_publica_transparencia(
    cast: Cast, ahora: datetime
) -> None:
    camino = Camino(cast, ahora).to_cabildo()
    camino.resolve(resolucion="aprobado_con_modificaciones", modificaciones=["Se precisa la meta."])
    assert queries.bandeja(cast.titular, HOY).total_me_toca == 1
    assert queries.bandeja(cast.transparencia, HOY).total_me_toca == 0
    camino.do("titular", "acusar_modificaciones")
    assert queries.bandeja(cast.titular, HOY).total_me_toca == 0
    assert queries.bandeja(cast.transparencia, HOY).total_me_toca == 1


def test_el_tablero_cuenta_por_etapa_y_filtra_sin_acentos(cast: Cast, ahora: datetime) -> None:
    Camino(cast, ahora).to_review()
    Camino(cast, ahora, programa="PP-21")
    board = queries.tablero(cast.gobierno, HOY)
    assert (board.cuentas["en_revision"], board.cuentas["borrador"], board.cuentas["publicado"]) == (1, 1, 0)
    assert board.total == 2 and board.siguiente is None
    found = queries.tablero(cast.gobierno, HOY, Filtro(texto="pavimentacion pp-21"))
    assert folios(found.filas) == ["POA/2026/0002"]
    assert queries.tablero(cast.gobierno, HOY, Filtro(texto="100%")).filas == ()
    assert queries.tablero(cast.gobierno, HOY, Filtro(etapa="en_revision")).total == 1
    assert queries.tablero(cast.titular_educacion, HOY).total == 0


def test_el_tablero_se_recorre_por_paginas_sin_repetir_ni_saltar(cast: Cast, ahora: datetime) -> None:
    for number in range(5):
        Camino(cast, ahora, programa=f"PP-{number:02d}")
    seen: list[str] = []
    cursor: str | None = None
    while True:
        page = queries.tablero(cast.gobierno, HOY, despues=cursor, limite=2)
        seen += folios(page.filas)
        cursor = page.siguiente
        if cursor is None:
            break
    assert seen == [f"POA/2026/{n:04d}" for n in range(1, 6)]
    assert len(queries.tablero(cast.gobierno, HOY, despues="no es un cursor", limite=2).filas) == 2


def test_las_listas_leen_lo_mismo_con_dos_expedientes_que_con_veinte(cast: Cast, ahora: datetime) -> None:
    def spent() -> tuple[int, int]:
        db.session.remove()
        with reads() as box:
            queries.bandeja(cast.titular, HOY)
        db.session.remove()
        with reads() as board:
            queries.tablero(cast.gobierno, HOY)
        return len(box), len(board)

    for number in range(2):
        Camino(cast, ahora, programa=f"PP-{number:02d}")
    few = spent()
    for number in range(2, 20):
        Camino(cast, ahora, programa=f"PP-{number:02d}")
    assert spent() == few
    assert max(few) <= 10


def test_la_pagina_dice_todo_lo_que_falta_para_validar(cast: Cast, ahora: datetime) -> None:
    camino = Camino(cast, ahora).to_review()
    camino.observe("identificacion.problema_central")
    with reads() as seen:
        page = queries.ficha(camino.id, cast.planeacion, HOY)
    assert len(seen) <= 25
    by_action = {posible.accion: posible for posible in page.acciones}
    assert set(by_action) == {"observar", "notificar_observaciones", "validar"}
    assert by_action["notificar_observaciones"].ok
    assert [motivo.code for motivo in by_action["validar"].motivos] == ["BLOQUEANTE_ABIERTA"]
    assert [(o.clave, o.acciones) for o in page.observaciones] == [("O1", ("retirar_observacion",))]
    assert [(hito.etapa, hito.estado) for hito in page.linea][:4] == [
        ("borrador", "hecha"),
        ("enviado", "hecha"),
        ("en_revision", "actual"),
        ("validado", "pendiente"),
    ]
    assert (page.linea[1].por, page.linea[2].por) == ("Martín Zesati Rueda", "Nohemí Ávila Cruz")


def test_la_dependencia_no_ve_observaciones_sin_notificar(cast: Cast, ahora: datetime) -> None:
    camino = Camino(cast, ahora).to_review()
    camino.observe("identificacion")
    assert queries.ficha(camino.id, cast.titular, HOY).observaciones == ()
    camino.do("revisora", "notificar_observaciones")
    page = queries.ficha(camino.id, cast.titular, HOY)
    assert [(o.clave, o.acciones) for o in page.observaciones] == [("O1", ("responder",))]
    assert page.puede_capturar
    assert [(p.accion, p.ok, [m.code for m in p.motivos]) for p in page.acciones] == [
        ("enviar", False, ["OBSERVACIONES_SIN_RESPUESTA"])
    ]


def test_lo_no_enviado_solo_lo_lee_su_dependencia(cast: Cast, ahora: datetime) -> None:
    camino = Camino(cast, ahora)
    assert queries.ficha(camino.id, cast.titular, HOY).contenido == CONTENIDO
    assert queries.ficha(camino.id, cast.planeacion, HOY).contenido == {}
    with pytest.raises(NotAllowed):
        queries.ficha(camino.id, cast.titular_educacion, HOY)
    with pytest.raises(NotFound):
        queries.ficha(camino.id + 1, cast.planeacion, HOY)


def test_la_pagina_ensena_que_cambio_y_que_cambio_sin_haber_sido_observado(cast: Cast, ahora: datetime) -> None:
    camino = Camino(cast, ahora).to_review()
    camino.observe("identificacion.problema_central")
    camino.do("revisora", "notificar_observaciones")
    contenido = copy.deepcopy(CONTENIDO)
    contenido["identificacion"]["problema_central"] = "Faltan 3 km"
    contenido["actividades"][0]["meses"][2] = 9
    camino.capture(contenido)
    camino.answer("O1")
    camino.do("titular", "enviar")
    page = queries.ficha(camino.id, cast.revisora, HOY)
    assert [(d.campo, d.antes, d.despues, d.sin_observar) for d in page.diferencias] == [
        ("actividades[0].meses[2]", 4, 9, True),
        ("identificacion.problema_central", "Calles sin pavimento", "Faltan 3 km", False),
    ]
    first, last = page.envios[-1].id, page.envios[0].id
    assert queries.diferencias(camino.id, first, last, cast.revisora, HOY) == page.diferencias
    assert queries.envio_contenido(camino.id, first, cast.revisora, HOY) == CONTENIDO
    with pytest.raises(NotFound):
        queries.diferencias(camino.id, first, last + 99, cast.revisora, HOY)


def test_la_sesion_encuentra_lo_que_espera_turno(cast: Cast, ahora: datetime) -> None:
    camino = Camino(cast, ahora).to_validated()
    assert queries.waiting("en_comisiones", HOY) == ()
    camino.do("planeacion", "turnar")
    waiting = queries.waiting("en_comisiones", HOY)
    assert folios(waiting) == ["POA/2026/0001"]
    assert waiting[0].lo_tiene == "Secretaría de comisiones"
    page = queries.ficha(camino.id, cast.comisiones, HOY)
    assert (page.acciones, page.en_sesion) == ((), ("dictaminar",))


def test_un_dia_inhabil_registrado_recorre_el_plazo(cast: Cast, ahora: datetime) -> None:
    """Three business days from Tuesday 10: Friday 13; with Thursday 12 without office, Monday 16."""
    service.registrar_inhabil(date(2026, 2, 12), "Festejo local", "Acuerdo", actor=cast.administradora, ahora=ahora)
    camino = Camino(cast, ahora)
    camino.do("titular", "enviar")
    page = queries.ficha(camino.id, cast.titular, HOY)
    assert page.plazo is not None
    assert page.plazo.vence.isoformat() == "2026-02-16T21:00:00+00:00"


def test_un_plazo_con_fecha_solo_vale_desde_esa_fecha(cast: Cast, ahora: datetime) -> None:
    service.registrar_plazo(
        "enviado", 1, date(2026, 2, 1), "Lineamiento 4", actor=cast.gobierno, ahora=ahora, por_confirmar=False
    )
    service.registrar_plazo("enviado", 9, date(2026, 3, 1), "Lineamiento 5", actor=cast.gobierno, ahora=ahora)
    camino = Camino(cast, ahora)
    camino.do("titular", "enviar")
    plazo = queries.ficha(camino.id, cast.titular, HOY).plazo
    assert plazo is not None
    assert (plazo.dias, plazo.fundamento, plazo.por_confirmar) == (1, "Lineamiento 4", False)
    with pytest.raises(NotAllowed):
        service.registrar_plazo("enviado", 1, HOY, "x", actor=cast.titular, ahora=ahora)
