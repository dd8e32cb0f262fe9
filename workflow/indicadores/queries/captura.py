"""What a dependencia has to report now, the sheet of a month, and what Planeación has to review."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import func, select

from workflow.archivos.models import Archivo
from workflow.db import db
from workflow.expedientes.queries import calendario
from workflow.indicadores.calculo import evaluate
from workflow.indicadores.clases import Periodo, Resultado
from workflow.indicadores.models import Avance, AvanceEvidencia, AvanceRevision, Corte
from workflow.indicadores.periodos import closed_by, ended, last_day, month, months
from workflow.indicadores.politica import Vencimientos
from workflow.indicadores.programa import Medida
from workflow.indicadores.queries.programas import Poa, datos, poas, reglas
from workflow.indicadores.situacion import Dato, ruling
from workflow.kernel.refusals import NotFound


@dataclass(frozen=True)
class Archivado:
    id: int
    nombre: str


@dataclass(frozen=True)
class Hecho:
    """A report as it was made, with the last that Planeación said of it and its evidence."""

    id: int
    expediente_id: int
    direccion: str
    periodo: str
    uno: Decimal
    dos: Decimal | None
    justificacion: str
    motivo: str | None
    por_id: int
    por: str
    en: datetime
    decision: str | None = None
    observacion: str = ""
    evidencias: tuple[Archivado, ...] = ()
    otras: tuple[Decimal, ...] = ()

    @property
    def valores(self) -> tuple[Decimal | None, ...]:
        return (self.uno, self.dos, *self.otras)

    @property
    def revision(self) -> str:
        return self.decision or "pendiente"


@dataclass(frozen=True)
class Fila:
    """A line of the sheet of a month."""

    medida: Medida
    periodo: str
    meta: Decimal | None
    pide: bool
    hecho: Hecho | None
    resultado: Resultado
    cerrado: bool
    vence: date


@dataclass(frozen=True)
class Hoja:
    poa: Poa
    mes: str
    vence: date
    filas: tuple[Fila, ...]


@dataclass(frozen=True)
class PorHacer:
    """What a POA has pending of a month with one due date: not reported, or observed by Planeación."""

    expediente_id: int
    titulo: str
    dependencia: str
    dependencia_id: int
    mes: str
    vence: date
    tarde: bool
    faltan: int
    observados: int


@dataclass
class _Cuenta:
    faltan: int = 0
    observados: int = 0


def por_hacer(claves: Iterable[str] | None, hoy: date) -> list[PorHacer]:
    """Only ended periods, the oldest first: what is due now and what is late. `claves` None: of every dependencia."""
    wanted = None if claves is None else set(claves)
    mine = poas(dependencias=wanted) if wanted is None or wanted else []
    if not mine:
        return []
    ids = [one.expediente_id for one in mine]
    reported = datos(ids)
    observed = _observed(ids)
    vencen = Vencimientos(calendario(), reglas())
    found = []
    for one in mine:
        pending = _pending(one, reported.get(one.expediente_id, {}), observed, hoy, vencen)
        for (mes, vence), cuenta in sorted(pending.items()):
            found.append(
                PorHacer(
                    one.expediente_id, one.titulo, one.dependencia, one.dependencia_id, mes, vence, vence < hoy,
                    cuenta.faltan, cuenta.observados,
                )
            )  # fmt: skip
    return sorted(found, key=lambda item: (item.vence, item.dependencia, item.expediente_id))


def _pending(
    one: Poa, reported: dict[tuple[str, str], Dato], observed: set[int], hoy: date, vencen: Vencimientos
) -> dict[tuple[str, date], _Cuenta]:
    found: dict[tuple[str, date], _Cuenta] = {}
    for medida, periodo in _ended(one, hoy):
        dato = reported.get((medida.direccion, periodo))
        place = (_closing(periodo), vencen.of(periodo))
        if dato is None and medida.asks(periodo):
            found.setdefault(place, _Cuenta()).faltan += 1
        elif dato is not None and dato.id in observed:
            found.setdefault(place, _Cuenta()).observados += 1
    return found


def _ended(one: Poa, hoy: date) -> Iterable[tuple[Medida, str]]:
    """Each thing with each of its ended periods, as the version in force on its last day had it."""
    claves = sorted({clave for v in one.vigencias for medida in v.programa.medidas for clave in medida.periodos})
    for clave in claves:
        if ended(clave, hoy):
            for medida in ruling(one.vigencias, last_day(clave)).programa.medidas:
                if clave in medida.programado:
                    yield medida, clave


def _closing(periodo: str) -> str:
    """The month in which a period ends: a sheet has everything that is reported at the end of a month."""
    return month(int(periodo[:4]), months(periodo)[-1])


def _observed(ids: list[int]) -> set[int]:
    """Reports whose last review observed them."""
    last = select(func.max(AvanceRevision.id)).join(Avance).where(Avance.expediente_id.in_(ids)).group_by(Avance.id)
    return set(
        db.session.scalars(
            select(AvanceRevision.avance_id).where(AvanceRevision.id.in_(last), AvanceRevision.decision == "observado")
        )
    )


def hoja(one: Poa, mes: str) -> Hoja:
    """Everything of a POA that is reported when that month ends. NotFound if nothing is."""
    meses = months(mes)
    if len(meses) != 1 or not mes.startswith(f"{one.ejercicio}-"):
        raise NotFound("NO_EXISTE")
    medidas = [
        (medida, periodo)
        for medida in ruling(one.vigencias, last_day(mes)).programa.medidas
        for periodo in medida.periodos
        if _closing(periodo) == mes
    ]
    if not medidas:
        raise NotFound("NO_EXISTE")
    hechos = {
        (hecho.direccion, hecho.periodo): hecho
        for hecho in _facts(
            Avance.expediente_id == one.expediente_id, Avance.periodo.in_({periodo for _, periodo in medidas})
        )
    }
    cortes = list(db.session.scalars(select(Corte.periodo).where(Corte.ejercicio == one.ejercicio)))
    dated = reglas()
    vencen = Vencimientos(calendario(), dated)
    filas = tuple(
        _fila(
            replace(medida, regla=dated.of(periodo).over(medida.regla)),
            periodo,
            hechos.get((medida.direccion, periodo)),
            cortes,
            vencen.of(periodo),
        )
        for medida, periodo in medidas
    )
    return Hoja(one, mes, min(fila.vence for fila in filas), filas)


def _fila(medida: Medida, periodo: str, hecho: Hecho | None, cortes: list[str], vence: date) -> Fila:
    """`medida`: with the dated rule that judges that period."""
    meta = medida.programado.get(periodo)
    dicho = Periodo(meta, "reportado", hecho.uno, hecho.dos, hecho.otras) if hecho else Periodo(meta, "sin_reporte")
    cerrado = any(closed_by(periodo, corte) for corte in cortes)
    return Fila(medida, periodo, meta, medida.asks(periodo), hecho, evaluate(medida.regla, dicho), cerrado, vence)


def historia(expediente_id: int, direccion: str) -> list[Hecho]:
    """Every report of one thing, in order."""
    return _facts(Avance.expediente_id == expediente_id, Avance.direccion == direccion)


def por_revisar(ajenas: Iterable[str], limite: int) -> list[tuple[Poa, Medida, Hecho]]:
    """Last reports that nobody reviewed, the oldest first; not those of the dependencias `ajenas` to this reviewer."""
    last = select(func.max(Avance.id)).group_by(Avance.expediente_id, Avance.direccion, Avance.periodo)
    reviewed = select(AvanceRevision.avance_id)
    hidden = set(ajenas)
    known = {one.expediente_id: one for one in poas() if one.dependencia not in hidden}
    if not known:
        return []
    hechos = _facts(Avance.id.in_(last), Avance.id.notin_(reviewed), Avance.expediente_id.in_(known), limite=limite)
    found = []
    for hecho in hechos:
        one = known[hecho.expediente_id]
        medida = ruling(one.vigencias, last_day(hecho.periodo)).programa.get(hecho.direccion)
        if medida is not None:
            found.append((one, medida, hecho))
    return found


def _facts(*where: object, limite: int | None = None) -> list[Hecho]:
    """With the last review of each, if there is one. Two queries."""
    last = select(func.max(AvanceRevision.id)).where(AvanceRevision.avance_id == Avance.id).correlate(Avance)
    statement = (
        select(Avance, AvanceRevision)
        .outerjoin(AvanceRevision, AvanceRevision.id == last.scalar_subquery())
        .where(*where)  # type: ignore[arg-type]
        .order_by(Avance.id)
        .limit(limite)
    )
    rows = [(row.Avance, row.AvanceRevision) for row in db.session.execute(statement)]
    ids = [row.id for row, _ in rows]
    files: dict[int, list[Archivado]] = {}
    for fact, archivo_id, nombre in db.session.execute(
        select(AvanceEvidencia.avance_id, Archivo.id, Archivo.nombre)
        .join(Archivo, Archivo.id == AvanceEvidencia.archivo_id)
        .where(AvanceEvidencia.avance_id.in_(ids))
        .order_by(AvanceEvidencia.id)
    ):
        files.setdefault(fact, []).append(Archivado(archivo_id, nombre))
    return [
        Hecho(
            row.id, row.expediente_id, row.direccion, row.periodo, row.uno, row.dos, row.justificacion, row.motivo,
            row.por_id, row.por, row.en,
            review.decision if review else None,
            review.texto if review else "",
            tuple(files.get(row.id, ())),
            tuple(map(Decimal, row.otras or ())),
        )
        for row, review in rows
    ]  # fmt: skip


def evidencia(archivo_id: int) -> int:
    """The id of a kept file that is evidence of a report. Raises NotFound for any other file."""
    found = db.session.scalar(select(AvanceEvidencia.archivo_id).where(AvanceEvidencia.archivo_id == archivo_id))
    if found is None:
        raise NotFound("NO_EXISTE")
    return found
