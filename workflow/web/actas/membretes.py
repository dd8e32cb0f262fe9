"""/plantillas/membrete: escudo, heading and foot of what is printed here; its history and a preview."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import Response, request, url_for

from workflow.actas.impresion.membrete import TAMANO_ESCUDO, vestir
from workflow.actas.impresion.pdf import to_pdf
from workflow.actas.plantilla.clases import clase
from workflow.actas.plantilla.previa import MARCA
from workflow.actas.queries import membretes as queries
from workflow.actas.queries.plantillas import organs
from workflow.actas.service import membretes as service
from workflow.actas.service.plantillas import EDITAN, LEEN
from workflow.kernel.refusals import NotFound
from workflow.web import guard
from workflow.web.actas import base
from workflow.web.actas.base import bp
from workflow.web.actas.plantillas import TODOS, Motivos, _rendered, _today, _typed, _who
from workflow.web.documentos import CSP_PDF

ESCUDOS = [("igual", "El que ya está en vigor"), ("nuevo", "Subir otra imagen"), ("ruta", "El emblema de Ruta")]


@bp.get("/plantillas/membrete")
@guard.roles(*LEEN)
def membrete() -> str:
    return _page()


def _in_force(organo: str) -> dict[str, str]:
    """What the form starts from: the letterhead in force for that organ; only what is changed is typed."""
    found = queries.in_force(int(organo) if organo.isdecimal() else None, _today())
    if found is None:
        return {}
    words = {"lineas": "\n".join(found.lineas), "pie": found.pie, "escudo_texto": found.escudo_texto}
    return {"organo": organo, "escudo": "igual", **words}


def _page(motivos: Motivos = ()) -> str:
    return _rendered(
        "plantillas/membrete.html",
        historia=queries.history(_today()),
        organos=[*TODOS, *((str(identifier), nombre) for identifier, nombre in organs())],
        escudos=ESCUDOS,
        puede=guard.actor().has(*EDITAN),
        hoy=_today(),
        motivos=motivos,
        escrito=request.form if motivos else _in_force(request.args.get("organo", "")),
    )


@bp.post("/plantillas/membrete")
@guard.roles(*EDITAN)
def poner_membrete() -> Any:
    form, archivo = request.form, request.files.get("archivo")
    data = archivo.stream.read(TAMANO_ESCUDO + 1) if archivo is not None and archivo.filename else None
    return base.do(
        lambda: service.poner_membrete(
            lineas=form.get("lineas", ""),
            pie=form.get("pie", ""),
            escudo=form.get("escudo", ""),
            archivo=data,
            escudo_texto=form.get("escudo_texto", ""),
            **_typed(form),
            **_who(),
        ),
        "El membrete quedó guardado. Los documentos ya expedidos conservan el suyo.",
        url_for(".membrete"),
        _page,
    )


@bp.get("/plantillas/membretes/<int:membrete_id>/previa.pdf")
@guard.roles(*LEEN)
def previa_membrete(membrete_id: int) -> Response:
    """A fictitious certificación with that letterhead, saying that it is only a preview."""
    found, definition = queries.of(membrete_id), clase("certificacion")
    if definition is None:
        raise NotFound("NO_EXISTE")
    documento = replace(definition.componer(definition.ejemplos()[0]), marca=MARCA)
    response = Response(to_pdf(vestir(documento, found)), content_type="application/pdf")
    response.headers["Content-Disposition"] = 'inline; filename="vista-previa.pdf"'
    response.headers["Content-Security-Policy"] = CSP_PDF
    return response
