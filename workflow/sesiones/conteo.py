"""From what was typed to a counted result: capture errors, tie rule, casting vote. Pure.

Shared by the vote of one organ (`votacion`) and of each commission of a joint meeting (`comisiones_unidas`).
The sense of each member is stored even in a show of hands (LGTAIP 66-IX): totals alone are refused.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from workflow.sesiones import mayorias
from workflow.sesiones.mayorias import SENTIDOS, Base, Cuerpo, Totales


@dataclass(frozen=True, order=True)
class ErrorCaptura:
    codigo: str
    persona: str = ""


@dataclass(frozen=True)
class Captura:
    """Votes as typed: lists by sense, or `todos` (a sense) with the lists as exceptions, or `solo_totales`."""

    a_favor: tuple[str, ...] = ()
    en_contra: tuple[str, ...] = ()
    abstencion: tuple[str, ...] = ()
    todos: str | None = None
    solo_totales: bool = False

    def pairs(self) -> list[tuple[str, str]]:
        return [(persona, sentido) for sentido in SENTIDOS for persona in getattr(self, sentido)]


@dataclass(frozen=True)
class Cedulas:
    """Ballots counted: for a proposal, or per candidate when `candidaturas` is given."""

    entregadas: int
    a_favor: int = 0
    en_contra: int = 0
    abstencion: int = 0
    nulos: int = 0
    candidaturas: Mapping[str, int] | None = None

    @property
    def contadas(self) -> int:
        por_propuesta = self.a_favor + self.en_contra
        validos = por_propuesta if self.candidaturas is None else sum(self.candidaturas.values())
        return validos + self.abstencion + self.nulos


@dataclass(frozen=True)
class ReglasVoto:
    """`regla_empate` and `empate_sin_calidad` as configured; `aplica_a`: majorities the tie rule acts on."""

    mayoria: str
    regla_empate: str
    empate_sin_calidad: str
    aplica_a: frozenset[str]
    excusado_cuenta_quorum: bool = True
    excusado_cuenta_presentes: bool = False


@dataclass(frozen=True)
class Calidad:
    """The casting vote: who has it (None: nobody), and the sense cast (None: not cast)."""

    quien: str | None = None
    sentido: str | None = None


@dataclass(frozen=True)
class Decision:
    """`resultado`: aprobado, rechazado, empate, pendiente_voto_calidad. `calidad`: only if it decided."""

    base: Base
    requeridos: int
    totales: Totales
    resultado: str
    motivo: str
    etiqueta: str | None = None
    calidad: Calidad | None = None
    calidad_improcedente: bool = False


def expand(captura: Captura, electores: Iterable[str]) -> dict[str, str]:
    """The sense of each person, «todos a favor, salvo…» expanded over the electors of that moment."""
    sentidos = dict(captura.pairs())
    if captura.todos is not None:
        for persona in electores:
            sentidos.setdefault(persona, captura.todos)
    return sentidos


def capture_errors(captura: Captura | Cedulas, electores: Collection[str], secreta: bool) -> list[ErrorCaptura]:
    """Everything wrong with a capture, in no order; empty if it can be counted."""
    if isinstance(captura, Cedulas):
        if not secreta:
            return [ErrorCaptura("FALTA_SENTIDO_POR_INTEGRANTE")]
        cuadran = captura.entregadas == len(electores) == captura.contadas
        return [] if cuadran else [ErrorCaptura("CEDULAS_NO_CUADRAN")]
    if captura.solo_totales:
        return [ErrorCaptura("FALTA_SENTIDO_POR_INTEGRANTE")]
    veces = Counter(persona for persona, _ in captura.pairs())
    errores = [ErrorCaptura("VOTO_DE_NO_ELECTOR", p) for p in veces if p not in electores]
    errores += [ErrorCaptura("VOTO_DOBLE", p) for p, n in veces.items() if n > 1 and p in electores]
    if captura.todos is None:
        errores += [ErrorCaptura("VOTO_FALTANTE", p) for p in electores if p not in veces]
    return errores


def tally(captura: Captura | Cedulas, electores: Collection[str]) -> Totales:
    """Totals of a capture without errors."""
    if isinstance(captura, Cedulas):
        return Totales(captura.a_favor, captura.en_contra, captura.abstencion, captura.nulos)
    veces = Counter(expand(captura, electores).values())
    return Totales(veces["a_favor"], veces["en_contra"], veces["abstencion"])


def decide(totales: Totales, cuerpo: Cuerpo, reglas: ReglasVoto, calidad: Calidad) -> Decision:
    """The result by the configured rule. Approved if and only if the votes in favour reach the required ones."""
    base = mayorias.base_of(reglas.mayoria, totales.a_favor + totales.en_contra, cuerpo)
    requeridos = mayorias.votes_required(reglas.mayoria, base.valor)
    aprobado = totales.a_favor >= requeridos
    sobra = calidad.sentido is not None

    if not aprobado and mayorias.tie_can_be_broken(reglas.mayoria, totales, requeridos, reglas.aplica_a):
        return _break_tie(base, requeridos, totales, reglas, calidad)
    etiqueta = mayorias.label(reglas.mayoria, aprobado, totales, cuerpo)
    if aprobado:
        return Decision(base, requeridos, totales, "aprobado", "mayoria_alcanzada", etiqueta, None, sobra)
    sin_votos = base.tipo == "votos_validos" and base.valor == 0
    motivo = "sin_votos_validos" if sin_votos else "mayoria_no_alcanzada"
    return Decision(base, requeridos, totales, "rechazado", motivo, etiqueta, None, sobra)


def _break_tie(base: Base, requeridos: int, totales: Totales, reglas: ReglasVoto, calidad: Calidad) -> Decision:
    tiene_calidad = reglas.regla_empate == "voto_calidad" and calidad.quien is not None
    if tiene_calidad:
        if calidad.sentido is None:
            return Decision(base, requeridos, totales, "pendiente_voto_calidad", "empate_pendiente_de_calidad")
        resultado = "aprobado" if calidad.sentido == "a_favor" else "rechazado"
        return Decision(base, requeridos, totales, resultado, "empate_voto_calidad", "por mayoría", calidad)
    regla = reglas.empate_sin_calidad if reglas.regla_empate == "voto_calidad" else reglas.regla_empate
    sobra = calidad.sentido is not None
    if regla == "desechar":
        return Decision(base, requeridos, totales, "rechazado", "empate_desechado", None, None, sobra)
    return Decision(base, requeridos, totales, "empate", "empate", None, None, sobra)
