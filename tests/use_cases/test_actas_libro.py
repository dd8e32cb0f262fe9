"""Approved actas enter the Libro once, with fojas that follow, on both databases."""

from __future__ import annotations

from datetime import datetime

import pytest
from flask import Flask

from tests import builders_documentos as d
from tests.cast import Cast
from tests.conftest import sign_in
from tests.web.page import Browser
from workflow.actas import queries
from workflow.actas import service as actas
from workflow.actas.impresion.pdf import pages_in
from workflow.actas.models import LibroAsiento
from workflow.actas.service import Congelada
from workflow.db import db
from workflow.kernel.actor import SISTEMA

CUATRO_PAGINAS = b"%PDF-1.7\n" + b"<</Type /Pages>>" + b"<</Type /Page>>" * 4


@pytest.fixture
def sesion(app: Flask, cast: Cast, ahora: datetime) -> int:
    sesion = d.closed_cabildo(cast, ahora)
    d.raised(sesion, ahora)
    return sesion


def approved(sesion: int, cast: Cast, ahora: datetime) -> Congelada:
    actas.aprobar_acta(sesion, fecha=ahora.date(), acuerdo_folio=None, actor=cast.gobierno, ahora=ahora)
    return d.raised(sesion, ahora)


def test_un_proyecto_no_entra_al_libro(sesion: int, ahora: datetime) -> None:
    actas.guardar(d.raised(sesion, ahora).id, {"pdf": CUATRO_PAGINAS}, actor=SISTEMA, ahora=ahora)
    assert db.session.query(LibroAsiento).count() == 0
    assert [one.numero for one in queries.libro("CAB").por_asentar] == [1]


def test_aprobada_se_asienta_una_sola_vez_con_sus_fojas(sesion: int, cast: Cast, ahora: datetime) -> None:
    frozen = approved(sesion, cast, ahora)
    for _ in range(2):
        actas.guardar(frozen.id, {"pdf": CUATRO_PAGINAS}, actor=SISTEMA, ahora=ahora)
    (asiento,) = queries.libro("CAB").asientos
    assert (asiento.numero, asiento.foja_inicial, asiento.foja_final) == (1, 1, 4)
    assert queries.verify_books() == (1, [])


def test_un_archivo_tocado_rompe_el_libro(sesion: int, cast: Cast, ahora: datetime) -> None:
    frozen = approved(sesion, cast, ahora)
    actas.guardar(frozen.id, {"pdf": CUATRO_PAGINAS}, actor=SISTEMA, ahora=ahora)
    made = d.files_of(sesion, cast)[("acta", "pdf", 2)]
    made.path.write_bytes(b"%PDF otro")
    total, roturas = queries.verify_books()
    assert (total, [one.motivo for one in roturas]) == (1, ["archivo"])


def test_las_paginas_impresas_son_las_fojas(sesion: int, cast: Cast, ahora: datetime) -> None:
    frozen = approved(sesion, cast, ahora)
    d.printed(frozen, ahora, ("pdf",))
    (asiento,) = queries.libro("CAB").asientos
    made = d.files_of(sesion, cast)[("acta", "pdf", 2)].path.read_bytes()
    assert asiento.foja_final == pages_in(made) > 1


def test_la_pagina_y_la_orden_dicen_que_esta_integro(app: Flask, sesion: int, cast: Cast, ahora: datetime) -> None:
    actas.guardar(approved(sesion, cast, ahora).id, {"pdf": CUATRO_PAGINAS}, actor=SISTEMA, ahora=ahora)
    here = Browser(app)
    sign_in(here.client, cast.regidora.usuario_id)
    page = here.get("/libro/CAB")
    assert "El Libro está íntegro" in page.text and "1 a 4" in page.text
    assert here.get("/libro/NADIE").status == 404
    done = app.test_cli_runner().invoke(args=["libro", "verificar"])
    assert (done.exit_code, done.output.strip()) == (0, "El Libro está íntegro: 1 acta asentada.")
