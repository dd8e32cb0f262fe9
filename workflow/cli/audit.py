"""Commands about the record of who did what."""

from __future__ import annotations

import json
import sys

import click

from workflow.audit import queries
from workflow.espanol import Grupo

audit = Grupo("audit", help="Registro de quién hizo qué.")


@audit.command("verify", help="Recalcula la cadena de huellas del registro; sale con 1 si algo no coincide.")
@click.option("--json", "as_json", is_flag=True, help="Una línea JSON por rotura y una de resumen.")
def verify(as_json: bool) -> None:
    count, breaks = queries.verify()
    if as_json:
        for item in breaks:
            click.echo(json.dumps({"cadena": item.cadena, "seq": item.seq, "motivo": item.motivo}))
        click.echo(json.dumps({"asientos": count, "roturas": len(breaks), "integra": not breaks}))
    elif breaks:
        for item in breaks:
            click.echo(f"{item.cadena}, asiento {item.seq}: {item.motivo}")
        click.echo(f"El registro NO está íntegro: {len(breaks)} roturas en {count} asientos.")
    else:
        click.echo(f"El registro está íntegro: {count} asientos.")
    sys.exit(1 if breaks else 0)
