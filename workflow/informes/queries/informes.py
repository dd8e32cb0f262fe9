"""The reports of a quarter: what each would say now, what each version said, and what was written by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from workflow.actas.instantanea_consolidado import InstantaneaConsolidado
from workflow.actas.instantanea_informe import ApartadoInforme, FotoInforme, HechoInforme, InstantaneaInforme
from workflow.actas.models import Documento, Firmado, Instantanea
from workflow.actas.queries import frozen
from workflow.archivos import queries as archivos
from workflow.db import db
from workflow.informes.clases import CLASES, Trimestre, folio_de
from workflow.informes.models import Informe, InformePublicacion, InformeTexto
from workflow.informes.queries import consolidado, trimestral
from workflow.informes.queries.comun import Pedido
from workflow.informes.reglas import estado_de
from workflow.informes.textos import ROTULOS
from workflow.kernel.refusals import NotFound
from workflow.outbox import queries as outbox

Hecho = InstantaneaInforme | InstantaneaConsolidado


@dataclass(frozen=True)
class Seccion:
    """A part of the report as it is now. `revision` 0: nobody wrote in it. `antes`: the facts of the last version."""

    clave: str
    titulo: str
    hechos: tuple[HechoInforme, ...]
    texto: str
    revision: int
    por: str
    en: datetime | None
    fotos: tuple[FotoInforme, ...] = ()
    cambios: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class VersionVista:
    """`archivos`: format -> bytes, of what is already printed. `firmado_en`: when its signed scan was uploaded."""

    instantanea_id: int
    version: int
    sha256: str
    en: datetime
    archivos: dict[str, int]
    firmado_en: datetime | None
    publicado_en: datetime | None

    @property
    def estado(self) -> str:
        return estado_de(
            version=self.version, firmada=self.firmado_en is not None, publicada=self.publicado_en is not None
        )


@dataclass(frozen=True)
class Informacion:
    """`cambio`: whether elaborating another version would say something new. The newest version first."""

    id: int | None
    trimestre: Trimestre
    folio: str
    secciones: tuple[Seccion, ...]
    versiones: tuple[VersionVista, ...]
    cambio: bool
    trabajos: tuple[outbox.EstadoTrabajo, ...]
    actividades: int

    @property
    def estado(self) -> str:
        return self.versiones[0].estado if self.versiones else "sin_elaborar"


def informe_row(trimestre: Trimestre, clase: str = "trimestral") -> Informe | None:
    return db.session.scalar(
        select(Informe).where(
            Informe.clase == clase, Informe.ejercicio == trimestre.ejercicio, Informe.trimestre == trimestre.numero
        )
    )


def ultimos(limite: int = 12, clase: str = "trimestral") -> list[tuple[Trimestre, str]]:
    """The quarters that have a report, the newest first, with its folio."""
    rows = db.session.scalars(
        select(Informe)
        .where(Informe.clase == clase)
        .order_by(Informe.ejercicio.desc(), Informe.trimestre.desc())
        .limit(limite)
    )
    return [(Trimestre(row.ejercicio, row.trimestre), row.folio) for row in rows]


def informacion(
    trimestre: Trimestre, *, municipio: str, base_url: str, ahora: datetime, clase: str = "trimestral"
) -> Informacion:
    """Everything that the page of a quarter shows. A bounded number of queries. Refused CONSOLIDADO_SIN_CORTE."""
    row = informe_row(trimestre, clase)
    now = snapshot_now(trimestre, municipio=municipio, base_url=base_url, ahora=ahora, informe=row, clase=clase)
    versions = _versions(row)
    last = frozen(versions[0].instantanea_id) if versions else None
    assert last is None or isinstance(last, InstantaneaInforme | InstantaneaConsolidado)
    return Informacion(
        id=None if row is None else row.id,
        trimestre=trimestre,
        folio=folio_de(trimestre, clase),
        secciones=_sections(CLASES[clase].secciones, now, last, texts(row)),
        versiones=versions,
        cambio=last is None or said(last) != said(now),
        trabajos=() if row is None else tuple(outbox.status_of(("informe", row.id))),
        actividades=sum(len(one.hechos) for one in parts(now)),
    )


def said(one: Hecho) -> tuple[object, ...]:
    """What two versions are compared by: everything but their number and their hour."""
    if isinstance(one, InstantaneaConsolidado):
        return (
            one.corte, one.metodo, one.apartados, one.fundamento, one.total, one.ejes, one.dependencias, one.matrices,
            one.capitulos, one.mejoras, one.firma,
        )  # fmt: skip
    return (one.presentacion, one.fundamento, one.actividades, one.conclusiones, one.firma)


def parts(one: Hecho) -> tuple[ApartadoInforme, ...]:
    """The sections that have facts."""
    if isinstance(one, InstantaneaConsolidado):
        return one.apartados
    return (one.presentacion, *one.actividades, one.conclusiones)


def texts(row: Informe | None) -> dict[str, InformeTexto]:
    """The last text of each section."""
    if row is None:
        return {}
    statement = select(InformeTexto).where(InformeTexto.informe_id == row.id).order_by(InformeTexto.revision)
    return {one.seccion: one for one in db.session.scalars(statement)}


def snapshot_now(
    trimestre: Trimestre,
    *,
    municipio: str,
    base_url: str,
    ahora: datetime,
    informe: Informe | None,
    version: int = 1,
    clase: str = "trimestral",
) -> Hecho:
    """What the report would say now. Refused CONSOLIDADO_SIN_CORTE."""
    made = Pedido(trimestre, municipio, base_url, ahora, version, {s: one.texto for s, one in texts(informe).items()})
    return trimestral.snapshot(made) if clase == "trimestral" else consolidado.snapshot(made)


def _sections(
    claves: Sequence[str], now: Hecho, last: Hecho | None, written: dict[str, InformeTexto]
) -> tuple[Seccion, ...]:
    ahora = {one.clave: one for one in parts(now)}
    before = {} if last is None else {one.clave: one for one in parts(last)}
    found = []
    for clave in claves:
        part, row = ahora.get(clave), written.get(clave)
        texto = row.texto if row is not None else now.fundamento if clave == "fundamento" else ""
        found.append(
            Seccion(
                clave=clave,
                titulo=ROTULOS["informe_seccion"][clave],
                hechos=part.hechos if part else (),
                texto=texto,
                revision=row.revision if row else 0,
                por=row.por if row else "",
                en=row.en if row else None,
                fotos=part.fotos if part else (),
                cambios=_changes(before[clave].hechos, part.hechos) if part and clave in before else (),
            )
        )
    return tuple(found)


def _changes(antes: Sequence[HechoInforme], ahora: Sequence[HechoInforme]) -> tuple[tuple[str, str], ...]:
    """Facts that say something else than in the last version: what it said and what it says; "" for none."""
    old, new = ({one.clave: one.texto for one in side} for side in (antes, ahora))
    claves = dict.fromkeys([*old, *new])
    return tuple((old.get(c, ""), new.get(c, "")) for c in claves if old.get(c) != new.get(c))


def _versions(row: Informe | None) -> tuple[VersionVista, ...]:
    if row is None:
        return ()
    mine = (Instantanea.clase == "informe", Instantanea.objeto_id == row.id)
    rows = list(
        db.session.execute(
            select(Instantanea.id, Instantanea.version, Instantanea.sha256, Instantanea.creada_en)
            .where(*mine)
            .order_by(Instantanea.version.desc())
        )
    )
    ids = [one.id for one in rows]
    files: dict[int, dict[str, int]] = {}
    printed = select(Documento.instantanea_id, Documento.formato, Documento.archivo_id)
    for instantanea_id, formato, archivo_id in db.session.execute(printed.where(Documento.instantanea_id.in_(ids))):
        files.setdefault(instantanea_id, {})[formato] = archivo_id
    scans = select(Firmado.instantanea_id, Firmado.archivo_id, Firmado.en).where(Firmado.instantanea_id.in_(ids))
    signed: dict[int, datetime] = {}
    for instantanea_id, archivo_id, en in db.session.execute(scans.order_by(Firmado.id)):
        files.setdefault(instantanea_id, {})["firmado"] = archivo_id
        signed.setdefault(instantanea_id, en)
    done = select(InformePublicacion.instantanea_id, InformePublicacion.en).where(
        InformePublicacion.informe_id == row.id
    )
    published = {int(one): en for one, en in db.session.execute(done)}
    return tuple(
        VersionVista(
            one.id, one.version, one.sha256, one.creada_en, files.get(one.id, {}), signed.get(one.id),
            published.get(one.id),
        )
        for one in rows
    )  # fmt: skip


def archivo_de(trimestre: Trimestre, version: int, formato: str, clase: str = "trimestral") -> archivos.ArchivoVista:
    """The file of a version: `pdf`, `docx`, or the scan that was signed (`firmado`). NotFound."""
    for one in _versions(informe_row(trimestre, clase)):
        if one.version == version and formato in one.archivos:
            return archivos.get(one.archivos[formato])
    raise NotFound("NO_EXISTE")
