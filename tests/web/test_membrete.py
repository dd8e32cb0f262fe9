"""The page of the letterhead: what is in force, putting another, what was typed when it is refused, and who sees it."""

from __future__ import annotations

import io
import zipfile

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
    malo = (io.BytesIO(b"GIF89a"), "escudo.png")
    page = here.submit(
        here.get("/plantillas/membrete"), "Poner en vigor", archivo=malo, **{**DATOS, "escudo_texto": ""}
    )
    assert page.response.status_code == 422
    assert "El escudo no es una imagen PNG o SVG completa" in page.text
    assert "Describa el escudo en palabras" in page.text
    assert page.one("textarea[name=lineas]").get_text().strip().splitlines() == DATOS["lineas"].splitlines()
    assert page.one("input[name=pie]")["value"] == DATOS["pie"]
    assert "Se usa el membrete de la instalación" in page.text


def test_quien_audita_lo_ve_y_no_lo_cambia_y_la_dependencia_no_lo_ve(sqlite_app: Flask, sqlite_cast: Cast) -> None:
    page = browser(sqlite_app, sqlite_cast, "transparencia").get("/plantillas/membrete")
    assert not [one for one in page.all("button") if "Poner en vigor" in one.get_text()]
    here = browser(sqlite_app, sqlite_cast, "enlace")
    assert here.client.get("/plantillas/membrete").status_code == 403


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><circle cx="5" cy="5" r="4" fill="#6b1f35"/></svg>'


def test_un_escudo_en_svg_se_guarda_dibujado_y_el_que_trae_texto_se_rechaza(
    sqlite_app: Flask, sqlite_cast: Cast
) -> None:
    here = browser(sqlite_app, sqlite_cast)
    con_texto = SVG.replace(b"<circle", b"<text>Fresnillo</text><circle")
    page = here.submit(
        here.get("/plantillas/membrete"), "Poner en vigor", archivo=(io.BytesIO(con_texto), "e.svg"), **DATOS
    )
    assert page.response.status_code == 422 and "Conviértalo a trazos, o súbalo como PNG" in page.text
    page = here.submit(page, "Poner en vigor", archivo=(io.BytesIO(SVG), "e.svg"), **DATOS)
    assert "El membrete quedó guardado" in page.text
    assert here.client.get(str(page.one("a[href$='previa.pdf']")["href"])).data.startswith(b"%PDF")


def test_el_formulario_parte_del_que_esta_en_vigor(sqlite_app: Flask, sqlite_cast: Cast) -> None:
    here = browser(sqlite_app, sqlite_cast)
    here.submit(here.get("/plantillas/membrete"), "Poner en vigor", archivo=(io.BytesIO(png()), "escudo.png"), **DATOS)
    page = here.get("/plantillas/membrete")
    assert page.one("textarea[name=lineas]").get_text().strip().splitlines() == DATOS["lineas"].splitlines()
    assert page.one("input[name=pie]")["value"] == DATOS["pie"]
    assert page.one("input[name=escudo_texto]")["value"] == DATOS["escudo_texto"]
    assert not page.one("input[name=fundamento]").get("value")
    page = here.submit(page, "Poner en vigor", pie="Otra calle 2", fundamento="Acuerdo AHC/011/2026")
    nuevo = page.all("tbody tr")[0].get_text(" ")
    for dicho in ("Ayuntamiento de Prueba", "Otra calle 2", "Escudo de Prueba"):
        assert dicho in nuevo


def test_la_plantilla_de_inicio_lleva_el_escudo_del_municipio_o_ninguno(sqlite_app: Flask, sqlite_cast: Cast) -> None:
    here = browser(sqlite_app, sqlite_cast)

    def images() -> list[bytes]:
        data = here.client.get("/plantillas/acta/inicial.docx").data
        with zipfile.ZipFile(io.BytesIO(data)) as docx:
            return [docx.read(one) for one in docx.namelist() if one.startswith("word/media/")]

    assert images() == []
    here.submit(here.get("/plantillas/membrete"), "Poner en vigor", archivo=(io.BytesIO(png()), "escudo.png"), **DATOS)
    assert images() == [png()]
