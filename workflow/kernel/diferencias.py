"""What changed inside a text, word by word. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

_PARTE = re.compile(r"\s+|\w+|[^\w\s]")
MAXIMO = 4000
"""Words; a longer text is told as one change, because comparing takes the square of its length."""


@dataclass(frozen=True)
class Tramo:
    """A stretch of one of the two texts. `cambio`: it is not in the other one."""

    texto: str
    cambio: bool


def by_words(antes: str, ahora: str) -> tuple[tuple[Tramo, ...], tuple[Tramo, ...]]:
    """Both texts in stretches; joined, each one is the whole text. Equal texts have no stretch that changed."""
    before, after = _PARTE.findall(antes), _PARTE.findall(ahora)
    if max(len(before), len(after)) > MAXIMO:
        return _whole(antes, antes != ahora), _whole(ahora, antes != ahora)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    left: list[Tramo] = []
    right: list[Tramo] = []
    for kind, i1, i2, j1, j2 in matcher.get_opcodes():
        _add(left, before[i1:i2], cambio=kind != "equal")
        _add(right, after[j1:j2], cambio=kind != "equal")
    return tuple(left), tuple(right)


def _whole(texto: str, cambio: bool) -> tuple[Tramo, ...]:
    return (Tramo(texto, cambio),) if texto else ()


def _add(tramos: list[Tramo], partes: Sequence[str], *, cambio: bool) -> None:
    texto = "".join(partes)
    if not texto:
        return
    if not cambio and not texto.strip() and tramos and tramos[-1].cambio:
        # a blank between two changed words belongs to the change: one stroke, not two
        tramos[-1] = Tramo(tramos[-1].texto + texto, True)
    elif tramos and tramos[-1].cambio == cambio:
        tramos[-1] = Tramo(tramos[-1].texto + texto, cambio)
    else:
        tramos.append(Tramo(texto, cambio))
