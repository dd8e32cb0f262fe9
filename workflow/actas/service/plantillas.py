"""Upload a template, put it in force from a day on, go back to the composition of the house; and its preview."""

from __future__ import annotations

from datetime import date, datetime
from typing import BinaryIO

from workflow.actas.models import Plantilla, PlantillaCarga
from workflow.actas.plantilla.clases import clase as clase_de
from workflow.actas.plantilla.hallazgos import Hallazgo
from workflow.actas.plantilla.paquete import TAMANO
from workflow.actas.plantilla.revision import revisar
from workflow.archivos.queries import get
from workflow.archivos.service import keep
from workflow.archivos.tipos import DOCX, PDF, UNKNOWN, ZIP
from workflow.audit.service import once, record
from workflow.db import db, lock, use_case
from workflow.kernel.actor import Actor
from workflow.kernel.clock import local_date
from workflow.kernel.refusals import Invalid, NotAllowed, NotFound, Reason, Refused
from workflow.outbox.service import leave
from workflow.sesiones.models import Organo

EDITAN = ("secretaria_gobierno", "administrador")
LEEN = (*EDITAN, "transparencia", "auditoria")
_LIMITE_TEXTO = 500


@use_case
def cargar_plantilla(
    clase: str,
    archivo: BinaryIO,
    *,
    organo_id: int | None,
    vigente_desde: date | None,
    nota: str,
    fundamento: str,
    actor: Actor,
    ahora: datetime,
    llave: str | None = None,
) -> int:
    """Keep an upload with what its check found. It changes nothing that is in force. Returns its id."""
    _only_who_edits(actor)
    definition = clase_de(clase)
    if definition is None:
        raise NotFound("NO_EXISTE")
    nota, fundamento = _datos(organo_id, vigente_desde, nota, fundamento, ahora)
    assert vigente_desde is not None
    once(llave, actor=actor, ahora=ahora, destino=f"/plantillas/{clase}")
    data = archivo.read(TAMANO + 1)
    hallazgos = revisar(data, definition)
    identifier = keep(
        data,
        nombre=f"plantilla_{clase}.docx",
        actor=actor,
        ahora=ahora,
        clase="plantilla",
        tipos=frozenset({DOCX, ZIP, UNKNOWN, PDF}),  # what is not Word is kept as a draft too, with its finding
        limite=TAMANO,
    )
    row = PlantillaCarga(
        clase=clase,
        organo_id=organo_id,
        archivo_id=identifier,
        sha256=get(identifier).sha256,
        vigente_desde=vigente_desde,
        nota=nota,
        fundamento=fundamento,
        hallazgos=[one.plano() for one in hallazgos],
        errores=_errors(hallazgos),
        creada_en=ahora,
        por_id=actor.usuario_id,
        por=actor.nombre,
    )
    db.session.add(row)
    db.session.flush()
    if not row.errores:
        leave(
            "plantilla.previa",
            llave=f"plantilla.previa:{row.id}",
            payload={"carga_id": row.id},
            ahora=ahora,
            objeto=("plantilla_carga", row.id),
        )
    _record("plantilla:cargar", row, actor, ahora, errores=row.errores)
    return row.id


@use_case
def poner_en_vigor(carga_id: int, *, actor: Actor, ahora: datetime, llave: str | None = None) -> int:
    """From its day on, documents of its kind and organ are made with it. Refused with errors, late or used before."""
    _only_who_edits(actor)
    row: PlantillaCarga = lock(PlantillaCarga, carga_id)
    once(llave, actor=actor, ahora=ahora, destino=f"/plantillas/{row.clase}")
    reasons = []
    if row.errores:
        reasons.append(Reason("PLANTILLA_CON_ERRORES", {"errores": row.errores}))
    if row.descartada_en is not None:
        reasons.append(Reason("PLANTILLA_DESCARTADA"))
    if db.session.query(Plantilla.id).filter_by(carga_id=carga_id).first() is not None:
        reasons.append(Reason("PLANTILLA_YA_EN_VIGOR"))
    if reasons:
        raise Refused(reasons)
    found = Plantilla(
        clase=row.clase,
        organo_id=row.organo_id,
        carga_id=row.id,
        archivo_id=row.archivo_id,
        sha256=row.sha256,
        # Never before today: what was issued yesterday was issued with what held yesterday.
        vigente_desde=max(row.vigente_desde, local_date(ahora)),
        nota=row.nota,
        fundamento=row.fundamento,
        creada_en=ahora,
        por_id=actor.usuario_id,
        por=actor.nombre,
    )
    db.session.add(found)
    db.session.flush()
    _record("plantilla:vigor", found, actor, ahora, desde=found.vigente_desde.isoformat(), sha256=found.sha256)
    return int(found.id)


