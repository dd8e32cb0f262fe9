"""/sesiones/<id>/correcciones: what was noted by mistake, annulled with its reason; the original always stays."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict

from workflow.actas.queries.certificaciones import issued_from
from workflow.kernel.refusals import NotAllowed, NotFound, Reason
from workflow.sesiones import distancia, service
from workflow.sesiones.estados import EVENTOS_ASISTENCIA
from workflow.sesiones.vistas import Tablero
from workflow.textos import rotulo
from workflow.web import guard
from workflow.web.sesiones import actos
from workflow.web.sesiones.base import CONDUCEN, bp, may_conduct, name_of


@bp.get("/sesiones/<int:sesion_id>/correcciones")
@guard.roles(*CONDUCEN)
def correcciones(sesion_id: int) -> str:
    return page(actos.board(sesion_id))


@bp.post("/sesiones/<int:sesion_id>/correcciones/asistencia/<int:evento_id>")
@guard.roles(*CONDUCEN)
def corregir_asistencia(sesion_id: int, evento_id: int) -> Any:
    found = actos.board(sesion_id)
    if evento_id not in {e.id for e in found.eventos}:
        raise NotFound("NO_EXISTE")

    def use_case() -> str:
        evento, motivo = request.form.get("evento") or None, request.form.get("motivo", "")
        modo = request.form.get("modo") or None
        service.corregir_asistencia(evento_id, motivo=motivo, evento=evento, modo=modo, **actos.common(found))
        return "Quedó corregido; lo que se había anotado sigue en la bitácora como anulado."

    return _do(found, f"evento-{evento_id}", use_case)


@bp.post("/sesiones/<int:sesion_id>/correcciones/votacion/<int:votacion_id>")
@guard.roles(*CONDUCEN)
def anular_votacion(sesion_id: int, votacion_id: int) -> Any:
    found = actos.board(sesion_id)
    if votacion_id not in {v.id for _, v in counts(found)}:
        raise NotFound("NO_EXISTE")

    def use_case() -> str:
        service.anular_votacion(votacion_id, motivo=request.form.get("motivo", ""), **actos.common(found))
        return "La votación quedó anulada: el punto puede votarse de nuevo."

    return _do(found, f"votacion-{votacion_id}", use_case)


def _do(found: Tablero, acto: str, use_case: Callable[[], str]) -> Any:
    sesion_id = found.sesion.id
    return actos.attempt(
        use_case,
        lambda reasons: page(actos.board(sesion_id), acto, reasons),
        lambda: redirect(url_for("sesiones.correcciones", sesion_id=sesion_id)),
    )


def counts(board: Tablero) -> list[tuple[Any, Any]]:
    """Every count of the session with its item, the annulled too, the last one first."""
    pares = [(p, v) for p in board.puntos for v in (*p.votaciones, *p.anuladas)]
    return sorted(pares, key=lambda par: par[1].id, reverse=True)


def page(board: Tablero, acto: str = "", motivos: tuple[Reason, ...] = ()) -> str:
    if not may_conduct(guard.actor(), board.sesion):
        raise NotAllowed("ROL_NO_AUTORIZADO")
    hechos = [("", "Nada: solo se anula"), *((e, rotulo("asistencia_evento", e)) for e in EVENTOS_ASISTENCIA)]
    return render_template(
        "sesiones/correcciones.html",
        s=board.sesion,
        board=board,
        nombre=name_of(board.sesion),
        acto=acto,
        motivos=motivos,
        escrito=request.form if motivos else MultiDict(),
        votaciones=counts(board),
        certificadas=issued_from(v.id for _, v in counts(board)),
        hechos=hechos,
        modos=[("", "Como se anotó"), *((m, rotulo("asistencia_modo", m)) for m in distancia.MODOS)]
        if distancia.possible(board.sesion.modalidad, board.sesion.reglas)
        else [],
    )
