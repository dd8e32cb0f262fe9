"""Who reviews what: the load of each reviewer, and giving dossiers to them, one or several."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import render_template, request, url_for

from workflow.kernel.refusals import Reason, Refused
from workflow.revision import queries, service
from workflow.revision.service import Asignado
from workflow.web import guard
from workflow.web.numeros import entero, numero
from workflow.web.revision.comun import bp, reasons_or_raise, revisan, titular

POR_PAGINA = 40
SUGERIDO = "sugerido"


@bp.get("/revision")
@revisan
def reparto() -> str:
    return _page()


@bp.post("/revision/asignar")
@titular
def asignar() -> Any:
    """Each marked dossier to the chosen reviewer, or each to the one that was suggested for it."""
    form = request.form
    chosen, marked = form.get("revisor", ""), form.getlist("ids", type=entero)
    pares = [(one, numero(form.get(f"s-{one}", "") if chosen == SUGERIDO else chosen)) for one in marked]
    try:
        found = service.asignar_varios(pares, actor=guard.actor(), ahora=guard.now(), motivo=form.get("motivo", ""))
    except Refused as refusal:
        return _page(motivos=reasons_or_raise(refusal).reasons), refusal.status
    return _page(resultados=found), 200 if any(not one.motivos for one in found) else 409


def _page(motivos: Sequence[Reason] = (), resultados: Sequence[Asignado] = ()) -> str:
    filtro = request.values.get("filtro", "")
    desde = max(request.args.get("desde", default=0, type=entero), 0)
    found = queries.reparto(guard.now(), filtro=filtro, desde=desde, limite=POR_PAGINA)
    filtros = [("", "Todos"), ("sin_revisor", "Sin asignar"), *((str(c.usuario_id), c.nombre) for c in found.cargas)]
    return render_template(
        "revision/reparto.html",
        reparto=found,
        filtro=filtro if filtro in dict(filtros) else "",
        filtros=filtros,
        revisores=[(SUGERIDO, "A quien se sugiere para cada uno"),
                   *((c.usuario_id, f"{c.nombre} ({c.en_mano} en mano)") for c in found.cargas)],
        es_titular=guard.actor().has("planeacion_titular"),
        motivos=motivos,
        escrito=request.form,
        marcados=set(request.form.getlist("ids")),
        resultados=resultados,
        siguiente=url_for(".reparto", filtro=filtro or None, desde=found.siguiente) if found.siguiente else None,
        inicio=url_for(".reparto", filtro=filtro or None) if desde else None,
    )  # fmt: skip
