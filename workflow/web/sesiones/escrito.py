"""From what was typed in the forms of a session to what its use cases take."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from flask import request

from workflow.kernel.clock import ZONE, local
from workflow.kernel.refusals import Invalid
from workflow.sesiones import distancia
from workflow.sesiones.conteo import Captura, Cedulas
from workflow.sesiones.service import Propuesta
from workflow.sesiones.vistas import Tablero
from workflow.sesiones.vistas_lista import GrupoVista
from workflow.web.forms.sesiones import lines
from workflow.web.sesiones.consola import SENTIDOS, GrupoVoto, kind_asked

CEDULAS = ("entregadas", "a_favor", "en_contra", "abstencion", "nulos")


def hour(apertura: datetime | None, ahora: datetime) -> datetime | None:
    """The hour written, on the day it can be: today, or yesterday when the session went past midnight."""
    texto = request.form.get("hora", "").strip()
    if not texto:
        return None
    try:
        leida = time.fromisoformat(texto)
    except ValueError:
        raise Invalid("HORA_ILEGIBLE", texto=texto[:20]) from None
    momento = datetime.combine(local(ahora).date(), leida.replace(tzinfo=None), tzinfo=ZONE)
    antes = momento - timedelta(days=1)
    return antes if momento > ahora and apertura is not None and antes >= apertura else momento


@dataclass(frozen=True)
class Lista:
    """The roll as it was marked. `a_distancia`: None when the form does not ask how each one attends."""

    presentes: list[str]
    a_distancia: list[str] | None
    justificados: dict[str, str]

    @property
    def todos(self) -> list[str]:
        return list(dict.fromkeys([*self.presentes, *(self.a_distancia or ())]))

    @property
    def en_la_sala(self) -> list[str]:
        return [clave for clave in self.presentes if clave not in (self.a_distancia or ())]


def roll(board: Tablero) -> Lista:
    """Who was marked present, and the reason of each justified absence: written, or the one announced, if accepted."""
    form = request.form
    justificados = {m.persona.clave: m.aviso for m in board.sala if m.persona.clave in form.getlist("acepta_aviso")}
    justificados |= {
        name.removeprefix("justifica-"): motivo.strip()
        for name, motivo in form.items()
        if name.startswith("justifica-") and motivo.strip()
    }
    return Lista(form.getlist("presente"), remote_marked(board), {c: m for c, m in justificados.items() if m})


def remote_marked(board: Tablero) -> list[str] | None:
    """Who was marked at a distance, where the session admits it."""
    admite = distancia.possible(board.sesion.modalidad, board.sesion.reglas)
    return request.form.getlist("a_distancia") if admite else None


def movement() -> tuple[str, str, str | None]:
    """(event, person, mode): from the button of a row (`event:mode:person`), or from the lists."""
    form = request.form
    evento, _, resto = form.get("movimiento", "").partition(":")
    modo, _, persona = resto.rpartition(":")
    evento, persona = evento or form.get("evento", ""), persona or form.get("persona", "")
    if not evento or not persona:
        raise Invalid("MOVIMIENTO_SIN_PERSONA")
    return evento, persona, modo or form.get("modo") or None


def speech() -> dict[str, Any]:
    form = request.form
    return {
        "persona": form.get("persona") or None,
        "invitado": form.get("invitado", ""),
        "invitado_cargo": form.get("invitado_cargo", ""),
        "texto": form.get("texto", ""),
        "literal": form.get("literal") == "1",
        "tramite": form.get("tramite", ""),
    }


def proposal() -> Propuesta:
    form = request.form
    return Propuesta(
        form.get("propuesta", ""),
        form.get("texto_acuerdo", ""),
        lines(form.get("resolutivos")),
        lines(form.get("modificaciones")),
    )


def field(grupo: str, clave: str) -> str:
    """Name of the field with the vote of a person in a group."""
    return f"voto|{grupo}|{clave}"


def votes(grupos: Iterable[GrupoVista | GrupoVoto], unidas: bool) -> Any:
    """One capture, or one per group in joint commissions."""
    if kind_asked() == "eleccion":
        return _election()
    if kind_asked() == "cedula":
        contadas = {grupo.clave: _ballots(grupo.clave) for grupo in grupos}
        return contadas if unidas else contadas.get("", Cedulas(0))
    por_grupo = _by_group(grupo.clave for grupo in grupos)
    return por_grupo if unidas else por_grupo.get("", Captura())


def _by_group(grupos: Iterable[str]) -> dict[str, Captura]:
    """Every vote that was sent, also of who could not vote: the rule says it."""
    sentidos: dict[str, dict[str, list[str]]] = {grupo: {s: [] for s in SENTIDOS} for grupo in grupos}
    for name, sentido in request.form.items(multi=True):
        if name.startswith("voto|") and sentido in SENTIDOS:
            _, grupo, clave = name.split("|", 2)
            sentidos.setdefault(grupo, {s: [] for s in SENTIDOS})[sentido].append(clave)
    return {grupo: Captura(**{s: tuple(claves) for s, claves in votos.items()}) for grupo, votos in sentidos.items()}


def declared() -> dict[str, dict[str, str]]:
    """By body: key → sense declared by the secretary for who did not vote by phone."""
    dichos: dict[str, dict[str, str]] = {}
    for name, sentido in request.form.items():
        if name.startswith("voto|") and sentido in SENTIDOS:
            _, grupo, clave = name.split("|", 2)
            dichos.setdefault(grupo, {})[clave] = sentido
    return dichos


def _election() -> Cedulas:
    """Ballots by candidate: each line with a name, and its votes."""
    form = request.form
    nombres, votos = form.getlist("candidatura"), form.getlist("candidatura_votos")
    try:
        por_nombre = {
            " ".join(nombre.split()): int(cuantos.strip() or 0)
            for nombre, cuantos in zip(nombres, votos, strict=False)
            if nombre.strip()
        }
        cuentas = {
            name: int(form.get(f"cedula||{name}", "").strip() or 0) for name in ("entregadas", "abstencion", "nulos")
        }
    except ValueError:
        raise Invalid("CEDULAS_ILEGIBLES") from None
    if not por_nombre or min([*por_nombre.values(), *cuentas.values()]) < 0:
        raise Invalid("CEDULAS_ILEGIBLES")
    return Cedulas(**cuentas, candidaturas=por_nombre)


def until(ahora: datetime) -> datetime | None:
    """The hour announced to go on after a recess: today, or the day written."""
    dia, hora = request.form.get("hasta_fecha", "").strip(), request.form.get("hasta_hora", "").strip()
    if not dia and not hora:
        return None
    try:
        fecha = date.fromisoformat(dia) if dia else local(ahora).date()
        return datetime.combine(fecha, time.fromisoformat(hora).replace(tzinfo=None), tzinfo=ZONE)
    except ValueError:
        raise Invalid("HORA_ILEGIBLE", texto=f"{dia} {hora}".strip()[:20]) from None


def _ballots(grupo: str) -> Cedulas:
    try:
        cuentas = {name: int(request.form.get(f"cedula|{grupo}|{name}", "").strip() or 0) for name in CEDULAS}
    except ValueError:
        raise Invalid("CEDULAS_ILEGIBLES") from None
    if min(cuentas.values()) < 0:
        raise Invalid("CEDULAS_ILEGIBLES")
    return Cedulas(**cuentas)
