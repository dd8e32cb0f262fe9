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
from workflow.sesiones.agenda import EnEspera, PuntoNuevo
from workflow.sesiones.vistas import OrganoVista
from workflow.web import flashes, guard
from workflow.web.forms.sesiones import ConvocarForm, lines
from workflow.web.sesiones.base import CONDUCEN, bp, may_conduct, name_of, short_organ


@dataclass(frozen=True)
class Previa:
    """The convocatoria as it would be sent: its agenda and its notice in hours."""

    puntos: list[PuntoNuevo]
    horas_minimas: int
    anticipacion: str
    en_tiempo: bool


@dataclass(frozen=True)
class Renglon:
    """A dossier that can be listed: whether it is, and in which place."""

    asunto: EnEspera
    marcado: bool
    lugar: str


@bp.route("/sesiones/convocar", methods=["GET", "POST"])
@guard.roles(*CONDUCEN)
def convocar() -> Any:
    organos = conducted(local_date(guard.now()))
    elegido = chosen(organos)
    if elegido is None:
        return render_template("sesiones/convocar_organo.html", organos=organos)
    form = ConvocarForm()
    renglones = waiting_rows(elegido)
    segunda = second_call(elegido)
    if request.method == "GET":
        form.lugar.data = last_place(elegido)
        return page(elegido, form, renglones, segunda)
    if not form.validate():
        return page(elegido, form, renglones, segunda), 422
    if request.form.get("paso") != "convocar":
        return page(elegido, form, renglones, segunda, previa=preview(elegido, form, renglones))
    try:
        sesion_id = send(elegido, form, renglones, segunda)
    except (NotAllowed, NotFound):
        raise
    except Refused as refusal:
        return page(elegido, form, renglones, segunda, motivos=refusal.reasons), refusal.status
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


def second_call(organo: OrganoVista) -> tuple[int, str] | None:
    """The session that was not verified, when this one is its second call."""
    sesion_id = request.values.get("segunda", type=int)
    if sesion_id is None:
        return None
    fila = next(
        (s for s in queries.sesiones(organo=organo.clave, estados=["no_verificada"]) if s.id == sesion_id), None
    )
    return None if fila is None else (fila.id, name_of(fila))


def waiting_rows(organo: OrganoVista) -> list[Renglon]:
    """What waits, all of it marked the first time; then as it was typed."""
    asuntos = queries.waiting_for(organo.tipo, local_date(guard.now()))
    if request.method == "GET":
        return [Renglon(asunto, True, str(n)) for n, asunto in enumerate(asuntos, start=1)]
    marcados = set(request.form.getlist("expediente"))
    return [Renglon(a, str(a.id) in marcados, request.form.get(f"lugar-{a.id}", "").strip()) for a in asuntos]


def in_order(renglones: Sequence[Renglon]) -> list[EnEspera]:
    """The marked ones in the order typed; without a place, at the end."""
    marcados = [renglon for renglon in renglones if renglon.marcado]
    return [r.asunto for r in sorted(marcados, key=lambda r: int(r.lugar) if r.lugar.isdecimal() else 10_000)]


def others(form: ConvocarForm) -> list[PuntoNuevo]:
    votables = [PuntoNuevo(titulo, "votable") for titulo in lines(form.votables.data)]
    return votables + [PuntoNuevo(titulo, "informativo") for titulo in lines(form.informativos.data)]


def preview(organo: OrganoVista, form: ConvocarForm, renglones: Sequence[Renglon]) -> Previa:
    aviso = agenda.notice(organo.reglas, form.tipo.data, guard.now(), form.momento)
    horas, minutos = divmod(abs(aviso["anticipacion_min"]), 60)
    palabras = f"{horas} horas" + (f" y {minutos} minutos" if minutos else "")
    if aviso["anticipacion_min"] < 0:
        palabras = "ninguna: la hora ya pasó"
    puntos = agenda.build(organo.tipo, form.tipo.data, in_order(renglones), others(form), bool(form.en_bloque.data))
    return Previa(puntos, aviso["horas_minimas"], palabras, aviso["en_tiempo"])


def send(organo: OrganoVista, form: ConvocarForm, renglones: Sequence[Renglon], segunda: tuple[int, str] | None) -> int:
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
        expedientes_ids=[asunto.id for asunto in in_order(renglones)],
        otros=others(form),
        segunda_de=segunda[0] if segunda else None,
        actor=guard.actor(),
        ahora=guard.now(),
        llave=form.llave,
    )


def page(
    organo: OrganoVista,
    form: ConvocarForm,
    renglones: Sequence[Renglon],
    segunda: tuple[int, str] | None,
    *,
    previa: Previa | None = None,
    motivos: tuple[Reason, ...] = (),
) -> str:
    return render_template(
        "sesiones/convocar.html",
        organo=organo,
        nombre_organo=short_organ(organo.nombre),
        form=form,
        renglones=renglones,
        segunda=segunda,
        previa=previa,
        motivos=motivos,
        horas=organo.reglas.get("convocatoria_horas", {}),
        toma_expedientes=organo.tipo in agenda.ETAPA_QUE_ESPERA,
    )
