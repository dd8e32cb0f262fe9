"""Changes to what was approved: their kinds, and which ones the Cabildo must approve. Pure.

Which changes are delegated is a rule of the municipality: by confirmar con la Secretaría de Gobierno Municipal.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workflow.expedientes.facts import Delta

REQUIERE_CABILDO: dict[str, bool] = {
    "ampliacion": True,
    "reduccion": True,
    "transferencia_compensada": True,
    "recalendarizacion": False,
    "reprogramacion_metas": True,
}
TIPOS_CAMBIO: tuple[str, ...] = tuple(REQUIERE_CABILDO)


def requires_cabildo(tipo_cambio: str, *, vigente: int | None, delta: Delta, declared: bool = False) -> bool:
    """Only a minor kind of change, over a version in force and without moving money, is delegated."""
    moves_money = delta.total != 0 or delta.capitulo_1000 != 0
    return declared or vigente is None or moves_money or REQUIERE_CABILDO.get(tipo_cambio, True)


def measured_delta(old: Mapping[str, Any], new: Mapping[str, Any], declared: Delta) -> Delta:
    """The change in money measured on both documents; what was declared where they do not say it.

    `old` and `new` are the facts of the kind; the source of income is always the declared one.
    """
    keys = ("total", "capitulo_1000")
    if not all(key in facts for facts in (old, new) for key in keys):
        return declared
    total, personal = (new[key] - old[key] for key in keys)
    return Delta.of({"total": total, "capitulo_1000": personal, "fuente": declared.fuente})
