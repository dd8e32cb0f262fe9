"""The acta of a session in words, from its snapshot: opening, roll call, agenda, closing and signatures.

Order of the sections after the model acta of a Cabildo (minutes with initial and final quórum, hours of start and
end, attendance, summary of each matter and the sense of each member's vote). The items are in `redaccion_puntos`.
"""

from __future__ import annotations

from workflow.actas import palabras
from workflow.actas.canonico import digest
from workflow.actas.caracter import caracter, recinto
from workflow.actas.impresion.documento import (
    Bloque,
    Documento,
    Elemento,
    Lista,
    Tabla,
    Titulo,
    Trozo,
    celda,
    elemento,
    negrita,
    parrafo,
)
from workflow.actas.instantanea import Incidencia, InstantaneaActa, Punto, Quorum
from workflow.actas.redaccion.lista import encuentran, lista_y_quorum
from workflow.actas.redaccion.partes import anexos, firmas, membrete, verificacion
from workflow.actas.redaccion.puntos import desahogo, escrito
from workflow.kernel import letras

NO_INSTALADA = "Constancia de sesión no verificada por falta de quórum"


def componer_acta(acta: InstantaneaActa) -> Documento:
    """The whole acta as a tree of blocks. Pure: the same snapshot gives the same tree."""
    nombre = palabras.nombre_sesion(acta.sesion, acta.organo)
    sha256 = digest(acta)
    cuerpo = _cuerpo(acta) if acta.sesion.instalada else _cuerpo_no_instalada(acta)
    titulo = f"{_que_es(acta)} número {acta.numero}. {nombre}"
    return Documento(
        titulo=titulo,
        membrete=membrete(acta.emisor),
        lema=acta.emisor.lema,
        folio=acta.folio,
        version=acta.version,
        pie=titulo + f", {palabras.fecha_corta(acta.sesion.apertura)}",
        marca="" if acta.estado == "aprobada" else f"PROYECTO DE {_que_es(acta).upper()}",
        fecha=acta.sesion.clausura,
        autor=f"{acta.emisor.dependencia}, {acta.emisor.ayuntamiento}",
        bloques=(
            *_encabezado(acta, nombre),
            *cuerpo,
            *_precisiones(acta),
            *firmas(acta.firmas),
            *anexos(acta.anexos),
            *_objeciones(acta),
        ),
        verificacion=verificacion(acta.base_url, acta.folio, sha256),
    )


def _que_es(acta: InstantaneaActa) -> str:
    return "Acta" if acta.sesion.instalada else "Constancia"


def _cuerpo(acta: InstantaneaActa) -> tuple[Bloque, ...]:
    return (
        *proemio(acta),
        *lista_y_quorum(acta),
        *orden_del_dia(acta.puntos),
        *desahogo(acta),
        *asuntos_generales(acta),
        *incidencias(acta),
        *clausura(acta),
    )


def _cuerpo_no_instalada(acta: InstantaneaActa) -> tuple[Bloque, ...]:
    return (*proemio(acta), *lista_y_quorum(acta), *incidencias(acta), *constancia(acta))


def _precisiones(acta: InstantaneaActa) -> tuple[Bloque, ...]:
    """What the body corrected when it approved the acta; the text above already has it."""
    if not acta.precisiones:
        return ()
    filas = tuple(
        (celda(one.dice or "(se agrega)"), celda(one.debe_decir), celda(one.solicita)) for one in acta.precisiones
    )
    return (
        Titulo(2, "Precisiones incorporadas al aprobarse el acta"),
        Tabla("Precisiones", ("Decía", "Debe decir", "Solicitó"), (38, 38, 24), filas),
    )


def _objeciones(acta: InstantaneaActa) -> tuple[Bloque, ...]:
    if not acta.objeciones:
        return ()
    elementos = tuple(
        elemento("•", negrita(one.persona), f": {palabras.punto_final(one.texto)}") for one in acta.objeciones
    )
    return (Titulo(2, "Anexo: objeciones al acta que no fueron aceptadas"), Lista(elementos))


