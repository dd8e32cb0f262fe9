"""Electronic signatures: how a document is signed, whose turn it is, and what each signature left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import or_, select

from workflow.actas.clases import document_state
from workflow.actas.firma.cadena import Cadena
from workflow.actas.firma.clases import Autoridad
from workflow.actas.firma.ejemplar import field_of
from workflow.actas.firma.orden import Lugar, turns
from workflow.actas.instantanea import Firma
from workflow.actas.models import (
    Cancelacion,
    FirmaAutoridad,
    FirmaAutoridadBaja,
    FirmaElectronica,
    FirmaEtapa,
    FirmaLugar,
    FirmaPreparada,
    FirmaProceso,
    FirmaProcesoFin,
    FirmaRegla,
    FirmaRevision,
    Instantanea,
)
from workflow.actas.palabras import cargo
from workflow.actas.queries.firmas import latest_notes, sesion_of, signers
from workflow.db import db
from workflow.kernel.refusals import NotFound
from workflow.people.models import Persona
from workflow.sesiones.models import Sesion


@dataclass(frozen=True)
class FirmaVista:
    """A signature. `resultado`: "" while nobody has judged it; `vigencia`: as it was last known."""

    id: int
    etapa: int
    numero: str
    titular: str
    emisor: str
    firmada_en: datetime
    sello: str
    cadena: str
    identidad: str
    resultado: str
    vigencia: str
    revisada_en: datetime | None


@dataclass(frozen=True)
class LugarVista:
    """A place in the list. `estado`: firmada | en_turno | en_espera | se_nego | ausente."""

    clave: str
    nombre: str
    cargo: str
    grupo: str
    estado: str
    nota: str
    usuario_id: int | None
    secretaria: bool
    firma: FirmaVista | None


@dataclass(frozen=True)
class EtapaVista:
    numero: int
    sha256: str
    archivo_id: int
    en: datetime


@dataclass(frozen=True)
class ProcesoVista:
    """A version being signed. `estado`: congelando (its PDF is being printed) | firmando | completo | terminado."""

    id: int
    instantanea_id: int
    clase: str
    folio: str
    version: int
    sesion_id: int
    organo: str
    conduce: str
    orden: str
    fundamento: str
    en: datetime
    fin: str
    sustituido: bool
    lugares: tuple[LugarVista, ...]
    etapas: tuple[EtapaVista, ...]

    @property
    def estado(self) -> str:
        if self.fin:
            return "terminado"
        if not self.etapas:
            return "congelando"
        return "firmando" if any(one.estado in ("en_turno", "en_espera") for one in self.lugares) else "completo"

    @property
    def firmadas(self) -> int:
        return sum(one.firma is not None for one in self.lugares)

    def lugar(self, clave: str) -> LugarVista:
        """One place; NotFound."""
        for one in self.lugares:
            if one.clave == clave:
                return one
        raise NotFound("NO_EXISTE")


def rule_for(sesion: Sesion, clase: str, dia: date) -> FirmaRegla | None:
    """How the organ signs that kind of document that day; the rule for its kind of session goes before."""
    rows = db.session.scalars(
        select(FirmaRegla)
        .where(
            FirmaRegla.organo_id == sesion.organo_id,
            FirmaRegla.clase == clase,
            FirmaRegla.sesion_tipo.in_(("", sesion.tipo)),
            FirmaRegla.vigente_desde <= dia,
        )
        .order_by(FirmaRegla.sesion_tipo.desc(), FirmaRegla.vigente_desde.desc())
    )
    return rows.first()


def authorities(dia: date) -> list[Autoridad]:
    """Whom the municipality trusts that day."""
    rows = db.session.execute(
        select(FirmaAutoridad.der, FirmaAutoridad.clase, FirmaAutoridad.ocsp)
        .outerjoin(FirmaAutoridadBaja, FirmaAutoridadBaja.autoridad_id == FirmaAutoridad.id)
        .where(
            FirmaAutoridad.vigente_desde <= dia,
            or_(FirmaAutoridadBaja.hasta.is_(None), FirmaAutoridadBaja.hasta >= dia),
        )
        .order_by(FirmaAutoridad.id)
    )
    return [Autoridad(bytes(der), clase, ocsp) for der, clase, ocsp in rows]


def process_of(instantanea_id: int) -> FirmaProceso | None:
    """The last process of a version, given up or not."""
    return db.session.scalars(
        select(FirmaProceso)
        .where(FirmaProceso.instantanea_id == instantanea_id)
        .order_by(FirmaProceso.numero.desc())
        .limit(1)
    ).first()


def open_process(instantanea_id: int) -> FirmaProceso | None:
    """The process of a version that nobody gave up."""
    row = process_of(instantanea_id)
    return None if row is None or db.session.get(FirmaProcesoFin, row.id) else row


def stages(proceso_id: int) -> list[FirmaEtapa]:
    rows = select(FirmaEtapa).where(FirmaEtapa.proceso_id == proceso_id).order_by(FirmaEtapa.numero)
    return list(db.session.scalars(rows))


def places(proceso: FirmaProceso) -> list[Lugar]:
    """The list with what each one did, for the rules of turn."""
    signed = set(db.session.scalars(select(FirmaElectronica.clave).where(FirmaElectronica.proceso_id == proceso.id)))
    notes = {k: n.estado for k, n in latest_notes(proceso.instantanea_id).items() if n.estado != "firmo"}
    return [
        Lugar(str(n), one.persona.nombre, str(n) in signed, "" if str(n) in signed else notes.get(str(n), ""))
        for n, one in enumerate(signers(proceso.instantanea_id))
    ]


def is_worth(row: Instantanea) -> str:
    """What a version is worth today: proyecto, vigente, sustituido or cancelado."""
    newer = select(Instantanea.id).where(
        Instantanea.clase == row.clase,
        Instantanea.objeto_tipo == row.objeto_tipo,
        Instantanea.objeto_id == row.objeto_id,
        Instantanea.version > row.version,
    )
    return document_state(
        cancelado=db.session.get(Cancelacion, row.id) is not None,
        ultima=db.session.scalar(newer) is None,
        proyecto=row.contenido.get("estado") == "proyecto",
    )


def chain_of(proceso: FirmaProceso, clave: str) -> Cadena:
    """The cadena original that the signer of that place seals."""
    row = db.session.get_one(Instantanea, proceso.instantanea_id)
    base = stages(proceso.id)[0]
    persona = signers(row.id)[int(clave)].persona
    return Cadena(row.folio, row.version, row.clase, base.en, sesion_of(row).organo.clave, base.sha256, persona.nombre)


def proceso(instantanea_id: int) -> ProcesoVista | None:
    """The electronic signature of a version, with each place; None when it is signed on paper."""
    row = process_of(instantanea_id)
    if row is None:
        return None
    snapshot = db.session.get_one(Instantanea, instantanea_id)
    sesion, fin = sesion_of(snapshot), db.session.get(FirmaProcesoFin, row.id)
    return ProcesoVista(
        id=row.id,
        instantanea_id=instantanea_id,
        clase=snapshot.clase,
        folio=snapshot.folio,
        version=snapshot.version,
        sesion_id=sesion.id,
        organo=sesion.organo_nombre,
        conduce=sesion.organo.conduce,
        orden=row.orden,
        fundamento=row.fundamento,
        en=row.en,
        fin=fin.motivo if fin else "",
        sustituido=is_worth(snapshot) in ("sustituido", "cancelado"),
        lugares=_places(row),
        etapas=tuple(EtapaVista(one.numero, one.sha256, one.archivo_id, one.en) for one in stages(row.id)),
    )


def _places(row: FirmaProceso) -> tuple[LugarVista, ...]:
    here = places(row)
    open_now = turns(here, row.orden) if stages(row.id) else ()
    owners = {
        clave: (usuario, persona)
        for clave, persona, usuario in db.session.execute(
            select(FirmaLugar.clave, FirmaLugar.persona_id, Persona.usuario_id)
            .outerjoin(Persona, Persona.id == FirmaLugar.persona_id)
            .where(FirmaLugar.proceso_id == row.id)
        )
    }
    done, notes = _signatures(row.id), latest_notes(row.instantanea_id)
    found = []
    for lugar, firma in zip(here, signers(row.instantanea_id), strict=True):
        usuario_id, persona_id = owners.get(lugar.clave, (None, None))
        found.append(_place(lugar, firma, open_now, done.get(lugar.clave), usuario_id, persona_id is None, notes))
    return tuple(found)


def _place(
    lugar: Lugar,
    firma: Firma,
    open_now: Sequence[str],
    done: FirmaVista | None,
    usuario_id: int | None,
    secretaria: bool,
    notes: dict[str, Any],
) -> LugarVista:
    if lugar.firmado:
        estado = "firmada"
    elif lugar.nota:
        estado = lugar.nota
    else:
        estado = "en_turno" if lugar.clave in open_now else "en_espera"
    nota = notes[lugar.clave].nota if lugar.nota else ""
    return LugarVista(
        lugar.clave, lugar.nombre, cargo(firma.persona), firma.grupo, estado, nota, usuario_id, secretaria, done
    )


def _signatures(proceso_id: int) -> dict[str, FirmaVista]:
    rows = db.session.execute(
        select(FirmaElectronica, FirmaEtapa.numero, FirmaPreparada)
        .join(FirmaEtapa, FirmaEtapa.id == FirmaElectronica.etapa_id)
        .join(FirmaPreparada, FirmaPreparada.id == FirmaElectronica.preparada_id)
        .where(FirmaElectronica.proceso_id == proceso_id)
    ).all()
    last = {
        one.firma_id: one
        for one in db.session.scalars(
            select(FirmaRevision)
            .where(FirmaRevision.firma_id.in_([row[0].id for row in rows]))
            .order_by(FirmaRevision.id)
        )
    }
    return {row[0].clave: _signature(row[0], row[1], row[2], last.get(row[0].id)) for row in rows}


def _signature(row: FirmaElectronica, etapa: int, prepared: FirmaPreparada, last: FirmaRevision | None) -> FirmaVista:
    return FirmaVista(
        id=row.id,
        etapa=etapa,
        numero=row.numero,
        titular=row.titular,
        emisor=row.emisor,
        firmada_en=row.firmada_en,
        sello=prepared.sello,
        cadena=prepared.cadena,
        identidad=prepared.identidad,
        resultado=last.resultado if last else "",
        vigencia=last.vigencia if last else prepared.vigencia,
        revisada_en=last.en if last else None,
    )


def last_prepared(proceso_id: int, clave: str) -> FirmaPreparada | None:
    return db.session.scalars(
        select(FirmaPreparada)
        .where(FirmaPreparada.proceso_id == proceso_id, FirmaPreparada.clave == clave)
        .order_by(FirmaPreparada.id.desc())
        .limit(1)
    ).first()


def hours_of(proceso_id: int) -> dict[str, datetime]:
    """Field of each signature and the hour at which its certificate had to be in force."""
    rows = select(FirmaElectronica.clave, FirmaElectronica.firmada_en).where(FirmaElectronica.proceso_id == proceso_id)
    return {field_of(int(clave)): hora for clave, hora in db.session.execute(rows)}


def of_user(usuario_id: int) -> list[ProcesoVista]:
    """The documents that somebody signs, the last begun first, those given up aside."""
    rows = db.session.scalars(
        select(FirmaProceso.instantanea_id)
        .join(FirmaLugar, FirmaLugar.proceso_id == FirmaProceso.id)
        .join(Persona, Persona.id == FirmaLugar.persona_id)
        .outerjoin(FirmaProcesoFin, FirmaProcesoFin.proceso_id == FirmaProceso.id)
        .where(Persona.usuario_id == usuario_id, FirmaProcesoFin.proceso_id.is_(None))
        .order_by(FirmaProceso.id.desc())
        .limit(100)
    )
    found = (proceso(one) for one in dict.fromkeys(rows))
    return [one for one in found if one is not None]


def conducted(roles: Sequence[str]) -> list[ProcesoVista]:
    """The documents of the organs that somebody conducts which are not signed by all yet."""
    rows = db.session.scalars(
        select(FirmaProceso.instantanea_id)
        .outerjoin(FirmaProcesoFin, FirmaProcesoFin.proceso_id == FirmaProceso.id)
        .where(FirmaProcesoFin.proceso_id.is_(None))
        .order_by(FirmaProceso.id.desc())
        .limit(100)
    )
    found = (proceso(one) for one in dict.fromkeys(rows))
    return [one for one in found if one and one.conduce in roles and one.estado != "completo" and not one.sustituido]


def waiting(usuario_id: int) -> int:
    """How many signatures are asked of somebody now."""
    rows = db.session.execute(
        select(FirmaProceso, FirmaLugar.clave)
        .join(FirmaLugar, FirmaLugar.proceso_id == FirmaProceso.id)
        .join(Persona, Persona.id == FirmaLugar.persona_id)
        .outerjoin(FirmaProcesoFin, FirmaProcesoFin.proceso_id == FirmaProceso.id)
        .outerjoin(
            FirmaElectronica,
            (FirmaElectronica.proceso_id == FirmaProceso.id) & (FirmaElectronica.clave == FirmaLugar.clave),
        )
        .where(Persona.usuario_id == usuario_id, FirmaProcesoFin.proceso_id.is_(None), FirmaElectronica.id.is_(None))
    ).all()
    return sum(_may_sign_now(row, clave) for row, clave in rows)


def _may_sign_now(row: FirmaProceso, clave: str) -> bool:
    snapshot = db.session.get_one(Instantanea, row.instantanea_id)
    if not stages(row.id) or is_worth(snapshot) in ("sustituido", "cancelado"):
        return False
    return clave in turns(places(row), row.orden)
