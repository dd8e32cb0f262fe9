"""/sesiones/<id>/mi-voto: the session on the phone of a member: its agenda, the item on the floor, and the own vote."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import redirect, render_template, request, url_for

from workflow.kernel.refusals import NotFound, Reason
from workflow.sesiones import distancia
from workflow.sesiones.comisiones_unidas import CONJUNTO
from workflow.sesiones.queries import voto_movil as urnas
from workflow.sesiones.queries.voto_movil import UrnaVista
from workflow.sesiones.service import voto_movil as service
from workflow.sesiones.vistas import Tablero
from workflow.sesiones.vistas_lista import EnSala
from workflow.web import guard
from workflow.web.numeros import entero
from workflow.web.sesiones import actos, asistentes, consola, memoria, vivo
from workflow.web.sesiones.base import bp, name_of, short_commission, short_organ


@dataclass(frozen=True)
class Boleta:
    """The vote of this person in one body. `emitido`: its sense, when already cast; `impide`: why it cannot be cast."""

    grupo: str
    nombre: str
    emitido: str
    hora: Any
    impide: Reason | None


@bp.get("/sesiones/<int:sesion_id>/mi-voto")
@guard.signed_in
def mi_voto(sesion_id: int) -> str:
    return page(sesion_id)


@bp.post("/sesiones/<int:sesion_id>/mi-voto")
@guard.signed_in
def emitir(sesion_id: int) -> Any:
    urna_id = request.form.get("urna", 0, type=entero)
    if urna_id not in urnas.of_session(sesion_id):
        raise NotFound("NO_EXISTE")

    def use_case() -> str:
        service.emitir_voto(
            urna_id,
            sentido=request.form.get("sentido", ""),
            grupo=request.form.get("grupo", ""),
            actor=guard.actor(),
            ahora=guard.now(),
            llave=request.form.get("llave"),
        )
        return "Su voto quedó registrado."

    return actos.attempt(
        use_case,
        lambda reasons: page(sesion_id, reasons),
        lambda: redirect(url_for("sesiones.mi_voto", sesion_id=sesion_id)),
    )


def page(sesion_id: int, motivos: tuple[Reason, ...] = ()) -> str:
    actor = guard.actor()
    board = memoria.board(sesion_id, actor, guard.now())
    claves = urnas.seats_of(sesion_id, actor.usuario_id)
    yo = _myself(board, claves)
    urna = urnas.open_on(board.abierto.id) if board.abierto else None
    return render_template(
        "sesiones/mi_voto.html",
        s=board.sesion,
        board=board,
        nombre=name_of(board.sesion),
        organo=short_organ(board.sesion.organo),
        motivos=motivos,
        propio=yo,
        urna=urna,
        boletas=ballots(board, urna, yo, claves),
        grupos=asistentes.quorum_cards(board, memoria.rolls(sesion_id, actor, guard.now())),
        ultimo=consola.last_resolved(board),
        preside_aqui=yo is not None and board.sesion.preside is not None
        and yo.persona.clave == board.sesion.preside.clave,
        se_vota=consola.vote(board) is not None and board.pendiente_calidad is None,
        **vivo.addresses(sesion_id),
    )  # fmt: skip


def _myself(board: Tablero, claves: frozenset[str]) -> EnSala | None:
    """The row of the roll of this person; the one in the room if there are two."""
    suyos = [m for m in board.sala if m.persona.clave in claves]
    return next((m for m in suyos if m.presente), suyos[0] if suyos else None)


def ballots(board: Tablero, urna: UrnaVista | None, yo: EnSala | None, claves: frozenset[str]) -> list[Boleta]:
    """One per body in which this person votes."""
    if urna is None or yo is None:
        return []
    nombres = {grupo.clave: short_commission(grupo.nombre) for grupo in board.sesion.comisiones}
    emitidos = {voto.grupo: voto for voto in urnas.own_votes(urna.id, claves)}
    impide = None if yo.presente else Reason("VOTA_AUSENTE")
    if yo.remoto and "nominal" not in distancia.rule(board.sesion.reglas).vota:
        impide = Reason("VOTA_A_DISTANCIA")
    impide = Reason("VOTA_EXCUSADO") if yo.excusado else impide
    suyos = [g for g in urna.grupos if g in ("", CONJUNTO) or g in yo.comisiones]
    return [
        Boleta(
            grupo=grupo,
            nombre=nombres.get(grupo, ""),
            emitido=emitidos[grupo].sentido if grupo in emitidos else "",
            hora=emitidos[grupo].en if grupo in emitidos else None,
            impide=impide,
        )
        for grupo in suyos
    ]