def _encabezado(acta: InstantaneaActa, nombre: str) -> tuple[Bloque, ...]:
    estado = f"Proyecto de {_que_es(acta).lower()}, pendiente de aprobación"
    if not acta.sesion.instalada:
        estado = "Proyecto de constancia"
        if acta.aprobada_en:
            estado = f"Asentada en el Libro de Actas el {palabras.fecha_corta(acta.aprobada_en)}"
    elif acta.estado == "aprobada":
        estado = "Acta aprobada"
        if acta.aprobada_en:
            estado += f" el {palabras.fecha_corta(acta.aprobada_en)}"
        if acta.aprobada_por:
            estado += f" mediante acuerdo {acta.aprobada_por}"
        if acta.aprobada_en_sesion:
            estado += f" en la {acta.aprobada_en_sesion}"
    return (
        Titulo(1, f"{_que_es(acta)} número {letras.cardinal(acta.numero)}"),
        parrafo(nombre, estilo="subtitulo"),
        parrafo(palabras.mayuscula(palabras.fecha_corta(acta.sesion.apertura)), estilo="centrado"),
        parrafo("Folio ", negrita(acta.folio), f" · {estado}", estilo="centrado"),
    )


def proemio(acta: InstantaneaActa) -> tuple[Bloque, ...]:
    sesion, emisor = acta.sesion, acta.emisor
    lugar = f"en {sesion.lugar}"
    if sesion.domicilio:
        lugar += f", con domicilio en {sesion.domicilio}"
    if sesion.recinto_acuerdo:
        lugar += recinto("itinerante" if sesion.itinerante else "recinto_alterno", sesion.recinto_acuerdo)
    previa = ""
    if sesion.convocatoria_fecha:
        previa = f", previa convocatoria de fecha {palabras.fecha(sesion.convocatoria_fecha)}"
        if sesion.convocatoria_fundamento:
            previa += f", notificada en términos de {sesion.convocatoria_fundamento}"
    quienes = f"las y los integrantes del {emisor.ayuntamiento}"
    if acta.organo.clase != "cabildo":
        quienes = f"las y los integrantes {palabras.de_organo(acta.organo)} del {emisor.ayuntamiento}"
    nombre = palabras.nombre_sesion(sesion, acta.organo)
    peculiar = caracter(
        tipo=sesion.tipo, publicidad=sesion.publicidad, modalidad=sesion.modalidad, permanente=sesion.permanente
    )
    return (
        parrafo(
            f"En la ciudad de {emisor.municipio}, {emisor.entidad}, siendo {palabras.hora(sesion.apertura)} del día "
            f"{palabras.fecha(sesion.apertura)}, {lugar}{previa}, se reunieron {quienes}, para celebrar la ",
            negrita(nombre),
            ".",
        ),
        parrafo(
            f"Preside la sesión {palabras.el_c_cargo(acta.preside)}; actúa en funciones de la secretaría de la sesión "
            f"{palabras.el_c_cargo(acta.secretario)}, quien da fe."
        ),
        *(parrafo(frase) for frase in peculiar),
    )


def orden_del_dia(puntos: tuple[Punto, ...]) -> tuple[Bloque, ...]:
    convocados = sorted(
        (one for one in puntos if one.num_convocado is not None), key=lambda one: one.num_convocado or 0
    )
    agregados = [one for one in puntos if one.num_convocado is None]
    if not convocados and not agregados:
        return ()
    bloques: list[Bloque] = [
        Titulo(2, "Orden del día"),
        Lista(tuple(_renglon(one, one.num_convocado) for one in convocados)),
    ]
    if agregados:
        bloques.append(parrafo("Asuntos incorporados por acuerdo del pleno:"))
        bloques.append(Lista(tuple(_renglon(one, one.num_desahogado) for one in agregados)))
    return tuple(bloques)


_ESTADO_ORDEN = {
    "retirado": "retirado",
    "pendiente": "pendiente",
    "diferido": "diferido",
    "no_desahogado": "no desahogado",
}


def _renglon(punto: Punto, numero: int | None) -> Elemento:
    nota = "" if punto.clase == "asuntos_generales" else _ESTADO_ORDEN.get(punto.estado, "")
    if not nota and punto.num_convocado is not None and punto.num_desahogado not in (None, punto.num_convocado):
        nota = f"desahogado como punto {punto.num_desahogado}"
    marca = f"{numero}." if numero else "•"
    if not nota:
        return elemento(marca, palabras.punto_final(punto.titulo))
    return elemento(marca, punto.titulo.rstrip("."), Trozo(f" ({nota})", cursiva=True), ".")


