"""Periods of a delivery as they are written in a padrón: `2026`, `2026-S1`, `2026-T3`, `2026-B6`, `2026-11`. Pure."""

from __future__ import annotations

import re
from datetime import date

_MESES = (
    "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre",
    "diciembre",
)  # fmt: skip
_FORMA = re.compile(r"20[0-9]{2}(?:-(?:S[12]|T[1-4]|B[1-6]|0[1-9]|1[0-2]))?")
_ORDINAL = ("primer", "segundo", "tercer", "cuarto", "quinto", "sexto")
_PARTES = {"S": "semestre", "T": "trimestre", "B": "bimestre"}


def valido(periodo: str) -> bool:
    return _FORMA.fullmatch(periodo) is not None


def limpio(escrito: str) -> str:
    """`2026 t1` is `2026-T1`; what is not a period stays as it was, in capitals."""
    junto = "".join(escrito.upper().split()).replace("/", "-")
    if re.fullmatch(r"20[0-9]{2}[STB][0-9]", junto):
        junto = f"{junto[:4]}-{junto[4:]}"
    return junto


def del_ejercicio(ejercicio: int) -> list[str]:
    """Every period of a year, the widest first."""
    return [
        str(ejercicio),
        *(f"{ejercicio}-S{n}" for n in (1, 2)),
        *(f"{ejercicio}-T{n}" for n in range(1, 5)),
        *(f"{ejercicio}-B{n}" for n in range(1, 7)),
        *(f"{ejercicio}-{n:02d}" for n in range(1, 13)),
    ]


def trimestre(dia: date) -> str:
    return f"{dia.year}-T{(dia.month - 1) // 3 + 1}"


def en_palabras(periodo: str) -> str:
    """`2026-T1` is «primer trimestre de 2026»."""
    anio, _, parte = periodo.partition("-")
    if not parte:
        return f"todo {anio}"
    if parte[0] in _PARTES:
        return f"{_ORDINAL[int(parte[1]) - 1]} {_PARTES[parte[0]]} de {anio}"
    return f"{_MESES[int(parte) - 1]} de {anio}"
