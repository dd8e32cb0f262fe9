"""Sentences and labels that belong to the pages themselves. Pure."""

from __future__ import annotations

RAZONES: dict[str, str] = {
    "ARCHIVO_NO_ELEGIDO": "Elija el archivo en su equipo antes de guardar.",
}
ROTULOS: dict[str, dict[str, str]] = {}
