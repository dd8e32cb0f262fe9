"""Anybody with the paper checks it: what it is, its hash, its state, and nothing about anybody."""

from __future__ import annotations

import hashlib
import re
from datetime import date, datetime
from pathlib import Path

import pytest
from flask import Flask

from tests import builders_documentos as d
from tests.cast import Cast
from tests.web.page import Browser
from workflow.actas import service

FOLIO = "ACTA-CAB-2024-2027-001"
SCRIPT = Path(__file__).parents[2] / "workflow" / "static" / "js" / "verificar.js"


@pytest.fixture
def sesion(sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime) -> int:
    sesion = d.closed_cabildo(sqlite_cast, ahora)
    d.printed(d.raised(sesion, ahora), ahora)
    return sesion


def test_sin_entrar_se_sabe_que_es_y_cual_es_la_huella_del_archivo(
    sqlite_app: Flask, sqlite_cast: Cast, sesion: int
) -> None:
    page = Browser(sqlite_app).get(f"/v/{FOLIO}")
    assert page.status == 200
    assert "Acta" in page.text and "Cabildo" in page.text
    assert "viernes 13 de febrero de 2026" in page.text
    assert "Proyecto, todavía sin aprobar" in page.text
    made = d.files_of(sesion, sqlite_cast)[("acta", "pdf", 1)]
    digest = hashlib.sha256(made.path.read_bytes()).hexdigest()
    assert digest in [row["data-huella"] for row in page.all("tr[data-huella]")]
    assert "sha256sum documento.pdf" in page.text


def test_no_dice_el_nombre_de_ninguna_persona(sqlite_app: Flask, sqlite_cast: Cast, sesion: int) -> None:
    snapshot = d.raised(sesion, datetime.fromisoformat("2026-02-13T18:00:00+00:00")).snapshot
    text = Browser(sqlite_app).get(f"/v/{FOLIO}").text
    for firma in snapshot.firmas:  # type: ignore[union-attr]
        assert firma.persona.nombre not in text


def test_la_clave_del_codigo_qr_dice_si_el_papel_corresponde(sqlite_app: Flask, sesion: int, ahora: datetime) -> None:
    here = Browser(sqlite_app)
    printed = re.search(r"\?h=([0-9a-f]{16})$", _url_of(sesion, ahora))
    assert printed is not None
    assert "corresponde a la versión 1" in here.get(f"/v/{FOLIO}?h={printed[1]}").text
    assert "No coincide" in here.get(f"/v/{FOLIO}?h=0000000000000000").text
    assert "No coincide" in here.get(f"/v/{FOLIO}?h={printed[1][:4]}").text


def _url_of(sesion: int, ahora: datetime) -> str:
    from workflow.actas.impresion.componer import componer

    return componer(d.raised(sesion, ahora).snapshot).verificacion.url


def test_la_version_anterior_se_sabe_sustituida(
    sqlite_app: Flask, sqlite_cast: Cast, sesion: int, ahora: datetime
) -> None:
    before = _url_of(sesion, ahora).split("?h=")[1]
    service.aprobar_acta(
        sesion, fecha=date(2026, 3, 3), acuerdo_folio="AHC/009/2026", actor=sqlite_cast.gobierno, ahora=ahora
    )
    page = Browser(sqlite_app).get(f"/v/{FOLIO}?h={before}")
    assert "Sustituido por una versión posterior" in page.text
    assert "La versión que vale hoy es la 2." in page.text
    assert "En elaboración" in page.text


@pytest.mark.parametrize("folio", ["ACTA-CAB-2024-2027-999", "x", "AHC/001/2026", "../../etc/passwd"])
def test_un_folio_que_nadie_expidio_se_dice_sin_mas(sqlite_app: Flask, sesion: int, folio: str) -> None:
    page = Browser(sqlite_app).get(f"/v/{folio}")
    assert page.status == 404


def test_el_folio_desconocido_dice_que_revisar(sqlite_app: Flask, sqlite_cast: Cast) -> None:
    text = Browser(sqlite_app).get("/v/ACTA-CAB-2024-2027-999").text
    assert "Ningún documento tiene ese folio" in text


def test_el_archivo_del_ciudadano_no_se_envia() -> None:
    code = SCRIPT.read_text(encoding="utf-8")
    assert 'subtle.digest("SHA-256"' in code
    for sends in ("fetch(", "XMLHttpRequest", "sendBeacon", "WebSocket", "FormData", "submit("):
        assert sends not in code
