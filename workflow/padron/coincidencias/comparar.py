"""Two rows, compared: whether a person should look at them, why, and how alike they are. Pure.

The strict pairs (same words of the name and same birth date) are those of `duplicados`; here are also names that only
look alike, within the few rows that share birth date, telephone or address. Twins are two people: never asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Any

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from workflow.kernel.texto import ABREVIATURAS, repair_mojibake
from workflow.padron.encabezados import Columnas
from workflow.padron.identidad import leer_curp
from workflow.padron.limpieza import fecha, llano, texto

CORTA, LARGA = 4, 8
"""A word of 4 letters or more may be another with one letter changed (PEREZ, PERES), missing, added or moved; one of 8
or more, with two. A shorter one is another word: ANA is not EVA."""
BLOQUE = 200
"""Rows that share a birth date, a telephone or an address and are compared with one another; the rest are left out
and said, because an address of a shelter or a telephone of an office is nobody's."""
COMUNES = 2


@dataclass(frozen=True, slots=True)
class Dato:
    """What is compared of a row. `partes`: given names and surnames, or the whole name first; plain text.

    `palabras`: the words of the name in any order, MA. as MARIA and J. as JOSE.
    """

    fila_id: int
    numero: int
    curp: str
    partes: tuple[str, str, str]
    palabras: tuple[str, ...]
    nacimiento: date | None
    sexo: str


def palabras_de(partes: Sequence[str]) -> tuple[str, ...]:
    juntas = " ".join(parte for parte in partes if parte).split()
    return tuple(sorted(ABREVIATURAS.get(palabra, palabra) for palabra in juntas))


def dato_de(fila_id: int, numero: int, sexo: str | None, celdas: Sequence[Any], columnas: Columnas) -> Dato:
    """From the cells of a row, as `filas.Revisor` reads them, and nothing else: there may be a hundred thousand."""

    def celda(rol: str) -> Any:
        lugar = columnas.roles.get(rol)
        return celdas[lugar] if lugar is not None and lugar < len(celdas) else None

    roles = ("nombre_completo",) if "nombre_completo" in columnas.roles else (
        "nombres", "primer_apellido", "segundo_apellido"
    )  # fmt: skip
    crudos = [texto(celda(rol)) for rol in roles]
    nombres = [llano((crudo if crudo.isascii() else repair_mojibake(crudo)).replace(",", " ")) for crudo in crudos]
    partes = (nombres[0], *(nombres[1:] or ("", "")))
    curp = leer_curp(celda("curp"))
    nacimiento = curp.nacimiento or fecha(celda("nacimiento"))[0]
    return Dato(fila_id, numero, curp.curp, partes, palabras_de(partes), nacimiento, sexo or "")


@dataclass(frozen=True, slots=True)
class Parecido:
    """`puntaje`: 100 the same name; `razones`: codes, the first one says what the pair is."""

    puntaje: int
    razones: tuple[str, ...]


def comparar(uno: Dato, otro: Dato, comparte: str) -> Parecido | None:
    """None: nobody has to look at them. `comparte`: mismo_nacimiento, mismo_telefono or mismo_domicilio."""
    if uno.curp and uno.curp == otro.curp:
        return None  # the same key: not a probable duplicate but an exact one
    if uno.nacimiento and otro.nacimiento and uno.nacimiento != otro.nacimiento:
        return None
    if not uno.palabras or not otro.palabras:
        return None
    if uno.palabras == otro.palabras:
        return Parecido(100, (_que_es(uno, otro), comparte))
    if _gemelos(uno, otro):
        return None
    return _parecidos(uno, otro, comparte)


def _que_es(uno: Dato, otro: Dato) -> str:
    if not uno.curp or not otro.curp:
        return "una_sin_curp" if uno.curp or otro.curp else "dos_sin_curp"
    if sorted(" ".join(uno.partes).split()) != sorted(" ".join(otro.partes).split()):
        return "nombre_abreviado"
    if uno.partes[1] and uno.partes[1:] == (otro.partes[2], otro.partes[1]) and uno.partes[1] != uno.partes[2]:
        return "apellidos_invertidos"
    if uno.curp[:16] == otro.curp[:16]:
        return "homonimos"
    if uno.curp[:11] == otro.curp[:11] and uno.curp[13:16] == otro.curp[13:16]:
        return "otra_entidad"
    if uno.curp[:10] == otro.curp[:10] and uno.curp[11:16] == otro.curp[11:16]:
        return "otro_sexo"
    return "otra_curp"


def _gemelos(uno: Dato, otro: Dato) -> bool:
    """Keys that agree up to position 16 with other names are of twins; so are two sexes with names of one root."""
    if uno.curp and otro.curp and uno.curp[:16] == otro.curp[:16]:
        return True
    return bool(uno.sexo and otro.sexo and uno.sexo != otro.sexo)


def _parecidos(uno: Dato, otro: Dato, comparte: str) -> Parecido | None:
    """Names that differ in words badly written, or in words that one of them leaves out."""
    sueltas, ajenas = _diferencia(uno.palabras, otro.palabras), _diferencia(otro.palabras, uno.palabras)
    comunes = len(uno.palabras) - len(sueltas)
    if not sueltas or not ajenas:
        if comunes < COMUNES:
            return None
        puntaje = round(fuzz.token_sort_ratio(" ".join(uno.palabras), " ".join(otro.palabras)))
        return Parecido(min(puntaje, 99), ("nombre_incompleto", comparte))
    if (
        not comunes
        or len(sueltas) != len(ajenas)
        or not all(_mal_escrita(una, ajena) for una, ajena in zip(sueltas, ajenas, strict=True))
    ):
        return None
    puntaje = round(fuzz.ratio(" ".join(uno.palabras), " ".join(otro.palabras)))
    return Parecido(min(puntaje, 99), ("nombre_parecido", comparte))


def _mal_escrita(una: str, otra: str) -> bool:
    letras = min(len(una), len(otra))
    return letras >= CORTA and OSA.distance(una, otra) <= (2 if letras >= LARGA else 1)


def _diferencia(unas: Sequence[str], otras: Sequence[str]) -> list[str]:
    """The words of the first that the second lacks, counting repetitions."""
    quedan = list(otras)
    sobran = []
    for palabra in unas:
        if palabra in quedan:
            quedan.remove(palabra)
        else:
            sobran.append(palabra)
    return sobran


@dataclass(frozen=True, slots=True)
class Par:
    uno: Dato
    otro: Dato
    parecido: Parecido


def en_bloque(bloque: Sequence[Dato], comparte: str) -> list[Par]:
    """Every pair of a block worth a look, the first rows only where the block is too large."""
    cortado = sorted(bloque, key=lambda dato: (dato.numero, dato.fila_id))[:BLOQUE]
    pares = []
    for uno, otro in combinations(cortado, 2):
        parecido = comparar(uno, otro, comparte)
        if parecido is not None:
            pares.append(Par(uno, otro, parecido))
    return pares
