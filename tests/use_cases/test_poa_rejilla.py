"""The grid saves by the same door as a form: audited, only who captures, once, and without writing over others."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from flask import Flask

from tests.cast import Cast
from workflow.db import db
from workflow.expedientes import service as expedientes
from workflow.expedientes.models import Borrador
from workflow.kernel.refusals import AlreadyDone, NotAllowed, Refused
from workflow.poa import service
from workflow.poa.contenido import empty, empty_row
from workflow.poa.esquema import ACTIVIDADES


@pytest.fixture
def expediente(app: Flask, cast: Cast, ahora: datetime) -> int:
    made = expedientes.crear("poa", "UR-050", "PP-32", 2026, "POA 2026 de Obras", actor=cast.enlace, ahora=ahora)
    row = empty_row(ACTIVIDADES) | {"clave": "A01", "tipo_meta": "acumulable"}
    expedientes.capturar(made, empty(2026) | {"actividades": [row]}, 1, actor=cast.enlace, ahora=ahora)
    return made


def cell(campo: str, antes: str, valor: str) -> dict[str, str]:
    return {"hacer": "celda", "fila": "x", "campo": campo, "antes": antes, "valor": valor}


def save(expediente: int, actor: Any, ahora: datetime, *cambios: dict[str, str], **more: Any) -> Any:
    return service.guardar_rejilla(expediente, "actividades", cambios, {"x": "A01"}, actor=actor, ahora=ahora, **more)


def months(expediente: int) -> list[Any]:
    db.session.rollback()
    return list(db.session.get_one(Borrador, expediente).contenido["actividades"][0]["meses"])


def test_lo_escrito_queda_en_el_borrador_con_su_suma(expediente: int, cast: Cast, ahora: datetime) -> None:
    save(expediente, cast.enlace, ahora, *(cell(f"mes_{n}", "", "2") for n in range(1, 13)))
    assert months(expediente) == ["2"] * 12
    draft = db.session.get_one(Borrador, expediente)
    assert (draft.contenido["actividades"][0]["total"], draft.revision) == ("24", 3)


def test_quien_escribe_despues_no_pisa_a_quien_escribio_antes(expediente: int, cast: Cast, ahora: datetime) -> None:
    save(expediente, cast.enlace, ahora, cell("mes_1", "", "7"))
    done = save(expediente, cast.enlace, ahora, cell("mes_1", "", "8"), cell("mes_2", "", "5"))
    assert months(expediente)[:2] == ["7", "5"]
    assert [(c["guardado"], c["suyo"]) for c in done.conflictos] == [("7", "8")]


def test_el_mismo_envio_dos_veces_se_toma_una(expediente: int, cast: Cast, ahora: datetime) -> None:
    save(expediente, cast.enlace, ahora, cell("mes_1", "", "7"), llave="envio-1")
    with pytest.raises(AlreadyDone):
        save(expediente, cast.enlace, ahora, cell("mes_1", "", "9"), llave="envio-1")
    assert months(expediente)[0] == "7"


def test_quien_no_captura_no_cambia_nada(expediente: int, cast: Cast, ahora: datetime) -> None:
    with pytest.raises((NotAllowed, Refused)):
        save(expediente, cast.regidora, ahora, cell("mes_1", "", "7"))
    assert months(expediente)[0] is None
