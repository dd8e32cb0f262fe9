"""A count in words: kind, names by sense, base, majority required, result and casting vote.

Even a show of hands is written member by member (LGTAIP 66-IX); only a secret ballot has no names.
"""

from __future__ import annotations

from datetime import datetime

from workflow.actas import palabras
from workflow.actas.impresion.documento import Bloque, Tabla, celda, negrita, parrafo
from workflow.actas.instantanea import Votacion, VotacionAnulada
from workflow.kernel import letras

TIPOS = {"economica": "económica", "nominal": "nominal", "cedula": "por cédula"}

MAYORIAS = {
    "simple": "mayoría simple de los votos válidos",
    "absoluta_presentes": "mayoría absoluta de los presentes",
    "absoluta_integrantes": "mayoría absoluta de los integrantes",
    "calificada_2_3_presentes": "mayoría calificada de dos terceras partes de los presentes",
    "calificada_2_3_integrantes": "mayoría calificada de dos terceras partes de los integrantes",
    "calificada_3_4_integrantes": "mayoría calificada de tres cuartas partes de los integrantes",
    "unanimidad": "unanimidad de los electores",
}

BASES = {
    "votos_validos": ("voto válido", "votos válidos"),
    "presentes": ("integrante presente", "integrantes presentes"),
    "integrantes": ("integrante", "integrantes"),
    "electores": ("elector", "electores"),
}

RESULTADOS = {
    "aprobado": "se aprueba",
    "rechazado": "se rechaza",
    "empate": "empate",
    "empate_a_repetir": "empate; la votación se repite",
    "diferido": "el empate persiste; el asunto se difiere",
    "pleno": "el empate persiste; el asunto se remite al pleno",
    "pendiente_voto_calidad": "empate pendiente de voto de calidad",
    "sin_quorum": "no hay quórum para votar",
    "electo": "queda electa la candidatura que reunió la mayoría",
    "segunda_vuelta": "ninguna candidatura reunió la mayoría; procede una segunda vuelta entre las dos más votadas",
}

MOTIVOS = {
    "mayoria_no_alcanzada": "por no alcanzar los votos requeridos",
    "empate_desechado": "por empate, conforme a la regla aplicable",
    "sin_votos_validos": "por no haberse emitido votos válidos",
    "empate_voto_calidad": "por voto de calidad de quien preside",
}

CONJUNTO = "CONJUNTO"
SENTIDOS = {"a_favor": "a favor", "en_contra": "en contra"}


def votacion(one: Votacion, apertura: datetime) -> tuple[Bloque, ...]:
    """The paragraph, the table of names and the result of one count."""
    bloques: list[Bloque] = [parrafo(negrita(_rotulo(one) + ". "), _apertura(one, apertura))]
    if one.resultado == "sin_quorum":
        return (*bloques, parrafo(negrita("Resultado: "), "no hay quórum para votar; no se computan votos."))
    if one.tipo != "cedula":
        bloques.append(_tabla(one))
    elif one.recibieron_cedula:
        bloques.append(parrafo(negrita("Recibieron cédula: "), f"{palabras.enumerar(one.recibieron_cedula)}."))
    if one.candidaturas:
        filas = tuple((celda(each.nombre), celda(str(each.votos))) for each in one.candidaturas)
        bloques.append(Tabla("Votos por candidatura", ("Candidatura", "Votos"), (80, 20), filas))
    bloques.append(parrafo(negrita("Cómputo: "), _computo(one), estilo="cuerpo"))
    if one.voto_calidad:
        quien = one.voto_calidad.quien
        bloques.append(
            parrafo(
                negrita("Voto de calidad: "),
                f"ante el empate, {palabras.el_c_cargo(quien)}, ejerce voto de calidad "
                f"{SENTIDOS[one.voto_calidad.sentido]}, adicional al voto ya emitido; los totales no se modifican.",
            )
        )
    bloques.append(parrafo(negrita("Resultado: "), resultado(one) + "."))
    return tuple(bloques)


