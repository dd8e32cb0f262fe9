"""An ARCO request from the window to its end: terms, who asks encrypted, and the data handed over once."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date, datetime, timedelta
from typing import Any

import openpyxl
import pytest
from flask import Flask
from sqlalchemy import select

from tests.builders_padron import ANA, BUENO, LUPE, Expediente, llaves
from tests.cast import Cast
from workflow.audit import queries as audit
from workflow.db import db
from workflow.kernel.actor import Actor
from workflow.kernel.refusals import Invalid, NotAllowed, Refused
from workflow.padron.privacidad.arco import Hecho
from workflow.padron.privacidad.models import ArcoHecho, ArcoSolicitud, PadronAcceso
from workflow.padron.privacidad.queries import arco as queries
from workflow.padron.privacidad.queries.accesos import apariciones
from workflow.padron.privacidad.service.arco import Nueva, entregar, escribir, recibir
from workflow.padron.privacidad.service.bloqueo import Orden, decidir, decidir_de_persona

HOY = date(2026, 2, 10)  # a Tuesday
NUEVA = Nueva("acceso", "ventanilla", "Ana Peña", ANA, "ana@correo.mx, 493 932 1234", "", HOY)


@pytest.fixture
def expediente(app: Flask, cast: Cast, ahora: datetime) -> Expediente:
    expediente = Expediente(cast, ahora)
    expediente.loaded(BUENO)
    expediente.publish()
    return expediente


def nueva(expediente: Expediente, **cambios: Any) -> int:
    said = Nueva(**{**NUEVA.__dict__, **cambios})
    return recibir(said, llavero=llaves(), actor=expediente.cast.transparencia, ahora=expediente.tick())


def act(expediente: Expediente, solicitud: int, hecho: str, detalle: str = "", sentido: str | None = None) -> None:
    escribir(
        solicitud, Hecho(hecho, HOY, sentido), detalle, actor=expediente.cast.transparencia, ahora=expediente.tick()
    )


def respondida(expediente: Expediente, tipo: str = "acceso") -> int:
    solicitud = nueva(expediente, tipo=tipo)
    act(expediente, solicitud, "identidad")
    act(expediente, solicitud, "respuesta", "Procede: sí hay datos", "procedente")
    return solicitud


def give(expediente: Expediente, solicitud: int, detalle: str = "", actor: Actor | None = None) -> tuple[str, bytes]:
    who = actor or expediente.cast.transparencia
    return entregar(solicitud, detalle, llavero=llaves(), actor=who, ahora=expediente.tick())


# 20 business days after Tuesday 10 February 2026, without holidays registered: Tuesday 10 March.
def test_se_registra_con_folio_y_plazo_y_quien_la_pide_queda_cifrado(expediente: Expediente) -> None:
    solicitud = nueva(expediente)
    vista = queries.solicitud(solicitud, HOY)
    assert (vista.folio, vista.estado, vista.vence, vista.vencida) == (
        "ARCO-2026-0001", "por_acreditar", date(2026, 3, 10), False,
    )  # fmt: skip
    assert queries.solicitud(solicitud, date(2026, 3, 11)).vencida
    row = db.session.get_one(ArcoSolicitud, solicitud)
    assert ANA.encode() not in row.datos and b"Ana" not in row.datos
    assert queries.solicitante(solicitud, llaves()).contacto == "ana@correo.mx, 493 932 1234"
    assert "Peña" not in str([acto.datos for acto in audit.of(("arco", solicitud))])
    assert queries.solicitud(nueva(expediente, tipo="oposicion"), HOY).folio == "ARCO-2026-0002"


def test_lo_que_falta_para_registrarla_se_dice_todo_junto(expediente: Expediente) -> None:
    with pytest.raises(Invalid) as refusal:
        nueva(expediente, tipo="", medio="", nombre="", curp="PEXA", recibida=HOY + timedelta(days=1))
    assert [reason.code for reason in refusal.value.reasons] == [
        "ARCO_SIN_TIPO", "ARCO_SIN_MEDIO", "ARCO_SIN_NOMBRE", "ARCO_CURP_INVALIDA", "ARCO_DIA_FUTURO",
    ]  # fmt: skip
    with pytest.raises(NotAllowed):
        recibir(NUEVA, llavero=llaves(), actor=expediente.cast.planeacion, ahora=expediente.tick())


def test_se_entrega_todo_lo_que_hay_de_la_persona_y_de_nadie_mas(expediente: Expediente) -> None:
    solicitud = respondida(expediente)
    nombre, paquete = give(expediente, solicitud)
    assert nombre == "ARCO-2026-0001.zip"
    with zipfile.ZipFile(io.BytesIO(paquete)) as packed:
        assert sorted(packed.namelist()) == ["datos.json", "datos.xlsx"]
        datos = json.loads(packed.read("datos.json"))
        libro = openpyxl.load_workbook(io.BytesIO(packed.read("datos.xlsx")))
    (fila,) = datos["filas"]
    assert fila["datos"]["CURP"] == ANA and fila["datos"]["MONTO"] == "450"
    assert datos["inscripciones"][0]["Desde"] == "05/02/2026" and datos["movimientos"][0]["Movimiento"] == "alta"
    assert LUPE not in json.dumps(datos) and "TORRE" not in json.dumps(datos)
    assert libro.sheetnames[0] == "Datos" and ("CURP", ANA) in [
        (row[2], row[3]) for row in libro["Datos"].iter_rows(values_only=True)
    ]
    hecho = db.session.scalars(select(ArcoHecho).where(ArcoHecho.hecho == "entrega")).one()
    assert hecho.sha256 is not None and len(hecho.sha256) == 64
    accesos = db.session.scalars(select(PadronAcceso).where(PadronAcceso.accion == "exportar")).all()
    assert [(one.motivo, one.detalle, one.solicitud_id) for one in accesos] == [
        ("solicitud_arco", "ARCO-2026-0001", solicitud)
    ]


def test_se_entrega_una_vez_y_otra_solo_con_motivo(expediente: Expediente) -> None:
    solicitud = respondida(expediente)
    with pytest.raises(Refused, match="ARCO_SIN_ENTREGA"):
        act(expediente, solicitud, "cumplida")
    give(expediente, solicitud)
    with pytest.raises(Invalid, match="ARCO_YA_ENTREGADA"):
        give(expediente, solicitud)
    give(expediente, solicitud, "El disco llegó dañado")
    act(expediente, solicitud, "cumplida")
    assert queries.solicitud(solicitud, HOY).estado == "concluida"
    with pytest.raises(Invalid, match="ARCO_ACTO_FUERA_DE_TURNO"):
        give(expediente, solicitud, "Una vez más, por favor")


def test_no_se_entrega_antes_de_acreditar_y_responder_ni_lo_que_no_es_de_acceso(expediente: Expediente) -> None:
    solicitud = nueva(expediente)
    with pytest.raises(Invalid, match="ARCO_ACTO_FUERA_DE_TURNO"):
        give(expediente, solicitud)
    with pytest.raises(Invalid, match="ARCO_NO_ES_DE_ACCESO"):
        give(expediente, respondida(expediente, "cancelacion"))
    with pytest.raises(NotAllowed):
        give(expediente, respondida(expediente), actor=expediente.cast.auditor)


def test_una_cancelacion_procedente_suprime_a_la_persona_antes_del_plazo(expediente: Expediente) -> None:
    solicitud = respondida(expediente, "cancelacion")
    transparencia = expediente.cast.transparencia
    lugares = [(one.carga_id, one.numero) for one in apariciones(ANA, llaves())]
    orden = Orden("LGPDPPSO, artículo 40", "Padrones", date(2036, 2, 10), solicitud)
    assert decidir_de_persona("bloquear", lugares, orden, actor=transparencia, ahora=expediente.tick()) == 1
    assert decidir_de_persona("suprimir", lugares, orden, actor=transparencia, ahora=expediente.tick()) == 1
    assert apariciones(ANA, llaves()) == []
    otra = respondida(expediente, "acceso")
    decidir("bloquear", lugares[0][0], 3, orden, actor=transparencia, ahora=expediente.tick())
    with pytest.raises(Invalid, match="SUPRESION_SIN_SOLICITUD"):
        decidir(
            "suprimir", lugares[0][0], 3, Orden("LGPDPPSO, artículo 40", "Padrones", None, otra), actor=transparencia,
            ahora=expediente.tick(),
        )  # fmt: skip
