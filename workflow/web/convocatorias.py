"""/sesiones/<id>/convocatoria: each member's notice and its acuse, and the fe de erratas; /convocatorias: mine."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

from flask import Blueprint, redirect, render_template, request, send_file, url_for
from werkzeug.wrappers import Response

from workflow.actas import queries as actas
from workflow.actas.redaccion.convocatoria import change_in_words
from workflow.archivos import queries as archivos
from workflow.kernel.clock import ZONE, local, local_date
from workflow.kernel.refusals import Invalid, NotAllowed, NotFound, Reason, Refused
from workflow.sesiones import convocatoria as reglas
from workflow.sesiones import queries
from workflow.sesiones import service as sesiones
from workflow.sesiones.agenda import PuntoNuevo
from workflow.sesiones.estados import ESTRUCTURALES, MODALIDADES, PUBLICIDADES
from workflow.sesiones.queries import convocatorias, paginas
from workflow.sesiones.queries.convocatorias import NotificacionVista
from workflow.sesiones.queries.documentos import documents_of
from workflow.sesiones.service import notificacion as service
from workflow.sesiones.vistas import SesionVista, Tablero
from workflow.textos import rotulo
from workflow.web import flashes, guard
from workflow.web.forms.sesiones import lines
from workflow.web.numeros import entero
from workflow.web.sesiones.base import CONDUCEN, may_conduct, name_of, short_organ

bp = Blueprint("convocatorias", __name__)


@bp.app_context_processor
def _waiting() -> dict[str, Any]:
    return {"convocatorias_por_acusar": waiting}


def waiting() -> int:
    """How many convocatorias wait for the acuse of who is signed in."""
    actor = guard.actor_or_none()
    return len(convocatorias.por_acusar(actor.usuario_id)) if actor and actor.has("integrante") else 0


@bp.get("/convocatorias")
@guard.signed_in
def mias() -> str:
    """The sessions to come I am convened to: my acuse, and whether I will attend."""
    return render_template("convocatorias/mias.html", pendientes=convocatorias.convened_to(guard.actor().usuario_id))


@bp.get("/sesiones/<int:sesion_id>/convocatoria")
@guard.signed_in
def ver(sesion_id: int) -> str:
    return page(sesion_id)


def page(sesion_id: int, motivos: tuple[Reason, ...] = (), acto: str = "") -> str:
    """Who conducts sees everybody's notice; a member, theirs; both, the document and its agenda."""
    board, vista = _found(sesion_id)
    actor = guard.actor()
    mio = next((n for n in vista.notificados if n.usuario_id == actor.usuario_id), None) if vista else None
    documentos = [d for d in actas.documentos_of(("sesion", sesion_id), actor) if d.clase == "convocatoria"]
    return render_template(
        "convocatorias/ver.html",
        s=board.sesion,
        puntos=[p for p in board.puntos if p.num_convocado is not None],
        nombre=name_of(board.sesion),
        organo=short_organ(board.sesion.organo),
        vista=vista,
        cambios=_changes(vista),
        mio=mio,
        acompanan=documents_of(sesion_id),
        documentos=[d for d in documentos if vista and d.version == vista.vigente.version],
        anteriores=[d for d in documentos if vista and d.version != vista.vigente.version],
        conduce=may_conduct(actor, board.sesion),
        medios=[(codigo, rotulo("acuse_medio", codigo)) for codigo in reglas.MEDIOS_DE_PAPEL],
        motivos=motivos,
        acto=acto,
        escrito=request.form,
    )


@bp.get("/sesiones/<int:sesion_id>/convocatoria/documentos/<int:archivo_id>")
@guard.signed_in
def documento(sesion_id: int, archivo_id: int) -> Response:
    """The file of what goes with the convocatoria, for who may see the session."""
    paginas.board_for(sesion_id, guard.actor(), guard.now())
    if archivo_id not in {one.archivo_id for one in documents_of(sesion_id)}:
        raise NotFound("NO_EXISTE")
    kept = archivos.get(archivo_id)
    return send_file(kept.path, mimetype=kept.tipo, as_attachment=True, download_name=kept.nombre)


