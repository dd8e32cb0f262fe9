"""The blank workbooks of the three structures, filled in and sent; and the workbook to correct, sent again."""

from __future__ import annotations

import io
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest
from flask import Flask
from sqlalchemy import select

from tests.builders_padron import ANA, LUPE, SENCILLAS, Expediente, csv_de
from tests.cast import Cast
from tests.web.expedientes_paginas import browser_of
from tests.web.page import Browser
from tests.web.test_padron_pages import upload
from workflow.db import db
from workflow.padron import queries
from workflow.padron.models import PadronFila

REGLAS = {**SENCILLAS, "edad_en": "FH_ALTA"}
PERSONA = {
    "NB_PRIMER_AP": "PEÑA", "NB_NOMBRE": "ANA", "FH_NACIMIENTO": date(1990, 2, 15), "CD_SEXO": "M", "CD_EDO_NAC": "32",
    "NB_CURP": ANA, "FH_ALTA": date(2026, 2, 5), "NU_IMP_MONETARIO": 450, "NB_PERIODO_CORRES": "2026-T1",
    "NOMVIAL": "HIDALGO", "NUMEXTNUM1": "12", "CP": "99000", "CVE_LOC": "0001", "CVE_MUN": "010", "CVE_ENT": "32",
    "FH_LEVANTAMIENTO": date(2026, 1, 30),
}  # fmt: skip
ACTOR = {
    "RAZON_SOCIAL": "MANOS UNIDAS AC", "RFC": "MUN150112AB2", "FH_CONSTITUCION": date(2015, 1, 12),
    "NB_PRIMER_AP_REP": "PEÑA", "NB_NOMBRE_REP": "ANA", "NB_CURP_REP": ANA, "FH_NACIMIENTO_REP": date(1990, 2, 15),
    "FH_ALTA": date(2026, 2, 5), "NU_IMP_MONETARIO": 9000, "NB_PERIODO_CORRES": "2026-T1", "CVE_LOC": "0001",
}  # fmt: skip
OBRA = {
    "ID_OBRA": "PAV-1", "NB_OBRA": "PAVIMENTACION", "NU_BENEF": 10, "NU_BENEF_HOM": 4, "NU_BENEF_MUJ": 6,
    "NU_INV_TOT": 100, "NU_INV_FED": 0, "NU_INV_EST": 0, "NU_INV_MUN": 100, "NU_INV_OTRAS": 0,
    "FH_INICIO": date(2026, 2, 1), "FH_TERMINO": date(2026, 3, 1), "ANIO": 2026, "TRIMESTRE": "1", "CVE_LOC": "0001",
}  # fmt: skip


@pytest.fixture
def enlace(sqlite_app: Flask, sqlite_cast: Cast) -> Browser:
    return browser_of(sqlite_app, sqlite_cast, "enlace_educacion")


def last(expediente: Expediente) -> queries.CargaVista:
    db.session.rollback()
    found = queries.ultima_carga(expediente.id)
    assert found is not None
    return found


def filled(data: bytes, row: dict[str, Any]) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(data))
    sheet = book.worksheets[0]
    titles = {str(cell.value): cell.column for cell in sheet[1]}
    for title, value in row.items():
        sheet.cell(2, titles[title], value)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("estructura", "row", "clave"),
    [
        ("persona", PERSONA, "CURP + NB_PERIODO_CORRES"),
        ("actor_social", ACTOR, "RFC + NB_PERIODO_CORRES"),
        ("poblacion", OBRA, "ID_OBRA + TRIMESTRE"),
    ],
)
def test_una_plantilla_en_blanco_se_llena_se_sube_y_entra_sin_errores(
    sqlite_cast: Cast, ahora: datetime, enlace: Browser, estructura: str, row: dict[str, Any], clave: str
) -> None:
    reglas = (
        {**REGLAS, "clave": clave} if estructura != "poblacion" else {**SENCILLAS, "clave": clave, "edad_min": None}
    )
    reglas = reglas if estructura != "poblacion" else {**reglas, "edad_en": None}
    expediente = Expediente(sqlite_cast, ahora, reglas)
    page = enlace.get(f"/expedientes/{expediente.id}/padron")
    link = next(str(a["href"]) for a in page.all("a") if f"/plantilla/{estructura}.xlsx" in str(a["href"]))
    blank = enlace.get(link).response.data
    upload(enlace, expediente, filled(blank, row), "lleno.xlsx")
    expediente.read(last(expediente).id)
    carga = last(expediente)
    assert (carga.estado, carga.estructura, carga.filas, carga.errores) == ("revisada", estructura, 1, ())
    assert [aviso.codigo for aviso in carga.avisos if aviso.codigo != "RFC_DIGITO"] == []
    assert carga.ocultas == ()  # the lists of the template are ours


