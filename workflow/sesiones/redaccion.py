"""One Spanish sentence that explains a result: counts, base, required votes. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workflow.sesiones.textos import ROTULOS

if TYPE_CHECKING:
    from workflow.sesiones.comisiones_unidas import Resultado as ResultadoUnidas
    from workflow.sesiones.conteo import Calidad
    from workflow.sesiones.mayorias import Base, Totales
    from workflow.sesiones.votacion import Reglas, Resultado


def counted(n: int, singular: str, plural: str) -> str:
    return f"{n} {singular if n == 1 else plural}"


def totals(totales: Totales) -> str:
    """«9 a favor, 6 en contra y 1 abstención», with zeros written and null ballots only if any."""
    partes = f"{totales.a_favor} a favor, {totales.en_contra} en contra"
    abstenciones = counted(totales.abstencion, "abstención", "abstenciones")
    if totales.nulos:
        return f"{partes}, {abstenciones} y {counted(totales.nulos, 'voto nulo', 'votos nulos')}"
    return f"{partes} y {abstenciones}"


def requirement(mayoria: str, base: Base, requeridos: int) -> str:
    """«8 votos que exige la mayoría simple sobre 15 votos válidos»."""
    nombre = ROTULOS["mayoria"][mayoria].lower()
    sobre = counted(base.valor, *_BASES[base.tipo])
    return f"{counted(requeridos, 'voto', 'votos')} a favor que exige la regla de {nombre} sobre {sobre}"


_BASES = {
    "votos_validos": ("voto válido", "votos válidos"),
    "presentes": ("presente", "presentes"),
    "integrantes": ("integrante", "integrantes"),
    "electores": ("integrante con derecho a votar", "integrantes con derecho a votar"),
}


def motive(
    motivo: str, resultado: str, mayoria: str, base: Base, requeridos: int, totales: Totales, calidad: Calidad | None
) -> str:
    """The sentence of a counted vote of one organ or one commission."""
    conteo = f"Con {totals(totales)}"
    exige = requirement(mayoria, base, requeridos)
    if motivo == "mayoria_alcanzada":
        return f"{conteo} se alcanzan los {exige}."
    if motivo == "mayoria_no_alcanzada":
        return f"{conteo} no se alcanzan los {exige}."
    if motivo == "sin_votos_validos":
        return f"{conteo} no hubo votos válidos: la propuesta no se aprueba."
    if motivo == "empate_voto_calidad" and calidad is not None:
        sentido = ROTULOS["sentido"][calidad.sentido or ""].lower()
        verbo = "aprueba" if resultado == "aprobado" else "rechaza"
        return f"{conteo} hay empate; quien preside ejerce el voto de calidad {sentido} y se {verbo}."
    if motivo == "empate_pendiente_de_calidad":
        return f"{conteo} hay empate; falta que quien preside ejerza el voto de calidad."
    if motivo == "empate_desechado":
        return f"{conteo} hay empate y la regla del órgano lo desecha."
    if motivo == "empate_persistente":
        return f"{conteo} el empate persiste en la segunda ronda y el asunto se difiere."
    return f"{conteo} hay empate; la votación debe repetirse."


def explain(resultado: Resultado, reglas: Reglas) -> str:
    """Why a vote gave what it gave, for the acta and for the screen."""
    inicial, actual = resultado.quorum_inicial, resultado.quorum
    if resultado.motivo == "sesion_no_instalada":
        return (
            f"Al pase de lista hubo {counted(inicial.presentes, 'presente', 'presentes')} y el quórum exige "
            f"{inicial.requerido}: la sesión no se instaló y no puede votarse."
        )
    if resultado.motivo == "quorum_perdido":
        return (
            f"A la hora de votar hay {counted(actual.presentes, 'presente', 'presentes')} y el quórum exige "
            f"{actual.requerido}: se perdió el quórum y no puede votarse."
        )
    if resultado.errores:
        errores = len(resultado.errores)
        return f"La captura tiene {counted(errores, 'error', 'errores')}: no se contó ningún voto."
    if resultado.por_candidatura is not None:
        return _election(resultado)
    if resultado.base is None or resultado.requeridos is None or resultado.totales is None:
        return ""
    return motive(
        resultado.motivo,
        resultado.resultado,
        reglas.voto.mayoria,
        resultado.base,
        resultado.requeridos,
        resultado.totales,
        resultado.calidad,
    )


def _election(resultado: Resultado) -> str:
    votos = resultado.por_candidatura or {}
    conteo = "; ".join(f"{nombre}, {counted(n, 'voto', 'votos')}" for nombre, n in votos.items())
    if resultado.electo is not None:
        return f"{conteo}. Resulta electa la candidatura de {resultado.electo}."
    if resultado.pasan is not None:
        return f"{conteo}. Nadie reunió los votos requeridos; pasan a segunda vuelta: {', '.join(resultado.pasan)}."
    return f"{conteo}. El empate persiste en la segunda vuelta y la elección se difiere."


def explain_joint(resultado: ResultadoUnidas) -> str:
    """Why a joint meeting gave, or did not give, a dictamen."""
    if resultado.resultado == "sin_reunion_conjunta":
        return "Las comisiones no sesionaron unidas: no hay dictamen."
    if resultado.resultado == "sin_quorum":
        faltan = "; ".join(
            f"{clave}: {resultado.quorum[clave].presentes} de {resultado.quorum[clave].requerido} necesarios"
            for clave in resultado.fallan
        )
        return f"Falta quórum ({faltan}): no puede votarse."
    if resultado.errores:
        return f"La captura tiene {counted(len(resultado.errores), 'error', 'errores')}: no se contó ningún voto."
    votos = "; ".join(
        f"{clave}: {totals(v.decision.totales)} ({v.decision.requeridos} requeridos)"
        for clave, v in resultado.votaciones.items()
    )
    return f"{votos}. {_JOINT_ENDINGS[resultado.resultado].format(', '.join(resultado.fallan or resultado.empatadas))}"


_JOINT_ENDINGS = {
    "dictamen_aprobado": "El dictamen se aprueba en todas las comisiones que debían votarlo.",
    "dictamen_no_aprobado": "No hay dictamen: no alcanzó la mayoría en {}.",
    "segunda_ronda": "Hay empate en {}: procede una segunda ronda.",
    "turnado_al_pleno": "El empate persiste en {}: el asunto se turna al pleno sin dictamen.",
    "pendiente_voto_calidad": "Hay empate en {}: falta el voto de calidad.",
}