def _found(sesion_id: int) -> tuple[Tablero, NotificacionVista | None]:
    board = paginas.board_for(sesion_id, guard.actor(), guard.now())
    return board, convocatorias.notificacion(sesion_id, guard.now())


def _changes(vista: NotificacionVista | None) -> list[Any]:
    return [change_in_words(c["campo"], c["antes"], c["ahora"]) for c in vista.vigente.cambios] if vista else []


def _do(sesion_id: int, acto: str, use_case: Callable[[], str]) -> Any:
    """Do it and go back to the page. A refusal shows all its reasons there, with what was typed."""
    try:
        hecho = use_case()
    except (NotAllowed, NotFound):
        raise
    except Refused as refusal:
        return page(sesion_id, refusal.reasons, acto), refusal.status
    flashes.done(hecho)
    return redirect(url_for(".ver", sesion_id=sesion_id))


@bp.post("/sesiones/<int:sesion_id>/convocatoria/acusar")
@guard.signed_in
def acusar(sesion_id: int) -> Any:
    def use_case() -> str:
        service.acusar(sesion_id, actor=guard.actor(), ahora=guard.now(), llave=request.form.get("llave"))
        return "Su acuse de recibo quedó registrado."

    return _do(sesion_id, "acusar", use_case)


@bp.post("/sesiones/<int:sesion_id>/convocatoria/asistire")
@guard.signed_in
def confirmar(sesion_id: int) -> Any:
    """A member says whether they will attend; or who conducts notes it for them."""
    asiste, integrante = request.form.get("asiste") == "1", request.form.get("integrante")

    def use_case() -> str:
        sesiones.confirmar_asistencia(
            sesion_id,
            asiste=asiste,
            motivo=request.form.get("motivo", ""),
            integrante=integrante or None,
            actor=guard.actor(),
            ahora=guard.now(),
            llave=request.form.get("llave"),
        )
        return "Quedó anotado: sí asistirá." if asiste else "Quedó anotado que no asistirá, con su motivo."

    return _do(sesion_id, "confirmar", use_case)


@bp.post("/sesiones/<int:sesion_id>/convocatoria/acuses")
@guard.roles(*CONDUCEN)
def registrar(sesion_id: int) -> Any:
    def use_case() -> str:
        service.registrar_acuse(
            sesion_id,
            integrante=request.form.get("integrante", ""),
            medio=request.form.get("medio", ""),
            recibido_en=_moment("ACUSE_SIN_HORA"),
            recibio=request.form.get("recibio", ""),
            actor=guard.actor(),
            ahora=guard.now(),
            llave=request.form.get("llave"),
        )
        return "El acuse quedó registrado."

    return _do(sesion_id, "acuse", use_case)


@bp.post("/sesiones/<int:sesion_id>/convocatoria/acuses/<int:acuse_id>/anular")
@guard.roles(*CONDUCEN)
def anular(sesion_id: int, acuse_id: int) -> Any:
    def use_case() -> str:
        service.anular_acuse(
            acuse_id,
            motivo=request.form.get("motivo", ""),
            actor=guard.actor(),
            ahora=guard.now(),
            llave=request.form.get("llave"),
        )
        return "El acuse se anuló: quedó en la bitácora y ya no cuenta."

    return _do(sesion_id, f"anular-{acuse_id}", use_case)


@bp.get("/sesiones/<int:sesion_id>/convocatoria/rectificar")
@guard.roles(*CONDUCEN)
def rectificacion(sesion_id: int) -> str | Response:
    board, vista = _found(sesion_id)
    if vista is None or board.sesion.estado != "convocada" or not may_conduct(guard.actor(), board.sesion):
        return redirect(url_for(".ver", sesion_id=sesion_id))
    return _form(board, vista)


