"""`usuarios`: users and their roles from the console, for the first administrator and for who has no pages."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

import click

from workflow.espanol import Grupo
from workflow.kernel.actor import ROLES, SISTEMA
from workflow.kernel.clock import local_date, utc_now
from workflow.kernel.refusals import Refused
from workflow.people import queries, service
from workflow.people.queries import UsuarioVista
from workflow.textos import all_of, rotulo

usuarios = Grupo("usuarios", help="Personas que entran a Ruta: altas, cargos con fechas y contraseñas.")


@contextmanager
def _refusals() -> Iterator[None]:
    """A refusal is printed, sentence by sentence, and the command ends with 1."""
    try:
        yield
    except Refused as error:
        for sentence in all_of(error.reasons):
            click.echo(sentence, err=True)
        sys.exit(1)


def _find(correo: str) -> UsuarioVista:
    found = queries.usuario_por_correo(correo, local_date(utc_now()))
    if found is None:
        raise Refused("USUARIO_DESCONOCIDO")
    return found


def _day(_ctx: click.Context, _param: click.Parameter, value: str | None) -> date | None:
    if value is None:
        return None
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(value, form).date()  # noqa: DTZ007 (a day has no zone)
        except ValueError:
            continue
    raise click.BadParameter(value, param=_param)


@usuarios.command("crear", help="Da de alta a una persona y escribe su contraseña provisional, una sola vez.")
@click.argument("correo", metavar="CORREO")
@click.option("--nombre", required=True, metavar="NOMBRE", help="Nombre completo.")
@click.option("--cargo", required=True, metavar="CARGO", help="Cargo en el Ayuntamiento, como en su nombramiento.")
@click.option("--rol", metavar="ROL", help="Cargo en Ruta que tendrá desde hoy (vea «asignar»).")
@click.option("--dependencia", metavar="CLAVE", help="Dependencia de ese cargo, por ejemplo UR-043.")
def crear(correo: str, nombre: str, cargo: str, rol: str | None, dependencia: str | None) -> None:
    ahora = utc_now()
    with _refusals():
        usuario_id, clave = service.create_user(correo=correo, nombre=nombre, cargo=cargo, actor=SISTEMA, ahora=ahora)
        click.echo(f"Alta de {correo}. Contraseña provisional, por cambiar al entrar: {clave}")
        if rol:
            desde = local_date(ahora)
            service.assign(usuario_id, rol=rol, dependencia=dependencia, desde=desde, actor=SISTEMA, ahora=ahora)
            click.echo(f"Cargo asignado: {rotulo('rol', rol)}, desde {desde:%d/%m/%Y}.")


@usuarios.command("asignar", help="Asigna un cargo en Ruta. ROL es uno de: " + ", ".join(ROLES) + ".")
@click.argument("correo", metavar="CORREO")
@click.argument("rol", metavar="ROL")
@click.option("--dependencia", metavar="CLAVE", help="Dependencia del cargo, por ejemplo UR-043.")
@click.option("--desde", callback=_day, metavar="FECHA", help="Primer día, AAAA-MM-DD o DD/MM/AAAA (hoy si falta).")
@click.option("--hasta", callback=_day, metavar="FECHA", help="Último día (sin fecha final si falta).")
def asignar(correo: str, rol: str, dependencia: str | None, desde: date | None, hasta: date | None) -> None:
    ahora = utc_now()
    first = desde or local_date(ahora)
    with _refusals():
        service.assign(
            _find(correo).id, rol=rol, dependencia=dependencia, desde=first, hasta=hasta, actor=SISTEMA, ahora=ahora
        )
        click.echo(f"Cargo asignado a {correo}: {rotulo('rol', rol)}, desde {first:%d/%m/%Y}.")


@usuarios.command("clave", help="Da una contraseña provisional (se escribe una sola vez) y cierra sus sesiones.")
@click.argument("correo", metavar="CORREO")
def clave(correo: str) -> None:
    with _refusals():
        provisional = service.reset_password(_find(correo).id, actor=SISTEMA, ahora=utc_now())
        click.echo(f"Contraseña provisional de {correo}, por cambiar al entrar: {provisional}")


@usuarios.command("sin-segundo-paso", help="Quita el segundo paso a quien perdió su teléfono y sus códigos.")
@click.argument("correo", metavar="CORREO")
def sin_segundo_paso(correo: str) -> None:
    with _refusals():
        service.remove_second_factor(_find(correo).id, actor=SISTEMA, ahora=utc_now())
        click.echo(f"{correo} entra otra vez solo con su contraseña; donde se exige, pondrá el segundo paso al entrar.")


@usuarios.command("desactivar", help="Impide que la persona entre y cierra sus sesiones; lo que hizo queda registrado.")
@click.argument("correo", metavar="CORREO")
def desactivar(correo: str) -> None:
    with _refusals():
        found = _find(correo)
        service.update_user(
            found.id, nombre=found.nombre, cargo=found.cargo, activo=False, actor=SISTEMA, ahora=utc_now()
        )
        click.echo(f"{correo} ya no puede entrar.")


@usuarios.command("lista", help="Lista a las personas con sus cargos vigentes.")
@click.option("--rol", default="", metavar="ROL", help="Solo quienes tienen hoy ese cargo.")
@click.option("--buscar", default="", metavar="TEXTO", help="Solo nombres, cargos o correos con esas palabras.")
@click.option("--json", "as_json", is_flag=True, help="Una línea JSON por persona.")
def lista(rol: str, buscar: str, as_json: bool) -> None:
    for found in queries.usuarios(local_date(utc_now()), q=buscar, rol=rol):
        click.echo(json.dumps(_plain(found), ensure_ascii=False) if as_json else _line(found))


def _plain(found: UsuarioVista) -> dict[str, Any]:
    return {
        "correo": found.correo,
        "nombre": found.nombre,
        "cargo": found.cargo,
        "activo": found.activo,
        "cargos": [
            {
                "rol": held.rol,
                "dependencia": held.dependencia,
                "desde": held.desde.isoformat(),
                "hasta": held.hasta.isoformat() if held.hasta else None,
                "vigente": held.vigente,
            }
            for held in found.cargos
        ],
    }


def _line(found: UsuarioVista) -> str:
    held = "; ".join(
        rotulo("rol", one.rol) + (f" ({one.dependencia})" if one.dependencia else "") for one in found.vigentes
    )
    return f"{found.correo}  {found.nombre}  {held or 'sin cargos vigentes'}{'' if found.activo else '  [desactivada]'}"