def asuntos_generales(acta: InstantaneaActa) -> tuple[Bloque, ...]:
    if acta.sesion.tipo != "ordinaria":
        return ()
    titulo = Titulo(2, "Asuntos generales")
    if not acta.asuntos_generales:
        return (titulo, *(escrito(acta.asuntos_escritos) or (parrafo("No se registraron asuntos generales."),)))
    elementos = tuple(
        elemento(
            f"{numero}.",
            negrita(palabras.mayuscula(palabras.el_c_cargo(one.persona))),
            f": {palabras.punto_final(one.sintesis)}",
            f" Trámite: {palabras.punto_final(one.tramite)}" if one.tramite else "",
        )
        for numero, one in enumerate(acta.asuntos_generales, start=1)
    )
    return (titulo, Lista(elementos), *escrito(acta.asuntos_escritos))


def incidencias(acta: InstantaneaActa) -> tuple[Bloque, ...]:
    if not acta.incidencias and not acta.incidencias_escritas:
        return ()
    bloques: list[Bloque] = [Titulo(2, "Recesos e incidencias")]
    if acta.incidencias:
        bloques.append(Lista(tuple(elemento("•", _incidencia(one, acta)) for one in acta.incidencias)))
    return (*bloques, *escrito(acta.incidencias_escritas))


def _incidencia(one: Incidencia, acta: InstantaneaActa) -> str:
    apertura = acta.sesion.apertura
    text = f"{palabras.mayuscula(palabras.a_hora(one.hora, apertura))}: {palabras.punto_final(one.texto)}"
    if one.hasta:
        text += f" Se reanudó {palabras.a_hora(one.hasta, apertura)}."
    if one.quorum:
        text += f" {_verificado(one.quorum)}"
    return text


def _verificado(quorum: Quorum) -> str:
    hay = "existe quórum legal" if quorum.hay else "no existe quórum legal"
    return (
        f"Verificada la asistencia, se {encuentran(quorum.presentes)} {palabras.integrantes(quorum.presentes)}: {hay}."
    )


def clausura(acta: InstantaneaActa) -> tuple[Bloque, ...]:
    sesion = acta.sesion
    finales = [
        f"{palabras.integrantes(roll.quorum_final.presentes)}"
        + (f" de la {palabras.comision(roll.organo.nombre)}" if len(acta.listas) > 1 else "")
        for roll in acta.listas
        if roll.quorum_final
    ]
    presencia = f", con la presencia de {palabras.enumerar(finales)}" if finales else ""
    motivo = _motivo_de_clausura(acta)
    return (
        Titulo(2, "Clausura"),
        parrafo(
            f"{motivo}, y siendo {palabras.hora(sesion.clausura)} del día {palabras.fecha(sesion.clausura)}"
            f"{presencia}, {palabras.el_cargo(acta.preside)} declara clausurada la sesión. Se levanta la "
            f"presente acta, que firman al margen y al calce quienes en ella intervinieron, ante la fe "
            f"{palabras.del_cargo(acta.secretario)}. ",
            negrita("DOY FE."),
        ),
    )


def _motivo_de_clausura(acta: InstantaneaActa) -> str:
    """A quórum that was lost and found again does not end a session; the count at its closing says which it was."""
    if any(roll.quorum_final and not roll.quorum_final.hay for roll in acta.listas):
        return "No existiendo quórum para continuar"
    pendientes = sum(one.estado == "pendiente" for one in acta.puntos)
    if pendientes == 0:
        return "No habiendo otro asunto que tratar"
    quedan = (
        "Quedando pendiente para la siguiente sesión"
        if pendientes == 1
        else "Quedando pendientes para la siguiente sesión"
    )
    puntos = "punto" if pendientes == 1 else "puntos"
    return f"{quedan} {letras.cardinal(pendientes, apocope=True)} {puntos} del orden del día"


def constancia(acta: InstantaneaActa) -> tuple[Bloque, ...]:
    sesion = acta.sesion
    cola = f" {palabras.punto_final(acta.acuerdos_de_no_instalacion)}" if acta.acuerdos_de_no_instalacion else ""
    return (
        Titulo(2, NO_INSTALADA),
        parrafo(
            f"Siendo {palabras.hora(sesion.clausura)} del día {palabras.fecha(sesion.clausura)}, y al no reunirse el "
            f"quórum legal, {palabras.el_cargo(acta.preside)} hace constar que la sesión no pudo celebrarse; no se "
            f"desahogó ningún punto del orden del día ni se tomó acuerdo alguno.{cola} Firman la presente constancia "
            f"quienes asistieron, ante la fe {palabras.del_cargo(acta.secretario)}. ",
            negrita("DOY FE."),
        ),
    )