@bp.post("/sesiones/<int:sesion_id>/convocatoria/rectificar")
@guard.roles(*CONDUCEN)
def rectificar(sesion_id: int) -> Any:
    board, vista = _found(sesion_id)
    if vista is None:
        raise NotFound("NO_EXISTE")
    try:
        sesiones.rectificar(
            sesion_id,
            datos=_written(),
            titulos={p.num_convocado: request.form.get(f"titulo-{p.num_convocado}", "") for p in _editable(board)},
            retiros={
                p.id: request.form.get(f"motivo-{p.id}", "")
                for p in _editable(board)
                if request.form.get(f"retira-{p.id}") == "1"
            },
            bajas={
                a.expediente.id: request.form.get(f"motivo-bajas-{p.id}", "")
                for p in _editable(board)
                for a in p.asuntos
                if str(a.expediente.id) in request.form.getlist("baja")
            },
            altas=_added(),
            motivo=request.form.get("motivo", ""),
            actor=guard.actor(),
            ahora=guard.now(),
            version=request.form.get("version", type=entero),
            llave=request.form.get("llave"),
        )
    except (NotAllowed, NotFound):
        raise
    except Refused as refusal:
        return _form(board, vista, refusal.reasons), refusal.status
    flashes.done("Se emitió la fe de erratas: se elabora el documento y se notifica de nuevo a cada integrante.")
    return redirect(url_for(".ver", sesion_id=sesion_id))


def _form(board: Tablero, vista: NotificacionVista, motivos: tuple[Reason, ...] = ()) -> str:
    dice = vista.vigente.contenido
    programada = local(datetime.fromisoformat(dice["programada_para"]))
    antes = {**dice, "fecha": f"{programada:%Y-%m-%d}", "hora": f"{programada:%H:%M}"}
    for punto in dice["puntos"]:
        antes[f"titulo-{punto['numero']}"] = punto["titulo"]
    return render_template(
        "convocatorias/rectificar.html",
        s=board.sesion,
        nombre=name_of(board.sesion),
        puntos=_editable(board),
        retirados=[p for p in board.puntos if p.estado == "retirado"],
        esperan=queries.waiting_for(board.sesion.organo_ref, local_date(guard.now()), retirados=True),
        marcados=request.form.getlist("alta_expediente"),
        bajas=request.form.getlist("baja"),
        reinician=", ".join(_restarts(board.sesion)),
        valor=request.form if request.method == "POST" else antes,
        opciones={
            "sede": [(codigo, rotulo("sede", codigo)) for codigo in reglas.SEDES],
            "modalidad": [(codigo, rotulo("modalidad", codigo)) for codigo in MODALIDADES],
            "publicidad": [(codigo, rotulo("publicidad", codigo)) for codigo in PUBLICIDADES],
        },
        motivos=motivos,
    )


def _restarts(sesion: SesionVista) -> list[str]:
    """What restarts the term in this session, in words."""
    codigos = sesion.reglas.get("reinician_plazo", reglas.REINICIAN)
    return [rotulo("convocatoria_campo", codigo).lower() for codigo in reglas.REINICIABLES if codigo in codigos]


def _editable(board: Tablero) -> list[Any]:
    return [
        p
        for p in board.puntos
        if p.num_convocado is not None and p.tipo not in ESTRUCTURALES and p.estado == "pendiente"
    ]


def _added() -> list[PuntoNuevo]:
    """The items to add: a dossier that waits, others that are voted, others that are not."""
    expedientes = [PuntoNuevo("", "votable", i) for i in request.form.getlist("alta_expediente", type=entero)]
    votables = [PuntoNuevo(titulo, "votable") for titulo in lines(request.form.get("alta_votables"))]
    informativos = [PuntoNuevo(titulo, "informativo") for titulo in lines(request.form.get("alta_informativos"))]
    return [*expedientes, *votables, *informativos]


def _written() -> dict[str, Any]:
    textos = ("lugar", "domicilio", "sede", "recinto_acuerdo", "modalidad", "enlace", "publicidad")
    return {
        **{campo: request.form.get(campo, "").strip()[:300] for campo in textos},
        "permanente": request.form.get("permanente") == "1",
        "programada_para": _moment("CONVOCATORIA_SIN_HORA"),
    }


def _moment(codigo: str) -> datetime:
    """Day and hour as typed, on the clock of the municipality. Invalid when they cannot be read."""
    try:
        dia = date.fromisoformat(request.form.get("fecha", "").strip())
        hora = time.fromisoformat(request.form.get("hora", "").strip())
    except ValueError:
        raise Invalid(codigo) from None
    return datetime.combine(dia, hora.replace(tzinfo=None), tzinfo=ZONE)
