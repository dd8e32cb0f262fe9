"""Signing in and out as people do it, and as somebody who wants to enter without permission tries it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from flask import Flask, request
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter

from tests.cast import CLAVE, Cast
from tests.conftest import settings_for, sign_in
from tests.web.page import Browser, Page
from workflow import create_app
from workflow.kernel.actor import SISTEMA
from workflow.people import service
from workflow.people.demostracion import CLAVE_DEMO
from workflow.web.acceso import local_path
from workflow.web.extensions import limiter

NUEVA = "tres cabras en el cerro"


@pytest.fixture(autouse=True)
def _counters(sqlite_app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Counting is on, from zero, and here: another application of this process may count in a queue of its own."""
    storage = MemoryStorage()
    monkeypatch.setattr(limiter, "_storage", storage)
    monkeypatch.setattr(limiter, "_limiter", FixedWindowRateLimiter(storage))
    # one that met a closed queue leaves it counting apart, and the count would return here in the middle of a test
    monkeypatch.setattr(limiter, "_storage_dead", False)
    monkeypatch.setattr(limiter, "enabled", True)
    limiter.reset()
    yield
    limiter.reset()


def enter(browser: Browser, correo: str, clave: str, **more: str) -> Page:
    return browser.submit(browser.get("/entrar"), "/entrar", follow=False, correo=correo, clave=clave, **more)


def cookie(browser: Browser) -> str:
    found = browser.client.get_cookie("ruta")
    assert found is not None
    return found.value


def test_se_entra_con_correo_y_contrasena_y_la_cuenta_dice_los_cargos(sqlite_app: Flask, sqlite_cast: Cast) -> None:
    browser = Browser(sqlite_app)
    assert enter(browser, " Titular@fresnillo.test ", CLAVE).status == 302
    page = browser.get("/cuenta")
    assert page.status == 200
    for text in ("Martín Zesati Rueda", "Titular de la dependencia", "Dirección de Obras Públicas", "15/09/2024"):
        assert text in page.text


def test_una_persona_desconocida_y_una_contrasena_equivocada_reciben_la_misma_respuesta(
    sqlite_app: Flask, sqlite_cast: Cast
) -> None:
    answers = [
        enter(Browser(sqlite_app), correo, "una clave que no es")
        for correo in ("titular@fresnillo.test", "nadie@x.test")
    ]
    assert [answer.status for answer in answers] == [422, 422]
    one, other = (answer.one(".resumen-errores").get_text() for answer in answers)
    assert one == other and "El correo o la contraseña no son correctos" in one


def test_una_cuenta_desactivada_no_entra(sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime) -> None:
    usuario = sqlite_cast.titular
    service.update_user(
        usuario.usuario_id, nombre="X", cargo="Y", activo=False, actor=sqlite_cast.administradora, ahora=ahora
    )
    assert enter(Browser(sqlite_app), "titular@fresnillo.test", CLAVE).status == 422


def test_la_contrasena_equivocada_conserva_el_correo_escrito_y_no_la_contrasena(
    sqlite_app: Flask, sqlite_cast: Cast
) -> None:
    page = enter(Browser(sqlite_app), "titular@fresnillo.test", "una clave que no es")
    assert page.one("#correo")["value"] == "titular@fresnillo.test"
    assert not page.one("#clave").get("value")


def test_al_entrar_no_queda_nada_de_la_sesion_anterior_del_navegador(sqlite_app: Flask, sqlite_cast: Cast) -> None:
    browser = Browser(sqlite_app)
    with browser.client.session_transaction() as session:
        session["plantado"] = "por otra persona"
    before = browser.get("/entrar").one("input[name=csrf_token]")["value"]
    planted = cookie(browser)
    enter(browser, "titular@fresnillo.test", CLAVE)
    with browser.client.session_transaction() as session:
        assert "plantado" not in session
    assert cookie(browser) != planted
    answer = browser.post("/salir", {"csrf_token": str(before)})
    assert answer.status == 400


def test_la_cookie_de_antes_de_entrar_no_sirve_despues(sqlite_app: Flask, sqlite_cast: Cast) -> None:
    browser = Browser(sqlite_app)
    browser.get("/entrar")
    planted = cookie(browser)
    enter(browser, "titular@fresnillo.test", CLAVE)
    thief = Browser(sqlite_app)
    thief.client.set_cookie("ruta", planted)
    assert thief.get("/cuenta").status == 302


