"""What was sent and what was decided on it. What was sent is never rewritten."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import Boolean, CheckConstraint, Date, ForeignKey, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workflow.db import Json, UtcDateTime, append_only, codes, db
from workflow.expedientes.route import ETAPAS


class Envio(db.Model):  # type: ignore[name-defined]
    """A submission, frozen. `clase` aprobada: the text that the Cabildo approved with modifications.

    `cambios`: addresses changed since the last reviewed one; `sin_observar`: those nobody had asked for.
    """

    __tablename__ = "envio"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    expediente_id: Mapped[int] = mapped_column(ForeignKey("expediente.id"))
    version: Mapped[int] = mapped_column(Integer)
    ronda: Mapped[int] = mapped_column(Integer)
    numero: Mapped[int] = mapped_column(Integer)
    clase: Mapped[str] = mapped_column(String(12), default="presentada")
    contenido: Mapped[dict[str, Any]] = mapped_column(Json)
    sha256: Mapped[str] = mapped_column(String(64))
    reglas_version: Mapped[int | None] = mapped_column(Integer)
    base_id: Mapped[int | None] = mapped_column(ForeignKey("envio.id"))
    cambios: Mapped[list[str]] = mapped_column(Json)
    sin_observar: Mapped[list[str]] = mapped_column(Json)
    autor_id: Mapped[int] = mapped_column(Integer)
    autor: Mapped[str] = mapped_column(String(200))
    autor_cargo: Mapped[str] = mapped_column(String(200))
    en: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (
        codes("clase", ("presentada", "aprobada")),
        UniqueConstraint("expediente_id", "numero", name="uq_envio_numero"),
        CheckConstraint("length(sha256) = 64", name="hash"),
    )


class Resolucion(db.Model):  # type: ignore[name-defined]
    """What was decided on a version, by the Cabildo or by delegation. One version may be decided more than once.

    `vigente_desde`: the day from which it takes effect, never before `fecha`; empty is `fecha`. `integra_id`: the
    resolution whose modifications this row carries, written into the text.
    """

    __tablename__ = "expediente_resolucion"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    expediente_id: Mapped[int] = mapped_column(ForeignKey("expediente.id"), index=True)
    version: Mapped[int] = mapped_column(Integer)
    etapa: Mapped[str] = mapped_column(String(30))
    votacion: Mapped[str | None] = mapped_column(String(40))
    fecha: Mapped[date] = mapped_column(Date)
    acuerdo_folio: Mapped[str | None] = mapped_column(String(80))
    delegado: Mapped[bool] = mapped_column(Boolean, default=False)
    presentada_id: Mapped[int] = mapped_column(ForeignKey("envio.id"))
    aprobada_id: Mapped[int | None] = mapped_column(ForeignKey("envio.id"))
    modificaciones: Mapped[list[Any]] = mapped_column(Json)
    por_id: Mapped[int] = mapped_column(Integer)
    por: Mapped[str] = mapped_column(String(200))
    en: Mapped[datetime] = mapped_column(UtcDateTime)
    vigente_desde: Mapped[date | None] = mapped_column(Date)
    integra_id: Mapped[int | None] = mapped_column(ForeignKey("expediente_resolucion.id"))
    anulada: Mapped[ResolucionAnulada | None] = relationship(lazy="selectin", uselist=False)

    __table_args__ = (codes("etapa", ETAPAS),)


class ResolucionAnulada(db.Model):  # type: ignore[name-defined]
    """A resolution whose vote was annulled: it stays, without effect."""

    __tablename__ = "expediente_resolucion_anulada"

    resolucion_id: Mapped[int] = mapped_column(ForeignKey("expediente_resolucion.id"), primary_key=True)
    motivo: Mapped[str] = mapped_column(String(500))
    por_id: Mapped[int] = mapped_column(Integer)
    en: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (CheckConstraint("motivo <> ''", name="con_motivo"),)


class CambioAprobado(db.Model):  # type: ignore[name-defined]
    """One field of the approved text, as the modifications of the Cabildo leave it. `retira_id`: takes another back.

    `dice` and `debe_decir` as people read them; `valor` as it was typed, to write it into the text.
    """

    __tablename__ = "expediente_cambio_aprobado"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    expediente_id: Mapped[int] = mapped_column(ForeignKey("expediente.id"), index=True)
    version: Mapped[int] = mapped_column(Integer)
    presentada_id: Mapped[int] = mapped_column(ForeignKey("envio.id"))
    campo: Mapped[str] = mapped_column(String(200))
    dice: Mapped[str | None] = mapped_column(Text)
    debe_decir: Mapped[str | None] = mapped_column(Text)
    valor: Mapped[str] = mapped_column(Text)
    modificacion: Mapped[str] = mapped_column(Text)
    retira_id: Mapped[int | None] = mapped_column(ForeignKey("expediente_cambio_aprobado.id"), unique=True)
    por_id: Mapped[int] = mapped_column(Integer)
    por: Mapped[str] = mapped_column(String(200))
    en: Mapped[datetime] = mapped_column(UtcDateTime)


for _table in ("envio", "expediente_resolucion", "expediente_resolucion_anulada", "expediente_cambio_aprobado"):
    append_only(_table)
