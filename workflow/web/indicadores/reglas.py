"""/indicadores/reglas: the dated choices of the follow-up, with their day and their norm."""

from __future__ import annotations

from typing import Any

from flask import redirect, render_template, request, url_for

from workflow.expedientes.inhabiles import fecha_de
from workflow.indicadores import queries, service
from workflow.indicadores.politica import INICIALES
from workflow.indicadores.reglas import CIERRAN
from workflow.kernel.refusals import NotAllowed, NotFound, Reason, Refused
from workflow.textos import rotulo
from workflow.web import flashes, guard
from workflow.web.indicadores.comun import bp, today


@bp.get("/reglas")
@guard.signed_in
def reglas() -> str:
    return _page()


def _page(motivos: tuple[Reason, ...] = ()) -> str:
    asked = request.args.get("clave", "")
    return render_template(
        "indicadores/reglas.html",
        reglas=queries.reglas_vistas(today()),
        claves=[(clave, f"{rotulo('regla_seguimiento', clave)}, en {unit(clave)}") for clave in INICIALES],
        motivos=motivos,
        escrito=request.form if motivos else {"clave": asked if asked in INICIALES else ""},
        proximo=today().year + 1,
        puede=guard.actor().has(*CIERRAN),
    )


def unit(clave: str) -> str:
    return rotulo("regla_seguimiento_unidad", clave)


@bp.post("/reglas")
@guard.roles(*CIERRAN)
def guardar_regla() -> Any:
    try:
        service.registrar_regla(
            request.form.get("clave", ""),
            request.form.get("valor", ""),
            fecha_de(request.form.get("vigente_desde", "").strip()),
            request.form.get("fundamento", ""),
            por_confirmar=request.form.get("confirmado") != "1",
            actor=guard.actor(),
            ahora=guard.now(),
            llave=request.form.get("llave"),
        )
    except (NotAllowed, NotFound):
        raise
    except Refused as refusal:
        return _page(refusal.reasons), refusal.status
    flashes.done("La regla quedó registrada con su fecha. Los periodos anteriores conservan la suya.")
    return redirect(url_for(".reglas"))
