"""Everything that the installation holds of one person, gathered to be handed to her. Rooms to the right add theirs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import select

from workflow.db import db
from workflow.kernel.clock import local_date
from workflow.padron.cifrado import Llavero
from workflow.padron.coincidencias.models import PersonaAlias
from workflow.padron.limpieza import texto, valor
from workflow.padron.models import CargaPadron, Inscripcion, PadronFila, PadronMovimiento
from workflow.padron.privacidad.models import CON_BLOQUEADAS
from workflow.padron.privacidad.queries.accesos import Aparicion, accesos_a, apariciones
from workflow.padron.privacidad.queries.filas import celdas_de

# (ids of enrolments) -> what another room holds of them, as (title, value) records.
Aporte = Callable[[Sequence[int]], list[dict[str, Any]]]
_APORTES: dict[str, Aporte] = {}


def register(nombre: str, aporte: Aporte) -> None:
    """Called once, when the application is wired. `entregas` is the one that the workbook has a sheet for."""
    _APORTES[nombre] = aporte


def reunir(curp: str, llavero: Llavero) -> tuple[dict[str, Any], list[Aparicion]]:
    """The document of a person, and the rows that it came from (blocked ones too: she has a right to them)."""
    lugares = apariciones(curp, llavero)
    ids = [lugar.fila_id for lugar in lugares]
    inscripciones = _inscripciones(ids)
    documento = {
        "filas": [_fila(lugar, llavero) for lugar in lugares],
        "inscripciones": [_inscripcion(row, lugares) for row in inscripciones],
        "movimientos": _movimientos([row.id for row in inscripciones]),
        "vinculos": _vinculos(lugares),
        "accesos": [
            {
                "Cuándo": f"{local_date(one.en):%d/%m/%Y}",
                "Quién": one.por,
                "Cargo": one.cargo,
                "Qué": one.accion,
                "Para qué": one.motivo,
                "Datos": ", ".join(one.campos),
            }
            for one in accesos_a(lugares)
        ],
        "entregas": [],
    }
    for nombre, aporte in _APORTES.items():
        documento[nombre] = aporte([row.id for row in inscripciones])
    return documento, lugares


def _fila(lugar: Aparicion, llavero: Llavero) -> dict[str, Any]:
    row = db.session.scalars(
        select(PadronFila).where(PadronFila.id == lugar.fila_id).execution_options(**CON_BLOQUEADAS)
    ).one()
    carga = db.session.get_one(CargaPadron, lugar.carga_id)
    datos: dict[str, str] = {}
    for titulo, celda in zip(carga.encabezados or [], celdas_de(row, llavero), strict=False):
        escrito = valor(celda)
        if titulo and escrito not in (None, ""):
            datos[titulo] = f"{escrito:%d/%m/%Y}" if isinstance(escrito, date) else texto(escrito)
    return {
        "padron": f"{lugar.folio} {lugar.titulo}", "programa": lugar.programa, "dependencia": lugar.dependencia,
        "fila": lugar.numero, "archivo_recibido": f"{local_date(lugar.subida):%d/%m/%Y}",
        "estado": lugar.bloqueo or lugar.estado_carga, "datos": datos,
    }  # fmt: skip


def _inscripciones(fila_ids: Sequence[int]) -> list[Inscripcion]:
    if not fila_ids:
        return []
    return list(
        db.session.scalars(
            select(Inscripcion)
            .where(Inscripcion.fila_id.in_(fila_ids))
            .order_by(Inscripcion.id)
            .execution_options(**CON_BLOQUEADAS)
        )
    )


def _inscripcion(row: Inscripcion, lugares: Sequence[Aparicion]) -> dict[str, Any]:
    lugar = next(one for one in lugares if one.fila_id == row.fila_id)
    return {
        "Padrón": f"{lugar.folio} {lugar.titulo}",
        "Desde": f"{row.desde:%d/%m/%Y}",
        "Hasta": f"{row.hasta:%d/%m/%Y}" if row.hasta else "",
        "Versión de las reglas": row.reglas_version,
    }


def _movimientos(inscripcion_ids: Sequence[int]) -> list[dict[str, Any]]:
    if not inscripcion_ids:
        return []
    rows = db.session.scalars(
        select(PadronMovimiento)
        .where(PadronMovimiento.inscripcion_id.in_(inscripcion_ids))
        .order_by(PadronMovimiento.id)
    )
    return [
        {
            "Movimiento": row.clase,
            "Día": f"{row.dia:%d/%m/%Y}",
            "Motivo": row.motivo or "",
            "Reglas": row.reglas_version,
        }
        for row in rows
    ]


def _vinculos(lugares: Sequence[Aparicion]) -> list[str]:
    """Whether another key was linked to hers; the key itself is asked for apart, because it may be of somebody else."""
    indices = db.session.scalars(
        select(PadronFila.indice)
        .where(PadronFila.id.in_([lugar.fila_id for lugar in lugares]))
        .execution_options(**CON_BLOQUEADAS)
    ).all()
    alias = db.session.scalars(select(PersonaAlias).where(PersonaAlias.indice.in_([one for one in indices if one])))
    return ["Hay otra clave CURP vinculada a la suya por decisión de Planeación." for _ in alias]
