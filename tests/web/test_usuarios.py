"""The administration of users by its pages."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime

import pytest
from flask import Flask

from tests.cast import CLAVE, Cast
from tests.conftest import sign_in
from tests.web.page import Browser, Page
from workflow.db import db
from workflow.people import queries, service

HOY = date(2026, 2, 10)


@pytest.fixture
def admin(sqlite_app: Flask, sqlite_cast: Cast) -> Browser:
    browser = Browser(sqlite_app)
    sign_in(browser.client, sqlite_cast.administradora.usuario_id)
    return browser


def names(page: Page) -> list[str]:
    return [link.get_text() for link in page.all("tbody th a")]


def test_solo_administracion_ve_a_las_personas(sqlite_app: Flask, sqlite_cast: Cast) -> None:
    browser = Browser(sqlite_app)
    sign_in(browser.client, sqlite_cast.gobierno.usuario_id)
    assert [browser.get(path).status for path in ("/usuarios", "/usuarios/nueva", "/usuarios/1")] == [403, 403, 403]


def test_el_filtro_por_nombre_no_pide_acentos_y_queda_en_la_direccion(admin: Browser) -> None:
    page = admin.get("/usuarios?q=martin")
    assert names(page) == ["Martín Zesati Rueda"]
    assert page.one("#q")["value"] == "martin"


def test_el_filtro_por_cargo_y_dependencia(sqlite_cast: Cast, admin: Browser) -> None:
    assert names(admin.get("/usuarios?rol=planeacion_revisor")) == ["Joaquín Berúmen Lara", "Nohemí Ávila Cruz"]
    (clave,) = sqlite_cast.titular.dependencias()
    assert names(admin.get(f"/usuarios?dependencia={clave}")) == ["Brenda Olague Tovar", "Martín Zesati Rueda"]
    assert "Ninguna persona coincide" in admin.get("/usuarios?q=zzzz").text


def test_lo_filtrado_se_descarga_en_csv_y_excel(admin: Browser) -> None:
    text = admin.client.get("/usuarios/lista.csv?rol=transparencia").get_data().decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert len(rows) == 2 and rows[1][:3] == [
        "Irma Cid Valdez",
        "Titular de Transparencia",
        "transparencia@fresnillo.test",
    ]
    assert admin.client.get("/usuarios/lista.xlsx").get_data()[:2] == b"PK"


def create(admin: Browser, **values: str) -> Page:
    data = {"nombre": "Ana Prueba Nueva", "cargo": "Enlace", "correo": "ana@fresnillo.test", **values}
    return admin.submit(admin.get("/usuarios/nueva"), "/usuarios/nueva", **data)


def test_una_persona_nueva_entra_con_su_contrasena_provisional_y_debe_cambiarla(
    sqlite_app: Flask, admin: Browser, ahora: datetime
) -> None:
    page = create(admin)
    clave = page.one("#clave-provisional").get_text()
    assert page.status == 200
    entrada = service.sign_in("ana@fresnillo.test", clave, ahora=ahora)
    assert entrada is not None and entrada.debe_cambiar_clave


def test_un_alta_con_errores_dice_todos_y_conserva_lo_escrito(admin: Browser) -> None:
    page = create(admin, nombre="", correo="esto no es correo")
    assert page.status == 422 and "Escriba el nombre completo" in page.text
    assert page.one("#correo")["value"] == "esto no es correo"
    bad = create(admin, correo="esto no es correo")
    assert bad.status == 422 and "nombre@dominio" in bad.text
    again = create(admin, correo="titular@fresnillo.test")
    assert again.status == 409 and "Ya hay una persona usuaria" in again.text


def test_el_mismo_formulario_enviado_dos_veces_da_una_sola_alta(sqlite_app: Flask, admin: Browser) -> None:
    form = admin.get("/usuarios/nueva").form("/usuarios/nueva")
    form |= {"nombre": "Ana Prueba Nueva", "cargo": "Enlace", "correo": "ana@fresnillo.test"}
    assert admin.post("/usuarios/nueva", form).status == 200
    again = admin.post("/usuarios/nueva", form)
    assert again.status == 302
    assert "una sola vez" in admin.get(again.location).text
    assert len(queries.usuarios(HOY, q="ana prueba")) == 1


def test_un_cargo_se_asigna_con_fechas_y_una_doble_pulsacion_asigna_uno(
    sqlite_app: Flask, sqlite_cast: Cast, admin: Browser
) -> None:
    path = f"/usuarios/{sqlite_cast.auditor.usuario_id}"
    form = admin.get(path).form(f"{path}/cargos")
    form |= {"rol": "dependencia_captura", "dependencia": "UR-043", "desde": "2026-03-01", "hasta": "2026-03-31"}
    assert [admin.post(f"{path}/cargos", form).status for _ in range(2)] == [302, 302]
    usuario = queries.usuario(sqlite_cast.auditor.usuario_id, HOY)
    assert usuario is not None
    held = [(c.rol, c.dependencia, c.desde, c.hasta, c.vigente) for c in usuario.cargos]
    assert held[1:] == [("dependencia_captura", "UR-043", date(2026, 3, 1), date(2026, 3, 31), False)]
    assert "31/03/2026" in admin.get(path).text


@pytest.mark.parametrize(
    ("campos", "dice"),
    [
        ({"rol": "dependencia_titular", "desde": "2026-03-01"}, "se ejerce en una dependencia"),
        ({"rol": "auditoria", "desde": "2026-03-01", "hasta": "2026-02-01"}, "anterior a la inicial"),
        ({"rol": "", "desde": "2026-03-01"}, "Elija un cargo de la lista"),
        ({"rol": "auditoria", "desde": ""}, "Escriba la fecha completa"),
        ({"rol": "auditoria", "desde": "2026-03-01", "dependencia": "UR-999"}, "no está en el catálogo"),
    ],
)
def test_un_cargo_mal_dado_se_rechaza_con_su_razon(
    sqlite_app: Flask, sqlite_cast: Cast, admin: Browser, campos: dict[str, str], dice: str
) -> None:
    path = f"/usuarios/{sqlite_cast.auditor.usuario_id}"
    page = admin.post(f"{path}/cargos", admin.get(path).form(f"{path}/cargos") | campos)
    assert page.status == 422 and dice in page.text
    usuario = queries.usuario(sqlite_cast.auditor.usuario_id, HOY)
    assert usuario is not None and len(usuario.cargos) == 1


def test_un_cargo_terminado_ya_no_da_permiso_y_no_se_borra(
    sqlite_app: Flask, sqlite_cast: Cast, admin: Browser
) -> None:
    usuario = queries.usuario(sqlite_cast.titular.usuario_id, HOY)
    assert usuario is not None
    path = f"/usuarios/{usuario.id}"
    end = f"{path}/cargos/{usuario.cargos[0].id}/terminar"
    page = admin.submit(admin.get(path), end)
    assert "Se anotó el fin del cargo" in page.text and "09/02/2026" in page.text
    db.session.rollback()
    after = queries.actor_of(usuario.id, HOY)
    assert after is not None and after.roles == frozenset()


def test_no_se_termina_por_la_pagina_de_una_persona_el_cargo_de_otra(
    sqlite_app: Flask, sqlite_cast: Cast, admin: Browser
) -> None:
    other = queries.usuario(sqlite_cast.auditor.usuario_id, HOY)
    assert other is not None
    path = f"/usuarios/{sqlite_cast.titular.usuario_id}"
    token = admin.get(path).form(path)["csrf_token"]
    assert admin.post(f"{path}/cargos/{other.cargos[0].id}/terminar", {"csrf_token": token}).status == 404


def test_la_contrasena_provisional_reemplaza_a_la_anterior_y_cierra_sus_equipos(
    sqlite_app: Flask, sqlite_cast: Cast, admin: Browser, ahora: datetime
) -> None:
    person = Browser(sqlite_app)
    sign_in(person.client, sqlite_cast.titular.usuario_id)
    path = f"/usuarios/{sqlite_cast.titular.usuario_id}"
    page = admin.submit(admin.get(path), f"{path}/clave")
    clave = page.one("#clave-provisional").get_text()
    assert person.get("/cuenta").status == 302
    assert service.sign_in("titular@fresnillo.test", CLAVE, ahora=ahora) is None
    assert service.sign_in("titular@fresnillo.test", clave, ahora=ahora) is not None
    assert clave not in admin.get(path).text


def test_administracion_cierra_los_equipos_de_una_persona_y_la_desactiva(
    sqlite_app: Flask, sqlite_cast: Cast, admin: Browser, ahora: datetime
) -> None:
    person = Browser(sqlite_app)
    sign_in(person.client, sqlite_cast.titular.usuario_id)
    path = f"/usuarios/{sqlite_cast.titular.usuario_id}"
    assert "Se cerró Ruta" in admin.submit(admin.get(path), f"{path}/cerrar-sesiones").text
    assert person.get("/cuenta").status == 302
    form = admin.get(path).form(path)
    assert form["activo"] == "y"
    del form["activo"]
    admin.post(path, form)
    assert "Desactivada" in admin.get(path).text
    assert service.sign_in("titular@fresnillo.test", CLAVE, ahora=ahora) is None


def test_el_correo_se_cambia_sin_repetir_el_de_otra_persona_y_se_entra_con_el_nuevo(
    sqlite_app: Flask, sqlite_cast: Cast, admin: Browser, ahora: datetime
) -> None:
    person = Browser(sqlite_app)
    sign_in(person.client, sqlite_cast.titular.usuario_id)
    path = f"/usuarios/{sqlite_cast.titular.usuario_id}"
    form = admin.get(path).form(path)
    taken = admin.post(path, form | {"correo": "revisora@fresnillo.test"})
    assert taken.status == 409 and "Ya hay una persona usuaria con ese correo" in taken.text
    assert person.get("/cuenta").status == 200
    assert admin.post(path, form | {"correo": "titular.obras@fresnillo.test"}).status == 302
    assert person.get("/cuenta").status == 302
    assert service.sign_in("titular@fresnillo.test", CLAVE, ahora=ahora) is None
    assert service.sign_in("titular.obras@fresnillo.test", CLAVE, ahora=ahora) is not None


def test_nadie_se_desactiva_a_si_mismo(sqlite_app: Flask, sqlite_cast: Cast, admin: Browser) -> None:
    path = f"/usuarios/{sqlite_cast.administradora.usuario_id}"
    form = admin.get(path).form(path)
    del form["activo"]
    page = admin.post(path, form)
    assert page.status == 409 and "No puede desactivar su propia cuenta" in page.text


def test_la_pagina_de_una_persona_cuenta_lo_que_paso_con_su_cuenta(
    sqlite_app: Flask, sqlite_cast: Cast, admin: Browser
) -> None:
    path = f"/usuarios/{sqlite_cast.titular.usuario_id}"
    admin.submit(admin.get(path), f"{path}/clave")
    assert "Se le dio una contraseña provisional" in admin.get(path).text