def test_la_cookie_guardada_muere_al_salir(sqlite_app: Flask, sqlite_cast: Cast) -> None:
    browser = Browser(sqlite_app)
    enter(browser, "titular@fresnillo.test", CLAVE)
    kept = cookie(browser)
    out = browser.submit(browser.get("/cuenta"), "/salir")
    assert "Salió de Ruta" in out.text
    thief = Browser(sqlite_app)
    thief.client.set_cookie("ruta", kept)
    assert thief.get("/cuenta").status == 302


def test_cambiar_la_contrasena_cierra_los_otros_equipos_y_no_este(sqlite_app: Flask, sqlite_cast: Cast) -> None:
    here, there = Browser(sqlite_app), Browser(sqlite_app)
    for browser in (here, there):
        enter(browser, "titular@fresnillo.test", CLAVE)
    done = here.submit(here.get("/cuenta/clave"), "/cuenta/clave", actual=CLAVE, nueva=NUEVA, repetida=NUEVA)
    assert done.status == 200 and "Su contraseña cambió" in done.text
    assert here.get("/cuenta").status == 200
    assert there.get("/cuenta").status == 302
    assert enter(Browser(sqlite_app), "titular@fresnillo.test", CLAVE).status == 422
    assert enter(Browser(sqlite_app), "titular@fresnillo.test", NUEVA).status == 302


@pytest.mark.parametrize(
    ("actual", "nueva", "repetida", "dice"),
    [
        ("no es la mía", NUEVA, NUEVA, "La contraseña actual no coincide"),
        (CLAVE, "corta", "corta", "al menos 12 caracteres"),
        (CLAVE, NUEVA, "otra cosa distinta", "no son iguales"),
        (CLAVE, "contraseña2026", "contraseña2026", "fácil de adivinar"),
    ],
)
def test_una_contrasena_nueva_que_no_sirve_se_rechaza_con_su_razon(
    sqlite_app: Flask, sqlite_cast: Cast, actual: str, nueva: str, repetida: str, dice: str
) -> None:
    browser = Browser(sqlite_app)
    sign_in(browser.client, sqlite_cast.titular.usuario_id)
    page = browser.submit(browser.get("/cuenta/clave"), "/cuenta/clave", actual=actual, nueva=nueva, repetida=repetida)
    assert page.status == 422 and dice in page.text
    assert enter(Browser(sqlite_app), "titular@fresnillo.test", CLAVE).status == 302


def test_con_contrasena_provisional_solo_se_puede_cambiarla_o_salir(
    sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime
) -> None:
    clave = service.reset_password(sqlite_cast.titular.usuario_id, actor=sqlite_cast.administradora, ahora=ahora)
    browser = Browser(sqlite_app)
    assert enter(browser, "titular@fresnillo.test", clave).status == 302
    for path in ("/cuenta", "/avisos"):
        answer = browser.get(path)
        assert answer.status == 302 and answer.location.endswith("/cuenta/clave")
    page = browser.get("/cuenta/clave")
    assert "contraseña provisional" in page.text
    browser.submit(page, "/cuenta/clave", actual=clave, nueva=NUEVA, repetida=NUEVA, follow=False)
    assert browser.get("/cuenta").status == 200


def test_cerrar_en_todos_los_equipos_cierra_tambien_este(sqlite_app: Flask, sqlite_cast: Cast) -> None:
    here, there = Browser(sqlite_app), Browser(sqlite_app)
    for browser in (here, there):
        enter(browser, "titular@fresnillo.test", CLAVE)
    page = here.submit(here.get("/cuenta"), "/cuenta/cerrar-sesiones")
    assert "Se cerró Ruta en todos sus equipos" in page.text
    assert [browser.get("/cuenta").status for browser in (here, there)] == [302, 302]


def test_despues_de_diez_fallas_la_cuenta_espera_y_la_pagina_dice_cuanto(sqlite_app: Flask, sqlite_cast: Cast) -> None:
    browser = Browser(sqlite_app)
    page = browser.get("/entrar")
    values = {"correo": "titular@fresnillo.test", "clave": "una clave que no es"}
    statuses = [browser.submit(page, "/entrar", **values).status for _ in range(10)]
    assert statuses == [422] * 10
    refused = browser.submit(page, "/entrar", **{**values, "clave": CLAVE})
    assert refused.status == 429
    assert "Vuelva a intentarlo dentro de 15 minutos" in refused.text or "dentro de 14 minutos" in refused.text
    assert 0 < int(refused.response.headers["Retry-After"]) <= 900


