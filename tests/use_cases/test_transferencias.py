"""A dependencia that is renamed, merged or split: its dossiers move with their history, and the series goes on."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.exc import DatabaseError

from tests.builders_indicadores import A01, A02, Publicado, linea
from tests.cast import Cast
from workflow.audit import queries as audit
from workflow.db import db
from workflow.expedientes import service
from workflow.expedientes.models import Expediente
from workflow.expedientes.models.transferencias import Transferencia
from workflow.expedientes.queries import transferencias
from workflow.indicadores import queries as indicadores
from workflow.kernel.actor import Actor
from workflow.kernel.refusals import Invalid, NotAllowed, Refused
from workflow.people import queries as people
from workflow.people import service as cuentas

ACUERDO = "Acuerdo AHC/031/2026"


@pytest.fixture
def poa(cast: Cast, ahora: datetime) -> Publicado:
    return Publicado(cast, ahora)


def transfer(actor: Actor, ahora: datetime, chosen: list[int] | None = None, **more: Any) -> int:
    said: dict[str, Any] = {
        "clase": "fusion", "fecha": ahora.date(), "motivo": "Se fusionan las dos direcciones.", "fundamento": ACUERDO
    } | more  # fmt: skip
    a = said.pop("a", "UR-043")
    return service.transferir("UR-050", a, chosen, actor=actor, ahora=ahora, **said)


def test_los_expedientes_pasan_con_su_folio_y_la_serie_de_avances_continua(
    poa: Publicado, cast: Cast, ahora: datetime
) -> None:
    poa.report("2026-01", linea(A01, "10"))
    folio = db.session.get_one(Expediente, poa.id).folio
    transfer(cast.planeacion, ahora)
    moved = db.session.get_one(Expediente, poa.id)
    assert (moved.folio, moved.dependencia.clave) == (folio, "UR-043")
    assert indicadores.poa(poa.id).dependencia == "UR-043"
    sheet = indicadores.hoja(indicadores.poa(poa.id), "2026-01")
    assert next(f for f in sheet.filas if f.medida.direccion == A01).resultado.valor == 10
    assert indicadores.por_hacer({"UR-050"}, date(2026, 4, 6)) == []
    assert {one.mes for one in indicadores.por_hacer({"UR-043"}, date(2026, 4, 6))} == {"2026-02", "2026-03"}
    poa.report("2026-03", linea(A01, "10"), linea(A02, "5"), actor=cast.enlace_educacion)
    with pytest.raises(NotAllowed):
        poa.report("2026-02", linea(A01, "10"), actor=cast.enlace)


def test_la_transferencia_es_un_hecho_con_su_acuerdo_y_queda_en_cada_bitacora(
    poa: Publicado, cast: Cast, ahora: datetime
) -> None:
    fact = transfer(cast.planeacion, ahora)
    (told,) = transferencias.of_dependencia(cast.dependencias["UR-043"])
    assert (told.de, told.a, told.fundamento, told.por) == ("UR-050", "UR-043", ACUERDO, cast.planeacion.nombre)
    assert told.folios == (db.session.get_one(Expediente, poa.id).folio,)
    last = audit.last(("expediente", poa.id))
    assert last is not None and last.accion == "expediente:transferir"
    assert (last.datos["de_dependencia"], last.datos["a_dependencia"]) == ("UR-050", "UR-043")
    assert audit.verify()[1] == []
    with pytest.raises(DatabaseError):
        db.session.get_one(Transferencia, fact).motivo = "Otro"
        db.session.flush()


def test_en_la_que_se_fusiono_ya_no_se_abren_expedientes(poa: Publicado, cast: Cast, ahora: datetime) -> None:
    transfer(cast.planeacion, ahora)
    with pytest.raises(Refused) as refusal:
        service.crear("poa", "UR-050", "PP-41", 2026, "Otro", actor=cast.enlace, ahora=ahora)
    assert refusal.value.codes == ["DEPENDENCIA_FUSIONADA"]
    back = {"clase": "cambio", "fecha": ahora.date(), "motivo": "Vuelve.", "fundamento": ACUERDO}
    service.transferir("UR-043", "UR-050", [poa.id], actor=cast.planeacion, ahora=ahora, **back)
    assert service.crear("poa", "UR-050", "PP-41", 2026, "Otro", actor=cast.enlace, ahora=ahora)


def test_en_una_escision_pasa_solo_lo_elegido(poa: Publicado, cast: Cast, ahora: datetime) -> None:
    when: dict[str, Any] = {"actor": cast.enlace, "ahora": ahora}
    other = service.crear("poa", "UR-050", "PP-41", 2026, "POA 2026 de Alumbrado", **when)
    transfer(cast.planeacion, ahora, [other], clase="escision")
    assert db.session.get_one(Expediente, other).dependencia.clave == "UR-043"
    assert db.session.get_one(Expediente, poa.id).dependencia.clave == "UR-050"


@pytest.mark.parametrize(
    ("more", "codes"),
    [
        ({"fundamento": " "}, ["TRANSFERENCIA_SIN_FUNDAMENTO"]),
        ({"a": "UR-050"}, ["TRANSFERENCIA_DESTINO"]),
        ({"a": "UR-999"}, ["TRANSFERENCIA_DESTINO"]),
        ({"clase": "otra", "motivo": ""}, ["TRANSFERENCIA_CLASE", "TRANSFERENCIA_SIN_FUNDAMENTO"]),
        ({"chosen": []}, ["TRANSFERENCIA_INCOMPLETA"]),
        ({"chosen": [], "clase": "cambio"}, ["TRANSFERENCIA_VACIA"]),
        ({"chosen": [9999], "clase": "cambio"}, ["TRANSFERENCIA_AJENA"]),
    ],
)
def test_lo_que_falta_se_dice_completo_y_nada_se_mueve(
    poa: Publicado, cast: Cast, ahora: datetime, more: dict[str, Any], codes: list[str]
) -> None:
    with pytest.raises(Refused) as refusal:
        transfer(cast.planeacion, ahora, **more)
    assert refusal.value.codes == codes
    assert db.session.get_one(Expediente, poa.id).dependencia.clave == "UR-050"


def test_una_fecha_que_no_llega_se_rechaza(poa: Publicado, cast: Cast, ahora: datetime) -> None:
    with pytest.raises(Refused) as refusal:
        transfer(cast.planeacion, ahora, fecha=ahora.date() + timedelta(days=2))
    assert refusal.value.codes == ["TRANSFERENCIA_FUTURA"]


def test_no_caben_dos_del_mismo_programa_y_ejercicio(poa: Publicado, cast: Cast, ahora: datetime) -> None:
    row = db.session.get_one(Expediente, poa.id)
    when: dict[str, Any] = {"actor": cast.enlace_educacion, "ahora": ahora}
    service.crear("poa", "UR-043", row.programa, row.ejercicio, "POA de Educación", **when)
    with pytest.raises(Refused) as refusal:
        transfer(cast.planeacion, ahora)
    assert refusal.value.codes == ["TRANSFERENCIA_REPETIDA"]


@pytest.mark.parametrize("quien", ["enlace", "revisora", "auditor"])
def test_solo_planeacion_y_administracion_transfieren_y_renombran(
    poa: Publicado, cast: Cast, ahora: datetime, quien: str
) -> None:
    who = cast.people[quien]
    with pytest.raises(NotAllowed):
        transfer(who, ahora)
    with pytest.raises(NotAllowed):
        cuentas.rename("UR-050", "Otra", ahora.date(), ACUERDO, actor=who, ahora=ahora)
    assert db.session.scalar(select(Transferencia.id)) is None


def test_cada_fecha_lleva_el_nombre_que_regia(cast: Cast, ahora: datetime) -> None:
    since = date(2026, 3, 1)
    before = people.dependencia_nombre("UR-050", date(2026, 2, 28))
    cuentas.rename("UR-050", "Dirección de  Infraestructura", since, ACUERDO, actor=cast.planeacion, ahora=ahora)
    assert people.dependencia_nombre("UR-050", date(2026, 2, 28)) == before == "Dirección de Obras Públicas"
    assert people.dependencia_nombre("UR-050", since) == "Dirección de Infraestructura"
    newest, oldest = people.dependencia_nombres("UR-050")
    assert (newest.fundamento, newest.hasta, oldest.hasta) == (ACUERDO, None, date(2026, 2, 28))


def test_un_nombre_sin_fundamento_o_anterior_al_vigente_se_rechaza(cast: Cast, ahora: datetime) -> None:
    who: dict[str, Any] = {"actor": cast.planeacion, "ahora": ahora}
    with pytest.raises(Invalid):
        cuentas.rename("UR-050", "Otra", date(2026, 3, 1), " ", **who)
    with pytest.raises(Refused) as refusal:
        cuentas.rename("UR-050", "Otra", date(2024, 1, 1), ACUERDO, **who)
    assert refusal.value.codes == ["DEPENDENCIA_NOMBRE_ANTERIOR"]
