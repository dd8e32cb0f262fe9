"""A convocatoria is signed with a certificate by who convenes, and a corrected one is signed anew."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from flask import Flask

from tests import builders_documentos as d
from tests import builders_firma_actas as b
from tests import builders_sesiones as sesiones
from tests.cast import Cast
from workflow.actas.models import FirmaElectronica, Instantanea
from workflow.actas.queries import firmas_electronicas as consultas
from workflow.actas.queries import verificable
from workflow.actas.queries.firmas import signers
from workflow.actas.service.convocatoria import emitir_convocatoria
from workflow.db import db
from workflow.kernel.actor import SISTEMA
from workflow.kernel.refusals import Refused
from workflow.sesiones.models import Convocatoria, Sesion
from workflow.sesiones.service import rectificar


def issued(sesion: int, ahora: datetime) -> int:
    """Id of the snapshot of its last issue, as the background freezes and prints it."""
    emision = db.session.query(Convocatoria).filter_by(sesion_id=sesion).order_by(Convocatoria.id.desc()).first()
    assert emision is not None
    frozen = emitir_convocatoria(emision.id, instalacion=d.AQUI, actor=SISTEMA, ahora=ahora)
    d.printed(frozen, ahora, ("pdf",))
    return frozen.id


def convened(cast: Cast, ahora: datetime) -> tuple[int, int]:
    """(session of the Cabildo, snapshot of its convocatoria): rule and authority as the municipality has them."""
    sesiones.load_organs(cast, ahora)
    sesion = sesiones.convene("CAB", cast.gobierno, ahora, secretario=d.SECRETARIO)
    b.trust(cast, ahora)
    b.rule(cast, ahora, clase="convocatoria", orden="libre")
    return sesion, issued(sesion, ahora)


def test_quien_convoca_firma_la_convocatoria_y_la_firma_vale(app: Flask, cast: Cast, ahora: datetime) -> None:
    sesion, convocatoria = convened(cast, ahora)
    (quien,) = signers(convocatoria)
    assert quien.persona.nombre
    b.freeze(convocatoria, cast.gobierno, ahora)
    sin_firmar = b.last_pdf(convocatoria)
    b.sign(convocatoria, "0", cast.gobierno, ahora + timedelta(minutes=5))
    assert b.examined(convocatoria, ahora) == [("Firma-01", "valida")]
    assert b.last_pdf(convocatoria).startswith(sin_firmar)
    found = consultas.proceso(convocatoria)
    assert found is not None and (found.estado, found.sesion_id) == ("completo", sesion)
    version = verificable(db.session.get_one(Instantanea, convocatoria).folio).versiones[0]
    assert [(one.nombre, one.estado) for one in version.firmas] == [(quien.persona.nombre, "firmada")]
    assert version.archivos[0].formato == "firmado_electronico"


def test_corregida_por_una_fe_de_erratas_la_anterior_ya_no_se_firma_y_la_nueva_si(
    app: Flask, cast: Cast, ahora: datetime
) -> None:
    sesion, primera = convened(cast, ahora)
    b.freeze(primera, cast.gobierno, ahora)
    version = db.session.get_one(Sesion, sesion).version
    rectificar(
        sesion, motivo="Cambio de sala", datos={"lugar": "el Auditorio Municipal"}, actor=cast.gobierno, ahora=ahora,
        version=version,
    )  # fmt: skip
    segunda = issued(sesion, ahora)
    with pytest.raises(Refused) as error:
        b.sign(primera, "0", cast.gobierno, ahora)
    assert error.value.codes == ["FIRMA_DOCUMENTO_SIN_VIGENCIA"]
    assert db.session.query(FirmaElectronica).count() == 0
    b.freeze(segunda, cast.gobierno, ahora)
    b.sign(segunda, "0", cast.gobierno, ahora)
    assert b.examined(segunda, ahora) == [("Firma-01", "valida")]


def test_sin_regla_la_convocatoria_se_firma_en_papel(sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime) -> None:
    sesiones.load_organs(sqlite_cast, ahora)
    sesion = sesiones.convene("CAB", sqlite_cast.gobierno, ahora, secretario=d.SECRETARIO)
    convocatoria = issued(sesion, ahora)
    with pytest.raises(Refused) as error:
        b.freeze(convocatoria, sqlite_cast.gobierno, ahora)
    assert error.value.codes == ["FIRMA_SIN_FUNDAMENTO"]