def anulada(one: VotacionAnulada, apertura: datetime) -> tuple[Bloque, ...]:
    """What was annulled, when and why; what it had given, so that nobody takes it for the result."""
    contada, cuando = one.votacion, palabras.mayuscula(palabras.a_hora(one.hora, apertura))
    text = (
        f"{cuando} se anuló la {palabras.minuscula(_rotulo(contada))}, "
        f"tomada {palabras.a_hora(contada.hora, apertura)}, cuyo cómputo había sido: {resultado(contada)}. "
        f"Motivo: {palabras.punto_final(palabras.minuscula(one.motivo))}"
    )
    if one.sin_efecto:
        uno = len(one.sin_efecto) == 1
        cuales = (
            palabras.enumerar(one.sin_efecto)
            if len(one.sin_efecto) <= 6
            else (f"{one.sin_efecto[0]} a {one.sin_efecto[-1]} ({letras.cardinal(len(one.sin_efecto))})")
        )
        text += f" {'El folio' if uno else 'Los folios'} {cuales} {'queda' if uno else 'quedan'} sin efecto y no se "
        text += "vuelve a usar." if uno else "vuelven a usar."
    text += " La votación se repitió, como sigue." if one.repetida else " El asunto no volvió a votarse en esta sesión."
    return (parrafo(negrita("Votación anulada. "), text),)


def resultado(one: Votacion) -> str:
    """«se aprueba por unanimidad, con dieciséis votos a favor, cero en contra y cero abstenciones»."""
    text = RESULTADOS.get(one.resultado, one.resultado)
    if one.electo:
        return f"queda electa o electo {one.electo}"
    if one.candidaturas:
        return text
    label = one.etiqueta or ""
    motivo = "" if label and one.motivo == "mayoria_no_alcanzada" else MOTIVOS.get(one.motivo, "")
    return ", ".join(part for part in (f"{text} {label}".strip(), motivo) if part) + f", {cuenta(one)}"


def cuenta(one: Votacion) -> str:
    """«con nueve votos a favor, cinco en contra y dos abstenciones»."""
    return letras.votacion(one.a_favor, one.en_contra, one.abstencion)


def _rotulo(one: Votacion) -> str:
    text = f"Votación {TIPOS[one.tipo]}"
    if one.comision:
        conjunta = one.comision.clave == CONJUNTO
        text += " de las comisiones en conjunto" if conjunta else f" de la {palabras.comision(one.comision.nombre)}"
    if one.ronda > 1:
        text += ", segunda ronda"
    return text


def _apertura(one: Votacion, apertura: datetime) -> str:
    asunto = (
        f"Se somete a votación {palabras.minuscula(one.asunto)}" if one.asunto else "Se somete a votación el asunto"
    )
    text = f"{asunto}, {palabras.a_hora(one.hora, apertura)}"
    if one.preside:
        text += f", bajo la presidencia de {palabras.el_c_cargo(one.preside)}"
    if one.quorum:
        text += (
            f", con quórum de {palabras.integrantes(one.quorum.presentes)} "
            f"(requerido: {letras.cardinal(one.quorum.requerido)})"
        )
    return text + "."


def _tabla(one: Votacion) -> Tabla:
    rows = [
        ("A favor", one.a_favor, one.nombres_a_favor),
        ("En contra", one.en_contra, one.nombres_en_contra),
        ("Abstención", one.abstencion, one.nombres_abstencion),
    ]
    if one.nombres_excusados:
        rows.append(("Con excusa", len(one.nombres_excusados), one.nombres_excusados))
    if one.nombres_a_distancia:
        rows.append(("A distancia", len(one.nombres_a_distancia), one.nombres_a_distancia))
    filas = tuple(
        (celda(sentido), celda(str(total)), celda("; ".join(nombres) or "Ninguno")) for sentido, total, nombres in rows
    )
    return Tabla(_rotulo(one) + ", por integrante", ("Sentido", "Votos", "Integrantes"), (18, 10, 72), filas)


def _computo(one: Votacion) -> str:
    parts = [cuenta(one)]
    if one.nulos:
        parts.append(f"{letras.votos(one.nulos)} {'nulo' if one.nulos == 1 else 'nulos'}")
    if one.ausentes:
        verbo = "no se encuentra" if one.ausentes == 1 else "no se encuentran"
        parts.append(f"{palabras.integrantes(one.ausentes)} {verbo} en la sala")
    if one.nombres_sin_voto:
        quienes = palabras.enumerar(one.nombres_sin_voto)
        parts.append(f"con asistencia a distancia y sin voto en esta votación: {quienes}")
    text = palabras.mayuscula("; ".join(parts)) + "."
    if one.base_valor is not None:
        singular, plural = BASES[one.base_tipo]
        count = letras.cardinal(one.base_valor, apocope=True)
        text += f" Base: {count} {singular if one.base_valor == 1 else plural}."
    if one.requeridos is not None:
        text += f" Se requiere {MAYORIAS[one.mayoria]}: {letras.votos(one.requeridos)} a favor."
    return text
