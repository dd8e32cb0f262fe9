"""The dictamen of Comisiones Unidas in words: antecedents, content, resolutions, vote of each commission."""

from __future__ import annotations

from workflow.actas import palabras
from workflow.actas.canonico import digest
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
from workflow.actas.instantanea_dictamen import Antecedentes, InstantaneaDictamen, Ronda
from workflow.actas.redaccion import dictamen_bloque
from workflow.actas.redaccion.frases import SENTIDOS, objeto
from workflow.actas.redaccion.lista import compartidos, cuenta_comision, tabla_lista
from workflow.actas.redaccion.partes import anexos, firmas, membrete, resolutivo, verificacion
from workflow.actas.redaccion.votos import votacion
from workflow.kernel import articulos, letras

_ROMANOS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")


def componer_dictamen(one: InstantaneaDictamen) -> Documento:
    """The whole dictamen as a tree of blocks."""
    titulo = f"Dictamen {one.folio}"
    bloques: tuple[Bloque, ...] = (
        *_encabezado(one),
        *_antecedentes(one.antecedentes, one),
        *_contenido(one),
        *_considerandos(one),
        *_modificaciones(one),
        *_resolutivos(one),
        *_votacion(one),
        parrafo(f"{one.lugar}, a {palabras.fecha(one.fecha)}.", estilo="centrado"),
        *firmas(one.firmas),
        *anexos(one.anexos),
        *_votos_particulares(one),
    )
    de_que = f"{len(one.asuntos)} expedientes" if one.asuntos else palabras.minuscula(expedientes(one))
    return Documento(
        titulo=f"{titulo}. {one.organo.nombre}",
        membrete=membrete(one.emisor),
        lema=one.emisor.lema,
        folio=one.folio,
        version=one.version,
        pie=f"{titulo}, {de_que}",
        marca="",
        fecha=one.fecha,
        autor=f"{one.organo.nombre}, {one.emisor.ayuntamiento}",
        bloques=bloques,
        verificacion=verificacion(one.base_url, one.folio, digest(one)),
    )


def _encabezado(one: InstantaneaDictamen) -> tuple[Bloque, ...]:
    fundamento = f", con fundamento en {palabras.enumerar(one.fundamento)}" if one.fundamento else ""
    return (
        Titulo(1, f"Dictamen {one.folio}"),
        parrafo(one.organo.nombre, estilo="subtitulo"),
        parrafo(expedientes(one), estilo="centrado"),
        parrafo(negrita(f"{one.emisor.ayuntamiento.upper()}:")),
        parrafo(
            f"Las y los integrantes {palabras.de_organo(one.organo)}{fundamento}, sometemos a la consideración del "
            f"Ayuntamiento el presente dictamen, que ",
            negrita(SENTIDOS[one.sentido]),
            f" {lo_dictaminado(one)}, al tenor de lo siguiente.",
        ),
    )


def expedientes(one: InstantaneaDictamen) -> str:
    """«Expediente POA/2026/0001, versión 1»; of a block, its folios or how many they are."""
    if one.asuntos:
        return dictamen_bloque.relacion(one)
    return f"Expediente {one.expediente.folio}, versión {one.expediente.version}"


def lo_dictaminado(one: InstantaneaDictamen) -> str:
    """«el Programa Operativo Anual 2026 de la Dirección de Obras Públicas»; of a block, all of its programmes."""
    if one.asuntos:
        return dictamen_bloque.lo_dictaminado(one)
    del_objeto = objeto(one.expediente.clase, one.ejercicio)
    return f"{del_objeto} {articulos.de_dependencia(one.expediente.dependencia)}"


def _antecedentes(past: Antecedentes, one: InstantaneaDictamen) -> tuple[Bloque, ...]:
    if one.asuntos:
        return dictamen_bloque.antecedentes(one, _votado(one))
    parts: list[str] = []
    if past.presentado:
        parts.append(
            f"Con fecha {palabras.fecha(past.presentado)}, {articulos.dependencia(past.presentado_por)} presentó el "
            f"expediente {one.expediente.folio}, en su versión {past.version_presentada}."
        )
    parts.extend(_ronda(ronda) for ronda in past.rondas)
    if past.validado:
        parts.append(
            f"Con fecha {palabras.fecha(past.validado)}, la Secretaría de Planeación Estratégica validó la versión "
            f"{one.expediente.version}, sin observaciones bloqueantes abiertas."
        )
    if past.turnado:
        parts.append(
            f"Con fecha {palabras.fecha(past.turnado)}, el expediente se turnó a las {one.organo.nombre}."
            if one.organo.clase == "comisiones_unidas"
            else f"Con fecha {palabras.fecha(past.turnado)}, el expediente se turnó a la {one.organo.nombre}."
        )
    parts.append(f"{_votado(one)}, se analizó, discutió y votó el presente dictamen.")
    elementos = tuple(elemento(f"{_ROMANOS[n]}.", text) for n, text in enumerate(parts[: len(_ROMANOS)]))
    return (Titulo(2, "Antecedentes"), Lista(elementos))


