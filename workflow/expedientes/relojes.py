"""The clock of a stage: on which side it runs, who may stop or lengthen it, and when it ends. Pure.

A clock is never rewritten: what happened to it (paused, resumed, extended) are facts, and its due date follows from
them. Fundamento: the terms and their extensions are dated rules of the municipality, to be confirmed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from workflow.expedientes.route import DEPENDENCIA, ESPERA_A, PLANEACION
from workflow.kernel.clock import local_date
from workflow.kernel.plazos import Calendario, due_instant, surte_efecto

LADOS: tuple[str, ...] = ("dependencia", "planeacion", "comisiones", "gobierno", "transparencia")
_LADO_DE: dict[str, str] = {
    "borrador": "dependencia",
    "enviado": "planeacion",
    "en_revision": "planeacion",
    "con_observaciones": "dependencia",
    "validado": "planeacion",
    "en_comisiones": "comisiones",
    "dictaminado": "gobierno",
    "en_cabildo": "gobierno",
    "retirado": "gobierno",
    "aprobado": "transparencia",
    "aprobado_con_modificaciones": "dependencia",
    "devuelto": "dependencia",
}
# Who asks for more time on each side, and who answers, stops the clock and sets it going again: never the same side.
PIDEN: dict[str, tuple[str, ...]] = {
    "dependencia": ("dependencia_titular",),
    "planeacion": ("planeacion_revisor", "planeacion_titular"),
    "comisiones": ("comisiones_secretaria",),
    "gobierno": ("secretaria_gobierno",),
    "transparencia": ("transparencia",),
}
RESUELVEN: dict[str, tuple[str, ...]] = {
    "dependencia": ("planeacion_titular", "secretaria_gobierno"),
    "planeacion": ("secretaria_gobierno",),
    "comisiones": ("secretaria_gobierno",),
    "gobierno": ("planeacion_titular",),
    "transparencia": ("secretaria_gobierno",),
}
# Who leads each side: the first to know that it is late.
ENCABEZAN: dict[str, tuple[str, ...]] = {
    "dependencia": ("dependencia_titular",),
    "planeacion": ("planeacion_titular",),
    "comisiones": ("secretaria_gobierno",),
    "gobierno": ("secretaria_gobierno",),
    "transparencia": ("transparencia",),
}
HECHOS: tuple[str, ...] = (
    "suspension",
    "reanudacion",
    "prorroga_pedida",
    "prorroga_concedida",
    "prorroga_negada",
    "calendario",
)


@dataclass(frozen=True)
class Pausa:
    """From an instant on; `hasta` None while it lasts."""

    desde: datetime
    hasta: datetime | None = None


@dataclass(frozen=True)
class Reloj:
    """A term of `dias` business days that began to be told at `desde`; `prorrogas`: business days granted."""

    desde: datetime
    dias: int
    pausas: tuple[Pausa, ...] = ()
    prorrogas: tuple[int, ...] = ()

    @property
    def pausado_desde(self) -> datetime | None:
        return next((pausa.desde for pausa in self.pausas if pausa.hasta is None), None)


def turno(*, escribible: bool, integrado: bool, acuse: bool, verificado: bool) -> str:
    """Whose turn it is with what the Cabildo modified: Planeación writes it, the dependencia acknowledges it,
    Planeación compares it, Transparencia publishes it. `escribible`: a kind whose text is written field by field."""
    if escribible and not integrado:
        return "planeacion"
    if not acuse:
        return "dependencia"
    return "planeacion" if escribible and not verificado else "transparencia"


def lado_de(etapa: str, turno: str | None = None) -> str | None:
    """The side whose time runs; None where nobody is waited for. `turno`: see above, for what the Cabildo modified."""
    return turno if turno and etapa == "aprobado_con_modificaciones" else _LADO_DE.get(etapa)


def espera_a(etapa: str, turno: str | None = None) -> tuple[str, ...]:
    """Roles that the dossier waits for now."""
    if etapa == "aprobado_con_modificaciones":
        return {"planeacion": PLANEACION, "transparencia": ("transparencia",)}.get(
            turno or "", ("dependencia_titular",)
        )
    return ESPERA_A[etapa]


def de_dependencia(roles: Iterable[str]) -> bool:
    """Whether those roles are held in the dependencia of the dossier."""
    return set(roles) <= set(DEPENDENCIA)


def vencimiento(reloj: Reloj, calendario: Calendario) -> datetime | None:
    """When it ends, at the closing of the office; None while it is paused.

    The days from the one on which a pause takes effect to the one on which its end does, both included, are not
    counted: the term goes on the next business day. An extension lengthens the same term.
    """
    if reloj.pausado_desde is not None:
        return None
    return _due(reloj, calendario)


def restantes(reloj: Reloj, dia: date, calendario: Calendario) -> int:
    """Business days left after `dia`; of a paused clock, those that were left when it stopped. Never negative."""
    pausado = reloj.pausado_desde
    corre = replace(reloj, pausas=tuple(pausa for pausa in reloj.pausas if pausa.hasta is not None))
    if pausado is not None:
        dia = surte_efecto(pausado, calendario, "siguiente_habil") - timedelta(days=1)
    limite = local_date(_due(corre, calendario))
    return _without(corre, calendario).habiles_entre(dia, limite)


def _due(reloj: Reloj, calendario: Calendario) -> datetime:
    cuenta = _without(reloj, calendario)
    efecto = surte_efecto(reloj.desde, calendario, "siguiente_habil")
    dia = cuenta.sumar_habiles(efecto, reloj.dias + sum(reloj.prorrogas))
    return due_instant(dia, calendario, "cierre_oficina")


def _without(reloj: Reloj, calendario: Calendario) -> Calendario:
    """The calendar in which the days of the pauses are not counted either."""
    paused = {dia for pausa in reloj.pausas if pausa.hasta is not None for dia in _days(pausa, calendario)}
    return replace(calendario, inhabiles=calendario.inhabiles | paused) if paused else calendario


def _days(pausa: Pausa, calendario: Calendario) -> Iterable[date]:
    first = surte_efecto(pausa.desde, calendario, "siguiente_habil")
    last = surte_efecto(pausa.hasta or pausa.desde, calendario, "siguiente_habil")
    return (first + timedelta(days=n) for n in range((last - first).days + 1))


def reloj_de(desde: datetime, dias: int, hechos: Iterable[tuple[str, datetime, int | None]]) -> Reloj:
    """The clock that its facts tell: (clase, instant, days), in the order in which they happened."""
    pausas: list[Pausa] = []
    prorrogas: list[int] = []
    for clase, en, cuantos in hechos:
        if clase == "suspension":
            pausas.append(Pausa(en))
        elif clase == "reanudacion" and pausas and pausas[-1].hasta is None:
            pausas[-1] = Pausa(pausas[-1].desde, en)
        elif clase == "prorroga_concedida":
            prorrogas.append(cuantos or 0)
    return Reloj(desde, dias, tuple(pausas), tuple(prorrogas))
