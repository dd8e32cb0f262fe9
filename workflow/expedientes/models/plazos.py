"""The clocks of the dossiers, their dated terms and the days that do not count."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Boolean, CheckConstraint, Date, ForeignKey, Index, Integer, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from workflow.db import Json, UtcDateTime, append_only, codes, db
from workflow.expedientes.relojes import HECHOS, LADOS
from workflow.expedientes.route import ETAPAS

# What the days are added by, in this order, and what is added: an index of its own answers without the table.
DE_LOS_DIAS = (
    "etapa", "lado", "dependencia_id", "responsable_id", "habiles", "ejercicio", "tipo", "pausados",
)  # fmt: skip
_CONTADO = text("habiles IS NOT NULL")


class Plazo(db.Model):  # type: ignore[name-defined]
    """The clock of a stage. Open until the dossier leaves the stage; one open clock per dossier.

    `vence`, `pausado_en` and the days (`naturales`, `habiles`, `pausados`) are told by the facts and kept here only to
    be listed and added: the service computes them again whenever a fact or the calendar changes. `desde`: from when the
    term is told; `abierto_en`: from when the dossier is here, when it is another (a submission taken back goes on with
    the clock it had: `origen_id`). `dependencia_id`, `ejercicio` and `tipo` are those of the dossier, beside the days
    that are added by them: adding reads one index and no table.
    """

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
    lado: Mapped[str | None] = mapped_column(String(15))
    origen_id: Mapped[int | None] = mapped_column(Integer, index=True)
    abierto_en: Mapped[datetime | None] = mapped_column(UtcDateTime)
    pausado_en: Mapped[datetime | None] = mapped_column(UtcDateTime)
    responsable_id: Mapped[int | None] = mapped_column(Integer)
    dependencia_id: Mapped[int | None] = mapped_column(ForeignKey("dependencia.id"))
    ejercicio: Mapped[int | None] = mapped_column(Integer)
    tipo: Mapped[str | None] = mapped_column(String(10))
    naturales: Mapped[int | None] = mapped_column(Integer)
    habiles: Mapped[int | None] = mapped_column(Integer)
    pausados: Mapped[int | None] = mapped_column(Integer)

    __table_args__ = (
        codes("etapa", ETAPAS),
        codes("lado", LADOS),
        CheckConstraint("dias >= 1 AND vence > desde", name="termino"),
        Index("ix_plazo_dias", *DE_LOS_DIAS, postgresql_where=_CONTADO, sqlite_where=_CONTADO),
        Index(
            "ix_plazo_corriendo",
            "vence",
            "id",
            postgresql_where=text("cerrado_en IS NULL"),
            sqlite_where=text("cerrado_en IS NULL"),
        ),
        Index(
            "ix_plazo_etapa_corriendo",
            "etapa",
            "vence",
            "id",
            postgresql_where=text("cerrado_en IS NULL"),
            sqlite_where=text("cerrado_en IS NULL"),
        ),
        Index(
            "uq_plazo_abierto",
            "expediente_id",
            unique=True,
            postgresql_where=text("cerrado_en IS NULL"),
            sqlite_where=text("cerrado_en IS NULL"),
        ),
    )


class PlazoHecho(db.Model):  # type: ignore[name-defined]
    """What happened to a clock. `antes` and `despues`: its due instant, where the fact moved it.

    `de_id`: the request that an answer answers. `cambio_id`: the change of the calendar that moved it.
    """

    __tablename__ = "plazo_hecho"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    plazo_id: Mapped[int] = mapped_column(ForeignKey("plazo.id"), index=True)
    expediente_id: Mapped[int] = mapped_column(ForeignKey("expediente.id"), index=True)
    clase: Mapped[str] = mapped_column(String(20))
    dias: Mapped[int | None] = mapped_column(Integer)
    motivo: Mapped[str] = mapped_column(String(500))
    fundamento: Mapped[str] = mapped_column(String(300))
    antes: Mapped[datetime | None] = mapped_column(UtcDateTime)
    despues: Mapped[datetime | None] = mapped_column(UtcDateTime)
    de_id: Mapped[int | None] = mapped_column(ForeignKey("plazo_hecho.id"), unique=True)
    cambio_id: Mapped[int | None] = mapped_column(ForeignKey("calendario_cambio.id"), index=True)
    por_id: Mapped[int] = mapped_column(Integer)
    por: Mapped[str] = mapped_column(String(200))
    en: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (
        codes("clase", HECHOS),
        CheckConstraint("motivo <> ''", name="con_motivo"),
        CheckConstraint("clase <> 'suspension' OR fundamento <> ''", name="suspension_con_fundamento"),
        CheckConstraint(
            "(clase IN ('prorroga_pedida', 'prorroga_concedida')) = (dias IS NOT NULL AND dias >= 1)", name="dias"
        ),
        CheckConstraint(
            "(clase IN ('prorroga_concedida', 'prorroga_negada')) = (de_id IS NOT NULL)", name="respuesta_a_algo"
        ),
        CheckConstraint("(clase = 'calendario') = (cambio_id IS NOT NULL)", name="calendario_con_cambio"),
    )


class CalendarioCambio(db.Model):  # type: ignore[name-defined]
    """A change of the days without office, and how many open clocks it moved."""

    __tablename__ = "calendario_cambio"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    accion: Mapped[str] = mapped_column(String(10))
    fechas: Mapped[list[str]] = mapped_column(Json)
    motivo: Mapped[str] = mapped_column(String(500))
    recorridos: Mapped[int] = mapped_column(Integer)
    por_id: Mapped[int] = mapped_column(Integer)
    por: Mapped[str] = mapped_column(String(200))
    en: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (codes("accion", ("alta", "baja")), CheckConstraint("motivo <> ''", name="con_motivo"))


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


for _table in ("plazo_hecho", "calendario_cambio"):
    append_only(_table)
