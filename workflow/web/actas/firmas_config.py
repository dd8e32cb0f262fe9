"""/organos/<clave>/firmas: how an organ signs, by date; /firma-electronica: the authorities that are trusted."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import render_template, request, url_for

from workflow.actas.firma.clases import CLASES_AUTORIDAD
from workflow.actas.firma.orden import CLASES_FIRMA, MODOS, ORDENES
from workflow.actas.queries.firmas_pagina import autoridades, rules_of
from workflow.actas.service import firmas_configuracion as service
from workflow.actas.service.firmas_configuracion import GUARDAN, AutoridadNueva, ReglaNueva
from workflow.kernel.clock import local_date
from workflow.kernel.refusals import Invalid, NotFound, Reason
from workflow.sesiones import queries
from workflow.sesiones.estados import TIPOS_SESION
from workflow.sesiones.vistas import OrganoVista
from workflow.textos import rotulo
from workflow.web import guard
from workflow.web.actas import base
from workflow.web.actas.base import bp
from workflow.web.actas.firmas import who

Motivos = tuple[Reason, ...]


@bp.get("/organos/<clave>/firmas")
@guard.signed_in
def reglas_firma(clave: str) -> str:
    return _rules(_organ(clave))


def _organ(clave: str) -> OrganoVista:
    found = queries.organo(clave, local_date(guard.now()))
    if found is None:
        raise NotFound("ORGANO_DESCONOCIDO", organo=clave[:40])
    return found


def _rules(organo: OrganoVista, motivos: Motivos = ()) -> str:
    return render_template(
        "actas/firmas_reglas.html",
        organo=organo,
        historia=rules_of(organo.clave),
        clases=[(one, rotulo("documento_clase", one)) for one in CLASES_FIRMA],
        modos=[(one, rotulo("firma_modo", one)) for one in MODOS],
        ordenes=[(one, rotulo("firma_orden", one)) for one in ORDENES],
        tipos=[("", "Todas"), *((one, rotulo("sesion_tipo", one)) for one in TIPOS_SESION)],
        hoy=local_date(guard.now()).isoformat(),
        puede=guard.actor().has(*GUARDAN),
        motivos=motivos,
        escrito=request.form if motivos else {},
    )


@bp.post("/organos/<clave>/firmas")
@guard.roles(*GUARDAN)
def guardar_regla_firma(clave: str) -> Any:
    organo, form = _organ(clave), request.form

    def save() -> int:
        regla = ReglaNueva(
            clase=form.get("clase", ""),
            modo=form.get("modo", ""),
            orden=form.get("orden", ""),
            fundamento=form.get("fundamento", ""),
            vigente_desde=_day("vigente_desde"),
            sesion_tipo=form.get("sesion_tipo", ""),
            admite_proyecto=form.get("admite_proyecto") == "1",
            confirmada=form.get("confirmada") == "1",
        )
        return service.registrar_regla_firma(clave, regla, **who())

    return base.do(
        save,
        "Quedó registrado cómo se firma. Lo que ya se está firmando sigue como empezó.",
        url_for(".reglas_firma", clave=clave),
        lambda motivos: _rules(organo, motivos),
    )


def _day(campo: str) -> date:
    try:
        return date.fromisoformat(request.form.get(campo, ""))
    except ValueError:
        raise Invalid("FECHA_ILEGIBLE") from None


@bp.get("/firma-electronica")
@guard.signed_in
def autoridades_firma() -> str:
    return _authorities()


def _authorities(motivos: Motivos = ()) -> str:
    return render_template(
        "actas/firmas_autoridades.html",
        autoridades=autoridades(),
        clases=[(one, rotulo("firma_autoridad_clase", one)) for one in CLASES_AUTORIDAD],
        hoy=local_date(guard.now()).isoformat(),
        puede=guard.actor().has(*GUARDAN),
        motivos=motivos,
        escrito=request.form if motivos else {},
    )


@bp.post("/firma-electronica")
@guard.roles(*GUARDAN)
def registrar_autoridad() -> Any:
    form = request.form

    def save() -> int:
        sent = request.files.get("certificado")
        if sent is None or not sent.filename:
            raise Invalid("ARCHIVO_NO_ELEGIDO")
        nueva = AutoridadNueva(
            certificado=sent.stream.read(100_000),
            clase=form.get("clase", ""),
            fundamento=form.get("fundamento", ""),
            vigente_desde=_day("vigente_desde"),
            ocsp=form.get("ocsp", ""),
            confirmada=form.get("confirmada") == "1",
        )
        return service.registrar_autoridad(nueva, **who())

    return base.do(
        save,
        "La autoridad quedó registrada. Se puede firmar con los certificados que emitió.",
        url_for(".autoridades_firma"),
        lambda motivos: _authorities(motivos),
    )


@bp.post("/firma-electronica/<int:autoridad_id>/retirar")
@guard.roles(*GUARDAN)
def retirar_autoridad(autoridad_id: int) -> Any:
    return base.do(
        lambda: service.retirar_autoridad(autoridad_id, request.form.get("motivo", ""), **who()),
        "La autoridad quedó retirada: desde mañana nadie firma con sus certificados. Lo firmado no cambia.",
        url_for(".autoridades_firma"),
        lambda motivos: _authorities(motivos),
    )
