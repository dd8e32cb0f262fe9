"""The acta in the background: progress, double delivery, and a worker killed in the middle."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import time
from datetime import datetime, timedelta
from pathlib import Path

import pypdf
import pytest
from docx import Document as read_docx
from flask import Flask
from sqlalchemy import select, update

from tests import builders_sesiones as b
from tests.cast import Cast
from workflow.actas import queries
from workflow.actas.models import Acta, Documento, Instantanea
from workflow.archivos.models import Archivo
from workflow.db import db
from workflow.jobs import tasks
from workflow.outbox.models import Trabajo
from workflow.outbox.queries import status_of
from workflow.sesiones import service
from workflow.sesiones.models import Consecutivo

ROOT = Path(__file__).parents[2]


def closed_session(cast: Cast, ahora: datetime) -> int:
    """A session of the Cabildo with one dossier approved by all sixteen, closed."""
    b.load_organs(cast, ahora)
    b.dictaminated(cast, ahora)
    sesion = b.convene("CAB", cast.gobierno, ahora)
    dia = ahora + timedelta(days=3)
    b.open_with_agenda(sesion, b.CURULES, cast.gobierno, dia)
    punto = b.items(sesion)["votable"]
    service.abrir_punto(punto, actor=cast.gobierno, ahora=dia)
    service.votar(punto, votos=b.all_in_favour(), actor=cast.gobierno, ahora=dia)
    service.clausurar(sesion, actor=cast.gobierno, ahora=dia)
    return sesion


def due_now() -> None:
    """Bring forward what the tests left in the future, and the leases of a worker that died."""
    past = datetime.fromisoformat("2026-01-01T00:00:00+00:00")
    db.session.execute(update(Trabajo).values(disponible_en=past))
    db.session.execute(update(Trabajo).where(Trabajo.estado == "tomado").values(tomado_hasta=past))
    db.session.commit()


def made() -> list[tuple[str, str, int]]:
    rows = db.session.execute(select(Documento.clase, Documento.formato, Documento.version))
    return sorted((clase, formato, version) for clase, formato, version in rows)


CLASES = ("acta", "certificacion", "convocatoria", "oficio")  # the oficio: the dossier was validated on its way
EXPECTED = [(clase, formato, 1) for clase in CLASES for formato in ("docx", "pdf")]


def test_al_clausurar_salen_el_acta_y_la_certificacion_en_word_y_pdf(app: Flask, cast: Cast, ahora: datetime) -> None:
    sesion = closed_session(cast, ahora)
    due_now()
    assert tasks.drain() >= 2
    assert made() == EXPECTED
    documentos = queries.of_sesion(sesion, cast.gobierno)
    for one in documentos:
        assert one.path.stat().st_size == one.tamano
    pdf = next(one for one in documentos if (one.clase, one.formato) == ("acta", "pdf"))
    docx = next(one for one in documentos if (one.clase, one.formato) == ("acta", "docx"))
    text = " ".join(pypdf.PdfReader(pdf.path).pages[0].extract_text().split())
    assert "Primera Sesión Ordinaria Pública de Cabildo" in text
    assert any("por unanimidad" in p.text for p in read_docx(str(docx.path)).paragraphs)


def test_el_avance_se_ve_con_cuantos_pasos_de_cuantos(sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime) -> None:
    sesion = closed_session(sqlite_cast, ahora)
    due_now()
    tasks.drain()
    acta = next(one for one in status_of(("sesion", sesion)) if one.tipo == "acta.generar")
    assert (acta.estado, acta.hecho, acta.total) == ("hecho", 4, 4)


def test_entregar_dos_veces_el_trabajo_no_hace_otra_acta(app: Flask, cast: Cast, ahora: datetime) -> None:
    closed_session(cast, ahora)
    due_now()
    tasks.drain()
    before = made(), db.session.query(Archivo).count()
    db.session.execute(update(Trabajo).values(estado="pendiente", terminado_en=None))
    due_now()
    tasks.drain()
    assert (made(), db.session.query(Archivo).count()) == before
    assert db.session.query(Acta).count() == 1


def same_installation(app: Flask, **more: str) -> dict[str, str]:
    """The environment of another process of this installation."""
    settings = app.config["RUTA"]
    return {
        **os.environ,
        "RUTA_ENV": "testing",
        "DATABASE_URL": settings.database_url,
        "RUTA_INSTANCE": str(settings.instance_path),
        "RUTA_FILES": str(settings.files_path),
        "PYTHONPATH": str(ROOT),
        **more,
    }


KILLED = textwrap.dedent(
    """
    import os, sys, time
    from workflow import create_app
    from workflow.jobs import actas, tasks
    from workflow.actas import service
    from workflow.actas.service import guardado

    def stop(*_, **__):
        print("aqui", flush=True)
        time.sleep(60)

    where = sys.argv[1]
    if where == "imprimiendo":
        actas.PRINTERS["docx"] = stop
    elif where == "antes_de_guardar":
        service.guardar = stop
    elif where == "guardando":
        guardado._documento = stop
    elif where == "antes_de_terminar":
        tasks.service.finish = stop
    app = create_app()
    with app.app_context():
        tasks.work(int(sys.argv[2]))
    """
)


@pytest.mark.parametrize(
    ("app", "donde"),
    [
        ("postgres", "imprimiendo"),
        ("postgres", "antes_de_guardar"),
        ("postgres", "guardando"),
        ("postgres", "antes_de_terminar"),
        ("sqlite", "guardando"),  # where a transaction is open: each database undoes it in its own way
    ],
    indirect=["app"],
)
@pytest.mark.lenta
def test_matar_al_trabajador_a_la_mitad_no_pierde_nada_ni_gasta_otro_folio(
    app: Flask, cast: Cast, ahora: datetime, donde: str
) -> None:
    sesion = closed_session(cast, ahora)
    due_now()
    trabajo = next(one for one in status_of(("sesion", sesion)) if one.tipo == "acta.generar").id
    db.session.commit()
    settings = app.config["RUTA"]
    command = [sys.executable, "-c", KILLED, donde, str(trabajo)]
    with subprocess.Popen(command, env=same_installation(app), cwd=ROOT, stdout=subprocess.PIPE, text=True) as worker:
        try:
            assert worker.stdout is not None
            assert any("aqui" in line for line in iter(worker.stdout.readline, "")), "the worker never got there"
        finally:
            worker.send_signal(signal.SIGKILL)
    time.sleep(0.2)
    folios = list(db.session.scalars(select(Acta.folio)))
    assert folios == ["ACTA-CAB-2024-2027-001"]
    due_now()
    tasks.drain()
    assert made() == EXPECTED
    assert list(db.session.scalars(select(Acta.folio))) == folios
    assert sorted(db.session.scalars(select(Instantanea.clase))) == sorted(CLASES)
    assert {one.ultimo for one in db.session.query(Consecutivo).filter_by(serie="acta")} == {1}
    for one in db.session.query(Archivo):
        assert (settings.files_path / one.sha256[:2] / one.sha256).stat().st_size == one.tamano
