"""Enrolled people who are in a list of deceased or of public servants: findings, which delete nothing."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import aliased

from workflow.db import db
from workflow.expedientes.models import Expediente
from workflow.padron.coincidencias.models import PadronLista, PadronListaPersona, PersonaAlias
from workflow.padron.models import Inscripcion, PadronFila

DIFUNTOS = "difuntos"
POR_PAGINA = 50


@dataclass(frozen=True)
class ListaVista:
    id: int
    clase: str
    fuente: str
    corte: date
    personas: int
    ilegibles: int
    retirada: bool
    otra_llave: bool
    por: str
    en: datetime


@dataclass(frozen=True)
class HallazgoLista:
    """`desde`: the day of the death or of the appointment, where the list said it. `hasta`: the enrolment's end."""

    inscripcion_id: int
    expediente_id: int
    folio: str
    programa: str
    fila: int
    clase: str
    lista_id: int
    fuente: str
    corte: date
    desde: date | None
    alta: date
    baja: date | None

    @property
    def despues(self) -> bool:
        """Whether the enrolment began, or goes on, after what the list says."""
        dia = self.desde or self.corte
        return self.baja is None or self.baja > dia


def listas(llave_actual: str) -> list[ListaVista]:
    retiradas = set(db.session.scalars(select(PadronLista.retira_id).where(PadronLista.retira_id.is_not(None))))
    rows = db.session.scalars(
        select(PadronLista).where(PadronLista.retira_id.is_(None)).order_by(PadronLista.id.desc())
    )
    return [
        ListaVista(row.id, row.clase, row.fuente, row.corte, row.personas, row.ilegibles, row.id in retiradas,
                   row.llave != llave_actual, row.por, row.en)
        for row in rows
    ]  # fmt: skip


def _vigentes() -> Select[Any]:
    """Lists that count: every one of deceased people, and the last one of public servants; never a withdrawn one."""
    retira = aliased(PadronLista)
    sin_retirar = (
        PadronLista.retira_id.is_(None),
        ~select(retira.id).where(retira.retira_id == PadronLista.id).exists(),
    )
    ultima = select(func.max(PadronLista.id)).where(*sin_retirar, PadronLista.clase != DIFUNTOS).scalar_subquery()
    return select(PadronLista.id).where(*sin_retirar, (PadronLista.clase == DIFUNTOS) | (PadronLista.id == ultima))


def _hallazgos(*filtros: ColumnElement[bool]) -> Select[Any]:
    return (
        select(
            Inscripcion.id, Inscripcion.expediente_id, Expediente.folio, Expediente.programa, PadronFila.numero,
            PadronLista.clase, PadronLista.id, PadronLista.fuente, PadronLista.corte, PadronListaPersona.desde,
            Inscripcion.desde, Inscripcion.hasta,
        )
        .where(
            Expediente.id == Inscripcion.expediente_id, PadronFila.id == Inscripcion.fila_id,
            PadronLista.id == PadronListaPersona.lista_id, PadronLista.id.in_(_vigentes()), *filtros,
        )
    )  # fmt: skip


def _por_persona(*filtros: ColumnElement[bool]) -> list[HallazgoLista]:
    """By the key of the enrolment, and by the other keys of that person."""
    x, y = aliased(PersonaAlias), aliased(PersonaAlias)
    directas = _hallazgos(PadronListaPersona.indice == Inscripcion.persona, *filtros)
    por_vinculo = _hallazgos(
        x.indice == Inscripcion.persona, y.persona == x.persona, y.indice != x.indice,
        PadronListaPersona.indice == y.indice, *filtros,
    )  # fmt: skip
    halladas = {
        (row[0], row[6]): HallazgoLista(*row)
        for statement in (directas, por_vinculo)
        for row in db.session.execute(statement)
    }
    return [halladas[clave] for clave in sorted(halladas)]


def hallazgos_de(inscripciones: Collection[int]) -> list[HallazgoLista]:
    """Of some enrolments, those that ended too: a delivery may have been made after a death."""
    return _por_persona(Inscripcion.id.in_(inscripciones)) if inscripciones else []


def hallazgos_vigentes(*, despues_de: int = 0, limite: int = POR_PAGINA) -> list[HallazgoLista]:
    """Of who is in force, after an enrolment; at most `limite` of them, and one more if there are more."""
    con = (
        select(Inscripcion.id)
        .where(Inscripcion.hasta.is_(None), Inscripcion.id > despues_de, Inscripcion.persona.in_(_en_listas()))
        .order_by(Inscripcion.id)
        .limit(limite + 1)
    )
    return hallazgos_de(list(db.session.scalars(con)))


def _en_listas() -> Select[Any]:
    """Keys of people in the lists that count, with the other keys of each."""
    x, y = aliased(PersonaAlias), aliased(PersonaAlias)
    directas = select(PadronListaPersona.indice).where(PadronListaPersona.lista_id.in_(_vigentes()))
    vinculadas = select(x.indice).where(
        y.persona == x.persona, y.indice == PadronListaPersona.indice, PadronListaPersona.lista_id.in_(_vigentes())
    )
    return directas.union(vinculadas)  # type: ignore[return-value]
