"""The command of the hand-over."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click
from flask import current_app

from workflow import textos
from workflow.espanol import Comando, Grupo
from workflow.kernel.clock import utc_now
from workflow.kernel.refusals import Refused
from workflow.respaldos import service
from workflow.version import VERSION

entrega = Grupo("entrega", help="Entrega-recepción: todo en formatos abiertos.")


@entrega.command(
    "exportar",
    cls=Comando,
    short_help="Escribe todo en formatos abiertos.",
    help="Escribe en una carpeta nueva todo lo que se puede leer sin Ruta: tablas en CSV con su diccionario, cada "
    "versión de cada expediente en JSON con sus archivos, y actas, acuerdos, dictámenes e informes como se "
    "expidieron.\n\n"
    "No lleva datos personales de los padrones ni llaves: eso se entrega con «backup create --llaves».",
)
@click.argument("carpeta", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Una línea JSON.")
def exportar(carpeta: Path, as_json: bool) -> None:
    try:
        hecha = service.entregar(
            carpeta, municipio=current_app.config["RUTA"].municipio, version=VERSION, ahora=utc_now()
        )
    except Refused as refusal:
        for sentence in textos.all_of(refusal.reasons):
            click.echo(sentence, err=True)
        sys.exit(1)
    resumen = {
        "carpeta": str(hecha.carpeta),
        "expedientes": hecha.expedientes,
        "documentos": hecha.documentos,
        "filas": sum(hecha.tablas.values()),
        "perdidos": list(hecha.perdidos),
    }
    if as_json:
        click.echo(json.dumps(resumen, ensure_ascii=False))
    else:
        click.echo(
            f"Entrega en {hecha.carpeta}: {hecha.expedientes} expedientes, {hecha.documentos} documentos, "
            f"{sum(hecha.tablas.values())} filas. Compruébela con: sha256sum -c huellas.sha256"
        )
        for huella in hecha.perdidos:
            click.echo(f"No está en el disco el archivo de huella {huella}.", err=True)
    sys.exit(1 if hecha.perdidos else 0)
