"""Approval of an acta: precisiones and objections before the vote, versions and what each one changed."""

from __future__ import annotations

from typing import Any

from flask import request, url_for

from workflow.actas import queries, service
from workflow.kernel.refusals import Reason
from workflow.web import guard
from workflow.web.actas import base
from workflow.web.actas.base import ESCRIBEN, LEEN, bp
from workflow.web.numeros import entero


@bp.get("/actas/<int:acta_id>/aprobacion")
@guard.roles(*LEEN)
def aprobacion(acta_id: int) -> str:
    return _page(acta_id)


def _page(acta_id: int, motivos: tuple[Reason, ...] = (), escrito: Any = None) -> str:
    found = base.borrador(acta_id)
    antes = request.args.get("antes", max(found.version - 1, 1), type=entero)
    ahora = request.args.get("ahora", found.version, type=entero)
    versiones = queries.versions_of(acta_id)
    return base.page(
        "aprobacion",
        found,
        motivos,
        escrito=escrito or {},
        versiones=versiones,
        opciones_version=[(str(numero), str(numero)) for numero, *_ in versiones],
        antes=antes,
        ahora_version=ahora,
        diferencias=queries.differences(acta_id, antes, ahora) if antes != ahora else (),
        certificaciones=queries.certificaciones_of(acta_id),
        anuladas=queries.undone_approvals(acta_id),
    )


@bp.post("/actas/<int:acta_id>/precisiones")
@guard.roles(*ESCRIBEN)
def precisar(acta_id: int) -> Any:
    form = request.form
    return base.do(
        lambda: service.precisar(
            acta_id,
            clase=form.get("clase", "precision"),
            dice=form.get("dice", ""),
            debe_decir=form.get("debe_decir", ""),
            solicita=form.get("solicita", ""),
            actor=guard.actor(),
            ahora=guard.now(),
            llave=form.get("llave"),
        ),
        "Quedó anotada. Se incorpora cuando el pleno apruebe el acta.",
        url_for(".aprobacion", acta_id=acta_id),
        lambda motivos: _page(acta_id, motivos, form),
    )


@bp.post("/actas/<int:acta_id>/asentar")
@guard.roles(*ESCRIBEN)
def asentar_constancia(acta_id: int) -> Any:
    """The constancia of a session not held is final, and enters the Libro."""
    acta = queries.borrador(acta_id)
    return base.do(
        lambda: service.asentar_constancia(
            acta.sesion_id, actor=guard.actor(), ahora=guard.now(), llave=request.form.get("llave")
        ),
        "La constancia quedó firme: se imprime y se asienta en el Libro de Actas.",
        url_for(".aprobacion", acta_id=acta_id),
        lambda motivos: _page(acta_id, motivos),
    )
