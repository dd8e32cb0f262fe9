"""Organs as data: dated rules with their legal basis, members, seats with leaves, and the rehearsal of a session."""

from __future__ import annotations

from datetime import datetime

import pytest
from flask import Flask

from tests import builders_sesiones as b
from tests.cast import Cast
from tests.web.page import Browser
from tests.web.sala import browser_of, fresh
from workflow.db import db
from workflow.people.models import Persona
from workflow.sesiones.models import OrganoRegla


@pytest.fixture
def gobierno(sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime) -> Browser:
    b.load_organs(sqlite_cast, ahora)
    return browser_of(sqlite_app, sqlite_cast.gobierno)


def test_las_reglas_nuevas_rigen_desde_su_dia_y_conservan_lo_que_no_se_toco(gobierno: Browser) -> None:
    page = gobierno.get("/organos/CAB/reglas")
    cambio = {"vigente_desde": "2026-03-01", "fundamento": "Reglamento Interior, artículo 40"}
    cambio["mayoria"] = "absoluta_presentes"
    aplica = [str(box["value"]) for box in page.all("[name=empate_aplica_a][checked]")]
    reinician = [str(box["value"]) for box in page.all("[name=reinician_plazo][checked]")]
    distancia = [str(box["value"]) for box in page.all("[name=distancia_vota][checked]")]
    varios = {"empate_aplica_a": aplica, "reinician_plazo": reinician, "distancia_vota": distancia}
    page = gobierno.submit(page, "Registrar las reglas", **varios, **cambio)
    assert "Las reglas quedaron registradas" in page.text and "Desde el 01/03/2026" in page.text
    fresh()
    antes, despues = (
        db.session.query(OrganoRegla)
        .filter_by(organo_id=db.session.query(OrganoRegla).filter_by(fundamento=cambio["fundamento"]).one().organo_id)
        .order_by(OrganoRegla.vigente_desde)
    )
    assert despues.reglas["mayoria"] == "absoluta_presentes" and antes.reglas["mayoria"] == "simple"
    assert {k: v for k, v in despues.reglas.items() if k != "mayoria"} == {
        k: v for k, v in antes.reglas.items() if k != "mayoria"
    }


def test_sin_fundamento_o_hacia_atras_no_se_registran_y_lo_escrito_queda(gobierno: Browser) -> None:
    page = gobierno.get("/organos/CAB/reglas")
    datos = {"fundamento": "", "vigente_desde": "2026-03-01", "receso_max_min": "20"}
    malas = gobierno.submit(page, "Registrar las reglas", **datos)
    assert malas.status == 422 and "Escriba el fundamento" in malas.text
    assert malas.one("[name=receso_max_min]")["value"] == "20"
    atras = gobierno.submit(page, "Registrar las reglas", vigente_desde="2026-01-01")
    assert atras.status == 409
    sin_dia = gobierno.submit(page, "Registrar las reglas", vigente_desde="")
    assert sin_dia.status == 422 and "Escriba el día completo" in sin_dia.text


def test_solo_quien_guarda_las_reglas_puede_cambiarlas(gobierno: Browser, sqlite_app: Flask, sqlite_cast: Cast) -> None:
    regidora = browser_of(sqlite_app, sqlite_cast.regidora)
    page = regidora.get("/organos/CAB/reglas")
    assert "Reglas por fecha" in page.text and "Registrar las reglas" not in page.text


def test_una_persona_de_otro_sector_integra_el_comite_y_deja_de_integrarlo(gobierno: Browser) -> None:
    page = gobierno.get("/organos/COPLADEMUN/integrantes")
    datos = {
        "lugar": "CP-90", "nombre": "Irene Mota Sáenz", "genero": "M", "sector": "colegios",
        "representa": "Colegio de Arquitectos", "desde": "2026-02-10",
    }  # fmt: skip
    mala = gobierno.submit(page, "Registrar a la persona", **{**datos, "genero": ""})
    assert mala.status == 422 and mala.one("#mie-nombre")["value"] == "Irene Mota Sáenz"
    page = gobierno.submit(page, "Registrar a la persona", **datos)
    assert "Irene Mota Sáenz" in page.text and "Colegio de Arquitectos · Colegios de profesionistas" in page.text


def test_una_licencia_y_el_regreso_quedan_con_su_dia(gobierno: Browser) -> None:
    page = gobierno.get("/curules")
    page = gobierno.submit(page, "/curules/C05", acto="licencia_sin_suplente", desde="2026-02-10", nota="Oficio 12")
    assert "Quedó anotado" in page.text and "con licencia desde el 10/02/2026" in page.text
    assert "Nadie ocupa el asiento" in page.text
    otra = gobierno.submit(page, "/curules/C05", acto="licencia_sin_suplente", desde="2026-02-11")
    assert otra.status == 409
    page = gobierno.submit(page, "/curules/C05", acto="reincorpora", desde="2026-02-20")
    assert "Quedó anotado" in page.text


def test_la_administracion_liga_el_usuario_de_una_regidora_a_su_asiento(
    gobierno: Browser, sqlite_app: Flask, sqlite_cast: Cast
) -> None:
    admin = browser_of(sqlite_app, sqlite_cast.administradora)
    page = admin.get("/curules")
    page = admin.submit(page, "/curules/C04/usuario", usuario=str(sqlite_cast.regidora.usuario_id))
    assert "ya puede votar desde su teléfono" in page.text
    fresh()
    assert db.session.query(Persona).filter_by(usuario_id=sqlite_cast.regidora.usuario_id).count() == 1
    assert not gobierno.get("/curules").all("form[action$='/usuario']")


