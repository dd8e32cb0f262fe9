"""From «avance del eje 2» down to the evidence, and from each meta to its acuerdo and back; with a whole year."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event

from tests.builders_expedientes import plain_documents
from tests.builders_indicadores import A01, ABRIL, Publicado, contenido, linea, municipio
from tests.cast import Cast
from tests.web.expedientes_paginas import browser_of
from tests.web.test_acuerdos import agreed
from workflow.db import db
from workflow.expedientes.service import actuar
from workflow.indicadores.service import Adjunto
from workflow.sesiones.models import Acuerdo

ENERO = datetime(2027, 1, 20, 18, 0, tzinfo=UTC)
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF\n"


@pytest.fixture
def poa(sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime) -> Publicado:
    found = Publicado(
        sqlite_cast,
        ahora,
        contenido(
            alineacion=[
                {"instrumento": "pmd", "nivel": "eje", "clave": "2", "descripcion": "Ciudad ordenada"},
                {"instrumento": "pmd", "nivel": "objetivo", "clave": "2.1", "descripcion": "Calles transitables"},
            ]
        ),
    )
    sqlite_app.config["CLOCK"] = lambda: ABRIL
    return found


def follow(browser: Any, page: Any, text: str) -> Any:
    """The page of the link with that text."""
    [link] = [one for one in page.all("main a") if one.get_text(" ", strip=True) == text][:1]
    return browser.get(link["href"])


def test_del_municipio_se_baja_al_eje_al_poa_al_dato_y_a_su_evidencia(sqlite_app: Flask, poa: Publicado) -> None:
    poa.report("2026-03", linea(A01, "10"), evidencias={A01: [Adjunto("acta.pdf", io.BytesIO(PDF))]})
    browser = browser_of(sqlite_app, poa.cast, "auditor")
    eje = follow(browser, browser.get("/indicadores"), "Eje 2")
    assert "Objetivo 2.1: Calles transitables" in eje.text
    programa = follow(browser, eje, "Dirección de Obras Públicas")
    dato = follow(browser, programa, "A01: Pavimentar calles, tramo A01")
    [evidencia] = [one for one in dato.all("main a") if one.get_text() == "acta.pdf"]
    with browser.client.get(evidencia["href"]) as bajada:
        assert bajada.data == PDF
    assert [one.get_text() for one in dato.all(".migas a")][-2:] == ["Eje 2", "Pavimentación de calles"]


def test_el_tablero_de_un_programa_dice_su_matriz_como_arbol(sqlite_app: Flask, poa: Publicado) -> None:
    browser = browser_of(sqlite_app, poa.cast, "auditor")
    page = follow(browser, browser.get(f"/indicadores/poa/{poa.id}"), "Todo el programa PP-20")
    assert [h.get_text() for h in page.all("h3")] == ["Fin", "Componente C1 y sus actividades"]
    assert browser.get("/indicadores/programa/PP-99").status == 404
    assert browser.get("/indicadores/eje/9").status == 404


def test_una_meta_lleva_a_su_acuerdo_y_el_acuerdo_dice_que_metas_aprobo(
    sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime
) -> None:
    acuerdo_id, despues = agreed(sqlite_cast, ahora)
    acuerdo = db.session.get_one(Acuerdo, acuerdo_id)
    expediente_id, folio, acta = acuerdo.expediente_id, acuerdo.folio, acuerdo.sesion_id
    with plain_documents():
        actuar(
            expediente_id, "publicar", actor=sqlite_cast.transparencia, ahora=despues,
            parametros={"archivo": "v_aprobada"},
        )  # fmt: skip
    sqlite_app.config["CLOCK"] = lambda: despues
    browser = browser_of(sqlite_app, sqlite_cast, "auditor")
    programa = browser.get(f"/indicadores/poa/{expediente_id}")
    assert programa.all(f'main a[href="/sesiones/{acta}"]')
    page = follow(browser, programa, f"Acuerdo {folio}")
    assert page.one("h1").get_text() == f"Acuerdo {folio}"
    assert page.all(f'main a[href="/indicadores/poa/{expediente_id}"]')


class TestUnAnoDelMunicipio:
    """67 POA with 1,042 things and three lines of budget each, twelve months."""

    @pytest.fixture
    def browser(self, sqlite_app: Flask, sqlite_cast: Cast) -> Any:
        municipio()
        sqlite_app.config["CLOCK"] = lambda: ENERO
        return browser_of(sqlite_app, sqlite_cast, "auditor")

    def test_cada_tablero_hace_pocas_preguntas(self, browser: Any) -> None:
        for path in (
            "/indicadores/eje/2",
            "/indicadores/programa/PP-02",
            "/indicadores/poa/9001",
            "/indicadores/poa/9001/dato?d=mir[C1%231]",
        ):
            assert browser.get(path).status == 200
            asked: list[str] = []
            listener = lambda *args, asked=asked: asked.append(args[2])  # noqa: E731
            event.listen(db.engine, "before_cursor_execute", listener)
            browser.client.get(path)
            event.remove(db.engine, "before_cursor_execute", listener)
            assert 0 < len([one for one in asked if one.startswith("SELECT")]) < 12, (path, asked)

    def test_lo_ejercido_del_eje_es_la_suma_hecha_a_mano(self, browser: Any) -> None:
        """Eje 1 is of the POA 0, 5, 10… 65: 14. Wages 100,000.00 + n centavos a month, fuel 9,000, works 1,500,000."""
        eje = range(0, 67, 5)
        programado = sum(12 * (100_000_00 + n) + 12 * 9_000_00 + 1_500_000_00 for n in eje)
        ejercido = sum(
            12 * ((100_000_00 + n) * 9 // 10) + sum(8_100_00 for mes in range(1, 13) if (n + mes) % 7) + 1_350_000_00
            for n in eje
        )
        page = browser.get("/indicadores/eje/1")
        pies = [[c.get_text() for c in row.find_all("td")] for row in page.all("tfoot tr")]
        celdas = next(pie for pie in pies if len(pie) == 6)
        assert celdas[2] == f"${programado // 100:,}.{programado % 100:02d}"
        assert celdas[3] == f"${ejercido // 100:,}.{ejercido % 100:02d}"
