"""Review by Planeación of what the dependencias report."""

from __future__ import annotations

from typing import Any

from flask import redirect, render_template, request, url_for

from workflow.indicadores import queries, service
from workflow.indicadores.reglas import CAPTURAN, REVISAN
from workflow.kernel.refusals import NotAllowed, NotFound, Reason, Refused
from workflow.web import flashes, guard
from workflow.web.indicadores.comun import bp

MOSTRADOS = 30


@bp.get("/revision")
@guard.roles(*REVISAN)
def por_revisar() -> str:
    return _page()


def _page(motivos: tuple[Reason, ...] = (), avance_id: int | None = None) -> str:
    ajenas = guard.actor().dependencias(*CAPTURAN)
    found = queries.por_revisar(ajenas, MOSTRADOS + 1)
    return render_template(
        "indicadores/revision.html",
        filas=found[:MOSTRADOS],
        hay_mas=len(found) > MOSTRADOS,
        motivos=motivos,
        avance_id=avance_id,
        texto=request.form.get("texto", ""),
    )


@bp.post("/revision/<int:avance_id>")
@guard.roles(*REVISAN)
def revisar(avance_id: int) -> Any:
    try:
        service.revisar(
            avance_id,
            decision=request.form.get("decision", ""),
            texto=request.form.get("texto", ""),
            actor=guard.actor(),
            ahora=guard.now(),
            llave=request.form.get("llave"),
        )
    except (NotAllowed, NotFound):
        raise
    except Refused as refusal:
        return _page(refusal.reasons, avance_id), refusal.status
    flashes.done("Quedó anotada su revisión.")
    return redirect(url_for(".por_revisar"))
