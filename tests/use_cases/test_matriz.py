"""One MIR for the POA of its programme: proposals are facts, what loses its component is told, nobody else writes."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError

from tests.builders_matriz import PROGRAMA, catalogues, draft, leading, sample, taking_part
from tests.cast import Cast
from workflow.audit import queries as audit
from workflow.avisos.models import Aviso
from workflow.db import db
from workflow.expedientes import service as expedientes
from workflow.jobs import tasks
from workflow.kernel.actor import SISTEMA
from workflow.kernel.refusals import AlreadyDone, NotAllowed, NotFound, Refused
from workflow.poa.matriz import queries
from workflow.poa.service import matriz


@pytest.fixture
def poas(app: Flask, cast: Cast, ahora: datetime) -> tuple[int, int]:
    catalogues(ahora)
    return leading(cast, ahora), taking_part(cast, ahora, ("C1", "C9"))


def propose(de: int, cast: Cast, ahora: datetime, **changes: Any) -> int:
    values = {"programa": PROGRAMA, "clave": "C1", "dato": "resumen", "propone": "Escuelas pavimentadas",
              "motivo": "Faltan las escuelas", "actor": cast.enlace_educacion, "ahora": ahora} | changes  # fmt: skip
    return matriz.proponer(de, **values)


def told(codigo: str) -> set[tuple[int, int]]:
    """(dossier, person) of each notice of that kind, after doing what was left in the background."""
    tasks.drain()
    db.session.rollback()
    rows = db.session.execute(select(Aviso.expediente_id, Aviso.usuario_id).where(Aviso.codigo == codigo))
    return {(a, b) for a, b in rows}


def test_una_propuesta_guarda_que_decia_la_matriz_y_avisa_a_la_lider(
    poas: tuple[int, int], cast: Cast, ahora: datetime
) -> None:
    lider, otra = poas
    made = propose(otra, cast, ahora)
    found = queries.propuesta(made)
    was = next(row["resumen"] for row in sample()["mir"] if row["clave"] == "C1")
    assert (found.dice, found.ur, found.estado) == (was, "UR-043", "abierta")
    assert told("matriz_propuesta") == {(lider, cast.enlace.usuario_id), (lider, cast.titular.usuario_id)}
    assert "matriz:proponer" in [entry.accion for entry in audit.of(("expediente", otra))]


def test_aceptar_escribe_el_resumen_en_el_borrador_de_la_lider_y_avisa(
    poas: tuple[int, int], cast: Cast, ahora: datetime
) -> None:
    lider, otra = poas
    made = propose(otra, cast, ahora)
    matriz.responder(made, "aceptada", "", actor=cast.enlace, ahora=ahora)
    assert {r["resumen"] for r in draft(lider)["mir"] if r["clave"] == "C1"} == {"Escuelas pavimentadas"}
    assert queries.propuesta(made).estado == "aceptada"
    assert (otra, cast.enlace_educacion.usuario_id) in told("matriz_respuesta")
    with pytest.raises(Refused) as again:
        matriz.responder(made, "rechazada", "Siempre no", actor=cast.enlace, ahora=ahora)
    assert again.value.codes == ["PROPUESTA_CERRADA"]


def test_rechazar_pide_decir_por_que_y_no_toca_la_matriz(poas: tuple[int, int], cast: Cast, ahora: datetime) -> None:
    lider, otra = poas
    made, before = propose(otra, cast, ahora), draft(lider)
    with pytest.raises(Refused) as refused:
        matriz.responder(made, "rechazada", " ", actor=cast.enlace, ahora=ahora)
    assert refused.value.codes == ["RESPUESTA_SIN_TEXTO"]
    matriz.responder(made, "rechazada", "Ya está en C2", actor=cast.enlace, ahora=ahora)
    assert draft(lider) == before and queries.propuesta(made).respuesta == "Ya está en C2"


def test_solo_quien_captura_en_cada_unidad_propone_responde_o_retira(
    poas: tuple[int, int], cast: Cast, ahora: datetime
) -> None:
    _, otra = poas
    for actor in (cast.enlace, cast.revisora, cast.planeacion):
        with pytest.raises(NotAllowed):
            propose(otra, cast, ahora, actor=actor)
    made = propose(otra, cast, ahora)
    for decision, actor in (
        ("aceptada", cast.enlace_educacion),
        ("retirada", cast.enlace),
        ("aceptada", cast.revisora),
    ):
        with pytest.raises(NotAllowed):
            matriz.responder(made, decision, "", actor=actor, ahora=ahora)
    matriz.responder(made, "retirada", "", actor=cast.titular_educacion, ahora=ahora)
    assert queries.propuesta(made).estado == "retirada"


def test_la_lider_no_se_propone_y_quien_no_participa_tampoco(
    poas: tuple[int, int], cast: Cast, ahora: datetime
) -> None:
    lider, otra = poas
    with pytest.raises(Refused) as own:
        propose(lider, cast, ahora, actor=cast.enlace)
    assert own.value.codes == ["PROPUESTA_PROPIA"]
    with pytest.raises(NotFound):
        propose(otra, cast, ahora, programa="PP-33")
    with pytest.raises(Refused) as empty:
        propose(otra, cast, ahora, propone=" ")
    assert empty.value.codes == ["PROPUESTA_SIN_TEXTO"]


def test_una_propuesta_enviada_dos_veces_es_una(poas: tuple[int, int], cast: Cast, ahora: datetime) -> None:
    _, otra = poas
    propose(otra, cast, ahora, llave="una-sola")
    with pytest.raises(AlreadyDone):
        propose(otra, cast, ahora, llave="una-sola")
    assert len(queries.propuestas(de_id=otra)) == 1


def test_una_propuesta_no_se_cambia_ni_se_borra_ni_en_la_base(
    poas: tuple[int, int], cast: Cast, ahora: datetime
) -> None:
    propose(poas[1], cast, ahora)
    for statement in ("UPDATE poa_matriz_propuesta SET propone = 'x'", "DELETE FROM poa_matriz_propuesta"):
        with pytest.raises(DatabaseError):
            db.session.execute(text(statement))
        db.session.rollback()


def test_al_enviar_la_matriz_se_avisa_a_las_dos_unidades_de_lo_que_quedo_sin_componente(
    poas: tuple[int, int], cast: Cast, ahora: datetime
) -> None:
    lider, otra = poas
    later = ahora + timedelta(minutes=5)
    expedientes.actuar(lider, "enviar", actor=cast.titular, ahora=later, parametros={})
    both = {
        (lider, cast.enlace.usuario_id),
        (lider, cast.titular.usuario_id),
        (otra, cast.enlace_educacion.usuario_id),
        (otra, cast.titular_educacion.usuario_id),
    }
    assert told("matriz_sin_componente") == both
    matriz.avisar_sin_componente(lider, 999, actor=SISTEMA, ahora=later)
    assert told("matriz_sin_componente") == both


def test_si_nada_queda_sin_componente_no_se_avisa(app: Flask, cast: Cast, ahora: datetime) -> None:
    catalogues(ahora)
    lider = leading(cast, ahora)
    taking_part(cast, ahora, ("C1", "C2"))
    assert matriz.avisar_sin_componente(lider, 1, actor=SISTEMA, ahora=ahora) == 0


def test_quien_participa_lee_lo_enviado_y_no_lo_que_la_lider_vuelve_a_capturar(
    poas: tuple[int, int], cast: Cast, ahora: datetime
) -> None:
    lider, _ = poas
    first = queries.shared(2026, PROGRAMA, "UR-050")
    assert first is not None and first.numero is None
    expedientes.actuar(lider, "enviar", actor=cast.titular, ahora=ahora + timedelta(minutes=5), parametros={})
    sent = queries.shared(2026, PROGRAMA, "UR-050")
    assert sent is not None and sent.numero == 1 and sent.documento["mir"] == sample()["mir"]


def test_de_un_borrador_ajeno_solo_se_dice_la_clave_y_el_componente(
    poas: tuple[int, int], cast: Cast, ahora: datetime
) -> None:
    lider, otra = poas
    found = queries.pointing_from(2026, PROGRAMA, ["UR-043", "UR-050"], lider)
    assert [(one.ur, one.clave, one.componente, one.descripcion, one.expediente_id) for one in found] == [
        ("UR-043", "A01", "C1", "", otra),
        ("UR-043", "A02", "C9", "", otra),
    ]
