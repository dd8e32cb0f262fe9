"""/plazos/suplencias: who is told besides somebody, and between which days."""

from __future__ import annotations

from typing import Any

from flask import redirect, render_template, request, url_for

from workflow.kernel.clock import local_date
from workflow.kernel.refusals import Reason
from workflow.people import queries, service
from workflow.web import guard
from workflow.web.numeros import entero
from workflow.web.plazos.comun import NOMBRAN, bp, day, tabs
from workflow.web.sesiones.actos import attempt


@bp.get("/plazos/suplencias")
@guard.roles(*NOMBRAN)
def suplencias() -> str:
    return page()


def page(motivos: tuple[Reason, ...] = ()) -> str:
    actor, hoy = guard.actor(), local_date(guard.now())
    people = queries.people_to_substitute(actor, hoy)
    return render_template(
        "plazos/suplencias.html",
        filas=queries.substitutes(actor, hoy),
        personas=[("", "Elija a una persona"), *people],
        suplentes=[("", "Elija a una persona"), *queries.active_people()],
        motivos=motivos,
        escrito=request.form if motivos else {"desde": hoy.isoformat()},
        hoy=hoy,
        pestanas=tabs(actor, "plazos.suplencias"),
    )


@bp.post("/plazos/suplencias")
@guard.roles(*NOMBRAN)
def nombrar() -> Any:
    def use_case() -> str:
        hasta = request.form.get("hasta", "").strip()
        service.name_substitute(
            request.form.get("usuario", 0, type=entero),
            request.form.get("suplente", 0, type=entero),
            desde=day(request.form.get("desde")),
            hasta=day(hasta) if hasta else None,
            fundamento=request.form.get("fundamento", ""),
            **_told(),
        )
        return "La suplencia quedó registrada: los recordatorios llegarán a las dos personas."

    return attempt(use_case, page, lambda: redirect(url_for(".suplencias")))


@bp.post("/plazos/suplencias/<int:suplencia_id>/terminar")
@guard.roles(*NOMBRAN)
def terminar(suplencia_id: int) -> Any:
    def use_case() -> str:
        service.end_substitute(suplencia_id, hasta=local_date(guard.now()), **_told())
        return "La suplencia termina hoy."

    return attempt(use_case, page, lambda: redirect(url_for(".suplencias")))


def _told() -> dict[str, Any]:
    return {"actor": guard.actor(), "ahora": guard.now(), "llave": request.form.get("llave")}
