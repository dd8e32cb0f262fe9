"""/sesiones/<id>: the page of a session before, during and after; its board to project; the progress of its acta."""

from __future__ import annotations

from typing import Any

from flask import render_template, request
from werkzeug.datastructures import MultiDict

from workflow.kernel.clock import local_date
from workflow.kernel.refusals import Reason
from workflow.outbox import queries as outbox
from workflow.sesiones import distancia
from workflow.sesiones.queries import acuerdos, paginas
from workflow.sesiones.queries import voto_movil as urnas
from workflow.sesiones.vistas import Relato, SesionVista, Tablero
from workflow.web import guard
from workflow.web.sesiones import asistentes, consola, documentos, memoria, vivo
from workflow.web.sesiones.base import bp, may_conduct, name_of, short_organ


@bp.get("/sesiones/<int:sesion_id>")
@guard.signed_in
def ver(sesion_id: int) -> str:
    return page(sesion_id)


def page(sesion_id: int, acto: str = "", motivos: tuple[Reason, ...] = (), confirmar: bool = False) -> str:
    """The session for who is signed in. `acto`: the act just refused, whose form keeps what was typed."""
    actor, ahora = guard.actor(), guard.now()
    board = memoria.board(sesion_id, actor, ahora)
    story = memoria.story(sesion_id, actor, ahora)
    sesion = board.sesion
    conduce = may_conduct(actor, sesion)
    plantilla = {"convocada": "antes", "en_curso": "durante"}.get(sesion.estado, "despues")
    return render_template(
        f"sesiones/{plantilla}.html",
        s=sesion,
        board=board,
        story=story,
        nombre=name_of(sesion),
        organo=short_organ(sesion.organo),
        conduce=conduce,
        acto=acto,
        motivos=motivos,
        confirmar=confirmar,
        escrito=request.form if motivos else MultiDict(),
        grupos=asistentes.quorum_cards(board, story.listas),
        lista=asistentes.members(board, story),
        voto=consola.vote(board) if board.abierto else None,
        marcar_todos=request.args.get("todos") == "1",
        hibrida=distancia.possible(sesion.modalidad, sesion.reglas),
        regla_distancia=distancia.rule(sesion.reglas),
        modos=modes(sesion),
        pendientes=[p for p in board.puntos if p.estado == "pendiente" and p.tipo != "clausura"],
        siguiente=consola.next_item(board),
        ultimo=consola.last_resolved(board),
        se_puede_retirar=conduce and consola.can_withdraw(board) and sesion.orden_aprobado,
        por_retirar=consola.withdrawable(board),
        **by_phone(board),
        **vivo.addresses(sesion_id),
        **people(board),
        **outcome(board, story, sesion.estado),
        **documentos.context(sesion),
        **acuerdos_de(sesion),
    )


def modes(sesion: SesionVista) -> list[tuple[str, str]]:
    """How one may attend a session that admits both, the usual one first: (name of the field, words)."""
    modos = [("presente", "En la sala"), ("a_distancia", "A distancia")]
    return modos[::-1] if sesion.modalidad == distancia.A_DISTANCIA else modos


def acuerdos_de(sesion: SesionVista) -> dict[str, Any]:
    """The acuerdos that the session is still to be told of, and those it was."""
    dichos = acuerdos.informados_en(sesion.id)
    if sesion.estado not in ("convocada", "en_curso"):
        return {"por_informar": [], "informados": dichos}
    hoy = local_date(guard.now())
    return {"por_informar": acuerdos.por_informar(sesion.id, sesion.organo_clave, hoy), "informados": dichos}


def by_phone(board: Tablero) -> dict[str, Any]:
    """The vote by phone that is open, and who has not voted, by body."""
    urna = urnas.open_on(board.abierto.id) if board.abierto else None
    if urna is None:
        return {"urna": None, "faltan": []}
    grupos = {g.clave: g for g in consola.groups(board, urna.grupos, "nominal")}
    faltan = [
        (grupos[clave], [e for e in grupos[clave].electores if e.persona.clave not in urna.votaron[clave]])
        for clave in urna.grupos
    ]
    return {"urna": urna, "faltan": faltan}


def people(board: Tablero) -> dict[str, list[tuple[str, str]]]:
    """Options of the lists of people: who is in the room, and everybody on the roll."""
    return {
        "en_sala": [(m.persona.clave, m.persona.nombre) for m in board.sala if m.presente],
        "personas": [(m.persona.clave, m.persona.nombre) for m in board.sala if m.situacion != "vacante"],
    }


def outcome(board: Tablero, story: Relato, estado: str) -> dict[str, Any]:
    """What a session left, once it ended."""
    if estado in ("convocada", "en_curso"):
        return {}
    resueltos = sorted(
        (p for p in board.puntos if p.votaciones), key=lambda p: (p.tipo == "orden", p.num_desahogado or 0)
    )
    return {
        "resueltos": resueltos,
        "tablas_votos": {p.id: consola.votes_table(p, board) for p in resueltos},
        "grupos_iniciales": asistentes.initial_cards(story),
    }


@bp.get("/sesiones/<int:sesion_id>/avance")
@guard.signed_in
def avance(sesion_id: int) -> str:
    """Only the documents and their progress, for the page that waits for them."""
    actor = guard.actor()
    sesion = paginas.board_for(sesion_id, actor, guard.now()).sesion
    conduce = may_conduct(actor, sesion)
    return render_template("sesiones/_documentos.html", s=sesion, conduce=conduce, **documentos.context(sesion))


def failed_jobs(sesion_id: int) -> set[int]:
    return {trabajo.id for trabajo in outbox.status_of(("sesion", sesion_id)) if trabajo.estado == "fallido"}
