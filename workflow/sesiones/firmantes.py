"""Who signs the acta of an organ, by its rules: posts kept as codes, said and typed in words. Pure."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

PALABRAS = {
    "presidencia": "Quien preside",
    "sindicatura": "Quien ocupa la Sindicatura",
    "regidurias_presentes": "Las regidoras y los regidores presentes",
    "secretaria_gobierno": "Quien es titular de la Secretaría de Gobierno Municipal",
    "secretaria": "Quien ocupa la secretaría de la comisión",
    "vocalias": "Las vocalías",
    "vocalias (dos bloques)": "Las vocalías, en un bloque por comisión",
    "secretaria_tecnica": "Quien ocupa la secretaría técnica",
    "integrantes_presentes": "Quienes integran el órgano y asistieron",
}


def in_words(firmantes: Iterable[str]) -> list[str]:
    """As people read them; what somebody wrote in words of their own stays as it is."""
    return [PALABRAS.get(one, one) for one in firmantes]


def as_kept(renglones: Iterable[str]) -> list[str]:
    """What was typed, one a line: the words of a post known here become its code, whatever their capitals."""
    return [_CODIGOS.get(_plain(one), one.strip()) for one in renglones]


def _plain(text: str) -> str:
    bare = unicodedata.normalize("NFD", text.strip().rstrip(".").casefold())
    return " ".join("".join(char for char in bare if not unicodedata.combining(char)).split())


_CODIGOS = {_plain(words): code for code, words in PALABRAS.items()} | {_plain(code): code for code in PALABRAS}