@use_case
def volver_a_la_propia(
    clase: str,
    *,
    organo_id: int | None,
    vigente_desde: date | None,
    nota: str,
    fundamento: str,
    actor: Actor,
    ahora: datetime,
    llave: str | None = None,
) -> int:
    """From that day on, the composition of the house; what was issued with a template keeps it."""
    _only_who_edits(actor)
    if clase_de(clase) is None:
        raise NotFound("NO_EXISTE")
    nota, fundamento = _datos(organo_id, vigente_desde, nota, fundamento, ahora)
    once(llave, actor=actor, ahora=ahora, destino=f"/plantillas/{clase}")
    found = Plantilla(
        clase=clase,
        organo_id=organo_id,
        vigente_desde=vigente_desde,
        nota=nota,
        fundamento=fundamento,
        creada_en=ahora,
        por_id=actor.usuario_id,
        por=actor.nombre,
    )
    db.session.add(found)
    db.session.flush()
    _record("plantilla:propia", found, actor, ahora, desde=found.vigente_desde.isoformat())
    return int(found.id)


@use_case
def descartar_carga(carga_id: int, *, actor: Actor, ahora: datetime, llave: str | None = None) -> None:
    """Take a draft out of the list; its file and findings stay."""
    _only_who_edits(actor)
    row: PlantillaCarga = lock(PlantillaCarga, carga_id)
    once(llave, actor=actor, ahora=ahora, destino=f"/plantillas/{row.clase}")
    if db.session.query(Plantilla.id).filter_by(carga_id=carga_id).first() is not None:
        raise Refused("PLANTILLA_YA_EN_VIGOR")
    row.descartada_en = row.descartada_en or ahora
    _record("plantilla:descartar", row, actor, ahora)


@use_case
def guardar_previa(carga_id: int, pdf: bytes | None, *, falla: str | None, actor: Actor, ahora: datetime) -> None:
    """The preview of an upload, or why there is none. Kept once."""
    row: PlantillaCarga = lock(PlantillaCarga, carga_id)
    if row.previa_id is not None:
        return
    row.previa_falla = falla
    if pdf is not None:
        row.previa_id = keep(
            pdf,
            nombre="vista-previa.pdf",
            actor=actor,
            ahora=ahora,
            clase="plantilla",
            tipos=frozenset({PDF}),
        )


def _datos(organo_id: int | None, desde: date | None, nota: str, fundamento: str, ahora: datetime) -> tuple[str, str]:
    """The note and the legal basis, tidy. Invalid with everything that is wrong."""
    nota, fundamento = " ".join(nota.split()), " ".join(fundamento.split())
    reasons = []
    if organo_id is not None and db.session.get(Organo, organo_id) is None:
        reasons.append(Reason("PLANTILLA_ORGANO"))
    if desde is None:
        reasons.append(Reason("PLANTILLA_SIN_FECHA"))
    elif desde < local_date(ahora):
        reasons.append(Reason("PLANTILLA_RETROACTIVA"))
    if not fundamento or max(len(fundamento), len(nota)) > _LIMITE_TEXTO:
        reasons.append(Reason("PLANTILLA_SIN_FUNDAMENTO", {"maximo": _LIMITE_TEXTO}))
    if reasons:
        raise Invalid(reasons)
    return nota, fundamento


def _only_who_edits(actor: Actor) -> None:
    if not actor.has(*EDITAN):
        raise NotAllowed("ROL_NO_AUTORIZADO")


def _errors(hallazgos: tuple[Hallazgo, ...]) -> int:
    return sum(one.nivel == "error" for one in hallazgos)


def _record(act: str, row: Plantilla | PlantillaCarga, actor: Actor, ahora: datetime, **datos: object) -> None:
    record(
        act,
        actor=actor,
        ahora=ahora,
        objeto=("plantilla_carga" if isinstance(row, PlantillaCarga) else "plantilla", row.id),
        datos={"clase": row.clase, "organo_id": row.organo_id, **datos},
    )
