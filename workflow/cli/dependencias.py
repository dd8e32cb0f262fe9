"""`dependencias`: a new name, or what passes from one to another, from the console."""

from __future__ import annotations

from datetime import date, datetime

import click
from flask.cli import with_appcontext

from workflow.cli.usuarios import _day, _refusals
from workflow.espanol import Grupo
from workflow.expedientes import service as expedientes
from workflow.expedientes.queries import transferencias
from workflow.expedientes.transferencias import CLASES
from workflow.kernel.actor import SISTEMA
from workflow.kernel.clock import local_date, utc_now
from workflow.kernel.refusals import NotFound, Refused
from workflow.people import queries
from workflow.people import service as people

dependencias = Grupo("dependencias", help="Dependencias que cambian de nombre, se fusionan o se dividen.")


@dependencias.command("renombrar", help="Registra el nombre que una dependencia tiene desde un día.")
@click.argument("clave", metavar="CLAVE")
@click.option("--nombre", required=True, metavar="NOMBRE", help="Nombre nuevo.")
@click.option("--desde", required=True, metavar="FECHA", callback=_day, help="Primer día, 2026-03-01 o 01/03/2026.")
@click.option("--fundamento", required=True, metavar="TEXTO", help="Acuerdo o reglamento que lo cambia.")
@with_appcontext
def renombrar(clave: str, nombre: str, desde: date, fundamento: str) -> None:
    with _refusals():
        people.rename(clave, nombre, desde, fundamento, actor=SISTEMA, ahora=utc_now())
        click.echo(f"{clave} se llama «{nombre}» desde el {desde:%d/%m/%Y}.")


@dependencias.command("transferir", help="Pasa los expedientes de la dependencia DE a la dependencia A.")
@click.argument("de", metavar="DE")
@click.argument("a", metavar="A")
@click.option("--clase", required=True, type=click.Choice(list(CLASES)), help="Qué pasó.")
@click.option("--motivo", required=True, metavar="TEXTO", help="Por qué.")
@click.option("--fundamento", required=True, metavar="TEXTO", help="Acuerdo o reglamento que la ordena.")
@click.option("--fecha", metavar="FECHA", callback=_day, help="Día en que surte efectos; hoy si no se dice.")
@click.option("--folio", "folios", multiple=True, metavar="FOLIO", help="Expediente que pasa; todos si no se dice.")
@with_appcontext
def transferir(
    de: str, a: str, clase: str, motivo: str, fundamento: str, fecha: date | None, folios: tuple[str, ...]
) -> None:
    with _refusals():
        ahora = utc_now()
        chosen = _chosen(de, folios, ahora) if folios else None
        expedientes.transferir(
            de, a, chosen, clase=clase, fecha=fecha or local_date(ahora), motivo=motivo, fundamento=fundamento,
            actor=SISTEMA, ahora=ahora,
        )  # fmt: skip
        click.echo(f"La transferencia de {de} a {a} quedó registrada.")


def _chosen(de: str, folios: tuple[str, ...], ahora: datetime) -> list[int]:
    found = queries.dependencia(de, local_date(ahora))
    if found is None:
        raise NotFound("NO_EXISTE")
    known = {one.folio: one.id for one in transferencias.movibles(found.id)}
    if not set(folios) <= set(known):
        raise Refused("TRANSFERENCIA_AJENA", de=de)
    return [known[folio] for folio in folios]
