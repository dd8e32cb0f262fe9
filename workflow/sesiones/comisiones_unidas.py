"""Two or more commissions in one meeting: quórum and vote in each, one single dictamen. Pure.

The first commission named conducts. Who belongs to two commissions counts once as a person and has one vote in each,
so a defeat in one commission is never hidden by the sum. A meeting apart, or signatures, never make a dictamen.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from workflow.sesiones import conteo, quorum, redaccion
from workflow.sesiones.conteo import Calidad, Captura, Cedulas, Decision, ErrorCaptura, ReglasVoto
from workflow.sesiones.distancia import SUPUESTA, ReglaDistancia
from workflow.sesiones.mayorias import Cuerpo
from workflow.sesiones.quorum import Quorum, ReglaQuorum

CONJUNTO = "CONJUNTO"
MODOS = ("por_comision", "conjunta")
QUORUM_MODOS = ("cada_comision", "cuerpo_conjunto", "ambos")
PROPUESTAS = {
    "favorable": "favorable",
    "favorable_con_modificaciones": "favorable_con_modificaciones",
    "desfavorable": "desfavorable",
    "devolver": "devuelto",
}
RESULTADOS = (
    "dictamen_aprobado",
    "dictamen_no_aprobado",
    "segunda_ronda",
    "turnado_al_pleno",
    "pendiente_voto_calidad",
    "sin_quorum",
    "sin_reunion_conjunta",
    "captura_invalida",
)
CONCLUYENTES = frozenset({"dictamen_aprobado", "dictamen_no_aprobado", "turnado_al_pleno"})


@dataclass(frozen=True)
class Comision:
    """Members in order; the same name in two commissions is the same person."""

    clave: str
    integrantes: tuple[str, ...]
    preside: str
    nombre: str = ""


@dataclass(frozen=True)
class Reglas:
    modo: str
    quorum: ReglaQuorum
    quorum_modo: str
    voto: ReglasVoto
    conduce_si_falta: str = "presidencia_de_la_otra"
    sustituto_hereda_calidad: bool = False
    distancia: ReglaDistancia = SUPUESTA


@dataclass(frozen=True)
class Reunion:
    comisiones: frozenset[str]
    presentes: frozenset[str]


@dataclass(frozen=True)
class Asunto:
    """What is put to the vote. `rondas`: votes by commission key (or `CONJUNTO`)."""

    propuesta: str
    rondas: tuple[Mapping[str, Captura | Cedulas], ...]
    excusas: frozenset[str] = frozenset()
    preside_por_acuerdo: str | None = None
    voto_calidad: Mapping[str, str | None] = field(default_factory=dict)


@dataclass(frozen=True)
class Grupo:
    """A body that votes: a commission, or all of them as one; `calidad_de`: who would break its tie.

    `sin_voto`: who attends at a distance a vote in which it is not voted at a distance.
    """

    clave: str
    integrantes: tuple[str, ...]
    electores: tuple[str, ...]
    excusados: tuple[str, ...]
    calidad_de: str | None
    sin_voto: tuple[str, ...] = ()

    @property
    def ausentes(self) -> int:
        """Who does not take part without having been excused: away, or without a vote at a distance."""
        return len(self.integrantes) - len(self.electores) - len(self.excusados)


@dataclass(frozen=True)
class VotacionGrupo:
    """The last round of one group. `resultado`: aprobado, rechazado, empate, pendiente_voto_calidad."""

    ronda: int
    grupo: Grupo
    decision: Decision
    razon: str = ""


@dataclass(frozen=True)
class Resultado:
    """The outcome of the joint meeting; `quorum` and `votaciones` by key, in the order of the commissions."""

    personas_presentes: int
    quorum: dict[str, Quorum]
    hay_quorum: bool
    conduce: str | None
    resultado: str
    motivo: str
    votaciones: dict[str, VotacionGrupo] = field(default_factory=dict)
    fallan: tuple[str, ...] = ()
    empatadas: tuple[str, ...] = ()
    dictamen: str | None = None
    cumplen: tuple[str, ...] = ()
    incumplen: tuple[str, ...] = ()
    errores: tuple[ErrorCaptura, ...] = ()
    razon: str = ""

    @property
    def concluyente(self) -> bool:
        return self.resultado in CONCLUYENTES


def members(comisiones: Iterable[Comision]) -> tuple[str, ...]:
    """Distinct people of all the commissions, in order."""
    return tuple(dict.fromkeys(p for comision in comisiones for p in comision.integrantes))


def resolve(
    comisiones: tuple[Comision, ...], reglas: Reglas, reuniones: tuple[Reunion, ...], asunto: Asunto
) -> Resultado:
    """Joint meeting, quórum, capture errors, votes of each group, dictamen: in that order."""
    claves = frozenset(c.clave for c in comisiones)
    conjuntas = [r for r in reuniones if claves <= r.comisiones]
    resultado = (
        _meeting(comisiones, reglas, conjuntas[-1].presentes, asunto)
        if conjuntas
        else _without_meeting(comisiones, reglas, reuniones, asunto)
    )
    return replace(resultado, razon=redaccion.explain_joint(resultado))


def quorum_of(
    comisiones: tuple[Comision, ...],
    reglas: Reglas,
    presentes: frozenset[str],
    excusas: frozenset[str] = frozenset(),
    remotos: frozenset[str] = frozenset(),
) -> tuple[dict[str, Quorum], tuple[str, ...]]:
    """Quórum of each commission (and of the joint body if its mode needs it), and where it fails by that mode.

    `remotos`: those of `presentes` who attend at a distance.
    """
    presentes = presentes if reglas.distancia.cuenta_quorum else presentes - remotos
    quorums = {c.clave: _quorum(reglas, c.integrantes, presentes, excusas) for c in comisiones}
    exigidos = [] if reglas.quorum_modo == "cuerpo_conjunto" else [c.clave for c in comisiones]
    if reglas.quorum_modo in ("cuerpo_conjunto", "ambos"):
        quorums[CONJUNTO] = _quorum(reglas, members(comisiones), presentes, excusas)
        exigidos.append(CONJUNTO)
    return quorums, tuple(clave for clave in exigidos if not quorums[clave].hay)


def conductor(
    comisiones: tuple[Comision, ...],
    reglas: Reglas,
    presentes: frozenset[str],
    excusas: frozenset[str] = frozenset(),
    preside_por_acuerdo: str | None = None,
) -> str | None:
    """Who conducts the meeting, present and not excused; None if nobody can."""
    disponibles = presentes - excusas
    primero = [c.preside for c in comisiones if c.clave == preside_por_acuerdo]
    primero += [comisiones[0].preside]
    if reglas.conduce_si_falta == "presidencia_de_la_otra":
        primero += [c.preside for c in comisiones[1:]]
    return next((p for p in [*primero, *members(comisiones)] if p in disponibles), None)


def groups(
    comisiones: tuple[Comision, ...],
    reglas: Reglas,
    presentes: frozenset[str],
    excusas: frozenset[str],
    conduce: str | None,
    sin_voto: frozenset[str] = frozenset(),
) -> tuple[Grupo, ...]:
    """The bodies that vote: each commission, or one joint body, with the electors of that moment.

    `sin_voto`: those of `presentes` who have no vote in it, because they attend at a distance.
    """
    sin_voto = sin_voto - excusas
    if reglas.modo == "conjunta":
        hereda = reglas.sustituto_hereda_calidad or conduce == comisiones[0].preside
        preside = conduce if hereda and conduce not in sin_voto else None
        return (_group(CONJUNTO, members(comisiones), presentes, excusas, preside, sin_voto),)
    disponibles = presentes - excusas - sin_voto
    return tuple(
        _group(c.clave, c.integrantes, presentes, excusas, c.preside if c.preside in disponibles else None, sin_voto)
        for c in comisiones
    )


def _quorum(reglas: Reglas, integrantes: tuple[str, ...], presentes: frozenset[str], excusas: frozenset[str]) -> Quorum:
    cuentan = presentes if reglas.voto.excusado_cuenta_quorum else presentes - excusas
    return quorum.measure(reglas.quorum, len(integrantes), sum(1 for p in integrantes if p in cuentan))


def _group(
    clave: str,
    integrantes: tuple[str, ...],
    presentes: frozenset[str],
    excusas: frozenset[str],
    calidad_de: str | None,
    sin_voto: frozenset[str],
) -> Grupo:
    en_sala = [p for p in integrantes if p in presentes]
    return Grupo(
        clave=clave,
        integrantes=integrantes,
        electores=tuple(p for p in en_sala if p not in excusas and p not in sin_voto),
        excusados=tuple(p for p in en_sala if p in excusas),
        calidad_de=calidad_de,
        sin_voto=tuple(p for p in en_sala if p in sin_voto),
    )


def _without_meeting(
    comisiones: tuple[Comision, ...], reglas: Reglas, reuniones: tuple[Reunion, ...], asunto: Asunto
) -> Resultado:
    """No dictamen; the turn is not late for the commissions that met with their own quórum."""
    cumplen = tuple(
        c.clave
        for c in comisiones
        if any(
            c.clave in r.comisiones and _quorum(reglas, c.integrantes, r.presentes, asunto.excusas).hay
            for r in reuniones
        )
    )
    incumplen = tuple(c.clave for c in comisiones if c.clave not in cumplen)
    return Resultado(
        0, {}, False, None, "sin_reunion_conjunta", "no_sesionaron_unidas", cumplen=cumplen, incumplen=incumplen
    )


def _meeting(comisiones: tuple[Comision, ...], reglas: Reglas, asistieron: frozenset[str], asunto: Asunto) -> Resultado:
    presentes = asistieron & frozenset(members(comisiones))
    quorums, faltan = quorum_of(comisiones, reglas, presentes, asunto.excusas)
    conduce = conductor(comisiones, reglas, presentes, asunto.excusas, asunto.preside_por_acuerdo)
    resultado = Resultado(len(presentes), quorums, not faltan, conduce, "sin_quorum", "falta_quorum", fallan=faltan)
    if faltan:
        return resultado

    grupos = groups(comisiones, reglas, presentes, asunto.excusas, conduce)
    votaciones, errores = _vote(grupos, reglas.voto, asunto)
    if not errores:
        errores = _undue_casting_votes(votaciones, asunto.voto_calidad)
    errores_de_excusa = [ErrorCaptura("EXCUSA_DE_AUSENTE", p) for p in asunto.excusas if p not in presentes]
    if errores or errores_de_excusa:
        if errores_de_excusa:
            errores = [e for e in errores if e.codigo != "CALIDAD_NO_PROCEDE"]
        todos = tuple(sorted({*errores, *errores_de_excusa}))
        return replace(resultado, resultado="captura_invalida", motivo="captura_invalida", errores=todos)
    return _outcome(replace(resultado, cumplen=tuple(c.clave for c in comisiones)), votaciones, asunto)


def _vote(
    grupos: tuple[Grupo, ...], reglas: ReglasVoto, asunto: Asunto
) -> tuple[dict[str, VotacionGrupo], list[ErrorCaptura]]:
    """Round 1 of every group, then round 2 of the tied ones; round 2 is not looked at if round 1 has errors."""
    primera = asunto.rondas[0] if asunto.rondas else {}
    votaciones, errores = vote_round(grupos, primera, 1, reglas, asunto.voto_calidad)
    if errores or len(asunto.rondas) < 2:
        return votaciones, errores
    empatados = tuple(g for g in grupos if votaciones[g.clave].decision.resultado == "empate")
    claves = {g.clave for g in empatados}
    segunda, errores = vote_round(empatados, asunto.rondas[1], 2, reglas, asunto.voto_calidad)
    errores += [ErrorCaptura("RONDA_INDEBIDA", clave) for clave in asunto.rondas[1] if clave not in claves]
    return {**votaciones, **segunda}, errores


def vote_round(
    grupos: tuple[Grupo, ...],
    ronda: Mapping[str, Captura | Cedulas],
    numero: int,
    reglas: ReglasVoto,
    voto_calidad: Mapping[str, str | None],
) -> tuple[dict[str, VotacionGrupo], list[ErrorCaptura]]:
    """One round of the groups that vote in it, and every capture error in it."""
    votaciones: dict[str, VotacionGrupo] = {}
    errores: list[ErrorCaptura] = []
    for grupo in grupos:
        captura = ronda.get(grupo.clave)
        if captura is None:
            errores.append(ErrorCaptura("FALTA_VOTACION", grupo.clave))
            continue
        malos = conteo.capture_errors(captura, grupo.electores, secreta=isinstance(captura, Cedulas))
        errores += malos
        if not malos:
            votaciones[grupo.clave] = count(grupo, captura, reglas, numero, voto_calidad.get(grupo.clave))
    return votaciones, errores


def count(
    grupo: Grupo, captura: Captura | Cedulas, reglas: ReglasVoto, ronda: int, voto_calidad: str | None
) -> VotacionGrupo:
    """The vote of one group, from a capture without errors."""
    cuerpo = Cuerpo(
        electores=len(grupo.electores),
        excusados=len(grupo.excusados),
        ausentes=grupo.ausentes,
        integrantes=len(grupo.integrantes),
        integrantes_en_funciones=len(grupo.integrantes),
        excusado_cuenta_presentes=reglas.excusado_cuenta_presentes,
    )
    totales = conteo.tally(captura, grupo.electores)
    decision = conteo.decide(totales, cuerpo, reglas, Calidad(grupo.calidad_de, voto_calidad))
    if decision.resultado == "empate" and ronda == 2:
        decision = replace(decision, motivo="empate_persistente")
    razon = redaccion.motive(
        decision.motivo,
        decision.resultado,
        reglas.mayoria,
        decision.base,
        decision.requeridos,
        totales,
        decision.calidad,
    )
    return VotacionGrupo(ronda, grupo, decision, razon)


def _undue_casting_votes(
    votaciones: dict[str, VotacionGrupo], voto_calidad: Mapping[str, str | None]
) -> list[ErrorCaptura]:
    emitidos = [clave for clave, sentido in voto_calidad.items() if sentido is not None]
    return [
        ErrorCaptura("CALIDAD_NO_PROCEDE", clave)
        for clave in emitidos
        if clave not in votaciones or votaciones[clave].decision.calidad_improcedente
    ]


@dataclass(frozen=True)
class Conclusion:
    """What the results of the groups add up to."""

    resultado: str
    motivo: str
    fallan: tuple[str, ...] = ()
    empatadas: tuple[str, ...] = ()
    dictamen: str | None = None


def conclude(resultados: Mapping[str, str], propuesta: str, rondas: int) -> Conclusion:
    """From the result of each group, in order, to the dictamen. One group that rejects is enough to have none."""

    def having(*codigos: str) -> tuple[str, ...]:
        return tuple(clave for clave, resultado in resultados.items() if resultado in codigos)

    abiertas = having("empate", "pendiente_voto_calidad")
    if having("rechazado"):
        return Conclusion("dictamen_no_aprobado", "mayoria_no_alcanzada", fallan=having("rechazado"))
    if having("pendiente_voto_calidad"):
        return Conclusion("pendiente_voto_calidad", "empate_pendiente_de_calidad", empatadas=abiertas)
    if abiertas and rondas < 2:
        return Conclusion("segunda_ronda", "empate", empatadas=abiertas)
    if abiertas:
        return Conclusion("turnado_al_pleno", "empate_persistente", empatadas=abiertas)
    return Conclusion("dictamen_aprobado", "mayoria_alcanzada", dictamen=PROPUESTAS[propuesta])


def _outcome(resultado: Resultado, votaciones: dict[str, VotacionGrupo], asunto: Asunto) -> Resultado:
    por_grupo = {clave: v.decision.resultado for clave, v in votaciones.items()}
    fin = conclude(por_grupo, asunto.propuesta, len(asunto.rondas))
    return replace(
        resultado,
        votaciones=votaciones,
        resultado=fin.resultado,
        motivo=fin.motivo,
        fallan=fin.fallan,
        empatadas=fin.empatadas,
        dictamen=fin.dictamen,
    )
