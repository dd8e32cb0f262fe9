"""Files received and files made: a row for each, content kept by its hash."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from workflow.db import UtcDateTime, append_only, db


class Archivo(db.Model):  # type: ignore[name-defined]
    """One file. The name people gave is only a label: the content lives under its SHA-256."""

    __tablename__ = "archivo"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    nombre: Mapped[str] = mapped_column(String(200))
    tipo: Mapped[str] = mapped_column(String(120))
    tamano: Mapped[int] = mapped_column(Integer)
    clase: Mapped[str] = mapped_column(String(40))
    expediente_id: Mapped[int | None] = mapped_column(Integer, index=True)
    subido_por: Mapped[int] = mapped_column(Integer)
    subido_en: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (
        CheckConstraint("tamano > 0", name="no_vacio"),
        CheckConstraint("length(sha256) = 64", name="hash"),
    )


class ArchivoCifrado(db.Model):  # type: ignore[name-defined]
    """A content that is kept encrypted, with the name of its key. `suprimido_en`: it was deleted and cannot come back.

    `sha256` is that of the content in clear, so that who has the paper can still prove that it is the same.
    """

    __tablename__ = "archivo_cifrado"

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    llave: Mapped[str] = mapped_column(String(20))
    en: Mapped[datetime] = mapped_column(UtcDateTime)
    suprimido_en: Mapped[datetime | None] = mapped_column(UtcDateTime)

    __table_args__ = (
        CheckConstraint("length(sha256) = 64", name="hash"),
        Index("ix_archivo_cifrado_llave", "llave"),
    )


append_only("archivo")
