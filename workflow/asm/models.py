"""The aspectos susceptibles de mejora: what was found, and each act on it. Only facts."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Date, ForeignKey, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workflow.asm.clases import ACTOS, ESTADOS, ORIGENES
from workflow.db import UtcDateTime, append_only, codes, db
from workflow.people.models import Dependencia


class Asm(db.Model):  # type: ignore[name-defined]
    """What was found and recommended. `referencia`: of what it comes, in words; of an indicator, its name."""

    __tablename__ = "asm"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    ejercicio: Mapped[int] = mapped_column(Integer)
    consecutivo: Mapped[int] = mapped_column(Integer)
    folio: Mapped[str] = mapped_column(String(30), unique=True)
    dependencia_id: Mapped[int] = mapped_column(ForeignKey("dependencia.id"), index=True)
    hallazgo: Mapped[str] = mapped_column(Text)
    recomendacion: Mapped[str] = mapped_column(Text)
    origen: Mapped[str] = mapped_column(String(12))
    referencia: Mapped[str] = mapped_column(String(300))
    expediente_id: Mapped[int | None] = mapped_column(ForeignKey("expediente.id"), index=True)
    direccion: Mapped[str | None] = mapped_column(String(120))
    en: Mapped[datetime] = mapped_column(UtcDateTime)
    por_id: Mapped[int] = mapped_column(Integer)
    por: Mapped[str] = mapped_column(String(200))
    dependencia: Mapped[Dependencia] = relationship(viewonly=True)

    __table_args__ = (
        codes("origen", ORIGENES),
        UniqueConstraint("ejercicio", "consecutivo", name="uq_asm_consecutivo"),
        CheckConstraint("hallazgo <> '' AND recomendacion <> '' AND referencia <> ''", name="dicho"),
        CheckConstraint(
            "(origen = 'indicador') = (expediente_id IS NOT NULL AND direccion IS NOT NULL)", name="indicador"
        ),
    )


class AsmHecho(db.Model):  # type: ignore[name-defined]
    """An act on it and the state it left. The last one counts. `compromiso`, `vence`: those in force after it."""

    __tablename__ = "asm_hecho"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    asm_id: Mapped[int] = mapped_column(ForeignKey("asm.id"))
    numero: Mapped[int] = mapped_column(Integer)
    acto: Mapped[str] = mapped_column(String(12))
    estado: Mapped[str] = mapped_column(String(16))
    texto: Mapped[str] = mapped_column(Text)
    compromiso: Mapped[str] = mapped_column(Text)
    vence: Mapped[date | None] = mapped_column(Date)
    archivo_id: Mapped[int | None] = mapped_column(ForeignKey("archivo.id"))
    en: Mapped[datetime] = mapped_column(UtcDateTime)
    por_id: Mapped[int] = mapped_column(Integer)
    por: Mapped[str] = mapped_column(String(200))

    __table_args__ = (
        codes("acto", ACTOS),
        codes("estado", ESTADOS),
        UniqueConstraint("asm_id", "numero", name="uq_asm_hecho_numero"),
        CheckConstraint("estado <> 'comprometido' OR (compromiso <> '' AND vence IS NOT NULL)", name="comprometido"),
        CheckConstraint("acto <> 'entregar' OR archivo_id IS NOT NULL", name="con_evidencia"),
        CheckConstraint("acto NOT IN ('devolver', 'retirar') OR texto <> ''", name="con_motivo"),
    )


for _table in ("asm", "asm_hecho"):
    append_only(_table)
