"""The session in vivo: who may look asks for nothing, and what changed reaches the board."""

from __future__ import annotations

from datetime import datetime

import pytest
from flask import Flask

from tests import builders_sesiones as b
from tests.cast import Cast
from tests.web import sala as salas
from tests.web.page import Browser
from tests.web.sala import Sala, browser_of
from workflow.sesiones.queries import paginas
from workflow.web.sesiones import vivo

NUEVE = b.CURULES[:9]


@pytest.fixture
def sala(sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime, monkeypatch: pytest.MonkeyPatch) -> Sala:
    sqlite_app.extensions.pop("ruta_vivo", None)
    monkeypatch.setattr(vivo, "FRESCA", 0.0)
    hecha = salas.cabildo(sqlite_app, sqlite_cast, ahora)
    hecha.ready(*NUEVE)
    return hecha


def board(sala: Sala) -> tuple[str, str]:
    """Where the board asks, and the signal it shows."""
    vivo = sala.browser.get(f"{sala.url}/tablero").one("[data-vivo]")
    return str(vivo["data-vivo-url"]), str(vivo["data-senal"])


def test_mientras_nada_cambia_la_respuesta_es_304_y_sin_abrir_sesion(sala: Sala, sqlite_app: Flask) -> None:
    url, senal = board(sala)
    anyone = sqlite_app.test_client()
    same = anyone.get(url, headers={"If-None-Match": f'"{senal}"'})
    assert same.status_code == 304 and same.get_data() == b"" and "Set-Cookie" not in same.headers


def test_un_cambio_llega_al_tablero_en_la_siguiente_pregunta(sala: Sala, sqlite_app: Flask) -> None:
    url, senal = board(sala)
    sala.open_item("votable")
    answer = Browser(sqlite_app).get(url, headers={"If-None-Match": f'"{senal}"'})
    assert answer.status == 200 and "En desahogo" in answer.text
    assert answer.response.headers["ETag"] != f'"{senal}"'


def test_la_senal_se_pide_tambien_sola(sala: Sala, sqlite_app: Flask) -> None:
    url, senal = board(sala)
    answer = sqlite_app.test_client().get(url.replace("/tablero", "/senal"))
    assert answer.get_data(as_text=True) == senal and answer.headers["Cache-Control"] == "no-store"


def test_sin_la_marca_de_la_pagina_no_se_ve_nada(sala: Sala, sqlite_app: Flask) -> None:
    url, _ = board(sala)
    assert sqlite_app.test_client().get("/en-vivo/1/tablero").status_code == 404
    assert sqlite_app.test_client().get(url.replace("/en-vivo/", "/en-vivo/x")).status_code == 404


def test_la_marca_de_una_sesion_privada_solo_la_recibe_quien_puede_verla(
    sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime
) -> None:
    privada = salas.cabildo(sqlite_app, sqlite_cast, ahora, publicidad="privada")
    assert privada.browser.get(f"{privada.url}/tablero").status == 200
    enlace = browser_of(sqlite_app, sqlite_cast.enlace)
    assert enlace.get(f"{privada.url}/tablero").status == 403
    assert enlace.get(f"{privada.url}/eventos").status == 403


def test_se_transmite_a_las_paginas_que_caben_y_las_demas_siguen_preguntando(sala: Sala, sqlite_app: Flask) -> None:
    una = sala.browser.client.get(f"{sala.url}/eventos", buffered=False)
    assert una.status_code == 200 and una.mimetype == "text/event-stream"
    trozos = una.iter_encoded()
    assert next(trozos) == b"retry: 500\n\n"
    assert next(trozos).startswith(b"data: ")
    assert sala.browser.client.get(f"{sala.url}/eventos").status_code == 204
    una.close()
    otra = sala.browser.client.get(f"{sala.url}/eventos", buffered=False)
    assert otra.status_code == 200
    otra.close()


def test_a_quien_escucha_con_la_entrada_vencida_se_le_dice_401_y_no_se_le_manda_una_pagina(
    sala: Sala, sqlite_app: Flask
) -> None:
    answer = sqlite_app.test_client().get(f"{sala.url}/eventos", headers={"Accept": "text/event-stream"})
    assert answer.status_code == 401 and "Location" not in answer.headers
    assert sqlite_app.test_client().get(f"{sala.url}/eventos", headers={"Accept": "text/html"}).status_code == 302


def test_la_consola_y_el_telefono_se_leen_una_vez_para_todos_mientras_nada_cambia(
    sala: Sala, sqlite_app: Flask, sqlite_cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    leidas: list[int] = []
    leer = paginas.board_for

    def counted(sesion_id: int, *args: object) -> object:
        leidas.append(sesion_id)
        return leer(sesion_id, *args)  # type: ignore[arg-type]

    monkeypatch.setattr(paginas, "board_for", counted)
    regidora = browser_of(sqlite_app, sqlite_cast.regidora)
    for _ in range(3):
        sala.page()
        regidora.get(f"{sala.url}/mi-voto")
    assert len(leidas) == 1
    sala.open_item("votable")
    page = regidora.get(f"{sala.url}/mi-voto")
    assert "en desahogo" in page.text
