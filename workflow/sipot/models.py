"""The formats that the municipality registered: facts, each from a day on."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import Boolean, CheckConstraint, Date, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from workflow.db import Json, UtcDateTime, append_only, codes, db
from workflow.sipot.salidas import SALIDAS


class SipotFormato(db.Model):  # type: ignore[name-defined]
    """The layout of an output from a day on. Of the same day, the last one registered counts."""

    __tablename__ = "sipot_formato"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    salida: Mapped[str] = mapped_column(String(40))
    vigente_desde: Mapped[date] = mapped_column(Date)
    fundamento: Mapped[str] = mapped_column(String(300))
    por_confirmar: Mapped[bool] = mapped_column(Boolean)
    contenido: Mapped[dict[str, Any]] = mapped_column(Json)
    sha256: Mapped[str] = mapped_column(String(64))
    por_id: Mapped[int] = mapped_column(Integer)
    por: Mapped[str] = mapped_column(String(200))
    en: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (
        codes("salida", tuple(SALIDAS)),
        CheckConstraint("fundamento <> ''", name="con_fundamento"),
        CheckConstraint("length(sha256) = 64", name="hash"),
        Index("ix_sipot_formato_salida", "salida", "vigente_desde", "id"),
    )


append_only("sipot_formato")
