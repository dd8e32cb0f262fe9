"""Who is in the padrón in force: nobody before it is published, and each version says who came, stayed and left."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from flask import Flask
from sqlalchemy import select

from tests.builders_padron import ANA, BUENO, LUPE, Expediente, csv_de
from tests.cast import Cast
from workflow.db import db
from workflow.outbox.models import Trabajo
from workflow.padron.models import Inscripcion, PadronFila, PadronMovimiento

OTRA = "PXDA950312MZSDMN00"
CAMBIADO = csv_de(f"{ANA},ANA PEÑA,900,05/02/2026,", f"{OTRA},PEDRERO DOMINGUEZ MA. DE LOS ANGELES,450,12/03/2026,")


@pytest.fixture
def expediente(cast: Cast, ahora: datetime) -> Expediente:
    return Expediente(cast, ahora)


def inscripciones() -> list[tuple[int, date, date | None, int]]:
    """(version, desde, hasta, centavos) in the order in which they came in."""
    rows = db.session.execute(
        select(Inscripcion.version, Inscripcion.desde, Inscripcion.hasta, PadronFila.monto)
        .join(PadronFila, PadronFila.id == Inscripcion.fila_id)
        .order_by(Inscripcion.id)
    )
    return [tuple(row) for row in rows]  # type: ignore[misc]


def movimientos() -> list[tuple[int, str]]:
    return sorted(
        tuple(row) for row in db.session.execute(select(PadronMovimiento.inscripcion_id, PadronMovimiento.clase))
    )  # type: ignore[type-var]


@pytest.mark.usefixtures("app")
def test_al_publicar_quedan_inscritas_las_filas_sin_error_y_repetirlo_no_cambia_nada(expediente: Expediente) -> None:
    expediente.loaded(csv_de(
        f"{ANA},ANA PEÑA,450,05/02/2026,", f"{LUPE},DE LA TORRE RIOS JOSE GUADALUPE,CORTESIA,05/02/2026,"
    ))  # fmt: skip
    expediente.approve()
    assert inscripciones() == []
    expediente.do("transparencia", "publicar", archivo="v_aprobada", version_publica="confirmada_por_comite")
    assert db.session.scalar(select(Trabajo.tipo).where(Trabajo.tipo == "padron.inscribir")) == "padron.inscribir"
    expediente.enroll()
    expediente.enroll()
    assert inscripciones() == [(1, date(2026, 2, 5), None, 45_000)]
    assert [clase for _, clase in movimientos()] == ["alta"]


@pytest.mark.usefixtures("app")
def test_la_version_siguiente_dice_quien_entra_quien_cambia_y_quien_sale(expediente: Expediente) -> None:
    expediente.loaded(BUENO)
    expediente.publish()
    expediente.do("titular_educacion", "abrir_modificacion", tipo_cambio="altas_y_bajas", motivo="Movimientos de marzo")
    expediente.loaded(CAMBIADO)
    expediente.approve()
    expediente.do("transparencia", "publicar", archivo="v_aprobada", version_publica="confirmada_por_comite")
    expediente.enroll()
    expediente.enroll()
    corte = date(2026, 2, 10)
    assert inscripciones() == [
        (1, date(2026, 2, 5), None, 90_000),
        (1, date(2026, 2, 5), corte, 45_000),
        (2, date(2026, 3, 12), None, 45_000),
    ]
    ana, lupe, otra = db.session.scalars(select(Inscripcion.id).order_by(Inscripcion.id))
    assert movimientos() == [(ana, "alta"), (ana, "correccion"), (lupe, "alta"), (lupe, "baja"), (otra, "alta")]


def test_lo_que_se_cuenta_sin_abrir_la_fila(app: Flask, expediente: Expediente) -> None:
    carga_id = expediente.loaded(BUENO)
    ana = db.session.scalars(select(PadronFila).where(PadronFila.carga_id == carga_id)).first()
    assert ana is not None
    assert (ana.sexo, ana.edad, ana.dia, ana.monto) == ("M", 35, date(2026, 2, 5), 45_000)
    assert ANA.encode() not in ana.datos
    assert len({ana.clave, ana.nombre, ana.contenido, ana.indice}) == 4
