"""The clocks of the dossiers, their dated terms and the days that do not count."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Boolean, CheckConstraint, Date, ForeignKey, Index, Integer, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from workflow.db import UtcDateTime, codes, db
from workflow.expedientes.route import ETAPAS


class Plazo(db.Model):  # type: ignore[name-defined]
    """The clock of a stage. Open until the dossier leaves the stage; one open clock per dossier."""

    __tablename__ = "plazo"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    expediente_id: Mapped[int] = mapped_column(ForeignKey("expediente.id"), index=True)
    version: Mapped[int] = mapped_column(Integer)
    ronda: Mapped[int] = mapped_column(Integer)
    etapa: Mapped[str] = mapped_column(String(30))
    dias: Mapped[int] = mapped_column(Integer)
    desde: Mapped[datetime] = mapped_column(UtcDateTime)
    vence: Mapped[datetime] = mapped_column(UtcDateTime)
    cerrado_en: Mapped[datetime | None] = mapped_column(UtcDateTime)
    fundamento: Mapped[str] = mapped_column(String(300))
    por_confirmar: Mapped[bool] = mapped_column(Boolean)

    __table_args__ = (
        codes("etapa", ETAPAS),
        CheckConstraint("dias >= 1 AND vence > desde", name="termino"),
        Index(
            "uq_plazo_abierto",
            "expediente_id",
            unique=True,
            postgresql_where=text("cerrado_en IS NULL"),
            sqlite_where=text("cerrado_en IS NULL"),
        ),
    )


class DiaInhabil(db.Model):  # type: ignore[name-defined]
    __tablename__ = "dia_inhabil"

    fecha: Mapped[date] = mapped_column(Date, primary_key=True)
    motivo: Mapped[str] = mapped_column(String(200))
    fundamento: Mapped[str] = mapped_column(String(300))
    por_confirmar: Mapped[bool] = mapped_column(Boolean, default=True)


class PlazoRegla(db.Model):  # type: ignore[name-defined]
    """How many business days a stage has, from a date on, and by which norm."""

    __tablename__ = "plazo_regla"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    etapa: Mapped[str] = mapped_column(String(30))
    dias: Mapped[int] = mapped_column(Integer)
    vigente_desde: Mapped[date] = mapped_column(Date)
    fundamento: Mapped[str] = mapped_column(String(300))
    por_confirmar: Mapped[bool] = mapped_column(Boolean, default=True)

    __table_args__ = (
        codes("etapa", ETAPAS),
        UniqueConstraint("etapa", "vigente_desde", name="uq_plazo_regla_vigencia"),
        CheckConstraint("dias >= 1", name="dias"),
    )
