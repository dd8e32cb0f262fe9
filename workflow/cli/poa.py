"""`poa revisar`: what an import of workbooks would find, storing nothing."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import click
from sqlalchemy.exc import SQLAlchemyError

from workflow.espanol import Comando, Grupo
from workflow.kernel.refusals import Refused
from workflow.libros.lector import read_isolated
from workflow.poa import queries
from workflow.poa.catalogos import Catalogos
from workflow.poa.catalogos_csv import CARPETA_DE_MUESTRA, EJERCICIO_DE_MUESTRA, read_folder
from workflow.poa.hallazgos import ERROR, Hallazgo, in_order
from workflow.poa.lectura.libro import Lectura, read, review_together
from workflow.textos import razon

poa = Grupo("poa", help="Programas operativos anuales: revisión de libros.")

AYUDA = """Revisa libros de POA (.xlsx, .ods) y dice qué encontraría su importación. No guarda nada.

ARCHIVO es un libro con las hojas Identificación, Alineación, Actividades, Presupuesto y, en la unidad líder, MIR. Si
se dan varios, la matriz de cada uno sirve para revisar las actividades de los demás.

Usa los catálogos de la base de datos si los hay; si no, los de muestra. Termina con 1 si hay algún error o algún
archivo que no se puede leer; los avisos no cuentan como error.
"""


@poa.command("revisar", cls=Comando, help=AYUDA, short_help="Dice qué encontraría la importación de uno o más libros.")
@click.argument("archivos", nargs=-1, required=True, metavar="ARCHIVO...", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Una sola línea JSON: libros_con_defecto y hallazgos.")
@click.option(
    "--catalogos",
    "carpeta",
    metavar="CARPETA",
    type=click.Path(path_type=Path),
    help="Carpeta con los catálogos en CSV, en lugar de los de la base de datos.",
)
@click.option(
    "--ejercicio", metavar="AÑO", type=int, default=EJERCICIO_DE_MUESTRA, show_default=False, help="Ejercicio fiscal."
)
def revisar(archivos: tuple[Path, ...], as_json: bool, carpeta: Path | None, ejercicio: int) -> None:
    try:
        catalogos, known = _catalogues(carpeta, ejercicio)
    except Refused as refused:
        click.echo("\n".join(razon(reason) for reason in refused.reasons), err=True)
        sys.exit(1)
    found: list[Hallazgo] = []
    lecturas: list[Lectura] = []
    with ThreadPoolExecutor(2) as pool:  # each reading is a process of its own
        for result in pool.map(_read, archivos):
            if isinstance(result, Lectura):
                lecturas.append(result)
            else:
                found += result
    revisiones = review_together(lecturas, catalogos, known)
    found = in_order([*found, *(item for revision in revisiones for item in revision.hallazgos)])
    _print_json(found) if as_json else _print(found, len(archivos))
    sys.exit(1 if any(item.severidad == ERROR for item in found) else 0)


def _catalogues(carpeta: Path | None, ejercicio: int) -> tuple[Catalogos, dict[str, frozenset[str]]]:
    """The catalogues to check against, and the matrices already known when they come from the database."""
    if carpeta is not None:
        return read_folder(carpeta, ejercicio), {}
    try:
        if ejercicio in queries.ejercicios():
            return queries.catalogos(ejercicio), queries.matrices(ejercicio)
    except SQLAlchemyError:
        pass  # no database, or not prepared yet: the sample serves
    return read_folder(CARPETA_DE_MUESTRA, ejercicio), {}


def _read(path: Path) -> Lectura | list[Hallazgo]:
    """The reading of a file, or the findings that say why it cannot be read."""
    if not path.is_file():
        return [_unreadable(path, "ARCHIVO_NO_ENCONTRADO", "No existe el archivo, o es una carpeta. Revise la ruta.")]
    try:
        return read(read_isolated(path, "poa"), path.name)
    except Refused as refused:
        return [_unreadable(path, reason.code, razon(reason)) for reason in refused.reasons]


def _unreadable(path: Path, code: str, text: str) -> Hallazgo:
    return Hallazgo(path.name, None, None, code, ERROR, None, None, text)


def _print_json(found: Iterable[Hallazgo]) -> None:
    items = [item.to_dict() for item in found]
    document: dict[str, Any] = {
        "libros_con_defecto": sorted({item["archivo"] for item in items}),
        "hallazgos": items,
    }
    click.echo(json.dumps(document, ensure_ascii=False, allow_nan=False))


def _print(found: list[Hallazgo], files: int) -> None:
    for item in found:
        place = ", ".join(part for part in (item.archivo, item.hoja, item.celda) if part)
        click.echo(f"{place}: {item.severidad} {item.codigo}: {item.hallazgo}")
    errors = sum(item.severidad == ERROR for item in found)
    books = "1 libro" if files == 1 else f"{files} libros"
    click.echo(f"{books}: {errors} errores, {len(found) - errors} avisos.", err=True)
