"""The certificación of one acuerdo: what was agreed, in which session and by which vote.

It says whether the acta is approved or still pending: an acuerdo can be certified before its acta is approved.
"""

from __future__ import annotations

from workflow.actas import palabras
from workflow.actas.canonico import digest
from workflow.actas.impresion.documento import Bloque, Documento, Titulo, negrita, parrafo
from workflow.actas.instantanea import Acuerdo, Firma
from workflow.actas.instantanea_dictamen import InstantaneaCertificacion
from workflow.actas.redaccion.partes import firmas, membrete, verificacion
from workflow.actas.redaccion.puntos import acuerdo
from workflow.actas.redaccion.votos import cuenta
from workflow.kernel import articulos, letras


def componer_certificacion(one: InstantaneaCertificacion) -> Documento:
    """The whole certificación as a tree of blocks. It never depends on the acta being approved: it says so."""
    return Documento(
        titulo=f"Certificación del acuerdo {one.acuerdo_folio}",
        membrete=membrete(one.emisor),
        lema=one.emisor.lema,
        folio=one.folio,
        version=one.version,
        pie=f"Certificación del acuerdo {one.acuerdo_folio}, {palabras.fecha_corta(one.expedida)}",
        marca="",
        fecha=one.expedida,
        autor=f"{one.emisor.dependencia}, {one.emisor.ayuntamiento}",
        bloques=_bloques(one),
        verificacion=verificacion(one.base_url, one.folio, digest(one)),
    )


def _bloques(one: InstantaneaCertificacion) -> tuple[Bloque, ...]:
    certifica = one.certifica
    fundamento = f", con fundamento en {one.fundamento}" if one.fundamento else ""
    return (
        Titulo(1, "Certificación"),
        parrafo(f"Acuerdo {one.acuerdo_folio}", estilo="subtitulo"),
        parrafo("Folio ", negrita(one.folio), estilo="centrado"),
        parrafo(
            negrita(f"C. {certifica.nombre}"),
            f", {palabras.cargo(certifica)} de {one.emisor.municipio}, {one.emisor.entidad}{fundamento},",
        ),
        parrafo(negrita("CERTIFICA:"), estilo="centrado"),
        parrafo(_que(one)),
        acuerdo(Acuerdo(one.acuerdo_folio, one.acuerdo_texto, one.resolutivos, one.votacion.etiqueta)),
        *_expediente(one),
        parrafo(_estado_del_acta(one)),
        parrafo(_cierre(one), negrita("DOY FE.")),
        *firmas((Firma(certifica),)),
    )


def _que(one: InstantaneaCertificacion) -> str:
    ordinal = letras.ordinal(one.sesion_ordinal) if one.sesion_ordinal <= letras.ORDINAL_MAXIMO else ""
    publicidad = {"publica": "pública", "privada": "privada"}[one.sesion_publicidad]
    sesion = f"{ordinal} sesión {one.sesion_tipo} {publicidad} {palabras.de_organo(one.organo)}".strip()
    label = f"{one.votacion.etiqueta}, " if one.votacion.etiqueta else ""
    return (
        f"Que en la {sesion}, celebrada el {palabras.fecha(one.sesion_fecha)}, en el punto {one.punto} del orden del "
        f"día, relativo a «{one.punto_titulo}», se aprobó {label}{cuenta(one.votacion)}, el acuerdo "
        f"{one.acuerdo_folio}, del tenor siguiente:"
    )


def _expediente(one: InstantaneaCertificacion) -> tuple[Bloque, ...]:
    if one.expediente is None:
        return ()
    return (
        parrafo(
            f"El documento aprobado es el expediente {one.expediente.folio}, «{one.expediente.titulo}», "
            f"{articulos.de_dependencia(one.expediente.dependencia)}, en su versión {one.expediente.version}, cuya "
            f"huella SHA-256 es {one.expediente.sha256}.",
            estilo="nota",
        ),
    )


def _estado_del_acta(one: InstantaneaCertificacion) -> str:
    if one.acta_numero is None:
        return "Se hace constar que el acta de la sesión se encuentra pendiente de elaboración y aprobación."
    acta = f"el acta número {letras.cardinal(one.acta_numero)}, folio {one.acta_folio},"
    if one.acta_aprobada:
        return f"Se hace constar que {acta} se encuentra aprobada."
    return f"Se hace constar que {acta} se encuentra pendiente de aprobación."


def _cierre(one: InstantaneaCertificacion) -> str:
    para = f" a solicitud de {one.solicitante}" if one.solicitante else ""
    efectos = f", para {one.efectos}" if one.efectos else ""
    return (
        f"Se expide la presente{para}{efectos}, en {one.emisor.municipio}, {one.emisor.entidad}, siendo "
        f"{palabras.hora(one.expedida)} del día {palabras.fecha(one.expedida)}. "
    )
