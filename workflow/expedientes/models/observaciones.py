"""The observations of a version and their threads."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workflow.db import UtcDateTime, append_only, codes, db
from workflow.expedientes.observaciones import CERRADAS, ESTADOS, TIPOS_OBSERVACION

_CERRADAS = ", ".join(f"'{estado}'" for estado in CERRADAS)


class Observacion(db.Model):  # type: ignore[name-defined]
    """One observation of a version, tied to an address of its content. Its thread is append-only."""

    __tablename__ = "observacion"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    expediente_id: Mapped[int] = mapped_column(ForeignKey("expediente.id"))
    version: Mapped[int] = mapped_column(Integer)
    numero: Mapped[int] = mapped_column(Integer)
    ronda: Mapped[int] = mapped_column(Integer)
    campo: Mapped[str] = mapped_column(String(200))
    valor_observado: Mapped[str | None] = mapped_column(Text)
    tipo: Mapped[str] = mapped_column(String(15))
    estado: Mapped[str] = mapped_column(String(20), default="abierta")
    autor_id: Mapped[int] = mapped_column(Integer)
    autor: Mapped[str] = mapped_column(String(200))
    en: Mapped[datetime] = mapped_column(UtcDateTime)
    notificada_en: Mapped[datetime | None] = mapped_column(UtcDateTime)
    cerrada_en: Mapped[datetime | None] = mapped_column(UtcDateTime)
    mensajes: Mapped[list[ObservacionMensaje]] = relationship(order_by="ObservacionMensaje.id", lazy="selectin")

    __table_args__ = (
        codes("tipo", TIPOS_OBSERVACION),
        codes("estado", ESTADOS),
        UniqueConstraint("expediente_id", "version", "numero", name="uq_observacion_numero"),
        CheckConstraint(f"(estado IN ({_CERRADAS})) = (cerrada_en IS NOT NULL)", name="cerrada_con_hora"),
    )

    @property
    def clave(self) -> str:
        return f"O{self.numero}"


class ObservacionMensaje(db.Model):  # type: ignore[name-defined]
    __tablename__ = "observacion_mensaje"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    observacion_id: Mapped[int] = mapped_column(ForeignKey("observacion.id"), index=True)
    accion: Mapped[str] = mapped_column(String(25))
    estado: Mapped[str] = mapped_column(String(20))
    texto: Mapped[str] = mapped_column(Text)
    autor_id: Mapped[int] = mapped_column(Integer)
    autor: Mapped[str] = mapped_column(String(200))
    en: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (
        codes("accion", ("observar", "responder", "calificar", "retirar_observacion")),
        codes("estado", ESTADOS),
    )


append_only("observacion_mensaje")
