"""The dated choices about reminders and extensions, and what each may hold. Pure.

Seed values are of the system, to be confirmed with the municipality; `regla_ruta` replaces them from a date on.
"""

from __future__ import annotations

from dataclasses import dataclass

INICIALES: dict[str, str] = {
    "recordar_antes": "3,1",
    "recordar_despues_cada": "2",
    "escalar_titular_tras": "3",
    "escalar_planeacion_tras": "6",
    "recordar_pausa_cada": "5",
    "prorroga_veces": "1",
    "prorroga_dias": "5",
}
MAXIMO = 60


@dataclass(frozen=True)
class Politica:
    """Everything in business days. `antes`: how many before the end; the rest, after it, or between reminders."""

    antes: tuple[int, ...] = (3, 1)
    despues_cada: int = 2
    escalar_titular: int = 3
    escalar_planeacion: int = 6
    pausa_cada: int = 5
    prorroga_veces: int = 1
    prorroga_dias: int = 5

    @classmethod
    def of(cls, valores: dict[str, str]) -> Politica:
        """From the values in force; what is missing is the seed."""
        told = {**INICIALES, **valores}
        return cls(
            antes=_days(told["recordar_antes"]),
            despues_cada=int(told["recordar_despues_cada"]),
            escalar_titular=int(told["escalar_titular_tras"]),
            escalar_planeacion=int(told["escalar_planeacion_tras"]),
            pausa_cada=int(told["recordar_pausa_cada"]),
            prorroga_veces=int(told["prorroga_veces"]),
            prorroga_dias=int(told["prorroga_dias"]),
        )


def _days(text: str) -> tuple[int, ...]:
    return tuple(sorted({int(part) for part in text.split(",") if part.strip()}, reverse=True))


def fits(clave: str, valor: str) -> bool:
    """Whether that value can be read: whole days; of `recordar_antes`, up to five, separated by commas."""
    if clave == "recordar_antes":
        parts = [part.strip() for part in valor.split(",")]
        return len(parts) <= 5 and all(_whole(part, 1) for part in parts)
    return clave in INICIALES and _whole(valor, 0 if clave == "prorroga_veces" else 1)


def _whole(text: str, minimo: int) -> bool:
    return text.isascii() and text.isdecimal() and minimo <= int(text) <= MAXIMO
