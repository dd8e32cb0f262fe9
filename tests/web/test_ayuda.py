"""The manual: each page's help link leads somewhere, for everybody."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.cast import Cast
from tests.conftest import sign_in
from tests.web.page import Browser
from workflow.kernel.actor import ROLES
from workflow.web.ayuda import TEMAS


def test_el_indice_lista_todos_los_temas_sin_entrar(sqlite_app: Flask) -> None:
    page = Browser(sqlite_app).get("/ayuda")
    assert page.status == 200
    assert [tema.titulo for tema in TEMAS if tema.titulo not in page.text] == []


@pytest.mark.parametrize("clave", [tema.clave for tema in TEMAS])
def test_cada_tema_se_abre_y_tiene_mas_de_un_apartado(sqlite_app: Flask, clave: str) -> None:
    page = Browser(sqlite_app).get(f"/ayuda/{clave}")
    assert page.status == 200 and len(page.all("article h2")) >= 2


def test_cada_cargo_tiene_su_tema() -> None:
    assert {rol for tema in TEMAS for rol in tema.roles} == set(ROLES)


def test_el_enlace_de_ayuda_de_cada_sala_de_paginas_lleva_a_un_tema(sqlite_app: Flask, sqlite_cast: Cast) -> None:
    for who in (None, "gobierno", "regidora"):
        browser = Browser(sqlite_app)
        if who is not None:
            sign_in(browser.client, getattr(sqlite_cast, who).usuario_id)
        lost = {
            name: status
            for name in [*sqlite_app.blueprints, "inicio"]
            if (status := browser.get(f"/ayuda/{name}", follow_redirects=True).status) != 200
        }
        assert lost == {}


def test_la_ayuda_de_una_sesion_es_la_de_quien_la_mira(sqlite_app: Flask, sqlite_cast: Cast) -> None:
    browser = Browser(sqlite_app)
    sign_in(browser.client, sqlite_cast.regidora.usuario_id)
    assert "Integrantes del Ayuntamiento" in browser.get("/ayuda/sesiones", follow_redirects=True).one("h1").text


def test_un_tema_que_no_existe_se_dice_con_una_pagina(sqlite_app: Flask) -> None:
    page = Browser(sqlite_app).get("/ayuda/../../config")
    assert page.status == 404
    assert Browser(sqlite_app).get("/ayuda/no-existe").status == 404
