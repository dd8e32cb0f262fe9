"""A whole padrón of the sample goes in, is seen, fails and is published: nothing personal is where it must not be."""

from __future__ import annotations

import io
import json
import logging
import re
from datetime import datetime
from typing import Any

import openpyxl
import pytest
import structlog
from flask import Flask
from sqlalchemy import select

from tests.builders_padron import MUESTRA, REGLAS, Expediente
from tests.cast import Cast
from tests.use_cases.test_padron_publico import publicar
from tests.web.expedientes_paginas import browser_of
from workflow.archivos.models import Archivo
from workflow.archivos.queries import files_root
from workflow.audit.models import Asiento, Peticion
from workflow.db import db
from workflow.outbox.models import Trabajo
from workflow.padron import queries
from workflow.padron.models import CargaPadron


def personal() -> list[str]:
    """Of everybody in the sample: keys, names, guardians, streets; and birth dates as a page would write them."""
    book = openpyxl.load_workbook(MUESTRA / "becas.xlsx", read_only=True)
    rows = [(*row, *[None] * 80) for row in book["Personas"].iter_rows(values_only=True)]
    place = {str(title): n for n, title in enumerate(rows[0])}
    found: set[str] = set()
    for row in rows[1:]:
        found |= {str(row[place[name]]) for name in ("NB_CURP", "CURP_TUTOR", "NB_TUTOR") if row[place[name]]}
        found.add(
            " ".join(str(row[place[name]] or "") for name in ("NB_NOMBRE", "NB_PRIMER_AP", "NB_SEGUNDO_AP")).strip()
        )
    return sorted(one for one in found if len(one) > 9)


def assert_clean(where: str, content: str, secrets: re.Pattern[str]) -> None:
    found = secrets.search(content)
    assert found is None, f"{where}: {found[0] if found else ''}"


def fails(*_: Any, **__: Any) -> None:
    """A failure that has somebody in its message, as those of a library may."""
    raise ValueError(personal()[0])


def test_ni_bitacoras_ni_trabajos_ni_direcciones_ni_fallas_ni_nombres_de_archivo_llevan_datos(
    sqlite_app: Flask,
    sqlite_cast: Cast,
    ahora: datetime,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> None:
    caplog.set_level(logging.DEBUG)
    secrets = re.compile("|".join(map(re.escape, personal())))
    logged = io.StringIO()
    configured = structlog.get_config()
    request.addfinalizer(lambda: structlog.configure(**configured))
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(logged))
    expediente = Expediente(sqlite_cast, ahora, REGLAS)
    carga_id = expediente.loaded((MUESTRA / "becas.xlsx").read_bytes())
    enlace = browser_of(sqlite_app, sqlite_cast, "enlace_educacion")
    places = (f"/padron/cargas/{carga_id}", "/padron/personas", "")
    pages = [enlace.get(f"/expedientes/{expediente.id}{place}") for place in places]
    person = enlace.get(f"/expedientes/{expediente.id}/padron/personas/{carga_id}/2")
    seen = enlace.submit(person, "Ver en claro", motivo="atencion", campo="0")
    sqlite_app.config["PROPAGATE_EXCEPTIONS"] = False
    monkeypatch.setattr(queries, "filas_a_la_vista", fails)
    sqlite_app.config["TESTING"] = False
    try:
        broken = enlace.get(f"/expedientes/{expediente.id}/padron/personas")
    finally:
        sqlite_app.config["TESTING"] = True
        sqlite_app.config["PROPAGATE_EXCEPTIONS"] = None
    assert broken.status == 500
    expediente.publish()
    version = publicar(expediente)
    for page in (*pages, person, broken):
        assert_clean(page.response.request.path, page.text, secrets)
        assert_clean("links", " ".join(str(link.get("href")) for link in page.all("a")), secrets)
    assert_clean("address", seen.response.request.url + str(dict(seen.response.headers)), secrets)
    for row in db.session.scalars(select(Trabajo)):
        assert_clean(f"payload {row.tipo}", json.dumps([row.payload, row.llave, row.error]), secrets)
    for entry in db.session.scalars(select(Asiento)):
        assert_clean(f"record {entry.accion}", json.dumps([entry.datos, entry.accion, entry.cadena]), secrets)
    assert_clean("forms", json.dumps([row.destino for row in db.session.scalars(select(Peticion))]), secrets)
    carga = db.session.get_one(CargaPadron, carga_id)
    assert_clean("report", json.dumps([carga.resumen, carga.razones, carga.encabezados, carga.avance]), secrets)
    names = [str(path) for path in files_root().rglob("*")] + list(db.session.scalars(select(Archivo.nombre)))
    assert_clean("file names", "\n".join([*names, version.folio]), secrets)
    assert "error_inesperado" in logged.getvalue()
    assert_clean("logs", logged.getvalue() + caplog.text, secrets)
    public = {version.xlsx.sha256, version.csv.sha256}
    for path in files_root().rglob("*"):
        if path.is_file() and path.name not in public:
            assert_clean(path.name, path.read_bytes().decode("latin-1"), secrets)
