"""The agenda while the session sits: withdraw, put off, add what is urgent, put in another order, reserve."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict

from workflow.kernel.clock import local_date
from workflow.kernel.refusals import NotAllowed, Reason
from workflow.sesiones import queries, service
from workflow.sesiones.agenda import PuntoNuevo
from workflow.sesiones.estados import ESTRUCTURALES
from workflow.sesiones.mayorias import MAYORIAS
from workflow.sesiones.vistas import Tablero
from workflow.textos import rotulo
from workflow.web import guard
from workflow.web.numeros import entero
from workflow.web.sesiones import actos, consola
from workflow.web.sesiones import escrito as typed
from workflow.web.sesiones.base import CONDUCEN, bp, may_conduct, name_of, short_organ


@bp.post("/sesiones/<int:sesion_id>/puntos/<int:punto_id>/retirar")
@guard.roles(*CONDUCEN)
def retirar(sesion_id: int, punto_id: int) -> Any:
    """Withdraw an item, or put it off. Once the agenda is approved, the body decides by a vote."""
    found = actos.item_of(sesion_id, punto_id)

    def use_case() -> str:
        diferir = request.form.get("sentido_retiro") == "diferir"
        hecho = (service.diferir_punto if diferir else service.retirar_punto)(
            punto_id,
            motivo=request.form.get("motivo", ""),
            votos=typed.votes(found.a_votar, found.sesion.organo_tipo == "comisiones_unidas"),
            tipo=consola.kind_of_vote(),
            preside=request.form.get("preside") or None,
            **actos.common(found),
        )
        if diferir:
            return "El punto se difirió: abre el siguiente orden del día." if hecho else "No se aprobó diferirlo."
        return "El punto se retiró: espera a otra sesión." if hecho else "El retiro no se aprobó: el punto sigue."

    return actos.do(sesion_id, "retirar", use_case, "punto")


@bp.post("/sesiones/<int:sesion_id>/retirar")
@guard.roles(*CONDUCEN)
def retirar_antes(sesion_id: int) -> Any:
    """Before the agenda is approved, an item is simply dropped."""
    punto, _, expediente = request.form.get("punto", "").partition(":")
    punto_id = int(punto) if punto.isdecimal() else 0
    found = actos.item_of(sesion_id, punto_id)

    def use_case() -> str:
        motivo = request.form.get("motivo", "")
        if expediente.isdecimal():
            service.retirar_punto(punto_id, expediente_id=int(expediente), motivo=motivo, **actos.common(found))
            return "El expediente se retiró del bloque: espera a otra sesión."
        if request.form.get("sentido_retiro") == "diferir":
            service.diferir_punto(punto_id, motivo=motivo, **actos.common(found))
            return "El punto se difirió: abre el siguiente orden del día."
        service.retirar_punto(punto_id, motivo=motivo, **actos.common(found))
        return "El punto se retiró del orden del día: espera a otra sesión."

    return actos.do(sesion_id, "retirar", use_case)


@bp.post("/sesiones/<int:sesion_id>/puntos/<int:punto_id>/reservar")
@guard.roles(*CONDUCEN)
def reservar(sesion_id: int, punto_id: int) -> Any:
    found = actos.item_of(sesion_id, punto_id)

    def use_case() -> str:
        service.reservar(
            punto_id,
            expedientes_ids=request.form.getlist("expediente", type=entero),
            persona=request.form.get("persona") or None,
            motivo=request.form.get("motivo", ""),
            **actos.common(found, con_hora=False),
        )
        return "Quedó reservado: se vota en lo particular después de la votación en lo general."

    return actos.do(sesion_id, "reservar", use_case, "punto")


@bp.post("/sesiones/<int:sesion_id>/puntos/<int:punto_id>/quitar-reserva")
@guard.roles(*CONDUCEN)
def quitar_reserva(sesion_id: int, punto_id: int) -> Any:
    found = actos.item_of(sesion_id, punto_id)

    def use_case() -> str:
        expediente = request.form.get("expediente", 0, type=entero)
        service.quitar_reserva(punto_id, expediente_id=expediente, **actos.common(found, con_hora=False))
        return "La reserva se quitó: se vota con los demás."

    return actos.do(sesion_id, "reservar", use_case, "punto")


@bp.get("/sesiones/<int:sesion_id>/orden")
@guard.roles(*CONDUCEN)
def orden(sesion_id: int) -> str:
    """Order and additions, until the agenda is approved."""
    return page(actos.board(sesion_id))


@bp.post("/sesiones/<int:sesion_id>/orden")
@guard.roles(*CONDUCEN)
def reordenar(sesion_id: int) -> Any:
    found = actos.board(sesion_id)

    def use_case() -> str:
        lugares = {p.id: request.form.get(f"lugar-{p.id}", "").strip() for p in matters(found)}
        puntos = sorted(lugares, key=lambda i: int(lugares[i]) if lugares[i].isdecimal() else 10_000)
        service.reordenar(sesion_id, puntos=puntos, **actos.common(found, con_hora=False))
        return "El orden quedó así. Se somete a aprobación con el orden del día."

    return _do(found, "orden", use_case)


@bp.post("/sesiones/<int:sesion_id>/orden/adicionar")
@guard.roles(*CONDUCEN)
def adicionar(sesion_id: int) -> Any:
    found = actos.board(sesion_id)

    def use_case() -> str:
        grupos = consola.everybody(found)
        nuevo = service.adicionar_punto(
            sesion_id,
            nuevo=PuntoNuevo(
                request.form.get("titulo", "").strip(),
                "informativo" if request.form.get("informativo") == "1" else "votable",
                request.form.get("expediente", type=entero),
                request.form.get("mayoria") or None,
            ),
            urgencia=request.form.get("urgencia", ""),
            votos=typed.votes(grupos, found.sesion.organo_tipo == "comisiones_unidas"),
            despues_de=request.form.get("despues_de", type=entero),
            **actos.common(found),
        )
        return "El punto se incorporó al orden del día." if nuevo else "No se aprobó incorporar el punto."

    return _do(found, "adicionar", use_case)


def _do(found: Tablero, acto: str, use_case: Callable[[], str]) -> Any:
    return actos.attempt(
        use_case,
        lambda reasons: page(found, acto, reasons),
        lambda: redirect(url_for("sesiones.orden", sesion_id=found.sesion.id)),
    )


def matters(board: Tablero) -> list[Any]:
    return [p for p in board.puntos if p.tipo not in ESTRUCTURALES and p.estado == "pendiente"]


def page(board: Tablero, acto: str = "", motivos: tuple[Reason, ...] = ()) -> str:
    sesion = board.sesion
    if not may_conduct(guard.actor(), sesion):
        raise NotAllowed("ROL_NO_AUTORIZADO")
    esperan = queries.waiting_for(sesion.organo_ref, local_date(guard.now()))
    return render_template(
        "sesiones/orden.html",
        s=sesion,
        board=board,
        nombre=name_of(sesion),
        organo=short_organ(sesion.organo),
        acto=acto,
        motivos=motivos,
        escrito=request.form if motivos else MultiDict(),
        asuntos=matters(board),
        grupos=consola.everybody(board),
        esperan=[
            ("", "Ninguno: es un asunto sin expediente"),
            *((str(a.id), f"{a.folio} {a.titulo}") for a in esperan),
        ],
        mayorias=[("", "La del órgano"), *((m, rotulo("mayoria", m)) for m in MAYORIAS)],
        despues=[("", "Al final de los asuntos"), *((str(p.id), p.titulo) for p in matters(board))],
        puede_adicionar=sesion.estado == "en_curso" and not sesion.orden_aprobado and sesion.tipo == "ordinaria",
    )
