"""/plazos/reglas: how long each stage has and how it is reminded, from which day and by which norm."""

from __future__ import annotations

from typing import Any

from flask import redirect, render_template, request, url_for

from workflow.expedientes import service
from workflow.expedientes.plazos_etapa import DIAS_INICIALES
from workflow.expedientes.politica_plazos import INICIALES
from workflow.expedientes.queries import configuracion
from workflow.kernel.clock import local_date
from workflow.kernel.refusals import Reason
from workflow.textos import rotulo
from workflow.web import guard
from workflow.web.plazos.comun import CONFIGURAN, bp, day, tabs
from workflow.web.sesiones.actos import attempt


@bp.get("/plazos/reglas")
@guard.signed_in
def reglas() -> str:
    return page()


def page(motivos: tuple[Reason, ...] = ()) -> str:
    hoy, actor = local_date(guard.now()), guard.actor()
    return render_template(
        "plazos/reglas.html",
        terminos=configuracion.terminos(hoy),
        politicas=configuracion.politicas(hoy),
        motivos=motivos,
        escrito=request.form if motivos else {"vigente_desde": hoy.isoformat(), "clave": request.args.get("clave", "")},
        claves=[
            *((etapa, f"Plazo: {rotulo('etapa', etapa)}") for etapa in DIAS_INICIALES),
            *((clave, rotulo("politica_plazos", clave)) for clave in INICIALES),
        ],
        puede=actor.has(*CONFIGURAN),
        pestanas=tabs(actor, "plazos.reglas"),
    )


@bp.post("/plazos/reglas")
@guard.roles(*CONFIGURAN)
def guardar_regla() -> Any:
    clave, valor = request.form.get("clave", ""), request.form.get("valor", "").strip()

    def use_case() -> str:
        told: dict[str, Any] = {
            "vigente_desde": day(request.form.get("vigente_desde")),
            "fundamento": request.form.get("fundamento", ""),
            "por_confirmar": request.form.get("confirmado") != "1",
            "actor": guard.actor(),
            "ahora": guard.now(),
        }
        if clave in INICIALES:
            service.registrar_regla(clave, valor, **told)
            return "La regla quedó registrada con su fecha."
        service.registrar_plazo(clave, int(valor) if valor.isascii() and valor.isdecimal() else 0, **told)
        return "El plazo quedó registrado. Los que ya corren conservan el suyo."

    return attempt(use_case, page, lambda: redirect(url_for(".reglas")))
