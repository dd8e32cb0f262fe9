"""Who did what: an append-only record, chained by hash per thing."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Index, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workflow.db import Json, UtcDateTime, append_only, db

BigId = BigInteger().with_variant(Integer, "sqlite")


class Asiento(db.Model):  # type: ignore[name-defined]
    """One act. `hash` covers the content and the hash before it in the same `cadena`."""

    __tablename__ = "asiento"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    cadena: Mapped[str] = mapped_column(String(60))
    seq: Mapped[int] = mapped_column(Integer)
    en: Mapped[datetime] = mapped_column(UtcDateTime)
    actor_id: Mapped[int] = mapped_column(Integer)
    actor_nombre: Mapped[str] = mapped_column(String(200))
    accion: Mapped[str] = mapped_column(String(80))
    expediente_id: Mapped[int | None] = mapped_column(Integer)
    datos: Mapped[dict[str, Any]] = mapped_column(Json)
    hash_previo: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))

    __table_args__ = (
        UniqueConstraint("cadena", "seq"),
        Index("ix_asiento_expediente_id", "expediente_id", "id"),
    )


class Cadena(db.Model):  # type: ignore[name-defined]
    """The head of each chain: what `audit verify` compares the last entry with."""

    __tablename__ = "cadena"

    clave: Mapped[str] = mapped_column(String(60), primary_key=True)
    seq: Mapped[int] = mapped_column(Integer)
    hash: Mapped[str] = mapped_column(String(64))


class Peticion(db.Model):  # type: ignore[name-defined]
    """A form already received: the same idempotency key never has a second effect."""

    __tablename__ = "peticion"

    llave: Mapped[str] = mapped_column(String(80), primary_key=True)
    actor_id: Mapped[int] = mapped_column(Integer)
    en: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    destino: Mapped[str | None] = mapped_column(String(300))


append_only("asiento")