def test_el_ensayo_dice_que_no_alcanzaria_quorum(gobierno: Browser, sqlite_cast: Cast, ahora: datetime) -> None:
    """El Cabildo tiene 16: con 8 confirmados falta uno para los 9 que se requieren."""
    sesion_id = b.convene("CAB", sqlite_cast.gobierno, ahora, expedientes_ids=[])
    assert "Nada lo impide" in gobierno.get(f"/sesiones/{sesion_id}/ensayo").text
    ocho = "&".join(f"confirma={c}" for c in b.CURULES[:8])
    page = gobierno.get(f"/sesiones/{sesion_id}/ensayo?ensayar=1&{ocho}")
    assert "faltaría quórum" in page.text and "Falta 1 persona" in page.text
    assert len(page.all("[name=confirma][checked]")) == 8


def test_se_registra_una_comision_con_las_reglas_de_otra_y_se_convoca(
    gobierno: Browser, sqlite_app: Flask, sqlite_cast: Cast
) -> None:
    page = gobierno.get("/organos/nuevo")
    datos = {
        "tipo": "comision", "nombre": "Comisión Edilicia de Turismo", "clave": "com-21", "desde": "2026-02-01",
        "fundamento": "Acuerdo AHC/030/2026", "conduce": "transparencia",
    }  # fmt: skip
    mala = gobierno.submit(page, "Registrar el órgano", modelo="CAB", **datos)
    assert mala.status == 422 and "de la misma clase" in mala.text
    assert mala.one("#nombre")["value"] == "Comisión Edilicia de Turismo"
    page = gobierno.submit(mala, "Registrar el órgano", modelo="COM-03")
    assert "Registre a quienes lo integran" in page.text
    page = gobierno.submit(page, "Registrar el asiento", curul="C05", puesto="presidencia", desde="2026-02-01")
    organo = gobierno.get("/organos/COM-21").text
    assert "Por confirmar con la Secretaría de Gobierno Municipal" in organo and "La mitad más uno" in organo
    transparencia = browser_of(sqlite_app, sqlite_cast.transparencia)
    assert transparencia.get("/sesiones/convocar?organo=COM-21").status == 200


def test_el_cambio_de_nombre_queda_con_su_fecha_y_el_anterior_se_lee(gobierno: Browser) -> None:
    page = gobierno.get("/organos/COM-01/datos")
    datos = {"nombre": "Comisión Edilicia de Economía", "desde": "2026-02-10"}
    mala = gobierno.submit(page, "Registrar el nombre nuevo", **datos)
    assert mala.status == 422 and mala.one("#nombre")["value"] == "Comisión Edilicia de Economía"
    page = gobierno.submit(mala, "Registrar el nombre nuevo", fundamento="Acuerdo AHC/031/2026")
    assert "Nombre y conducción · Comisión Edilicia de Economía" in page.text
    assert "Comisión Edilicia de Desarrollo Económico, hasta el 09/02/2026" in page.text
    page = gobierno.submit(
        page, "Registrar el cambio", conduce="secretaria_gobierno", secretario_nombre="Inés Lara Soto",
        secretario_cargo="Secretaria Técnica", secretario_genero="M", fundamento="Nombramiento 12",
    )  # fmt: skip
    assert "Inés Lara Soto, Secretaria Técnica" in page.text
    assert "Certifica: Inés Lara Soto" in gobierno.get("/organos/COM-01").text


def test_el_plazo_del_voto_particular_y_lo_que_reinicia_se_configuran_con_fundamento(gobierno: Browser) -> None:
    page = gobierno.get("/organos/CU-DEDS/reglas")
    mala = gobierno.submit(page, "Registrar las reglas", voto_particular_horas="cero", vigente_desde="2026-03-01")
    assert mala.status == 422 and "«horas para presentar un voto particular»" in mala.text
    aplica = [str(box["value"]) for box in page.all("[name=empate_aplica_a][checked]")]
    gobierno.submit(
        page, "Registrar las reglas", voto_particular_horas="48", vigente_desde="2026-02-10", empate_aplica_a=aplica,
        reinician_plazo=["lugar", "punto_retirado"], fundamento="Reglamento, artículo 71",
        **{"seccion-informativos": "0"},
    )  # fmt: skip
    organo = gobierno.get("/organos/CU-DEDS").text
    assert "48 horas desde la votación del dictamen" in organo and "Lugar; Se retira un punto" in organo
    assert "Puntos informativos; Aprobación de actas anteriores" in organo


def test_se_registra_un_consejo_con_las_reglas_de_un_comite_y_planeacion_lo_integra(
    gobierno: Browser, sqlite_app: Flask, sqlite_cast: Cast
) -> None:
    datos = {
        "tipo": "consejo", "nombre": "Consejo Municipal de Participación Social", "clave": "CPS",
        "desde": "2026-02-01", "fundamento": "Acuerdo AHC/032/2026",
    }  # fmt: skip
    page = gobierno.submit(gobierno.get("/organos/nuevo"), "Registrar el órgano", modelo="COPLADEMUN", **datos)
    assert "Registre a quienes lo integran" in page.text
    planeacion = browser_of(sqlite_app, sqlite_cast.planeacion)
    page = planeacion.submit(
        planeacion.get("/organos/CPS/integrantes"), "Registrar a la persona", lugar="CPS-01", nombre="Irma Sosa Luna",
        genero="M", sector="sociedad_civil", representa="Colonias del norte", puesto="presidencia", calidad="titular",
        desde="2026-02-01",
    )  # fmt: skip
    assert "Irma Sosa Luna" in page.text
    assert "El suplente contesta la lista si falta su titular" in gobierno.get("/organos/CPS").text
    assert planeacion.get("/sesiones/convocar?organo=CPS").status == 200
