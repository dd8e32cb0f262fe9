"""The agenda of the Secretaría and its quarterly reports: nothing but facts. A correction is a new fact."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, Integer, String, Text, Time, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workflow.db import Json, UtcDateTime, append_only, codes, db
from workflow.informes.clases import CLASES, TIPOS, TODAS_LAS_SECCIONES


class Actividad(db.Model):  # type: ignore[name-defined]
    """One activity. What it says is in its last `ActividadHecho`."""

    __tablename__ = "agenda_actividad"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    en: Mapped[datetime] = mapped_column(UtcDateTime)
    por_id: Mapped[int] = mapped_column(Integer)
    por: Mapped[str] = mapped_column(String(200))
    hechos: Mapped[list[ActividadHecho]] = relationship(order_by="ActividadHecho.revision", viewonly=True)


class ActividadHecho(db.Model):  # type: ignore[name-defined]
    """What was registered of an activity. `fechas`: its days, as ISO texts; `desde`, `hasta`: the first and the last,
    or its quarter when the days are not known. `fotos`: [{archivo_id, texto, pie}]. `retirada`: it did not happen.
    """

    __tablename__ = "agenda_hecho"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    actividad_id: Mapped[int] = mapped_column(ForeignKey("agenda_actividad.id"))
    revision: Mapped[int] = mapped_column(Integer)
    tipo: Mapped[str] = mapped_column(String(30))
    titulo: Mapped[str] = mapped_column(String(200))
    fechas: Mapped[list[str]] = mapped_column(Json)
    desde: Mapped[date] = mapped_column(Date)
    hasta: Mapped[date] = mapped_column(Date)
    hora: Mapped[time | None] = mapped_column(Time)
    lugar: Mapped[str] = mapped_column(String(200))
    detalle: Mapped[str] = mapped_column(Text)
    asistentes: Mapped[int | None] = mapped_column(Integer)
    quienes: Mapped[str] = mapped_column(String(300))
    organo_id: Mapped[int | None] = mapped_column(ForeignKey("organo.id"))
    fotos: Mapped[list[dict[str, Any]]] = mapped_column(Json)
    retirada: Mapped[str] = mapped_column(String(300), default="")
    en: Mapped[datetime] = mapped_column(UtcDateTime)
    por_id: Mapped[int] = mapped_column(Integer)
    por: Mapped[str] = mapped_column(String(200))

    __table_args__ = (
        codes("tipo", tuple(TIPOS)),
        UniqueConstraint("actividad_id", "revision", name="uq_agenda_hecho_revision"),
        CheckConstraint("desde <= hasta AND revision >= 1", name="en_orden"),
        CheckConstraint("asistentes IS NULL OR asistentes > 0", name="asistentes"),
        Index("ix_agenda_hecho_dias", "desde", "hasta"),
    )


class Informe(db.Model):  # type: ignore[name-defined]
    """The report of one quarter, of activities or the consolidated one of evaluation (`clase`).

    Its versions are `instantanea` of the class «informe»; its folio never changes.
    """

    __tablename__ = "informe"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    clase: Mapped[str] = mapped_column(String(12), default="trimestral", server_default="trimestral")
    ejercicio: Mapped[int] = mapped_column(Integer)
    trimestre: Mapped[int] = mapped_column(Integer)
    folio: Mapped[str] = mapped_column(String(60), unique=True)
    en: Mapped[datetime] = mapped_column(UtcDateTime)
    por_id: Mapped[int] = mapped_column(Integer)
    por: Mapped[str] = mapped_column(String(200))

    __table_args__ = (
        codes("clase", tuple(CLASES)),
        UniqueConstraint("clase", "ejercicio", "trimestre", name="uq_informe_trimestre"),
        CheckConstraint("trimestre BETWEEN 1 AND 4", name="trimestre"),
    )


class InformeTexto(db.Model):  # type: ignore[name-defined]
    """What a person wrote in a section, apart from the facts: each saving is another revision."""

    __tablename__ = "informe_texto"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    informe_id: Mapped[int] = mapped_column(ForeignKey("informe.id"))
    seccion: Mapped[str] = mapped_column(String(20))
    revision: Mapped[int] = mapped_column(Integer)
    texto: Mapped[str] = mapped_column(Text)
    en: Mapped[datetime] = mapped_column(UtcDateTime)
    por_id: Mapped[int] = mapped_column(Integer)
    por: Mapped[str] = mapped_column(String(200))

    __table_args__ = (
        codes("seccion", TODAS_LAS_SECCIONES),
        UniqueConstraint("informe_id", "seccion", "revision", name="uq_informe_texto_revision"),
        CheckConstraint("revision >= 1", name="revision"),
    )


class InformePublicacion(db.Model):  # type: ignore[name-defined]
    """A version, already signed, was published. That it was signed is told by the scan kept beside it (`firmado`)."""

    __tablename__ = "informe_publicacion"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    informe_id: Mapped[int] = mapped_column(ForeignKey("informe.id"), index=True)
    instantanea_id: Mapped[int] = mapped_column(ForeignKey("instantanea.id"), unique=True)
    en: Mapped[datetime] = mapped_column(UtcDateTime)
    por_id: Mapped[int] = mapped_column(Integer)
    por: Mapped[str] = mapped_column(String(200))


for _table in ("agenda_actividad", "agenda_hecho", "informe", "informe_texto", "informe_publicacion"):
    append_only(_table)
