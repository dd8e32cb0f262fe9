"""The oficios of Planeación: one for each notification of observations and for each validation of a version."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workflow.actas.instantanea_oficio import TIPOS
from workflow.db import UtcDateTime, append_only, codes, db


class Oficio(db.Model):  # type: ignore[name-defined]
    """`en`: the hour of the act that it tells of. Its number is never reused."""

    __tablename__ = "oficio"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    expediente_id: Mapped[int] = mapped_column(ForeignKey("expediente.id"), index=True)
    tipo: Mapped[str] = mapped_column(String(15))
    version: Mapped[int] = mapped_column(Integer)
    ronda: Mapped[int] = mapped_column(Integer)
    envio_id: Mapped[int] = mapped_column(ForeignKey("envio.id"))
    folio: Mapped[str] = mapped_column(String(60), unique=True)
    en: Mapped[datetime] = mapped_column(UtcDateTime)
    por_id: Mapped[int] = mapped_column(Integer)
    por: Mapped[str] = mapped_column(String(200))

    __table_args__ = (
        codes("tipo", TIPOS),
        UniqueConstraint("expediente_id", "tipo", "version", "ronda", "en", name="uq_oficio_acto"),
        CheckConstraint("version >= 1 AND ronda >= 1", name="contadores"),
    )


append_only("oficio")
