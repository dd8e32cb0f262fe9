"""Many dossiers at once: an act asked for a list of them, each with its own result; and their papers in one file."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workflow.db import Json, UtcDateTime, codes, db
from workflow.lotes.clases import ACCIONES, ESTADOS, FORMATOS


class Lote(db.Model):  # type: ignore[name-defined]
    """`parametros`: of the act, the same for all. It is asked once and never changes; its lines get their result."""

    __tablename__ = "lote"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    accion: Mapped[str] = mapped_column(String(30))
    parametros: Mapped[dict[str, Any]] = mapped_column(Json)
    por_id: Mapped[int] = mapped_column(Integer)
    por: Mapped[str] = mapped_column(String(200))
    en: Mapped[datetime] = mapped_column(UtcDateTime)
    renglones: Mapped[list[LoteRenglon]] = relationship(order_by="LoteRenglon.id", lazy="selectin")

    __table_args__ = (codes("accion", ACCIONES), Index("ix_lote_por", "por_id", "id"))


class LoteRenglon(db.Model):  # type: ignore[name-defined]
    """`motivos`: why it was refused, as they were told: [{code, facts}]."""

    __tablename__ = "lote_renglon"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    lote_id: Mapped[int] = mapped_column(ForeignKey("lote.id"), index=True)
    expediente_id: Mapped[int] = mapped_column(ForeignKey("expediente.id"))
    estado: Mapped[str] = mapped_column(String(12), default="pendiente")
    motivos: Mapped[list[dict[str, Any]]] = mapped_column(Json, default=list)
    en: Mapped[datetime | None] = mapped_column(UtcDateTime)

    __table_args__ = (
        codes("estado", ESTADOS),
        UniqueConstraint("lote_id", "expediente_id", name="uq_lote_renglon_expediente"),
        CheckConstraint("(estado = 'pendiente') = (en IS NULL)", name="con_hora"),
    )


class Paquete(db.Model):  # type: ignore[name-defined]
    """The POA of a list of dossiers as one file: a bound PDF, or a ZIP with each PDF and workbook."""

    __tablename__ = "paquete"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    formato: Mapped[str] = mapped_column(String(10))
    titulo: Mapped[str] = mapped_column(String(200))
    expedientes: Mapped[list[int]] = mapped_column(Json)
    envios: Mapped[list[int]] = mapped_column(Json)
    archivo_id: Mapped[int | None] = mapped_column(ForeignKey("archivo.id"))
    por_id: Mapped[int] = mapped_column(Integer)
    por: Mapped[str] = mapped_column(String(200))
    en: Mapped[datetime] = mapped_column(UtcDateTime)
    hecho_en: Mapped[datetime | None] = mapped_column(UtcDateTime)

    __table_args__ = (
        codes("formato", FORMATOS),
        CheckConstraint("(archivo_id IS NULL) = (hecho_en IS NULL)", name="hecho_con_archivo"),
        Index("ix_paquete_por", "por_id", "id"),
    )
