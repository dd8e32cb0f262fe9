"""The pages of a dossier, by clicking: the route with a round of observations, refusals, lists and files."""

from __future__ import annotations

import csv
import io
from datetime import datetime

import openpyxl
import pytest
from flask import Flask

from tests.builders_expedientes import Camino, plain_documents
from tests.cast import PERSONAS, Cast
from tests.web.expedientes_paginas import browser_of
from tests.web.page import Page
from workflow.expedientes import service

TABS = ("", "/observaciones", "/versiones", "/sesiones", "/documentos", "/bitacora")


@pytest.fixture(autouse=True)
def _plain() -> object:
    """The pages are the same for any kind; here the content is a plain document."""
    with plain_documents():
        yield


@pytest.mark.parametrize("tab", TABS)
@pytest.mark.parametrize("who", ["enlace", "titular", "revisora", "gobierno", "auditor"])
def test_cada_parte_del_expediente_se_abre_en_cada_momento(
    sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime, who: str, tab: str
) -> None:
    camino = Camino(sqlite_cast, ahora)
    browser = browser_of(sqlite_app, sqlite_cast, who)
    address = f"/expedientes/{camino.id}{tab}"
    assert browser.get(address).status == 200
    camino.to_review().observe("identificacion.problema_central")
    assert browser.get(address).status == 200
    camino.do("revisora", "notificar_observaciones")
    page = browser.get(address)
    assert page.status == 200
    assert "Pavimentación de calles" in page.one("h1").get_text()
    assert page.one(".pestanas a[aria-current]")


def test_se_crea_un_expediente_y_el_folio_queda_a_la_vista(sqlite_app: Flask, sqlite_cast: Cast) -> None:
    browser = browser_of(sqlite_app, sqlite_cast, "enlace")
    page = browser.submit(
        browser.get("/expedientes/nuevo"),
        "Crear y empezar",
        tipo="poa",
        dependencia="UR-050",
        programa="PP-20",
        ejercicio="2027",
        titulo="POA 2027 de Obras Públicas",
    )
    assert page.status == 200
    assert "POA/2027/0001" in page.text
    assert "El expediente se creó" in page.one("[role=status]").get_text()


def test_crear_mal_dice_todo_lo_que_falta_y_no_pierde_lo_escrito(sqlite_app: Flask, sqlite_cast: Cast) -> None:
    browser = browser_of(sqlite_app, sqlite_cast, "enlace")
    page = browser.submit(
        browser.get("/expedientes/nuevo"), "Crear y empezar", programa="", ejercicio="dos mil", titulo="Mi título"
    )
    assert page.status == 422
    errors = page.one(".resumen-errores").get_text()
    assert "clave del programa" in errors and "entero" in errors
    assert page.one("#titulo")["value"] == "Mi título"


def test_solo_quien_captura_abre_expedientes(sqlite_app: Flask, sqlite_cast: Cast) -> None:
    assert browser_of(sqlite_app, sqlite_cast, "auditor").get("/expedientes/nuevo").status == 403


def test_una_ronda_de_observaciones_a_puros_botones(sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime) -> None:
    camino = Camino(sqlite_cast, ahora)
    home = f"/expedientes/{camino.id}"
    enlace, titular, revisora, planeacion = (
        browser_of(sqlite_app, sqlite_cast, who) for who in ("enlace", "titular", "revisora", "planeacion")
    )
    assert "se envió a Planeación" in titular.submit(titular.get(home), "Enviar a Planeación").text
    assert "La revisión es suya" in revisora.submit(revisora.get(home), "Tomar la revisión").text
    form = revisora.get(f"{home}/acciones/observar?campo=identificacion.problema_central")
    assert "Calles sin pavimento" in form.text
    page = revisora.submit(form, "Qué tan grave", tipo="bloqueante", texto="Diga cuántas calles son.")
    assert page.response.request.path == f"{home}/observaciones"
    assert "Diga cuántas calles son." in page.one("#obs-O1").get_text()
    assert "Notificar" in revisora.get(home).text
    revisora.submit(revisora.get(home), "Notificar las observaciones")

    blocked = titular.get(home)
    assert "Observaciones bloqueantes sin respuesta: O1" in blocked.one("#falta-enviar").get_text()
    assert blocked.one("#falta-enviar a")["href"] == f"{home}/observaciones"
    answered = enlace.submit(enlace.get(f"{home}/observaciones"), "Guardar la respuesta", texto="Son 14 calles.")
    assert "Son 14 calles." in answered.one("#obs-O1").get_text()
    camino.ahora = ahora
    camino.capture({**_content(), "identificacion": {"problema_central": "14 calles sin pavimento"}})
    titular.submit(titular.get(home), "Enviar a Planeación")
    revisora.submit(revisora.get(home), "Tomar la revisión")

    waiting = planeacion.get(home)
    assert "Observaciones bloqueantes sin cerrar: O1" in waiting.one("#falta-validar").get_text()
    seen = revisora.get(f"{home}/observaciones").one("#obs-O1").get_text(" ")
    assert "Calles sin pavimento" in seen and "14 calles sin pavimento" in seen
    revisora.submit(revisora.get(f"{home}/observaciones"), "Guardar la calificación", estado="solventada")
    assert "quedó validado" in planeacion.submit(planeacion.get(home), "Validar").text
    assert "se turnó a Comisiones" in planeacion.submit(planeacion.get(f"{home}/acciones/turnar"), "Turnar").text
    history = planeacion.get(f"{home}/bitacora").text
    for phrase in ("Envió el expediente a Planeación", "Hizo una observación", "Respondió una observación", "Validó"):
        assert phrase in history
    changes = planeacion.get(f"{home}/versiones").text
    assert "Calles sin pavimento" in changes and "14 calles sin pavimento" in changes


