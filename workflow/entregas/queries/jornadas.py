"""The jornadas of a padrón: their lists, who received, their papers, and what is printed to be signed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Select, func, select

from workflow.db import db
from workflow.entregas.lista_pdf import Hoja, Linea
from workflow.entregas.models import Entrega, Jornada, JornadaPapel, JornadaPersona
from workflow.entregas.queries.hechos import anuladas
from workflow.entregas.queries.personas import Persona, edad_de, personas, registros
from workflow.entregas.reglas import MAYORIA_DE_EDAD
from workflow.expedientes.models import Expediente
from workflow.kernel.refusals import NotFound
from workflow.outbox.queries import EstadoTrabajo, status_of
from workflow.padron import mascara
from workflow.padron.cifrado import Llavero
from workflow.padron.lugares import lugares_incluidos
from workflow.people import queries as people


@dataclass(frozen=True)
class Papel:
    id: int
    clase: str
    archivo_id: int
    por: str
    en: datetime


@dataclass(frozen=True)
class JornadaVista:
    """`esperadas`: people of its list; `entregadas`: of them, who received in it."""

    id: int
    expediente_id: int
    dia: date
    periodo: str
    lugar: str
    cvegeo: str | None
    clase: str
    monto: int | None
    cantidad: Decimal | None
    unidad: str | None
    descripcion: str | None
    por: str
    en: datetime
    esperadas: int
    entregadas: int
    papeles: tuple[Papel, ...] = ()
    trabajo: EstadoTrabajo | None = None

    @property
    def imprimiendo(self) -> bool:
        return self.trabajo is not None and self.trabajo.estado in ("pendiente", "en_curso")


def lista(expediente_id: int) -> list[JornadaVista]:
    """The latest first."""
    rows = list(
        db.session.scalars(
            select(Jornada)
            .where(Jornada.expediente_id == expediente_id)
            .order_by(Jornada.dia.desc(), Jornada.id.desc())
        )
    )
    return _vistas(rows)


def jornada(expediente_id: int, jornada_id: int) -> JornadaVista:
    """One of that padrón with its papers. Raises NotFound."""
    row = db.session.get(Jornada, jornada_id)
    if row is None or row.expediente_id != expediente_id:
        raise NotFound("NO_EXISTE")
    papeles = db.session.scalars(
        select(JornadaPapel).where(JornadaPapel.jornada_id == jornada_id).order_by(JornadaPapel.id.desc())
    )
    trabajos = status_of(("jornada_entrega", jornada_id))
    return _vistas(
        [row],
        tuple(Papel(uno.id, uno.clase, uno.archivo_id, uno.por, uno.en) for uno in papeles),
        trabajos[0] if trabajos else None,
    )[0]


def _cuentas(statement: Select[Any]) -> dict[int, int]:
    return {int(una): int(cuantas) for una, cuantas in db.session.execute(statement)}


def _vistas(
    rows: list[Jornada], papeles: tuple[Papel, ...] = (), trabajo: EstadoTrabajo | None = None
) -> list[JornadaVista]:
    ids = [row.id for row in rows]
    esperadas = _cuentas(
        select(JornadaPersona.jornada_id, func.count())
        .where(JornadaPersona.jornada_id.in_(ids))
        .group_by(JornadaPersona.jornada_id)
    )
    entregadas = _cuentas(
        select(Entrega.jornada_id, func.count())
        .where(Entrega.jornada_id.in_(ids), Entrega.id.not_in(anuladas()))
        .group_by(Entrega.jornada_id)
    )
    return [
        JornadaVista(
            row.id, row.expediente_id, row.dia, row.periodo, row.lugar, row.cvegeo, row.clase, row.monto, row.cantidad,
            row.unidad, row.descripcion, row.por, row.en, esperadas.get(row.id, 0), entregadas.get(row.id, 0), papeles,
            trabajo,
        )
        for row in rows
    ]  # fmt: skip


@dataclass(frozen=True)
class Renglon:
    """A line of the list. `entrega_id`: of the delivery that was recorded in this jornada."""

    numero: int
    persona: Persona
    entrega_id: int | None


def renglones(una: JornadaVista, llavero: Llavero, *, despues_de: int = 0, limite: int = 100) -> list[Renglon]:
    entregas = (
        select(Entrega.inscripcion_id, Entrega.id)
        .where(Entrega.jornada_id == una.id, Entrega.id.not_in(anuladas()))
        .subquery()
    )
    rows = db.session.execute(
        select(JornadaPersona.numero, JornadaPersona.inscripcion_id, entregas.c.id)
        .outerjoin(entregas, entregas.c.inscripcion_id == JornadaPersona.inscripcion_id)
        .where(JornadaPersona.jornada_id == una.id, JornadaPersona.numero > despues_de)
        .order_by(JornadaPersona.numero)
        .limit(limite)
    ).all()
    quienes = {p.inscripcion_id: p for p in personas([uno for _, uno, _ in rows], llavero, una.dia)}
    return [Renglon(numero, quienes[uno], entrega) for numero, uno, entrega in rows if uno in quienes]


def papel(jornada_id: int, papel_id: int) -> Papel:
    row = db.session.get(JornadaPapel, papel_id)
    if row is None or row.jornada_id != jornada_id:
        raise NotFound("NO_EXISTE")
    return Papel(row.id, row.clase, row.archivo_id, row.por, row.en)


def para_imprimir(jornada_id: int, llavero: Llavero, municipio: str, fecha: datetime) -> Hoja:
    """The list to be signed. Names whole, because each one signs beside theirs; the CURP covered."""
    row = db.session.get_one(Jornada, jornada_id)
    expediente = db.session.get_one(Expediente, row.expediente_id)
    lineas = db.session.execute(
        select(JornadaPersona.numero, JornadaPersona.inscripcion_id)
        .where(JornadaPersona.jornada_id == jornada_id)
        .order_by(JornadaPersona.numero)
    ).all()
    abiertos, lugares = registros([uno for _, uno in lineas], llavero), lugares_incluidos()
    impresas = []
    for numero, uno in lineas:
        registro = abiertos.get(uno)
        if registro is None:
            continue
        edad = edad_de(registro, row.dia)
        impresas.append(
            Linea(
                numero,
                registro.nombre,
                mascara.curp(registro.curp) if registro.curp else "sin CURP",
                lugares.nombre(registro.cvegeo) if registro.cvegeo else registro.localidad,
                edad is not None and edad < MAYORIA_DE_EDAD,
            )
        )
    return Hoja(
        municipio=municipio,
        dependencia=people.dependencia_nombre(expediente.dependencia.clave, row.dia),
        programa=f"{expediente.programa} · {expediente.titulo}",
        folio=expediente.folio,
        dia=row.dia,
        lugar=", ".join(parte for parte in (row.lugar, lugares.nombre(row.cvegeo) if row.cvegeo else "") if parte),
        periodo=row.periodo,
        monto=row.monto,
        cantidad=row.cantidad,
        unidad=row.unidad or "",
        descripcion=row.descripcion or "",
        lineas=tuple(impresas),
        fecha=fecha,
    )
