"""The public versions of the padrones: which file, of which version in force, and under which decisions."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Boolean, CheckConstraint, Date, ForeignKey, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workflow.db import UtcDateTime, append_only, codes, db
from workflow.padron.publico.modos import MENORES, MODOS


class PadronPublico(db.Model):  # type: ignore[name-defined]
    """One public version. `huella`: of its rows; `curp`: printed by a logged legal decision (`curp_fundamento`)."""

    __tablename__ = "padron_publico"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    folio: Mapped[str] = mapped_column(String(60), unique=True)
    expediente_id: Mapped[int] = mapped_column(ForeignKey("expediente.id"))
    envio_id: Mapped[int] = mapped_column(ForeignKey("envio.id"))
    carga_id: Mapped[int] = mapped_column(ForeignKey("carga_padron.id"))
    programa: Mapped[str] = mapped_column(String(40))
    version: Mapped[int] = mapped_column(Integer)
    ejercicio: Mapped[int] = mapped_column(Integer)
    desde: Mapped[date] = mapped_column(Date)
    hasta: Mapped[date] = mapped_column(Date)
    modo: Mapped[str] = mapped_column(String(12))
    menores: Mapped[str] = mapped_column(String(16))
    curp: Mapped[bool] = mapped_column(Boolean)
    curp_fundamento: Mapped[str | None] = mapped_column(String(300))
    formato: Mapped[str] = mapped_column(String(60))
    celda_minima: Mapped[int] = mapped_column(Integer)
    nota: Mapped[str] = mapped_column(Text)
    area: Mapped[str] = mapped_column(String(200))
    filas: Mapped[int] = mapped_column(Integer)
    huella: Mapped[str] = mapped_column(String(64))
    xlsx_id: Mapped[int] = mapped_column(ForeignKey("archivo.id"))
    csv_id: Mapped[int] = mapped_column(ForeignKey("archivo.id"))
    fecha: Mapped[date] = mapped_column(Date)
    por_id: Mapped[int] = mapped_column(Integer)
    por: Mapped[str] = mapped_column(String(200))
    en: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (
        codes("modo", MODOS),
        codes("menores", MENORES),
        UniqueConstraint("expediente_id", "version", name="uq_padron_publico_version"),
        CheckConstraint("curp_fundamento IS NOT NULL OR curp = false", name="curp_con_fundamento"),
        CheckConstraint("length(huella) = 64", name="huella"),
    )


append_only("padron_publico")
