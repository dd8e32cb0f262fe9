"""Deltas of a padrón in force: the whole file or only its movements, on both databases. People are fictitious."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from flask import Flask
from sqlalchemy import select

from tests.builders_padron import ANA, COMPLETO, DE_ANA, DE_LUPE, DE_OTRA, MOVIMIENTOS, SENCILLAS, Expediente, csv
from tests.cast import Cast
from workflow.db import db
from workflow.expedientes.queries import ficha
from workflow.kernel.clock import local_date
from workflow.kernel.curp import digito_verificador
from workflow.kernel.refusals import Invalid, Refused
from workflow.padron import queries, service
from workflow.padron.models import Inscripcion, PadronFila, PadronMovimiento
from workflow.padron.queries.movimientos import en_vigor, huella_de

pytestmark = pytest.mark.usefixtures("app")

ANA_B = f"PEXA900215MZSXXN1{digito_verificador('PEXA900215MZSXXN1')}"  # the key that RENAPO gave Ana afterwards


@pytest.fixture
def expediente(app: Flask, cast: Cast, ahora: datetime) -> Expediente:
    """A padrón of Ana and Lupe in force, and its next version open."""
    made = Expediente(cast, ahora)
    made.loaded(csv(COMPLETO, DE_ANA, DE_LUPE))
    made.publish()
    made.modify()
    return made


def compared(expediente: Expediente, data: bytes) -> queries.CargaVista:
    carga_id = expediente.upload(data)
    expediente.read(carga_id)
    return queries.carga(carga_id, expediente.id)


def cuentas(expediente: Expediente) -> tuple[int, ...]:
    padron = expediente.contenido["padron"]
    return tuple(padron[n] for n in ("base_version", "altas", "bajas", "correcciones", "iguales", "vigentes"))


def publish(expediente: Expediente) -> None:
    """In force, and what is in force is what was approved."""
    aprobada = expediente.contenido["padron"]["huella_vigente"]
    expediente.publish()
    expediente.enroll()
    assert huella_de(en_vigor(expediente.id)) == aprobada


def inscritas() -> dict[int, tuple[int, int, date | None, int]]:
    """id -> (version in which it came in, version of its rules, day on which it left, centavos)."""
    rows = db.session.execute(
        select(
            Inscripcion.id, Inscripcion.version, Inscripcion.reglas_version, Inscripcion.hasta, PadronFila.monto
        ).join(PadronFila, PadronFila.id == Inscripcion.fila_id)
    )
    return {row[0]: (row[1], row[2], row[3], row[4]) for row in rows}


def historia() -> list[tuple[int, str, str | None]]:
    rows = db.session.execute(
        select(PadronMovimiento.inscripcion_id, PadronMovimiento.clase, PadronMovimiento.motivo).order_by(
            PadronMovimiento.id
        )
    )
    return [(row[0], row[1], row[2]) for row in rows]


def test_la_primera_version_es_toda_de_altas(cast: Cast, ahora: datetime) -> None:
    primera = Expediente(cast, ahora)
    primera.loaded(csv(COMPLETO, DE_ANA, DE_LUPE))
    assert cuentas(primera) == (None, 2, 0, 0, 0, 2)
    assert primera.contenido["padron"]["clase"] == "completo"
    primera.publish()
    assert huella_de(en_vigor(primera.id)) == primera.contenido["padron"]["huella_vigente"]


def test_el_padron_completo_se_compara_y_la_baja_por_no_aparecer_pide_su_causa(expediente: Expediente) -> None:
    carga = compared(expediente, csv(COMPLETO, DE_ANA.replace("450", "900"), DE_OTRA))
    with pytest.raises(Refused) as refused:
        expediente.confirm(carga.id, None)
    assert refused.value.codes == ["BAJAS_SIN_CAUSA"]
    expediente.confirm(carga.id, "renuncia")
    assert cuentas(expediente) == (1, 1, 1, 1, 0, 2)
    publish(expediente)
    assert historia()[2:] == [(2, "baja", "renuncia"), (1, "correccion", None), (3, "alta", None)]


def test_los_movimientos_solos_dejan_igual_a_los_demas(expediente: Expediente) -> None:
    expediente.loaded(
        csv(MOVIMIENTOS, f"BAJA,defunción,,{DE_LUPE}", f"ALTA,,,{DE_OTRA}", f",,,{DE_ANA}"), motivo_bajas=None
    )
    assert expediente.contenido["padron"]["clase"] == "movimientos"
    assert cuentas(expediente) == (1, 1, 1, 0, 1, 2)
    publish(expediente)
    assert inscritas() == {
        1: (1, 1, None, 45_000),
        2: (1, 1, date(2026, 2, 10), 45_000),
        3: (2, 1, None, 45_000),
    }
    assert historia()[2:] == [(2, "baja", "defuncion"), (3, "alta", None)]


def test_lo_que_no_se_puede_aplicar_es_error_de_su_fila(expediente: Expediente) -> None:
    carga = compared(expediente, csv(
        MOVIMIENTOS, f"ALTA,,,{DE_ANA}", f"BAJA,renuncia,,{DE_OTRA}", f"BAJA,,,{DE_LUPE}", f"quizá,,,{DE_LUPE}",
    ))  # fmt: skip
    assert {hallazgo.codigo: hallazgo.filas for hallazgo in carga.errores} == {
        "DUPLICADO_EN_PADRON": (5,),
        "MOVIMIENTO_INVALIDO": (5,),
        "BAJA_SIN_MOTIVO": (4,),
        "ALTA_YA_INSCRITA": (2,),
        "MOVIMIENTO_SIN_INSCRIPCION": (3,),
    }
    assert (carga.validas, carga.con_error) == (0, 4)
    with pytest.raises(Refused) as refused:
        expediente.confirm(carga.id)
    assert "MOVIMIENTOS_VACIOS" in refused.value.codes


@pytest.mark.parametrize("como", ["columna", "folio", "completo"])
def test_a_quien_le_corrigen_la_curp_conserva_su_inscripcion(expediente: Expediente, como: str) -> None:
    nueva = DE_ANA.replace(ANA, ANA_B)
    datos = {
        "columna": csv(MOVIMIENTOS, f"CORRECCION,,{ANA},{nueva.replace('A1', 'Z9')}"),
        "folio": csv(MOVIMIENTOS, f"CORRECCION,,,{nueva}"),
        "completo": csv(COMPLETO, nueva, DE_LUPE),
    }[como]
    expediente.loaded(datos, motivo_bajas=None)
    assert cuentas(expediente) == (1, 0, 0, 1, 1, 2)
    publish(expediente)
    assert {row[0]: row[3] for row in inscritas().values()} == {1: 45_000}
    assert len(inscritas()) == 2
    assert historia()[2:] == [(1, "correccion", None)]
    ana = db.session.get_one(Inscripcion, 1)
    assert ana.persona == db.session.get_one(PadronFila, ana.fila_id).indice


def test_un_folio_que_pasa_a_otra_persona_no_enlaza_a_nadie(expediente: Expediente) -> None:
    expediente.loaded(csv(COMPLETO, DE_OTRA.replace("A3", "A1"), DE_LUPE), motivo_bajas="fin_vigencia")
    assert cuentas(expediente) == (1, 1, 1, 0, 1, 2)


def test_solo_movimientos_sin_padron_en_vigor_no_se_confirman(cast: Cast, ahora: datetime) -> None:
    nuevo = Expediente(cast, ahora)
    carga = compared(nuevo, csv(MOVIMIENTOS, f"ALTA,,,{DE_ANA}"))
    with pytest.raises(Refused) as refused:
        nuevo.confirm(carga.id)
    assert refused.value.codes == ["MOVIMIENTOS_SIN_PADRON"]


def test_el_archivo_de_movimientos_y_el_completo_dejan_lo_mismo_en_vigor(expediente: Expediente) -> None:
    """What matters is who is in force with what data, not how it was told: the next whole file finds them the same."""
    expediente.loaded(csv(MOVIMIENTOS, f"ALTA,,,{DE_OTRA}"), motivo_bajas=None)
    publish(expediente)
    expediente.modify("correccion_de_datos")
    expediente.loaded(csv(COMPLETO, DE_ANA, DE_LUPE, DE_OTRA), motivo_bajas=None)
    assert cuentas(expediente) == (2, 0, 0, 0, 3, 3)


def test_cada_quien_sigue_con_la_version_de_las_reglas_de_su_alta(expediente: Expediente) -> None:
    service.guardar_reglas(expediente.id, SENCILLAS | {"edad_min": 21}, actor=expediente.actor, ahora=expediente.tick())
    expediente.loaded(csv(MOVIMIENTOS, f"ALTA,,,{DE_OTRA}"), motivo_bajas=None)
    vista = ficha(expediente.id, expediente.actor, local_date(expediente.ahora))
    assert vista.modificacion is not None and vista.modificacion.requiere_cabildo
    publish(expediente)
    assert {row[1] for row in inscritas().values()} == {1, 2}
    assert [row[1] for row in inscritas().values()] == [1, 1, 2]


@pytest.mark.parametrize(("declarado", "necesita"), [("correccion_de_datos", False), ("altas_y_bajas", True)])
def test_que_cambios_de_un_padron_necesitan_al_cabildo(
    cast: Cast, ahora: datetime, declarado: str, necesita: bool
) -> None:
    padron = Expediente(cast, ahora)
    padron.loaded(csv(COMPLETO, DE_ANA, DE_LUPE))
    padron.publish()
    padron.modify(declarado)
    padron.loaded(csv(COMPLETO, DE_ANA.replace("450", "900"), DE_LUPE), motivo_bajas=None)
    padron.do("titular_educacion", "enviar")
    vista = ficha(padron.id, padron.actor, local_date(padron.ahora))
    assert vista.modificacion is not None and vista.modificacion.requiere_cabildo is necesita


def test_lo_que_se_declara_no_esconde_lo_que_el_archivo_cambia(cast: Cast, ahora: datetime) -> None:
    padron = Expediente(cast, ahora)
    padron.loaded(csv(COMPLETO, DE_ANA, DE_LUPE))
    padron.publish()
    padron.modify("correccion_de_datos")
    padron.loaded(csv(COMPLETO, DE_ANA), motivo_bajas="renuncia")
    resultado = padron.do("titular_educacion", "enviar")
    assert "TIPO_CAMBIO_DISTINTO" in [aviso.code for aviso in resultado.avisos]
    vista = ficha(padron.id, padron.actor, local_date(padron.ahora))
    assert vista.modificacion is not None and vista.modificacion.requiere_cabildo


@pytest.mark.parametrize("tipo_cambio", ["ampliacion", "recalendarizacion"])
def test_un_padron_no_se_modifica_como_un_poa(cast: Cast, ahora: datetime, tipo_cambio: str) -> None:
    padron = Expediente(cast, ahora)
    padron.loaded(csv(COMPLETO, DE_ANA))
    padron.publish()
    with pytest.raises(Invalid) as refused:
        padron.modify(tipo_cambio)
    assert refused.value.codes == ["TIPO_CAMBIO_INVALIDO"]
