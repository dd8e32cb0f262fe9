"""Commands of the backups: create, verify, restore."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import click
from flask import current_app

from workflow import textos
from workflow.espanol import Comando, Grupo
from workflow.kernel.clock import utc_now
from workflow.kernel.refusals import Refused
from workflow.padron.cifrado import llavero
from workflow.respaldos import service
from workflow.version import VERSION

backup = Grupo("backup", help="Respaldos de la base y de los archivos; las llaves, aparte.")
_JSON = click.option("--json", "as_json", is_flag=True, help="Una línea JSON.")
_CARPETA = click.argument("carpeta", type=click.Path(path_type=Path))


def _or_exit(act: Callable[[], Any], as_json: bool) -> Any:
    try:
        return act()
    except Refused as refusal:
        if as_json:
            click.echo(json.dumps({"ok": False, "razones": refusal.codes}, ensure_ascii=False))
        for sentence in textos.all_of(refusal.reasons):
            click.echo(sentence, err=True)
        sys.exit(1)


@backup.command(
    "create",
    cls=Comando,
    short_help="Hace un respaldo.",
    help="Hace un respaldo de la base y de los archivos en una carpeta nueva, mientras la gente trabaja.\n\n"
    "Las llaves de los padrones no van dentro: con --llaves se escriben en otra carpeta, para guardarlas en un sobre "
    "aparte. Un respaldo sin sus llaves no abre los padrones; con ellas en el mismo lugar, cualquiera los abre.",
)
@click.option("--en", "destino", type=click.Path(path_type=Path), help="Carpeta nueva del respaldo.")
@click.option("--llaves", type=click.Path(path_type=Path), help="Carpeta donde escribir las llaves, aparte.")
@_JSON
def create(destino: Path | None, llaves: Path | None, as_json: bool) -> None:
    settings, ahora = current_app.config["RUTA"], utc_now()
    carpeta = destino or settings.instance_path / "respaldos" / _name(ahora)
    hecho: service.Hecho = _or_exit(lambda: service.crear(carpeta, ahora=ahora, version=VERSION), as_json)
    sobre = _or_exit(lambda: service.guardar_llaves(llaves, settings.padron_keys), as_json) if llaves else None
    one = hecho.manifiesto
    if as_json:
        click.echo(
            json.dumps(
                {"ok": not hecho.perdidos, "carpeta": str(hecho.carpeta), "archivos": len(one.archivos),
                 "filas": sum(one.tablas.values()), "perdidos": list(hecho.perdidos)},
                ensure_ascii=False,
            )
        )  # fmt: skip
    else:
        click.echo(f"Respaldo en {hecho.carpeta}: {sum(one.tablas.values())} filas, {len(one.archivos)} archivos.")
        if sobre:
            click.echo(f"Llaves en {sobre}: guárdelas lejos del respaldo.")
        if hecho.perdidos:
            click.echo(f"ATENCIÓN: {len(hecho.perdidos)} archivos que la base menciona no están en el disco:", err=True)
            for huella in hecho.perdidos:
                click.echo(f"  {huella}", err=True)
    sys.exit(1 if hecho.perdidos else 0)


def _name(ahora: datetime) -> str:
    return f"respaldo-{ahora:%Y%m%dT%H%M%SZ}"


@backup.command("verify", cls=Comando, help="Comprueba un respaldo sin restaurarlo; sale con 1 si algo no coincide.")
@_CARPETA
@_JSON
def verify(carpeta: Path, as_json: bool) -> None:
    one = _or_exit(lambda: service.verificar(carpeta), as_json)
    _say(f"El respaldo está entero: {len(one.archivos)} archivos, {sum(one.tablas.values())} filas, del {one.creado}.",
         one, as_json)  # fmt: skip


@backup.command(
    "restore",
    cls=Comando,
    short_help="Restaura un respaldo en una instalación vacía.",
    help="Restaura un respaldo en la base de DATABASE_URL y la carpeta de RUTA_FILES, que deben estar vacías.\n\n"
    "Al final cuenta todo otra vez y recalcula la bitácora entera. Nunca escribe sobre datos: para volver atrás, "
    "restaure en una base nueva y apunte a ella la instalación.",
)
@_CARPETA
@_JSON
def restore(carpeta: Path, as_json: bool) -> None:
    llaves = frozenset(llavero(current_app.config["RUTA"].padron_keys).llaves)
    one = _or_exit(lambda: service.restaurar(carpeta, llaves=llaves), as_json)
    _say(
        f"Restaurado y comprobado: {sum(one.tablas.values())} filas, {len(one.archivos)} archivos, bitácora íntegra. "
        "Corra «flask --app wsgi db upgrade» y arranque todos los procesos.",
        one,
        as_json,
    )


def _say(sentence: str, one: Any, as_json: bool) -> None:
    documento = {"ok": True, "archivos": len(one.archivos), "filas": sum(one.tablas.values()), "creado": one.creado}
    click.echo(json.dumps(documento) if as_json else sentence)
