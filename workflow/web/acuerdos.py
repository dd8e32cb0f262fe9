"""/acuerdos: what was agreed, who fulfils it, until when and with what evidence."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from flask import Blueprint, redirect, render_template, request, send_file, url_for
from werkzeug.wrappers import Response

from workflow.archivos import queries as archivos
from workflow.indicadores.queries import aprobados_por
from workflow.kernel.clock import local_date
from workflow.kernel.refusals import Invalid, NotAllowed, NotFound, Reason, Refused
from workflow.people import queries as people
from workflow.sesiones import queries
from workflow.sesiones.estados import ESTADOS_SEGUIMIENTO, SEGUIMIENTO_ABIERTO
from workflow.sesiones.queries.acuerdos import AcuerdoSeguido
from workflow.sesiones.queries.paginas import VEN_PRIVADAS
from workflow.sesiones.service.evidencia import anotar_con_evidencia
from workflow.sesiones.service.seguimiento import encargar_acuerdo
from workflow.textos import rotulo
from workflow.web import flashes, guard
from workflow.web.numeros import entero
from workflow.web.sesiones.base import CONDUCEN

bp = Blueprint("acuerdos", __name__, url_prefix="/acuerdos")
MOSTRADOS = 50
SE_ANOTAN = tuple(estado for estado in ESTADOS_SEGUIMIENTO if estado != "asignado")
DE_DEPENDENCIA = ("dependencia_titular", "dependencia_captura")


@bp.get("")
@guard.signed_in
def lista() -> str:
    """All of them for who follows the sessions; those of their own dependencia for the rest."""
    todos = request.args.get("ver") == "todos"
    salto = max(request.args.get("salto", 0, type=entero), 0)
    organo = request.args.get("organo") or None
    filas = _listed(organo=organo, solo_pendientes=not todos, salto=salto)
    return render_template(
        "acuerdos/lista.html",
        acuerdos=filas[:MOSTRADOS],
        todos=todos,
        organo=organo or "",
        organos=queries.nombres(),
        siguiente=url_for(".lista", ver="todos" if todos else None, organo=organo, salto=salto + MOSTRADOS)
        if len(filas) > MOSTRADOS
        else None,
        inicio=url_for(".lista", ver="todos" if todos else None, organo=organo) if salto else None,
    )


@bp.get("/<int:acuerdo_id>")
@guard.signed_in
def ver(acuerdo_id: int) -> str:
    return page(acuerdo_id)


@bp.get("/<int:acuerdo_id>/evidencia/<int:archivo_id>")
@guard.signed_in
def evidencia(acuerdo_id: int, archivo_id: int) -> Response:
    if archivo_id not in {nota.archivo_id for nota in _found(acuerdo_id).notas}:
        raise NotFound("NO_EXISTE")
    kept = archivos.get(archivo_id)
    return send_file(kept.path, mimetype=kept.tipo, as_attachment=True, download_name=kept.nombre)


@bp.post("/<int:acuerdo_id>/encargar")
@guard.roles(*CONDUCEN)
def encargar(acuerdo_id: int) -> Any:
    _found(acuerdo_id)

    def use_case() -> str:
        encargar_acuerdo(
            acuerdo_id,
            responsable=request.form.get("responsable", ""),
            vence=_due(),
            nota=request.form.get("nota", ""),
            actor=guard.actor(),
            ahora=guard.now(),
            llave=request.form.get("llave"),
        )
        return "Quedó anotado quién responde por el acuerdo y hasta cuándo."

    return _do(acuerdo_id, "encargar", use_case)


@bp.post("/<int:acuerdo_id>/anotar")
@guard.signed_in
def anotar(acuerdo_id: int) -> Any:
    _found(acuerdo_id)
    archivo = request.files.get("evidencia")

    def use_case() -> str:
        anotar_con_evidencia(
            acuerdo_id,
            estado=request.form.get("estado", ""),
            nota=request.form.get("nota", ""),
            archivo=archivo.stream if archivo and archivo.filename else None,  # type: ignore[arg-type]
            nombre=(archivo.filename or "") if archivo else "",
            actor=guard.actor(),
            ahora=guard.now(),
            llave=request.form.get("llave"),
        )
        return "El seguimiento quedó anotado."

    return _do(acuerdo_id, "anotar", use_case)


def page(acuerdo_id: int, motivos: tuple[Reason, ...] = (), acto: str = "") -> str:
    acuerdo = _found(acuerdo_id)
    actor = guard.actor()
    conduce = queries.conduce_de(acuerdo.organo)
    lleva = conduce is not None and actor.has(conduce)
    suyo = acuerdo.responsable_clave in actor.dependencias("dependencia_titular")
    abierto = acuerdo.estado in SEGUIMIENTO_ABIERTO
    estados = [estado for estado in SE_ANOTAN if lleva or estado != "sin_efecto"]
    return render_template(
        "acuerdos/ver.html",
        a=acuerdo,
        metas=aprobados_por(acuerdo.folio),
        encarga=lleva and (abierto or acuerdo.estado == "sin_asignar"),
        anota=(lleva or suyo) and abierto,
        dependencias=[("", "Elija una"), *((d.clave, d.nombre) for d in people.dependencias(_today()))],
        estados=[(estado, rotulo("seguimiento", estado)) for estado in estados],
        motivos=motivos,
        acto=acto,
        escrito=request.form,
    )


def _do(acuerdo_id: int, acto: str, use_case: Callable[[], str]) -> Any:
    """Do it and go back to the acuerdo. A refusal shows all its reasons there, with what was typed."""
    try:
        hecho = use_case()
    except (NotAllowed, NotFound):
        raise
    except Refused as refusal:
        return page(acuerdo_id, refusal.reasons, acto), refusal.status
    flashes.done(hecho)
    return redirect(url_for(".ver", acuerdo_id=acuerdo_id))


def _own() -> frozenset[str]:
    return guard.actor().dependencias(*DE_DEPENDENCIA)


def _listed(*, organo: str | None, solo_pendientes: bool, salto: int) -> list[AcuerdoSeguido]:
    """A page of acuerdos and one more, to know whether there are others."""
    ask: dict[str, Any] = {"organo": organo, "solo_pendientes": solo_pendientes}
    if guard.actor().has(*VEN_PRIVADAS):
        return queries.acuerdos_seguidos(_today(), **ask, limite=MOSTRADOS + 1, salto=salto)
    propios = [a for clave in sorted(_own()) for a in queries.acuerdos_seguidos(_today(), dependencia=clave, **ask)]
    return propios[salto : salto + MOSTRADOS + 1]


def _found(acuerdo_id: int) -> AcuerdoSeguido:
    """NotFound also when it is not for this person: an acuerdo of a private session must not be told."""
    acuerdo = queries.acuerdo_seguido(acuerdo_id, _today())
    if acuerdo is None or not (guard.actor().has(*VEN_PRIVADAS) or acuerdo.responsable_clave in _own()):
        raise NotFound("NO_EXISTE")
    return acuerdo


def _due() -> date | None:
    texto = request.form.get("vence", "").strip()
    if not texto:
        return None
    try:
        return date.fromisoformat(texto)
    except ValueError:
        raise Invalid("SEGUIMIENTO_FECHA_ILEGIBLE") from None


def _today() -> date:
    return local_date(guard.now())
