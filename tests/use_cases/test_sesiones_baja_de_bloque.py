"""One dossier out of a block before the session: the block goes on without it, and the fe de erratas says so."""

from __future__ import annotations

from datetime import datetime

import pytest

from tests import builders_sesiones as b
from tests.cast import Cast
from workflow.actas.redaccion.convocatoria import change_in_words
from workflow.db import db
from workflow.expedientes.models import Expediente
from workflow.kernel.refusals import NotFound, Refused
from workflow.sesiones import queries, service
from workflow.sesiones.conteo import Captura
from workflow.sesiones.convocatoria import starts_again
from workflow.sesiones.models import Convocatoria, Punto, PuntoExpediente
from workflow.sesiones.queries.relato import relato

TRES = "Análisis, discusión y, en su caso, aprobación en lo general de 3 programas operativos anuales"
DOS = "Análisis, discusión y, en su caso, aprobación en lo general de 2 programas operativos anuales"


def block(cast: Cast, ahora: datetime, cuantos: int = 3) -> tuple[int, int, list[int]]:
    ids = b.many_dictaminated(cast, ahora, cuantos)
    sesion = b.convene("CAB", cast.gobierno, ahora, en_bloque=True)
    return sesion, b.items(sesion)["bloque"], ids


def fix(sesion: int, cast: Cast, ahora: datetime, bajas: dict[int, str]) -> Convocatoria:
    emision = service.rectificar(sesion, motivo="Se retira un programa", bajas=bajas, actor=cast.gobierno, ahora=ahora)
    return db.session.get_one(Convocatoria, emision)


def test_el_bloque_sigue_sin_el_que_se_retiro_y_la_fe_de_erratas_lo_dice(
    organos: dict[str, int], cast: Cast, ahora: datetime, dia: datetime
) -> None:
    sesion, punto, ids = block(cast, ahora)
    antes = db.session.get_one(Punto, punto).titulo
    assert antes.startswith(TRES)
    emision = fix(sesion, cast, ahora, {ids[1]: "Falta su suficiencia presupuestal"})
    folio = db.session.get_one(Expediente, ids[1]).folio
    assert [(c["campo"].split(".")[0], c["antes"]) for c in emision.cambios] == [
        ("punto_corregido", antes), ("expediente_retirado", folio),
    ]  # fmt: skip
    dicho = change_in_words(**{k: emision.cambios[1][k] for k in ("campo", "antes", "ahora")})
    assert (dicho.dice, dicho.debe_decir) == (folio, "Retirado antes de la sesión: Falta su suficiencia presupuestal")
    assert [a["folio"] for a in emision.contenido["anexos"]].count(folio) == 0
    assert len(emision.contenido["anexos"]) == 2
    assert db.session.get_one(Punto, punto).titulo.startswith(DOS)
    assert db.session.get_one(Expediente, ids[1]).etapa == "retirado"

    b.open_with_agenda(sesion, b.CURULES, cast.gobierno, dia)
    service.abrir_punto(punto, actor=cast.gobierno, ahora=dia)
    service.votar_bloque(punto, votos=Captura(todos="a_favor"), actor=cast.gobierno, ahora=dia)
    estados = {a.expediente.id: a.estado for p in relato(sesion).puntos if p.id == punto for a in p.asuntos}
    assert estados == {ids[0]: "aprobado", ids[1]: "retirado", ids[2]: "aprobado"}


def test_lo_retirado_no_se_ofrece_solo_y_puede_enlistarse_de_nuevo(
    organos: dict[str, int], cast: Cast, ahora: datetime
) -> None:
    sesion, _, ids = block(cast, ahora)
    fix(sesion, cast, ahora, {ids[0]: "A petición de la dependencia"})
    cabildo = b.organ("CAB")
    assert queries.waiting_for(cabildo, ahora.date()) == []
    assert [e.id for e in queries.waiting_for(cabildo, ahora.date(), retirados=True)] == [ids[0]]


def test_un_bloque_no_se_queda_vacio_ni_se_retira_sin_motivo_ni_dos_veces(
    organos: dict[str, int], cast: Cast, ahora: datetime
) -> None:
    sesion, _, ids = block(cast, ahora, 2)
    for bajas, codigos in (
        (dict.fromkeys(ids, "Todos"), ["BLOQUE_SIN_EXPEDIENTES"]),
        ({ids[0]: " "}, ["RETIRO_SIN_MOTIVO"]),
    ):
        with pytest.raises(Refused) as error:
            fix(sesion, cast, ahora, bajas)
        assert error.value.codes == codigos
    fix(sesion, cast, ahora, {ids[0]: "Falta un anexo"})
    with pytest.raises(Refused) as error:
        fix(sesion, cast, ahora, {ids[0]: "Otra vez"})
    assert error.value.codes == ["EXPEDIENTE_FUERA_DE_BLOQUE"]
    assert [a.estado for a in db.session.query(PuntoExpediente).order_by(PuntoExpediente.orden)] == [
        "retirado", "pendiente",
    ]  # fmt: skip


def test_un_expediente_de_otra_sesion_no_se_retira_de_esta(
    organos: dict[str, int], cast: Cast, ahora: datetime
) -> None:
    sesion, _, ids = block(cast, ahora, 2)
    with pytest.raises(NotFound):
        fix(sesion, cast, ahora, {ids[-1] + 100: "No existe"})


def test_el_titulo_que_alguien_escribio_se_conserva(organos: dict[str, int], cast: Cast, ahora: datetime) -> None:
    sesion, punto, ids = block(cast, ahora)
    numero = db.session.get_one(Punto, punto).num_convocado or 0
    service.rectificar(
        sesion, motivo="Título", titulos={numero: "POA del año, en bloque"}, actor=cast.gobierno, ahora=ahora
    )
    emision = fix(sesion, cast, ahora, {ids[2]: "Falta un anexo"})
    assert db.session.get_one(Punto, punto).titulo == "POA del año, en bloque"
    assert [c["campo"].split(".")[0] for c in emision.cambios] == ["expediente_retirado"]


def test_retirar_de_un_bloque_reinicia_el_plazo_si_retirar_un_punto_lo_reinicia() -> None:
    cambios = [{"campo": "expediente_retirado.3", "antes": "POA-1", "ahora": "x"}]
    assert starts_again(cambios, ["punto_retirado"], "ordinaria")
    assert not starts_again(cambios, ["lugar"], "ordinaria")
