"""Tables of the POA: classifiers by year, and the workbooks that are being imported."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workflow.db import Json, UtcDateTime, append_only, codes, db
from workflow.poa.catalogos import NOMBRES
from workflow.poa.matriz.propuestas import DATOS, DECISIONES

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


ORIGENES_CATALOGO = ("carga", "archivo", "copia")
ESTADOS_CATALOGO = ("revisada", "aplicada", "descartada")


class CatalogoVersion(db.Model):  # type: ignore[name-defined]
    """A classifier of a year as it was put in force: every row, who, when, from which file. Never rewritten.

    `sha256` is of its rows; `archivo_id`, the file it came from; `copia_de`, the year it was copied from.
    """

    __tablename__ = "catalogo_version"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    catalogo: Mapped[str] = mapped_column(String(20))
    ejercicio: Mapped[int] = mapped_column(Integer)
    numero: Mapped[int] = mapped_column(Integer)
    origen: Mapped[str] = mapped_column(String(10))
    archivo_id: Mapped[int | None] = mapped_column(ForeignKey("archivo.id"))
    copia_de: Mapped[int | None] = mapped_column(Integer)
    filas: Mapped[list[dict[str, Any]]] = mapped_column(Json)
    sha256: Mapped[str] = mapped_column(String(64))
    renglones: Mapped[int] = mapped_column(Integer)
    nuevos: Mapped[int] = mapped_column(Integer)
    cambiados: Mapped[int] = mapped_column(Integer)
    quitados: Mapped[int] = mapped_column(Integer)
    nota: Mapped[str | None] = mapped_column(String(500))
    por_id: Mapped[int] = mapped_column(Integer)
    por: Mapped[str] = mapped_column(String(200))
    en: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (
        codes("catalogo", NOMBRES),
        codes("origen", ORIGENES_CATALOGO),
        UniqueConstraint("ejercicio", "catalogo", "numero", name="uq_catalogo_version_numero"),
        CheckConstraint("length(sha256) = 64", name="hash"),
        CheckConstraint("origen <> 'archivo' OR archivo_id IS NOT NULL", name="de_archivo"),
        CheckConstraint("origen <> 'copia' OR copia_de IS NOT NULL", name="de_copia"),
    )


append_only("catalogo_version")


class CatalogoCarga(db.Model):  # type: ignore[name-defined]
    """A file of a classifier on its way in: read, checked by a person against the one in force, applied or discarded.

    `version_vista`: the number of the version it was compared with (0: none)."""

    __tablename__ = "catalogo_carga"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    catalogo: Mapped[str] = mapped_column(String(20))
    ejercicio: Mapped[int] = mapped_column(Integer)
    archivo_id: Mapped[int] = mapped_column(ForeignKey("archivo.id"))
    estado: Mapped[str] = mapped_column(String(12), default="revisada")
    filas: Mapped[list[dict[str, Any]]] = mapped_column(Json)
    fallas: Mapped[list[dict[str, Any]]] = mapped_column(Json)
    version_vista: Mapped[int] = mapped_column(Integer)
    por_id: Mapped[int] = mapped_column(Integer)
    por: Mapped[str] = mapped_column(String(200))
    en: Mapped[datetime] = mapped_column(UtcDateTime)
    cerrada_en: Mapped[datetime | None] = mapped_column(UtcDateTime)
    cerrada_por: Mapped[int | None] = mapped_column(Integer)

    __table_args__ = (
        codes("catalogo", NOMBRES),
        codes("estado", ESTADOS_CATALOGO),
        CheckConstraint("(estado = 'revisada') = (cerrada_en IS NULL AND cerrada_por IS NULL)", name="cerrada"),
        Index("ix_catalogo_carga_lista", "ejercicio", "catalogo", "id"),
    )


class LibroEmitido(db.Model):  # type: ignore[name-defined]
    """What a workbook that was handed out was made from, so that it can be compared when it comes back.

    `huella`: of its content, written in the workbook; the same content handed out again is the same row.
    """

    __tablename__ = "poa_libro_emitido"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    expediente_id: Mapped[int] = mapped_column(ForeignKey("expediente.id"))
    huella: Mapped[str] = mapped_column(String(64))
    revision: Mapped[int] = mapped_column(Integer)
    contenido: Mapped[dict[str, Any]] = mapped_column(Json)
    emitido_por: Mapped[int] = mapped_column(Integer)
    emitido_en: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (
        UniqueConstraint("expediente_id", "huella", name="uq_poa_libro_emitido_huella"),
        CheckConstraint("length(huella) = 64", name="huella"),
    )


append_only("poa_libro_emitido")


class Carga(db.Model):  # type: ignore[name-defined]
    """A workbook uploaded to a dossier: read in the background, checked by a person, confirmed or discarded once.

    `origen`: the fingerprint that the workbook says it was made from; `marcado_id`: its copy with the cells marked.
    """

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
    origen: Mapped[str | None] = mapped_column(String(64))
    marcado_id: Mapped[int | None] = mapped_column(ForeignKey("archivo.id"))
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


class PropuestaMatriz(db.Model):  # type: ignore[name-defined]
    """What a unit that takes part in a programme proposes to change in the MIR that its lead captures. A fact."""

    __tablename__ = "poa_matriz_propuesta"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    lider_id: Mapped[int] = mapped_column(ForeignKey("expediente.id"), index=True)
    de_id: Mapped[int] = mapped_column(ForeignKey("expediente.id"), index=True)
    programa: Mapped[str] = mapped_column(String(40))
    clave: Mapped[str] = mapped_column(String(10))
    dato: Mapped[str] = mapped_column(String(10))
    dice: Mapped[str] = mapped_column(String(4000), default="")
    propone: Mapped[str] = mapped_column(String(4000))
    motivo: Mapped[str] = mapped_column(String(2000))
    por_id: Mapped[int] = mapped_column(Integer)
    por: Mapped[str] = mapped_column(String(200))
    en: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (
        codes("dato", DATOS),
        CheckConstraint("propone <> '' AND motivo <> ''", name="con_motivo"),
        CheckConstraint("lider_id <> de_id", name="de_otra_unidad"),
    )


class RespuestaMatriz(db.Model):  # type: ignore[name-defined]
    """What became of a proposal: one answer, once."""

    __tablename__ = "poa_matriz_respuesta"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    propuesta_id: Mapped[int] = mapped_column(ForeignKey("poa_matriz_propuesta.id"), unique=True)
    decision: Mapped[str] = mapped_column(String(10))
    texto: Mapped[str] = mapped_column(String(2000), default="")
    por_id: Mapped[int] = mapped_column(Integer)
    por: Mapped[str] = mapped_column(String(200))
    en: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (
        codes("decision", DECISIONES),
        CheckConstraint("decision <> 'rechazada' OR texto <> ''", name="rechazada_con_motivo"),
    )


append_only("poa_matriz_propuesta")
append_only("poa_matriz_respuesta")
