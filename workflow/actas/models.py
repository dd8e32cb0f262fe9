"""Actas, the snapshots they are made from, and the documents made. Snapshots and documents are facts: never changed."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, Date, ForeignKey, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workflow.actas.clases import CLASES, ESTADOS_ACTA, FORMATOS, OBJETOS, TIPOS_ACTA
from workflow.db import Json, UtcDateTime, append_only, codes, db


class Instantanea(db.Model):  # type: ignore[name-defined]
    """What a document says, frozen. `contenido` is canonical JSON; `sha256` is its hash."""

    __tablename__ = "instantanea"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    clase: Mapped[str] = mapped_column(String(20))
    objeto_tipo: Mapped[str] = mapped_column(String(20))
    objeto_id: Mapped[int] = mapped_column(Integer)
    version: Mapped[int] = mapped_column(Integer)
    folio: Mapped[str] = mapped_column(String(120))
    contenido: Mapped[dict[str, Any]] = mapped_column(Json)
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    creada_en: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (
        codes("clase", CLASES),
        codes("objeto_tipo", OBJETOS),
        UniqueConstraint("clase", "objeto_tipo", "objeto_id", "version", name="uq_instantanea_objeto_version"),
        UniqueConstraint("folio", "version", name="uq_instantanea_folio_version"),
        CheckConstraint("version >= 1", name="version"),
        CheckConstraint("length(sha256) = 64", name="hash"),
    )


class Acta(db.Model):  # type: ignore[name-defined]
    """The acta of one session, or the constancia that it was not held. The folio is never reused."""

    __tablename__ = "acta"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    sesion_id: Mapped[int] = mapped_column(ForeignKey("sesion.id"), unique=True)
    organo_id: Mapped[int] = mapped_column(ForeignKey("organo.id"))
    tipo: Mapped[str] = mapped_column(String(20))
    periodo: Mapped[str] = mapped_column(String(20))
    numero: Mapped[int] = mapped_column(Integer)
    folio: Mapped[str] = mapped_column(String(120), unique=True)
    estado: Mapped[str] = mapped_column(String(20), default="proyecto")
    instantanea_id: Mapped[int] = mapped_column(ForeignKey("instantanea.id"))
    creada_en: Mapped[datetime] = mapped_column(UtcDateTime)
    aprobada_en: Mapped[date | None] = mapped_column(Date)
    aprobada_por: Mapped[str | None] = mapped_column(String(80))
    version: Mapped[int] = mapped_column(Integer, default=1)
    instantanea: Mapped[Instantanea] = relationship(lazy="joined", innerjoin=True)

    __table_args__ = (
        codes("tipo", TIPOS_ACTA),
        codes("estado", ESTADOS_ACTA),
        UniqueConstraint("organo_id", "periodo", "tipo", "numero", name="uq_acta_numero"),
        CheckConstraint("(estado = 'aprobada') = (aprobada_en IS NOT NULL)", name="aprobada_con_fecha"),
        CheckConstraint("numero >= 1 AND version >= 1", name="contadores"),
    )


class Documento(db.Model):  # type: ignore[name-defined]
    """One file made from one snapshot: a kind, a thing, a version and a format, once."""

    __tablename__ = "documento"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    clase: Mapped[str] = mapped_column(String(20))
    objeto_tipo: Mapped[str] = mapped_column(String(20))
    objeto_id: Mapped[int] = mapped_column(Integer)
    version: Mapped[int] = mapped_column(Integer)
    formato: Mapped[str] = mapped_column(String(8))
    instantanea_id: Mapped[int] = mapped_column(ForeignKey("instantanea.id"), index=True)
    archivo_id: Mapped[int] = mapped_column(ForeignKey("archivo.id"))
    sha256: Mapped[str] = mapped_column(String(64))
    creado_en: Mapped[datetime] = mapped_column(UtcDateTime)
    instantanea: Mapped[Instantanea] = relationship(lazy="joined", innerjoin=True)

    __table_args__ = (
        codes("clase", CLASES),
        codes("objeto_tipo", OBJETOS),
        codes("formato", FORMATOS),
        UniqueConstraint("clase", "objeto_tipo", "objeto_id", "version", "formato", name="uq_documento_unico"),
    )


append_only("instantanea")
append_only("documento")
