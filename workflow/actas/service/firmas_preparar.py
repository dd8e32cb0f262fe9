"""Preparing a signature: the revision of the PDF that a signer will sign on their own machine, with their seal in it.

The private key is never asked for: what arrives is the certificate and the seal of the cadena original. Printing and
asking the authority take time, so they are done before the transaction; what was checked is checked again inside it.
The library that signs takes about a second to load: only who signs waits for it.
"""

from __future__ import annotations

import base64
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from workflow.actas.clases import file_name
from workflow.actas.firma import cadena as firma_cadena
from workflow.actas.firma import certificado as firma_certificado
from workflow.actas.firma.certificado import Certificado, Registro
from workflow.actas.firma.clases import Autoridad
from workflow.actas.firma.ejemplar import Sello, field_of, stamp
from workflow.actas.models import (
    FirmaLugar,
    FirmaPreparada,
    FirmaProceso,
    Instantanea,
)
from workflow.actas.queries import firmas_electronicas as consultas
from workflow.actas.queries.firmas import latest_notes
from workflow.actas.queries.firmas_identidad import registered
from workflow.actas.service.firmas_turno import _in_turn, _only_signer, _process, _same_stage
from workflow.archivos.queries import get
from workflow.archivos.service import keep
from workflow.archivos.tipos import PDF
from workflow.audit.service import once
from workflow.db import db, lock, use_case
from workflow.kernel.actor import Actor
from workflow.kernel.clock import local, local_date
from workflow.kernel.refusals import Invalid, Reason

if TYPE_CHECKING:
    from workflow.actas.firma.pdf import Preparado

Indice = Callable[[str], list[str]]
# (certificate, issuer, address, hour of the signature) → one of VIGENCIAS.
Consulta = Callable[[bytes, bytes, str, datetime], str]


@dataclass(frozen=True)
class Llegada:
    """What a signer sends first: certificate and seal of the cadena original, as they come."""

    certificado: bytes
    sello: bytes


def preparar_firma(
    instantanea_id: int,
    clave: str,
    llegada: Llegada,
    *,
    indice: Indice,
    consultar: Consulta,
    actor: Actor,
    ahora: datetime,
    llave: str | None = None,
) -> int:
    """Prepare the revision that a signer will sign, with their seal drawn in it. Returns its id.

    Refused with every reason: not their turn, or a certificate that may not sign (a CSD, out of date, of another
    person, of an authority nobody trusts, revoked), or a seal that is not of that certificate.
    """
    from workflow.actas.firma import confianza as firma_confianza

    proceso = _process(instantanea_id)
    _only_signer(proceso, clave, actor)
    _in_turn(proceso, clave)
    uno = firma_certificado.read(llegada.certificado)
    sello = firma_cadena.read_seal(llegada.sello)
    cadena = consultas.chain_of(proceso, clave).text()
    identidad = _identity(proceso, clave, uno, indice)
    reasons = firma_certificado.problems(uno, ahora)
    if not firma_certificado.seal_is_of(uno, cadena, sello):
        reasons.append(Reason("FIRMA_SELLO_NO_COINCIDE"))
    if reasons:
        raise Invalid(reasons)
    autoridades = consultas.authorities(local_date(ahora))
    issuers = firma_confianza.chain(uno.der, autoridades, ahora)
    last = consultas.stages(proceso.id)[-1]
    base, numero = get(last.archivo_id).path.read_bytes(), last.numero
    notas = _notes(proceso) if proceso.da_fe is not None and clave == str(proceso.da_fe) else ()
    box = Sello(uno.nombre, uno.numero, _hour(ahora), base64.b64encode(sello).decode(), cadena, notas)
    razon = _reason(proceso, consultas.places(proceso)[int(clave)].nombre)
    identifier = proceso.id
    db.session.rollback()  # nothing is held while the authority is asked and the revision is made
    vigencia = _ask(uno, issuers, autoridades, consultar, ahora)
    prepared = _revision(base, clave, numero, uno, box, razon, ahora)
    return _keep_prepared(
        identifier,
        clave,
        prepared,
        FirmaPreparada(
            base=numero,
            certificado=uno.der,
            certificado_sha256=uno.sha256,
            cadena=cadena,
            sello=box.sello,
            identidad=identidad,
            vigencia=vigencia,
        ),
        actor=actor,
        ahora=ahora,
        llave=llave,
    )


