"""A padrón that was kept and published before there were indexes and enrolments is completed, once."""

from __future__ import annotations

from datetime import datetime

import pytest
from flask import Flask
from sqlalchemy import func, select, update

from tests.builders_padron import ANA, COMPLETO, DE_ANA, DE_LUPE, Expediente, csv, llaves
from tests.cast import Cast
from workflow.db import db
from workflow.padron.models import Inscripcion, PadronFila
from workflow.padron.queries.movimientos import en_vigor, huella_de
from workflow.padron.service.completar import completar

COLUMNAS = ("clave", "nombre", "hogar", "telefono", "contenido", "sexo", "edad", "dia", "cvegeo", "monto", "folio")


def values() -> list[tuple[object, ...]]:
    columnas = [getattr(PadronFila, nombre) for nombre in COLUMNAS]
    return [tuple(row) for row in db.session.execute(select(*columnas).order_by(PadronFila.id))]


@pytest.fixture
def de_antes(app: Flask, cast: Cast, ahora: datetime) -> Expediente:
    """Published when a row only had its encrypted cells and the index of its CURP, and nobody was enrolled."""
    made = Expediente(cast, ahora)
    made.loaded(csv(COMPLETO, DE_ANA, DE_LUPE, "A9,MALA,SIN CURP,450,05/02/2026,"))
    made.approve()
    made.do("transparencia", "publicar", archivo="v_aprobada", version_publica="confirmada_por_comite")
    return made


def test_las_filas_recuperan_lo_que_tendrian_y_quien_esta_en_vigor_queda_inscrito(de_antes: Expediente) -> None:
    recien = values()
    db.session.execute(update(PadronFila).values(dict.fromkeys(COLUMNAS)))
    db.session.commit()
    hecho = completar(llaves(), ahora=de_antes.tick(), tanda=2)
    assert (hecho.filas, hecho.inscritas, hecho.padrones, hecho.ilegibles) == (3, 2, 1, set())
    assert values() == recien
    assert huella_de(en_vigor(de_antes.id)) == de_antes.contenido["padron"]["huella_vigente"]
    otra = completar(llaves(), ahora=de_antes.tick())
    assert (otra.filas, otra.inscritas, otra.padrones) == (0, 0, 0)
    assert db.session.scalar(select(func.count()).select_from(Inscripcion)) == 2


def test_el_comando_dice_lo_que_hizo_y_no_dice_a_nadie(de_antes: Expediente, app: Flask) -> None:
    db.session.execute(update(PadronFila).values(dict.fromkeys(COLUMNAS)))
    db.session.commit()
    salida = app.test_cli_runner().invoke(args=["padron", "completar"])
    assert salida.exit_code == 0
    assert "Listo: 3 filas, 2 inscripciones en 1 padrones." in salida.output
    assert ANA not in salida.output
    assert "No había nada que completar." in app.test_cli_runner().invoke(args=["padron", "completar"]).output
