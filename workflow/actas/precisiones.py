"""Corrections to the prose of an acta when it is approved. Figures, votes and acuerdos are facts: never corrected so.

Pure. A correction says what the acta says («dice») and what it must say («debe decir»).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from workflow.actas.canonico import from_plain, to_plain
from workflow.actas.instantanea import InstantaneaActa, Precision

# Fields that hold prose written by people; the rest of the snapshot is the record of the session.
PROSA = frozenset(
    {
        "exposicion",
        "exposicion_escrita",
        "discusion_escrita",
        "asuntos_escritos",
        "incidencias_escritas",
        "presenta",
        "causa",
        "sintesis",
        "tramite",
        "nota",
        "lugar",
        "domicilio",
    }
)
# `texto` is prose in what was said and in the incidents, not in an acuerdo.
_CON_TEXTO = frozenset({"intervenciones", "incidencias"})


def occurrences(acta: InstantaneaActa, dice: str) -> int:
    """How many times the prose of the acta says that."""
    found = 0

    def tally(text: str) -> str:
        nonlocal found
        found += text.count(dice)
        return text

    _over_prose(to_plain(acta), tally)
    return found


def apply(acta: InstantaneaActa, precisiones: Sequence[Precision]) -> InstantaneaActa:
    """The acta with every correction in its place, in the order they were accepted, and listed in it."""
    plain = to_plain(acta)
    for one in precisiones:
        if one.dice:
            plain = _over_prose(plain, _replacer(one))
    plain["precisiones"] = to_plain(tuple(precisiones))
    return from_plain(InstantaneaActa, plain)


def _replacer(one: Precision) -> Callable[[str], str]:
    return lambda text: text.replace(one.dice, one.debe_decir)


def _over_prose(plain: Any, change: Callable[[str], str], key: str = "", parent: str = "") -> Any:
    if isinstance(plain, dict):
        return {name: _over_prose(value, change, name, key) for name, value in plain.items()}
    if isinstance(plain, list):
        return [_over_prose(value, change, key, key) for value in plain]
    prose = key in PROSA or (key == "texto" and parent in _CON_TEXTO)
    return change(plain) if isinstance(plain, str) and prose else plain
