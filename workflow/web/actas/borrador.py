"""/actas/<id>: facts to read, texts to write, and the next version of the project."""

from __future__ import annotations

from typing import Any

from flask import Response, redirect, request, url_for

from workflow.actas import queries, service
from workflow.actas.impresion.pdf import to_pdf
from workflow.kernel.clock import local_date
from workflow.kernel.refusals import NotAllowed, NotFound, Reason, Refused, Stale
from workflow.web import flashes, guard
from workflow.web.actas import base
from workflow.web.actas.base import ESCRIBEN, LEEN, bp
from workflow.web.documentos import CSP_PDF
from workflow.web.numeros import entero


@bp.get("/actas/<int:acta_id>")
@guard.roles(*LEEN)
def ver(acta_id: int) -> str:
    return _page(acta_id)


def _page(acta_id: int, motivos: tuple[Reason, ...] = (), escrito: dict[str, str] | None = None) -> str:
    """`escrito`: what was typed in a section and could not be saved: {seccion, texto, choque}."""
    found = base.borrador(acta_id)
    return base.page(
        "ver",
        found,
        motivos,
        escrito=escrito or {},
        documentos=queries.documentos_of(("sesion", found.sesion_id), guard.actor()),
    )


@bp.post("/actas/<int:acta_id>/textos")
@guard.roles(*ESCRIBEN)
def escribir(acta_id: int) -> Any:
    seccion, texto = request.form.get("seccion", ""), request.form.get("texto", "")
    try:
        service.escribir(
            acta_id,
            seccion,
            texto,
            revision=request.form.get("revision", 0, type=entero),
            actor=guard.actor(),
            ahora=guard.now(),
            llave=request.form.get("llave"),
        )
    except (NotAllowed, NotFound):
        raise
    except Refused as refusal:
        choque = "1" if isinstance(refusal, Stale) else ""
        return _page(acta_id, refusal.reasons, {"seccion": seccion, "texto": texto, "choque": choque}), refusal.status
    flashes.done("Se guardó el texto. Saldrá en la siguiente versión del proyecto.")
    return redirect(url_for(".ver", acta_id=acta_id, _anchor=_anchor(seccion)))


def _anchor(seccion: str) -> str:
    return "s-" + seccion.replace(":", "-")


@bp.post("/actas/<int:acta_id>/version")
@guard.roles(*ESCRIBEN)
def regenerar(acta_id: int) -> Any:
    return base.do(
        lambda: service.regenerar(acta_id, actor=guard.actor(), ahora=guard.now(), llave=request.form.get("llave")),
        "La siguiente versión del proyecto se está elaborando. La anterior queda guardada.",
        url_for(".ver", acta_id=acta_id),
        lambda motivos: _page(acta_id, motivos),
    )


@bp.get("/actas/<int:acta_id>/previa.pdf")
@guard.roles(*ESCRIBEN)
def previa(acta_id: int) -> Response:
    """How the next version would look. It is not issued: it says so on each page and is not kept."""
    response = Response(to_pdf(queries.preview(acta_id, local_date(guard.now()))), content_type="application/pdf")
    response.headers["Content-Disposition"] = 'inline; filename="vista-previa.pdf"'
    response.headers["Content-Security-Policy"] = CSP_PDF
    return response
