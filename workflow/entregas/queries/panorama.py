"""Beneficiaries seen from above: few questions to the database, whatever the size of the padrones."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, select

from workflow.db import db
from workflow.entregas.models import Entrega
from workflow.entregas.queries.hechos import anuladas, devuelto, neto
from workflow.entregas.vistas import BANDAS, SIN_DATO, Celda, Filtro
from workflow.expedientes.models import Expediente
from workflow.padron.coincidencias.models import PersonaAlias
from workflow.padron.models import CargaPadron, Inscripcion, PadronFila
from workflow.people.models import Dependencia
from workflow.poa.models import CatalogoRenglon


@dataclass(frozen=True)
class Programa:
    """A padrón that has been in force. `estructura`: of people, of organisations or of works."""

    expediente_id: int
    folio: str
    clave: str
    titulo: str
    dependencia: str
    estructura: str


def ejercicios(dependencias: Collection[str] | None) -> list[int]:
    """Years with padrones in force, the latest first."""
    statement = _vigentes(select(Expediente.ejercicio).distinct(), dependencias)
    return list(db.session.scalars(statement.order_by(Expediente.ejercicio.desc())))


def programas(ejercicio: int, dependencias: Collection[str] | None) -> list[Programa]:
    """`dependencias`: only theirs; None: all."""
    estructura = (
        select(func.max(CargaPadron.estructura))
        .where(CargaPadron.expediente_id == Expediente.id, CargaPadron.estado == "confirmada")
        .scalar_subquery()
    )
    statement = _vigentes(
        select(Expediente.id, Expediente.folio, Expediente.programa, Expediente.titulo, Dependencia.clave, estructura),
        dependencias,
    ).where(Expediente.ejercicio == ejercicio)
    return [
        Programa(uno, folio, clave, titulo, dependencia, estructura or "persona")
        for uno, folio, clave, titulo, dependencia, estructura in db.session.execute(
            statement.order_by(Expediente.programa, Expediente.id)
        )
    ]


def nombres_de_programas(ejercicio: int) -> dict[str, str]:
    """What each programa presupuestario is called in the classifiers of the year."""
    rows = db.session.scalars(
        select(CatalogoRenglon.datos).where(
            CatalogoRenglon.ejercicio == ejercicio, CatalogoRenglon.catalogo == "programas"
        )
    )
    return {datos["clave"]: datos["nombre"] for datos in rows}


def _vigentes(statement: Select[Any], dependencias: Collection[str] | None) -> Select[Any]:
    statement = statement.join(Dependencia, Dependencia.id == Expediente.dependencia_id).where(
        Expediente.tipo == "padron", Expediente.v_vigente_id.is_not(None)
    )
    return statement if dependencias is None else statement.where(Dependencia.clave.in_(sorted(dependencias)))


def banda_de(edad: int | None) -> str:
    """The band of an age in years; nobody's when it is not known."""
    return next((clave for clave, desde, hasta in BANDAS if edad is not None and desde <= edad <= hasta), SIN_DATO)


def celdas(expedientes: Iterable[int], *, vigentes: bool) -> list[Celda]:
    """Enrolments of some padrones by sexo, age and locality, with what was approved and delivered.

    `vigentes`: only those that are in force today.
    """
    ids = list(expedientes)
    if not ids:
        return []
    alcance = [Inscripcion.expediente_id.in_(ids)]
    if vigentes:
        alcance.append(Inscripcion.hasta.is_(None))
    recibido = _recibido(ids)
    de = (Inscripcion.expediente_id, PadronFila.sexo, PadronFila.edad, PadronFila.cvegeo)  # columns as they are: the
    # database knows how many different ones there are, and adds them up without sorting
    statement = (
        select(
            *de,
            func.count(),
            func.coalesce(func.sum(PadronFila.monto), 0),
            func.count(recibido.c.inscripcion_id),
            func.coalesce(func.sum(recibido.c.centavos), 0),
        )
        .join(PadronFila, PadronFila.id == Inscripcion.fila_id)
        .outerjoin(recibido, recibido.c.inscripcion_id == Inscripcion.id)
        .where(*alcance)
        .group_by(*de)
    )
    sumas: dict[tuple[int, str, str, str], list[int]] = {}
    for uno, sexo, edad, cvegeo, *cuentas in db.session.execute(statement):
        suma = sumas.setdefault((uno, sexo or SIN_DATO, banda_de(edad), cvegeo or SIN_DATO), [0, 0, 0, 0])
        for lugar, cuanto in enumerate(cuentas):
            suma[lugar] += int(cuanto)
    return [Celda(*lugar, suma[0], suma[1], suma[2], suma[3]) for lugar, suma in sumas.items()]


def _recibido(ids: list[int]) -> Any:
    """Subquery (inscripcion_id, centavos) of who received something that was not annulled."""
    vuelto = devuelto()
    return (
        select(Entrega.inscripcion_id, func.sum(neto(vuelto)).label("centavos"))
        .outerjoin(vuelto, vuelto.c.entrega_id == Entrega.id)
        .where(Entrega.expediente_id.in_(ids), Entrega.id.not_in(anuladas()))
        .group_by(Entrega.inscripcion_id)
        .subquery()
    )


def personas(expedientes: Iterable[int], filtro: Filtro, *, vigentes: bool) -> int:
    """How many different people there are: somebody in two programmes, in two periods or with two keys, is one."""
    statement = (
        select(func.count(func.distinct(func.coalesce(PersonaAlias.persona, Inscripcion.persona))))
        .select_from(Inscripcion)
        .outerjoin(PersonaAlias, PersonaAlias.indice == Inscripcion.persona)
        .where(Inscripcion.expediente_id.in_(list(expedientes)), Inscripcion.persona.is_not(None))
    )
    if vigentes:
        statement = statement.where(Inscripcion.hasta.is_(None))
    if filtro.sexo or filtro.banda or filtro.cvegeo:
        statement = statement.join(PadronFila, PadronFila.id == Inscripcion.fila_id)
        for columna, valor in ((PadronFila.sexo, filtro.sexo), (PadronFila.cvegeo, filtro.cvegeo)):
            if valor:
                statement = statement.where(columna.is_(None) if valor == SIN_DATO else columna == valor)
        limites = next(((desde, hasta) for clave, desde, hasta in BANDAS if clave == filtro.banda), None)
        if limites is not None:
            statement = statement.where(PadronFila.edad.between(*limites))
        elif filtro.banda:
            statement = statement.where(PadronFila.edad.is_(None))
    return db.session.scalar(statement) or 0


def cruces(expedientes: Iterable[int], *, vigentes: bool) -> dict[tuple[int, int], int]:
    """People in each pair of padrones. Counts only."""
    ids = list(expedientes)
    uno, otro = Inscripcion.__table__.alias("uno"), Inscripcion.__table__.alias("otro")
    statement = (
        select(uno.c.expediente_id, otro.c.expediente_id, func.count(func.distinct(uno.c.persona)))
        .join(otro, (otro.c.persona == uno.c.persona) & (otro.c.expediente_id > uno.c.expediente_id))
        .where(uno.c.expediente_id.in_(ids), otro.c.expediente_id.in_(ids), uno.c.persona.is_not(None))
        .group_by(uno.c.expediente_id, otro.c.expediente_id)
    )
    if vigentes:
        statement = statement.where(uno.c.hasta.is_(None), otro.c.hasta.is_(None))
    return {(int(a), int(b)): int(n) for a, b, n in db.session.execute(statement)}
