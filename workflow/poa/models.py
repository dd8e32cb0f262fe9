"""Tables of the POA: classifiers by year, and the workbooks that are being imported."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workflow.db import Json, UtcDateTime, codes, db
from workflow.poa.catalogos import NOMBRES

ESTADOS_CARGA = ("recibida", "leida", "fallida", "confirmada", "descartada")


class CatalogoRenglon(db.Model):  # type: ignore[name-defined]
    """A line of a classifier, as its file has it. A year's classifiers are replaced whole, never edited by line."""

    __tablename__ = "catalogo_renglon"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    catalogo: Mapped[str] = mapped_column(String(20))
    ejercicio: Mapped[int] = mapped_column(Integer)
    orden: Mapped[int] = mapped_column(Integer)
    clave: Mapped[str] = mapped_column(String(40))
    padre: Mapped[str | None] = mapped_column(String(40))
    nombre: Mapped[str] = mapped_column(String(400))
    datos: Mapped[dict[str, Any]] = mapped_column(Json)

    __table_args__ = (
        codes("catalogo", NOMBRES),
        UniqueConstraint("ejercicio", "catalogo", "clave", name="uq_catalogo_renglon_clave"),
        CheckConstraint("ejercicio BETWEEN 2000 AND 2100", name="ejercicio"),
    )


class Carga(db.Model):  # type: ignore[name-defined]
    """A workbook uploaded to a dossier: read in the background, checked by a person, confirmed or discarded once."""

    __tablename__ = "poa_carga"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    expediente_id: Mapped[int] = mapped_column(ForeignKey("expediente.id"))
    archivo_id: Mapped[int] = mapped_column(ForeignKey("archivo.id"))
    nombre: Mapped[str] = mapped_column(String(200))
    estado: Mapped[str] = mapped_column(String(12), default="recibida")
    revision_vista: Mapped[int] = mapped_column(Integer)
    hallazgos: Mapped[list[dict[str, Any]]] = mapped_column(Json, default=list)
    contenido: Mapped[dict[str, Any] | None] = mapped_column(Json)
    resumen: Mapped[dict[str, Any] | None] = mapped_column(Json)
    error: Mapped[dict[str, Any] | None] = mapped_column(Json)
    creado_por: Mapped[int] = mapped_column(Integer)
    creado_por_nombre: Mapped[str] = mapped_column(String(200))
    creado_en: Mapped[datetime] = mapped_column(UtcDateTime)
    leida_en: Mapped[datetime | None] = mapped_column(UtcDateTime)
    cerrada_en: Mapped[datetime | None] = mapped_column(UtcDateTime)
    cerrada_por: Mapped[int | None] = mapped_column(Integer)

    __table_args__ = (
        codes("estado", ESTADOS_CARGA),
        CheckConstraint("estado NOT IN ('leida', 'confirmada') OR contenido IS NOT NULL", name="leida_con_contenido"),
        CheckConstraint("estado <> 'fallida' OR error IS NOT NULL", name="fallida_con_motivo"),
        CheckConstraint(
            "(estado IN ('confirmada', 'descartada')) = (cerrada_en IS NOT NULL AND cerrada_por IS NOT NULL)",
            name="cerrada_por_alguien",
        ),
        Index("ix_poa_carga_expediente", "expediente_id", "id"),
    )
