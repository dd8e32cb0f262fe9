"""Seeing somebody in clear leaves a fact that says who, what, for what and when; and it can be told per person."""

from __future__ import annotations

from datetime import datetime

import pytest
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from tests.builders_padron import ANA, BUENO, CON_ERRORES, LUPE, Expediente, llaves
from tests.cast import Cast
from workflow.audit import queries as audit
from workflow.db import db
from workflow.kernel.actor import Actor
from workflow.kernel.refusals import AlreadyDone, Invalid, NotAllowed, NotFound
from workflow.padron import service
from workflow.padron.models import PadronFila
from workflow.padron.privacidad.models import PadronAcceso
from workflow.padron.privacidad.queries import accesos
from workflow.padron.privacidad.service.accesos import EnClaro, consultar_persona, ver_fila


@pytest.fixture
def expediente(app: Flask, cast: Cast, ahora: datetime) -> Expediente:
    return Expediente(cast, ahora)


def ver(expediente: Expediente, carga_id: int, actor: Actor, motivo: str = "correccion", **more: object) -> EnClaro:
    said: dict[str, object] = {"detalle": "", "numero": 2, "campos": ["CURP", "MONTO"], "llave": None, **more}
    return ver_fila(
        expediente.id, carga_id, said["numero"], said["campos"], motivo=motivo, detalle=said["detalle"],
        llavero=llaves(), actor=actor, ahora=expediente.tick(), llave=said["llave"],
    )  # type: ignore[arg-type]  # fmt: skip


def test_se_ve_solo_lo_que_se_pidio_y_queda_quien_que_para_que_y_cuando(expediente: Expediente) -> None:
    carga_id = expediente.loaded()
    claro = ver(expediente, carga_id, expediente.actor)
    assert claro.datos == (("CURP", ANA), ("MONTO", "450"))
    (hecho,) = accesos.accesos_del_expediente(expediente.id)
    assert (hecho.por, hecho.cargo, hecho.accion, hecho.motivo, hecho.numero, hecho.campos) == (
        "Karina Soto Mata", "Enlace de Educación", "ver", "correccion", 2, ("CURP", "MONTO"),
    )  # fmt: skip
    assert hecho.en == expediente.ahora
    entry = audit.last(("expediente", expediente.id), "padron:acceso")
    assert entry is not None and ANA not in str(entry.datos)


@pytest.mark.parametrize(
    ("quien", "motivo"),
    [("titular", "correccion"), ("enlace", "otro"), ("gobierno", "revision"), ("regidora", "auditoria"),
     ("administradora", "otro")],
)  # fmt: skip
def test_quien_no_tiene_ese_padron_no_ve_a_nadie(expediente: Expediente, quien: str, motivo: str) -> None:
    carga_id = expediente.loaded()
    with pytest.raises(NotAllowed, match="ACCESO_NO_PERMITIDO"):
        ver(expediente, carga_id, getattr(expediente.cast, quien), motivo)
    assert accesos.accesos_del_expediente(expediente.id) == []


def test_cada_cargo_da_solo_sus_motivos_y_otro_se_explica_sin_datos_de_nadie(expediente: Expediente) -> None:
    carga_id = expediente.loaded()
    revisora, auditor = expediente.cast.revisora, expediente.cast.auditor
    for actor, motivo, detalle, campos, codes in (
        (expediente.actor, "revision", "", ["CURP"], {"ACCESO_SIN_MOTIVO"}),
        (revisora, "correccion", "", [], {"ACCESO_SIN_MOTIVO", "ACCESO_SIN_CAMPOS"}),
        (revisora, "", "", ["NO ESTÁ"], {"ACCESO_SIN_MOTIVO", "ACCESO_SIN_CAMPOS"}),
        (auditor, "otro", "corto", ["CURP"], {"ACCESO_SIN_DETALLE"}),
        (auditor, "auditoria", f"revisar a {ANA.lower()}", ["CURP"], {"TEXTO_CON_DATOS_PERSONALES"}),
        (auditor, "auditoria", "llamar al 493 932 1234", ["CURP"], {"TEXTO_CON_DATOS_PERSONALES"}),
    ):
        with pytest.raises(Invalid) as refusal:
            ver(expediente, carga_id, actor, motivo, detalle=detalle, campos=campos)
        assert {reason.code for reason in refusal.value.reasons} == codes
    assert accesos.accesos_del_expediente(expediente.id) == []
    assert ver(expediente, carga_id, auditor, "auditoria", detalle="Oficio ASE/120/2026").datos


