"""The pages of the deliveries, by clicking: find somebody, record, annul, close, see who is missing."""

from __future__ import annotations

import io
from datetime import datetime

import pytest
from flask import Flask

from tests.builders_entregas import ANA, LUPE, Padron
from tests.cast import Cast
from tests.web.expedientes_paginas import browser_of
from tests.web.page import Browser


@pytest.fixture
def padron(sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime) -> Padron:
    return Padron(sqlite_cast, ahora)


@pytest.fixture
def enlace(sqlite_app: Flask, sqlite_cast: Cast) -> Browser:
    return browser_of(sqlite_app, sqlite_cast, "enlace_educacion")


def test_se_busca_por_curp_en_un_formulario_y_se_registra_con_su_recibo(padron: Padron, enlace: Browser) -> None:
    home = f"/expedientes/{padron.id}/entregas"
    assert home in str(enlace.get(f"/expedientes/{padron.id}").soup)
    page = enlace.submit(enlace.get(home), "Buscar", escrito=ANA.lower())
    assert ANA not in page.text and "PEXA••••••••••••00" in page.text
    page = enlace.submit(
        page, "Registrar la entrega", clase="monetario", monto="$200.00", dia="2026-02-09", periodo="2026-T1",
        lugar="DIF Municipal", recibe="persona", recibo="R-1", archivo=(io.BytesIO(b"%PDF-1.7 x"), "ana peña.pdf"),
    )  # fmt: skip
    assert "La entrega quedó registrada" in page.text and "$200.00" in page.text and "R-1" in page.text
    recibo = enlace.submit(page, "Descargar el recibo", follow=False)
    assert recibo.response.data == b"%PDF-1.7 x"
    assert "recibo-" in recibo.response.headers["Content-Disposition"]
    page = enlace.get(home)
    assert "1 de 2" in page.text and "$200 de $900 aprobados" in page.text


def test_lo_que_no_puede_ser_se_dice_junto_a_su_campo_y_no_se_pierde_lo_escrito(
    padron: Padron, enlace: Browser
) -> None:
    padron.deliver()
    page = enlace.get(f"/expedientes/{padron.id}/entregas/personas/{padron.of(ANA)}")
    page = enlace.submit(page, "Registrar la entrega", monto="450", dia="2026-02-09", periodo="2026-T1", lugar="Plaza")
    assert page.status == 409
    assert "Ya recibió en 2026-T1" in page.one("#periodo-error").text
    assert "se pasaría de lo aprobado" in page.one("#monto-error").text
    assert page.one("#lugar")["value"] == "Plaza"


def test_se_anula_y_se_ve_lo_que_paso(padron: Padron, enlace: Browser) -> None:
    entrega_id = padron.deliver()
    page = enlace.get(f"/expedientes/{padron.id}/entregas/{entrega_id}/ajustar")
    page = enlace.submit(page, "Registrar", clase="anulacion", motivo="Se capturó en otra fila", dia="2026-02-10")
    assert "Anulada: 09/02/2026" in page.text and "Se capturó en otra fila" in page.text


def test_quien_no_ha_recibido_y_el_cierre_de_un_periodo(padron: Padron, enlace: Browser) -> None:
    padron.deliver()
    home = f"/expedientes/{padron.id}/entregas"
    page = enlace.get(f"{home}/pendientes?periodo=2026-T1")
    assert "1 inscripción en vigor sin entrega en primer trimestre de 2026" in page.text
    assert [row.get_text(strip=True) for row in page.all("tbody th")] == ["3"]  # LUPE
    page = enlace.submit(enlace.get(home), "Cerrar el periodo", periodo="2026-T1", clase="cierre")
    assert "El periodo quedó cerrado" in page.text
    page = enlace.get(f"{home}/personas/{padron.of(LUPE)}")
    page = enlace.submit(page, "Registrar la entrega", monto="450", dia="2026-02-09", periodo="2026-T1", lugar="Plaza")
    assert "ya se cerraron" in page.one("#periodo-error").text


def test_cada_quien_ve_lo_suyo(padron: Padron, sqlite_app: Flask, sqlite_cast: Cast) -> None:
    home = f"/expedientes/{padron.id}/entregas"
    esperado = {"enlace_educacion": 200, "planeacion": 200, "auditor": 200, "enlace": 403, "regidora": 403}
    for quien, status in esperado.items():
        assert browser_of(sqlite_app, sqlite_cast, quien).get(home).status == status
    revisora = browser_of(sqlite_app, sqlite_cast, "revisora")
    assert "Registrar" not in revisora.get(home).text
    assert revisora.get(f"{home}/personas/{padron.of(ANA)}").status == 403
