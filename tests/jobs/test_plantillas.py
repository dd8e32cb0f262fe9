"""The preview of a template in the background, and a real worker that makes an acta with the template in force."""

from __future__ import annotations

import io
import shutil
from datetime import datetime
from pathlib import Path

import pypdf
import pytest
from flask import Flask

from tests.builders_plantillas import BUENA, docx, text_of
from tests.cast import Cast
from tests.conftest import sign_in
from tests.jobs import cola
from tests.jobs.test_actas import closed_session, due_now
from tests.use_cases.test_plantillas import acta_docx, in_use, upload
from tests.web.page import Browser
from workflow.actas.queries import plantillas as queries
from workflow.archivos.queries import get
from workflow.db import db
from workflow.jobs import plantillas, tasks

HAY = any(shutil.which(name) for name in plantillas.PROGRAMAS)


@pytest.mark.lenta
@pytest.mark.skipif(not HAY, reason="LibreOffice no está en esta máquina")
def test_la_vista_previa_sale_en_pdf_y_se_lee_en_la_pagina(
    sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime
) -> None:
    carga = upload(sqlite_cast, ahora)
    due_now()
    tasks.drain()
    found = queries.carga(carga)
    assert (found.previa_falla, found.previa_id is not None) == (None, True)
    text = pypdf.PdfReader(io.BytesIO(get(found.previa_id or 0).path.read_bytes())).pages[0].extract_text()
    assert "AYUNTAMIENTO DE EJEMPLO" in text
    assert "VISTA PREVIA SIN VALIDEZ" in text
    here = Browser(sqlite_app)
    sign_in(here.client, sqlite_cast.gobierno.usuario_id)
    page = here.get(f"/plantillas/cargas/{carga}")
    answer = here.client.get(page.one("iframe")["src"])
    assert answer.content_type == "application/pdf"


def test_sin_libreoffice_la_pagina_lo_dice_y_ofrece_el_word(
    sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    carga = upload(sqlite_cast, ahora)
    due_now()
    tasks.drain()
    here = Browser(sqlite_app)
    sign_in(here.client, sqlite_cast.gobierno.usuario_id)
    page = here.get(f"/plantillas/cargas/{carga}")
    assert "no está instalado LibreOffice" in page.text
    assert here.client.get(page.one("a[href$='previa.docx']")["href"]).status_code == 200


def test_una_plantilla_con_errores_no_deja_trabajo(sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime) -> None:
    upload(sqlite_cast, ahora, "{{ nada }}")
    assert cola.waiting_work() == 0


@pytest.mark.lenta
@cola.EN_POSTGRES
def test_un_trabajador_de_verdad_hace_el_acta_con_la_plantilla_en_vigor(
    app: Flask, cast: Cast, ahora: datetime, redis_url: str
) -> None:
    in_use(cast, ahora)
    db.session.commit()
    closed_session(cast, ahora)
    due_now()
    cola.sweep(app, redis_url)
    cola.work_all(app, redis_url)
    cola.refresh()
    documento, data = acta_docx()
    assert documento.plantilla_falla is None
    assert documento.plantilla_sha256 is not None
    assert "AYUNTAMIENTO DE EJEMPLO" in text_of(data)
    assert docx(*BUENA) != data
