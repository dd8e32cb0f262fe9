"""What the pages of electronic signature show: what a signer has to sign, and how the organ signs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from workflow.actas.firma import certificado as firma_certificado
from workflow.actas.firma.orden import DURA_PREPARADA
from workflow.actas.models import (
    FirmaAutoridad,
    FirmaAutoridadBaja,
    FirmaLugar,
    FirmaPreparada,
    FirmaProceso,
    FirmaRegla,
    Instantanea,
)
from workflow.actas.queries import firmas_electronicas as electronicas
from workflow.actas.queries.firmas import sesion_of
from workflow.actas.queries.firmas_identidad import registered
from workflow.archivos.queries import get
from workflow.db import db
from workflow.sesiones.models import Organo


@dataclass(frozen=True)
class PorFirmar:
    """`cadena`: what is sealed first. The rest, once a revision waits for the signature: `atributos` (base64) is what
    the browser signs; `contenido` gives the bytes that a tool signs. `titular`: of a certificate to be confirmed."""

    cadena: str
    atributos: str = ""
    contenido: Callable[[], bytes] | None = None
    por_confirmar: bool = False
    titular: str = ""
    numero: str = ""
    vigencia: str = ""
    hay_clave: bool = False


def por_firmar(proceso_id: int, clave: str, ahora: datetime) -> PorFirmar:
    """What the signer of a place has before them. Call it only for a process with its PDF frozen."""
    proceso = db.session.get_one(FirmaProceso, proceso_id)
    cadena = electronicas.chain_of(proceso, clave).text()
    lugar = db.session.get_one(FirmaLugar, (proceso_id, clave))
    known = registered(lugar.quien)
    row = electronicas.last_prepared(proceso_id, clave)
    fresh = row is not None and ahora - row.en <= DURA_PREPARADA
    if row is None or not fresh or row.base != electronicas.stages(proceso_id)[-1].numero:
        return PorFirmar(cadena, hay_clave=known.hay_clave)
    uno = firma_certificado.read(row.certificado)
    waits = row.identidad == "por_confirmar" and row.certificado_sha256 not in known.certificados
    return PorFirmar(
        cadena,
        atributos="" if waits else row.atributos,
        contenido=None if waits else _content(row),
        por_confirmar=waits,
        titular=uno.nombre,
        numero=uno.numero,
        vigencia=row.vigencia,
        hay_clave=known.hay_clave,
    )


def _content(row: FirmaPreparada) -> Callable[[], bytes]:
    from workflow.actas.firma import pdf as firma_pdf

    path, inicio, fin = get(row.archivo_id).path, row.inicio, row.fin
    return lambda: firma_pdf.to_sign(path.read_bytes(), inicio, fin)


@dataclass(frozen=True)
class ReglaFirmaVista:
    organo: str
    sesion_tipo: str
    clase: str
    modo: str
    orden: str
    admite_proyecto: bool
    fundamento: str
    estado: str
    vigente_desde: date


@dataclass(frozen=True)
class AutoridadVista:
    id: int
    nombre: str
    clase: str
    sha256: str
    ocsp: str
    fundamento: str
    estado: str
    vigente_desde: date
    desde: datetime
    hasta: datetime
    retirada: date | None
    motivo: str


def rule_words(instantanea_id: int, dia: date) -> ReglaFirmaVista | None:
    """The rule by which a version would be signed that day; None: nobody wrote one, so on paper."""
    row = db.session.get_one(Instantanea, instantanea_id)
    regla = electronicas.rule_for(sesion_of(row), row.clase, dia)
    return None if regla is None else _rule(regla, sesion_of(row).organo_nombre)


def rules_of(clave: str) -> list[ReglaFirmaVista]:
    """How an organ signs, the last rule of each kind of document first."""
    rows = db.session.execute(
        select(FirmaRegla, Organo.nombre)
        .join(Organo, Organo.id == FirmaRegla.organo_id)
        .where(Organo.clave == clave)
        .order_by(FirmaRegla.clase, FirmaRegla.sesion_tipo, FirmaRegla.vigente_desde.desc())
    )
    return [_rule(regla, nombre) for regla, nombre in rows]


def _rule(row: FirmaRegla, organo: str) -> ReglaFirmaVista:
    return ReglaFirmaVista(
        organo, row.sesion_tipo, row.clase, row.modo, row.orden, row.admite_proyecto, row.fundamento, row.estado,
        row.vigente_desde,
    )  # fmt: skip


def autoridades() -> list[AutoridadVista]:
    """Every authority that was ever trusted."""
    rows = db.session.execute(
        select(FirmaAutoridad, FirmaAutoridadBaja)
        .outerjoin(FirmaAutoridadBaja, FirmaAutoridadBaja.autoridad_id == FirmaAutoridad.id)
        .order_by(FirmaAutoridad.id)
    )
    return [_authority(row, baja) for row, baja in rows]


def _authority(row: FirmaAutoridad, baja: FirmaAutoridadBaja | None) -> AutoridadVista:
    uno = firma_certificado.read(row.der)
    return AutoridadVista(
        id=row.id,
        nombre=row.nombre,
        clase=row.clase,
        sha256=row.sha256,
        ocsp=row.ocsp,
        fundamento=row.fundamento,
        estado=row.estado,
        vigente_desde=row.vigente_desde,
        desde=uno.desde,
        hasta=uno.hasta,
        retirada=baja.hasta if baja else None,
        motivo=baja.motivo if baja else "",
    )
