"""The second step of signing in, as who has it uses it and as who stole a password tries it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta
from urllib.parse import urlsplit

import pyotp
import pytest
from flask import Flask

from tests.cast import CLAVE, Cast
from tests.conftest import sign_in
from tests.web.page import Browser, Page
from workflow.db import db
from workflow.people.models import SegundoFactor

CORREO = "planeacion@fresnillo.test"


class Persona:
    """Who signs in, with a telephone; each code is of a later period than the one before."""

    def __init__(self, app: Flask, cast: Cast, ahora: datetime) -> None:
        self.app, self.cast, self.ahora = app, cast, ahora
        self.browser, self.secret = Browser(app), ""

    def later(self, **much: int) -> None:
        self.ahora += timedelta(**(much or {"seconds": 60}))
        self.app.config["CLOCK"] = lambda: self.ahora

    def code(self, *, periods: int = 0) -> str:
        return pyotp.TOTP(self.secret).at(self.ahora + timedelta(seconds=30 * periods))

    def enroll(self) -> list[str]:
        sign_in(self.browser.client, self.cast.planeacion.usuario_id)
        page = self.browser.get("/cuenta/segundo-paso")
        self.secret = "".join(page.one("code[data-literal]").get_text().split())
        done = self.browser.submit(page, "/cuenta/segundo-paso", codigo=self.code())
        assert done.status == 200
        return [one.get_text() for one in done.all("ul.codigos code")]

    def password(self, browser: Browser) -> Page:
        return browser.submit(browser.get("/entrar"), "/entrar", follow=False, correo=CORREO, clave=CLAVE)

    def enter(self, browser: Browser, codigo: str) -> Page:
        return browser.submit(browser.get("/entrar/codigo"), "/entrar/codigo", follow=False, codigo=codigo)


@pytest.fixture
def persona(sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime) -> Persona:
    return Persona(sqlite_app, sqlite_cast, ahora)


def inside(browser: Browser) -> bool:
    return browser.client.get("/cuenta").status_code == 200


def test_con_la_contrasena_sola_no_se_entra_y_con_el_codigo_si(persona: Persona) -> None:
    assert len(set(persona.enroll())) == 10
    otro = Browser(persona.app)
    assert persona.password(otro).location == "/entrar/codigo"
    assert not inside(otro)
    persona.later()
    assert persona.enter(otro, f" {persona.code()[:3]} {persona.code()[3:]} ").status == 302
    assert inside(otro)


def test_un_codigo_sirve_una_vez_y_el_de_hace_dos_periodos_ninguna(persona: Persona) -> None:
    persona.enroll()
    persona.later(seconds=120)
    viejo, ahora = persona.code(periods=-2), persona.code()
    for codigo, status in ((viejo, 422), ("000000", 422), (ahora, 302)):
        otro = Browser(persona.app)
        persona.password(otro)
        assert persona.enter(otro, codigo).status == status
    repetido = Browser(persona.app)
    persona.password(repetido)
    assert "cada uno sirve una vez" in persona.enter(repetido, ahora).text
    assert not inside(repetido)


def test_a_los_cinco_codigos_equivocados_se_pide_otra_vez_la_contrasena(persona: Persona) -> None:
    persona.enroll()
    persona.later()
    otro = Browser(persona.app)
    persona.password(otro)
    assert [persona.enter(otro, f"00000{n}").status for n in range(5)] == [422] * 5
    assert persona.enter(otro, persona.code()).location == "/entrar"
    assert not inside(otro)


def test_el_paso_pendiente_vence_a_los_diez_minutos(persona: Persona) -> None:
    persona.enroll()
    otro = Browser(persona.app)
    persona.password(otro)
    persona.later(minutes=10)
    assert persona.enter(otro, persona.code()).location == "/entrar"


def test_un_codigo_en_papel_sirve_una_sola_vez(persona: Persona) -> None:
    papel = persona.enroll()[3]
    for status in (302, 422):
        otro = Browser(persona.app)
        persona.password(otro)
        assert persona.enter(otro, papel.upper()).status == status


def test_los_codigos_nuevos_anulan_los_anteriores_y_piden_el_del_telefono(persona: Persona) -> None:
    antes = persona.enroll()
    page = persona.browser.get("/cuenta/segundo-paso")
    assert "10 códigos de recuperación" in page.text
    assert persona.browser.submit(page, "/cuenta/segundo-paso/codigos", codigo=antes[0]).status == 422
    persona.later()
    nuevos = persona.browser.submit(page, "/cuenta/segundo-paso/codigos", codigo=persona.code())
    assert nuevos.status == 200 and antes[0] not in nuevos.text
    otro = Browser(persona.app)
    persona.password(otro)
    assert persona.enter(otro, antes[1]).status == 422


def test_la_imagen_dice_lo_mismo_que_la_clave_y_no_pide_nada_de_fuera(persona: Persona) -> None:
    sign_in(persona.browser.client, persona.cast.planeacion.usuario_id)
    page = persona.browser.get("/cuenta/segundo-paso")
    assert page.one("div.qr svg").get("viewbox"), "without it a narrow screen shows half of the picture"
    assert not re.findall(r"(?:src|href)=\"https?://(?!www\.w3\.org)", page.response.get_data(as_text=True))


def test_el_secreto_no_esta_en_claro_en_la_base(persona: Persona) -> None:
    persona.enroll()
    (row,) = db.session.query(SegundoFactor)
    assert persona.secret.encode() not in row.secreto


def test_quien_aprueba_no_hace_nada_mas_hasta_ponerlo_donde_se_exige(persona: Persona) -> None:
    persona.app.config["RUTA"] = replace(before := persona.app.config["RUTA"], second_factor_required=True)
    try:
        enlace = Browser(persona.app)
        sign_in(enlace.client, persona.cast.enlace.usuario_id)
        assert enlace.client.get("/").status_code == 200
        sign_in(persona.browser.client, persona.cast.planeacion.usuario_id)
        sent = persona.browser.client.get("/")
        assert urlsplit(sent.headers["Location"]).path == "/cuenta/segundo-paso"
        persona.enroll()
        assert persona.browser.client.get("/").status_code == 200
    finally:
        persona.app.config["RUTA"] = before


def test_quien_administra_lo_quita_a_quien_perdio_todo_y_queda_fuera(persona: Persona) -> None:
    persona.enroll()
    admin = Browser(persona.app)
    sign_in(admin.client, persona.cast.administradora.usuario_id)
    usuario = persona.cast.planeacion.usuario_id
    page = admin.get(f"/usuarios/{usuario}")
    done = admin.submit(page, f"/usuarios/{usuario}/segundo-paso/quitar")
    assert "Se quitó el segundo paso" in done.text
    assert not inside(persona.browser)
    otro = Browser(persona.app)
    assert urlsplit(str(persona.password(otro).location)).path != "/entrar/codigo"


def test_un_codigo_equivocado_conserva_lo_que_ya_se_escaneo_y_nada_se_guarda(persona: Persona) -> None:
    sign_in(persona.browser.client, persona.cast.planeacion.usuario_id)
    page = persona.browser.get("/cuenta/segundo-paso")
    wrong = persona.browser.submit(page, "/cuenta/segundo-paso", codigo="000000")
    assert wrong.status == 422
    assert page.one("code[data-literal]").get_text() == wrong.one("code[data-literal]").get_text()
    assert db.session.query(SegundoFactor).count() == 0


def test_el_secreto_propuesto_a_una_persona_no_le_sirve_a_otra(persona: Persona) -> None:
    sign_in(persona.browser.client, persona.cast.planeacion.usuario_id)
    page = persona.browser.get("/cuenta/segundo-paso")
    persona.secret = "".join(page.one("code[data-literal]").get_text().split())
    propuesto = page.form("/cuenta/segundo-paso")["propuesto"]
    otra = Browser(persona.app)
    sign_in(otra.client, persona.cast.titular.usuario_id)
    hers = otra.get("/cuenta/segundo-paso")
    assert otra.submit(hers, "/cuenta/segundo-paso", propuesto=propuesto, codigo=persona.code()).status == 422
    assert db.session.query(SegundoFactor).count() == 0
