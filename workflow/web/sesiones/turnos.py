"""/expedientes/<id>/turno: to which commissions a dossier goes; /organos/turnos: the dated rules that propose them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict

from workflow.expedientes import queries as expedientes
from workflow.expedientes.queries import Ficha
from workflow.expedientes.route import TIPOS
from workflow.kernel.clock import local_date
from workflow.kernel.refusals import Reason
from workflow.people import queries as people
from workflow.sesiones import service
from workflow.sesiones.queries import turnos
from workflow.textos import rotulo
from workflow.web import acciones, fichas, guard
from workflow.web.sesiones import actos
from workflow.web.sesiones.base import bp, short_commission
from workflow.web.sesiones.reglas import day

TURNA = "planeacion_titular"
GUARDAN = (TURNA, "administrador")


def options(ficha: Ficha, escrito: Mapping[str, str]) -> dict[str, Any]:
    """What the form of «Turnar a Comisiones» asks with: the joint commissions, the proposed ones marked."""
    propuesto = turnos.proposed_for(ficha.cabeza.id, local_date(guard.now()))
    elegido = escrito.get("organo") or (propuesto.unidas.clave if propuesto.unidas else "")
    return {"unidas": turnos.joint_organs(), "propuesto": propuesto, "elegido": elegido}


acciones.CASOS["turnar"] = service.turnar
acciones.OPCIONES["turnar"] = options


@bp.get("/expedientes/<int:expediente_id>/turno")
@guard.signed_in
def turno(expediente_id: int) -> str:
    return turn_page(expediente_id)


@bp.post("/expedientes/<int:expediente_id>/turno")
@guard.roles(TURNA)
def cambiar_turno(expediente_id: int) -> Any:
    def use_case() -> str:
        service.cambiar_turno(
            expediente_id,
            organo=request.form.get("organo", ""),
            motivo=request.form.get("motivo", ""),
            actor=guard.actor(),
            ahora=guard.now(),
            llave=request.form.get("llave"),
        )
        return "El expediente quedó turnado a las otras comisiones."

    return actos.attempt(
        use_case,
        lambda reasons: turn_page(expediente_id, reasons),
        lambda: redirect(url_for("sesiones.turno", expediente_id=expediente_id)),
    )


def turn_page(expediente_id: int, motivos: tuple[Reason, ...] = ()) -> str:
    """For who may see the dossier; who turns may change it while it waits in comisiones."""
    ficha = expedientes.ficha(expediente_id, guard.actor(), local_date(guard.now()))
    historia = turnos.history(expediente_id)
    otras = [u for u in turnos.joint_organs() if not historia or u.id != historia[0].organo_id]
    puede = guard.actor().has(TURNA) and ficha.cabeza.etapa == "en_comisiones"
    return render_template(
        "sesiones/turno.html",
        **fichas.context(ficha, "sesiones", guard.now()),
        turnos=historia,
        cumplen=turnos.fulfilment(expediente_id),
        otras=[(u.clave, " y ".join(short_commission(nombre) for _, nombre in u.comisiones)) for u in otras],
        puede=puede and bool(otras),
        motivos=motivos,
        escrito=request.form if motivos else MultiDict(),
    )


@bp.get("/organos/turnos")
@guard.signed_in
def reglas_de_turno() -> str:
    return rules_page()


@bp.post("/organos/turnos")
@guard.roles(*GUARDAN)
def guardar_regla_de_turno() -> Any:
    form = request.form

    def use_case() -> str:
        service.registrar_regla(
            organo=form.get("organo", ""),
            tipo=form.get("tipo", ""),
            dependencia=form.get("dependencia", ""),
            vigente_desde=day(form.get("vigente_desde", "")),
            fundamento=form.get("fundamento", ""),
            confirmada=form.get("confirmada") == "1",
            actor=guard.actor(),
            ahora=guard.now(),
            llave=form.get("llave"),
        )
        return "La regla quedó registrada."

    return actos.attempt(use_case, rules_page, lambda: redirect(url_for("sesiones.reglas_de_turno")))


def rules_page(motivos: tuple[Reason, ...] = ()) -> str:
    hoy = local_date(guard.now())
    unidas = turnos.joint_organs()
    return render_template(
        "sesiones/turnos.html",
        reglas=turnos.rules(),
        unidas=[(u.clave, " y ".join(short_commission(nombre) for _, nombre in u.comisiones)) for u in unidas],
        tipos=[("", "Todas"), *((tipo, rotulo("tipo_expediente", tipo)) for tipo in TIPOS)],
        dependencias=[("", "Todas"), *((d.clave, d.nombre) for d in people.dependencias(hoy))],
        desde=request.form.get("vigente_desde", "") if motivos else hoy.isoformat(),
        escrito=request.form if motivos else MultiDict(),
        motivos=motivos,
        corto=short_commission,
        puede=guard.actor().has(*GUARDAN),
    )
