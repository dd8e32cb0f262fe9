"""The facts that a delivery is decided with, read for many enrolments at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import Select, func, select

from workflow.db import db
from workflow.entregas.models import Ajuste, CierreEntregas, Entrega
from workflow.entregas.reglas import Anterior, Limites, limites_de
from workflow.padron.models import Inscripcion, ReglaOperacion

TANDA = 500
T = TypeVar("T")


def tandas(cosas: Iterable[T]) -> Iterator[list[T]]:
    """As many as fit in one question to the database."""
    todas = list(cosas)
    for inicio in range(0, len(todas), TANDA):
        yield todas[inicio : inicio + TANDA]


def anuladas() -> Select[Any]:
    """The ids of the deliveries that were annulled."""
    return select(Ajuste.entrega_id).where(Ajuste.clase == "anulacion")


def devuelto() -> Any:
    """Subquery (entrega_id, centavos) of what was returned."""
    return (
        select(Ajuste.entrega_id.label("entrega_id"), func.sum(Ajuste.monto).label("centavos"))
        .where(Ajuste.clase == "reintegro")
        .group_by(Ajuste.entrega_id)
        .subquery()
    )


def neto(vuelto: Any) -> Any:
    """Centavos that stayed delivered, as an expression beside `devuelto()`."""
    return func.coalesce(Entrega.monto, 0) - func.coalesce(vuelto.c.centavos, 0)


def anteriores(inscripciones: Sequence[int]) -> dict[int, list[Anterior]]:
    """The deliveries that count of each enrolment."""
    vuelto = devuelto()
    halladas: dict[int, list[Anterior]] = defaultdict(list)
    for tanda in tandas(inscripciones):
        rows = db.session.execute(
            select(Entrega.inscripcion_id, Entrega.dia, Entrega.periodo, neto(vuelto), Entrega.recibo)
            .outerjoin(vuelto, vuelto.c.entrega_id == Entrega.id)
            .where(Entrega.inscripcion_id.in_(tanda), Entrega.id.not_in(anuladas()))
            .order_by(Entrega.id)
        )
        for inscripcion_id, dia, periodo, monto, recibo in rows:
            halladas[inscripcion_id].append(Anterior(dia, periodo, int(monto), recibo or ""))
    return halladas


def ordinales(inscripciones: Sequence[int]) -> dict[tuple[int, str], int]:
    """How many deliveries, annulled too, each enrolment has in each period."""
    halladas: dict[tuple[int, str], int] = {}
    for tanda in tandas(inscripciones):
        rows = db.session.execute(
            select(Entrega.inscripcion_id, Entrega.periodo, func.max(Entrega.ordinal))
            .where(Entrega.inscripcion_id.in_(tanda))
            .group_by(Entrega.inscripcion_id, Entrega.periodo)
        )
        halladas.update({(uno, periodo): int(ordinal) for uno, periodo, ordinal in rows})
    return halladas


def recibos_usados(expediente_id: int, recibos: Collection[str]) -> set[str]:
    usados: set[str] = set()
    for tanda in tandas(sorted(set(recibos))):
        usados |= set(
            db.session.scalars(
                select(Entrega.recibo).where(
                    Entrega.expediente_id == expediente_id, Entrega.recibo.in_(tanda), Entrega.id.not_in(anuladas())
                )
            )
        )
    return usados


def por_persona(expediente_id: int, personas: Collection[str]) -> dict[str, int]:
    """Centavos that each person got from the programme, under every enrolment."""
    vuelto = devuelto()
    sumas: dict[str, int] = {}
    for tanda in tandas(sorted(personas)):
        rows = db.session.execute(
            select(Inscripcion.persona, func.sum(neto(vuelto)))
            .join(Entrega, Entrega.inscripcion_id == Inscripcion.id)
            .outerjoin(vuelto, vuelto.c.entrega_id == Entrega.id)
            .where(
                Inscripcion.expediente_id == expediente_id,
                Inscripcion.persona.in_(tanda),
                Entrega.id.not_in(anuladas()),
            )
            .group_by(Inscripcion.persona)
        )
        sumas.update({persona: int(suma or 0) for persona, suma in rows})
    return sumas


def cerrados(expediente_id: int) -> frozenset[str]:
    """The periods of a padrón that are closed now."""
    estado: dict[str, str] = {}
    for periodo, clase in db.session.execute(
        select(CierreEntregas.periodo, CierreEntregas.clase)
        .where(CierreEntregas.expediente_id == expediente_id)
        .order_by(CierreEntregas.id)
    ):
        estado[periodo] = clase
    return frozenset(periodo for periodo, clase in estado.items() if clase == "cierre")


def reglas(expediente_id: int) -> dict[int, ReglaOperacion]:
    """Every version of the rules of operation of a padrón."""
    rows = db.session.scalars(select(ReglaOperacion).where(ReglaOperacion.expediente_id == expediente_id))
    return {row.version: row for row in rows}


def limites(row: ReglaOperacion | None) -> Limites:
    """What the rules with which somebody was enrolled say (each enrolment keeps its own version)."""
    if row is None:
        return Limites()
    criterios: dict[str, Any] = getattr(row, "criterios", None) or {}
    hasta: date | str | None = getattr(row, "vigencia_hasta", None)
    return limites_de(row.vigencia, row.publicada, criterios, hasta)
