"""The other POA of the demonstration, each where a real March finds it: sent, in review, observed, turned."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from workflow.demo.carga import Muestra, titular_de
from workflow.expedientes import service as expedientes
from workflow.kernel.refusals import Refused
from workflow.sesiones import service as sesiones

EARLY = datetime(2026, 2, 18, 15, 0, tzinfo=UTC)  # those that were reviewed already
LATE = datetime(2026, 2, 26, 15, 0, tzinfo=UTC)
SIN_TOCAR = frozenset({"UR-050", "UR-036"})
OBSERVADO = (
    (
        "identificacion.objetivo_general",
        "bloqueante",
        "El objetivo no dice cómo se medirá. Redáctese con su indicador.",
    ),
    ("identificacion.cobertura", "recomendacion", "Conviene nombrar las localidades que se atenderán primero."),
)


def poblar(muestra: Muestra, say: Callable[[str], None]) -> None:
    """Two of each three are sent; of these, some are in review, some came back with observations, some go on."""
    counts: dict[str, int] = {}
    turned: list[int] = []
    for position, (unit, expediente) in enumerate(sorted(muestra.poas.items())):
        if unit in SIN_TOCAR or position % 3 == 2:
            continue
        etapa = _take(muestra, unit, expediente, position)
        counts[etapa] = counts.get(etapa, 0) + 1
        if etapa == "en_comisiones":
            turned.append(expediente)
    sesiones.convocar(
        "CU-DEDS",
        tipo="ordinaria",
        lugar="el Salón de Cabildo del Palacio Municipal",
        programada_para=datetime(2026, 3, 5, 17, 0, tzinfo=UTC),
        expedientes_ids=turned,
        secretario={
            "nombre": "Omar Ledesma Gil",
            "cargo": "Secretario técnico de las comisiones edilicias",
            "genero": "H",
        },
        actor=muestra.actor("comisiones"),
        ahora=datetime(2026, 3, 2, 15, 30, tzinfo=UTC),
    )
    say(
        f"   2 mar  Los demás siguen su camino: {counts.get('enviado', 0)} enviados, {counts.get('en_revision', 0)} en "
        f"revisión, {counts.get('con_observaciones', 0)} con observaciones, {len(turned)} turnados a comisiones"
    )


def _take(muestra: Muestra, unit: str, expediente: int, position: int) -> str:
    """Walk one dossier as far as its place says. Returns the stage where it stays."""
    reviewed = position % 2 == 0 and position % 4 != 0
    when = (EARLY if reviewed else LATE) + timedelta(minutes=position * 6)

    def act(who: str, accion: str, days: float, **parametros: Any) -> str:
        actor, ahora = muestra.actor(who), when + timedelta(days=days)
        return expedientes.actuar(expediente, accion, actor=actor, ahora=ahora, parametros=parametros).etapa

    try:
        etapa = act(titular_de(unit), "enviar", 0)
        if position % 2:
            return etapa
        etapa = act("revision", "tomar_revision", 1)
        if position % 4 == 0:
            return etapa
        if position % 12 == 6:
            act("planeacion", "validar", 2)
            turna, ahora = muestra.actor("planeacion"), when + timedelta(days=2.1)
            return sesiones.turnar(expediente, actor=turna, ahora=ahora).etapa
        for campo, tipo, texto in OBSERVADO:
            act("revision", "observar", 1.5, campo=campo, tipo=tipo, texto=texto)
        return act("revision", "notificar_observaciones", 2)
    except Refused:  # a workbook with defects cannot be sent: it waits for its correction
        return "borrador"
