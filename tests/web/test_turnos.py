"""The turn to commissions by its pages: what is proposed, what is chosen, what is changed, and the dated rules."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from flask import Flask

from tests import builders_sesiones as b
from tests.builders_expedientes import Camino
from tests.cast import Cast
from tests.web.page import Browser
from tests.web.sala import browser_of, fresh
from workflow.db import db
from workflow.sesiones import service
from workflow.sesiones.models import OrganoRegla, Turno, TurnoRegla


@pytest.fixture
def expediente(sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime) -> int:
    """A validated POA, and two joint commissions to which it could go."""
    organos = b.load_organs(sqlite_cast, ahora)
    reglas = db.session.query(OrganoRegla).filter_by(organo_id=organos["CU-DEDS"]).one().reglas
    service.registrar_organo(
        "CU-GOB",
        nombre="Comisiones Unidas de Gobernación y de Desarrollo Social",
        tipo="comisiones_unidas",
        prefijo_acuerdo="CUGDS/{consec:03d}/{anio}",
        reglas=reglas,
        fundamento="Reglamento interior",
        vigente_desde=ahora.date(),
        componentes=("COM-03", "COM-02"),
        actor=sqlite_cast.gobierno,
        ahora=ahora,
    )
    return Camino(sqlite_cast, ahora - timedelta(days=2)).to_validated().id


@pytest.fixture
def planeacion(sqlite_app: Flask, sqlite_cast: Cast) -> Browser:
    return browser_of(sqlite_app, sqlite_cast.planeacion)


def test_al_turnar_se_elige_a_que_comisiones_y_sin_elegir_no_se_turna(expediente: int, planeacion: Browser) -> None:
    url = f"/expedientes/{expediente}/acciones/turnar"
    page = planeacion.get(url)
    assert len(page.all("input[name=organo]")) == 2 and not page.all("input[name=organo][checked]")
    page = planeacion.submit(page, "Turnar a Comisiones")
    assert page.response.status_code == 422 and "Elija a qué Comisiones Unidas va." in page.text
    page = planeacion.submit(page, "Turnar a Comisiones", organo="CU-GOB")
    assert "se turnó a Comisiones Unidas" in page.text
    page = planeacion.get(f"/expedientes/{expediente}/turno")
    assert "Comisión Edilicia de Gobernación" in page.text and "Aún no se reúne para este asunto." in page.text


def test_la_regla_registrada_llega_marcada_con_su_fundamento(
    expediente: int, planeacion: Browser, ahora: datetime
) -> None:
    page = planeacion.get("/organos/turnos")
    page = planeacion.submit(page, "Registrar la regla", organo="CU-GOB", tipo="poa", fundamento="Acuerdo AHC/3/2026")
    assert "La regla quedó registrada" in page.text and "Por confirmar" in page.text
    page = planeacion.get(f"/expedientes/{expediente}/acciones/turnar")
    assert page.one("input[name=organo][checked]")["value"] == "CU-GOB" and "Acuerdo AHC/3/2026" in page.text


def test_una_regla_incompleta_dice_todo_y_conserva_lo_escrito(expediente: int, planeacion: Browser) -> None:
    page = planeacion.submit(planeacion.get("/organos/turnos"), "Registrar la regla", tipo="padron")
    assert page.response.status_code == 422
    assert "Elija a qué Comisiones Unidas va." in page.text and "Escriba el fundamento" in page.text
    assert page.one("select[name=tipo] option[selected]")["value"] == "padron"
    fresh()
    assert db.session.query(TurnoRegla).count() == 0


def test_el_turno_se_cambia_con_su_motivo_y_el_anterior_se_conserva(
    expediente: int, planeacion: Browser, sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime
) -> None:
    service.turnar(expediente, organo="CU-DEDS", actor=sqlite_cast.planeacion, ahora=ahora)
    url = f"/expedientes/{expediente}/turno"
    page = planeacion.submit(planeacion.get(url), "Turnar a esas comisiones", organo="CU-GOB")
    assert page.response.status_code == 409 and "Escriba el motivo." in page.text
    page = planeacion.submit(page, "Turnar a esas comisiones", organo="CU-GOB", motivo="Es materia de Gobernación")
    assert "quedó turnado a las otras comisiones" in page.text and "Turnos anteriores" in page.text
    assert "Es materia de Gobernación" in page.text
    ajena = browser_of(sqlite_app, sqlite_cast.comisiones).get(url)
    assert "Turnarlo a otras comisiones" not in ajena.text
    fresh()
    assert db.session.query(Turno).count() == 2


def test_lo_que_espera_se_ve_solo_bajo_las_comisiones_a_que_se_turno(
    expediente: int, sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime
) -> None:
    service.turnar(expediente, organo="CU-GOB", actor=sqlite_cast.planeacion, ahora=ahora)
    comisiones = browser_of(sqlite_app, sqlite_cast.comisiones)
    suya, otra = (comisiones.get(f"/sesiones/convocar?organo={clave}") for clave in ("CU-GOB", "CU-DEDS"))
    assert suya.all(f"input[name=expediente][value='{expediente}']")
    assert not otra.all(f"input[name=expediente][value='{expediente}']")
    assert "Comisiones Unidas de Gobernación y de Desarrollo Social" in comisiones.get("/sesiones").text
