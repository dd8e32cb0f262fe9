"""The published POA of a year with the versions that rule each period, and how each of their things stands.

A frozen content is parsed once per process, by its hash; what was computed of a POA is kept while nobody reports
anything new of it. Facts are only added, so their last id and their number say whether something changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import and_, func, select

from workflow.db import db
from workflow.expedientes.models import Envio, Expediente, Paso, Resolucion, ResolucionAnulada
from workflow.indicadores.models import Avance, SeguimientoRegla
from workflow.indicadores.politica import Reglas
from workflow.indicadores.programa import Programa, of_content
from workflow.indicadores.situacion import UN_DIA, Dato, Situacion, Vigencia, count, lines
from workflow.kernel.refusals import NotFound
from workflow.people.models import Dependencia
from workflow.poa.models import CatalogoRenglon

_GUARDADOS = 2000
_leidos: dict[tuple[str, int], Programa] = {}
_situaciones: dict[tuple[Any, ...], Situacion] = {}


@dataclass(frozen=True)
class Poa:
    """A published POA. `huellas`, `acuerdos`: of each version, in the order of `vigencias`. `clave`: of its
    programa presupuestario."""

    expediente_id: int
    folio: str
    titulo: str
    ejercicio: int
    dependencia: str
    dependencia_id: int
    acuerdo: str | None
    vigencias: tuple[Vigencia, ...]
    huellas: tuple[str, ...]
    acuerdos: tuple[str | None, ...] = ()
    clave: str = ""

    @property
    def programa(self) -> Programa:
        """The one of the last version."""
        return self.vigencias[-1].programa


def forget() -> None:
    """Empty what this process keeps: for whoever restores a database under it."""
    _leidos.clear()
    _situaciones.clear()


def ejercicios() -> list[int]:
    """The years with a published POA, the newest first."""
    statement = select(Expediente.ejercicio).where(Expediente.tipo == "poa", Expediente.vigente.isnot(None)).distinct()
    return sorted(db.session.scalars(statement), reverse=True)


def reglas(hasta: datetime | None = None) -> Reglas:
    """The dated choices of the municipality. `hasta`: as they were known at that instant."""
    statement = (
        select(SeguimientoRegla.clave, SeguimientoRegla.vigente_desde, SeguimientoRegla.valor)
        .where(*_until(SeguimientoRegla.en, hasta))
        .order_by(SeguimientoRegla.id)
    )
    return Reglas(tuple((clave, desde, valor) for clave, desde, valor in db.session.execute(statement)))


def ejes(ejercicio: int) -> dict[str, str]:
    """The axes of the Plan Municipal de Desarrollo, by clave."""
    rows = db.session.execute(
        select(CatalogoRenglon.clave, CatalogoRenglon.nombre, CatalogoRenglon.datos).where(
            CatalogoRenglon.catalogo == "pmd", CatalogoRenglon.ejercicio == ejercicio, CatalogoRenglon.padre.is_(None)
        )
    )
    return {clave: str(datos.get("texto") or nombre) for clave, nombre, datos in rows if datos.get("nivel") == "eje"}


def poa(expediente_id: int) -> Poa:
    """One published POA. Raises NotFound."""
    found = poas(expediente_id=expediente_id)
    if not found:
        raise NotFound("NO_EXISTE")
    return found[0]


def poas(
    ejercicio: int | None = None,
    *,
    expediente_id: int | None = None,
    dependencias: Iterable[str] | None = None,
    acuerdo: str | None = None,
    hasta: datetime | None = None,
) -> list[Poa]:
    """By dependencia. `acuerdo`: those of which it approved some version. `hasta`: as they were known at that instant.

    Two queries, whatever their number.
    """
    statement = _versions(hasta)
    if ejercicio is not None:
        statement = statement.where(Expediente.ejercicio == ejercicio)
    if expediente_id is not None:
        statement = statement.where(Expediente.id == expediente_id)
    if acuerdo is not None:
        approved = select(Resolucion.expediente_id).where(Resolucion.acuerdo_folio == acuerdo)
        statement = statement.where(Expediente.id.in_(approved))
    if dependencias is not None:
        statement = statement.where(Dependencia.clave.in_(set(dependencias)))
    rows = list(db.session.execute(statement))
    programas = _programs({(row.sha256, row.ejercicio, row.envio_id) for row in rows})
    grouped: dict[int, dict[int, Any]] = {}
    for row in rows:  # the last resolution of a version is the one that counts
        grouped.setdefault(row.expediente_id, {})[row.version] = row
    return [_poa(list(versions.values()), programas) for versions in grouped.values()]


def _versions(hasta: datetime | None) -> Any:
    annulled = and_(ResolucionAnulada.resolucion_id == Resolucion.id, *_until(ResolucionAnulada.en, hasta))
    return (
        select(
            Expediente.id.label("expediente_id"),
            Expediente.folio,
            Expediente.titulo,
            Expediente.ejercicio,
            Expediente.dependencia_id,
            Expediente.programa,
            Dependencia.clave.label("dependencia"),
            Resolucion.version,
            Resolucion.fecha,
            Resolucion.vigente_desde,
            Resolucion.acuerdo_folio,
            Envio.id.label("envio_id"),
            Envio.sha256,
        )
        .join(Dependencia, Dependencia.id == Expediente.dependencia_id)
        .join(Resolucion, Resolucion.expediente_id == Expediente.id)
        .join(Envio, Envio.id == Resolucion.aprobada_id)
        .join(
            Paso,
            and_(
                Paso.expediente_id == Expediente.id,
                Paso.version == Resolucion.version,
                Paso.etapa == "publicado",
                *_until(Paso.en, hasta),
            ),
        )
        .outerjoin(ResolucionAnulada, annulled)
        .where(Expediente.tipo == "poa", ResolucionAnulada.resolucion_id.is_(None), *_until(Resolucion.en, hasta))
        .order_by(Dependencia.clave, Expediente.folio, Resolucion.version, Resolucion.id)
    )


def _until(column: Any, hasta: datetime | None) -> list[Any]:
    return [] if hasta is None else [column <= hasta]


def _programs(wanted: set[tuple[str, int, int]]) -> dict[tuple[str, int], Programa]:
    missing = [envio_id for sha, ejercicio, envio_id in wanted if (sha, ejercicio) not in _leidos]
    years = {(sha, envio_id): ejercicio for sha, ejercicio, envio_id in wanted}
    if missing:
        if len(_leidos) > _GUARDADOS:
            _leidos.clear()
            return _programs(wanted)
        statement = select(Envio.id, Envio.sha256, Envio.contenido).where(Envio.id.in_(missing))
        for envio_id, sha, contenido in db.session.execute(statement):
            ejercicio = years[(sha, envio_id)]
            _leidos[(sha, ejercicio)] = of_content(contenido, ejercicio)
    return {(sha, ejercicio): _leidos[(sha, ejercicio)] for sha, ejercicio, _ in wanted}


def _poa(rows: list[Any], programas: dict[tuple[str, int], Programa]) -> Poa:
    last = rows[-1]
    vigencias = tuple(
        Vigencia(
            row.version,
            # the first one rules the whole year
            date(row.ejercicio, 1, 1) if numero == 0 else row.vigente_desde or row.fecha,
            programas[(row.sha256, row.ejercicio)],
        )
        for numero, row in enumerate(rows)
    )
    return Poa(
        last.expediente_id,
        last.folio,
        last.titulo,
        last.ejercicio,
        last.dependencia,
        last.dependencia_id,
        last.acuerdo_folio,
        vigencias,
        tuple(row.sha256 for row in rows),
        tuple(row.acuerdo_folio for row in rows),
        last.programa,
    )


def situaciones(found: Sequence[Poa], hoy: date, dated: Reglas | None = None) -> dict[int, Situacion]:
    """How each thing of each POA stands that day, by dossier. Three queries at most.

    `dated`: the rules, where they were already read.
    """
    if not found:
        return {}
    dated = reglas() if dated is None else dated
    ids = [one.expediente_id for one in found]
    states = {
        row[0]: tuple(row[1:])
        for row in db.session.execute(
            select(Avance.expediente_id, func.max(Avance.id), func.count(), func.max(Avance.en))
            .where(Avance.expediente_id.in_(ids))
            .group_by(Avance.expediente_id)
        )
    }
    base = str(db.engine.url)
    keys = {
        one.expediente_id: (base, one.expediente_id, one.huellas, states.get(one.expediente_id), hoy, dated)
        for one in found
    }
    stale = [one for one in found if keys[one.expediente_id] not in _situaciones]
    if stale:
        if len(_situaciones) > _GUARDADOS:
            _situaciones.clear()
            stale = list(found)
        reported = datos([one.expediente_id for one in stale])
        for one in stale:
            lineas = lines(one.vigencias, reported.get(one.expediente_id, {}), hoy, dated)
            _situaciones[keys[one.expediente_id]] = Situacion(lineas, count(lineas, dated.on(hoy - UN_DIA).tope))
    return {one.expediente_id: _situaciones[keys[one.expediente_id]] for one in found}


def datos(
    expedientes: Sequence[int], hasta: datetime | None = None, hasta_id: int | None = None
) -> dict[int, dict[tuple[str, str], Dato]]:
    """What was last reported, by dossier, address and period."""
    statement = (
        select(Avance.expediente_id, Avance.direccion, Avance.periodo, Avance.id, Avance.uno, Avance.dos, Avance.otras)
        .where(Avance.expediente_id.in_(expedientes), *_until(Avance.en, hasta))
        .order_by(Avance.id)
    )
    if hasta_id is not None:
        statement = statement.where(Avance.id <= hasta_id)
    found: dict[int, dict[tuple[str, str], Dato]] = {}
    for expediente_id, direccion, periodo, fact, uno, dos, otras in db.session.execute(statement):
        found.setdefault(expediente_id, {})[(direccion, periodo)] = Dato(
            fact, uno, dos, tuple(map(Decimal, otras or ()))
        )
    return found
