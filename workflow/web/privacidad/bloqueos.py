"""Data that is blocked, comes back or is deleted: by upload or by row, with its basis; and the acta of each."""

from __future__ import annotations

from typing import Any

from flask import redirect, render_template, request, url_for

from workflow.kernel.refusals import NotFound, Reason
from workflow.padron.privacidad.bloqueo import ACCIONES, DECIDEN, SERIE, plazo
from workflow.padron.privacidad.queries import bloqueo as queries
from workflow.padron.privacidad.queries.registros import parametro
from workflow.padron.privacidad.service.bloqueo import Orden, decidir, por_suprimir
from workflow.web import flashes, guard
from workflow.web.numeros import numero
from workflow.web.privacidad.comun import bp, dia, hoy, intentar, opciones, quien, texto

LEEN = (*DECIDEN, "auditoria")


@bp.get("/datos-personales/bloqueos")
@guard.roles(*LEEN)
def bloqueos() -> str:
    return render_template("privacidad/bloqueos.html", cargas=queries.cargas(), vencidas=por_suprimir(hoy()))


@bp.get("/datos-personales/bloqueos/<int:carga_id>")
@guard.roles(*LEEN)
def bloqueo(carga_id: int) -> str:
    return _bloqueo(carga_id)


@bp.post("/datos-personales/bloqueos/<int:carga_id>")
@guard.roles(*DECIDEN)
def decidir_bloqueo(carga_id: int) -> Any:
    def acto() -> Any:
        escrito = request.form.get("numero", "").strip()
        fila = numero(escrito)
        if escrito and fila is None:
            raise NotFound("FILA_NO_EXISTE")
        orden = Orden(texto("fundamento"), texto("serie"), dia("plazo_hasta"))
        cuantas = decidir(request.form.get("accion", ""), carga_id, fila, orden, **quien())
        flashes.done("El acto quedó escrito: 1 fila." if cuantas == 1 else f"El acto quedó escrito: {cuantas} filas.")
        return redirect(url_for(".bloqueo", carga_id=carga_id))

    return intentar(acto, lambda motivos: _bloqueo(carga_id, motivos))


def _bloqueo(carga_id: int, motivos: tuple[Reason, ...] = ()) -> str:
    anios = parametro("conservacion_anios", hoy())
    return render_template(
        "privacidad/bloqueo.html",
        carga=queries.una(carga_id),
        actos=queries.actos(carga_id),
        decide=guard.actor().has(*DECIDEN),
        acciones=opciones("acto_bloqueo", ACCIONES),
        anios=anios,
        motivos=motivos,
        escrito=request.form if motivos else {"serie": SERIE, "plazo_hasta": plazo(hoy(), anios.entero).isoformat()},
    )


@bp.get("/datos-personales/actas/<int:acto_id>")
@guard.roles(*LEEN)
def acta_de_supresion(acto_id: int) -> str:
    """To print and sign: what was deleted, by its counts and hashes."""
    found = queries.actos(acto_id=acto_id)
    if not found or found[0].prueba is None:
        raise NotFound("NO_EXISTE")
    return render_template("privacidad/acta_supresion.html", acto=found[0])
