"""/catalogos/compatibilidad: which programmes can be received together, by date and with their fundamento."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for

from workflow.kernel.clock import local_date
from workflow.kernel.refusals import NotAllowed, Refused
from workflow.padron import queries, service
from workflow.padron.catalogos import REGLAS_COMPATIBILIDAD
from workflow.padron.queries.compatibilidad import compatibilidades
from workflow.textos import rotulo
from workflow.web import flashes, guard
from workflow.web.forms.acciones import centavos

bp = Blueprint("compatibilidad", __name__, url_prefix="/catalogos/compatibilidad")
LEEN = ("planeacion_titular", "planeacion_revisor", "administrador", "auditoria")


@bp.get("")
@guard.roles(*LEEN)
def lista() -> str:
    return _page(())


def _page(motivos: Any) -> str:
    hoy = local_date(guard.now())
    vale, todas = compatibilidades(hoy)
    programas = queries.programas(hoy.year)
    return render_template(
        "catalogos/compatibilidad.html",
        vale=vale,
        todas=todas,
        nombres=dict(programas),
        programas=[("", "Elija el programa"), *((clave, f"{clave} {nombre}") for clave, nombre in programas)],
        reglas=[(code, rotulo("compatibilidad", code)) for code in REGLAS_COMPATIBILIDAD],
        puede=guard.actor().has("planeacion_titular"),
        motivos=motivos,
        escrito=request.form,
        hoy=hoy,
    )


@bp.post("")
@guard.roles("planeacion_titular")
def registrar() -> Any:
    """A new dated rule of a pair; what was typed stays if it is refused."""
    escrito = centavos(request.form.get("tope", ""))
    try:
        service.registrar_compatibilidad(
            request.form.get("programa", ""),
            request.form.get("otro", ""),
            request.form.get("regla", ""),
            int(escrito) if escrito is not None and escrito.isdigit() else escrito,
            request.form.get("fundamento", ""),
            _day(request.form.get("desde")),
            actor=guard.actor(),
            ahora=guard.now(),
            llave=request.form.get("llave"),
        )
    except NotAllowed:
        raise
    except Refused as refusal:
        return _page(refusal.reasons), refusal.status
    flashes.done("La compatibilidad quedó registrada.")
    return redirect(url_for(".lista"))


def _day(escrito: str | None) -> date | None:
    try:
        return date.fromisoformat(escrito or "")
    except ValueError:
        return None