def test_una_fila_de_otro_expediente_o_que_no_esta_no_se_abre(expediente: Expediente) -> None:
    carga_id = expediente.loaded()
    with pytest.raises(NotFound, match="FILA_NO_EXISTE"):
        ver(expediente, carga_id, expediente.actor, numero=99)
    with pytest.raises(NotFound, match="FILA_NO_EXISTE"):
        ver(expediente, carga_id + 1, expediente.actor)


def test_la_misma_forma_enviada_dos_veces_no_muestra_dos_veces(expediente: Expediente) -> None:
    carga_id = expediente.loaded()
    ver(expediente, carga_id, expediente.actor, llave="una")
    with pytest.raises(AlreadyDone):
        ver(expediente, carga_id, expediente.actor, llave="una")
    assert len(accesos.accesos_del_expediente(expediente.id)) == 1


def test_los_accesos_no_se_borran_ni_se_cambian(expediente: Expediente) -> None:
    ver(expediente, expediente.loaded(), expediente.actor)
    for statement in ("DELETE FROM padron_acceso", "UPDATE padron_acceso SET motivo = 'revision'"):
        with pytest.raises(DBAPIError):
            db.session.execute(text(statement))
        db.session.rollback()


def test_quien_ha_visto_a_una_persona_incluye_las_descargas_que_la_traian_y_solo_esas(expediente: Expediente) -> None:
    carga_id = expediente.upload(CON_ERRORES)
    expediente.read(carga_id)
    service.registrar_descarga(carga_id, actor=expediente.actor, ahora=expediente.tick())
    ver(expediente, carga_id, expediente.actor)
    transparencia = expediente.cast.transparencia

    def of(curp: str) -> list[tuple[str, str | None]]:
        filas = consultar_persona(
            curp, motivo="solicitud_arco", detalle="ARCO-1", llavero=llaves(), actor=transparencia,
            ahora=expediente.tick(),
        )  # fmt: skip
        return [(one.accion, one.por) for one in accesos.accesos_a(filas) if one.accion != "consultar"]

    assert of(ANA) == [("ver", "Karina Soto Mata"), ("descargar", "Karina Soto Mata")]
    assert of(LUPE) == [("descargar", "Karina Soto Mata")]
    assert of("BEML920313HMCLNS09") == []
    consultas = db.session.scalars(select(PadronAcceso).where(PadronAcceso.accion == "consultar")).all()
    assert [one.filas for one in consultas] == [1, 1, 1, 0]  # Ana is in two rows
    with pytest.raises(NotAllowed):
        consultar_persona(
            ANA, motivo="atencion", detalle="", llavero=llaves(), actor=expediente.cast.planeacion,
            ahora=expediente.tick(),
        )  # fmt: skip


def test_lo_que_alguien_vio_en_claro_se_conserva_aunque_se_suba_otro_archivo(expediente: Expediente) -> None:
    vista = expediente.upload(CON_ERRORES)
    expediente.read(vista)
    service.registrar_descarga(vista, actor=expediente.actor, ahora=expediente.tick())
    sin_ver = expediente.upload(CON_ERRORES + b"\r\n")
    expediente.read(sin_ver)
    expediente.loaded(BUENO)
    kept = set(db.session.scalars(select(PadronFila.carga_id)))
    assert vista in kept and sin_ver not in kept
    filas = consultar_persona(
        LUPE, motivo="atencion", detalle="", llavero=llaves(), actor=expediente.cast.transparencia,
        ahora=expediente.tick(),
    )  # fmt: skip
    assert [one.accion for one in accesos.accesos_a(filas) if one.accion != "consultar"] == ["descargar"]
