"""/organos/<clave>/integrantes and /curules: who belongs to an organ, who holds each seat, and from which day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from flask import redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict

from workflow.kernel.clock import local_date
from workflow.kernel.refusals import Invalid, NotAllowed, NotFound, Reason
from workflow.people import queries as people
from workflow.people import service as seats
from workflow.sesiones import service
from workflow.sesiones.configuracion import CARGOS, CON_SECTORES, SECTORES
from workflow.sesiones.queries import integracion
from workflow.textos import rotulo
from workflow.web import guard
from workflow.web.numeros import entero
from workflow.web.sesiones import actos
from workflow.web.sesiones.base import bp
from workflow.web.sesiones.reglas import day, organ

GUARDAN = ("administrador", "secretaria_gobierno")
# Act on a seat -> how its button says it. Each one closes what was in force and opens what follows.
ACTOS = (
    ("licencia", "La persona titular toma licencia y entra la suplente"),
    ("licencia_sin_suplente", "La persona titular toma licencia y nadie entra"),
    ("reincorpora", "La persona titular regresa de su licencia"),
    ("suplente", "La persona suplente toma el asiento"),
    ("vacante", "La persona titular deja el asiento"),
    ("vacante_suplente", "La persona suplente deja de serlo"),
    ("relevo", "Hay una nueva persona titular"),
    ("relevo_suplente", "Hay una nueva persona suplente"),
)


@bp.get("/organos/<clave>/integrantes")
@guard.signed_in
def integrantes(clave: str) -> str:
    return members_page(clave)


@bp.post("/organos/<clave>/integrantes/<any(curul, miembro):clase>")
@guard.roles(*GUARDAN, "planeacion_titular")
def integrar(clave: str, clase: str) -> Any:
    """A seat, or a person who holds none, joins the organ from a day on."""
    form, cuando = request.form, {"actor": guard.actor(), "ahora": guard.now()}

    def use_case() -> str:
        desde = day(form.get("desde", ""))
        if clase == "curul":
            service.registrar_membresia(
                clave, form.get("curul", ""), cargo=form.get("puesto", ""), desde=desde, **cuando
            )
        else:
            service.registrar_miembro(
                clave,
                form.get("lugar", "").strip(),
                nombre=form.get("nombre", ""),
                genero=form.get("genero", ""),
                sector=form.get("sector", ""),
                representa=form.get("representa", ""),
                puesto=form.get("puesto", ""),
                calidad=form.get("calidad", ""),
                desde=desde,
                **cuando,
            )
        return "Quedó registrado quién integra el órgano."

    return _members(clave, clase, use_case)


@bp.post("/organos/<clave>/integrantes/<any(curul, miembro):clase>/<int:fila_id>/baja")
@guard.roles(*GUARDAN, "planeacion_titular")
def dar_baja(clave: str, clase: str, fila_id: int) -> Any:
    if (clase, fila_id) not in {(i.clase, i.id) for i in integracion.integration_of(clave)}:
        raise NotFound("NO_EXISTE")

    def use_case() -> str:
        hecho = service.terminar_membresia if clase == "curul" else service.terminar_miembro
        hecho(fila_id, hasta=day(request.form.get("hasta", "")), actor=guard.actor(), ahora=guard.now())
        return "Quedó anotado hasta qué día integra el órgano."

    return _members(clave, f"{clase}-{fila_id}", use_case)


def _members(clave: str, acto: str, use_case: Callable[[], str]) -> Any:
    return actos.attempt(
        use_case,
        lambda reasons: members_page(clave, acto, reasons),
        lambda: redirect(url_for("sesiones.integrantes", clave=clave)),
    )


def members_page(clave: str, acto: str = "", motivos: tuple[Reason, ...] = ()) -> str:
    found, hoy = organ(clave), local_date(guard.now())
    filas = integracion.integration_of(clave)
    roles = (*GUARDAN, "planeacion_titular") if found.tipo in CON_SECTORES else GUARDAN
    return render_template(
        "sesiones/integrantes.html",
        organo=found,
        acto=acto,
        motivos=motivos,
        escrito=request.form if motivos else MultiDict(),
        vigentes=[f for f in filas if f.hasta is None or f.hasta >= hoy],
        anteriores=[f for f in filas if f.hasta is not None and f.hasta < hoy],
        hoy=hoy,
        curules=[("", "Elija…"), *((c.clave, f"{c.clave} · {c.cargo}") for c in integracion.seats_on(hoy))],
        puestos=[(code, rotulo("puesto", code)) for code in CARGOS],
        sectores=[(code, rotulo("sector", code)) for code in SECTORES],
        puede=guard.actor().has(*roles) and found.tipo != "comisiones_unidas",
    )


@bp.get("/curules")
@guard.signed_in
def curules() -> str:
    return seats_page()


@bp.post("/curules/<clave>")
@guard.roles(*GUARDAN)
def curul(clave: str) -> Any:
    """One of the acts on a seat, from a day on."""
    if clave not in {c.clave for c in integracion.seats_on(local_date(guard.now()))}:
        raise NotFound("NO_EXISTE")

    def use_case() -> str:
        _act(clave, request.form.get("acto", ""), day(request.form.get("desde", "")))
        return "Quedó anotado. Las sesiones ya convocadas conservan su lista."

    return actos.attempt(
        use_case, lambda reasons: seats_page(clave, reasons), lambda: redirect(url_for("sesiones.curules"))
    )


def _act(clave: str, acto: str, desde: date) -> None:
    form = request.form
    datos: dict[str, Any] = {"desde": desde, "nota": form.get("nota", ""), "actor": guard.actor(), "ahora": guard.now()}
    calidad = "suplente" if acto.endswith("_suplente") else "titular"
    if acto in ("licencia", "licencia_sin_suplente"):
        seats.take_leave(clave, entra_suplente=acto == "licencia", **datos)
    elif acto == "reincorpora":
        seats.return_to_seat(clave, **datos)
    elif acto == "suplente":
        seats.seat_substitute(clave, **datos)
    elif acto in ("vacante", "vacante_suplente"):
        seats.vacate(clave, calidad=calidad, **datos)
    elif acto in ("relevo", "relevo_suplente"):
        nombre, genero = form.get("nombre", ""), form.get("genero", "")
        seats.new_holder(clave, nombre=nombre, genero=genero, calidad=calidad, **datos)
    else:
        raise Invalid("ACTO_DE_CURUL")


@bp.post("/curules/<clave>/usuario")
@guard.roles("administrador")
def ligar(clave: str) -> Any:
    """Which user is the titular of a seat: so they find their sessions and vote from their phone."""
    usuario_id = request.form.get("usuario", 0, type=entero)
    if people.usuario(usuario_id, local_date(guard.now())) is None:
        raise NotFound("NO_EXISTE")

    def use_case() -> str:
        seats.link_member(clave, usuario_id, actor=guard.actor(), ahora=guard.now())
        return "El usuario quedó ligado a su asiento: ya puede votar desde su teléfono."

    return actos.attempt(
        use_case, lambda reasons: seats_page(clave, reasons), lambda: redirect(url_for("sesiones.curules"))
    )


def seats_page(acto: str = "", motivos: tuple[Reason, ...] = ()) -> str:
    actor, hoy = guard.actor(), local_date(guard.now())
    if not actor.roles:
        raise NotAllowed("ROL_NO_AUTORIZADO")
    usuarios = people.usuarios(hoy, rol="integrante") if actor.has("administrador") else []
    return render_template(
        "sesiones/curules.html",
        curules=integracion.seats_on(hoy),
        acto=acto,
        motivos=motivos,
        escrito=request.form if motivos else MultiDict(),
        actos=ACTOS,
        usuarios=[("", "Elija…"), *((str(u.id), f"{u.nombre} ({u.correo})") for u in usuarios)],
        nombres={u.id: u.nombre for u in usuarios},
        hoy=hoy,
        puede=actor.has(*GUARDAN),
        liga=actor.has("administrador"),
    )
