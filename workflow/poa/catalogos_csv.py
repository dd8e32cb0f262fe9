"""The catalogues from a folder of CSV files (UTF-8, comma, header in line 1), for whoever has no database."""

from __future__ import annotations

import csv
from pathlib import Path

from workflow.kernel.refusals import Invalid
from workflow.poa.catalogos import NOMBRES, OPCIONALES, Catalogos, from_rows

EJERCICIO_DE_MUESTRA = 2026
CARPETA_DE_MUESTRA = Path(__file__).resolve().parents[1] / "demo" / "fresnillo" / "catalogos"


def read_rows(folder: Path) -> dict[str, list[dict[str, str]]]:
    """The rows of each catalogue by its name. Raises Invalid if one is missing."""
    there = {nombre for nombre in NOMBRES if (folder / f"{nombre}.csv").is_file()}
    missing = [f"{nombre}.csv" for nombre in NOMBRES if nombre not in there | OPCIONALES]
    if missing:
        raise Invalid("CATALOGOS_INCOMPLETOS", carpeta=str(folder), faltan=", ".join(missing))
    rows: dict[str, list[dict[str, str]]] = {}
    for nombre in (nombre for nombre in NOMBRES if nombre in there):
        with (folder / f"{nombre}.csv").open(encoding="utf-8-sig", newline="") as source:
            rows[nombre] = list(csv.DictReader(source))
    return rows


def read_folder(folder: Path = CARPETA_DE_MUESTRA, ejercicio: int = EJERCICIO_DE_MUESTRA) -> Catalogos:
    return from_rows(read_rows(folder), ejercicio)