def _content() -> dict[str, object]:
    from tests.builders_expedientes import CONTENIDO

    return dict(CONTENIDO)


def test_una_observacion_sin_texto_se_rechaza_junto_a_su_campo_y_conserva_lo_demas(
    sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime
) -> None:
    camino = Camino(sqlite_cast, ahora).to_review()
    browser = browser_of(sqlite_app, sqlite_cast, "revisora")
    form = browser.get(f"/expedientes/{camino.id}/acciones/observar?campo=identificacion.poblacion")
    page = browser.submit(form, "Qué tan grave", tipo="recomendacion", texto="   ")
    assert page.status == 422
    assert "Escriba el texto antes de guardar" in page.one(".resumen-errores").get_text()
    assert page.one("#texto")["aria-invalid"] == "true"
    assert page.one("#tipo option[selected]")["value"] == "recomendacion"
    assert page.one("input[name=campo]")["value"] == "identificacion.poblacion"


def test_lo_que_otro_ya_hizo_se_rechaza_con_409_y_dice_quien(
    sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime
) -> None:
    camino = Camino(sqlite_cast, ahora)
    camino.do("titular", "enviar")
    home = f"/expedientes/{camino.id}"
    one, other = browser_of(sqlite_app, sqlite_cast, "revisora"), browser_of(sqlite_app, sqlite_cast, "revisor")
    seen_by_both = other.get(home)
    one.submit(one.get(home), "Tomar la revisión")
    page = other.submit(seen_by_both, "Tomar la revisión")
    assert page.status == 409
    assert "Nohemí Ávila Cruz" in page.one(".resumen-errores").get_text()


def test_la_misma_forma_dos_veces_tiene_un_solo_efecto(sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime) -> None:
    camino = Camino(sqlite_cast, ahora).to_review()
    browser = browser_of(sqlite_app, sqlite_cast, "revisora")
    form = browser.get(f"/expedientes/{camino.id}/acciones/observar?campo=identificacion.poblacion")
    for _ in range(2):
        page = browser.submit(form, "Qué tan grave", tipo="bloqueante", texto="Falta la fuente.")
        assert page.status == 200
    assert len(browser.get(f"/expedientes/{camino.id}/observaciones").all(".observacion")) == 1
    assert "una sola vez" in page.text


@pytest.mark.parametrize("who", [key for key, *_ in PERSONAS])
def test_cada_cargo_abre_la_lista_sin_ver_lo_que_no_le_toca(
    sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime, who: str
) -> None:
    Camino(sqlite_cast, ahora)
    page = browser_of(sqlite_app, sqlite_cast, who).get("/expedientes")
    foreign = who in ("enlace_educacion", "titular_educacion")
    assert ("Pavimentación de calles" in page.text) is not foreign


def test_el_expediente_de_otra_dependencia_no_se_abre(sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime) -> None:
    camino = Camino(sqlite_cast, ahora)
    browser = browser_of(sqlite_app, sqlite_cast, "titular_educacion")
    for tab in TABS:
        assert browser.get(f"/expedientes/{camino.id}{tab}").status == 403
    assert browser.get("/expedientes/99999").status == 404


