"""What is known of who signs: keyed indexes of their RFC and CURP, and the certificates confirmed as theirs."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from workflow.actas.models import FirmaIdentidad
from workflow.db import db


@dataclass(frozen=True)
class IdentidadVista:
    rfc: tuple[str, ...]
    curp: tuple[str, ...]
    certificados: frozenset[str]

    @property
    def hay_clave(self) -> bool:
        return bool(self.rfc or self.curp)


def registered(quien: str) -> IdentidadVista:
    """The last RFC and CURP registered for somebody, and every certificate confirmed."""
    rows = db.session.scalars(select(FirmaIdentidad).where(FirmaIdentidad.quien == quien).order_by(FirmaIdentidad.id))
    rfc: tuple[str, ...] = ()
    curp: tuple[str, ...] = ()
    confirmed = set()
    for row in rows:
        rfc = (row.rfc_indice,) if row.rfc_indice else rfc
        curp = (row.curp_indice,) if row.curp_indice else curp
        if row.certificado_sha256:
            confirmed.add(row.certificado_sha256)
    return IdentidadVista(rfc, curp, frozenset(confirmed))
