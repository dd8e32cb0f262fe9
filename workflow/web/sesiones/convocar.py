"""/sesiones/convocar: organ, day, place and agenda; first seen as it will be, then convened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import redirect, render_template, request, url_for

from workflow.kernel.clock import local_date
from workflow.kernel.refusals import NotAllowed, NotFound, Reason, Refused
from workflow.sesiones import agenda, queries, service
from workflow.sesiones.agenda import PuntoNuevo
from workflow.sesiones.vistas import OrganoVista
from workflow.textos import rotulo
from workflow.web import flashes, guard
from workflow.web.forms.sesiones import ConvocarForm, lines
from workflow.web.sesiones.base import CONDUCEN, bp, may_conduct, short_organ
from workflow.web.sesiones.propuesta import Primera, Propuesta, fill, first_call, proposal


@dataclass(frozen=True)
class Previa:
    """The convocatoria as it would be sent: its agenda and its notice in hours."""

    puntos: list[PuntoNuevo]
    horas_minimas: int
    anticipacion: str
    en_tiempo: bool


@bp.route("/sesiones/convocar", methods=["GET", "POST"])
@guard.roles(*CONDUCEN)
def convocar() -> Any:
    organos = conducted(local_date(guard.now()))
    elegido = chosen(organos)
    if elegido is None:
        return render_template("sesiones/convocar_organo.html", organos=organos)
    form = ConvocarForm()
    segunda = first_call(elegido)
    propuesta = proposal(elegido, segunda)
    if request.method == "GET":
        form.lugar.data = last_place(elegido)
        if segunda:
            fill(form, segunda)
        return page(elegido, form, propuesta, segunda)
    if not form.validate():
        return page(elegido, form, propuesta, segunda), 422
    if request.form.get("paso") != "convocar":
        return page(elegido, form, propuesta, segunda, previa=preview(elegido, form, propuesta))
    try:
        sesion_id = send(elegido, form, propuesta, segunda)
    except (NotAllowed, NotFound):
        raise
    except Refused as refusal:
        return page(elegido, form, propuesta, segunda, motivos=refusal.reasons), refusal.status
    flashes.done("La sesión quedó convocada.")
    return redirect(url_for("sesiones.ver", sesion_id=sesion_id))


def conducted(hoy: date) -> list[OrganoVista]:
    """The organs whose sessions this person keeps, those that take dossiers first."""
    actor = guard.actor()
    propios = [organo for organo in queries.organos(hoy) if may_conduct(actor, organo)]
    return sorted(propios, key=lambda organo: organo.tipo not in agenda.ETAPA_QUE_ESPERA)


def chosen(organos: Sequence[OrganoVista]) -> OrganoVista | None:
    clave = request.values.get("organo")
    if clave is None:
        return organos[0] if len(organos) == 1 else None
    found = next((organo for organo in organos if organo.clave == clave), None)
    if found is None:
        raise NotFound("ORGANO_DESCONOCIDO", organo=clave[:40])
    return found


def last_place(organo: OrganoVista) -> str:
    """Where it met the last time: most often, where it meets now."""
    ultima = queries.sesiones(organo=organo.clave, limite=1)
    return ultima[0].lugar if ultima else ""


def others(form: ConvocarForm, propuesta: Propuesta) -> list[PuntoNuevo]:
    """What was left pending and was kept, and what was typed."""
    votables = [PuntoNuevo(titulo, "votable") for titulo in lines(form.votables.data)]
    informativos = [PuntoNuevo(titulo, "informativo") for titulo in lines(form.informativos.data)]
    return [*propuesta.de_otras_sesiones(), *votables, *informativos]


def preview(organo: OrganoVista, form: ConvocarForm, propuesta: Propuesta) -> Previa:
    aviso = agenda.notice(organo.reglas, form.tipo.data, guard.now(), form.momento)
    horas, minutos = divmod(abs(aviso["anticipacion_min"]), 60)
    palabras = f"{horas} horas" + (f" y {minutos} minutos" if minutos else "")
    if aviso["anticipacion_min"] < 0:
        palabras = "ninguna: la hora ya pasó"
    actas = [opcion.punto for opcion in propuesta.actas if opcion.marcado]
    puntos = agenda.build(
        organo.tipo,
        form.tipo.data,
        propuesta.in_order(),
        [*actas, *others(form, propuesta)],
        bool(form.en_bloque.data),
        organo.reglas.get("orden_secciones") or agenda.SECCIONES,
    )
    return Previa(puntos, aviso["horas_minimas"], palabras, aviso["en_tiempo"])


def send(organo: OrganoVista, form: ConvocarForm, propuesta: Propuesta, segunda: Primera | None) -> int:
    return service.convocar(
        organo.clave,
        tipo=form.tipo.data,
        lugar=form.lugar.data,
        domicilio=form.domicilio.data or "",
        modalidad=form.modalidad.data,
        publicidad=form.publicidad.data,
        sede=form.sede.data,
        recinto_acuerdo=form.recinto_acuerdo.data or None,
        enlace=form.enlace.data or "",
        permanente=bool(form.permanente.data),
        en_bloque=bool(form.en_bloque.data),
        programada_para=form.momento,
        expedientes_ids=[asunto.id for asunto in propuesta.in_order()],
        otros=others(form, propuesta),
        actas_de=propuesta.actas_de(),
        segunda_de=segunda.id if segunda else None,
        actor=guard.actor(),
        ahora=guard.now(),
        llave=form.llave,
    )


def said_order(organo: OrganoVista) -> str:
    """«aprobación de actas anteriores, expedientes…»: the order of the organ, in words."""
    secciones = organo.reglas.get("orden_secciones") or agenda.SECCIONES
    return ", ".join(rotulo("orden_seccion", seccion).lower() for seccion in secciones)


def page(
    organo: OrganoVista,
    form: ConvocarForm,
    propuesta: Propuesta,
    segunda: Primera | None,
    *,
    previa: Previa | None = None,
    motivos: tuple[Reason, ...] = (),
) -> str:
    return render_template(
        "sesiones/convocar.html",
        organo=organo,
        nombre_organo=short_organ(organo.nombre),
        form=form,
        propuesta=propuesta,
        renglones=propuesta.renglones,
        secciones=said_order(organo),
        segunda=segunda,
        previa=previa,
        motivos=motivos,
        horas=organo.reglas.get("convocatoria_horas", {}),
        toma_expedientes=organo.tipo in agenda.ETAPA_QUE_ESPERA,
    )
