"""Several people sign at once: one signature enters, and the others prepare theirs again."""

from __future__ import annotations

import threading
from datetime import datetime

import pytest
from flask import Flask

from tests import builders_firma_actas as b
from tests.builders_firma_actas import examined
from tests.cast import Cast
from workflow.actas.models import FirmaElectronica, FirmaEtapa
from workflow.actas.service import firmas_firmar as firmado
from workflow.db import db
from workflow.kernel.refusals import Refused, Stale


def test_si_otra_persona_firmo_entre_tanto_se_prepara_de_nuevo(app: Flask, cast: Cast, ahora: datetime) -> None:
    acta = b.begun(cast, ahora, orden="libre")
    quien = b.certificate(acta, "3")
    b.prepare(acta, "3", quien, cast.gobierno, ahora)
    valor = quien.firma(b.attributes(acta, "3"))
    b.sign(acta, "4", cast.gobierno, ahora)
    with pytest.raises(Stale) as refusal:
        firmado.firmar(acta, "3", valor=valor, actor=cast.gobierno, ahora=ahora)
    assert refusal.value.codes == ["FIRMA_OTRA_ANTES"]
    b.sign(acta, "3", cast.gobierno, ahora)
    assert examined(acta, ahora) == [("Firma-05", "valida"), ("Firma-04", "valida")]


def test_dos_envios_a_la_vez_de_un_mismo_turno_dejan_una_firma(app: Flask, cast: Cast, ahora: datetime) -> None:
    acta = b.begun(cast, ahora)
    quien = b.certificate(acta, "0")
    b.prepare(acta, "0", quien, cast.gobierno, ahora)
    valor, outcomes = quien.firma(b.attributes(acta, "0")), []
    gate = threading.Barrier(4)

    def send() -> None:
        with app.app_context():
            gate.wait()
            try:
                outcomes.append(firmado.firmar(acta, "0", valor=valor, actor=cast.gobierno, ahora=ahora))
            except Refused as refusal:
                outcomes.append(refusal.codes)
            finally:
                db.session.remove()

    threads = [threading.Thread(target=send) for _ in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert sum(isinstance(one, int) for one in outcomes) == 1
    assert [one for one in outcomes if not isinstance(one, int)] == [["FIRMA_YA_ESTA"]] * 3
    db.session.rollback()
    assert db.session.query(FirmaElectronica).count() == 1
    assert db.session.query(FirmaEtapa).count() == 2


def test_cuatro_personas_que_firman_a_la_vez_sobre_la_misma_etapa_dejan_una_y_las_demas_repiten(
    postgres_app: Flask, postgres_cast: Cast, ahora: datetime
) -> None:
    acta = b.begun(postgres_cast, ahora, orden="libre")
    claves, values, outcomes = ("0", "1", "2", "3"), {}, []
    for clave in claves:
        quien = b.certificate(acta, clave)
        b.prepare(acta, clave, quien, postgres_cast.gobierno, ahora)
        values[clave] = quien.firma(b.attributes(acta, clave))
    gate = threading.Barrier(len(claves))

    def send(clave: str) -> None:
        with postgres_app.app_context():
            gate.wait()
            try:
                firmado.firmar(acta, clave, valor=values[clave], actor=postgres_cast.gobierno, ahora=ahora)
                outcomes.append("firmada")
            except Refused as refusal:
                outcomes.append(refusal.codes[0])
            finally:
                db.session.remove()

    threads = [threading.Thread(target=send, args=(clave,)) for clave in claves]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert sorted(outcomes) == ["FIRMA_OTRA_ANTES"] * 3 + ["firmada"]
    db.session.rollback()
    assert [result for _, result in examined(acta, ahora)] == ["valida"]
