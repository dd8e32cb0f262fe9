"""`firmas`: authorities that are trusted, checking a signed PDF, and files to try on a demonstration."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import click
from flask import current_app

from workflow.actas.firma.clases import CLASES_AUTORIDAD
from workflow.actas.queries.firmas_electronicas import authorities
from workflow.actas.queries.firmas_pagina import autoridades
from workflow.actas.service import firmas_configuracion as service
from workflow.demo import firmas as ejemplo
from workflow.espanol import Grupo
from workflow.kernel.actor import SISTEMA
from workflow.kernel.clock import local_date, utc_now
from workflow.kernel.refusals import Refused
from workflow.textos import all_of, rotulo

firmas = Grupo("firmas", help="Firma electrónica: autoridades certificadoras y comprobación de archivos.")


@contextmanager
def _refusals() -> Iterator[None]:
    """A refusal is printed, sentence by sentence, and the command ends with 1."""
    try:
        yield
    except Refused as error:
        for sentence in all_of(error.reasons):
            click.echo(sentence, err=True)
        sys.exit(1)


@firmas.command("autoridad", help="Registra el certificado (.cer o .pem) de una autoridad en la que se confía.")
@click.argument("archivo", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--clase", type=click.Choice(CLASES_AUTORIDAD), default="raiz", show_default=True, help="Qué es.")
@click.option("--fundamento", required=True, help="La ley o el convenio con quien la opera.")
@click.option("--desde", type=click.DateTime(["%Y-%m-%d"]), help="Desde qué día (AAAA-MM-DD); hoy, si no se dice.")
@click.option("--consulta", default="", help="Dirección OCSP donde se pregunta si un certificado fue revocado.")
def autoridad(archivo: Path, clase: str, fundamento: str, desde: datetime | None, consulta: str) -> None:
    ahora = utc_now()
    day = desde.date() if desde else local_date(ahora)
    nueva = service.AutoridadNueva(archivo.read_bytes(), clase, fundamento, day, ocsp=consulta)
    with _refusals():
        service.registrar_autoridad(nueva, actor=SISTEMA, ahora=ahora)
    one = autoridades()[-1]
    click.echo(f"Registrada: {one.nombre}. Huella SHA-256: {one.sha256}")


@firmas.command("verificar", help="Comprueba las firmas de un PDF; sale con 1 si alguna falla o no tiene.")
@click.argument("archivo", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def verificar(archivo: Path) -> None:
    from workflow.actas.firma import examen as firma_examen

    try:
        found = firma_examen.examine(archivo.read_bytes(), authorities(local_date(utc_now())), {})
    except ValueError:
        raise click.ClickException("El archivo no es un PDF que se pueda leer.") from None
    for one in found:
        click.echo(f"{one.campo}: {rotulo('firma_resultado', one.resultado)}")
    if not found:
        click.echo("El archivo no tiene firmas.")
    sys.exit(0 if found and all(one.resultado == "valida" for one in found) else 1)


@firmas.command("ejemplos", help="Solo en la demostración: una autoridad ficticia y los .cer y .key de quienes firman.")
@click.argument("carpeta", type=click.Path(file_okay=False, path_type=Path))
def ejemplos(carpeta: Path) -> None:
    """The keys made here are of people of fiction, and are left in that folder and nowhere else."""
    if not current_app.config["RUTA"].demo:
        raise click.ClickException("Esta orden solo se usa en la demostración (RUTA_DEMO=1).")
    carpeta.mkdir(parents=True, exist_ok=True)
    ahora = utc_now()
    ca = ejemplo.authority(ahora)
    with _refusals():
        service.registrar_autoridad(
            service.AutoridadNueva(ca.cer, "raiz", ejemplo.FUNDAMENTO, local_date(ahora)), actor=SISTEMA, ahora=ahora
        )
        for clase in ("acta", "dictamen", "certificacion"):
            regla = service.ReglaNueva(
                clase, "electronica", "fe_al_final", ejemplo.FUNDAMENTO, local_date(ahora), admite_proyecto=True
            )
            service.registrar_regla_firma("CAB", regla, actor=SISTEMA, ahora=ahora)
    names = ejemplo.signers("CAB", local_date(ahora))
    for n, nombre in enumerate(names, start=1):
        one = ejemplo.person(ca, nombre, n, ahora)
        (carpeta / f"{n:02d}-ejemplo.cer").write_bytes(one.cer)
        (carpeta / f"{n:02d}-ejemplo.key").write_bytes(one.key(ejemplo.CLAVE))
        click.echo(f"{n:02d}-ejemplo  {nombre}")
    click.echo(f"La contraseña de las llaves es {ejemplo.CLAVE}")
