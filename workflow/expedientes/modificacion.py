"""Changes to what was approved: their kinds, and which ones the Cabildo must approve. Pure.

Which changes are delegated is a rule of the municipality: by confirmar con la Secretaría de Gobierno Municipal.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workflow.expedientes.facts import CAMBIOS_DE_PADRON, REQUIERE_CABILDO, Delta, ModificacionFacts

TIPOS_CAMBIO: tuple[str, ...] = tuple(REQUIERE_CABILDO)
CABILDO = "cabildo:"
REQUIERE, DELEGADO = "requiere", "delegado"
VERIFICACION = "verificar_modificaciones"
PERSONALES = "ldf_servicios_personales"
# Rules of `regla_ruta` about what changes, with their options; the first one counts until another is chosen.
REGLAS_DE_CAMBIO: dict[str, tuple[str, ...]] = {
    PERSONALES: ("bloquear", "avisar"),
    VERIFICACION: ("bloquear", "avisar"),
    **{
        f"{CABILDO}{tipo}": (REQUIERE, DELEGADO) if needs else (DELEGADO, REQUIERE)
        for tipo, needs in REQUIERE_CABILDO.items()
    },
}


def cambios_de(tipo: str) -> tuple[str, ...]:
    """The kinds of change that a document of that kind can have."""
    de_padron = tipo == "padron"
    return tuple(one for one in TIPOS_CAMBIO if (one in CAMBIOS_DE_PADRON) is de_padron)


def requires_cabildo(change: ModificacionFacts, *, vigente: int | None, cabildo: Mapping[str, bool]) -> bool:
    """Only a minor kind of change, over a version in force and without moving money, is delegated.

    What the documents show counts as much as what was declared: a rescheduling that changes a goal is no
    rescheduling. `change.requiere_cabildo`: it was already asked for.
    """
    moves_money = change.delta.total != 0 or change.delta.capitulo_1000 != 0
    kinds = {change.tipo_cambio or "", *change.tipos}
    return change.requiere_cabildo or vigente is None or moves_money or any(cabildo.get(one, True) for one in kinds)


def measured_delta(old: Mapping[str, Any], new: Mapping[str, Any], declared: Delta) -> Delta:
    """The change in money measured on both documents; what was declared where they do not say it.

    `old` and `new` are the facts of the kind; the source of income is always the declared one.
    """
    keys = ("total", "capitulo_1000")
    if not all(key in facts for facts in (old, new) for key in keys):
        return declared
    total, personal = (new[key] - old[key] for key in keys)
    return Delta.of({"total": total, "capitulo_1000": personal, "fuente": declared.fuente})
