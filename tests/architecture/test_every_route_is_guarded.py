"""No page by oversight: each one says who may open it, and each change needs the form of this installation."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from werkzeug.routing import Rule
from werkzeug.routing.converters import AnyConverter, NumberConverter

from tests.cast import Cast
from tests.conftest import sign_in
from workflow.web.extensions import csrf

# Written by hand: adding one here is a decision somebody takes, not something that happens.
PUBLICAS = {
    "acceso.entrar",
    "acceso.entrar_con_clave",
    "ayuda.indice",
    "ayuda.tema",
    "calendario.organo",
    "calendario.personal",  # by its secret address
    "estilo.index",  # only outside of production
    "medidas.ver",  # to who brings the token of the installation
    "abiertos.columnas",
    "abiertos.corte",
    "abiertos.descargar",
    "abiertos.indice",
    "abiertos.ver",
    "padrones_publicos.descargar",
    "padrones_publicos.indice",
    "padrones_publicos.ver",
    "privacidad.aviso_publico",  # anybody whose data is asked for reads what for
    "privacidad.avisos_publicos",
    "publicos.descargar",
    "publicos.indice",
    "publicos.ver",
    "salud.listo",
    "salud.vivo",
    "segundo_paso.codigo",  # after the password, before anybody is signed in
    "segundo_paso.entrar",
    "sesiones.senal",  # with the signed address that only a page of the session gives
    "sesiones.tablero_vivo",
    "verificacion.ver",  # who has the paper in hand checks it
}


def rules(app: Flask) -> list[Rule]:
    return sorted((rule for rule in app.url_map.iter_rules() if rule.endpoint != "static"), key=lambda r: str(r))


def view(app: Flask, rule: Rule) -> Callable[..., Any]:
    return app.view_functions[rule.endpoint]


def mark(app: Flask, rule: Rule) -> tuple[str, ...] | None:
    return getattr(view(app, rule), "__guard__", None)


def path(app: Flask, rule: Rule) -> str:
    """An address of that rule, with a value for each of its parts."""
    values: dict[str, Any] = {}
    for name, converter in rule._converters.items():
        if isinstance(converter, NumberConverter):
            values[name] = 1
        elif isinstance(converter, AnyConverter):
            values[name] = next(iter(converter.items))
        else:
            values[name] = "x"
    method = "POST" if "GET" not in (rule.methods or ()) else "GET"
    return app.url_map.bind("localhost").build(rule.endpoint, values, method=method)


def guarded(app: Flask, method: str) -> list[Rule]:
    return [rule for rule in rules(app) if rule.endpoint not in PUBLICAS and method in (rule.methods or ())]


def test_cada_pagina_dice_quien_puede_abrirla(sqlite_app: Flask) -> None:
    assert len(rules(sqlite_app)) > 20
    assert [rule.endpoint for rule in rules(sqlite_app) if mark(sqlite_app, rule) is None] == []


def test_las_paginas_publicas_son_estas_y_ninguna_mas(sqlite_app: Flask) -> None:
    public = {rule.endpoint for rule in rules(sqlite_app) if mark(sqlite_app, rule) == ("public",)}
    assert public == PUBLICAS


def test_los_cargos_que_piden_las_paginas_existen(sqlite_app: Flask) -> None:
    from workflow.kernel.actor import ROLES

    asked = {rol for rule in rules(sqlite_app) for rol in (mark(sqlite_app, rule) or ())[1:]}
    assert asked <= set(ROLES)


def test_sin_entrar_ninguna_pagina_guardada_se_abre(sqlite_app: Flask) -> None:
    opened = {}
    for rule in guarded(sqlite_app, "GET"):
        answer = sqlite_app.test_client().get(path(sqlite_app, rule))
        if answer.status_code not in (302, 401, 403) or "/entrar" not in answer.headers.get("Location", "/entrar"):
            opened[rule.endpoint] = answer.status_code
    assert opened == {}


def test_sin_entrar_no_se_cambia_nada_ni_con_una_forma_buena(sqlite_app: Flask) -> None:
    changed = {}
    for rule in guarded(sqlite_app, "POST"):
        client = sqlite_app.test_client()
        token = token_of(client.get("/entrar").get_data(as_text=True))
        answer = client.post(path(sqlite_app, rule), data={"csrf_token": token})
        if answer.status_code not in (302, 401, 403) or "/entrar" not in answer.headers.get("Location", "/entrar"):
            changed[rule.endpoint] = answer.status_code
    assert changed == {}


def token_of(html: str) -> str:
    return html.split('name="csrf_token" value="')[1].split('"')[0]


@pytest.mark.parametrize("forma", ["sin_token", "token_ajeno", "texto_plano"])
def test_ningun_cambio_se_acepta_sin_la_forma_de_esta_sesion(sqlite_app: Flask, sqlite_cast: Cast, forma: str) -> None:
    stranger = sqlite_app.test_client()
    foreign = token_of(stranger.get("/entrar").get_data(as_text=True))
    client = sqlite_app.test_client()
    sign_in(client, sqlite_cast.administradora.usuario_id)
    accepted = {}
    for rule in rules(sqlite_app):
        if not {"POST", "PUT", "PATCH", "DELETE"} & set(rule.methods or ()):
            continue
        sent: dict[str, Any] = {"data": {}}
        if forma == "token_ajeno":
            sent = {"data": {"csrf_token": foreign}}
        elif forma == "texto_plano":
            sent = {"data": f"csrf_token={foreign}", "content_type": "text/plain"}
        answer = client.post(path(sqlite_app, rule), **sent)
        if answer.status_code != 400:
            accepted[rule.endpoint] = answer.status_code
    assert accepted == {}


def test_ninguna_pagina_esta_exenta_de_la_proteccion_de_formas() -> None:
    assert csrf._exempt_views == set() and csrf._exempt_blueprints == set()


def test_ninguna_direccion_acepta_metodos_que_un_formulario_no_envia(sqlite_app: Flask) -> None:
    strange = {
        rule.endpoint: sorted(rule.methods or ())
        for rule in rules(sqlite_app)
        if not set(rule.methods or ()) <= {"GET", "HEAD", "OPTIONS", "POST"}
    }
    assert strange == {}
