"""Tables of the follow-up: only facts. Correcting is another fact; what a corte froze is never touched."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from workflow.db import Cantidad, Json, UtcDateTime, append_only, codes, db
from workflow.indicadores.politica import INICIALES
from workflow.indicadores.reglas import DECISIONES


class Avance(db.Model):  # type: ignore[name-defined]
    """What was reported of one thing in one period: its variables, never a result. The last one counts.

    `otras`: the third variable and the rest, as text, where the formula has more than two. `motivo`: only of a
    rectification, which is what replaces a report after the corte of its period.
    """

    __tablename__ = "avance"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    expediente_id: Mapped[int] = mapped_column(ForeignKey("expediente.id"))
    ejercicio: Mapped[int] = mapped_column(Integer)
    direccion: Mapped[str] = mapped_column(String(120))
    periodo: Mapped[str] = mapped_column(String(7))
    uno: Mapped[Decimal] = mapped_column(Cantidad)
    dos: Mapped[Decimal | None] = mapped_column(Cantidad)
    otras: Mapped[list[str] | None] = mapped_column(Json)
    justificacion: Mapped[str] = mapped_column(String(2000), default="")
    rectifica_id: Mapped[int | None] = mapped_column(ForeignKey("avance.id"))
    motivo: Mapped[str | None] = mapped_column(String(1000))
    por_id: Mapped[int] = mapped_column(Integer)
    por: Mapped[str] = mapped_column(String(200))
    en: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (
        CheckConstraint("motivo IS NULL OR (motivo <> '' AND rectifica_id IS NOT NULL)", name="rectificacion_de_algo"),
        Index("ix_avance_ejercicio", "ejercicio", "id"),
        Index("ix_avance_dato", "expediente_id", "direccion", "periodo", "id"),
    )


class AvanceEvidencia(db.Model):  # type: ignore[name-defined]
    """A file that proves a report."""

    __tablename__ = "avance_evidencia"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    avance_id: Mapped[int] = mapped_column(ForeignKey("avance.id"), index=True)
    archivo_id: Mapped[int] = mapped_column(ForeignKey("archivo.id"))


class AvanceRevision(db.Model):  # type: ignore[name-defined]
    """What Planeación said of a report: accepted, or observed and why. The last one counts."""

    __tablename__ = "avance_revision"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    avance_id: Mapped[int] = mapped_column(ForeignKey("avance.id"), index=True)
    decision: Mapped[str] = mapped_column(String(12))
    texto: Mapped[str] = mapped_column(String(2000), default="")
    por_id: Mapped[int] = mapped_column(Integer)
    por: Mapped[str] = mapped_column(String(200))
    en: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (
        codes("decision", DECISIONES),
        CheckConstraint("decision <> 'observado' OR texto <> ''", name="observado_con_texto"),
    )


class Gasto(db.Model):  # type: ignore[name-defined]
    """What was spent of a line of the budget of a POA in a month. The last one counts.

    `motivo`: only of a rectification, which is what replaces a report after the corte of its month.
    """

    __tablename__ = "gasto"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    expediente_id: Mapped[int] = mapped_column(ForeignKey("expediente.id"))
    ejercicio: Mapped[int] = mapped_column(Integer)
    direccion: Mapped[str] = mapped_column(String(120))
    periodo: Mapped[str] = mapped_column(String(7))
    centavos: Mapped[int] = mapped_column(BigInteger)
    rectifica_id: Mapped[int | None] = mapped_column(ForeignKey("gasto.id"))
    motivo: Mapped[str | None] = mapped_column(String(1000))
    por_id: Mapped[int] = mapped_column(Integer)
    por: Mapped[str] = mapped_column(String(200))
    en: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (
        CheckConstraint("centavos >= 0", name="no_negativo"),
        CheckConstraint("motivo IS NULL OR (motivo <> '' AND rectifica_id IS NOT NULL)", name="rectificacion_de_algo"),
        Index("ix_gasto_ejercicio", "ejercicio", "id"),
        Index("ix_gasto_renglon", "expediente_id", "direccion", "periodo", "id"),
    )


class Corte(db.Model):  # type: ignore[name-defined]
    """A month or a quarter, frozen: what was known at its hour, and its hash. Made again later, it is the same."""

    __tablename__ = "corte"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    ejercicio: Mapped[int] = mapped_column(Integer)
    periodo: Mapped[str] = mapped_column(String(7))
    contenido: Mapped[dict[str, Any]] = mapped_column(Json)
    sha256: Mapped[str] = mapped_column(String(64))
    por_id: Mapped[int] = mapped_column(Integer)
    por: Mapped[str] = mapped_column(String(200))
    en: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (
        CheckConstraint("length(sha256) = 64", name="hash"),
        UniqueConstraint("ejercicio", "periodo", name="uq_corte_periodo"),
    )


class SeguimientoRegla(db.Model):  # type: ignore[name-defined]
    """A dated choice of the municipality about the follow-up. Of the same day, the last one registered counts."""

    __tablename__ = "seguimiento_regla"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    clave: Mapped[str] = mapped_column(String(40))
    valor: Mapped[str] = mapped_column(String(60))
    vigente_desde: Mapped[date] = mapped_column(Date)
    fundamento: Mapped[str] = mapped_column(String(300))
    por_confirmar: Mapped[bool] = mapped_column(Boolean)
    por_id: Mapped[int] = mapped_column(Integer)
    por: Mapped[str] = mapped_column(String(200))
    en: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (
        codes("clave", tuple(INICIALES)),
        CheckConstraint("fundamento <> ''", name="con_fundamento"),
        Index("ix_seguimiento_regla_clave", "clave", "vigente_desde", "id"),
    )


for _table in ("avance", "avance_evidencia", "avance_revision", "gasto", "corte", "seguimiento_regla"):
    append_only(_table)
