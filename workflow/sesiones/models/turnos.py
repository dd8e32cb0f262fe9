"""The turn of a dossier to its commissions, and the rule that proposes which: facts, written once."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Boolean, CheckConstraint, Date, ForeignKey, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workflow.db import Json, UtcDateTime, append_only, codes, db
from workflow.expedientes.route import TIPOS
from workflow.people.models import Dependencia
from workflow.sesiones.models.organos import Organo


class Turno(db.Model):  # type: ignore[name-defined]
    """To which joint commissions a dossier goes; the last one counts. `comisiones`: [{clave, nombre}] as they were.

    `cambio`: it was turned again, with a reason, while it waited for others.
    """

    __tablename__ = "turno"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    expediente_id: Mapped[int] = mapped_column(ForeignKey("expediente.id"))
    organo_id: Mapped[int] = mapped_column(ForeignKey("organo.id"))
    comisiones: Mapped[list[dict[str, str]]] = mapped_column(Json)
    cambio: Mapped[bool] = mapped_column(Boolean, default=False)
    motivo: Mapped[str] = mapped_column(Text, default="")
    en: Mapped[datetime] = mapped_column(UtcDateTime)
    por_id: Mapped[int] = mapped_column(Integer)
    por: Mapped[str] = mapped_column(String(200))

    __table_args__ = (
        CheckConstraint("cambio = (motivo <> '')", name="cambio_con_motivo"),
        Index("ix_turno_expediente", "expediente_id", "id"),
    )


class TurnoRegla(db.Model):  # type: ignore[name-defined]
    """From a day on, the dossiers of a kind, of a dependencia, or all, are proposed to those joint commissions."""

    __tablename__ = "turno_regla"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    tipo: Mapped[str | None] = mapped_column(String(10))
    dependencia_id: Mapped[int | None] = mapped_column(ForeignKey("dependencia.id"))
    organo_id: Mapped[int] = mapped_column(ForeignKey("organo.id"))
    vigente_desde: Mapped[date] = mapped_column(Date)
    fundamento: Mapped[str] = mapped_column(Text)
    estado: Mapped[str] = mapped_column(String(40), default="por confirmar")
    en: Mapped[datetime] = mapped_column(UtcDateTime)
    por_id: Mapped[int] = mapped_column(Integer)
    organo: Mapped[Organo] = relationship(lazy="joined", innerjoin=True)
    dependencia: Mapped[Dependencia | None] = relationship(lazy="joined")

    __table_args__ = (codes("tipo", TIPOS), CheckConstraint("fundamento <> ''", name="con_fundamento"))


for _table in ("turno", "turno_regla"):
    append_only(_table)
