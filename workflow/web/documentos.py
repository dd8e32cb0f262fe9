"""/documentos: the actas, dictámenes and certificaciones made; to read in the page, to print or to edit."""

from __future__ import annotations

import hashlib

from flask import Blueprint, Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from workflow.actas import queries
from workflow.actas.queries import DocumentoVista, firmas_electronicas
from workflow.actas.queries.firmas_electronicas import ProcesoVista
from workflow.actas.queries.plantillas import of_instantanea
from workflow.kernel.actor import DEPENDENCIA_ROLES
from workflow.kernel.refusals import Refused
from workflow.web import guard

bp = Blueprint("documentos", __name__, url_prefix="/documentos")
# The browser's own reader draws the PDF; nothing else may load or run.
CSP_PDF = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'"


@bp.get("/<int:documento_id>")
@guard.signed_in
def descargar(documento_id: int) -> Response:
    return _sent(queries.documento(documento_id, guard.actor()), "attachment")


@bp.get("/<int:documento_id>/lectura.pdf")
@guard.signed_in
def en_linea(documento_id: int) -> Response:
    """The PDF for the browser's reader; anything else is downloaded."""
    documento = queries.documento(documento_id, guard.actor())
    return _sent(documento, "inline" if documento.formato == "pdf" else "attachment")


@bp.get("/<int:documento_id>/ver")
@guard.signed_in
def ver(documento_id: int) -> str | BaseResponse:
    """The document in a page, with its folio, version and hash, and its other formats."""
    documento = queries.documento(documento_id, guard.actor())
    if documento.formato != "pdf":
        return redirect(url_for(".descargar", documento_id=documento_id))
    otros = queries.formats_of(documento_id, guard.actor())
    return render_template(
        "documentos/ver.html",
        documento=documento,
        formatos=otros,
        tramites=_tramites(documento),
        plantilla=of_instantanea(documento.instantanea_id),
        firma=_signature(documento),
    )


def _signature(documento: DocumentoVista) -> ProcesoVista | None:
    """How its electronic signature goes, for who is not only of a dependencia."""
    if not guard.actor().roles - DEPENDENCIA_ROLES:
        return None
    return firmas_electronicas.proceso(documento.instantanea_id)


def _tramites(documento: DocumentoVista) -> list[tuple[str, str]]:
    """What else there is to do about it, for who is not of a dependencia; and its public verification, for all."""
    found = [("Verificación pública", url_for("verificacion.ver", folio=documento.folio))]
    if not guard.actor().roles - DEPENDENCIA_ROLES:
        return found
    if documento.clase == "dictamen":
        found.append(("Votos particulares y versiones", url_for("actas.dictamen", dictamen_id=documento.objeto_id)))
    if documento.clase == "certificacion":
        found.append(("Expedir otra certificación", url_for("actas.acuerdo", acuerdo_id=documento.objeto_id)))
    if documento.clase in ("acta", "dictamen", "certificacion", "convocatoria"):
        found.append(("Firmas", url_for("actas.firmas", instantanea_id=documento.instantanea_id)))
    return found


def _sent(documento: DocumentoVista, disposition: str) -> Response:
    """The bytes that were issued, or none: a file that is missing or was touched is never served."""
    etag = f'"{documento.sha256}"'
    if request.headers.get("If-None-Match") == etag:
        return Response(status=304, headers={"ETag": etag})
    try:
        data = documento.path.read_bytes()
    except OSError as error:
        raise Refused("DOCUMENTO_NO_DISPONIBLE") from error
    if hashlib.sha256(data).hexdigest() != documento.sha256:
        raise Refused("HUELLA_NO_COINCIDE")
    headers = {
        "Content-Disposition": f'{disposition}; filename="{documento.nombre}"',
        "ETag": etag,
        "Cache-Control": "private, no-cache",
    }
    if disposition == "inline":
        headers["Content-Security-Policy"] = CSP_PDF
    return Response(data, content_type=documento.tipo, headers=headers)
