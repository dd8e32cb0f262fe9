"""What somebody was told, and when they read it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from workflow.avisos.mensajes import CODIGOS
from workflow.db import Json, UtcDateTime, codes, db
from workflow.expedientes.models import Expediente
from workflow.expedientes.route import ETAPAS
from workflow.kernel.actor import ROLES
from workflow.people.models import Usuario


class Aviso(db.Model):  # type: ignore[name-defined]
    """One notice to one person. `llave` makes it one however often the work is repeated.

    `suple_id`: for whom the person is told, as their substitute. `vence`: the term it is about, as it was then.
    `detalle`: of what is owed of the goals of a programme, each month with how much was pending then.
    """

    __tablename__ = "aviso"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    llave: Mapped[str] = mapped_column(String(120), unique=True)
    usuario_id: Mapped[int] = mapped_column(ForeignKey(Usuario.id))
    expediente_id: Mapped[int] = mapped_column(ForeignKey(Expediente.id), index=True)
    codigo: Mapped[str] = mapped_column(String(40))
    etapa: Mapped[str] = mapped_column(String(30))
    rol: Mapped[str] = mapped_column(String(40))
    creado_en: Mapped[datetime] = mapped_column(UtcDateTime)
    leido_en: Mapped[datetime | None] = mapped_column(UtcDateTime)
    suple_id: Mapped[int | None] = mapped_column(ForeignKey(Usuario.id))
    vence: Mapped[datetime | None] = mapped_column(UtcDateTime)
    detalle: Mapped[list[dict[str, Any]] | None] = mapped_column(Json)

    __table_args__ = (
        codes("codigo", CODIGOS),
        codes("etapa", ETAPAS),
        codes("rol", ROLES),
        Index("ix_aviso_usuario_leido", "usuario_id", "leido_en", "id"),
    )
