"""The convocatoria: who is convened, to what, when and where, with its agenda, its annexes and a sheet of acuses."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from workflow.actas import palabras
from workflow.actas.canonico import digest
from workflow.actas.caracter import caracter, recinto
from workflow.actas.impresion.documento import (
    Bloque,
    Documento,
    Lista,
    Tabla,
    Titulo,
    celda,
    elemento,
    negrita,
    parrafo,
)
from workflow.actas.instantanea import Firma
from workflow.actas.instantanea_convocatoria import CambioConvocatoria, InstantaneaConvocatoria
from workflow.actas.redaccion.partes import anexos, firmas, membrete, verificacion
from workflow.kernel import letras

CAMPOS = {
    "programada_para": "Día y hora",
    "lugar": "Lugar",
    "domicilio": "Domicilio",
    "sede": "Recinto",
    "recinto_acuerdo": "Acuerdo o justificación del recinto",
    "modalidad": "Modalidad",
    "enlace": "Enlace para asistir a distancia",
    "publicidad": "Publicidad",
    "permanente": "Sesión permanente",
}
VALORES = {
    "sede": {"recinto_oficial": "Recinto oficial", "recinto_alterno": "Recinto alterno", "itinerante": "Itinerante"},
    "modalidad": {"presencial": "Presencial", "a_distancia": "A distancia", "hibrida": "Híbrida"},
    "publicidad": {"publica": "Pública", "privada": "Privada"},
    "permanente": {"True": "Sí", "False": "No"},
}
DE_PUNTOS = {"punto_corregido": "", "punto_adicionado": " (se agrega)", "punto_retirado": " (se retira)",
             "expediente_retirado": " (se retira un expediente del bloque)"}  # fmt: skip


def change_in_words(campo: str, antes: Any, ahora: Any) -> CambioConvocatoria:
    """A change as it was kept, in the words of a fe de erratas."""
    clase, _, numero = campo.partition(".")
    if clase in DE_PUNTOS:
        nombre = f"Punto {numero} del orden del día{DE_PUNTOS[clase]}"
        return CambioConvocatoria(nombre, str(antes or "—"), str(ahora or "—"))
    if clase == "documento":
        return CambioConvocatoria(f"Documento que acompaña, {numero}", str(antes or "—"), str(ahora))
    return CambioConvocatoria(CAMPOS.get(campo, campo), _value(campo, antes), _value(campo, ahora))


def _value(campo: str, valor: Any) -> str:
    if campo == "programada_para":
        momento = datetime.fromisoformat(str(valor))
        return f"{palabras.fecha_corta(momento)}, {palabras.reloj(momento)}"
    if valor in (None, ""):
        return "—"
    return VALORES.get(campo, {}).get(str(valor), str(valor))


def componer_convocatoria(one: InstantaneaConvocatoria) -> Documento:
    """The whole convocatoria as a tree of blocks."""
    titulo = _que_es(one)
    return Documento(
        titulo=f"{titulo} a la {nombre(one)}",
        membrete=membrete(one.emisor),
        lema=one.emisor.lema,
        folio=one.folio,
        version=one.version,
        pie=f"{titulo} {one.folio}, {palabras.fecha_corta(one.emitida)}",
        marca="",
        fecha=one.emitida,
        autor=f"{one.emisor.dependencia}, {one.emisor.ayuntamiento}",
        bloques=_bloques(one),
        verificacion=verificacion(one.base_url, one.folio, digest(one)),
    )


def nombre(one: InstantaneaConvocatoria) -> str:
    """«Sesión Ordinaria Pública Itinerante de Cabildo»."""
    words = ["Sesión", palabras.TIPOS[one.tipo], palabras.PUBLICIDADES[one.publicidad]]
    if one.sede == "itinerante":
        words.append("Itinerante")
    return " ".join([*words, palabras.de_organo(one.organo)])


def _que_es(one: InstantaneaConvocatoria) -> str:
    if one.version > 1:
        return "Fe de erratas de la convocatoria"
    return "Segunda convocatoria" if one.segunda_de else "Convocatoria"


def _bloques(one: InstantaneaConvocatoria) -> tuple[Bloque, ...]:
    return (
        Titulo(1, _que_es(one)),
        parrafo(nombre(one), estilo="subtitulo"),
        parrafo("Folio ", negrita(one.folio), *_version(one), estilo="centrado"),
        parrafo(_destinatarios(one)),
        *_cambios(one),
        parrafo(_se_convoca(one)[0], negrita(_se_convoca(one)[1]), f"{_donde(one)}, conforme al orden del día "
                "siguiente."),
        *(parrafo(texto) for texto in _condiciones(one)),
        Titulo(2, "Orden del día"),
        Lista(tuple(elemento(f"{p.numero}.", palabras.punto_final(_punto(p.titulo, p.tipo))) for p in one.puntos)),
        *anexos(one.anexos),
        parrafo(
            f"Dada en {one.emisor.municipio}, {one.emisor.entidad}, siendo {palabras.hora(one.emitida)} del día "
            f"{palabras.fecha(one.emitida)}."
        ),
        *firmas((Firma(one.convoca),)),
        *_acuses(one),
    )  # fmt: skip


def _version(one: InstantaneaConvocatoria) -> tuple[str, ...]:
    return (f" · versión {one.version}, sustituye a la anterior",) if one.version > 1 else ()


def _destinatarios(one: InstantaneaConvocatoria) -> str:
    if one.organo.clase == "cabildo":
        return f"A las y los integrantes del {one.emisor.ayuntamiento}:"
    return f"A las y los integrantes {palabras.de_organo(one.organo)}:"


def _cambios(one: InstantaneaConvocatoria) -> tuple[Bloque, ...]:
    if not one.cambios:
        return ()
    filas = tuple((celda(c.campo), celda(c.dice), celda(c.debe_decir)) for c in one.cambios)
    return (
        Titulo(2, "Lo que se corrige"),
        parrafo(
            f"La convocatoria emitida con este folio se corrige por lo siguiente: {palabras.punto_final(one.motivo)}"
        ),
        Tabla("Lo que se corrige de la convocatoria", ("Dato", "Dice", "Debe decir"), (24, 38, 38), filas),
        Titulo(2, "La convocatoria, corregida"),
    )


def _se_convoca(one: InstantaneaConvocatoria) -> tuple[str, str]:
    fundamento = f"Con fundamento en {one.fundamento}, se" if one.fundamento else "Se"
    segunda = ""
    if one.segunda_de:
        segunda = (
            f", en segunda convocatoria por no haberse verificado la sesión citada para el "
            f"{palabras.fecha(one.segunda_de)},"
        )
    return (
        f"{fundamento} les convoca{segunda} a la {nombre(one)}, que se celebrará a ",
        f"{palabras.hora(one.programada)} del día {palabras.fecha(one.programada)}",
    )


def _donde(one: InstantaneaConvocatoria) -> str:
    lugar = f", en {one.lugar}"
    if one.domicilio:
        lugar += f", con domicilio en {one.domicilio}"
    return lugar + recinto(one.sede, one.recinto_acuerdo)


def _condiciones(one: InstantaneaConvocatoria) -> list[str]:
    textos = caracter(
        tipo=one.tipo,
        publicidad=one.publicidad,
        modalidad=one.modalidad,
        permanente=one.permanente,
        enlace=one.enlace,
    )
    if one.horas_minimas:
        horas = letras.cardinal(one.horas_minimas, apocope=True)
        textos.append(
            f"La regla del órgano pide notificar con al menos {horas} horas de anticipación, contadas de momento a "
            "momento."
        )
    if one.anexos:
        textos.append(
            "Los documentos que se tratarán acompañan a esta convocatoria, en la versión y con la huella indicadas."
        )
    return textos


def _punto(titulo: str, tipo: str) -> str:
    return f"{titulo} (informativo, no se vota)" if tipo == "informativo" else titulo


def _acuses(one: InstantaneaConvocatoria) -> tuple[Bloque, ...]:
    """The sheet on which who is notified on paper signs."""
    filas = tuple((celda(f"C. {p.nombre}"), celda(palabras.cargo(p)), celda(""), celda("")) for p in one.convocados)
    if not filas:
        return ()
    encabezados = ("Persona convocada", "Cargo", "Día y hora en que recibe", "Nombre y firma de quien recibe")
    return (
        Titulo(2, "Acuses de recibo", hoja_nueva=True),
        Tabla("Acuses de recibo", encabezados, (34, 18, 20, 28), filas, a_mano=True),
    )
