"""The reports of a quarter: write in a section, elaborate a version, keep what was signed and publish it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import BinaryIO

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite

from workflow.actas.clases import file_name
from workflow.actas.instantanea_consolidado import InstantaneaConsolidado
from workflow.actas.instantanea_informe import InstantaneaInforme
from workflow.actas.models import Firmado, Instantanea
from workflow.actas.queries import frozen
from workflow.actas.service.comun import Instalacion, _freeze, _last
from workflow.archivos.queries import get
from workflow.archivos.service import keep
from workflow.archivos.tipos import PDF
from workflow.audit.service import once, record
from workflow.db import db, lock, use_case
from workflow.informes.clases import CLASES, EDITAN, PUBLICAN, Trimestre, folio_de
from workflow.informes.models import Informe, InformePublicacion, InformeTexto
from workflow.informes.queries.informes import informe_row, said, snapshot_now, texts
from workflow.informes.reglas import SECCION
from workflow.informes.textos import FUNDAMENTO, ROTULOS
from workflow.kernel.actor import Actor
from workflow.kernel.clock import local_date
from workflow.kernel.letras import fecha_breve
from workflow.kernel.refusals import Invalid, NotAllowed, Reason, Refused, Stale
from workflow.outbox.service import leave


@use_case
def guardar_texto(
    trimestre: Trimestre,
    seccion: str,
    texto: str,
    *,
    vista: int,
    actor: Actor,
    ahora: datetime,
    llave: str | None = None,
    clase: str = "trimestral",
) -> int:
    """Keep what a person wrote in a section; `vista`: the revision they saw. Returns the revision.

    Stale when somebody wrote in it meanwhile. The same text changes nothing.
    """
    _may(actor, EDITAN)
    if seccion not in CLASES[clase].secciones:
        raise Invalid("INFORME_SECCION")
    texto = _tidy(texto)
    if len(texto) > SECCION:
        raise Invalid("INFORME_TEXTO_LARGO", maximo=SECCION)
    row = _opened(trimestre, clase, actor, ahora)
    once(llave, actor=actor, ahora=ahora)
    last = texts(row).get(seccion)
    revision = last.revision if last is not None else 0
    if last is not None and last.texto == texto:
        return revision
    if revision != vista:
        raise Stale(
            "INFORME_TEXTO_CAMBIADO",
            quien=last.por if last is not None else "",
            apartado=ROTULOS["informe_seccion"][seccion],
        )
    db.session.add(
        InformeTexto(
            informe_id=row.id,
            seccion=seccion,
            revision=revision + 1,
            texto=texto,
            en=ahora,
            por_id=actor.usuario_id,
            por=actor.nombre,
        )
    )
    datos = {"folio": row.folio, "apartado": seccion, "revision": revision + 1}
    record("informe:escribir", actor=actor, ahora=ahora, objeto=("informe", row.id), datos=datos)
    return revision + 1


@use_case
def guardar_textos(
    trimestre: Trimestre,
    textos: Mapping[str, tuple[str, int]],
    *,
    actor: Actor,
    ahora: datetime,
    llave: str | None = None,
    clase: str = "trimestral",
) -> int:
    """Keep every section that the person changed: section -> (text, revision they saw). Returns how many.

    What they left as they saw it stays as it is now, though somebody else changed it. All or none: Stale with each
    section that somebody wrote in meanwhile.
    """
    _may(actor, EDITAN)
    row = _opened(trimestre, clase, actor, ahora)
    once(llave, actor=actor, ahora=ahora)
    seen = _history(row)
    reasons: list[Reason] = []
    changed = 0
    for seccion, (texto, vista) in textos.items():
        initial = FUNDAMENTO[clase] if seccion == "fundamento" else ""
        if _tidy(texto) == seen.get((seccion, vista), initial if vista == 0 else None):
            continue
        try:
            guardar_texto(trimestre, seccion, texto, vista=vista, actor=actor, ahora=ahora, clase=clase)
            changed += 1
        except Refused as refusal:
            if not isinstance(refusal, Stale | Invalid):
                raise
            reasons.extend(refusal.reasons)
    if reasons:
        raise Stale(reasons)
    return changed


def _tidy(texto: str) -> str:
    return texto.replace("\r\n", "\n").strip()


def _history(row: Informe) -> dict[tuple[str, int], str]:
    statement = select(InformeTexto.seccion, InformeTexto.revision, InformeTexto.texto)
    rows = db.session.execute(statement.where(InformeTexto.informe_id == row.id))
    return {(seccion, revision): texto for seccion, revision, texto in rows}


@use_case
def elaborar(
    trimestre: Trimestre,
    *,
    instalacion: Instalacion,
    actor: Actor,
    ahora: datetime,
    llave: str | None = None,
    clase: str = "trimestral",
) -> int:
    """Freeze what the report says now as its next version and leave its printing for the background.

    Refused INFORME_SIN_CAMBIOS when it would say the same as the last one. Returns the version.
    """
    _may(actor, EDITAN)
    row = _opened(trimestre, clase, actor, ahora)
    once(llave, actor=actor, ahora=ahora)
    last = _last("informe", row.id)
    version = last.version + 1 if last is not None else 1
    snapshot = snapshot_now(
        trimestre,
        municipio=instalacion.municipio,
        base_url=instalacion.base_url,
        ahora=ahora,
        informe=row,
        version=version,
        clase=clase,
    )
    if last is not None:
        before = frozen(last.id)
        if isinstance(before, InstantaneaInforme | InstantaneaConsolidado) and said(before) == said(snapshot):
            raise Refused("INFORME_SIN_CAMBIOS", version=last.version)
    made = _freeze("informe", row.id, snapshot, ahora)
    leave(
        "informe.generar",
        llave=f"informe:{row.id}:v{version}",
        payload={"instantanea_id": made.id},
        ahora=ahora,
        objeto=("informe", row.id),
    )
    datos = {"folio": row.folio, "version": version, "sha256": made.sha256}
    record("informe:emitir", actor=actor, ahora=ahora, objeto=("informe", row.id), datos=datos)
    return version


@use_case
def guardar_firmado(
    trimestre: Trimestre,
    version: int,
    archivo: bytes | BinaryIO,
    *,
    actor: Actor,
    ahora: datetime,
    llave: str | None = None,
    clase: str = "trimestral",
) -> int:
    """Keep the scan of the signed report: its last version becomes signed. Invalid when it is not a PDF."""
    _may(actor, PUBLICAN)
    row, made = _version(trimestre, version, clase)
    if local_date(ahora) <= trimestre.hasta:
        raise Refused("INFORME_NO_TERMINA", dia=fecha_breve(trimestre.hasta))
    once(llave, actor=actor, ahora=ahora)
    archivo_id = keep(
        archivo,
        nombre=file_name(f"{CLASES[clase].archivo}-firmado", row.folio, version, "pdf"),
        actor=actor,
        ahora=ahora,
        clase="firmado",
        tipos=frozenset({PDF}),
    )
    sha256 = get(archivo_id).sha256
    same = select(Firmado.id).where(Firmado.instantanea_id == made.id, Firmado.sha256 == sha256)
    if db.session.scalar(same) is not None:
        raise Refused("FIRMADO_REPETIDO")
    scan = Firmado(instantanea_id=made.id, archivo_id=archivo_id, sha256=sha256, en=ahora, por_id=actor.usuario_id)
    db.session.add(scan)
    db.session.flush()
    datos = {"folio": row.folio, "version": version, "sha256": sha256}
    record("informe:firmar", actor=actor, ahora=ahora, objeto=("informe", row.id), datos=datos)
    return scan.id


@use_case
def publicar(
    trimestre: Trimestre,
    version: int,
    *,
    actor: Actor,
    ahora: datetime,
    llave: str | None = None,
    clase: str = "trimestral",
) -> None:
    """Publish the last version, already signed. The one published before stays in its history."""
    _may(actor, PUBLICAN)
    row, made = _version(trimestre, version, clase)
    if db.session.scalar(select(Firmado.id).where(Firmado.instantanea_id == made.id).limit(1)) is None:
        raise Refused("INFORME_SIN_FIRMAR")
    done = select(InformePublicacion.id).where(InformePublicacion.instantanea_id == made.id)
    if db.session.scalar(done) is not None:
        raise Refused("INFORME_YA_PUBLICADO", version=version)
    once(llave, actor=actor, ahora=ahora)
    db.session.add(
        InformePublicacion(
            informe_id=row.id, instantanea_id=made.id, en=ahora, por_id=actor.usuario_id, por=actor.nombre
        )
    )
    datos = {"folio": row.folio, "version": version}
    record("informe:publicar", actor=actor, ahora=ahora, objeto=("informe", row.id), datos=datos)


def _may(actor: Actor, roles: tuple[str, ...]) -> None:
    if not actor.has(*roles):
        raise NotAllowed("ROL_NO_AUTORIZADO")


def _opened(trimestre: Trimestre, clase: str, actor: Actor, ahora: datetime) -> Informe:
    """The report of the quarter, begun if there is none, locked until the end of the transaction."""
    row = informe_row(trimestre, clase)
    if row is None:
        insert = (postgresql if db.engine.dialect.name == "postgresql" else sqlite).insert(Informe)
        db.session.execute(
            insert.values(
                clase=clase,
                ejercicio=trimestre.ejercicio,
                trimestre=trimestre.numero,
                folio=folio_de(trimestre, clase),
                en=ahora,
                por_id=actor.usuario_id,
                por=actor.nombre,
            ).on_conflict_do_nothing()
        )
        row = informe_row(trimestre, clase)
        assert row is not None
    return lock(Informe, row.id)


def _version(trimestre: Trimestre, version: int, clase: str) -> tuple[Informe, Instantanea]:
    """The last version of the report. Refused when it is another one."""
    row = informe_row(trimestre, clase)
    made = None if row is None else _last("informe", lock(Informe, row.id).id)
    if row is None or made is None or version > made.version or version < 1:
        raise Refused("INFORME_SIN_VERSION")
    if version != made.version:
        raise Refused("INFORME_VERSION_ANTERIOR")
    return row, made
