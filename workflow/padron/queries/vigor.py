"""Who is in the padrón in force: counts, masked lists by pages, the history of one enrolment, the versions of rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, func, select

from workflow.db import db
from workflow.expedientes.models import Envio, Expediente, Resolucion
from workflow.kernel.refusals import NotFound
from workflow.padron import mascara
from workflow.padron.cifrado import Llavero
from workflow.padron.encabezados import DE_MOVIMIENTOS, SINONIMOS, normal
from workflow.padron.models import CargaPadron, Inscripcion, PadronFila, PadronMovimiento, ReglaOperacion, ReglaTraslado
from workflow.padron.privacidad.queries.filas import celdas_de

POR_PAGINA = 50
ESTADOS = ("vigente", "baja")
_TITULOS_AJENOS = frozenset(nombre for rol in DE_MOVIMIENTOS for nombre in SINONIMOS[rol])


@dataclass(frozen=True)
class ResumenVigor:
    """`por_reglas`: [(version of the rules, in force, that left)]. `por_sexo`, `por_localidad`: of those in force."""

    vigentes: int
    bajas: int
    por_reglas: tuple[tuple[int, int, int], ...]
    por_sexo: tuple[tuple[str, int], ...]
    por_localidad: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Filtro:
    """What the list shows; empty: everything."""

    estado: str = ""
    sexo: str = ""
    cvegeo: str = ""
    reglas: int | None = None


@dataclass(frozen=True)
class InscripcionVista:
    """An enrolment with its data masked. `numero`: its row in the upload `carga_id`."""

    id: int
    desde: date
    hasta: date | None
    version: int
    reglas_version: int
    carga_id: int
    numero: int
    celdas: tuple[tuple[str, str], ...]
    sexo: str | None
    cvegeo: str | None
    edad: int | None


@dataclass(frozen=True)
class MovimientoVista:
    clase: str
    dia: date
    motivo: str | None
    version: int
    reglas_version: int
    acuerdo: str | None
    delegado: bool
    en: datetime


@dataclass(frozen=True)
class VersionReglas:
    """`estado`: en_vigor, sustituida, en_tramite or borrador. `vigentes`, `todas`: enrolments under it."""

    version: int
    nombre: str
    vigencia: date
    vigencia_hasta: date | None
    publicada: date | None
    publicada_en: str | None
    estado: str
    vigentes: int
    todas: int
    por: str
    en: datetime


def resumen(expediente_id: int) -> ResumenVigor:
    por_reglas: dict[int, list[int]] = {}
    for version, vive, cuantas in db.session.execute(
        select(Inscripcion.reglas_version, Inscripcion.hasta.is_(None), func.count())
        .where(Inscripcion.expediente_id == expediente_id)
        .group_by(Inscripcion.reglas_version, Inscripcion.hasta.is_(None))
    ):
        por_reglas.setdefault(version, [0, 0])[0 if vive else 1] += cuantas
    return ResumenVigor(
        vigentes=sum(vivas for vivas, _ in por_reglas.values()),
        bajas=sum(idas for _, idas in por_reglas.values()),
        por_reglas=tuple((version, *cuentas) for version, cuentas in sorted(por_reglas.items())),  # type: ignore[misc]
        por_sexo=_por(expediente_id, PadronFila.sexo),
        por_localidad=_por(expediente_id, PadronFila.cvegeo),
    )


def _por(expediente_id: int, columna: Any) -> tuple[tuple[str, int], ...]:
    rows = db.session.execute(
        select(func.coalesce(columna, ""), func.count())
        .select_from(Inscripcion)
        .join(PadronFila, PadronFila.id == Inscripcion.fila_id)
        .where(Inscripcion.expediente_id == expediente_id, Inscripcion.hasta.is_(None))
        .group_by(columna)
        .order_by(func.count().desc(), func.coalesce(columna, ""))
    )
    return tuple((valor, cuantas) for valor, cuantas in rows)


def _filas(expediente_id: int) -> Select[Any]:
    return (
        select(Inscripcion, PadronFila, CargaPadron)
        .join(PadronFila, PadronFila.id == Inscripcion.fila_id)
        .join(CargaPadron, CargaPadron.id == PadronFila.carga_id)
        .where(Inscripcion.expediente_id == expediente_id)
        .order_by(Inscripcion.id)
    )


def inscripciones(
    expediente_id: int, filtro: Filtro, llavero: Llavero, *, despues_de: int = 0, limite: int = POR_PAGINA
) -> list[InscripcionVista]:
    """A page of the list, after an enrolment; one more than `limite` tells that there are others."""
    statement = _filas(expediente_id).where(Inscripcion.id > despues_de)
    if filtro.estado in ESTADOS:
        vive = Inscripcion.hasta.is_(None)
        statement = statement.where(vive if filtro.estado == "vigente" else ~vive)
    if filtro.sexo:
        statement = statement.where(PadronFila.sexo == filtro.sexo)
    if filtro.cvegeo:
        statement = statement.where(PadronFila.cvegeo == filtro.cvegeo)
    if filtro.reglas is not None:
        statement = statement.where(Inscripcion.reglas_version == filtro.reglas)
    return [_vista(*row, llavero) for row in db.session.execute(statement.limit(limite + 1))]


def inscripcion(expediente_id: int, inscripcion_id: int, llavero: Llavero) -> InscripcionVista:
    """Raises NotFound."""
    row = db.session.execute(_filas(expediente_id).where(Inscripcion.id == inscripcion_id)).one_or_none()
    if row is None:
        raise NotFound("NO_EXISTE")
    return _vista(*row, llavero)


def _vista(insc: Inscripcion, row: PadronFila, carga: CargaPadron, llavero: Llavero) -> InscripcionVista:
    titulos = carga.encabezados or []
    tapadas = zip(titulos, mascara.celdas(titulos, celdas_de(row, llavero)), strict=False)
    return InscripcionVista(
        id=insc.id,
        desde=insc.desde,
        hasta=insc.hasta,
        version=insc.version,
        reglas_version=insc.reglas_version,
        carga_id=carga.id,
        numero=row.numero,
        celdas=tuple(
            (titulo, tapada) for titulo, tapada in tapadas if tapada and normal(titulo) not in _TITULOS_AJENOS
        ),
        sexo=row.sexo,
        cvegeo=row.cvegeo,
        edad=row.edad,
    )


def historia(expediente_id: int, inscripcion_id: int) -> list[MovimientoVista]:
    """The movements of an enrolment, each with the version that put it in force and its acuerdo."""
    ultima = (
        select(Resolucion.version, func.max(Resolucion.id).label("id"))
        .where(Resolucion.expediente_id == expediente_id)
        .group_by(Resolucion.version)
        .subquery()
    )
    rows = db.session.execute(
        select(PadronMovimiento, Envio.version, Resolucion.acuerdo_folio, Resolucion.delegado)
        .join(Inscripcion, Inscripcion.id == PadronMovimiento.inscripcion_id)
        .join(Envio, Envio.id == PadronMovimiento.envio_id)
        .outerjoin(ultima, ultima.c.version == Envio.version)
        .outerjoin(Resolucion, Resolucion.id == ultima.c.id)
        .where(Inscripcion.id == inscripcion_id, Inscripcion.expediente_id == expediente_id)
        .order_by(PadronMovimiento.id)
    )
    return [
        MovimientoVista(
            hecho.clase, hecho.dia, hecho.motivo, version, hecho.reglas_version, acuerdo, bool(delegado), hecho.en
        )
        for hecho, version, acuerdo, delegado in rows
    ]


def en_claro(expediente_id: int, llavero: Llavero) -> tuple[list[str], Iterator[list[Any]]]:
    """(titles, cells in clear) of those in force, under the titles of all the uploads they come from, newest first."""
    cargas = list(
        db.session.scalars(
            select(CargaPadron)
            .where(CargaPadron.id.in_(select(PadronFila.carga_id).where(PadronFila.id.in_(_fila_ids(expediente_id)))))
            .order_by(CargaPadron.id.desc())
        )
    )
    titulos: dict[str, str] = {}
    for carga in cargas:
        for titulo in carga.encabezados or []:
            if titulo and normal(titulo) not in _TITULOS_AJENOS:
                titulos.setdefault(normal(titulo), titulo)

    def filas() -> Iterator[list[Any]]:
        vivas = _filas(expediente_id).where(Inscripcion.hasta.is_(None))
        for _, row, carga in db.session.execute(vivas.execution_options(yield_per=500)):
            suyas = {
                normal(titulo): celda
                for titulo, celda in zip(carga.encabezados or [], celdas_de(row, llavero), strict=False)
            }
            yield [suyas.get(clave) for clave in titulos]

    return list(titulos.values()), filas()


def _fila_ids(expediente_id: int) -> Select[Any]:
    return select(Inscripcion.fila_id).where(Inscripcion.expediente_id == expediente_id, Inscripcion.hasta.is_(None))


def versiones_reglas(expediente_id: int) -> list[VersionReglas]:
    """The latest first, each with how many are enrolled under it."""
    cuentas = {version: (vivas, vivas + idas) for version, vivas, idas in resumen(expediente_id).por_reglas}
    en_vigor = db.session.scalar(
        select(Envio.reglas_version)
        .join(Expediente, Expediente.v_vigente_id == Envio.id)
        .where(Expediente.id == expediente_id)
    )
    enviadas = set(
        db.session.scalars(select(Envio.reglas_version).where(Envio.expediente_id == expediente_id).distinct())
    )
    rows = db.session.scalars(
        select(ReglaOperacion)
        .where(ReglaOperacion.expediente_id == expediente_id)
        .order_by(ReglaOperacion.version.desc())
    )
    return [
        VersionReglas(
            row.version, row.nombre, row.vigencia, row.vigencia_hasta, row.publicada, row.publicada_en,
            _estado(row.version, en_vigor, enviadas), *cuentas.get(row.version, (0, 0)), row.por, row.en,
        )
        for row in rows
    ]  # fmt: skip


def _estado(version: int, en_vigor: int | None, enviadas: set[int | None]) -> str:
    if version == en_vigor:
        return "en_vigor"
    if en_vigor is not None and version < en_vigor:
        return "sustituida"
    return "en_tramite" if version in enviadas else "borrador"


def traslados(expediente_id: int) -> list[ReglaTraslado]:
    """Decisions that moved enrolments to another version of the rules, in order."""
    return list(
        db.session.scalars(
            select(ReglaTraslado).where(ReglaTraslado.expediente_id == expediente_id).order_by(ReglaTraslado.id)
        )
    )
