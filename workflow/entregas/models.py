"""Tables of the deliveries: facts of support given, of what was annulled or returned, and of what was found."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Date,
    ForeignKey,
    Index,
    Integer,
    SmallInteger,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from workflow.db import Cantidad, Json, UtcDateTime, append_only, codes, db
from workflow.entregas.clases import AJUSTES, CIERRES, CLASES, ESTADOS_LIBRO, HALLAZGOS, RECIBEN, SEGUIMIENTOS, VIAS


class Jornada(db.Model):  # type: ignore[name-defined]
    """A day on which a support is handed out at a place, with the list of who is expected (`jornada_persona`)."""

    __tablename__ = "jornada_entrega"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    expediente_id: Mapped[int] = mapped_column(ForeignKey("expediente.id"))
    dia: Mapped[date] = mapped_column(Date)
    periodo: Mapped[str] = mapped_column(String(7))
    lugar: Mapped[str] = mapped_column(String(200))
    cvegeo: Mapped[str | None] = mapped_column(String(9))
    clase: Mapped[str] = mapped_column(String(10))
    monto: Mapped[int | None] = mapped_column(BigInteger)
    cantidad: Mapped[Decimal | None] = mapped_column(Cantidad)
    unidad: Mapped[str | None] = mapped_column(String(40))
    descripcion: Mapped[str | None] = mapped_column(String(200))
    por_id: Mapped[int] = mapped_column(Integer)
    por: Mapped[str] = mapped_column(String(200))
    en: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (
        codes("clase", CLASES),
        CheckConstraint("monto IS NULL OR monto > 0", name="monto"),
        Index("ix_jornada_entrega_expediente", "expediente_id", "dia"),
    )


class JornadaPersona(db.Model):  # type: ignore[name-defined]
    """Who is on the list of a jornada; `numero`: the line of the printed list that is signed."""

    __tablename__ = "jornada_persona"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    jornada_id: Mapped[int] = mapped_column(ForeignKey("jornada_entrega.id"))
    numero: Mapped[int] = mapped_column(Integer)
    inscripcion_id: Mapped[int] = mapped_column(ForeignKey("inscripcion.id"))

    __table_args__ = (
        UniqueConstraint("jornada_id", "numero", name="uq_jornada_persona_numero"),
        UniqueConstraint("jornada_id", "inscripcion_id", name="uq_jornada_persona_inscripcion"),
    )


class JornadaPapel(db.Model):  # type: ignore[name-defined]
    """A file of a jornada: the list that was printed (`lista`), or what came back signed (`firmada`)."""

    __tablename__ = "jornada_papel"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    jornada_id: Mapped[int] = mapped_column(ForeignKey("jornada_entrega.id"), index=True)
    clase: Mapped[str] = mapped_column(String(8))
    archivo_id: Mapped[int] = mapped_column(ForeignKey("archivo.id"))
    por: Mapped[str] = mapped_column(String(200))
    en: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (codes("clase", ("lista", "firmada")),)


class LibroEntregas(db.Model):  # type: ignore[name-defined]
    """A workbook of deliveries: read by the worker, checked by a person, recorded whole by the worker.

    `renglones`: what each row would record and why it cannot (codes and numbers of rows, no personal data).
    """

    __tablename__ = "libro_entregas"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    expediente_id: Mapped[int] = mapped_column(ForeignKey("expediente.id"))
    archivo_id: Mapped[int] = mapped_column(ForeignKey("archivo.id"))
    archivo_sha256: Mapped[str] = mapped_column(String(64))
    estado: Mapped[str] = mapped_column(String(12), default="pendiente")
    resumen: Mapped[dict[str, Any] | None] = mapped_column(Json)
    razones: Mapped[list[Any] | None] = mapped_column(Json)
    por_id: Mapped[int] = mapped_column(Integer)
    por: Mapped[str] = mapped_column(String(200))
    en: Mapped[datetime] = mapped_column(UtcDateTime)
    confirmado_en: Mapped[datetime | None] = mapped_column(UtcDateTime)
    confirmado_por_id: Mapped[int | None] = mapped_column(Integer)
    confirmado_por: Mapped[str | None] = mapped_column(String(200))
    registrado_en: Mapped[datetime | None] = mapped_column(UtcDateTime)

    __table_args__ = (
        codes("estado", ESTADOS_LIBRO),
        CheckConstraint(
            "estado NOT IN ('revisado', 'confirmado', 'registrado') OR resumen IS NOT NULL", name="revisado_con_resumen"
        ),
        CheckConstraint(
            "estado NOT IN ('confirmado', 'registrado') OR confirmado_en IS NOT NULL", name="confirmado_por_alguien"
        ),
        Index("ix_libro_entregas_expediente", "expediente_id", "id"),
    )


class LibroRenglon(db.Model):  # type: ignore[name-defined]
    """A row of a workbook of deliveries. `apoyo`: what it gives, as plain values; `codigos`: why it cannot be."""

    __tablename__ = "libro_entregas_renglon"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    libro_id: Mapped[int] = mapped_column(ForeignKey("libro_entregas.id"))
    numero: Mapped[int] = mapped_column(Integer)
    inscripcion_id: Mapped[int | None] = mapped_column(ForeignKey("inscripcion.id"))
    apoyo: Mapped[dict[str, Any]] = mapped_column(Json)
    razones: Mapped[list[Any]] = mapped_column(Json)

    __table_args__ = (UniqueConstraint("libro_id", "numero", name="uq_libro_entregas_renglon_numero"),)


class Entrega(db.Model):  # type: ignore[name-defined]
    """A support that was given to an enrolment. `ordinal`: which one of its period; `edad` in years on that day.

    `monto` in centavos: the money, or what the goods are worth. Annulments and returns are other facts (`Ajuste`).
    """

    __tablename__ = "entrega"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    expediente_id: Mapped[int] = mapped_column(ForeignKey("expediente.id"))
    inscripcion_id: Mapped[int] = mapped_column(ForeignKey("inscripcion.id"))
    periodo: Mapped[str] = mapped_column(String(7))
    ordinal: Mapped[int] = mapped_column(SmallInteger)
    clase: Mapped[str] = mapped_column(String(10))
    monto: Mapped[int | None] = mapped_column(BigInteger)
    cantidad: Mapped[Decimal | None] = mapped_column(Cantidad)
    unidad: Mapped[str | None] = mapped_column(String(40))
    descripcion: Mapped[str | None] = mapped_column(String(200))
    dia: Mapped[date] = mapped_column(Date)
    lugar: Mapped[str | None] = mapped_column(String(200))
    cvegeo: Mapped[str | None] = mapped_column(String(9))
    recibe: Mapped[str] = mapped_column(String(10))
    recibo: Mapped[str | None] = mapped_column(String(40))
    archivo_id: Mapped[int | None] = mapped_column(ForeignKey("archivo.id"))
    archivo_sha256: Mapped[str | None] = mapped_column(String(64))
    edad: Mapped[int | None] = mapped_column(SmallInteger)
    reglas_version: Mapped[int] = mapped_column(Integer)
    via: Mapped[str] = mapped_column(String(12))
    jornada_id: Mapped[int | None] = mapped_column(ForeignKey("jornada_entrega.id"))
    libro_id: Mapped[int | None] = mapped_column(ForeignKey("libro_entregas.id"))
    renglon: Mapped[int | None] = mapped_column(Integer)
    por_id: Mapped[int] = mapped_column(Integer)
    por: Mapped[str] = mapped_column(String(200))
    en: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (
        codes("clase", CLASES),
        codes("recibe", RECIBEN),
        codes("via", VIAS),
        UniqueConstraint("inscripcion_id", "periodo", "ordinal", name="uq_entrega_ordinal"),
        UniqueConstraint("libro_id", "renglon", name="uq_entrega_renglon"),
        CheckConstraint("monto IS NULL OR monto > 0", name="monto"),
        CheckConstraint("clase <> 'monetario' OR monto IS NOT NULL", name="monetario_con_monto"),
        CheckConstraint("lugar IS NOT NULL OR cvegeo IS NOT NULL", name="con_lugar"),
        CheckConstraint("(archivo_id IS NULL) = (archivo_sha256 IS NULL)", name="archivo_con_huella"),
        CheckConstraint(
            "NOT (clase = 'monetario' AND recibe = 'persona' AND edad IS NOT NULL AND edad < 18)",
            name="menor_sin_dinero",
        ),
        Index("ix_entrega_expediente", "expediente_id", "dia"),
        Index("ix_entrega_jornada", "jornada_id"),
        Index("ix_entrega_recibo", "expediente_id", "recibo"),
    )


class Ajuste(db.Model):  # type: ignore[name-defined]
    """An annulment (it never was so) or a return of money (it was, and part came back), with its reason.

    `ordinal`: 0 for the annulment, so that there is only one; 1 and on for the returns.
    """

    __tablename__ = "entrega_ajuste"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    entrega_id: Mapped[int] = mapped_column(ForeignKey("entrega.id"))
    clase: Mapped[str] = mapped_column(String(10))
    ordinal: Mapped[int] = mapped_column(SmallInteger)
    monto: Mapped[int] = mapped_column(BigInteger, default=0)
    motivo: Mapped[str] = mapped_column(String(500))
    dia: Mapped[date] = mapped_column(Date)
    archivo_id: Mapped[int | None] = mapped_column(ForeignKey("archivo.id"))
    por_id: Mapped[int] = mapped_column(Integer)
    por: Mapped[str] = mapped_column(String(200))
    en: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (
        codes("clase", AJUSTES),
        UniqueConstraint("entrega_id", "ordinal", name="uq_entrega_ajuste_ordinal"),
        CheckConstraint("(clase = 'anulacion') = (ordinal = 0)", name="anulacion_unica"),
        CheckConstraint("clase <> 'reintegro' OR monto > 0", name="reintegro_con_monto"),
        CheckConstraint("motivo <> ''", name="con_motivo"),
    )


class CierreEntregas(db.Model):  # type: ignore[name-defined]
    """A period of a padrón closed for deliveries, or opened again with a reason. The last one says how it is."""

    __tablename__ = "entrega_cierre"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    expediente_id: Mapped[int] = mapped_column(ForeignKey("expediente.id"))
    periodo: Mapped[str] = mapped_column(String(7))
    clase: Mapped[str] = mapped_column(String(10))
    motivo: Mapped[str | None] = mapped_column(String(500))
    por_id: Mapped[int] = mapped_column(Integer)
    por: Mapped[str] = mapped_column(String(200))
    en: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (codes("clase", CIERRES), Index("ix_entrega_cierre_periodo", "expediente_id", "periodo"))


class Hallazgo(db.Model):  # type: ignore[name-defined]
    """Something of a delivery to look at; what was done about it, in `HallazgoHecho`."""

    __tablename__ = "hallazgo_entrega"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    entrega_id: Mapped[int] = mapped_column(ForeignKey("entrega.id"))
    codigo: Mapped[str] = mapped_column(String(20))
    en: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (
        codes("codigo", HALLAZGOS),
        UniqueConstraint("entrega_id", "codigo", name="uq_hallazgo_entrega_codigo"),
    )


class HallazgoHecho(db.Model):  # type: ignore[name-defined]
    """A step of the follow-up of a finding. The last one says how it is; with none it is pending."""

    __tablename__ = "hallazgo_entrega_hecho"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    hallazgo_id: Mapped[int] = mapped_column(ForeignKey("hallazgo_entrega.id"))
    ordinal: Mapped[int] = mapped_column(SmallInteger)
    estado: Mapped[str] = mapped_column(String(14))
    motivo: Mapped[str] = mapped_column(Text)
    por_id: Mapped[int] = mapped_column(Integer)
    por: Mapped[str] = mapped_column(String(200))
    en: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (
        codes("estado", SEGUIMIENTOS),
        UniqueConstraint("hallazgo_id", "ordinal", name="uq_hallazgo_entrega_hecho_ordinal"),
        CheckConstraint("motivo <> ''", name="con_motivo"),
    )


for _table in (
    "jornada_entrega",
    "jornada_persona",
    "jornada_papel",
    "entrega",
    "entrega_ajuste",
    "entrega_cierre",
    "hallazgo_entrega",
    "hallazgo_entrega_hecho",
):
    append_only(_table)