def test_quien_falla_desde_otro_equipo_no_deja_fuera_a_la_persona(sqlite_app: Flask, sqlite_cast: Cast) -> None:
    attacker = Browser(sqlite_app)
    page = attacker.get("/entrar")
    elsewhere = {"REMOTE_ADDR": "203.0.113.9"}
    form = page.form("/entrar") | {"correo": "titular@fresnillo.test", "clave": "una clave que no es"}
    for _ in range(12):
        last = attacker.post("/entrar", form, environ_overrides=elsewhere)
    assert last.status == 429
    assert enter(Browser(sqlite_app), "titular@fresnillo.test", CLAVE).status == 302


def test_cien_cuentas_distintas_desde_un_equipo_tambien_se_detienen(
    sqlite_app: Flask, sqlite_cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "sign_in", lambda *args, **kwargs: None)  # a hundred slow hashes say nothing here
    browser = Browser(sqlite_app)
    form = browser.get("/entrar").form("/entrar")
    statuses = [
        browser.post("/entrar", form | {"correo": f"persona{n}@fresnillo.test", "clave": "una clave que no es"}).status
        for n in range(101)
    ]
    assert statuses == [422] * 100 + [429]


def test_entrar_bien_muchas_veces_desde_el_mismo_edificio_no_cuenta(sqlite_app: Flask, sqlite_cast: Cast) -> None:
    statuses = {enter(Browser(sqlite_app), "titular@fresnillo.test", CLAVE).status for _ in range(12)}
    assert statuses == {302}


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("/expedientes?etapa=enviado", "/expedientes?etapa=enviado"),
        ("https://otro.test/", None),
        ("//otro.test/", None),
        ("/\\otro.test", None),
        ("/\t/otro.test", None),
        ("javascript:alert(1)", None),
        ("", None),
        (None, None),
    ],
)
def test_despues_de_entrar_solo_se_va_a_una_pagina_de_esta_instalacion(wanted: str | None, found: str | None) -> None:
    assert local_path(wanted) == found


def test_despues_de_entrar_se_llega_a_la_pagina_que_se_pedia(sqlite_app: Flask, sqlite_cast: Cast) -> None:
    browser = Browser(sqlite_app)
    asked = browser.get("/cuenta")
    assert asked.status == 302
    page = browser.get(asked.location)
    answer = browser.submit(page, "/entrar", follow=False, correo="titular@fresnillo.test", clave=CLAVE)
    assert answer.location.rstrip("?") == "/cuenta"


def test_la_lista_de_personas_y_su_contrasena_solo_salen_en_la_demostracion(
    sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    service.create_user(
        correo="enlace.obras@fresnillo.test", nombre="Brenda Olague Tovar", cargo="Enlace", clave=CLAVE_DEMO,
        debe_cambiar_clave=False, actor=SISTEMA, ahora=ahora,
    )  # fmt: skip
    page = Browser(sqlite_app).get("/entrar")
    assert "enlace.obras@fresnillo.test" not in page.text and CLAVE_DEMO not in page.response.get_data(as_text=True)
    monkeypatch.setitem(sqlite_app.config, "DEMO", True)
    browser = Browser(sqlite_app)
    page = browser.get("/entrar")
    assert "enlace.obras@fresnillo.test" in page.text and CLAVE_DEMO in page.text
    assert browser.submit(page, "como Brenda Olague Tovar", follow=False).status == 302
    assert "Brenda Olague Tovar" in browser.get("/cuenta").text


@pytest.mark.parametrize(("proxies", "seen"), [("0", "127.0.0.1"), ("1", "198.51.100.7")])
def test_la_direccion_de_una_persona_solo_se_toma_del_proxy_que_la_instalacion_declara(
    tmp_path: Path, proxies: str, seen: str
) -> None:
    settings = settings_for(f"sqlite:///{tmp_path / 'prueba.db'}", tmp_path, RUTA_PROXIES=proxies)
    app = create_app(settings, MUTE_BELL=True)
    asked: list[str | None] = []
    app.before_request(lambda: asked.append(request.remote_addr))
    app.test_client().get("/salud", headers={"X-Forwarded-For": "10.9.9.9, 198.51.100.7"})
    assert asked == [seen]
