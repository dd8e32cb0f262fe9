"""A workbook of deliveries: every refusal by its row, confirmed by a person, recorded once."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from flask import Flask, current_app
from sqlalchemy import select

from tests.builders_entregas import ANA, DINERO, LUPE, Padron
from tests.cast import Cast
from tests.web.expedientes_paginas import browser_of
from workflow.archivos import queries as archivos
from workflow.db import db
from workflow.entregas import service
from workflow.entregas.models import Entrega, LibroEntregas
from workflow.entregas.queries import libros
from workflow.jobs.entregas import anotar, leer
from workflow.jobs.handlers import JobContext

OTRA = "PXDA950312MZSDMN00"
ENCABEZADO = "Entregas de febrero\n\nCURP,FECHA DE ENTREGA,MONTO,RECIBO,OBSERVACIONES\n"
COMUNES = replace(DINERO, dia=None, monto=None, recibe="")


@pytest.fixture
def padron(cast: Cast, ahora: datetime) -> Padron:
    return Padron(cast, ahora)


def job(padron: Padron) -> JobContext:
    return JobContext(1, padron.tick(), current_app.config["RUTA"], lambda *_: None)


def subir(padron: Padron, *filas: str) -> int:
    libro_id = service.subir_libro(
        padron.id, (ENCABEZADO + "\n".join(filas)).encode(), nombre="entregas.csv", comunes=COMUNES,
        actor=padron.actor, ahora=padron.tick(),
    )  # fmt: skip
    leer({"libro_id": libro_id}, job(padron))
    return libro_id


def negadas(padron: Padron, libro_id: int) -> list[tuple[int, list[str]]]:
    return [(n, [r.code for r in rs]) for n, rs in libros.libro(padron.id, libro_id).negadas]


@pytest.mark.usefixtures("app")
def test_cada_fila_que_no_puede_dice_por_que_y_las_demas_se_registran_una_vez(padron: Padron) -> None:
    libro_id = subir(
        padron, f"{ANA},09/02/2026,\"$200.00\",R-1,", f"{ANA},09/02/2026,100,R-2,", f"{OTRA},09/02/2026,100,R-3,",
        f"{LUPE},31/02/2026,100,,", f"{LUPE},09/02/2026,gratis,,", ",09/02/2026,100,,", f"{LUPE},09/02/2026,450,R-1,",
        f"{LUPE},01/02/2026,450,R-4,",
    )  # fmt: skip
    assert negadas(padron, libro_id) == [
        (5, ["ENTREGA_REPETIDA"]),
        (6, ["ENTREGA_NADIE"]),
        (7, ["LIBRO_FECHA"]),
        (8, ["LIBRO_MONTO"]),
        (9, ["LIBRO_SIN_PERSONA"]),
        (10, ["ENTREGA_RECIBO_REPETIDO"]),
        (11, ["ENTREGA_ANTES_DE_ALTA"]),
    ]
    assert db.session.scalars(select(Entrega)).all() == []
    service.confirmar_libro(padron.id, libro_id, actor=padron.actor, ahora=padron.tick())
    anotar({"libro_id": libro_id}, job(padron))
    anotar({"libro_id": libro_id}, job(padron))
    (entrega,) = db.session.scalars(select(Entrega))
    assert (entrega.monto, entrega.recibo, entrega.via, entrega.renglon, entrega.por) == (
        20_000, "R-1", "libro", 4, padron.actor.nombre,
    )  # fmt: skip
    visto = libros.libro(padron.id, libro_id)
    assert (visto.estado, visto.filas, visto.validas, visto.monto) == ("registrado", 8, 1, 20_000)


@pytest.mark.usefixtures("app")
def test_lo_que_cambio_entre_la_revision_y_el_registro_queda_fuera(padron: Padron) -> None:
    libro_id = subir(padron, f"{ANA},09/02/2026,200,,", f"{LUPE},09/02/2026,200,,")
    assert negadas(padron, libro_id) == []
    padron.deliver(ANA)
    service.confirmar_libro(padron.id, libro_id, actor=padron.actor, ahora=padron.tick())
    anotar({"libro_id": libro_id}, job(padron))
    assert negadas(padron, libro_id) == [(4, ["ENTREGA_REPETIDA"])]
    assert sorted(db.session.scalars(select(Entrega.via))) == ["libro", "una_por_una"]


@pytest.mark.usefixtures("app")
def test_el_libro_se_guarda_cifrado_y_el_que_no_se_entiende_dice_que_hacer(padron: Padron) -> None:
    libro_id = service.subir_libro(
        padron.id, b"hola,mundo\n1,2\n", nombre="x.csv", comunes=COMUNES, actor=padron.actor, ahora=padron.tick()
    )
    row = db.session.get_one(LibroEntregas, libro_id)
    assert not archivos.get(row.archivo_id).path.exists()
    leer({"libro_id": libro_id}, job(padron))
    visto = libros.libro(padron.id, libro_id)
    assert (visto.estado, [r.code for r in visto.razones]) == ("ilegible", ["LIBRO_ENTREGAS_SIN_ENCABEZADO"])


def test_las_paginas_del_libro(sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime) -> None:
    padron: Any = Padron(sqlite_cast, ahora)
    enlace = browser_of(sqlite_app, sqlite_cast, "enlace_educacion")
    home = f"/expedientes/{padron.id}/entregas/libros"
    assert enlace.get(f"{home}/plantilla.xlsx").response.data.startswith(b"PK")
    data = (ENCABEZADO + f"{ANA},09/02/2026,200,,\n{LUPE},01/02/2026,450,,\n").encode()
    page = enlace.submit(
        enlace.get(home), "Subir y revisar", clase="monetario", periodo="2026-T1", lugar="DIF",
        archivo=(io.BytesIO(data), "e.csv"),
    )  # fmt: skip
    assert "En espera de lectura" in page.text
    libro_id = db.session.scalars(select(LibroEntregas.id)).one()
    leer({"libro_id": libro_id}, job(padron))
    page = enlace.get(f"{home}/{libro_id}")
    assert "La persona entró al padrón el 05/02/2026" in page.text and ANA not in page.text
    assert enlace.get(f"{home}/{libro_id}/negadas.xlsx").response.data.startswith(b"PK")
    page = enlace.submit(page, "Registrar 1 entrega")
    assert "se están registrando" in page.text
    anotar({"libro_id": libro_id}, job(padron))
    assert "Registrado por" in enlace.get(f"{home}/{libro_id}").text
