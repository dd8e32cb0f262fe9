"""The dictamen of a block in words: every dossier named, with its story, its votes and its own resolutivo."""

from __future__ import annotations

from datetime import date

from workflow.actas import palabras
from workflow.actas.impresion.documento import Bloque, Parrafo, Tabla, Titulo, celda, parrafo
from workflow.actas.instantanea_dictamen import AsuntoDictaminado, InstantaneaDictamen
from workflow.actas.redaccion.frases import objeto_varios
from workflow.actas.redaccion.votos import votacion
from workflow.kernel import letras

_FAVORABLE, _CON_MODIFICACIONES = "Favorable", "Favorable, con modificaciones"
RESULTADOS = {
    "favorable": _FAVORABLE,
    "favorable_con_modificaciones": _CON_MODIFICACIONES,
    "desfavorable": "Desfavorable",
    "devolver": "Se devuelve a la dependencia",
    "devuelto": "Se devuelve a la dependencia",
    "rechazado": "No aprobado",
    "turnado": "Se turna al pleno, por empate",
    "pendiente": "Pendiente",
    "retirado": "Retirado",
}
FOLIOS_EN_EL_ENCABEZADO = 3


def cuantos(one: InstantaneaDictamen) -> str:
    """«sesenta y siete expedientes»."""
    return _expedientes(len(one.asuntos))


def _expedientes(numero: int) -> str:
    return f"{letras.cardinal(numero, apocope=True)} {'expediente' if numero == 1 else 'expedientes'}"


def relacion(one: InstantaneaDictamen) -> str:
    """«Expedientes POA/…, POA/… y POA/…», or how many when they are many."""
    folios = [asunto.expediente.folio for asunto in one.asuntos]
    if len(folios) <= FOLIOS_EN_EL_ENCABEZADO:
        return f"Expedientes {palabras.enumerar(folios)}"
    return f"{palabras.mayuscula(cuantos(one))} del ejercicio fiscal {one.ejercicio}"


def objeto(one: InstantaneaDictamen) -> str:
    return objeto_varios((asunto.expediente.clase for asunto in one.asuntos), one.ejercicio)


def lo_dictaminado(one: InstantaneaDictamen) -> str:
    """«los programas operativos anuales 2026 de las dependencias que se relacionan, votados en conjunto»."""
    text = f"{objeto(one)} de las dependencias que se relacionan, votados en conjunto"
    aparte = sum(asunto.reservado for asunto in one.asuntos)
    if not aparte:
        return text
    de_los = "del que se reservó" if aparte == 1 else f"de los {letras.cardinal(aparte)} que se reservaron"
    return f"{text}, y da cuenta {de_los} para su votación en lo particular"


def relacion_de_expedientes(one: InstantaneaDictamen) -> tuple[Bloque, ...]:
    """Every dossier of the block: what it is, of whom, how much, and what became of it."""
    filas = tuple(
        (
            celda(asunto.expediente.folio, f", versión\u00a0{asunto.expediente.version}"),
            celda(palabras.mayuscula(asunto.expediente.dependencia)),
            celda(asunto.programa or asunto.expediente.titulo),
            celda(asunto.alcance),
            celda(_resultado(asunto)),
        )
        for asunto in one.asuntos
    )
    padron = any(asunto.expediente.clase == "padron" for asunto in one.asuntos)
    poa = any(asunto.expediente.clase == "poa" for asunto in one.asuntos)
    cuanto = "Monto o personas" if padron and poa else "Personas" if padron else "Monto"
    encabezados = ("Expediente", "Dependencia", "Programa", cuanto, "Resultado")
    return (
        Titulo(2, "Expedientes que se dictaminan"),
        Tabla("Expedientes del bloque", encabezados, (22, 24, 20, 13, 21), filas),
    )


def _resultado(one: AsuntoDictaminado) -> str:
    text = RESULTADOS[one.sentido or one.estado]
    if one.dictamen:
        return f"{text}; dictamen {one.dictamen}"
    return f"{text} (reservado)" if one.reservado else text


