"""The public version of an approved acta: what is taken out, why, and the cover of the Comité."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import request, url_for

from workflow.actas import queries, service
from workflow.actas.service import Clasificacion, Peticion
from workflow.kernel.refusals import Reason
from workflow.web import guard
from workflow.web.actas import base
from workflow.web.actas.base import LEEN, bp

PUBLICAN = ("transparencia", "secretaria_gobierno")
RENGLONES = 6


@bp.get("/actas/<int:acta_id>/publica")
@guard.roles(*LEEN)
def publica(acta_id: int) -> str:
    return _page(acta_id)


def _page(acta_id: int, motivos: tuple[Reason, ...] = ()) -> str:
    typed = _rows() if motivos else []
    return base.page(
        "publica",
        base.borrador(acta_id),
        motivos,
        publica_aqui=guard.actor().has(*PUBLICAN),
        expedidas=queries.publicas_of(acta_id),
        renglones=[*typed, *([("", "", "")] * max(RENGLONES - len(typed), 1))],
        escrito=request.form if motivos else {},
    )


def _rows() -> list[tuple[str, str, str]]:
    form = request.form
    rows = zip(form.getlist("texto"), form.getlist("dato"), form.getlist("fundamento"), strict=False)
    return [row for row in rows if any(part.strip() for part in row)]


@bp.post("/actas/<int:acta_id>/publica")
@guard.roles(*PUBLICAN)
def publicar(acta_id: int) -> Any:
    form = request.form
    cover = Clasificacion(
        form.get("area", ""),
        form.get("motivacion", ""),
        form.get("titular", ""),
        form.get("comite_acta", ""),
        _day(form.get("comite_fecha", "")),
    )
    return base.do(
        lambda: service.publicar_acta(
            acta_id,
            [Peticion(*row) for row in _rows()],
            cover,
            actor=guard.actor(),
            ahora=guard.now(),
            llave=form.get("llave"),
        ),
        "La versión pública se está elaborando, en Word y PDF.",
        url_for(".publica", acta_id=acta_id),
        lambda motivos: _page(acta_id, motivos),
    )


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None
