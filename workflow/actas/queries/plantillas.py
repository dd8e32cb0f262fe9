"""Templates in force, their history, what is uploaded and not yet used, and real documents to try one on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select

from workflow.actas.models import Documento, Instantanea, Plantilla, PlantillaCarga
from workflow.actas.plantilla.clases import claves, de_contenido, de_snapshot, en_busca
from workflow.actas.plantilla.hallazgos import Hallazgo, de_plano
from workflow.archivos import queries as archivos
from workflow.db import db
from workflow.kernel.refusals import NotFound, Reason
from workflow.sesiones.models import Organo

CERRADAS = 10  # real documents offered for a preview


@dataclass(frozen=True)
class PlantillaVista:
    """`propia`: the composition of the house again. `vigente`: the one in force on the day asked."""

    id: int
    clase: str
    organo_id: int | None
    organo: str
    propia: bool
    sha256: str
    vigente_desde: date
    nota: str
    fundamento: str
    creada_en: datetime
    por: str
    vigente: bool = False
    documentos: int = 0


@dataclass(frozen=True)
class CargaVista:
    id: int
    clase: str
    organo_id: int | None
    organo: str
    archivo_id: int
    sha256: str
    vigente_desde: date
    nota: str
    fundamento: str
    hallazgos: tuple[Hallazgo, ...]
    errores: int
    creada_en: datetime
    por: str
    descartada: bool
    en_vigor: bool
    previa_id: int | None
    previa_falla: str | None

    @property
    def path(self) -> Path:
        return archivos.content_path(self.sha256)

    @property
    def faltas(self) -> tuple[Hallazgo, ...]:
        return tuple(one for one in self.hallazgos if one.nivel == "error")

    @property
    def avisos(self) -> tuple[Hallazgo, ...]:
        return tuple(one for one in self.hallazgos if one.nivel == "aviso")


def in_force(clase: str, organo_id: int | None, dia: date) -> Plantilla | None:
    """The template for a document: of its organ first, then of all of them. None: the composition of the house."""
    for wanted in en_busca(clase):
        for whose in (organo_id, None) if organo_id is not None else (None,):
            found = _last(wanted, whose, dia)
            if found is not None:
                return found if found.archivo_id is not None else None
    return None


def _last(clase: str, organo_id: int | None, dia: date) -> Plantilla | None:
    return db.session.scalars(
        select(Plantilla)
        .where(Plantilla.clase == clase, Plantilla.organo_id.is_not_distinct_from(organo_id))
        .where(Plantilla.vigente_desde <= dia)
        .order_by(Plantilla.vigente_desde.desc(), Plantilla.id.desc())
        .limit(1)
    ).first()


def for_snapshot(clase_documento: str, snapshot: Any, dia: date) -> Plantilla | None:
    """The template in force for a document that is being issued."""
    organo_id = db.session.scalar(select(Organo.id).where(Organo.clave == snapshot.organo.clave))
    return in_force(de_snapshot(clase_documento, snapshot), organo_id, dia)


def organs() -> list[tuple[int, str]]:
    return [(row.id, row.nombre) for row in db.session.scalars(select(Organo).order_by(Organo.id))]


def listed(dia: date) -> list[PlantillaVista]:
    """The one in force, or to come, of each kind and organ, in the order of the kinds."""
    rows = _history(select(Plantilla), dia)
    order = {clave: number for number, clave in enumerate(claves())}
    shown = [one for one in rows if one.vigente or one.vigente_desde > dia]
    return sorted(shown, key=lambda one: (order.get(one.clase, 99), one.organo_id or 0, one.vigente_desde))


def history(clase: str, dia: date) -> list[PlantillaVista]:
    """Every template that a kind has had, the newest first."""
    return _history(select(Plantilla).where(Plantilla.clase == clase), dia)


def _history(statement: Any, dia: date) -> list[PlantillaVista]:
    names = dict(organs())
    rows = list(db.session.scalars(statement.order_by(Plantilla.vigente_desde.desc(), Plantilla.id.desc())))
    current: dict[tuple[str, int | None], int] = {}
    for row in rows:
        if row.vigente_desde <= dia:
            current.setdefault((row.clase, row.organo_id), row.id)
    used = _used(row.id for row in rows)
    return [
        PlantillaVista(
            row.id,
            row.clase,
            row.organo_id,
            _organ(row.organo_id, names),
            row.archivo_id is None,
            row.sha256 or "",
            row.vigente_desde,
            row.nota,
            row.fundamento,
            row.creada_en,
            row.por,
            current.get((row.clase, row.organo_id)) == row.id,
            used.get(row.id, 0),
        )
        for row in rows
    ]


def _used(ids: Iterable[int]) -> dict[int, int]:
    found: dict[int, int] = {}
    for identifier in db.session.scalars(
        select(Instantanea.plantilla_id).where(Instantanea.plantilla_id.in_(list(ids)))
    ):
        found[identifier] = found.get(identifier, 0) + 1
    return found


def _organ(organo_id: int | None, names: dict[int, str]) -> str:
    return "Todos los órganos" if organo_id is None else names.get(organo_id, "—")


def carga(carga_id: int) -> CargaVista:
    """One upload with its findings. Raises NotFound."""
    row = db.session.get(PlantillaCarga, carga_id)
    if row is None:
        raise NotFound("NO_EXISTE")
    return _carga(row, dict(organs()))


def drafts(clase: str) -> list[CargaVista]:
    """What was uploaded for a kind and is neither in force nor discarded, the newest first."""
    used = select(Plantilla.carga_id).where(Plantilla.carga_id.is_not(None))
    rows = db.session.scalars(
        select(PlantillaCarga)
        .where(PlantillaCarga.clase == clase, PlantillaCarga.descartada_en.is_(None))
        .where(PlantillaCarga.id.not_in(used))
        .order_by(PlantillaCarga.id.desc())
    )
    names = dict(organs())
    return [_carga(row, names) for row in rows]


def _carga(row: PlantillaCarga, names: dict[int, str]) -> CargaVista:
    used = db.session.scalar(select(Plantilla.id).where(Plantilla.carga_id == row.id))
    return CargaVista(
        row.id,
        row.clase,
        row.organo_id,
        _organ(row.organo_id, names),
        row.archivo_id,
        row.sha256,
        row.vigente_desde,
        row.nota,
        row.fundamento,
        tuple(de_plano(one) for one in row.hallazgos),
        row.errores,
        row.creada_en,
        row.por,
        row.descartada_en is not None,
        used is not None,
        row.previa_id,
        row.previa_falla,
    )


def file_of(plantilla_id: int) -> Path:
    """The file of a template that is or was in force. Raises NotFound."""
    row = db.session.get(Plantilla, plantilla_id)
    if row is None or row.sha256 is None:
        raise NotFound("NO_EXISTE")
    return archivos.content_path(row.sha256)


def real_documents(clase: str) -> list[tuple[int, str]]:
    """(id, folio and version) of the last documents of a kind, to see a template with what really happened."""
    found: list[tuple[int, str]] = []
    kind = "acta" if clase in ("proyecto_acta", "constancia") else clase
    rows = db.session.scalars(
        select(Instantanea).where(Instantanea.clase == kind).order_by(Instantanea.id.desc()).limit(5 * CERRADAS)
    )
    for row in rows:
        if len(found) < CERRADAS and de_contenido(row.clase, row.contenido) == clase:
            found.append((row.id, f"{row.folio}, versión {row.version}"))
    return found


@dataclass(frozen=True)
class PlantillaDeDocumento:
    """With which template a version was made, and why it was not, if it failed."""

    sha256: str
    vigente_desde: date
    organo: str
    falla: str | None

    @property
    def motivo(self) -> Reason | None:
        return Reason(self.falla) if self.falla else None


def of_instantanea(instantanea_id: int) -> PlantillaDeDocumento | None:
    """None: it was issued with the composition of the house, because no template was in force."""
    row = db.session.get(Instantanea, instantanea_id)
    plantilla = db.session.get(Plantilla, row.plantilla_id) if row and row.plantilla_id else None
    if plantilla is None or plantilla.sha256 is None:
        return None
    falla = db.session.scalar(
        select(Documento.plantilla_falla).where(Documento.instantanea_id == instantanea_id, Documento.formato == "docx")
    )
    return PlantillaDeDocumento(
        plantilla.sha256, plantilla.vigente_desde, _organ(plantilla.organo_id, dict(organs())), falla
    )


def failures() -> list[tuple[int, str, str]]:
    """(id of the document, folio, code) of what came out without its template because it failed."""
    rows = db.session.execute(
        select(Documento.id, Instantanea.folio, Documento.plantilla_falla)
        .join(Instantanea, Instantanea.id == Documento.instantanea_id)
        .where(Documento.plantilla_falla.is_not(None))
        .order_by(Documento.id.desc())
        .limit(20)
    )
    return [(int(identifier), str(folio), str(code)) for identifier, folio, code in rows]
