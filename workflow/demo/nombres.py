"""Names of people who do not exist, always the same for the same place. Pure."""

from __future__ import annotations

NOMBRES = ("Alma Rosa", "Benjamín", "Citlali", "Darío", "Evangelina", "Fermín", "Gloria Inés", "Humberto", "Imelda")
APELLIDOS = (
    "Arellano",
    "Bonilla",
    "Cervantes",
    "Dávila",
    "Escobedo",
    "Flores",
    "Guardado",
    "Hurtado",
    "Íñiguez",
    "Juárez",
)
SEGUNDOS = (
    "Saucedo",
    "Tiscareño",
    "Ulloa",
    "Valadez",
    "Zamarripa",
    "Murillo",
    "Nájera",
    "Ortega",
    "Pinales",
    "Quiroz",
    "Rentería",
)


def nombre_de(posicion: int) -> str:
    """Lists of 9, 10 and 11 names share no factor: no repeats in 990 places."""
    return f"{NOMBRES[posicion % 9]} {APELLIDOS[posicion % 10]} {SEGUNDOS[posicion % 11]}"
