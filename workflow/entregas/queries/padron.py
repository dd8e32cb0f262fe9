"""The deliveries of one padrón: against what was approved, who has not received, and one enrolment with its history."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import func, or_, select

from workflow.db import db
from workflow.entregas.models import Ajuste, CierreEntregas, Entrega, Hallazgo, JornadaPapel
from workflow.entregas.queries.hechos import anuladas, cerrados, devuelto, neto
from workflow.kernel.refusals import NotFound
from workflow.padron.models import Inscripcion, PadronFila


@dataclass(frozen=True)
class PorPeriodo:
    periodo: str
    entregas: int
    inscripciones: int
    monto: int
    cerrado: bool


@dataclass(frozen=True)
class Resumen:
    """Delivered against approved, in enrolments and centavos, net of what was annulled and returned."""

    inscripciones: int
    vigentes: int
    aprobado: int
    recibieron: int
    entregas: int
    entregado: int
    reintegrado: int
    anuladas: int
    sin_recibo: int
    hallazgos: int
    periodos: tuple[PorPeriodo, ...]

    @property
    def faltan(self) -> int:
        return self.inscripciones - self.recibieron


def resumen(expediente_id: int) -> Resumen:
    total, vigentes, aprobado = db.session.execute(
        select(
            func.count(),
            func.count().filter(Inscripcion.hasta.is_(None)),
            func.coalesce(func.sum(PadronFila.monto), 0),
        )
        .join(PadronFila, PadronFila.id == Inscripcion.fila_id)
        .where(Inscripcion.expediente_id == expediente_id)
    ).one()
    vuelto = devuelto()
    firmadas = select(JornadaPapel.jornada_id).where(JornadaPapel.clase == "firmada")
    entregas, recibieron, entregado, reintegrado, con_archivo = db.session.execute(
        select(
            func.count(),
            func.count(func.distinct(Entrega.inscripcion_id)),
            func.coalesce(func.sum(neto(vuelto)), 0),
            func.coalesce(func.sum(vuelto.c.centavos), 0),
            func.count().filter(
                or_(Entrega.archivo_id.is_not(None), Entrega.recibo.is_not(None), Entrega.jornada_id.in_(firmadas))
            ),
        )
        .outerjoin(vuelto, vuelto.c.entrega_id == Entrega.id)
        .where(Entrega.expediente_id == expediente_id, Entrega.id.not_in(anuladas()))
    ).one()
    return Resumen(
        inscripciones=total,
        vigentes=vigentes,
        aprobado=int(aprobado),
        recibieron=recibieron,
        entregas=entregas,
        entregado=int(entregado),
        reintegrado=int(reintegrado),
        anuladas=_anuladas(expediente_id),
        sin_recibo=entregas - con_archivo,
        hallazgos=_hallazgos(expediente_id),
        periodos=_periodos(expediente_id),
    )


def _anuladas(expediente_id: int) -> int:
    return db.session.scalar(
        select(func.count())
        .select_from(Ajuste)
        .join(Entrega, Entrega.id == Ajuste.entrega_id)
        .where(Ajuste.clase == "anulacion", Entrega.expediente_id == expediente_id)
    ) or 0  # fmt: skip


def _hallazgos(expediente_id: int) -> int:
    return db.session.scalar(
        select(func.count())
        .select_from(Hallazgo)
        .join(Entrega, Entrega.id == Hallazgo.entrega_id)
        .where(Entrega.expediente_id == expediente_id, Entrega.id.not_in(anuladas()))
    ) or 0  # fmt: skip


def _periodos(expediente_id: int) -> tuple[PorPeriodo, ...]:
    vuelto, ya = devuelto(), cerrados(expediente_id)
    rows = db.session.execute(
        select(
            Entrega.periodo,
            func.count(),
            func.count(func.distinct(Entrega.inscripcion_id)),
            func.coalesce(func.sum(neto(vuelto)), 0),
        )
        .outerjoin(vuelto, vuelto.c.entrega_id == Entrega.id)
        .where(Entrega.expediente_id == expediente_id, Entrega.id.not_in(anuladas()))
        .group_by(Entrega.periodo)
        .order_by(Entrega.periodo)
    )
    halladas = {
        periodo: PorPeriodo(periodo, n, personas, int(monto), periodo in ya) for periodo, n, personas, monto in rows
    }
    vacias = {periodo: PorPeriodo(periodo, 0, 0, 0, True) for periodo in ya}
    return tuple((vacias | halladas)[periodo] for periodo in sorted(vacias | halladas))


def pendientes(
    expediente_id: int, periodo: str | None, *, despues_de: int = 0, limite: int = 50
) -> tuple[list[int], int]:
    """(enrolments in force that have not received, how many they are), in the order of the file of the padrón.

    `periodo`: in that one; None: never. `despues_de`: number of the last row of the page before.
    """
    recibieron = select(Entrega.inscripcion_id).where(
        Entrega.expediente_id == expediente_id, Entrega.id.not_in(anuladas())
    )
    if periodo is not None:
        recibieron = recibieron.where(Entrega.periodo == periodo)
    faltan = (
        select(Inscripcion.id, PadronFila.numero)
        .join(PadronFila, PadronFila.id == Inscripcion.fila_id)
        .where(
            Inscripcion.expediente_id == expediente_id, Inscripcion.hasta.is_(None), Inscripcion.id.not_in(recibieron)
        )
    )
    total = db.session.scalar(select(func.count()).select_from(faltan.subquery())) or 0
    pagina = faltan.where(PadronFila.numero > despues_de).order_by(PadronFila.numero, Inscripcion.id).limit(limite)
    return [int(uno) for uno, _ in db.session.execute(pagina)], total


@dataclass(frozen=True)
class AjusteVista:
    clase: str
    monto: int
    motivo: str
    dia: date
    archivo_id: int | None
    por: str
    en: datetime


@dataclass(frozen=True)
class EntregaVista:
    """A delivery with what was done about it; `queda`: centavos that stayed delivered."""

    id: int
    inscripcion_id: int
    periodo: str
    clase: str
    monto: int | None
    cantidad: Decimal | None
    unidad: str | None
    descripcion: str | None
    dia: date
    lugar: str | None
    cvegeo: str | None
    recibe: str
    recibo: str | None
    archivo_id: int | None
    via: str
    por: str
    en: datetime
    ajustes: tuple[AjusteVista, ...] = ()
    hallazgos: tuple[str, ...] = ()

    @property
    def anulada(self) -> bool:
        return any(uno.clase == "anulacion" for uno in self.ajustes)

    @property
    def queda(self) -> int:
        return (self.monto or 0) - sum(uno.monto for uno in self.ajustes)


def historia(inscripcion_id: int) -> list[EntregaVista]:
    """Every delivery of an enrolment, the annulled ones too, the latest first."""
    rows = list(
        db.session.scalars(select(Entrega).where(Entrega.inscripcion_id == inscripcion_id).order_by(Entrega.id.desc()))
    )
    return _vistas(rows)


def entrega(expediente_id: int, entrega_id: int) -> EntregaVista:
    """One delivery of that padrón. Raises NotFound."""
    row = db.session.get(Entrega, entrega_id)
    if row is None or row.expediente_id != expediente_id:
        raise NotFound("NO_EXISTE")
    return _vistas([row])[0]


def _vistas(rows: list[Entrega]) -> list[EntregaVista]:
    ids = [row.id for row in rows]
    ajustes: dict[int, list[AjusteVista]] = defaultdict(list)
    for uno in db.session.scalars(select(Ajuste).where(Ajuste.entrega_id.in_(ids)).order_by(Ajuste.id)):
        ajustes[uno.entrega_id].append(
            AjusteVista(uno.clase, uno.monto, uno.motivo, uno.dia, uno.archivo_id, uno.por, uno.en)
        )
    codigos: dict[int, list[str]] = defaultdict(list)
    for entrega_id, codigo in db.session.execute(
        select(Hallazgo.entrega_id, Hallazgo.codigo).where(Hallazgo.entrega_id.in_(ids)).order_by(Hallazgo.codigo)
    ):
        codigos[entrega_id].append(codigo)
    return [
        EntregaVista(
            row.id, row.inscripcion_id, row.periodo, row.clase, row.monto, row.cantidad, row.unidad, row.descripcion,
            row.dia, row.lugar, row.cvegeo, row.recibe, row.recibo, row.archivo_id, row.via, row.por, row.en,
            tuple(ajustes[row.id]), tuple(codigos[row.id]),
        )
        for row in rows
    ]  # fmt: skip


def inscripcion_de(expediente_id: int, inscripcion_id: int) -> int:
    """That enrolment, if it is of that padrón. Raises NotFound."""
    row = db.session.get(Inscripcion, inscripcion_id)
    if row is None or row.expediente_id != expediente_id:
        raise NotFound("ENTREGA_INSCRIPCION_AJENA")
    return row.id


def ultima(expediente_id: int) -> Entrega | None:
    """The last delivery that was recorded: the next one is most often alike."""
    return db.session.scalar(
        select(Entrega).where(Entrega.expediente_id == expediente_id).order_by(Entrega.id.desc()).limit(1)
    )


def cierres(expediente_id: int) -> list[tuple[str, str, str | None, str, datetime]]:
    """(period, kind, reason, who, when) of every closing and opening, the latest first."""
    rows = db.session.scalars(
        select(CierreEntregas).where(CierreEntregas.expediente_id == expediente_id).order_by(CierreEntregas.id.desc())
    )
    return [(row.periodo, row.clase, row.motivo, row.por, row.en) for row in rows]
