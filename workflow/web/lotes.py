"""/lotes: an act for many dossiers at once, each with its own result; and their POA in one file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, redirect, render_template, request, send_file, url_for
from werkzeug.wrappers import Response

from workflow.expedientes.route import TIPOS
from workflow.kernel.clock import local_date
from workflow.kernel.refusals import NotAllowed, NotFound, Reason, Refused
from workflow.lotes import queries, service
from workflow.lotes.clases import ACCION, FORMATOS
from workflow.people import queries as people
from workflow.sesiones.queries import turnos
from workflow.textos import rotulo
from workflow.web import flashes, guard
from workflow.web.numeros import anio, entero

bp = Blueprint("lotes", __name__, url_prefix="/lotes")


@bp.get("")
@guard.signed_in
def lista() -> str:
    """What this person may ask for many, what they asked, and their packages."""
    actor = guard.actor()
    return render_template(
        "lotes/lista.html",
        acciones=[accion for accion, (_, roles) in ACCION.items() if actor.has(*roles)],
        lotes=queries.lotes(actor),
        paquetes=queries.paquetes(actor),
    )


@bp.get("/nuevo/<any(tomar_revision, turnar, publicar):accion>")
@guard.signed_in
def nuevo(accion: str) -> str:
    return _choose(accion)


@bp.post("/nuevo/<any(tomar_revision, turnar, publicar):accion>")
@guard.signed_in
def pedir(accion: str) -> Any:
    try:
        lote_id = service.pedir(
            accion,
            request.form.getlist("expediente", type=entero),
            organo=request.form.get("organo", ""),
            actor=guard.actor(),
            ahora=guard.now(),
            llave=request.form.get("llave"),
        )
    except (NotAllowed, NotFound):
        raise
    except Refused as refusal:
        return _choose(accion, refusal.reasons), refusal.status
    flashes.done("Empezó. Cada expediente tendrá aquí su resultado.")
    return redirect(url_for(".ver", lote_id=lote_id))


@bp.get("/<int:lote_id>")
@guard.signed_in
def ver(lote_id: int) -> str:
    return render_template("lotes/ver.html", lote=queries.lote(lote_id, guard.actor()))


@bp.get("/paquete")
@guard.signed_in
def paquete() -> str:
    return _choose(None)


@bp.post("/paquete")
@guard.signed_in
def reunir() -> Any:
    """A package is asked here, or from a dossier with only itself."""
    try:
        service.pedir_paquete(
            request.form.getlist("expediente", type=entero),
            request.form.get("formato", ""),
            request.form.get("titulo", ""),
            actor=guard.actor(),
            ahora=guard.now(),
            llave=request.form.get("llave"),
        )
    except (NotAllowed, NotFound):
        raise
    except Refused as refusal:
        return _choose(None, refusal.reasons), refusal.status
    flashes.done("Se está preparando. Cuando esté listo podrá descargarlo aquí.")
    return redirect(url_for(".lista"))


@bp.get("/paquete/<int:paquete_id>/archivo")
@guard.signed_in
def descargar(paquete_id: int) -> Response:
    found = queries.archivo_de(paquete_id, guard.actor())
    return send_file(found.path, mimetype=found.tipo, as_attachment=True, download_name=found.nombre)


def _choose(accion: str | None, motivos: Sequence[Reason] = ()) -> str:
    """The dossiers to choose from. Nothing of what was marked is lost by a refusal."""
    actor, hoy = guard.actor(), local_date(guard.now())
    if accion is not None and not actor.has(*ACCION[accion][1]):
        raise NotAllowed("ROL_NO_AUTORIZADO")
    asked = {name: request.args.get(name, "") for name in ("tipo", "dependencia")}
    ejercicio = request.args.get("ejercicio", type=anio)
    return render_template(
        "lotes/nuevo.html",
        accion=accion,
        candidatos=queries.candidatos(accion, actor, ejercicio=ejercicio, **asked),
        marcados=set(request.form.getlist("expediente", type=entero)),
        elegido=request.form,
        motivos=motivos,
        unidas=[(one.clave, one.nombre) for one in turnos.joint_organs()] if accion == "turnar" else [],
        formatos=[(one, rotulo("formato_paquete", one)) for one in FORMATOS],
        filtro={**asked, "ejercicio": ejercicio},
        opciones={
            "tipo": [("", "Todos"), *((tipo, rotulo("tipo_expediente", tipo)) for tipo in TIPOS)],
            "ejercicio": [("", "Todos"), *((str(year), str(year)) for year in queries.ejercicios())],
            "dependencia": [("", "Todas"), *((d.clave, d.nombre) for d in people.dependencias(hoy))],
        },
    )
