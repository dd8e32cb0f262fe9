"""The page of the letterhead: what is in force, putting another, what was typed when it is refused, and who sees it."""

from __future__ import annotations

import io

from flask import Flask

from tests.cast import Cast
from tests.rules.test_membrete import png, text_of
from tests.web.test_plantillas import browser

DATOS = {
    "lineas": "Ayuntamiento de Prueba\nSecretaría del Ayuntamiento",
    "pie": "Plaza del Ejemplo 1",
    "escudo": "nuevo",
    "escudo_texto": "Escudo de Prueba",
    "fundamento": "Acuerdo AHC/010/2026",
}


def test_se_pone_un_membrete_y_se_ve_como_se_imprime(sqlite_app: Flask, sqlite_cast: Cast) -> None:
    here = browser(sqlite_app, sqlite_cast)
    lista = here.get("/plantillas")
    page = here.get(str(lista.one("a[href='/plantillas/membrete']")["href"]))
    assert "Se usa el membrete de la instalación" in page.text
    page = here.submit(page, "Poner en vigor", archivo=(io.BytesIO(png()), "escudo.png"), **DATOS)
    assert "El membrete quedó guardado" in page.text
    row = page.one("tbody").get_text(" ")
    for dicho in ("En vigor", "Todos los órganos", "Ayuntamiento de Prueba", "Plaza del Ejemplo 1", "Escudo de Prueba"):
        assert dicho in row
    previa = here.client.get(str(page.one("a[href$='previa.pdf']")["href"]))
    assert previa.content_type == "application/pdf"
    assert "AYUNTAMIENTO DE PRUEBA" in text_of(previa.data) and "VISTA PREVIA SIN VALIDEZ" in text_of(previa.data)


def test_rechazado_dice_por_que_y_no_se_pierde_lo_escrito(sqlite_app: Flask, sqlite_cast: Cast) -> None:
    here = browser(sqlite_app, sqlite_cast)
    malo = (io.BytesIO(b"<svg xmlns='http://www.w3.org/2000/svg'/>"), "escudo.svg")
    page = here.submit(
        here.get("/plantillas/membrete"), "Poner en vigor", archivo=malo, **{**DATOS, "escudo_texto": ""}
    )
    assert page.response.status_code == 422
    assert "El escudo no es una imagen PNG completa" in page.text and "Describa el escudo en palabras" in page.text
    assert page.one("textarea[name=lineas]").get_text().strip().splitlines() == DATOS["lineas"].splitlines()
    assert page.one("input[name=pie]")["value"] == DATOS["pie"]
    assert "Se usa el membrete de la instalación" in page.text


def test_quien_audita_lo_ve_y_no_lo_cambia_y_la_dependencia_no_lo_ve(sqlite_app: Flask, sqlite_cast: Cast) -> None:
    page = browser(sqlite_app, sqlite_cast, "transparencia").get("/plantillas/membrete")
    assert not [one for one in page.all("button") if "Poner en vigor" in one.get_text()]
    here = browser(sqlite_app, sqlite_cast, "enlace")
    assert here.client.get("/plantillas/membrete").status_code == 403