def test_la_plantilla_trae_listas_claves_como_texto_e_instrucciones(
    sqlite_cast: Cast, ahora: datetime, enlace: Browser
) -> None:
    expediente = Expediente(sqlite_cast, ahora, REGLAS)
    data = enlace.get(f"/expedientes/{expediente.id}/padron/plantilla/persona.xlsx").response.data
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert [(sheet.title, sheet.sheet_state) for sheet in book] == [
        ("Personas", "visible"), ("Instrucciones", "visible"), ("Listas", "hidden"),
    ]  # fmt: skip
    sheet = book["Personas"]
    titles = [cell.value for cell in sheet[1]]
    assert len(titles) == 72 and titles[0] == "ID_HOGAR" and titles[-1] == "MOTIVO_SIN_CURP"
    groups = sheet.column_dimensions.values()  # neighbours that look the same are one group
    formats = {
        str(title): next(group.number_format for group in groups if group.min <= place <= group.max)
        for place, title in enumerate(titles, 1)
    }
    assert (formats["CVE_MUN"], formats["CP"], formats["FH_ALTA"]) == ("@", "@", "dd/mm/yyyy")
    lists = {str(rule.sqref).split(":")[0] for rule in sheet.data_validations.dataValidation if rule.type == "list"}
    assert {f"{openpyxl.utils.get_column_letter(titles.index(name) + 1)}2"
            for name in ("CD_SEXO", "CD_EDO_NAC", "CVE_LOC")} <= lists  # fmt: skip
    assert enlace.get(f"/expedientes/{expediente.id}/padron/plantilla/otra.xlsx").status == 404


def test_el_libro_corregido_conserva_los_registros_que_no_se_tocaron(
    sqlite_cast: Cast, ahora: datetime, enlace: Browser
) -> None:
    expediente = Expediente(sqlite_cast, ahora, SENCILLAS)
    dirty = csv_de(
        f"{ANA},ANA  PEÑA,450,05-feb-2026,",
        f"{LUPE},DE LA TORRE RIOS JOSE GUADALUPE,CORTESIA,05/02/2026,",
    )
    carga_id = expediente.upload(dirty)
    expediente.read(carga_id)
    columns = select(PadronFila.clave, PadronFila.contenido).where(PadronFila.numero == 2)
    before = db.session.execute(columns.where(PadronFila.carga_id == carga_id)).one()
    page = enlace.get(f"/expedientes/{expediente.id}/padron/cargas/{carga_id}")
    book = openpyxl.load_workbook(io.BytesIO(enlace.submit(page, "Descargar el libro para corregir").response.data))
    book.worksheets[0]["E3"] = 600
    out = io.BytesIO()
    book.save(out)
    upload(enlace, expediente, out.getvalue(), "corregido.xlsx")
    expediente.read(last(expediente).id)
    carga = last(expediente)
    assert (carga.filas, carga.con_error, carga.encabezados[0]) == (2, 0, "CURP")
    assert db.session.execute(columns.where(PadronFila.carga_id == carga.id)).one() == before
