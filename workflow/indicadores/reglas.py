"""What a report must carry, who may make it and who may review it. Every reason at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from workflow.indicadores.calculo import evaluate
from workflow.indicadores.clases import Periodo
from workflow.indicadores.periodos import ended, words
from workflow.indicadores.programa import Medida
from workflow.kernel.actor import Actor
from workflow.kernel.refusals import Reason

DECISIONES = ("aceptado", "observado")
CAPTURAN = ("dependencia_captura", "dependencia_titular")
REVISAN = ("planeacion_revisor", "planeacion_titular")
CIERRAN = ("planeacion_titular",)
EN_META = ("verde", "sin_semaforo")


@dataclass(frozen=True)
class Reporte:
    """One report as it was typed, already read as numbers.

    `dos`: the second variable, if the formula has one; `otras`: the third and the rest, in order.
    """

    direccion: str
    uno: Decimal | None
    dos: Decimal | None = None
    justificacion: str = ""
    motivo: str = ""
    otras: tuple[Decimal | None, ...] = ()

    @property
    def valores(self) -> tuple[Decimal | None, ...]:
        return (self.uno, self.dos, *self.otras)


def captures(actor: Actor, dependencia: str) -> bool:
    return dependencia in actor.dependencias(*CAPTURAN)


def reviews(actor: Actor, dependencia: str) -> bool:
    """Nobody reviews their own dependencia."""
    return actor.has(*REVISAN) and dependencia not in actor.dependencias(*CAPTURAN)


def report_problems(
    medida: Medida, periodo: str, meta: Decimal | None, reporte: Reporte, *, hoy: date, corregido: bool, cerrado: bool
) -> list[Reason]:
    """Why a report cannot be kept. `corregido`: it replaces another one; `cerrado`: there is a corte of its period."""
    lugar = {"lugar": place(medida), "campo": medida.direccion}
    if periodo not in medida.programado:
        return [Reason("AVANCE_PERIODO_AJENO", {**lugar, "periodo": words(periodo)})]
    found: list[Reason] = []
    if not ended(periodo, hoy):
        found.append(Reason("AVANCE_PERIODO_ABIERTO", {**lugar, "periodo": words(periodo)}))
    said = reporte.valores[: medida.regla.variables]
    if len(said) < medida.regla.variables or None in said:
        found.append(Reason("AVANCE_VARIABLE_FALTANTE", {**lugar, "cuales": list(medida.variables)}))
        return found
    known = [value for value in said if value is not None]
    if min(known) < 0:
        found.append(Reason("AVANCE_NEGATIVO", lugar))
    result = evaluate(
        medida.regla, Periodo(meta, "reportado", known[0], known[1] if len(known) > 1 else None, tuple(known[2:]))
    )
    if result.semaforo not in EN_META and not reporte.justificacion.strip():
        found.append(Reason("AVANCE_SIN_JUSTIFICAR", lugar))
    if cerrado and corregido and not reporte.motivo.strip():
        found.append(Reason("AVANCE_RECTIFICACION_SIN_MOTIVO", {**lugar, "periodo": words(periodo)}))
    return found


def place(medida: Medida) -> str:
    return f"{medida.clave or 'Sin clave'}, {medida.nombre}"[:160]
