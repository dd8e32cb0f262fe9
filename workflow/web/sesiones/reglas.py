"""/organos/<clave>/reglas: its rules along time, and new ones from a day on, with their legal basis."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import redirect, render_template, request, url_for

from workflow.kernel.clock import local_date
from workflow.kernel.refusals import Invalid, NotFound, Reason
from workflow.sesiones import queries, service
from workflow.sesiones.queries import integracion
from workflow.sesiones.vistas import OrganoVista
from workflow.web import flashes, guard
from workflow.web.forms import reglas as forms
from workflow.web.sesiones import actos
from workflow.web.sesiones.base import bp

GUARDAN = ("administrador", "secretaria_gobierno")


def organ(clave: str) -> OrganoVista:
    found = queries.organo(clave, local_date(guard.now()))
    if found is None:
        raise NotFound("ORGANO_DESCONOCIDO", organo=clave[:40])
    return found


@bp.get("/organos/<clave>/reglas")
@guard.signed_in
def reglas(clave: str) -> str:
    return page(organ(clave))


@bp.post("/organos/<clave>/reglas")
@guard.roles(*GUARDAN)
def guardar_reglas(clave: str) -> Any:
    found = organ(clave)

    def use_case() -> str:
        confirmadas = request.form.get("confirmadas") == "1"
        ya_convocadas = service.registrar_reglas(
            clave,
            reglas=forms.rules(request.form, found.reglas, found.tipo == "comisiones_unidas", confirmadas),
            fundamento=request.form.get("fundamento", ""),
            vigente_desde=day(request.form.get("vigente_desde", "")),
            confirmadas=confirmadas,
            actor=guard.actor(),
            ahora=guard.now(),
        )
        if ya_convocadas:
            flashes.notice("Hay sesiones ya convocadas desde ese día: conservan las reglas con que se convocaron.")
        return "Las reglas quedaron registradas."

    return actos.attempt(
        use_case, lambda reasons: page(found, reasons), lambda: redirect(url_for("sesiones.reglas", clave=clave))
    )


def day(texto: str) -> date:
    try:
        return date.fromisoformat(texto)
    except ValueError:
        raise Invalid("FECHA_ILEGIBLE") from None


def page(found: OrganoVista, motivos: tuple[Reason, ...] = ()) -> str:
    return render_template(
        "sesiones/reglas.html",
        organo=found,
        motivos=motivos,
        escrito=request.form if motivos else forms.flat(found.reglas),
        fundamento=request.form.get("fundamento", "") if motivos else found.fundamento,
        desde=request.form.get("vigente_desde", "") if motivos else local_date(guard.now()).isoformat(),
        historia=integracion.rules_of(found.clave),
        mayorias=[(clave, pregunta, forms.majorities()) for clave, pregunta in forms.MAYORIAS_DE],
        empates=forms.ties(),
        quorums=forms.quorums(),
        elecciones=forms.chosen(found.tipo == "comisiones_unidas"),
        si_no=forms.SI_NO,
        a_distancia=forms.DISTANCIA,
        tipos_de_voto=forms.kinds_of_vote(),
        reiniciables=forms.restarting(),
        secciones=forms.sections(),
        aplicables=[par for par in forms.majorities() if par[0] in forms.APLICABLES],
        puede=guard.actor().has(*GUARDAN),
    )
