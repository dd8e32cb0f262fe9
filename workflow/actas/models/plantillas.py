"""Templates of Word of the municipality: what was uploaded with its findings, and which one is in force from when."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from workflow.db import Json, UtcDateTime, append_only, db


class PlantillaCarga(db.Model):  # type: ignore[name-defined]
    """A file uploaded to be a template, checked. It is in force only when somebody says so, and has no errors.

    `organo_id` None: of every organ. `previa_id`: its preview in PDF; `previa_falla`: why there is none.
    """

    __tablename__ = "plantilla_carga"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    clase: Mapped[str] = mapped_column(String(40))
    organo_id: Mapped[int | None] = mapped_column(ForeignKey("organo.id"))
    archivo_id: Mapped[int] = mapped_column(ForeignKey("archivo.id"))
    sha256: Mapped[str] = mapped_column(String(64))
    vigente_desde: Mapped[date] = mapped_column(Date)
    nota: Mapped[str] = mapped_column(Text)
    fundamento: Mapped[str] = mapped_column(Text)
    hallazgos: Mapped[list[dict[str, Any]]] = mapped_column(Json)
    errores: Mapped[int] = mapped_column(Integer)
    creada_en: Mapped[datetime] = mapped_column(UtcDateTime)
    por_id: Mapped[int] = mapped_column(Integer)
    por: Mapped[str] = mapped_column(String(200))
    descartada_en: Mapped[datetime | None] = mapped_column(UtcDateTime)
    previa_id: Mapped[int | None] = mapped_column(ForeignKey("archivo.id"))
    previa_falla: Mapped[str | None] = mapped_column(String(60))

    __table_args__ = (
        Index("ix_plantilla_carga_clase", "clase", "organo_id"),
        CheckConstraint("length(sha256) = 64", name="hash"),
    )


class Plantilla(db.Model):  # type: ignore[name-defined]
    """From this day on, this file is the template of a kind and an organ; without file, the composition of the house.

    The last one said of those that began is what holds. A document keeps the one it was issued with.
    """

    __tablename__ = "plantilla"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    clase: Mapped[str] = mapped_column(String(40))
    organo_id: Mapped[int | None] = mapped_column(ForeignKey("organo.id"))
    carga_id: Mapped[int | None] = mapped_column(ForeignKey("plantilla_carga.id"), unique=True)
    archivo_id: Mapped[int | None] = mapped_column(ForeignKey("archivo.id"))
    sha256: Mapped[str | None] = mapped_column(String(64))
    vigente_desde: Mapped[date] = mapped_column(Date)
    nota: Mapped[str] = mapped_column(Text)
    fundamento: Mapped[str] = mapped_column(Text)
    creada_en: Mapped[datetime] = mapped_column(UtcDateTime)
    por_id: Mapped[int] = mapped_column(Integer)
    por: Mapped[str] = mapped_column(String(200))

    __table_args__ = (
        Index("ix_plantilla_vigencia", "clase", "organo_id", "vigente_desde"),
        CheckConstraint("(archivo_id IS NULL) = (sha256 IS NULL)", name="archivo_con_huella"),
        CheckConstraint("(archivo_id IS NULL) = (carga_id IS NULL)", name="archivo_revisado"),
        CheckConstraint("fundamento <> ''", name="con_fundamento"),
    )


class Membrete(db.Model):  # type: ignore[name-defined]
    """From this day on, the letterhead of what an organ issues; `organo_id` None: of all of them.

    `lineas` empty: those of the installation. Without escudo: the emblem of Ruta. A document keeps its own.
    """

    __tablename__ = "membrete"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    organo_id: Mapped[int | None] = mapped_column(ForeignKey("organo.id"))
    lineas: Mapped[list[str]] = mapped_column(Json)
    pie: Mapped[str] = mapped_column(Text)
    escudo_id: Mapped[int | None] = mapped_column(ForeignKey("archivo.id"))
    escudo_sha256: Mapped[str | None] = mapped_column(String(64))
    escudo_texto: Mapped[str] = mapped_column(Text)
    vigente_desde: Mapped[date] = mapped_column(Date)
    nota: Mapped[str] = mapped_column(Text)
    fundamento: Mapped[str] = mapped_column(Text)
    creada_en: Mapped[datetime] = mapped_column(UtcDateTime)
    por_id: Mapped[int] = mapped_column(Integer)
    por: Mapped[str] = mapped_column(String(200))

    __table_args__ = (
        Index("ix_membrete_vigencia", "organo_id", "vigente_desde"),
        CheckConstraint("(escudo_id IS NULL) = (escudo_sha256 IS NULL)", name="escudo_con_huella"),
        CheckConstraint("escudo_id IS NULL OR escudo_texto <> ''", name="escudo_con_texto"),
        CheckConstraint("fundamento <> ''", name="con_fundamento"),
    )


append_only("plantilla")
append_only("membrete")