def test_el_filtro_vive_en_la_direccion_y_lo_que_muestra_se_descarga(
    sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime
) -> None:
    Camino(sqlite_cast, ahora)
    Camino(sqlite_cast, ahora, programa="PP-21").do("titular", "enviar")
    service.crear(
        "poa", "UR-050", "PP-22", 2026, "=HYPERLINK(1)", actor=sqlite_cast.enlace, ahora=ahora,
        contenido={"identificacion": {"a": 1}},
    )  # fmt: skip
    browser = browser_of(sqlite_app, sqlite_cast, "gobierno")
    page = browser.get("/expedientes?etapa=borrador&q=pavimentacion")
    assert [row.get_text(strip=True) for row in page.all("tbody th")] == ["POA/2026/0001"]
    assert page.one("#etapa option[selected]")["value"] == "borrador"
    links = [str(a["href"]) for a in page.all("a[download]")]
    assert all("etapa=borrador" in link and "q=pavimentacion" in link for link in links)
    sheet = openpyxl.load_workbook(io.BytesIO(browser.get(links[0]).response.data)).active
    assert [[cell.value for cell in row][0] for row in sheet.iter_rows()] == ["Folio", "POA/2026/0001"]
    whole = browser.get("/expedientes/descargar.csv").response.get_data().decode("utf-8-sig")
    titles = [row[3] for row in csv.reader(io.StringIO(whole))][1:]
    assert "'=HYPERLINK(1)" in titles and len(titles) == 3


def test_la_lista_se_recorre_entera_sin_repetir(sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime) -> None:
    for n in range(53):
        service.crear("poa", "UR-050", f"PP-{n}", 2026, f"POA número {n}", actor=sqlite_cast.enlace, ahora=ahora)
    browser = browser_of(sqlite_app, sqlite_cast, "gobierno")
    first = browser.get("/expedientes")
    second = browser.get(str(first.one("a[rel=next]")["href"]))
    folios = [th.get_text(strip=True) for page in (first, second) for th in page.all("tbody th")]
    assert len(folios) == len(set(folios)) == 53


def test_un_anexo_se_guarda_y_se_descarga_con_su_nombre(sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime) -> None:
    camino = Camino(sqlite_cast, ahora)
    address = f"/expedientes/{camino.id}/documentos"
    browser = browser_of(sqlite_app, sqlite_cast, "enlace")
    fields = browser.get(address).form("Agregar un anexo") if False else browser.get(address).form("Guardar el anexo")
    data = {**fields, "descripcion": "Croquis", "archivo": (io.BytesIO(b"%PDF-1.4\n%%EOF\n"), "../croquis.pdf")}
    page = browser.post(address, data, content_type="multipart/form-data", follow_redirects=True)
    assert "El anexo se guardó" in page.text and "Croquis" in page.text
    link = str(page.one("tbody a[download]")["href"])
    answer = browser.get(link).response
    assert answer.data.startswith(b"%PDF") and "attachment" in answer.headers["Content-Disposition"]
    assert ".." not in answer.headers["Content-Disposition"]
    assert browser_of(sqlite_app, sqlite_cast, "enlace_educacion").get(link).status == 403


def test_un_anexo_sin_archivo_o_de_otro_tipo_se_rechaza_y_conserva_la_descripcion(
    sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime
) -> None:
    camino = Camino(sqlite_cast, ahora)
    address = f"/expedientes/{camino.id}/documentos"
    browser = browser_of(sqlite_app, sqlite_cast, "enlace")
    for sent in ((io.BytesIO(b""), ""), (io.BytesIO(b"MZ\x90\x00programa"), "virus.pdf")):
        data = {**browser.get(address).form("Guardar el anexo"), "descripcion": "Croquis", "archivo": sent}
        page: Page = browser.post(address, data, content_type="multipart/form-data")
        assert page.status == 422
        assert page.one("#descripcion")["value"] == "Croquis"
        assert page.all(".resumen-errores li")


def test_se_publica_la_version_aprobada_y_no_otra(sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime) -> None:
    camino = Camino(sqlite_cast, ahora).to_cabildo()
    camino.resolve()
    browser = browser_of(sqlite_app, sqlite_cast, "transparencia")
    address = f"/expedientes/{camino.id}/acciones/publicar"
    refused = browser.submit(browser.get(address), address, archivo="0" * 64)
    assert refused.status == 409
    page = browser.submit(browser.get(address), address)
    assert "quedó publicada" in page.text
    assert page.all(".ruta__paso--pendiente") == []


def test_una_accion_que_no_existe_no_tiene_pagina(sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime) -> None:
    camino = Camino(sqlite_cast, ahora)
    browser = browser_of(sqlite_app, sqlite_cast, "titular")
    assert browser.get(f"/expedientes/{camino.id}/acciones/borrar").status == 404


def test_sin_token_la_accion_no_se_hace(sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime) -> None:
    camino = Camino(sqlite_cast, ahora)
    browser = browser_of(sqlite_app, sqlite_cast, "titular")
    assert browser.post(f"/expedientes/{camino.id}/acciones/enviar").status == 400
    assert "Borrador" in browser.get(f"/expedientes/{camino.id}").one(".insignia").get_text()
