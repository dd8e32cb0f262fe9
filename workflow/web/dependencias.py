"""/dependencias: the names each one has had, and what passed from one to another."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for

from workflow.expedientes import service as expedientes
from workflow.expedientes.queries import transferencias
from workflow.expedientes.transferencias import CLASES
from workflow.kernel.clock import local_date
from workflow.kernel.refusals import Invalid, NotAllowed, NotFound, Reason, Refused
from workflow.people import queries
from workflow.people import service as people
from workflow.web import flashes, guard
from workflow.web.numeros import entero

bp = Blueprint("dependencias", __name__, url_prefix="/dependencias")
cambian = guard.roles("administrador", "planeacion_titular")


def _hoy() -> date:
    return local_date(guard.now())


@bp.get("")
@cambian
def lista() -> str:
    return render_template(
        "dependencias/lista.html", dependencias=queries.dependencias(_hoy()), cuantos=transferencias.cuantos()
    )


@bp.get("/<clave>")
@cambian
def ver(clave: str) -> str:
    return _page(clave)


def _page(clave: str, motivos: tuple[Reason, ...] = (), que: str = "") -> str:
    """`que`: the form that was refused, which keeps what was typed."""
    found = queries.dependencia(clave, _hoy())
    if found is None:
        raise NotFound("NO_EXISTE")
    others = [(one.clave, f"{one.clave} {one.nombre}") for one in queries.dependencias(_hoy()) if one.clave != clave]
    return render_template(
        "dependencias/ver.html",
        dependencia=found,
        nombres=queries.dependencia_nombres(clave),
        movibles=transferencias.movibles(found.id),
        transferencias=transferencias.of_dependencia(found.id),
        fusionada=transferencias.fusionada_con(found.id),
        otras=[("", "Elija…"), *others],
        clases=[("", "Elija…"), *CLASES.items()],
        hoy=_hoy().isoformat(),
        escrito=request.form,
        elegidos=request.form.getlist("expediente"),
        motivos=motivos,
        que=que,
    )


@bp.post("/<clave>/nombre")
@cambian
def renombrar(clave: str) -> Any:
    try:
        people.rename(
            clave,
            request.form.get("nombre", ""),
            _day("desde", "DEPENDENCIA_NOMBRE_INCOMPLETO"),
            request.form.get("fundamento", ""),
            actor=guard.actor(),
            ahora=guard.now(),
            llave=request.form.get("llave"),
        )
    except (NotAllowed, NotFound):
        raise
    except Refused as refusal:
        return _page(clave, refusal.reasons, "nombre"), refusal.status
    flashes.done("El nombre nuevo quedó registrado. Lo anterior conserva el suyo.")
    return redirect(url_for(".ver", clave=clave))


@bp.post("/<clave>/transferencias")
@cambian
def transferir(clave: str) -> Any:
    form = request.form
    try:
        expedientes.transferir(
            clave,
            form.get("a", ""),
            form.getlist("expediente", type=entero),
            clase=form.get("clase", ""),
            fecha=_day("fecha", "TRANSFERENCIA_SIN_FECHA"),
            motivo=form.get("motivo", ""),
            fundamento=form.get("fundamento_transferencia", ""),
            actor=guard.actor(),
            ahora=guard.now(),
            llave=form.get("llave"),
        )
    except (NotAllowed, NotFound):
        raise
    except Refused as refusal:
        return _page(clave, refusal.reasons, "transferencia"), refusal.status
    flashes.done("La transferencia quedó registrada. Los expedientes conservan su folio y sus avances.")
    return redirect(url_for(".ver", clave=clave))


def _day(name: str, missing: str) -> date:
    try:
        return date.fromisoformat(request.form.get(name, ""))
    except ValueError as error:
        raise Invalid(missing) from error