def _identity(proceso: FirmaProceso, clave: str, uno: Certificado, indice: Indice) -> str:
    lugar = db.session.get_one(FirmaLugar, (proceso.id, clave))
    nombre = consultas.places(proceso)[int(clave)].nombre
    known = registered(lugar.quien)
    quien = Registro(nombre, known.rfc, known.curp, known.certificados)
    rfc = indice("rfc:" + uno.rfc) if uno.rfc else []
    curp = indice(uno.curp) if uno.curp else []
    return firma_certificado.identify(uno, quien, rfc, curp)


def _notes(proceso: FirmaProceso) -> tuple[str, ...]:
    """What who certifies states of those who did not sign, in the document itself."""
    words = {"se_nego": "se negó a firmar", "ausente": "no pudo firmar"}
    notes = latest_notes(proceso.instantanea_id)
    return tuple(
        f"Se hace constar: {one.nombre}, {words[one.nota]}. {notes[one.clave].nota}"
        for one in consultas.places(proceso)
        if one.nota
    )


def _hour(ahora: datetime) -> str:
    return f"{local(ahora):%d/%m/%Y %H:%M:%S} (hora del centro)"


def _reason(proceso: FirmaProceso, nombre: str) -> str:
    row = db.session.get_one(Instantanea, proceso.instantanea_id)
    return f"Folio {row.folio}, versión {row.version}. Firma {nombre}."


def _ask(
    uno: Certificado, issuers: tuple[bytes, ...], autoridades: list[Autoridad], consultar: Consulta, ahora: datetime
) -> str:
    """Whether it was revoked. Nobody to ask, or no answer: it is said so, and asked again in the background."""
    address = next((one.ocsp for one in autoridades if issuers and one.der == issuers[0]), "")
    vigencia = consultar(uno.der, issuers[0], address, ahora) if address else "no_comprobada"
    if vigencia == "revocado":
        raise Invalid("FIRMA_CERTIFICADO_REVOCADO")
    if vigencia == "desconocido":
        raise Invalid("FIRMA_CERTIFICADO_DESCONOCIDO")
    return vigencia


def _revision(
    base: bytes, clave: str, numero: int, uno: Certificado, box: Sello, razon: str, ahora: datetime
) -> Preparado:
    from workflow.actas.firma import pdf as firma_pdf

    campo = field_of(int(clave))
    ancho, alto = firma_pdf.size_of(base, campo)
    return firma_pdf.prepare(
        base,
        campo=campo,
        primera=numero == 0,
        certificado=uno.der,
        sello=stamp(box, ancho, alto),
        razon=razon,
        ahora=ahora,
    )


@use_case
def _keep_prepared(
    proceso_id: int,
    clave: str,
    prepared: Preparado,
    row: FirmaPreparada,
    *,
    actor: Actor,
    ahora: datetime,
    llave: str | None,
) -> int:
    proceso = lock(FirmaProceso, proceso_id)
    _process(proceso.instantanea_id)
    _in_turn(proceso, clave)
    _same_stage(proceso, row.base)
    once(llave, actor=actor, ahora=ahora)
    snapshot = db.session.get_one(Instantanea, proceso.instantanea_id)
    name = file_name(f"{snapshot.clase}-por-firmar", snapshot.folio, snapshot.version, "pdf")
    row.archivo_id = keep(
        prepared.pdf, nombre=name, actor=actor, ahora=ahora, clase="por_firmar", tipos=frozenset({PDF})
    )
    row.proceso_id, row.clave = proceso_id, clave
    row.inicio, row.fin, row.digest = prepared.inicio, prepared.fin, prepared.digest.hex()
    row.atributos = base64.b64encode(prepared.atributos).decode()
    row.en, row.por_id = ahora, actor.usuario_id
    db.session.add(row)
    db.session.flush()
    return row.id
