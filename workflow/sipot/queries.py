"""Which format rules each day, and those that were registered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from workflow.db import db
from workflow.kernel.hashes import sha256
from workflow.kernel.refusals import NotFound
from workflow.sipot.formato import Formato, parse
from workflow.sipot.iniciales import FUNDAMENTO, document, inicial
from workflow.sipot.models import SipotFormato
from workflow.sipot.salidas import SALIDAS, Salida


@dataclass(frozen=True)
class FormatoVista:
    """`id` 0 and `desde` None: the one that comes with the system."""

    id: int
    salida: Salida
    formato: Formato
    desde: date | None
    fundamento: str
    por_confirmar: bool
    sha256: str
    por: str = ""
    en: datetime | None = None


def salida(clave: str) -> Salida:
    """Raises NotFound."""
    if clave not in SALIDAS:
        raise NotFound("NO_EXISTE")
    return SALIDAS[clave]


def formatos(clave: str) -> list[FormatoVista]:
    """Every one of an output, the newest first; the initial one at the end."""
    found = salida(clave)
    rows = db.session.scalars(
        select(SipotFormato)
        .where(SipotFormato.salida == clave)
        .order_by(SipotFormato.vigente_desde.desc(), SipotFormato.id.desc())
    )
    registered = [
        FormatoVista(
            row.id, found, parse(row.contenido, found), row.vigente_desde, row.fundamento, row.por_confirmar,
            row.sha256, row.por, row.en,
        )
        for row in rows
    ]  # fmt: skip
    return [*registered, FormatoVista(0, found, inicial(clave), None, FUNDAMENTO, True, sha256(document(clave)))]


def vigente(clave: str, dia: date) -> FormatoVista:
    """The one that rules that day."""
    return next(one for one in formatos(clave) if one.desde is None or one.desde <= dia)
