"""The public version of an acta: chosen words are taken out before anything is printed, so they are nowhere to find.

Pure. The document that is published never held the words: no layer, metadata or hash of it can give them back.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from workflow.actas.canonico import from_plain, to_plain
from workflow.actas.impresion.documento import Documento, texto_de
from workflow.actas.instantanea import InstantaneaActa, Tacha
from workflow.kernel.refusals import Reason

MINIMO = 3  # letters: less would blank half of the document
# Structure of the snapshot, not words of people.
_INTACTAS = frozenset({"sha256", "base_url", "esquema", "clave", "folio", "aprobada_por"})
_CODIGO = re.compile(r"[a-z0-9_]{2,40}\Z")
_CODIGOS = frozenset(
    {
        "estado", "clase", "tipo", "publicidad", "genero", "mayoria", "base_tipo", "resultado", "motivo", "sentido",
        "etiqueta",
    }
)  # fmt: skip


@dataclass(frozen=True)
class Peticion:
    """Words to take out, what kind of data they are and why they cannot be published."""

    texto: str
    dato: str
    fundamento: str


def problems(acta: InstantaneaActa, peticiones: Sequence[Peticion]) -> list[Reason]:
    """Everything that forbids making the public version, at once. The words themselves are never in the facts."""
    if not peticiones:
        return [Reason("TACHA_NINGUNA")]
    reasons: list[Reason] = []
    for number, one in enumerate(peticiones, start=1):
        if not one.dato.strip() or not one.fundamento.strip():
            reasons.append(Reason("TACHA_SIN_FUNDAMENTO", {"numero": number}))
        if len(one.texto.strip()) < MINIMO:
            reasons.append(Reason("TACHA_CORTA", {"numero": number, "minimo": MINIMO}))
        elif not redact(acta, [one])[1][0].veces:
            reasons.append(Reason("TACHA_NO_ENCONTRADA", {"numero": number}))
    return reasons


def redact(acta: InstantaneaActa, peticiones: Sequence[Peticion]) -> tuple[InstantaneaActa, tuple[Tacha, ...]]:
    """The acta with «[Eliminado 1]» in the place of each one, and how many times each was taken out."""
    plain = to_plain(acta)
    tachas: list[Tacha] = []
    # The longest first: a full name before the surname inside it.
    order = sorted(range(len(peticiones)), key=lambda n: -len(peticiones[n].texto))
    counts = dict.fromkeys(order, 0)
    for n in order:
        pattern = _pattern(peticiones[n].texto)
        plain, counts[n] = _over(plain, pattern, f"[Eliminado {n + 1}]")
    for n, one in enumerate(peticiones):
        tachas.append(Tacha(one.dato.strip(), one.fundamento.strip(), counts[n]))
    return from_plain(InstantaneaActa, plain), tuple(tachas)


def leaks(documento: Documento, peticiones: Sequence[Peticion]) -> bool:
    """Whether any of the words is still in what will be printed, its title or the foot of its pages."""
    said = " ".join(f"{documento.titulo} {documento.pie} {documento.autor} {texto_de(documento)}".split())
    return any(_pattern(one.texto).search(said) for one in peticiones)


def _pattern(texto: str) -> re.Pattern[str]:
    """The words whatever the case and the blanks between them, and never part of a longer word."""
    words = r"\s+".join(re.escape(word) for word in texto.split())
    return re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE)


def _over(plain: Any, pattern: re.Pattern[str], mark: str, key: str = "") -> tuple[Any, int]:
    if isinstance(plain, dict):
        pairs = {name: _over(value, pattern, mark, name) for name, value in plain.items()}
        return {name: pair[0] for name, pair in pairs.items()}, sum(pair[1] for pair in pairs.values())
    if isinstance(plain, list):
        items = [_over(value, pattern, mark, key) for value in plain]
        return [item[0] for item in items], sum(item[1] for item in items)
    if not isinstance(plain, str) or key in _INTACTAS or (key in _CODIGOS and _CODIGO.match(plain)):
        return plain, 0
    return _instant_or_words(plain, pattern, mark)


_INSTANTE = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\dZ)?\Z")


def _instant_or_words(text: str, pattern: re.Pattern[str], mark: str) -> tuple[str, int]:
    return (text, 0) if _INSTANTE.match(text) else pattern.subn(mark, text)
