"""Votes that each member casts from their own phone, while the vote of an item is open."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, Integer, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from workflow.db import Json, UtcDateTime, append_only, codes, db
from workflow.sesiones.estados import CIERRES_URNA
from workflow.sesiones.mayorias import SENTIDOS


class VotacionElectronica(db.Model):  # type: ignore[name-defined]
    """A vote by phone on an item: open, and then closed once. `vuelta` counts those of the item.

    `expediente_id`: the reserved dossier of a block it decides. `propuesta`: what was put to the vote when it was
    opened, which is what its closing counts. `cierre`: whether its votes were counted or it was left without effect.
    """

    __tablename__ = "votacion_electronica"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    sesion_id: Mapped[int] = mapped_column(ForeignKey("sesion.id"), index=True)
    punto_id: Mapped[int] = mapped_column(ForeignKey("punto.id"))
    vuelta: Mapped[int] = mapped_column(Integer)
    expediente_id: Mapped[int | None] = mapped_column(ForeignKey("expediente.id"))
    propuesta: Mapped[dict[str, Any]] = mapped_column(Json)
    preside: Mapped[str] = mapped_column(String(20), default="")
    abierta_en: Mapped[datetime] = mapped_column(UtcDateTime)
    abierta_por_id: Mapped[int] = mapped_column(Integer)
    cierre: Mapped[str | None] = mapped_column(String(20))
    cerrada_en: Mapped[datetime | None] = mapped_column(UtcDateTime)
    cerrada_por_id: Mapped[int | None] = mapped_column(Integer)

    __table_args__ = (
        codes("cierre", CIERRES_URNA),
        UniqueConstraint("punto_id", "vuelta"),
        CheckConstraint("(cierre IS NULL) = (cerrada_en IS NULL)", name="cierre_con_hora"),
        Index("uq_votacion_electronica_abierta", "punto_id", unique=True, sqlite_where=text("cerrada_en IS NULL"),
              postgresql_where=text("cerrada_en IS NULL")),
    )  # fmt: skip


class VotoEmitido(db.Model):  # type: ignore[name-defined]
    """One vote of one seat, in one body, in one vote by phone: never two, and never changed."""

    __tablename__ = "voto_emitido"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    urna_id: Mapped[int] = mapped_column(ForeignKey("votacion_electronica.id"))
    grupo: Mapped[str] = mapped_column(String(20))
    asiento: Mapped[str] = mapped_column(String(20))
    integrante_id: Mapped[int] = mapped_column(ForeignKey("sesion_integrante.id"))
    sentido: Mapped[str] = mapped_column(String(12))
    en: Mapped[datetime] = mapped_column(UtcDateTime)
    usuario_id: Mapped[int] = mapped_column(ForeignKey("usuario.id"))

    __table_args__ = (codes("sentido", SENTIDOS), UniqueConstraint("urna_id", "grupo", "asiento"))


append_only("voto_emitido")
