"""/trabajos: how the work in the background is doing, and trying again what failed."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from workflow import textos
from workflow.actas.queries.plantillas import failures as plantilla_failures
from workflow.kernel.refusals import NotFound, Reason
from workflow.outbox import queries, service
from workflow.outbox.queries import EstadoTrabajo
from workflow.outbox.rules import ESTADOS, MAX_INTENTOS
from workflow.web import flashes, guard
from workflow.web.numeros import entero

bp = Blueprint("trabajos", __name__, url_prefix="/trabajos")
POR_PAGINA = 50
only_admin = guard.roles("administrador")


@dataclass(frozen=True)
class Fila:
    """A piece of work as the page shows it; `causa` says what to do about the last failure."""

    trabajo: EstadoTrabajo
    causa: str | None


@bp.get("")
@only_admin
def lista() -> str:
    counts = queries.counts()
    asked = request.args.get("estado", "")
    estado = asked if asked in ESTADOS else ("fallido" if counts.get("fallido") else "pendiente")
    antes_de = request.args.get("antes", type=entero)
    found = queries.listed(estado, antes_de=antes_de, limite=POR_PAGINA + 1)
    more = len(found) > POR_PAGINA
    return render_template(
        "trabajos/lista.html",
        estado=estado,
        filas=[Fila(trabajo, _cause(trabajo)) for trabajo in found[:POR_PAGINA]],
        pestanas=[_tab(one, estado, counts) for one in ("fallido", "pendiente", "tomado", "hecho")],
        maximo=MAX_INTENTOS,
        plantillas_fallidas=[(one, folio, textos.razon(Reason(code))) for one, folio, code in plantilla_failures()],
        url_siguiente=url_for("trabajos.lista", estado=estado, antes=found[POR_PAGINA - 1].id) if more else None,
        url_inicio=url_for("trabajos.lista", estado=estado) if antes_de else None,
    )


def _tab(one: str, estado: str, counts: dict[str, int]) -> dict[str, object]:
    return {
        "nombre": textos.rotulo("estado_trabajo", one),
        "url": url_for("trabajos.lista", estado=one),
        "actual": one == estado,
        "cuenta": counts.get(one),
        "alerta": one == "fallido",
    }


def _cause(trabajo: EstadoTrabajo) -> str | None:
    """The sentence of a code; what has no words is a technical failure, told by its number."""
    if not trabajo.error:
        return None
    known = [code for code in trabajo.error.split(",") if code in textos.razones()]
    return " ".join(textos.razon(Reason(code)) for code in known or ["FALLA_TECNICA"])


@bp.post("/<int:trabajo_id>/reintentar")
@only_admin
def reintentar(trabajo_id: int) -> Response:
    if queries.get(trabajo_id) is None:
        raise NotFound("NO_EXISTE")
    service.retry(trabajo_id, actor=guard.actor(), ahora=guard.now())
    flashes.done(f"El trabajo {trabajo_id} se intentará otra vez.")
    return redirect(url_for("trabajos.lista", estado="pendiente"))
