"""Reading a CURP in a padrón, and comparing it with the name beside it.

The codes are those of the padrón (five, first failure only); the finer reading of one key, with suggestions,
is `kernel.curp`. A padrón may have a hundred thousand rows, so what repeats is remembered.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from workflow.kernel.curp import (
    ENTIDADES,
    PALABRAS_INCONVENIENTES,
    digito_verificador,
    fecha_nacimiento,
    letras_del_nombre,
    normalizar,
)
from workflow.kernel.rfc import validar as validar_rfc
from workflow.padron.limpieza import llano, texto

ESTRUCTURA = re.compile(r"[A-Z][AEIOUX][A-Z]{2}[0-9]{6}[HMX][A-Z]{2}[B-DF-HJ-NP-TV-Z]{3}[A-Z0-9][0-9]")
_LIMPIA = re.compile(r"[A-Z0-9]+")
_A_LETRA = str.maketrans("0", "O")
_A_CIFRA = str.maketrans("O", "0")


class CurpLeida(NamedTuple):
    """`curp` is the usable key ("" if none), `limpia` what was typed without blanks, `error` the first failure."""

    curp: str
    limpia: str
    error: str
    avisos: tuple[str, ...]
    nacimiento: date | None

    @property
    def vacia(self) -> bool:
        return not self.limpia


VACIA = CurpLeida("", "", "", (), None)


def leer_curp(celda: Any) -> CurpLeida:
    """The key of a cell. An empty one has neither key nor error: whether that is a fault depends on the reason cell."""
    if celda is None:
        return VACIA
    cruda = celda if isinstance(celda, str) else texto(celda)
    limpia = cruda if _LIMPIA.fullmatch(cruda) else normalizar(cruda)
    if not limpia:
        return VACIA
    avisos = ("CURP_NORMALIZADA",) if limpia != cruda else ()
    error, nacimiento = _fallo(limpia)
    if not error:
        return CurpLeida(limpia, limpia, "", avisos, nacimiento)
    if error == "CURP_FORMATO" and len(limpia) == 18:
        otra = _o_por_cero(limpia)
        fallo, nacimiento = _fallo(otra)
        if not fallo:
            return CurpLeida(otra, limpia, "", (*avisos, "CURP_O0"), nacimiento)
    return CurpLeida("", limpia, error, avisos, None)


def _fallo(clave: str) -> tuple[str, date | None]:
    if not ESTRUCTURA.fullmatch(clave):
        return "CURP_FORMATO", None
    if clave[11:13] not in ENTIDADES:
        return "CURP_ENTIDAD", None
    nacimiento = fecha_nacimiento(clave)
    if nacimiento is None:
        return "CURP_FECHA", None
    if clave[17] != digito_verificador(clave):
        return "CURP_DIGITO", None
    return "", nacimiento


def _o_por_cero(clave: str) -> str:
    """Letter O for 0 in positions 1-4 and 11-16, 0 for O in 5-10 and 18; 17 is left as it is."""
    return (
        clave[:4].translate(_A_LETRA)
        + clave[4:10].translate(_A_CIFRA)
        + clave[10:16].translate(_A_LETRA)
        + clave[16]
        + clave[17].translate(_A_CIFRA)
    )


@lru_cache(maxsize=20_000)
def _letras_apellido(apellido: str) -> tuple[str, str, str]:
    """First letter, inner vowel and inner consonant that the key takes from a surname."""
    prefijo, consonantes = letras_del_nombre(None, apellido)
    return prefijo[0], prefijo[1], consonantes[0]


@lru_cache(maxsize=20_000)
def _letras_nombre(nombre: str) -> tuple[str, str]:
    prefijo, consonantes = letras_del_nombre(nombre, None)
    return prefijo[3], consonantes[2]


def corresponde(curp: str, nombre: str, primero: str, segundo: str) -> bool:
    """Whether positions 1-4 and 14-16 of a usable key come out of a name in its three parts."""
    letra, vocal, consonante = _letras_apellido(primero)
    if curp[0] != letra or curp[13] != consonante:
        return False
    letra_2, _, consonante_2 = _letras_apellido(segundo)
    letra_n, consonante_n = _letras_nombre(nombre)
    prefijo = letra + vocal + letra_2 + letra_n
    if prefijo in PALABRAS_INCONVENIENTES:
        prefijo = letra + "X" + letra_2 + letra_n
    return curp[:4] == prefijo and curp[14] == consonante_2 and curp[15] == consonante_n


def corresponde_completo(curp: str, palabras: list[str]) -> bool:
    """The same for a name in one cell: every split, surnames first or last; one that fits is enough."""
    return any(corresponde(curp, *partes) for partes in _repartos(palabras))


def _repartos(palabras: list[str]) -> Iterator[tuple[str, str, str]]:
    """(given names, first surname, second surname); the second surname may be missing."""
    largo = len(palabras)
    for corte in range(1, largo):
        for final in range(corte + 1, largo + 1):
            uno, dos, tres = " ".join(palabras[:corte]), " ".join(palabras[corte:final]), " ".join(palabras[final:])
            if tres:
                yield tres, uno, dos
            else:
                yield dos, uno, ""
            yield uno, dos, tres


MOTIVOS_SIN_CURP: tuple[str, ...] = ("migrante_en_transito", "sin_registro", "tramite_en_curso", "otro")
"""Why there is no CURP. To ask for it is a duty (Ley General de Población, art. 91 Sexies); to deny the aid, not."""

_MOTIVOS = (
    ("migrante_en_transito", re.compile(r"MIGRA|TRANSITO|REFUGI|EXTRANJER|DEPORTAD")),
    ("tramite_en_curso", re.compile(r"TRAMIT|PROCESO|GESTION|SOLICITAD")),
    ("sin_registro", re.compile(r"SIN (?:REGISTRO|ACTA)|NO (?:ESTA )?REGISTRAD|REGISTRO|ACTA DE NACIMIENTO")),
)


@lru_cache(maxsize=4096)
def motivo_sin_curp(escrito: str) -> str:
    """The reason of the catalogue that a cell says in words; `otro` when it is none of them, "" when it is empty."""
    plano = llano(escrito)
    if not plano:
        return ""
    return next((motivo for motivo, palabras in _MOTIVOS if palabras.search(plano)), "otro")


def leer_rfc(celda: Any, *, moral: bool = True) -> tuple[str, str]:
    """(usable RFC or "", code or ""). RFC_FORMATO refuses the row; RFC_DIGITO is a warning and the key still serves."""
    leido = validar_rfc(texto(celda), persona="moral" if moral else None)
    if leido.codigo is not None:
        return "", "RFC_FORMATO"
    return leido.normalizado, "RFC_DIGITO" if "RFC_DIGITO" in leido.avisos else ""
