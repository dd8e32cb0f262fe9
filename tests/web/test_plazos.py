"""The pages of the terms: the clock of a dossier, the calendar, the rules, the substitutes, where the days went."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from io import BytesIO

import pytest
from flask import Flask
from openpyxl import load_workbook
from sqlalchemy import event

from tests.builders_expedientes import Camino
from tests.cast import Cast
from tests.web.expedientes_paginas import browser_of
from tests.web.page import Page
from workflow.avisos import service as avisos
from workflow.db import db
from workflow.expedientes import queries
from workflow.kernel.actor import SISTEMA
from workflow.kernel.clock import local, parse_local
from workflow.people import service as people

LUNES = parse_local("2026-03-02T10:00")


@pytest.fixture
def camino(sqlite_app: Flask, sqlite_cast: Cast) -> Camino:
    """Observed on Monday 2 March 2026: five business days, up to Monday 9."""
    one = Camino(sqlite_cast, LUNES - timedelta(minutes=4)).to_review()
    one.observe("identificacion.problema_central")
    one.do("revisora", "notificar_observaciones")
    sqlite_app.config["CLOCK"] = lambda: LUNES
    return one


@contextmanager
def reads(app: Flask) -> Iterator[list[str]]:
    seen: list[str] = []

    def note(_c: object, _cur: object, statement: str, *_rest: object) -> None:
        seen.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(db.engine, "before_cursor_execute", note)


def cells(page: Page, caption: str) -> list[list[str]]:
    for table in page.all("table"):
        if caption in (table.caption.get_text() if table.caption else ""):
            return [
                [" ".join(cell.get_text(" ").split()) for cell in row.select("th, td")]
                for row in table.select("tbody tr")
            ]
    raise AssertionError(caption)


def due(camino: Camino) -> str:
    db.session.rollback()
    reloj = queries.plazos(camino.id, camino.cast.gobierno, LUNES).reloj
    assert reloj is not None
    return f"{local(reloj.vence):%Y-%m-%d}" if reloj.vence else "en pausa"


def test_el_expediente_dice_cuando_vence_cuanto_queda_y_con_que_fundamento(
    sqlite_app: Flask, sqlite_cast: Cast, camino: Camino
) -> None:
    page = browser_of(sqlite_app, sqlite_cast, "enlace").get(f"/expedientes/{camino.id}/plazos")
    for told in ("lunes 9 de marzo de 2026, 15:00 h", "5 días hábiles", "por confirmar", "La dependencia"):
        assert told in page.text
    assert not page.all("main form")  # the enlace asks for nothing: the titular does


def test_pedir_y_conceder_una_prorroga_desde_la_pagina(sqlite_app: Flask, sqlite_cast: Cast, camino: Camino) -> None:
    url = f"/expedientes/{camino.id}/plazos"
    titular, planeacion = (browser_of(sqlite_app, sqlite_cast, who) for who in ("titular", "planeacion"))
    page = titular.submit(titular.get(url), "Pedir la prórroga", dias="9", motivo="Falta un plano")
    assert page.status == 409
    assert "Escriba cuántos días hábiles: de 1 a 5." in page.text
    assert page.one("#prorroga-motivo").get_text().strip() == "Falta un plano"  # nothing typed is lost
    assert page.one("#prorroga-dias")["value"] == "9"
    page = titular.submit(page, "Pedir la prórroga", dias="3")
    assert "Hay una prórroga pedida: 3 días hábiles" in page.text and "Falta un plano" in page.text
    page = planeacion.get(url)
    page = planeacion.submit(page, "Conceder la prórroga", respuesta="conceder", dias="2", motivo="Procede en parte")
    assert "La prórroga se concedió." in page.text
    assert due(camino) == "2026-03-11"
    assert "Vencía el lunes 9 de marzo de 2026; vence el miércoles 11 de marzo de 2026." in page.text


def test_negar_una_prorroga_deja_el_plazo_igual(sqlite_app: Flask, sqlite_cast: Cast, camino: Camino) -> None:
    url = f"/expedientes/{camino.id}/plazos"
    titular, planeacion = (browser_of(sqlite_app, sqlite_cast, who) for who in ("titular", "planeacion"))
    titular.submit(titular.get(url), "Pedir la prórroga", dias="3", motivo="x")
    page = planeacion.submit(planeacion.get(url), "Negar la prórroga", respuesta="negar", dias="", motivo="No procede")
    assert "La prórroga se negó" in page.text
    assert due(camino) == "2026-03-09"


def test_poner_en_pausa_y_reanudar_desde_la_pagina(sqlite_app: Flask, sqlite_cast: Cast, camino: Camino) -> None:
    url = f"/expedientes/{camino.id}/plazos"
    planeacion = browser_of(sqlite_app, sqlite_cast, "planeacion")
    page = planeacion.submit(planeacion.get(url), "Poner en pausa", motivo="Corte de luz", fundamento="")
    assert page.status == 422 and page.one("#pausa-motivo").get_text().strip() == "Corte de luz"
    page = planeacion.submit(page, "Poner en pausa", fundamento="Acuerdo 4")
    assert "En pausa" in page.text and due(camino) == "en pausa"
    assert "en pausa desde hoy" in browser_of(sqlite_app, sqlite_cast, "enlace").get("/").text
    sqlite_app.config["CLOCK"] = lambda: LUNES + timedelta(days=2)
    planeacion = browser_of(sqlite_app, sqlite_cast, "planeacion")
    page = planeacion.submit(planeacion.get(url), "Reanudar el plazo", motivo="Volvió la luz")
    assert due(camino) == "2026-03-11"
    assert "Corte de luz (Acuerdo 4)" in page.text


def test_quien_no_puede_recibe_un_no_aunque_escriba_la_direccion(
    sqlite_app: Flask, sqlite_cast: Cast, camino: Camino
) -> None:
    url = f"/expedientes/{camino.id}/plazos"
    educacion = browser_of(sqlite_app, sqlite_cast, "titular_educacion")
    assert educacion.get(url).status == 403
    titular = browser_of(sqlite_app, sqlite_cast, "titular")
    token = titular.get(url).form("Pedir la prórroga")
    assert titular.post(f"{url}/suspender", {**token, "motivo": "x", "fundamento": "y"}).status == 403
    assert due(camino) == "2026-03-09"


def test_a_donde_se_fueron_los_dias_del_expediente_en_tabla_y_en_excel(
    sqlite_app: Flask, sqlite_cast: Cast, camino: Camino
) -> None:
    sqlite_app.config["CLOCK"] = lambda: parse_local("2026-03-05T10:00")
    browser = browser_of(sqlite_app, sqlite_cast, "auditor")
    rows = cells(browser.get(f"/expedientes/{camino.id}/plazos"), "Etapa por etapa")
    assert [(row[0], row[1], row[4:]) for row in rows] == [
        ("Borrador", "La dependencia", ["0", "0", "0"]),
        ("Enviado", "Planeación", ["0", "0", "0"]),
        ("En revisión", "Planeación", ["0", "0", "0"]),
        ("Con observaciones", "La dependencia", ["3", "3", "0"]),
    ]
    book = load_workbook(BytesIO(browser.client.get(f"/expedientes/{camino.id}/plazos.xlsx").data))
    assert [cell.value for cell in book.active[5]][2:4] == ["Con observaciones", "La dependencia"]


def test_los_dias_de_todos_suman_por_etapa_dependencia_y_revisor(
    sqlite_app: Flask, sqlite_cast: Cast, camino: Camino
) -> None:
    """Sent back on Monday 9 after five business days; reviewed by Nohemí in no time."""
    camino.ahora = parse_local("2026-03-09T10:00")
    camino.answer("O1")
    camino.do("titular", "enviar")
    sqlite_app.config["CLOCK"] = lambda: parse_local("2026-03-20T10:00")
    browser = browser_of(sqlite_app, sqlite_cast, "gobierno")
    page = browser.get("/plazos")
    assert ["Con observaciones", "1", "5 días o menos", "5 días o menos", "5", "0"] in cells(page, "Días por etapa")
    assert [row[0] for row in cells(page, "Días por dependencia")] == ["Dirección de Obras Públicas"]
    assert [row[:2] for row in cells(page, "Días por persona que revisó")] == [["Nohemí Ávila Cruz", "1"]]
    assert "1 vencido" in page.text  # sent on Monday 9: three days, Thursday 12
    assert "Aún no hay días que contar" in browser.get("/plazos?ejercicio=2025").text
    own = browser_of(sqlite_app, sqlite_cast, "titular").get("/plazos")
    assert "Con observaciones" in own.text and "Nohemí" not in own.text
    other = browser_of(sqlite_app, sqlite_cast, "titular_educacion").get("/plazos")
    assert "Aún no hay días que contar" in other.text
    book = load_workbook(BytesIO(browser.client.get("/plazos/descargar.xlsx?ejercicio=2026").data))
    assert {row[0].value for row in book.active.iter_rows(min_row=2)} == {"Etapa", "Dependencia", "Revisión"}
    assert browser.client.get("/plazos/descargar.csv").status_code == 200


def test_la_pagina_de_los_dias_lee_lo_mismo_con_uno_que_con_cinco_expedientes(
    sqlite_app: Flask, sqlite_cast: Cast, camino: Camino
) -> None:
    browser = browser_of(sqlite_app, sqlite_cast, "gobierno")
    counts = []
    for programa in ("PP-31", "PP-32", "PP-33", "PP-34"):
        browser.get("/plazos")
        with reads(sqlite_app) as seen:
            browser.get("/plazos")
        counts.append(len(seen))
        Camino(sqlite_cast, LUNES, programa=programa).to_review()
    assert len(set(counts[1:])) == 1 and counts[-1] <= 14


def test_la_pagina_del_plazo_no_lee_mas_por_tener_mas_hechos(
    sqlite_app: Flask, sqlite_cast: Cast, camino: Camino
) -> None:
    url = f"/expedientes/{camino.id}/plazos"
    planeacion = browser_of(sqlite_app, sqlite_cast, "planeacion")
    planeacion.submit(planeacion.get(url), "Poner en pausa", motivo="a", fundamento="b")
    with reads(sqlite_app) as few:
        planeacion.get(url)
    for _ in range(3):
        planeacion.submit(planeacion.get(url), "Reanudar el plazo", motivo="c")
        planeacion.submit(planeacion.get(url), "Poner en pausa", motivo="d", fundamento="e")
    with reads(sqlite_app) as many:
        planeacion.get(url)
    assert len(many) == len(few)


def test_registrar_y_quitar_un_dia_inhabil_dice_cuantos_plazos_recorrio(
    sqlite_app: Flask, sqlite_cast: Cast, camino: Camino
) -> None:
    gobierno = browser_of(sqlite_app, sqlite_cast, "gobierno")
    page = gobierno.get("/plazos/calendario/2026")
    page = gobierno.submit(page, "Registrar el día", fecha="2026-03-05", motivo="Aniversario", fundamento="")
    assert page.status == 422 and page.one("#dia-motivo")["value"] == "Aniversario"
    page = gobierno.submit(page, "Registrar el día", fundamento="Acuerdo 9")
    assert "1 plazo abierto se recorrió" in page.text
    assert "jueves 5 de marzo de 2026" in page.text and due(camino) == "2026-03-10"
    page = gobierno.submit(page, "Quitar este día", motivo="Se revocó el acuerdo")
    assert "vuelve a ser hábil" in page.text and due(camino) == "2026-03-09"
    assert "Deja de ser inhábil: 05/03/2026, Se revocó el acuerdo" in page.text


def test_la_lista_del_anio_se_propone_del_anterior_y_nada_de_lo_pegado_se_pierde(
    sqlite_app: Flask, sqlite_cast: Cast
) -> None:
    gobierno = browser_of(sqlite_app, sqlite_cast, "gobierno")
    page = gobierno.get("/plazos/calendario/2026")
    pasted = "02/02/2026; Constitución; LFT, artículo 74\n02/04/2026; Jueves Santo; Acuerdo 1"
    page = gobierno.submit(page, "Registrar la lista", texto=pasted)
    assert "2 días nuevos en 2026" in page.text
    page = gobierno.get("/plazos/calendario/2027?proponer=1")
    proposed = page.one("#texto").get_text()
    assert "01/02/2027; Constitución" in proposed and "25/03/2027; Jueves Santo" in proposed
    wrong = proposed.strip() + "\n31/02/2027; x; y"
    page = gobierno.submit(page, "Registrar la lista", texto=wrong)
    assert page.status == 422 and "Renglón 3: la fecha no se entiende" in page.text
    assert page.one("#texto").get_text().strip() == wrong
    consulta = browser_of(sqlite_app, sqlite_cast, "auditor").get("/plazos/calendario/2026")
    assert "Constitución" in consulta.text and not consulta.all("main form")


def test_un_plazo_y_una_regla_de_recordatorios_se_cambian_con_fecha_y_fundamento(
    sqlite_app: Flask, sqlite_cast: Cast, camino: Camino
) -> None:
    gobierno = browser_of(sqlite_app, sqlite_cast, "gobierno")
    page = gobierno.get("/plazos/reglas?clave=devuelto")
    page = gobierno.submit(page, "Registrar la regla", valor="12", vigente_desde="2026-03-01", fundamento="")
    assert page.status == 422 and page.one("#valor")["value"] == "12"
    page = gobierno.submit(page, "Registrar la regla", fundamento="Lineamiento 3", confirmado="1")
    row = next(row for row in cells(page, "Plazo de cada etapa") if row[0].startswith("Devuelto"))
    assert row[1:5] == ["La dependencia", "12", "01/03/2026", "Lineamiento 3"]
    page = gobierno.submit(
        page, "Registrar la regla", clave="recordar_antes", valor="5, 2", vigente_desde="2026-04-01", fundamento="L. 4"
    )
    assert "Desde el 01/04/2026: 5,2" in page.text
    assert queries.politica_plazos(datetime(2026, 4, 2).date()).antes == (5, 2)
    assert not browser_of(sqlite_app, sqlite_cast, "titular").get("/plazos/reglas").all("main form")


def test_una_suplencia_se_registra_y_se_termina(sqlite_app: Flask, sqlite_cast: Cast, camino: Camino) -> None:
    titular = browser_of(sqlite_app, sqlite_cast, "titular")
    page = titular.get("/plazos/suplencias")
    offered = [option.get_text() for option in page.all("#usuario option")][1:]
    assert [name.split(" (")[0] for name in offered] == ["Brenda Olague Tovar", "Martín Zesati Rueda"]
    told = {"usuario": str(sqlite_cast.enlace.usuario_id), "suplente": str(sqlite_cast.enlace.usuario_id)}
    page = titular.submit(page, "Registrar la suplencia", **told, fundamento="Oficio 12")
    assert page.status == 422 and "Nadie se suple a sí mismo" in page.text
    assert page.one("#fundamento")["value"] == "Oficio 12"
    page = titular.submit(page, "Registrar la suplencia", suplente=str(sqlite_cast.enlace_educacion.usuario_id))
    assert "Karina Soto Mata" in page.text and "Vigente" in page.text
    page = titular.submit(page, "Terminar hoy")
    assert "La suplencia termina hoy" in page.text
    assert browser_of(sqlite_app, sqlite_cast, "auditor").get("/plazos/suplencias").status == 403


def test_el_calendario_de_una_persona_trae_sus_plazos_y_no_dice_de_que_trata_el_expediente(
    sqlite_app: Flask, sqlite_cast: Cast, camino: Camino
) -> None:
    """Due on Monday 9 March at 15:00 in Fresnillo: 21:00 in UTC."""
    enlace = browser_of(sqlite_app, sqlite_cast, "enlace")
    page = enlace.submit(enlace.get("/cuenta/calendario"), "Hacer mi dirección")
    address = str(page.one("#direccion")["value"]).split("://", 1)[1]
    text = enlace.client.get(address[address.index("/") :]).get_data(as_text=True).replace("\r\n ", "")
    assert "SUMMARY:Vence el plazo de POA/2026/0001: con observaciones" in text
    assert "DTEND:20260309T210000Z" in text
    assert "Pavimentación" not in text
    planeacion = browser_of(sqlite_app, sqlite_cast, "planeacion")
    page = planeacion.submit(planeacion.get("/cuenta/calendario"), "Hacer mi dirección")
    address = str(page.one("#direccion")["value"]).split("://", 1)[1]
    assert "SUMMARY:Vence" not in planeacion.client.get(address[address.index("/") :]).get_data(as_text=True)


def test_el_recordatorio_dice_cuando_vence_y_por_quien_se_suple(
    sqlite_app: Flask, sqlite_cast: Cast, camino: Camino
) -> None:
    people.name_substitute(
        sqlite_cast.enlace.usuario_id, sqlite_cast.enlace_educacion.usuario_id, desde=LUNES.date(), hasta=None,
        fundamento="Oficio 12", actor=sqlite_cast.titular, ahora=LUNES,
    )  # fmt: skip
    avisos.recordar(0, actor=SISTEMA, ahora=parse_local("2026-03-06T07:10"))
    page = browser_of(sqlite_app, sqlite_cast, "enlace_educacion").get("/avisos")
    assert "Su plazo está por vencer" in page.text
    assert "Vence el lunes 9 de marzo de 2026, 15:00 h." in page.text
    assert "Se le avisa como suplente de Brenda Olague Tovar." in page.text
