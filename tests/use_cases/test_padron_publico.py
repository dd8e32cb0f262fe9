"""The public version made from the encrypted rows: opened part by part, nothing of what is confidential is in it."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest
from flask import Flask, current_app
from sqlalchemy import select

from tests.builders_padron import ANA, BUENO, LUPE, MUESTRA, REGLAS, Expediente, csv_de, llaves
from tests.cast import Cast
from workflow.audit import queries as audit
from workflow.db import db
from workflow.jobs.handlers import HANDLERS, JobContext
from workflow.kernel.refusals import Invalid, NotAllowed, Refused
from workflow.outbox.models import Trabajo
from workflow.padron.models import PadronFila
from workflow.padron.privacidad.service.registros import marcar_sensible, registrar_decision
from workflow.padron.publico import queries, service
from workflow.padron.publico.queries import PublicoVista
from workflow.padron.publico.service import Pedido

LUIS = "MUXL150520HZSXXSA9"
T1 = Pedido(2026, 1)
CON_TELEFONO = csv_de(
    f"{ANA},ANA PEÑA,450,05/02/2026,",
    f"{LUPE},DE LA TORRE RIOS JOSE GUADALUPE,1200.50,05/02/2026,",
    "BEML920313HMCLNS09,=HYPERLINK(1),450,05/02/2026,",
).replace(b"OBSERVACIONES", b"TEL").replace(b",\r\n", b",4939321234\r\n")  # fmt: skip


@pytest.fixture
def publicado(app: Flask, cast: Cast, ahora: datetime) -> Expediente:
    expediente = Expediente(cast, ahora)
    expediente.loaded(CON_TELEFONO)
    expediente.publish()
    return expediente


def publicar(expediente: Expediente, pedido: Pedido = T1) -> PublicoVista:
    service.pedir(expediente.id, pedido, actor=expediente.cast.transparencia, ahora=expediente.tick())
    work(expediente)
    return queries.versiones(expediente.id)[0]


def work(expediente: Expediente) -> dict[str, Any]:
    """What the worker does with the last request."""
    row = db.session.scalars(
        select(Trabajo).where(Trabajo.tipo == "padron.publicar").order_by(Trabajo.id.desc())
    ).first()
    assert row is not None
    HANDLERS["padron.publicar"](
        row.payload, JobContext(1, expediente.tick(), current_app.config["RUTA"], lambda *_: None)
    )
    return row.payload


def parts(version: PublicoVista) -> str:
    """Everything inside the workbook, as text, and the CSV after it."""
    with zipfile.ZipFile(version.xlsx.path) as book:
        inside = [book.read(name).decode("utf-8", "replace") for name in book.namelist()]
    return "\n".join([*inside, version.csv.path.read_text("utf-8-sig")])


def people(version: PublicoVista) -> list[tuple[Any, ...]]:
    book = openpyxl.load_workbook(io.BytesIO(version.xlsx.path.read_bytes()))
    sheet = next(book[name] for name in book.sheetnames if name.startswith("Tabla_"))
    return [row[1:] for row in sheet.iter_rows(min_row=4, values_only=True)]


def test_sale_lo_que_ordena_la_ley_sin_curp_telefono_ni_formulas(publicado: Expediente) -> None:
    version = publicar(publicado)
    assert (version.modo, version.filas, version.curp, version.ejercicio) == ("nominal", 3, False, 2026)
    assert (version.desde, version.hasta, version.fecha) == (date(2026, 1, 1), date(2026, 3, 31), date(2026, 2, 10))
    assert version.area == "Dirección de Educación"
    inside = parts(version)
    for secret in (ANA, LUPE, "BEML920313", "4939321234", "1990-02-15", "15/02/1990", 'HYPERLINK(1)"', "=HYPERLINK"):
        assert secret not in inside
    assert re.search(r"[A-Z]{4}\d{6}[HMX]", inside) is None
    rows = people(version)
    assert {row[0] for row in rows} >= {"ANA PEÑA", "DE LA TORRE RIOS JOSE GUADALUPE"}
    assert "$1,200.50" in {row[5] for row in rows}
    assert "ajeno a cualquier partido político" in version.nota and version.nota in version.csv.path.read_text(
        "utf-8-sig"
    )


def test_el_libro_no_tiene_hojas_con_datos_ocultas_ni_dice_quien_lo_hizo(publicado: Expediente) -> None:
    version = publicar(publicado)
    book = openpyxl.load_workbook(io.BytesIO(version.xlsx.path.read_bytes()))
    hidden = [sheet for sheet in book.worksheets if sheet.sheet_state != "visible"]
    assert all(sheet.title.startswith("Hidden_") for sheet in hidden)
    assert {row[0] for sheet in hidden for row in sheet.iter_rows(values_only=True)} <= {
        "Local", "Federal", "Hombre", "Mujer", "Programas de transferencia", "Programas de servicios",
        "Programas de infraestructura social", "Programas de subsidio", "Programas mixtos",
    }  # fmt: skip
    for sheet in book.worksheets:
        assert not [letter for letter, column in sheet.column_dimensions.items() if column.hidden]
        assert all(cell.comment is None for row in sheet.iter_rows() for cell in row)
    assert (book.properties.creator or "", book.properties.lastModifiedBy) in (("", None), ("openpyxl", None))
    assert "Irma" not in parts(version) and "Karina" not in parts(version)
    with zipfile.ZipFile(version.xlsx.path) as inside:
        assert not [name for name in inside.namelist() if "comment" in name or "media" in name or "custom" in name]


def test_la_misma_peticion_dos_veces_da_una_version_y_otra_peticion_da_otra(publicado: Expediente) -> None:
    first = publicar(publicado)
    work(publicado)
    assert [one.folio for one in queries.versiones(publicado.id)] == [first.folio]
    second = publicar(publicado)
    assert second.version == 2 and [one.ultima for one in queries.versiones(publicado.id)] == [True, False]
    assert second.huella == first.huella
    assert [one.folio for one in queries.todas()] == [second.folio]


def test_la_curp_sale_solo_por_decision_con_fundamento_y_queda_en_la_bitacora(publicado: Expediente) -> None:
    actor = publicado.cast.transparencia
    with pytest.raises(Invalid, match="PUBLICO_CURP_SIN_FUNDAMENTO"):
        service.pedir(publicado.id, Pedido(2026, 1, curp=True), actor=actor, ahora=publicado.tick())
    version = publicar(publicado, Pedido(2026, 1, curp=True, curp_fundamento="LGCG 67, acuerdo CT/9 del Comité"))
    assert version.curp and ANA in {row[-1] for row in people(version)}
    assert "LGCG 67, acuerdo CT/9" in version.nota
    entries = [acto.datos for acto in audit.bitacora(publicado.id) if acto.accion == "padron:publicar"]
    assert [(entry["paso"], entry["curp"]) for entry in entries] == [("pide", True), ("publica", True)]
    assert ANA not in str(entries)


def test_quien_no_es_transparencia_no_publica_ni_se_publica_lo_que_no_esta_vigente(
    publicado: Expediente, app: Flask
) -> None:
    for actor in (publicado.actor, publicado.cast.planeacion, publicado.cast.administradora):
        with pytest.raises(NotAllowed):
            service.pedir(publicado.id, T1, actor=actor, ahora=publicado.tick())
    with pytest.raises(Invalid, match="PUBLICO_PERIODO_FUTURO"):
        service.pedir(publicado.id, Pedido(2026, 2), actor=publicado.cast.transparencia, ahora=publicado.tick())


def test_un_padron_en_borrador_no_tiene_version_publica(app: Flask, cast: Cast, ahora: datetime) -> None:
    expediente = Expediente(cast, ahora)
    expediente.loaded(BUENO)
    with pytest.raises(Refused, match="PUBLICO_SIN_VIGENTE"):
        service.pedir(expediente.id, T1, actor=cast.transparencia, ahora=expediente.tick())


def test_un_programa_sensible_sale_en_totales_y_el_comite_lo_puede_cambiar(publicado: Expediente) -> None:
    cast = publicado.cast
    marcar_sensible("PP-25", es=True, motivo="Revela discapacidad", actor=cast.transparencia, ahora=publicado.tick())
    version = publicar(publicado)
    assert version.modo == "agregado" and people(version)[0][0] == "Menos de 10 personas"
    assert "PEÑA" not in parts(version) and "TORRE" not in parts(version)
    registrar_decision(
        "PP-25", "sensible", "publicar", resolucion="CT/5", fecha=date(2026, 2, 10), fundamento="Interés público",
        desde=date(2026, 2, 10), hasta=None, actor=cast.transparencia, ahora=publicado.tick(),
    )  # fmt: skip
    assert "ANA PEÑA" in {row[0] for row in people(publicar(publicado))}


def test_las_becas_de_la_muestra_sin_un_solo_dato_confidencial(
    sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime
) -> None:
    expediente = Expediente(sqlite_cast, ahora, REGLAS)
    expediente.loaded((MUESTRA / "becas.xlsx").read_bytes())
    expediente.publish()
    version = publicar(expediente)
    inside = parts(version)
    book = openpyxl.load_workbook(MUESTRA / "becas.xlsx", read_only=True)
    rows = [(*row, *[None] * 80) for row in book["Personas"].iter_rows(values_only=True)]
    place = {str(title): n for n, title in enumerate(rows[0])}
    curps = {str(row[place[column]]) for row in rows[1:] for column in ("NB_CURP", "CURP_TUTOR") if row[place[column]]}
    assert len(curps) > 1000 and not [curp for curp in curps if curp in inside]
    births = {
        f"{row[place['FH_NACIMIENTO']]:%d/%m/%Y}"
        for row in rows[1:]
        if isinstance(row[place["FH_NACIMIENTO"]], datetime)
    }
    text_cells = {str(cell) for row in people(version) for cell in row if isinstance(cell, str)}
    assert len(births) > 500 and not births & set(re.findall(r"\d{2}/\d{2}/\d{4}", " ".join(text_cells)))
    guardians = {str(row[place["NB_TUTOR"]]) for row in rows[1:] if row[place["NB_TUTOR"]]}
    assert guardians and not [name for name in guardians if name in text_cells]
    streets = {
        str(row[place["NOMVIAL"]]) for row in rows[1:] if row[place["NOMVIAL"]] and len(str(row[place["NOMVIAL"]])) > 8
    }
    assert streets and not [street for street in streets if street in inside]
    reserved = [row for row in people(version) if row[0] == "Reservado: persona menor de edad"]
    named = [row for row in people(version) if row[0] != "Reservado: persona menor de edad"]
    assert reserved and {row[8] for row in reserved} <= {"0 a 5 años", "6 a 11 años", "12 a 17 años"}
    assert named and all(row[8] >= 18 for row in named)
    table = list(csv.reader(io.StringIO(version.csv.path.read_text("utf-8-sig"))))
    assert len(table) == version.filas + 1 == len(people(version)) + 1
    assert not [cell for row in table for cell in row if cell.startswith(("=", "+", "-", "@"))]


def test_quien_esta_bloqueado_no_sale(publicado: Expediente) -> None:
    row = db.session.scalars(select(PadronFila).where(PadronFila.indice.in_(llaves().indices(ANA)))).one()
    row.bloqueo = "bloqueada"
    db.session.commit()
    version = publicar(publicado)
    assert version.filas == 2 and "ANA" not in {row[0] for row in people(version)}
