"""make demo: an installation of sample data in its own folder, the whole route, the documents, and the pages."""

from __future__ import annotations

import shutil
import sys
import time
from functools import partial
from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext
from flask_migrate import upgrade

from config import Settings
from workflow.actas import queries as actas
from workflow.cli.servir import start_web, start_worker, stop, wait
from workflow.demo.agenda import agenda
from workflow.demo.carga import Muestra, cargar
from workflow.demo.guion import Historia, Recorrido, timeline
from workflow.demo.hora import MARK, mark
from workflow.demo.personas import PERSONAS
from workflow.demo.poblacion import poblar
from workflow.kernel.clock import live_in
from workflow.outbox import queries as outbox
from workflow.people.demostracion import CLAVE_DEMO

SESSIONS = ("acta.generar", "dictamen.generar", "certificacion.generar")


@click.command("demo", help="Carga la muestra de Fresnillo, recorre toda la ruta y sirve las páginas.")
@click.option("--sin-servir", is_flag=True, help="Termina cuando están los documentos.")
@click.option("--en", "bind", default="127.0.0.1:8000", show_default=True, help="Dirección y puerto de las páginas.")
@with_appcontext
def demo(sin_servir: bool, bind: str) -> None:
    settings: Settings = current_app.config["RUTA"]
    began = time.monotonic()
    _fresh_folder(settings)
    upgrade()
    click.echo("Ruta · demostración con la muestra de Fresnillo (personas y montos ficticios)\n\nCargando la muestra:")
    worker = start_worker()
    try:
        muestra = cargar(click.echo)
        click.echo("\nUn POA y un padrón recorren la ruta:")
        made = Historia(muestra, click.echo, outbox.refresh, partial(mark, settings.instance_path)).run()
        live_in(mark(settings.instance_path))
        poblar(muestra, click.echo)
        agenda(muestra, click.echo)
        _await_documents(made)
        _show(settings, muestra, made)
        click.echo(f"\nListo en {time.monotonic() - began:.0f} segundos.")
        if sin_servir:
            return
        _table(bind)
        sys.exit(wait(worker, start_web(bind)))
    finally:
        stop(worker)


def _fresh_folder(settings: Settings) -> None:
    """Begin anew, but only in a folder that a demonstration made: nobody's data is ever removed."""
    folder = settings.instance_path
    if not settings.demo or not settings.is_sqlite:
        raise click.ClickException(
            "La demostración se hace en su propia carpeta y con la base incluida. Use «make demo» "
            "(o RUTA_DEMO=1 y RUTA_INSTANCE con una carpeta vacía, sin DATABASE_URL)."
        )
    if folder.exists() and any(folder.iterdir()):
        if not (folder / MARK).exists():
            raise click.ClickException(f"La carpeta {folder} tiene otra cosa. Elija una vacía con RUTA_INSTANCE.")
        shutil.rmtree(folder)
    folder.mkdir(parents=True, exist_ok=True)
    live_in(mark(folder))


def _await_documents(made: Recorrido) -> None:
    for _ in range(900):
        jobs = outbox.of_types(SESSIONS)
        if jobs and not any(job.vivo for job in jobs):
            break
        time.sleep(0.1)
    failed = [job for job in outbox.of_types(SESSIONS) if job.estado != "hecho"]
    if failed:
        raise click.ClickException("No terminó: " + ", ".join(f"{job.tipo} ({job.error})" for job in failed))


def _show(settings: Settings, muestra: Muestra, made: Recorrido) -> None:
    click.echo("\nLa bitácora del POA:")
    for line in timeline(made.poa):
        click.echo(line)
    click.echo("\nDocumentos hechos en segundo plano:")
    folder = settings.instance_path / "documentos"
    folder.mkdir(exist_ok=True)
    actor = muestra.actor("auditoria")
    for sesion in (made.unidas, made.cabildo):
        for item in actas.of_sesion(sesion, actor):
            target = folder / item.nombre
            shutil.copyfile(item.path, target)
            click.echo(f"  {_near(target)}")


def _near(path: Path) -> str:
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)


def _table(bind: str) -> None:
    click.echo(f"\nEntre a http://{bind} con cualquiera de estas personas; su contraseña es {CLAVE_DEMO}\n")
    for persona in PERSONAS:
        click.echo(f"  {persona.correo:<34} {persona.cargo:<45} {persona.para_ver}")
    click.echo("\nCtrl+C para terminar.")
