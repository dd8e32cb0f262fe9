"""What changed between two versions of a document, line by line under its heading. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

from workflow.actas.impresion.documento import Bloque, Documento, Tabla, Titulo, lineas


@dataclass(frozen=True)
class Cambio:
    """`antes` empty: it was added. `ahora` empty: it was taken out."""

    apartado: str
    antes: str
    ahora: str


def compare(old: Documento, new: Documento) -> tuple[Cambio, ...]:
    """Changed lines, in the order of the newer one. Equal documents give none."""
    before, after = _with_headings(old), _with_headings(new)
    matcher = SequenceMatcher(None, [text for _, text in before], [text for _, text in after], autojunk=False)
    changes: list[Cambio] = []
    for kind, i1, i2, j1, j2 in matcher.get_opcodes():
        if kind == "equal":
            continue
        for left, right in zip_longest(before[i1:i2], after[j1:j2]):
            heading = (right or left or ("", ""))[0]
            change = Cambio(heading, left[1] if left else "", right[1] if right else "")
            if heading not in (change.antes, change.ahora) or (change.antes and change.ahora):
                changes.append(change)  # a heading that only appears is told by what is under it
    return tuple(changes)


def _with_headings(documento: Documento) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    heading = documento.titulo
    for bloque in documento.bloques:
        if isinstance(bloque, Titulo):
            heading = bloque.texto
        found.extend((heading, line) for line in _lines(bloque) if line)
    return found


def _lines(bloque: Bloque) -> list[str]:
    """A table by rows, so that a change is read with its whole row."""
    if not isinstance(bloque, Tabla):
        return lineas(bloque)
    return [" · ".join("".join(run.texto for run in cell) for cell in row) for row in bloque.filas]
