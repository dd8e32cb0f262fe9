"""/actas/firmas/<id>/firmar/<lugar>: one person signs; /mis-firmas: what waits for their signature.

The private key and its password never arrive here: the page signs with them in the browser, or the person does it with
a tool of their own and brings the result.
"""

from __future__ import annotations

import base64
import binascii
from typing import Any

from flask import Response, current_app, render_template, request, url_for

from workflow.actas.queries import firmas_electronicas as consultas
from workflow.actas.queries.firmas_electronicas import LugarVista, ProcesoVista
from workflow.actas.queries.firmas_pagina import por_firmar
from workflow.actas.service import firmas_firmar, firmas_identidad, firmas_preparar
from workflow.actas.service.firmas_preparar import Llegada
from workflow.actas.service.firmas_vigencia import consulta
from workflow.archivos import queries as archivos
from workflow.kernel.refusals import Invalid, NotFound, Reason
from workflow.padron.cifrado import Llavero, llavero
from workflow.sesiones.configuracion import ROLES_QUE_CONDUCEN
from workflow.web import guard
from workflow.web.actas import base
from workflow.web.actas.base import ESCRIBEN, LEEN, bp
from workflow.web.actas.firmas import who
from workflow.web.documentos import CSP_PDF

Motivos = tuple[Reason, ...]


@bp.app_context_processor
def _waiting() -> dict[str, Any]:
    return {"firmas_por_hacer": waiting}


def waiting() -> int:
    """How many signatures wait for who is signed in."""
    actor = guard.actor_or_none()
    return consultas.waiting(actor.usuario_id) if actor and actor.has("integrante") else 0


def _keys() -> Llavero:
    return llavero(current_app.config["RUTA"].padron_keys)


def _process(instantanea_id: int) -> ProcesoVista:
    found = consultas.proceso(instantanea_id)
    if found is None:
        raise NotFound("NO_EXISTE")
    return found


def may_sign(proceso: ProcesoVista, lugar: LugarVista) -> bool:
    actor = guard.actor()
    return actor.has(proceso.conduce) or (lugar.usuario_id is not None and lugar.usuario_id == actor.usuario_id)


@bp.get("/mis-firmas")
@guard.roles(*LEEN)
def mis_firmas() -> str:
    actor = guard.actor()
    roles = [rol for rol in ROLES_QUE_CONDUCEN if actor.has(rol)]
    mine = consultas.of_user(actor.usuario_id)
    return render_template(
        "actas/firmas_mias.html",
        mios=[(one, [lugar for lugar in one.lugares if lugar.usuario_id == actor.usuario_id]) for one in mine],
        conducidos=consultas.conducted(roles) if roles else [],
    )


@bp.get("/actas/firmas/<int:instantanea_id>/firmar/<int:lugar>")
@guard.roles(*LEEN)
def firmar(instantanea_id: int, lugar: int) -> str:
    return _page(instantanea_id, str(lugar))


def _page(instantanea_id: int, clave: str, motivos: Motivos = ()) -> str:
    found = _process(instantanea_id)
    lugar = found.lugar(clave)
    return render_template(
        "actas/firmas_firmar.html",
        proceso=found,
        lugar=lugar,
        documento=found,
        puede=may_sign(found, lugar),
        conduce=guard.actor().has(found.conduce),
        por_firmar=por_firmar(found.id, clave, guard.now()) if found.etapas else None,
        motivos=motivos,
        escrito=request.form if motivos else {},
    )


@bp.post("/actas/firmas/<int:instantanea_id>/firmar/<int:lugar>/preparar")
@guard.roles(*LEEN)
def preparar_firma(instantanea_id: int, lugar: int) -> Any:
    def prepare() -> int:
        llegada = Llegada(_file("certificado"), _text_or_file("sello"))
        return firmas_preparar.preparar_firma(
            instantanea_id, str(lugar), llegada, indice=_keys().indices, consultar=consulta(guard.now()), **who()
        )

    return base.do(
        prepare,
        "Su sello es correcto. Falta firmar el documento.",
        url_for(".firmar", instantanea_id=instantanea_id, lugar=lugar, _anchor="segundo"),
        lambda motivos: _page(instantanea_id, str(lugar), motivos),
    )


