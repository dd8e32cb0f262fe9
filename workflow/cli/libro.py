"""Commands about the Libro de Actas."""

from __future__ import annotations

import json
import sys

import click

from workflow.actas import queries
from workflow.espanol import Grupo
from workflow.textos import rotulo

libro = Grupo("libro", help="Libro de Actas de cada órgano.")


@libro.command("verificar", help="Recalcula la cadena de huellas y los archivos; sale con 1 si algo no coincide.")
@click.option("--json", "as_json", is_flag=True, help="Una línea JSON por rotura y una de resumen.")
def verificar(as_json: bool) -> None:
    count, broken = queries.verify_books()
    if as_json:
        for one in broken:
            click.echo(
                json.dumps({"organo": one.organo, "periodo": one.periodo, "folio": one.folio, "motivo": one.motivo})
            )
        click.echo(json.dumps({"asientos": count, "roturas": len(broken), "integro": not broken}))
    elif broken:
        for one in broken:
            click.echo(f"{one.organo}, {one.periodo}, {one.folio}: {rotulo('libro_rotura', one.motivo)}")
        click.echo(f"El Libro NO está íntegro: {len(broken)} roturas en {count} actas asentadas.")
    else:
        click.echo(f"El Libro está íntegro: {count} {'acta asentada' if count == 1 else 'actas asentadas'}.")
    sys.exit(1 if broken else 0)
