"""Dossiers that passed from one dependencia to another: dated facts, with their reason and their acuerdo."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Date, ForeignKey, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from workflow.db import UtcDateTime, append_only, codes, db
from workflow.expedientes.transferencias import CLASES


class Transferencia(db.Model):  # type: ignore[name-defined]
    """A dependencia was merged into another, split, or gave it programmes. The dossiers keep their folio and series."""

    __tablename__ = "transferencia"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    clase: Mapped[str] = mapped_column(String(10))
    de_id: Mapped[int] = mapped_column(ForeignKey("dependencia.id"), index=True)
    a_id: Mapped[int] = mapped_column(ForeignKey("dependencia.id"), index=True)
    fecha: Mapped[date] = mapped_column(Date)
    motivo: Mapped[str] = mapped_column(String(500))
    fundamento: Mapped[str] = mapped_column(String(300))
    por_id: Mapped[int] = mapped_column(Integer)
    por: Mapped[str] = mapped_column(String(200))
    en: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (
        codes("clase", tuple(CLASES)),
        CheckConstraint("de_id <> a_id", name="a_otra"),
        CheckConstraint("motivo <> '' AND fundamento <> ''", name="con_fundamento"),
    )


class TransferenciaExpediente(db.Model):  # type: ignore[name-defined]
    __tablename__ = "transferencia_expediente"

    transferencia_id: Mapped[int] = mapped_column(ForeignKey("transferencia.id"), primary_key=True)
    expediente_id: Mapped[int] = mapped_column(ForeignKey("expediente.id"), primary_key=True, index=True)


append_only("transferencia")
append_only("transferencia_expediente")
