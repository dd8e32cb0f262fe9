"""Commands whose help and complaints are in Spanish to the last word."""

from __future__ import annotations

import sys
from typing import IO, Any

import click
from flask.cli import AppGroup


class ErrorDeUso(click.UsageError):
    """A command called with wrong options or arguments; exit code 2, as click has it."""

    def show(self, file: IO[Any] | None = None) -> None:
        if self.ctx is not None:
            click.echo(f"Pruebe «{self.ctx.command_path} --help».", file=file or sys.stderr)
        click.echo(self.format_message(), file=file or sys.stderr)


class _EnEspanol(click.Command):
    """«Uso», «Opciones», --help and usage errors in Spanish."""

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        try:
            return super().make_context(*args, **kwargs)
        except ErrorDeUso:
            raise
        except click.UsageError as error:
            raise ErrorDeUso(_sentence(error), error.ctx) from None

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), prefix="Uso: ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        opciones = [param for param in self.get_params(ctx) if isinstance(param, click.Option)]
        filas = [(fila[0], _translated(fila[1])) for fila in (o.get_help_record(ctx) for o in opciones) if fila]
        if filas:
            with formatter.section("Opciones"):
                formatter.write_dl(filas)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        opcion = super().get_help_option(ctx)
        if opcion is not None:
            opcion.help = "Muestra esta ayuda y termina."
        return opcion

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        return ["[OPCIONES]" if pieza == "[OPTIONS]" else pieza for pieza in super().collect_usage_pieces(ctx)]


def _translated(help_: str) -> str:
    return help_.replace("[required]", "[obligatorio]").replace("[default: ", "[si falta: ")


class Comando(_EnEspanol):
    """A click command in Spanish."""


class Grupo(_EnEspanol, AppGroup):
    """A group of commands in Spanish; each one runs with the application ready."""

    command_class = Comando

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        _EnEspanol.format_options(self, ctx, formatter)
        filas = [(name, self.commands[name].get_short_help_str(90)) for name in self.list_commands(ctx)]
        with formatter.section("Comandos"):
            formatter.write_dl(filas)

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        return ["[OPCIONES]", "COMANDO", "[DATOS]..."]

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except ErrorDeUso:
            raise
        except click.UsageError:
            raise ErrorDeUso(f"No existe el comando «{args[0]}».", ctx) from None


def _sentence(error: click.UsageError) -> str:
    if isinstance(error, click.NoSuchOption):
        return f"No existe la opción «{error.option_name}»."
    if isinstance(error, click.MissingParameter):
        nombre = error.param.make_metavar(error.ctx) if error.param and error.ctx else ""
        return f"Falta un dato obligatorio: {nombre or error.param_hint}."
    if isinstance(error, click.BadParameter):
        nombre = error.param.opts[0] if error.param else str(error.param_hint)
        return f"El valor de «{nombre}» no se admite."
    return "No se entienden los datos que siguen al comando; hay de más o les falta un valor."
