"""The own vote from the phone, by its pages, and the console that opens it, watches it and closes it."""

from __future__ import annotations

from datetime import datetime

import pytest
from flask import Flask

from tests import builders_sesiones as b
from tests.cast import Cast
from tests.web import sala as salas
from tests.web.page import Browser
from tests.web.sala import Sala, browser_of
from workflow.people.service import link_member

NUEVE = b.CURULES[:9]


@pytest.fixture
def sala(sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime) -> Sala:
    """The Cabildo with nine present and a matter on the floor; the regidora of the cast holds C04."""
    hecha = salas.cabildo(sqlite_app, sqlite_cast, ahora)
    link_member("C04", sqlite_cast.regidora.usuario_id, actor=sqlite_cast.administradora, ahora=ahora)
    hecha.ready(*NUEVE)
    hecha.open_item("votable")
    return hecha


@pytest.fixture
def regidora(sala: Sala, sqlite_app: Flask, sqlite_cast: Cast) -> Browser:
    return browser_of(sqlite_app, sqlite_cast.regidora)


def open_vote(sala: Sala) -> None:
    data = sala.form(sala.item_url("votable", "votar"))
    page = sala.browser.post(sala.item_url("votable", "urna/abrir"), data, follow_redirects=True)
    assert "La votación electrónica está abierta" in page.text
    sala.last = None


def test_la_integrante_ve_la_sesion_y_vota_cuando_se_abre(sala: Sala, regidora: Browser) -> None:
    url = f"{sala.url}/mi-voto"
    assert "Cuando se abra la votación electrónica" in regidora.get(url).text
    open_vote(sala)
    page = regidora.get(url)
    page = regidora.submit(page, "Emitir mi voto", sentido="en_contra")
    assert "Su voto quedó registrado" in page.text and "Su voto: en contra" in page.text
    assert "Emitir mi voto" not in page.text


def test_la_consola_dice_quien_voto_y_no_como_y_al_cerrar_cuenta(sala: Sala, regidora: Browser) -> None:
    open_vote(sala)
    regidora.submit(regidora.get(f"{sala.url}/mi-voto"), "Emitir mi voto", sentido="en_contra")
    page = sala.page()
    assert "1 de 9 han votado" in page.text
    faltan = [str(i["name"]) for i in page.all("[name^='voto|'][value=a_favor]")]
    assert len(faltan) == 8 and "voto||C04" not in faltan
    page = sala.send(sala.item_url("votable", "urna/cerrar"), **dict.fromkeys(faltan[1:], "a_favor"))
    assert (
        page.status == 422 and "Falta el sentido del voto" in page.text and "Votación electrónica abierta" in page.text
    )
    page = sala.send(sala.item_url("votable", "urna/cerrar"), **dict.fromkeys(faltan, "a_favor"))
    assert "8 a favor" in page.text and "1 en contra" in page.text
    assert sala.state_of("votable") == "aprobado"


def test_sin_elegir_o_por_segunda_vez_se_dice_que_hacer(sala: Sala, regidora: Browser) -> None:
    open_vote(sala)
    page = regidora.get(f"{sala.url}/mi-voto")
    vacio = regidora.submit(page, "Emitir mi voto")
    assert vacio.status == 422 and "Elija a favor, en contra o abstención" in vacio.text
    datos = page.form(f"{sala.url}/mi-voto")
    primero = regidora.post(f"{sala.url}/mi-voto", {**datos, "sentido": "a_favor"})
    repetido = regidora.post(f"{sala.url}/mi-voto", {**datos, "sentido": "a_favor"})
    assert primero.status == repetido.status == 302
    otra = regidora.post(f"{sala.url}/mi-voto", {**datos, "llave": "otra-llave", "sentido": "en_contra"})
    assert otra.status == 409 and "Cada asiento vota una sola vez" in otra.text


def test_quien_no_integra_mira_pero_no_vota(sala: Sala, sqlite_app: Flask, sqlite_cast: Cast) -> None:
    open_vote(sala)
    ajeno = browser_of(sqlite_app, sqlite_cast.auditor)
    page = ajeno.get(f"{sala.url}/mi-voto")
    assert "no está ligado a un integrante" in page.text and "Emitir mi voto" not in page.text
    assert "Votación electrónica abierta" in ajeno.get(sala.url).text


def test_quien_preside_abre_la_votacion_desde_su_telefono(
    sala: Sala, sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime
) -> None:
    """Preside C01; su usuario tiene el cargo de integrante, no el de quien lleva la sesión."""
    link_member("C04", sqlite_cast.auditor.usuario_id, actor=sqlite_cast.administradora, ahora=ahora)
    link_member("C01", sqlite_cast.regidora.usuario_id, actor=sqlite_cast.administradora, ahora=ahora)
    presidenta = browser_of(sqlite_app, sqlite_cast.regidora)
    page = presidenta.submit(presidenta.get(f"{sala.url}/mi-voto"), "Abrir votación electrónica")
    assert "Emitir mi voto" in page.text
    page = presidenta.submit(page, "Cerrar la votación y contar")
    assert page.status == 422 and "Falta el sentido del voto" in page.text


def test_una_votacion_abierta_puede_dejarse_sin_efecto(sala: Sala, regidora: Browser) -> None:
    open_vote(sala)
    page = sala.send(sala.item_url("votable", "urna/dejar"))
    assert "quedó sin efecto" in page.text
    assert "Emitir mi voto" not in regidora.get(f"{sala.url}/mi-voto").text
    page = sala.vote("votable")
    assert "9 a favor" in page.text
