"""`casos`: the municipality's own cases against the rules of the product, one JSON line each."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from workflow.casos.comparacion import Corrida, run
from workflow.casos.lectura import ArchivoIlegible, read_cases
from workflow.casos.registro import available, resolver_of
from workflow.espanol import Comando

AYUDA = """Corre archivos de casos contra las reglas del sistema.

ARCHIVO es un YAML con «archivo» (la clase de casos), sus catálogos y «casos» (id, entrada, esperado). Clases:
votaciones, comisiones_unidas, orden_del_dia, ruta, plazos, curp, letras.

Escribe una línea JSON por caso, {"id", "obtenido", "esperado", "igual"}, y al final un resumen en la salida de
errores. Termina con 0 si todos los casos son iguales y con 1 si alguno difiere o no se pudo leer. No usa la base de
datos ni guarda nada.
"""


@click.command("casos", cls=Comando, help=AYUDA, short_help="Corre casos de reglas y compara con lo esperado.")
@click.argument("archivos", nargs=-1, metavar="ARCHIVO...", type=click.Path(path_type=Path))
@click.option("--json", "_json", is_flag=True, help="Se acepta por uniformidad: la salida siempre es JSON por línea.")
@click.option("--solo-diferencias", is_flag=True, help="Escribe solo los casos que difieren.")
def casos(archivos: tuple[Path, ...], _json: bool, solo_diferencias: bool) -> None:
    if not archivos:
        click.echo("Indique al menos un archivo YAML de casos.", err=True)
        sys.exit(1)
    corridas: list[Corrida] = []
    ilegibles = 0
    for archivo in archivos:
        try:
            corridas += _run_file(archivo, solo_diferencias)
        except ArchivoIlegible as error:
            ilegibles += 1
            click.echo(f"{archivo}: {error}", err=True)
    malas = [corrida for corrida in corridas if not corrida.igual]
    _summary(corridas, malas, ilegibles)
    sys.exit(1 if malas or ilegibles else 0)


def _run_file(archivo: Path, solo_diferencias: bool) -> list[Corrida]:
    documento = read_cases(_bytes_of(archivo))
    resolver = resolver_of(documento["archivo"])
    if resolver is None:
        raise ArchivoIlegible(
            f"No hay reglas para la clase de casos «{documento['archivo']}». Las que hay: {', '.join(available())}."
        )
    if not documento["casos"]:
        raise ArchivoIlegible("La lista «casos» está vacía.")
    corridas = []
    for corrida in run(documento, resolver):
        corridas.append(corrida)
        if not (solo_diferencias and corrida.igual):
            click.echo(json.dumps(corrida.as_dict(), ensure_ascii=False, default=str))
    return corridas


def _bytes_of(archivo: Path) -> bytes:
    try:
        return archivo.read_bytes()
    except FileNotFoundError:
        raise ArchivoIlegible("No existe el archivo; revise la ruta.") from None
    except IsADirectoryError:
        raise ArchivoIlegible("Es una carpeta; indique un archivo YAML.") from None
    except OSError as error:
        raise ArchivoIlegible(f"No se puede leer el archivo ({error.strerror}).") from None


def _summary(corridas: list[Corrida], malas: list[Corrida], ilegibles: int) -> None:
    total = len(corridas)
    casos_total = "1 caso" if total == 1 else f"{total} casos"
    partes = [f"{casos_total}: {total - len(malas)} iguales, {len(malas)} distintos"]
    if malas:
        partes.append("revise " + ", ".join(corrida.id or "(sin id)" for corrida in malas[:20]))
    if len(malas) > 20:
        partes.append(f"y {len(malas) - 20} más")
    if ilegibles:
        partes.append("1 archivo no se pudo leer" if ilegibles == 1 else f"{ilegibles} archivos no se pudieron leer")
    click.echo("; ".join(partes) + ".", err=True)