def _votado(one: InstantaneaDictamen) -> str:
    """«Con fecha veintiocho de enero de dos mil veintiséis, en la cuarta sesión ordinaria»."""
    ordinal = letras.ordinal(one.sesion_ordinal) if one.sesion_ordinal <= letras.ORDINAL_MAXIMO else ""
    return f"Con fecha {palabras.fecha(one.fecha)}, en la {f'{ordinal} sesión {one.sesion_tipo}'.strip()}"


def _ronda(one: Ronda) -> str:
    ordinal = letras.ordinal(one.numero)
    emitidas = letras.cardinal(one.emitidas, "f")
    nombre = "observación" if one.emitidas == 1 else "observaciones"
    text = f"En la {ordinal} ronda de revisión, Planeación emitió {emitidas} {nombre}"
    text += (
        f", {'notificada' if one.emitidas == 1 else 'notificadas'} el {palabras.fecha(one.notificada)}"
        if one.notificada
        else ""
    )
    if one.respondida:
        text += f"; la dependencia respondió el {palabras.fecha(one.respondida)}"
    solventadas = letras.cardinal(one.solventadas, "f")
    return f"{text}; al término de la ronda se dieron por solventadas {solventadas}."


def _contenido(one: InstantaneaDictamen) -> tuple[Bloque, ...]:
    bloques: list[Bloque] = [parrafo(palabras.punto_final(text)) for text in one.contenido.parrafos]
    if one.contenido.renglones:
        filas = tuple((celda(line.concepto), celda(line.valor)) for line in one.contenido.renglones)
        titulo = one.contenido.tabla_titulo or "Resumen del expediente"
        bloques.append(parrafo(negrita(titulo + ":")))
        bloques.append(Tabla(titulo, ("Concepto", "Valor"), (65, 35), filas))
    return (Titulo(2, "Contenido"), *bloques) if bloques else ()


def _considerandos(one: InstantaneaDictamen) -> tuple[Bloque, ...]:
    bloques: list[Bloque] = []
    if one.considerandos:
        elementos = tuple(
            elemento(resolutivo(n), palabras.punto_final(text)) for n, text in enumerate(one.considerandos, start=1)
        )
        bloques += [Titulo(2, "Considerandos"), Lista(elementos)]
    if one.impacto_presupuestal:
        bloques += [
            Titulo(2, "Impacto presupuestal"),
            parrafo(palabras.punto_final(one.impacto_presupuestal)),
        ]
    return tuple(bloques)


def _modificaciones(one: InstantaneaDictamen) -> tuple[Bloque, ...]:
    if one.asuntos:
        return dictamen_bloque.modificaciones(one)
    if not one.modificaciones:
        return ()
    filas = tuple(
        (
            celda(m.campo or "—"),
            celda(m.dice or "—"),
            celda(m.debe_decir),
            celda(m.proponente or "—"),
            celda(m.votacion),
        )
        for m in one.modificaciones
    )
    encabezados = ("Campo", "Dice", "Debe decir", "Propone", "Votación")
    return (Titulo(2, "Modificaciones"), Tabla("Modificaciones", encabezados, (26, 18, 18, 21, 17), filas))


def _resolutivos(one: InstantaneaDictamen) -> tuple[Bloque, ...]:
    elementos = tuple(
        elemento(resolutivo(n), palabras.punto_final(text)) for n, text in enumerate(one.resolutivos, start=1)
    )
    return (Titulo(2, "Resolutivos"), Lista(elementos)) if elementos else ()


def _votacion(one: InstantaneaDictamen) -> tuple[Bloque, ...]:
    bloques: list[Bloque] = [Titulo(2, "Asistencia y votación")]
    varias = len(one.listas) > 1
    for roll in one.listas:
        if varias:
            bloques.append(Titulo(3, f"Asistencia de la {palabras.comision(roll.organo.nombre)}"))
        bloques.append(tabla_lista(roll))
        bloques.append(parrafo(cuenta_comision(roll)))
    bloques.extend(compartidos(one.listas))
    if one.asuntos:
        return (*bloques, *dictamen_bloque.votaciones(one))
    for count in one.votaciones:
        bloques.extend(votacion(count, one.fecha))
    return tuple(bloques)


def _votos_particulares(one: InstantaneaDictamen) -> tuple[Bloque, ...]:
    if not one.votos_particulares:
        return ()
    bloques: list[Bloque] = [Titulo(2, "Anexo: votos particulares")]
    for v in one.votos_particulares:
        lines = [line for line in v.texto.splitlines() if line.strip()]
        bloques.append(Titulo(3, palabras.mayuscula(palabras.el_c_cargo(v.persona))))
        bloques.extend(parrafo(palabras.punto_final(line)) for line in lines)
    return tuple(bloques)
