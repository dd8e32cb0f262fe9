"""The report of a quarter: what it would say now, what each version said, and what was written by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from sqlalchemy import func, select

from workflow.actas.instantanea import OrganoRef, Persona
from workflow.actas.instantanea_informe import ApartadoInforme, FotoInforme, HechoInforme, InstantaneaInforme
from workflow.actas.models import Documento, Firmado, Instantanea
from workflow.actas.queries import comunes, frozen
from workflow.archivos import queries as archivos
from workflow.db import db
from workflow.expedientes.models import Expediente, Resolucion, ResolucionAnulada
from workflow.indicadores import queries as indicadores
from workflow.indicadores.models import Avance
from workflow.informes import redaccion
from workflow.informes.clases import APARTADOS, SECCIONES, Trimestre, folio_de
from workflow.informes.models import Informe, InformePublicacion, InformeTexto
from workflow.informes.queries.agenda import ActividadVista, agenda
from workflow.informes.reglas import estado_de
from workflow.informes.textos import FUNDAMENTO_INICIAL, ROTULOS
from workflow.kernel.clock import ZONE, local_date
from workflow.kernel.folios import term_of
from workflow.kernel.refusals import NotFound
from workflow.outbox import queries as outbox
from workflow.people import queries as people
from workflow.sesiones.models import Dictamen, Sesion, VotacionAnulada

EMITE = "Secretaría de Planeación Estratégica"
FIRMA = "Secretario/a de Planeación Estratégica"


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


def informe_row(trimestre: Trimestre) -> Informe | None:
    return db.session.scalar(
        select(Informe).where(Informe.ejercicio == trimestre.ejercicio, Informe.trimestre == trimestre.numero)
    )


def ultimos(limite: int = 12) -> list[tuple[Trimestre, str]]:
    """The quarters that have a report, the newest first, with its folio."""
    rows = db.session.scalars(
        select(Informe).order_by(Informe.ejercicio.desc(), Informe.trimestre.desc()).limit(limite)
    )
    return [(Trimestre(row.ejercicio, row.trimestre), row.folio) for row in rows]


def informacion(trimestre: Trimestre, *, municipio: str, base_url: str, ahora: datetime) -> Informacion:
    """Everything that the page of a quarter shows. A bounded number of queries."""
    row = informe_row(trimestre)
    now = snapshot_now(trimestre, municipio=municipio, base_url=base_url, ahora=ahora, informe=row)
    versions = _versions(row)
    last = frozen(versions[0].instantanea_id) if versions else None
    assert last is None or isinstance(last, InstantaneaInforme)
    return Informacion(
        id=None if row is None else row.id,
        trimestre=trimestre,
        folio=folio_de(trimestre),
        secciones=_sections(now, last, texts(row)),
        versiones=versions,
        cambio=last is None or said(last) != said(now),
        trabajos=() if row is None else tuple(outbox.status_of(("informe", row.id))),
        actividades=sum(len(one.hechos) for one in now.actividades),
    )


def said(one: InstantaneaInforme) -> tuple[object, ...]:
    """What two versions are compared by: everything but their number and their hour."""
    return (one.presentacion, one.fundamento, one.actividades, one.conclusiones, one.firma)


def texts(row: Informe | None) -> dict[str, InformeTexto]:
    """The last text of each section."""
    if row is None:
        return {}
    statement = select(InformeTexto).where(InformeTexto.informe_id == row.id).order_by(InformeTexto.revision)
    return {one.seccion: one for one in db.session.scalars(statement)}


def snapshot_now(
    trimestre: Trimestre, *, municipio: str, base_url: str, ahora: datetime, informe: Informe | None, version: int = 1
) -> InstantaneaInforme:
    """What the report would say now."""
    hoy = local_date(ahora)
    activities = agenda(trimestre)
    hechas = [one.hecha(trimestre) for one in activities]
    cuentas = counts(trimestre, ahora)
    escrito = {seccion: one.texto for seccion, one in texts(informe).items()}
    emisor = comunes.emisor(municipio, term_of(min(hoy, trimestre.hasta)), EMITE)
    hechos = redaccion.actividades(hechas, cuentas, trimestre)
    fotos = _photos(activities)

    def part(clave: str, found: tuple[HechoInforme, ...]) -> ApartadoInforme:
        titulo = ROTULOS["informe_seccion"][clave]
        return ApartadoInforme(clave, titulo, found, escrito.get(clave, ""), fotos.get(clave, ()))

    return InstantaneaInforme(
        emisor=emisor,
        organo=OrganoRef("SPE", EMITE, "dependencia"),
        folio=folio_de(trimestre),
        version=version,
        fecha=ahora,
        ejercicio=trimestre.ejercicio,
        trimestre=trimestre.numero,
        presentacion=part("presentacion", redaccion.presentacion(trimestre, EMITE, emisor.municipio)),
        fundamento=escrito.get("fundamento", FUNDAMENTO_INICIAL),
        actividades=tuple(part(clave, hechos[clave]) for clave in APARTADOS),
        conclusiones=part("conclusiones", redaccion.conclusiones(hechas, cuentas, trimestre)),
        firma=_holder(ahora),
        base_url=base_url,
    )


def _holder(ahora: datetime) -> Persona:
    found = people.users_with("planeacion_titular", local_date(ahora))
    return Persona(found[0].nombre, found[0].cargo or FIRMA, "X") if found else Persona("", FIRMA, "X")


def _photos(activities: Sequence[ActividadVista]) -> dict[str, tuple[FotoInforme, ...]]:
    found: dict[str, list[FotoInforme]] = {}
    for one in activities:
        apartado = redaccion.TIPOS[one.tipo].apartado
        found.setdefault(apartado, []).extend(FotoInforme(f.sha256, f.texto, f.pie) for f in one.fotos)
    return {clave: tuple(fotos) for clave, fotos in found.items() if fotos}


def counts(trimestre: Trimestre, ahora: datetime) -> redaccion.Cuentas:
    """What the system counts, as it was known at the end of the quarter, or now if it has not ended."""
    desde = datetime.combine(trimestre.desde, time.min, ZONE)
    hasta = min(ahora, datetime.combine(trimestre.hasta + timedelta(days=1), time.min, ZONE))
    medidas = [
        sum(1 for medida in one.programa.medidas if medida.clase == "indicador")
        for one in indicadores.poas(trimestre.ejercicio, hasta=hasta)
    ]
    reportes = select(func.count()).select_from(Avance).where(Avance.en >= desde, Avance.en < hasta)
    return redaccion.Cuentas(
        poas=len(medidas),
        indicadores=sum(medidas),
        matrices=sum(1 for cuantos in medidas if cuantos),
        reportes=int(db.session.scalar(reportes) or 0),
        dictaminados=_dictaminated(trimestre, desde, hasta),
        aprobados=_approved(trimestre),
    )


def _dictaminated(trimestre: Trimestre, desde: datetime, hasta: datetime) -> int:
    statement = (
        select(func.count(func.distinct(Dictamen.expediente_id)))
        .join(Sesion, Sesion.id == Dictamen.sesion_id)
        .join(Expediente, Expediente.id == Dictamen.expediente_id)
        .where(
            Expediente.tipo == "poa",
            Expediente.ejercicio == trimestre.ejercicio,
            Dictamen.folio.is_not(None),
            Sesion.apertura >= desde,
            Sesion.apertura < hasta,
            Dictamen.votacion_id.not_in(select(VotacionAnulada.votacion_id)),
        )
    )
    return int(db.session.scalar(statement) or 0)


def _approved(trimestre: Trimestre) -> int:
    statement = (
        select(func.count(func.distinct(Resolucion.expediente_id)))
        .join(Expediente, Expediente.id == Resolucion.expediente_id)
        .where(
            Expediente.tipo == "poa",
            Expediente.ejercicio == trimestre.ejercicio,
            Resolucion.aprobada_id.is_not(None),
            Resolucion.delegado.is_(False),
            Resolucion.fecha >= trimestre.desde,
            Resolucion.fecha <= trimestre.hasta,
            Resolucion.id.not_in(select(ResolucionAnulada.resolucion_id)),
        )
    )
    return int(db.session.scalar(statement) or 0)


def _sections(
    now: InstantaneaInforme, last: InstantaneaInforme | None, written: dict[str, InformeTexto]
) -> tuple[Seccion, ...]:
    parts = {one.clave: one for one in (now.presentacion, *now.actividades, now.conclusiones)}
    before = (
        {} if last is None else {one.clave: one for one in (last.presentacion, *last.actividades, last.conclusiones)}
    )
    found = []
    for clave in SECCIONES:
        part, row = parts.get(clave), written.get(clave)
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


def archivo_de(trimestre: Trimestre, version: int, formato: str) -> archivos.ArchivoVista:
    """The file of a version: `pdf`, `docx`, or the scan that was signed (`firmado`). NotFound."""
    for one in _versions(informe_row(trimestre)):
        if one.version == version and formato in one.archivos:
            return archivos.get(one.archivos[formato])
    raise NotFound("NO_EXISTE")