def antecedentes(one: InstantaneaDictamen, votado: str) -> tuple[Bloque, ...]:
    """`votado`: «Con fecha…, en la… sesión ordinaria», where and when it was voted."""
    filas = tuple(
        (
            celda(asunto.expediente.folio),
            celda(_dia(asunto.antecedentes.presentado)),
            celda(_revision(asunto)),
            celda(_dia(asunto.antecedentes.validado)),
            celda(_dia(asunto.antecedentes.turnado)),
        )
        for asunto in one.asuntos
    )
    encabezados = ("Expediente", "Presentado", "Observaciones de Planeación", "Validado", "Turnado")
    aparte = sum(asunto.reservado for asunto in one.asuntos)
    en_general = _expedientes(len(one.asuntos) - aparte)
    text = f"{votado}, se analizaron, discutieron y votaron en lo general {en_general}"
    if aparte:
        reservados = "se reservó" if aparte == 1 else "se reservaron"
        text += f"; {_expedientes(aparte)} {reservados} para su votación en lo particular"
    return (
        *relacion_de_expedientes(one),
        Titulo(2, "Antecedentes"),
        parrafo(
            "Las dependencias presentaron los expedientes; la Secretaría de Planeación Estratégica los revisó y los "
            "validó, sin observaciones bloqueantes abiertas, y se turnaron a las comisiones en las fechas siguientes:"
        ),
        Tabla("Antecedentes de cada expediente", encabezados, (24, 15, 31, 15, 15), filas),
        parrafo(palabras.punto_final(text)),
    )


def _dia(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else "—"


def _revision(one: AsuntoDictaminado) -> str:
    rondas = one.antecedentes.rondas
    emitidas, solventadas = sum(r.emitidas for r in rondas), sum(r.solventadas for r in rondas)
    if not emitidas:
        return "Sin observaciones"
    veces = "una ronda" if len(rondas) == 1 else f"{letras.cardinal(len(rondas), 'f')} rondas"
    return f"{emitidas} en {veces}; {solventadas} solventadas"


def modificaciones(one: InstantaneaDictamen) -> tuple[Bloque, ...]:
    filas = tuple(
        (
            celda(asunto.expediente.folio),
            celda(change.campo or "—"),
            celda(change.dice or "—"),
            celda(change.debe_decir),
            celda(change.proponente or "—"),
            celda(change.votacion),
        )
        for asunto in one.asuntos
        for change in asunto.modificaciones
    )
    if not filas:
        return ()
    encabezados = ("Expediente", "Campo", "Dice", "Debe decir", "Propone", "Votación")
    return (Titulo(2, "Modificaciones"), Tabla("Modificaciones", encabezados, (20, 15, 12, 13, 14, 26), filas))


def votaciones(one: InstantaneaDictamen) -> tuple[Bloque, ...]:
    """The vote in general, then that of each dossier that was set apart."""
    bloques: list[Bloque] = [Titulo(3, "Votación en lo general")]
    for count in one.votaciones:
        bloques.extend(votacion(count, one.fecha))
    for asunto in one.asuntos:
        if asunto.reservado:
            bloques += [Titulo(3, f"En lo particular: expediente {asunto.expediente.folio}"), _reserva(asunto)]
            for count in asunto.votaciones:
                bloques.extend(votacion(count, one.fecha))
    return tuple(bloques)


def _reserva(one: AsuntoDictaminado) -> Parrafo:
    quien = f"{palabras.mayuscula(one.reservado_por)} lo reservó" if one.reservado_por else "Se reservó"
    motivo = f": {palabras.minuscula(one.reserva_motivo)}" if one.reserva_motivo else ""
    text = palabras.punto_final(f"{quien} para su votación en lo particular{motivo}")
    return parrafo(text if one.votaciones else f"{text} No se votó en esta sesión.")
