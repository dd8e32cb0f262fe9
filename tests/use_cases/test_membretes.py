"""Letterheads from the day they are put in force to the paper: for which organ, since when, and for good."""

from __future__ import annotations

import io
from datetime import date, datetime, timedelta
from typing import Any

import pypdf
import pytest
from docx import Document as open_docx
from flask import Flask
from sqlalchemy import select

from tests import builders_sesiones as b
from tests.cast import Cast
from tests.jobs.test_actas import closed_session, due_now
from tests.rules.test_membrete import png
from workflow.actas.impresion.componer import componer
from workflow.actas.impresion.membrete import vestir
from workflow.actas.impresion.pdf import to_pdf
from workflow.actas.impresion.word import to_docx
from workflow.actas.models import Documento, Instantanea, Membrete
from workflow.actas.queries import membretes as queries
from workflow.actas.service import membretes as service
from workflow.actas.service import por_imprimir
from workflow.archivos.queries import content_path
from workflow.audit.models import Asiento
from workflow.db import db
from workflow.jobs import tasks
from workflow.kernel.actor import SISTEMA
from workflow.kernel.clock import local_date
from workflow.kernel.refusals import Invalid, NotAllowed
from workflow.sesiones.models import Organo


def put(cast: Cast, ahora: datetime, who: str = "gobierno", **more: Any) -> int:
    given: dict[str, Any] = {
        "organo_id": None,
        "lineas": "Ayuntamiento de Prueba\nSecretaría del Ayuntamiento",
        "pie": "Plaza del Ejemplo 1",
        "escudo": "nuevo",
        "archivo": png(),
        "escudo_texto": "Escudo de Prueba",
        "vigente_desde": local_date(ahora),
        "nota": "",
        "fundamento": "Acuerdo AHC/010/2026",
    }
    return service.poner_membrete(**{**given, **more}, actor=getattr(cast, who), ahora=ahora)


def issued() -> tuple[Instantanea, dict[str, bytes]]:
    row = db.session.scalars(
        select(Instantanea).where(Instantanea.clase == "acta").order_by(Instantanea.id.desc())
    ).first()
    assert row is not None
    kept = db.session.scalars(select(Documento).where(Documento.instantanea_id == row.id))
    return row, {one.formato: content_path(one.sha256).read_bytes() for one in kept}


def first_page(pdf: bytes) -> str:
    return " ".join(pypdf.PdfReader(io.BytesIO(pdf)).pages[0].extract_text().split())


def cabildo() -> int:
    return int(db.session.scalars(select(Organo.id).where(Organo.clave == "CAB")).one())


def test_el_acta_sale_con_el_membrete_de_su_dia_y_reimprimirla_da_los_mismos_bytes(
    app: Flask, cast: Cast, ahora: datetime
) -> None:
    membrete = put(cast, ahora)
    closed_session(cast, ahora)
    due_now()
    assert tasks.drain() >= 2
    row, files = issued()
    assert row.membrete_id == membrete
    assert "AYUNTAMIENTO DE PRUEBA" in first_page(files["pdf"]) and "Plaza del Ejemplo 1" in first_page(files["pdf"])
    assert "Ayuntamiento de Prueba" in open_docx(io.BytesIO(files["docx"])).sections[0].header._element.xml
    put(cast, ahora, lineas="Otro Ayuntamiento", escudo="ruta")
    db.session.expire_all()
    again = por_imprimir(row.id, actor=SISTEMA, ahora=ahora)
    assert again.membrete == queries.of(membrete)
    documento = vestir(componer(again.snapshot), again.membrete)
    assert to_pdf(documento) == files["pdf"]
    assert to_docx(documento) == files["docx"]


def test_sin_membrete_los_documentos_salen_con_el_de_la_instalacion(app: Flask, cast: Cast, ahora: datetime) -> None:
    closed_session(cast, ahora)
    due_now()
    tasks.drain()
    row, files = issued()
    assert row.membrete_id is None and "H. AYUNTAMIENTO DE" in first_page(files["pdf"])


def test_vale_el_del_organo_antes_que_el_de_todos_y_cada_uno_desde_su_dia(
    app: Flask, cast: Cast, ahora: datetime
) -> None:
    class Snapshot:
        organo = type("O", (), {"clave": "CAB"})

    b.load_organs(cast, ahora)
    hoy = local_date(ahora)
    todos = put(cast, ahora)
    propio = put(cast, ahora, organo_id=cabildo(), vigente_desde=hoy + timedelta(days=3), escudo="ruta")
    assert queries.id_for_snapshot(Snapshot, hoy - timedelta(days=1)) is None
    assert queries.id_for_snapshot(Snapshot, hoy) == todos
    assert queries.id_for_snapshot(Snapshot, hoy + timedelta(days=2)) == todos
    assert queries.id_for_snapshot(Snapshot, hoy + timedelta(days=3)) == propio
    assert [one.vigente for one in queries.history(hoy)] == [False, True]


def test_el_siguiente_puede_conservar_el_escudo_que_ya_estaba(app: Flask, cast: Cast, ahora: datetime) -> None:
    b.load_organs(cast, ahora)
    put(cast, ahora)
    nuevo = put(cast, ahora, escudo="igual", archivo=None, pie="Otra calle 2")
    found = queries.of(nuevo)
    assert found is not None and found.escudo is not None and found.escudo.png == png() and found.pie == "Otra calle 2"
    propio = queries.of(put(cast, ahora, organo_id=cabildo(), escudo="igual", archivo=None))
    assert propio is not None and propio.escudo is not None and propio.escudo.png == png()


def test_se_rechaza_con_todos_los_motivos_y_nada_cambia(app: Flask, cast: Cast, ahora: datetime) -> None:
    with pytest.raises(Invalid) as refused:
        put(cast, ahora, lineas="a\nb\nc\nd\ne", archivo=b"nada", escudo_texto=" ", vigente_desde=date(2020, 1, 1),
            fundamento="")  # fmt: skip
    assert sorted(refused.value.codes) == [
        "MEMBRETE_ESCUDO_NO_PNG",
        "MEMBRETE_LINEAS",
        "MEMBRETE_SIN_TEXTO",
        "PLANTILLA_RETROACTIVA",
        "PLANTILLA_SIN_FUNDAMENTO",
    ]
    with pytest.raises(Invalid) as refused:
        put(cast, ahora, archivo=None)
    assert refused.value.codes == ["ARCHIVO_NO_ELEGIDO"]
    with pytest.raises(NotAllowed):
        put(cast, ahora, who="enlace")
    assert db.session.query(Membrete).count() == 0


def test_queda_en_la_bitacora_quien_lo_puso_y_desde_cuando(app: Flask, cast: Cast, ahora: datetime) -> None:
    put(cast, ahora)
    one = db.session.scalars(select(Asiento).where(Asiento.accion == "membrete:vigor")).one()
    assert one.datos["desde"] == local_date(ahora).isoformat()


def test_un_escudo_tocado_en_el_disco_no_se_imprime(app: Flask, cast: Cast, ahora: datetime) -> None:
    membrete = put(cast, ahora)
    row = db.session.get_one(Membrete, membrete)
    path = content_path(str(row.escudo_sha256))
    path.chmod(0o600)
    path.write_bytes(png(130, 130))
    with pytest.raises(OSError, match="letterhead"):
        queries.of(membrete)
