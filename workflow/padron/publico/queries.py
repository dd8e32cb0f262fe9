"""What a public version is made of, and the ones that were published."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import or_, select

from workflow.archivos import queries as archivos
from workflow.db import db
from workflow.expedientes.models import Envio, Expediente
from workflow.outbox.queries import EstadoTrabajo, status_of
from workflow.padron.catalogos import nombres_de_localidades
from workflow.padron.cifrado import Llavero
from workflow.padron.models import CargaPadron, Inscripcion, PadronFila
from workflow.padron.privacidad.queries.filas import celdas_de, lector_de
from workflow.padron.privacidad.queries.registros import decision_vigente, parametro, sensible
from workflow.padron.publico.models import PadronPublico
from workflow.padron.publico.politica import Politica, politica
from workflow.padron.publico.version import Publicable
from workflow.padron.registro import Lector

OBJETO = "padron_publico"


@dataclass(frozen=True)
class PublicoVista:
    """A published version. `ultima`: no later one of the same dossier and period replaces it."""

    id: int
    folio: str
    expediente_id: int
    programa: str
    titulo: str
    version: int
    ejercicio: int
    desde: date
    hasta: date
    modo: str
    menores: str
    curp: bool
    curp_fundamento: str | None
    nota: str
    area: str
    filas: int
    huella: str
    fecha: date
    por: str
    en: datetime
    xlsx: archivos.ArchivoVista
    csv: archivos.ArchivoVista
    ultima: bool


def publicables(expediente_id: int, desde: date, hasta: date, llavero: Llavero) -> Iterator[Publicable]:
    """Who was in the padrón in force on some day of the period, from the encrypted rows. Blocked data is not there."""
    nombres, lectores = nombres_de_localidades(), dict[int, Lector | None]()
    rows = db.session.execute(
        select(Inscripcion.desde, PadronFila)
        .join(PadronFila, PadronFila.id == Inscripcion.fila_id)
        .where(
            Inscripcion.expediente_id == expediente_id,
            Inscripcion.desde <= hasta,
            or_(Inscripcion.hasta.is_(None), Inscripcion.hasta >= desde),
        )
        .order_by(Inscripcion.id)
        .execution_options(yield_per=500)
    )
    for entro, fila in rows:
        if fila.carga_id not in lectores:
            lectores[fila.carga_id] = lector_de(db.session.get_one(CargaPadron, fila.carga_id))
        lector = lectores[fila.carga_id]
        if lector is not None:
            registro = lector.registro(fila.numero, celdas_de(fila, llavero))
            yield Publicable(registro, entro, (nombres.get(registro.cvegeo) or ("",))[0])


def politica_de(programa: str, dia: date, *, curp: bool = False, curp_fundamento: str = "") -> Politica:
    """What would be published of a programme that day, by what is written of it."""
    dicho = sensible(programa)
    return politica(
        sensible=dicho.sensible if dicho else None,
        de_sensible=decision_vigente(programa, "sensible", dia),
        de_menores=decision_vigente(programa, "menores", dia),
        celda_minima=parametro("celda_minima", dia).entero,
        curp=curp,
        curp_fundamento=curp_fundamento,
    )


def envio_vigente(expediente_id: int) -> Envio | None:
    expediente = db.session.get(Expediente, expediente_id)
    if expediente is None or expediente.v_vigente_id is None:
        return None
    return db.session.get(Envio, expediente.v_vigente_id)


def versiones(expediente_id: int) -> list[PublicoVista]:
    """The newest first."""
    rows = db.session.scalars(
        select(PadronPublico).where(PadronPublico.expediente_id == expediente_id).order_by(PadronPublico.id.desc())
    ).all()
    return _vistas(list(rows))


def todas() -> list[PublicoVista]:
    """The latest of each padrón and period, for the public list."""
    rows = db.session.scalars(select(PadronPublico).order_by(PadronPublico.id.desc())).all()
    return [one for one in _vistas(list(rows)) if one.ultima]


def por_folio(folio: str) -> PublicoVista | None:
    row = db.session.scalar(select(PadronPublico).where(PadronPublico.folio == folio))
    if row is None:
        return None
    return next(one for one in versiones(row.expediente_id) if one.id == row.id)


def _vistas(rows: list[PadronPublico]) -> list[PublicoVista]:
    seen: set[tuple[int, date]] = set()
    found = []
    for row in rows:
        key = (row.expediente_id, row.desde)
        titulo = db.session.get_one(Expediente, row.expediente_id).titulo
        found.append(
            PublicoVista(
                row.id, row.folio, row.expediente_id, row.programa, titulo, row.version, row.ejercicio, row.desde,
                row.hasta, row.modo, row.menores, row.curp, row.curp_fundamento, row.nota, row.area, row.filas,
                row.huella, row.fecha, row.por, row.en, archivos.get(row.xlsx_id), archivos.get(row.csv_id),
                key not in seen,
            )
        )  # fmt: skip
        seen.add(key)
    return found


def trabajo(expediente_id: int) -> EstadoTrabajo | None:
    """How far the last one that was asked for is."""
    found = status_of((OBJETO, expediente_id))
    return found[0] if found else None
