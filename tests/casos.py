"""The oracle cases of tests/cases, read as the product reads them, for parametrised tests."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from workflow.casos.lectura import read_cases

CARPETA = Path(__file__).parent / "cases"


@cache
def document(archivo: str) -> dict[str, Any]:
    return read_cases((CARPETA / f"{archivo}.yaml").read_bytes())


def pairs(*archivos: str) -> list[tuple[str, dict[str, Any]]]:
    """(archivo, caso) of every case of those files."""
    return [(archivo, caso) for archivo in archivos for caso in document(archivo)["casos"]]
