"""The vote of one organ: session not installed, quórum lost, capture errors, count, in that order. Pure.

Two rounds exist only after a tie under `repetir_y_diferir` (or a second ballot in an election); each round has its own
electorate and quórum, and the result is that of the last one. See docs: quórum, electorado, empates, cédulas.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from workflow.sesiones import conteo, elecciones, quorum, redaccion
from workflow.sesiones.conteo import Calidad, Captura, Cedulas, ErrorCaptura, ReglasVoto
from workflow.sesiones.distancia import SUPUESTA, ReglaDistancia
from workflow.sesiones.mayorias import Base, Cuerpo, Totales
from workflow.sesiones.quorum import Composicion, Evento, Quorum, ReglaQuorum, ReglasComposicion, Sala

RESULTADOS = (
    "aprobado",
    "rechazado",
    "empate_a_repetir",
    "diferido",
    "pendiente_voto_calidad",
    "sin_quorum",
    "captura_invalida",
    "electo",
    "segunda_vuelta",
)
CONCLUYENTES = frozenset({"aprobado", "rechazado", "diferido", "electo"})
TIPOS = ("economica", "nominal", "cedula")


@dataclass(frozen=True)
class Reglas:
    """Configuration of the organ in force on the day of the session."""

    quorum: ReglaQuorum
    voto: ReglasVoto
    composicion: ReglasComposicion
    sustituto_hereda_calidad: bool = False
    distancia: ReglaDistancia = SUPUESTA


@dataclass(frozen=True)
class Asistencia:
    """Roll call at `apertura` and the events that followed, in order of hour. `remotos`: who answered at a distance."""

    apertura: int
    lista: tuple[str, ...]
    eventos: tuple[Evento, ...] = ()
    remotos: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Ronda:
    momento: int
    captura: Captura | Cedulas


@dataclass(frozen=True)
class Votacion:
    tipo: str
    preside: str
    rondas: tuple[Ronda, ...]
    excusas: frozenset[str] = frozenset()
    voto_calidad: str | None = None


@dataclass(frozen=True)
class Electorado:
    """Frozen at the hour of the round: who may vote, who is excused, who is away.

    `sin_voto`: who attends at a distance a vote in which, by the rule, it is not voted at a distance.
    """

    sala: Sala
    inicial: Quorum
    quorum: Quorum
    electores: tuple[str, ...]
    excusados: tuple[str, ...]
    sin_voto: tuple[str, ...] = ()

    @property
    def ausentes(self) -> tuple[str, ...]:
        presentes = frozenset(self.sala.presentes)
        return tuple(p for p in self.sala.titulares if p not in presentes)


@dataclass(frozen=True)
class Resultado:
    """What a vote gave, and why. Counts are None when nothing was counted.

    `errores` is sorted; `electo` and `pasan` only for elections; `calidad` only if the casting vote decided.
    """

    n_efectivo: int
    integrantes_en_funciones: int
    quorum_inicial: Quorum
    quorum: Quorum
    electorado: int
    ronda: int
    resultado: str
    motivo: str
    razon: str = ""
    base: Base | None = None
    requeridos: int | None = None
    totales: Totales | None = None
    excusados: int = 0
    ausentes: int = 0
    por_candidatura: dict[str, int] | None = None
    etiqueta: str | None = None
    calidad: Calidad | None = None
    errores: tuple[ErrorCaptura, ...] = ()
    electo: str | None = None
    pasan: tuple[str, ...] | None = None

    @property
    def concluyente(self) -> bool:
        return self.resultado in CONCLUYENTES


def electorate(
    composicion: Composicion,
    reglas: Reglas,
    asistencia: Asistencia,
    excusas: frozenset[str],
    momento: int,
    tipo: str = "economica",
) -> Electorado:
    """Who may vote at `momento` in a vote of that kind, and the two quórums of that hour (initial, and now)."""
    args = (composicion, reglas.composicion, asistencia.lista, asistencia.eventos)
    al_abrir = quorum.room_at_roll_call(*args, asistencia.apertura, asistencia.remotos)
    sala = quorum.room_at(*args, momento, asistencia.remotos)
    sin_voto = sala.remotos - excusas if tipo not in reglas.distancia.vota else frozenset()
    remotos = reglas.distancia.cuenta_quorum
    cuentan = sala.counting(remotos, frozenset() if reglas.voto.excusado_cuenta_quorum else excusas)
    return Electorado(
        sala=sala,
        inicial=quorum.measure(reglas.quorum, al_abrir.n_efectivo, len(al_abrir.counting(remotos))),
        quorum=quorum.measure(reglas.quorum, sala.n_efectivo, len(cuentan)),
        electores=tuple(p for p in sala.presentes if p not in excusas and p not in sin_voto),
        excusados=tuple(p for p in sala.presentes if p in excusas),
        sin_voto=tuple(p for p in sala.presentes if p in sin_voto),
    )


def resolve(composicion: Composicion, reglas: Reglas, asistencia: Asistencia, votacion: Votacion) -> Resultado:
    """The result of a vote of one or two rounds. The casting vote belongs to the last round given."""
    primera, *segunda = votacion.rondas
    calidad = None if segunda else votacion.voto_calidad
    resultado = resolve_round(composicion, reglas, asistencia, replace(votacion, voto_calidad=calidad), primera, 1)
    if not segunda or resultado.resultado in ("sin_quorum", "captura_invalida"):
        return resultado
    if resultado.resultado in ("empate_a_repetir", "segunda_vuelta"):
        return resolve_round(composicion, reglas, asistencia, votacion, segunda[0], 2, resultado.pasan)
    invalido = _invalid(resultado, [ErrorCaptura("RONDA_SIN_EMPATE")])
    return replace(invalido, razon=redaccion.explain(invalido, reglas))


def resolve_round(
    composicion: Composicion,
    reglas: Reglas,
    asistencia: Asistencia,
    votacion: Votacion,
    ronda: Ronda,
    numero: int,
    pasan: tuple[str, ...] | None = None,
) -> Resultado:
    """One round by itself, with its reason in words. `pasan`: candidates of a second ballot."""
    resultado = _round(composicion, reglas, asistencia, votacion, ronda, numero, pasan)
    return replace(resultado, razon=redaccion.explain(resultado, reglas))


def _round(
    composicion: Composicion,
    reglas: Reglas,
    asistencia: Asistencia,
    votacion: Votacion,
    ronda: Ronda,
    numero: int,
    pasan: tuple[str, ...] | None,
) -> Resultado:
    electorado = electorate(composicion, reglas, asistencia, votacion.excusas, ronda.momento, votacion.tipo)
    nada = _nothing_counted(electorado, numero)
    if not electorado.inicial.hay:
        return replace(nada, motivo="sesion_no_instalada")
    if not electorado.quorum.hay:
        return replace(nada, motivo="quorum_perdido")

    errores = conteo.capture_errors(ronda.captura, electorado.electores, votacion.tipo == "cedula")
    errores += _people_errors(electorado, votacion)
    candidaturas = ronda.captura.candidaturas if isinstance(ronda.captura, Cedulas) else None
    if candidaturas is not None and pasan is not None:
        errores += [ErrorCaptura("CANDIDATURA_NO_PASA", c) for c, n in candidaturas.items() if n and c not in pasan]
    if errores:
        return _invalid(nada, errores)

    cuerpo = Cuerpo(
        electores=len(electorado.electores),
        excusados=len(electorado.excusados),
        ausentes=electorado.sala.ausentes + len(electorado.sin_voto),
        integrantes=electorado.sala.n_efectivo,
        integrantes_en_funciones=electorado.sala.integrantes_en_funciones,
        excusado_cuenta_presentes=reglas.voto.excusado_cuenta_presentes,
    )
    if candidaturas is not None and isinstance(ronda.captura, Cedulas):
        if votacion.voto_calidad is not None:
            return _invalid(nada, [ErrorCaptura("CALIDAD_NO_PROCEDE", votacion.preside)])
        return _election(nada, ronda.captura, cuerpo, reglas.voto.mayoria, numero)
    hereda = votacion.preside == composicion.preside or reglas.sustituto_hereda_calidad
    tiene = hereda and votacion.preside not in electorado.sin_voto
    calidad = Calidad(votacion.preside if tiene else None, votacion.voto_calidad)
    totales = conteo.tally(ronda.captura, electorado.electores)
    return _decided(nada, conteo.decide(totales, cuerpo, reglas.voto, calidad), votacion.preside)


def _decided(nada: Resultado, decision: conteo.Decision, preside: str) -> Resultado:
    if decision.calidad_improcedente:
        return _invalid(nada, [ErrorCaptura("CALIDAD_NO_PROCEDE", preside)])
    resultado, motivo = decision.resultado, decision.motivo
    if resultado == "empate":
        resultado = "empate_a_repetir" if nada.ronda == 1 else "diferido"
        motivo = "empate_a_repetir" if nada.ronda == 1 else "empate_persistente"
    return replace(
        nada,
        resultado=resultado,
        motivo=motivo,
        base=decision.base,
        requeridos=decision.requeridos,
        totales=decision.totales,
        etiqueta=decision.etiqueta,
        calidad=decision.calidad,
    )


def _election(nada: Resultado, cedulas: Cedulas, cuerpo: Cuerpo, mayoria: str, numero: int) -> Resultado:
    eleccion = elecciones.decide(dict(cedulas.candidaturas or {}), cuerpo, mayoria, numero)
    return replace(
        nada,
        resultado=eleccion.resultado,
        motivo=eleccion.motivo,
        base=eleccion.base,
        requeridos=eleccion.requeridos,
        totales=Totales(abstencion=cedulas.abstencion, nulos=cedulas.nulos),
        por_candidatura=dict(cedulas.candidaturas or {}),
        etiqueta=eleccion.etiqueta,
        electo=eleccion.electo,
        pasan=eleccion.pasan,
    )


def _people_errors(electorado: Electorado, votacion: Votacion) -> list[ErrorCaptura]:
    en_sala = frozenset(electorado.sala.presentes)
    errores = [ErrorCaptura("EXCUSA_DE_AUSENTE", p) for p in votacion.excusas if p not in en_sala]
    if votacion.preside not in en_sala:
        errores.append(ErrorCaptura("PRESIDE_AUSENTE", votacion.preside))
    if votacion.preside in votacion.excusas:
        errores.append(ErrorCaptura("PRESIDE_EXCUSADO", votacion.preside))
    return errores


def _nothing_counted(electorado: Electorado, ronda: int) -> Resultado:
    return Resultado(
        n_efectivo=electorado.sala.n_efectivo,
        integrantes_en_funciones=electorado.sala.integrantes_en_funciones,
        quorum_inicial=electorado.inicial,
        quorum=electorado.quorum,
        electorado=len(electorado.electores),
        ronda=ronda,
        resultado="sin_quorum",
        motivo="quorum_perdido",
        excusados=len(electorado.excusados),
        ausentes=electorado.sala.ausentes,
    )


def _invalid(resultado: Resultado, errores: Iterable[ErrorCaptura]) -> Resultado:
    """The same hour and electorate, with nothing counted."""
    return replace(
        resultado,
        resultado="captura_invalida",
        motivo="captura_invalida",
        base=None,
        requeridos=None,
        totales=None,
        por_candidatura=None,
        etiqueta=None,
        calidad=None,
        electo=None,
        pasan=None,
        errores=tuple(sorted(set(errores))),
    )
