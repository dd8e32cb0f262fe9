"""The approval of an acta undone: its vote was annulled while the session that took it was still going on."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from workflow.db import UtcDateTime, append_only, db


class AprobacionAnulada(db.Model):  # type: ignore[name-defined]
    """Who undid the approval of an acta, when and why. `instantanea_id`: the approved version, without effect since.

    `votacion_id`: the count that had approved it, annulled.
    """

    __tablename__ = "acta_aprobacion_anulada"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    acta_id: Mapped[int] = mapped_column(ForeignKey("acta.id"), index=True)
    votacion_id: Mapped[int] = mapped_column(ForeignKey("votacion.id"), unique=True)
    instantanea_id: Mapped[int] = mapped_column(ForeignKey("instantanea.id"), unique=True)
    motivo: Mapped[str] = mapped_column(Text)
    en: Mapped[datetime] = mapped_column(UtcDateTime)
    por_id: Mapped[int] = mapped_column(Integer)
    por: Mapped[str] = mapped_column(String(200))

    __table_args__ = (CheckConstraint("motivo <> ''", name="con_motivo"),)


append_only("acta_aprobacion_anulada")
