"""A hybrid session by its pages: the roll call, who changes, the board and the phone; and what was announced."""

from __future__ import annotations

from datetime import datetime

import pytest
from flask import Flask

from tests import builders_sesiones as b
from tests.cast import Cast
from tests.web import sala as salas
from tests.web.sala import Sala, browser_of
from workflow.db import db
from workflow.people.service import link_member
from workflow.sesiones import service
from workflow.sesiones.models import AsistenciaEvento, OrganoRegla, SesionIntegrante

NUEVE = b.CURULES[:9]


@pytest.fixture
def sala(sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime) -> Sala:
    return salas.cabildo(sqlite_app, sqlite_cast, ahora, modalidad="hibrida", enlace="https://video.example.mx/c")


def modes(sesion_id: int) -> dict[str, str | None]:
    salas.fresh()
    filas = db.session.query(SesionIntegrante.clave, AsistenciaEvento.modo).join(
        AsistenciaEvento, AsistenciaEvento.integrante_id == SesionIntegrante.id
    )
    return dict(filas.filter(AsistenciaEvento.sesion_id == sesion_id).order_by(AsistenciaEvento.id).all())


def test_el_pase_de_lista_pregunta_como_asiste_cada_quien(sala: Sala) -> None:
    page = sala.page()
    assert len(page.all("input[name=presente]")) == len(page.all("input[name=a_distancia]")) == 16
    page = sala.roll(*NUEVE[:7], a_distancia=list(NUEVE[7:]))
    assert "Hay quórum legal" in page.text and "2 a distancia" in page.text
    assert modes(sala.id)["C09"] == "a_distancia" and modes(sala.id)["C01"] == "presencial"


def test_en_una_sesion_presencial_no_se_pregunta(sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime) -> None:
    sala = salas.cabildo(sqlite_app, sqlite_cast, ahora)
    assert not sala.page().all("input[name=a_distancia]")
    sala.ready(*NUEVE)
    page = sala.page()
    assert "Pasa a distancia" not in page.text and "Llega a distancia" not in page.text


def test_desde_la_consola_se_llega_y_se_cambia_con_un_toque(sala: Sala) -> None:
    sala.ready(*NUEVE)
    page = sala.send(f"{sala.url}/asistencia", movimiento="cambia_modo:a_distancia:C05")
    assert "Pasa a la sala" in page.text and "1 a distancia" in page.text
    page = sala.send(f"{sala.url}/asistencia", movimiento="retardo:a_distancia:C12")
    assert "2 a distancia" in page.text and "se integró a distancia a las" in page.text
    assert (modes(sala.id)["C05"], modes(sala.id)["C12"]) == ("a_distancia", "a_distancia")


def test_el_tablero_y_el_telefono_lo_dicen(sala: Sala, sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime) -> None:
    link_member("C04", sqlite_cast.regidora.usuario_id, actor=sqlite_cast.administradora, ahora=ahora)
    sala.ready(*NUEVE)
    sala.send(f"{sala.url}/asistencia", movimiento="cambia_modo:a_distancia:C04")
    assert "1 a distancia" in sala.browser.get(f"{sala.url}/tablero").text
    assert "a distancia" in browser_of(sqlite_app, sqlite_cast.regidora).get(f"{sala.url}/mi-voto").text


def test_por_cedula_la_papeleta_deja_fuera_a_quien_esta_lejos_y_lo_explica(sala: Sala) -> None:
    sala.ready(*NUEVE)
    sala.send(f"{sala.url}/asistencia", movimiento="cambia_modo:a_distancia:C05")
    sala.open_item("votable")
    page = sala.page(tipo="cedula")
    assert "8 personas pueden votar" in page.text and "no se participa en esta clase de votación" in page.text
    assert len(sala.page(tipo="nominal").all("[name^='voto|'][value=a_favor]")) == 9


def test_quien_aviso_que_falta_no_se_marca_con_todos_y_su_motivo_se_acepta_con_un_toque(
    sala: Sala, sqlite_cast: Cast, ahora: datetime
) -> None:
    aviso = {"asiste": False, "motivo": "Comisión oficial en la capital", "integrante": "C16"}
    service.confirmar_asistencia(sala.id, **aviso, actor=sqlite_cast.gobierno, ahora=ahora)
    page = sala.page(todos="1")
    assert "Avisó que no asistirá." in page.text and "Comisión oficial en la capital" in page.text
    marcados = [str(i["value"]) for i in page.all("input[name=presente][checked]")]
    assert len(marcados) == 15 and "C16" not in marcados
    assert not page.all("input[name=acepta_aviso][checked]")
    page = sala.roll(*marcados, acepta_aviso=["C16"])
    assert "Ausente con justificación" in page.text
    hecho = db.session.query(AsistenciaEvento).filter_by(sesion_id=sala.id, evento="justifica").one()
    assert hecho.motivo == "Comisión oficial en la capital"


def test_si_no_se_acepta_el_aviso_nada_se_anota_de_quien_falto(sala: Sala, sqlite_cast: Cast, ahora: datetime) -> None:
    aviso = {"asiste": False, "motivo": "Un viaje", "integrante": "C16"}
    service.confirmar_asistencia(sala.id, **aviso, actor=sqlite_cast.gobierno, ahora=ahora)
    sala.roll(*NUEVE)
    salas.fresh()
    assert not db.session.query(AsistenciaEvento).filter_by(sesion_id=sala.id, evento="justifica").count()


def test_la_pagina_de_reglas_pregunta_por_la_distancia_y_guarda_lo_que_se_conteste(sala: Sala) -> None:
    page = sala.browser.get("/organos/CAB/reglas")
    marcadas = [str(i["value"]) for i in page.all("input[name=distancia_vota][checked]")]
    assert marcadas == ["economica", "nominal"]
    data = page.form("/organos/CAB/reglas")
    data |= {"vigente_desde": "2026-03-01", "fundamento": "Acuerdo AHC/9/2026", "distancia_vota": ["nominal"]}
    del data["distancia_cuenta_quorum"]
    page = sala.browser.post("/organos/CAB/reglas", data, follow_redirects=True)
    assert "Las reglas quedaron registradas" in page.text
    salas.fresh()
    reglas = db.session.query(OrganoRegla).filter_by(fundamento="Acuerdo AHC/9/2026").one().reglas
    assert (reglas["distancia_permitida"], reglas["distancia_cuenta_quorum"]) == (True, False)
    assert reglas["distancia_vota"] == ["nominal"]
