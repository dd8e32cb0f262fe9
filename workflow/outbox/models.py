"""Work left to do: the truth of every background job, written with the change that asks for it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, Index, Integer, String, text
from sqlalchemy.orm import Mapped, mapped_column

from workflow.audit.models import BigId
from workflow.db import Json, UtcDateTime, codes, db
from workflow.outbox.rules import ESTADOS


class Trabajo(db.Model):  # type: ignore[name-defined]
    """One piece of work, done once per `llave`. `payload` holds ids only."""

    __tablename__ = "trabajo"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    tipo: Mapped[str] = mapped_column(String(60))
    llave: Mapped[str] = mapped_column(String(160), unique=True)
    payload: Mapped[dict[str, Any]] = mapped_column(Json)
    objeto_tipo: Mapped[str | None] = mapped_column(String(40))
    objeto_id: Mapped[int | None] = mapped_column(Integer)
    estado: Mapped[str] = mapped_column(String(12), default="pendiente")
    creado_en: Mapped[datetime] = mapped_column(UtcDateTime)
    disponible_en: Mapped[datetime] = mapped_column(UtcDateTime)
    tomado_por: Mapped[str | None] = mapped_column(String(80))
    tomado_hasta: Mapped[datetime | None] = mapped_column(UtcDateTime)
    intentos: Mapped[int] = mapped_column(Integer, default=0)
    hecho: Mapped[int] = mapped_column(Integer, default=0)
    total: Mapped[int | None] = mapped_column(Integer)
    terminado_en: Mapped[datetime | None] = mapped_column(UtcDateTime)
    error: Mapped[str | None] = mapped_column(String(300))

    __table_args__ = (
        codes("estado", ESTADOS),
        CheckConstraint("estado <> 'hecho' OR terminado_en IS NOT NULL", name="hecho_con_hora"),
        CheckConstraint("estado <> 'tomado' OR tomado_hasta IS NOT NULL", name="tomado_con_plazo"),
        Index(
            "ix_trabajo_por_hacer",
            "disponible_en",
            postgresql_where=text("estado IN ('pendiente', 'tomado')"),
            sqlite_where=text("estado IN ('pendiente', 'tomado')"),
        ),
        Index("ix_trabajo_objeto", "objeto_tipo", "objeto_id"),
    )