@bp.post("/actas/firmas/<int:instantanea_id>/firmar/<int:lugar>")
@guard.roles(*LEEN)
def poner_firma(instantanea_id: int, lugar: int) -> Any:
    def sign() -> int:
        bare = request.form.get("valor", "")
        sent = {"valor": _decoded(bare)} if bare else {"cms": _file("firma")}
        return firmas_firmar.firmar(instantanea_id, str(lugar), **sent, **who())

    return base.do(
        sign,
        "El documento quedó firmado. Su firma se revisa enseguida y el resultado aparece aquí.",
        url_for(".firmas", instantanea_id=instantanea_id),
        lambda motivos: _page(instantanea_id, str(lugar), motivos),
    )


@bp.post("/actas/firmas/<int:instantanea_id>/firmar/<int:lugar>/identidad")
@guard.roles(*ESCRIBEN)
def registrar_identidad(instantanea_id: int, lugar: int) -> Any:
    form = request.form
    return base.do(
        lambda: firmas_identidad.registrar_identidad(
            instantanea_id,
            str(lugar),
            rfc=form.get("rfc", ""),
            curp=form.get("curp", ""),
            indice=_keys().indice,
            **who(),
        ),
        "Quedó registrada. Desde ahora solo puede firmar con un certificado que la tenga.",
        url_for(".firmar", instantanea_id=instantanea_id, lugar=lugar),
        lambda motivos: _page(instantanea_id, str(lugar), motivos),
    )


@bp.post("/actas/firmas/<int:instantanea_id>/firmar/<int:lugar>/confirmar")
@guard.roles(*ESCRIBEN)
def confirmar_certificado(instantanea_id: int, lugar: int) -> Any:
    return base.do(
        lambda: firmas_identidad.confirmar_certificado(instantanea_id, str(lugar), **who()),
        "El certificado quedó confirmado. La persona ya puede firmar.",
        url_for(".firmar", instantanea_id=instantanea_id, lugar=lugar),
        lambda motivos: _page(instantanea_id, str(lugar), motivos),
    )


@bp.get("/actas/firmas/<int:instantanea_id>/firmar/<int:lugar>/cadena.txt")
@guard.roles(*LEEN)
def cadena(instantanea_id: int, lugar: int) -> Response:
    """The exact bytes that are sealed: no line end is added."""
    found = _process(instantanea_id)
    found.lugar(str(lugar))
    waiting_for = por_firmar(found.id, str(lugar), guard.now()) if found.etapas else None
    if waiting_for is None:
        raise NotFound("NO_EXISTE")
    return _download(waiting_for.cadena.encode(), "cadena.txt", "text/plain; charset=utf-8")


@bp.get("/actas/firmas/<int:instantanea_id>/firmar/<int:lugar>/por-firmar.bin")
@guard.roles(*LEEN)
def bytes_por_firmar(instantanea_id: int, lugar: int) -> Response:
    found = _process(instantanea_id)
    waiting_for = por_firmar(found.id, str(lugar), guard.now()) if found.etapas else None
    if waiting_for is None or waiting_for.contenido is None or not may_sign(found, found.lugar(str(lugar))):
        raise NotFound("NO_EXISTE")
    return _download(waiting_for.contenido(), "por-firmar.bin", "application/octet-stream")


@bp.get("/actas/firmas/<int:instantanea_id>/etapas/<int:numero>.pdf")
@guard.roles(*LEEN)
def etapa(instantanea_id: int, numero: int) -> Response:
    """The PDF as each signature left it; 0 is the frozen one."""
    found = next((one for one in _process(instantanea_id).etapas if one.numero == numero), None)
    if found is None:
        raise NotFound("NO_EXISTE")
    archivo = archivos.get(found.archivo_id)
    response = _download(archivo.path.read_bytes(), archivo.nombre, "application/pdf")
    if request.args.get("ver"):
        response.headers["Content-Disposition"] = f'inline; filename="{archivo.nombre}"'
        response.headers["Content-Security-Policy"] = CSP_PDF
    return response


def _download(data: bytes, nombre: str, tipo: str) -> Response:
    return Response(data, content_type=tipo, headers={"Content-Disposition": f'attachment; filename="{nombre}"'})


def _file(nombre: str) -> bytes:
    sent = request.files.get(nombre)
    if sent is None or not sent.filename:
        raise Invalid("ARCHIVO_NO_ELEGIDO")
    return sent.stream.read(1_000_000)


def _text_or_file(nombre: str) -> bytes:
    return request.form.get(f"{nombre}_texto", "").encode() or _file(nombre)


def _decoded(texto: str) -> bytes:
    try:
        return base64.b64decode(texto, validate=True)
    except (binascii.Error, ValueError):
        raise Invalid("FIRMA_CMS_ILEGIBLE") from None
