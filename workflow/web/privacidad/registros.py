"""/datos-personales: where it all is, the terms of the installation, and what the Comité de Transparencia decided."""

from __future__ import annotations

from typing import Any

from flask import redirect, render_template, request, url_for

from workflow.kernel.refusals import Reason
from workflow.padron.privacidad.comite import CLASES, DECISIONES
from workflow.padron.privacidad.parametros import PARAMETROS
from workflow.padron.privacidad.queries import registros
from workflow.padron.privacidad.service.registros import (
    CONFIGURAN,
    MARCAN_SENSIBLE,
    fijar_parametro,
    marcar_sensible,
    registrar_decision,
)
from workflow.textos import rotulo
from workflow.web import flashes, guard
from workflow.web.privacidad.comun import bp, dia, hoy, intentar, opciones, quien, texto

LEEN_TODO = ("transparencia", "auditoria", "administrador", "planeacion_titular", "dependencia_titular")


@bp.get("/datos-personales")
@guard.roles(*LEEN_TODO)
def inicio() -> str:
    return render_template("privacidad/inicio.html", parametros=_por_confirmar())


def _por_confirmar() -> int:
    return sum(one.por_confirmar for one in registros.parametros_vigentes(hoy()))


@bp.get("/datos-personales/plazos")
@guard.roles(*CONFIGURAN, "auditoria")
def plazos() -> str:
    return _plazos()


@bp.post("/datos-personales/plazos")
@guard.roles(*CONFIGURAN)
def fijar_plazo() -> Any:
    def acto() -> Any:
        clave = request.form.get("clave", "")
        valor = request.form.get("opcion", "") if clave == "aviso_exigible" else texto("valor")
        fijar_parametro(
            clave,
            valor,
            desde=dia("desde"),
            fundamento=texto("fundamento"),
            por_confirmar=request.form.get("por_confirmar") == "1",
            **quien(),
        )
        flashes.done("El valor se guardó, con su fecha y su fundamento.")
        return redirect(url_for(".plazos"))

    return intentar(acto, _plazos)


def _plazos(motivos: tuple[Reason, ...] = ()) -> str:
    return render_template(
        "privacidad/plazos.html",
        parametros=[(one, _written(one.clave, one.valor)) for one in registros.parametros_vigentes(hoy())],
        cambia=guard.actor().has(*CONFIGURAN),
        opciones=opciones("parametro_privacidad", PARAMETROS),
        exigible=opciones("opcion_privacidad", PARAMETROS["aviso_exigible"].opciones),
        motivos=motivos,
        escrito=request.form if motivos else {"desde": hoy().isoformat()},
    )


def _written(clave: str, valor: str) -> str:
    return rotulo("opcion_privacidad", valor) if PARAMETROS[clave].opciones else valor


@bp.get("/datos-personales/comite")
@guard.roles(*LEEN_TODO)
def comite() -> str:
    return _comite()


@bp.post("/datos-personales/comite")
@guard.roles("transparencia")
def decidir() -> Any:
    def acto() -> Any:
        registrar_decision(
            request.form.get("programa", ""),
            request.form.get("clase", ""),
            request.form.get("decision", ""),
            resolucion=texto("resolucion"),
            fecha=dia("fecha"),
            fundamento=texto("fundamento"),
            desde=dia("desde"),
            hasta=dia("hasta"),
            **quien(),
        )
        flashes.done("La decisión del Comité quedó registrada.")
        return redirect(url_for(".comite"))

    return intentar(acto, lambda motivos: _comite(motivos, "decision"))


@bp.post("/datos-personales/sensibles")
@guard.roles(*MARCAN_SENSIBLE)
def sensible() -> Any:
    def acto() -> Any:
        marcar_sensible(
            request.form.get("programa", ""), es=request.form.get("es") == "1", motivo=texto("motivo"), **quien()
        )
        flashes.done("Quedó registrado.")
        return redirect(url_for(".comite"))

    return intentar(acto, lambda motivos: _comite(motivos, "sensible"))


def _comite(motivos: tuple[Reason, ...] = (), forma: str = "") -> str:
    programas = registros.programas()
    return render_template(
        "privacidad/comite.html",
        decisiones=registros.decisiones(dia=hoy()),
        sensibles=[(clave, nombre, registros.sensible(clave)) for clave, nombre in programas],
        programas=[("", "Elija un programa"), *((clave, f"{clave} {nombre}") for clave, nombre in programas)],
        clases=opciones("clase_comite", CLASES),
        opciones_decision=opciones("decision_comite", DECISIONES),
        registra=guard.actor().has("transparencia"),
        marca=guard.actor().has(*MARCAN_SENSIBLE),
        motivos=motivos,
        forma=forma,
        escrito=request.form if motivos else {},
    )
