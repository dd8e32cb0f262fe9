"""The first page of each role: what waits for me, until when, and who holds what I sent."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import event

from tests.builders_expedientes import Camino
from tests.cast import PERSONAS, Cast
from tests.web.expedientes_paginas import browser_of
from workflow.db import db
from workflow.expedientes import service
from workflow.expedientes.route import ESPERA_A
from workflow.web.bandeja import TOCA


@pytest.mark.parametrize("who", [key for key, *_ in PERSONAS])
def test_la_bandeja_vacia_de_cada_cargo_ensena_que_aparecera_ahi(
    sqlite_app: Flask, sqlite_cast: Cast, who: str
) -> None:
    page = browser_of(sqlite_app, sqlite_cast, who).get("/")
    assert page.status == 200
    assert "¿Qué me toca hacer hoy?" in page.text
    assert "Está al corriente" in page.text
    assert page.all(".vacio")


def test_sin_entrar_la_bandeja_pide_entrar(sqlite_app: Flask, sqlite_cast: Cast) -> None:
    from tests.web.page import Browser

    assert Browser(sqlite_app).get("/").status == 302


def test_lo_enviado_espera_a_planeacion_con_su_plazo_y_la_dependencia_ve_quien_lo_tiene(
    sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime
) -> None:
    Camino(sqlite_cast, ahora).do("titular", "enviar")
    planeacion = browser_of(sqlite_app, sqlite_cast, "revisora").get("/")
    assert "1 asunto espera por usted" in planeacion.text
    # Sent on Tuesday 10 February 2026; three business days end on Friday 13.
    assert "vence en 3 días hábiles, el viernes 13" in planeacion.text
    assert "Tome la revisión" in planeacion.text
    titular = browser_of(sqlite_app, sqlite_cast, "titular").get("/")
    assert "Lo tiene Planeación, desde hoy" in titular.text


def test_lo_vencido_se_dice_en_palabras(sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime) -> None:
    Camino(sqlite_cast, ahora).do("titular", "enviar")
    sqlite_app.config["CLOCK"] = lambda: ahora + timedelta(days=8)
    page = browser_of(sqlite_app, sqlite_cast, "revisora").get("/")
    assert "venció hace 3 días hábiles, el viernes 13" in page.text  # Monday 16, Tuesday 17, Wednesday 18
    assert page.all(".plazo--urge")


def test_una_dependencia_no_ve_en_su_bandeja_lo_de_otra(sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime) -> None:
    Camino(sqlite_cast, ahora)
    assert "Pavimentación" not in browser_of(sqlite_app, sqlite_cast, "enlace_educacion").get("/").text
    assert "Pavimentación" in browser_of(sqlite_app, sqlite_cast, "enlace").get("/").text


def test_cada_etapa_que_espera_a_alguien_dice_que_hacer() -> None:
    assert set(TOCA) == {etapa for etapa, roles in ESPERA_A.items() if roles}


def test_el_tablero_cuenta_por_etapa_y_dice_quien_tiene_cada_expediente(
    sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime
) -> None:
    browser = browser_of(sqlite_app, sqlite_cast, "gobierno")
    assert "Ningún expediente" in browser.get("/tablero").text
    Camino(sqlite_cast, ahora).to_review()
    Camino(sqlite_cast, ahora, programa="PP-21")
    page = browser.get("/tablero")
    assert [" ".join(row.get_text(" ").split()) for row in page.all(".grafica tbody tr")] == [
        "Borrador 1",
        "En revisión 1",
    ]
    assert "Planeación (Nohemí Ávila Cruz)" in page.text
    only = browser.get("/tablero?etapa=borrador")
    assert "Planeación (Nohemí Ávila Cruz)" not in only.text
    assert "Dirección de Obras Públicas" in only.text


def test_lo_que_esta_en_pausa_lo_dice_y_no_parece_vencido(
    sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime
) -> None:
    camino = Camino(sqlite_cast, ahora)
    camino.do("titular", "enviar")
    service.suspender(camino.id, motivo="x", fundamento="y", actor=sqlite_cast.gobierno, ahora=ahora)
    sqlite_app.config["CLOCK"] = lambda: ahora + timedelta(days=9)
    page = browser_of(sqlite_app, sqlite_cast, "revisora").get("/")
    assert "en pausa desde hace 9 días" in page.text
    assert "venció" not in page.text and not page.all(".plazo--urge")


def test_la_lista_se_ordena_por_folio_por_etapa_o_por_plazo_y_sigue_en_la_pagina_siguiente(
    sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Four dossiers: 0001 a draft (20 days), 0002 sent (3 days), 0003 in review (10 days), 0004 in pause."""
    monkeypatch.setattr("workflow.web.expedientes.POR_PAGINA", 2)
    Camino(sqlite_cast, ahora, programa="PP-1")
    Camino(sqlite_cast, ahora, programa="PP-2").do("titular", "enviar")
    Camino(sqlite_cast, ahora, programa="PP-3").to_review()
    paused = Camino(sqlite_cast, ahora, programa="PP-4")
    service.suspender(paused.id, motivo="x", fundamento="y", actor=sqlite_cast.planeacion, ahora=ahora)
    browser = browser_of(sqlite_app, sqlite_cast, "gobierno")

    def whole(orden: str) -> list[str]:
        found, path = [], f"/expedientes?orden={orden}&ejercicio=2026"
        while path:
            page = browser.get(path)
            found += [row.get_text(strip=True)[-1] for row in page.all("tbody th")]
            more = page.all("a[rel=next]")
            path = str(more[0]["href"]) if more else ""
        return found

    assert whole("folio") == ["1", "2", "3", "4"] and whole("-folio") == ["4", "3", "2", "1"]
    assert whole("plazo") == ["2", "3", "1", "4"] and whole("-plazo") == ["4", "1", "3", "2"]
    assert whole("desde") == ["1", "4", "2", "3"]
    assert whole("cualquiera") == whole("desde")
    assert "Ningún expediente coincide" in browser.get("/expedientes?ejercicio=2025").text


def test_la_pagina_de_la_bandeja_hace_pocas_lecturas(sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime) -> None:
    """Who it is; which dossiers, what is told of them, the days without office; notices and what is to be improved."""
    Camino(sqlite_cast, ahora).do("titular", "enviar")
    browser = browser_of(sqlite_app, sqlite_cast, "revisora")
    seen: list[str] = []

    def note(_c: object, _cursor: object, statement: str, *_rest: object) -> None:
        if not statement.startswith("BEGIN"):
            seen.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        assert "1 asunto espera por usted" in browser.get("/").text
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
    assert len(seen) <= 6, "\n".join(seen)
