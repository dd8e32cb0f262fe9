"""What a new session is offered: the actas to approve, what was left pending, the dossiers; and its second call."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from flask import request

from workflow.actas import queries as actas
from workflow.kernel.clock import local, local_date
from workflow.sesiones import queries
from workflow.sesiones.agenda import EnEspera, PuntoNuevo
from workflow.sesiones.convocatoria import second_call_from
from workflow.sesiones.queries import espera, paginas
from workflow.sesiones.vistas import OrganoVista, PuntoVista, SesionVista
from workflow.web import guard
from workflow.web.forms.sesiones import ConvocarForm
from workflow.web.numeros import entero
from workflow.web.sesiones.base import name_of

SE_REPITEN = (
    "tipo",
    "lugar",
    "domicilio",
    "publicidad",
    "modalidad",
    "sede",
    "recinto_acuerdo",
    "enlace",
    "permanente",
)


@dataclass(frozen=True)
class Renglon:
    """A dossier that can be listed: whether it is, and in which place."""

    asunto: EnEspera
    marcado: bool
    lugar: str


@dataclass(frozen=True)
class Opcion:
    """An acta to approve (`id`: its session) or an item left pending (`id`: that item)."""

    id: int
    titulo: str
    marcado: bool
    punto: PuntoNuevo


@dataclass(frozen=True)
class Primera:
    """The session that was not verified, whose second call this one is; `desde`: the earliest hour."""

    id: int
    nombre: str
    desde: datetime
    sesion: SesionVista
    puntos: tuple[PuntoVista, ...]


@dataclass(frozen=True)
class Propuesta:
    """All that can be listed, as it was marked."""

    actas: list[Opcion]
    pendientes: list[Opcion]
    renglones: list[Renglon]

    def in_order(self) -> list[EnEspera]:
        """The dossiers marked, in the order typed; without a place, at the end."""
        marcados = [renglon for renglon in self.renglones if renglon.marcado]
        return [r.asunto for r in sorted(marcados, key=lambda r: int(r.lugar) if r.lugar.isdecimal() else 10_000)]

    def actas_de(self) -> list[int]:
        return [opcion.id for opcion in self.actas if opcion.marcado]

    def de_otras_sesiones(self) -> list[PuntoNuevo]:
        return [opcion.punto for opcion in self.pendientes if opcion.marcado]


def first_call(organo: OrganoVista) -> Primera | None:
    """What `segunda` of the address or of the form names, when it is a session of this organ without quórum."""
    sesion_id = request.values.get("segunda", type=entero)
    if sesion_id is None:
        return None
    filas = queries.sesiones(organo=organo.clave, estados=["no_verificada"])
    if sesion_id not in {fila.id for fila in filas}:
        return None
    board = paginas.board_for(sesion_id, guard.actor(), guard.now())
    sesion = board.sesion
    desde = second_call_from(sesion.programada_para, organo.reglas)
    return Primera(sesion_id, name_of(sesion), desde, sesion, board.puntos)


def fill(form: ConvocarForm, primera: Primera) -> None:
    """The same session again, at the earliest hour: convened in one step if nothing has to change."""
    for campo in SE_REPITEN:
        form[campo].data = getattr(primera.sesion, campo)
    cuando = max(primera.desde, guard.now() + timedelta(minutes=10))
    cuando += timedelta(minutes=-cuando.minute % 5) - timedelta(seconds=cuando.second, microseconds=cuando.microsecond)
    momento = local(max(cuando, primera.desde))
    form.fecha.data, form.hora.data = momento.date(), momento.time().replace(second=0, microsecond=0)
    form.en_bloque.data = any(punto.tipo == "bloque" for punto in primera.puntos)


def proposal(organo: OrganoVista, primera: Primera | None) -> Propuesta:
    """The first time, the last acta, what was left pending and all that waits; then as it was marked."""
    return Propuesta(_actas(organo, primera), _pending(organo), _waiting(organo, primera))


def _actas(organo: OrganoVista, primera: Primera | None) -> list[Opcion]:
    filas = espera.actas_to_approve(organo.id)
    aprobadas = actas.approved([fila.id for fila in filas])
    puntos = [espera.acta_item(fila) for fila in filas if fila.id not in aprobadas]
    propias = {p.acta_de for p in primera.puntos} if primera else {p.acta_de for p in puntos[-1:]}
    marcadas = _marked("acta", propias)
    return [Opcion(p.acta_de or 0, p.titulo, p.acta_de in marcadas, p) for p in puntos]


def _pending(organo: OrganoVista) -> list[Opcion]:
    puntos = [p for p in queries.pending_items(organo.id) if p.acta_de is None]
    marcados = _marked("pendiente", {p.viene_de for p in puntos})
    return [Opcion(p.viene_de or 0, p.titulo, p.viene_de in marcados, p) for p in puntos]


def _waiting(organo: OrganoVista, primera: Primera | None) -> list[Renglon]:
    asuntos: Sequence[EnEspera] = queries.waiting_for(organo, local_date(guard.now()), retirados=True)
    todos: set[Any] = {a.id for a in asuntos if a.etapa != "retirado"}
    if primera:
        de_bloque = {a.expediente.id for p in primera.puntos for a in p.asuntos}
        todos = de_bloque | {p.expediente.id for p in primera.puntos if p.expediente}
    marcados = _marked("expediente", todos)
    lugares = {a.id: str(n) for n, a in enumerate(asuntos, start=1)}
    if request.method == "POST":
        lugares = {a.id: request.form.get(f"lugar-{a.id}", "").strip() for a in asuntos}
    return [Renglon(a, a.id in marcados, lugares[a.id]) for a in asuntos]


def _marked(campo: str, de_entrada: set[Any]) -> set[Any]:
    return set(request.form.getlist(campo, type=entero)) if request.method == "POST" else de_entrada
