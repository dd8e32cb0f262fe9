"""Tables of the review desk. What was decided, answered, proposed or assigned is a fact: a correction is a new one."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Boolean, CheckConstraint, Date, ForeignKey, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workflow.db import UtcDateTime, append_only, codes, db
from workflow.expedientes.observaciones import TIPOS_OBSERVACION
from workflow.expedientes.route import TIPOS
from workflow.revision.codigos import DECISIONES, PROPUESTAS, RESPUESTAS
from workflow.revision.umbrales import CLAVES


class HallazgoDecision(db.Model):  # type: ignore[name-defined]
    """What a reviewer did with an automatic finding. The last one of a `huella` counts; `observacion`: its clave."""

    __tablename__ = "revision_hallazgo_decision"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    expediente_id: Mapped[int] = mapped_column(ForeignKey("expediente.id"))
    envio_id: Mapped[int] = mapped_column(ForeignKey("envio.id"))
    version: Mapped[int] = mapped_column(Integer)
    codigo: Mapped[str] = mapped_column(String(60))
    campo: Mapped[str] = mapped_column(String(200))
    huella: Mapped[str] = mapped_column(String(64))
    decision: Mapped[str] = mapped_column(String(12))
    motivo: Mapped[str] = mapped_column(Text, default="")
    observacion: Mapped[str | None] = mapped_column(String(12))
    por_id: Mapped[int] = mapped_column(Integer)
    por: Mapped[str] = mapped_column(String(200))
    en: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (
        codes("decision", DECISIONES),
        CheckConstraint("(decision = 'aceptado') = (observacion IS NOT NULL)", name="aceptado_con_observacion"),
        CheckConstraint("decision <> 'descartado' OR motivo <> ''", name="descartado_con_motivo"),
        CheckConstraint("length(huella) = 64", name="huella"),
        Index("ix_revision_hallazgo_decision_expediente", "expediente_id", "id"),
    )


class TextoReutilizable(db.Model):  # type: ignore[name-defined]
    """A text of observation kept to be used again. Editing it is a new `edicion` of its clave; the last one counts."""

    __tablename__ = "revision_texto"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    clave: Mapped[str] = mapped_column(String(40))
    edicion: Mapped[int] = mapped_column(Integer)
    tipo: Mapped[str] = mapped_column(String(10))
    categoria: Mapped[str] = mapped_column(String(60))
    texto: Mapped[str] = mapped_column(Text)
    tipo_observacion: Mapped[str] = mapped_column(String(15))
    activo: Mapped[bool] = mapped_column(Boolean, default=True)
    por_id: Mapped[int] = mapped_column(Integer)
    por: Mapped[str] = mapped_column(String(200))
    en: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (
        codes("tipo", TIPOS),
        codes("tipo_observacion", TIPOS_OBSERVACION),
        UniqueConstraint("clave", "edicion", name="uq_revision_texto_edicion"),
        CheckConstraint("texto <> '' AND categoria <> ''", name="con_texto"),
    )


class PuntoLista(db.Model):  # type: ignore[name-defined]
    """A question of the checklist of a kind, from a date on. The last edition in force that day counts."""

    __tablename__ = "revision_punto"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    clave: Mapped[str] = mapped_column(String(40))
    edicion: Mapped[int] = mapped_column(Integer)
    tipo: Mapped[str] = mapped_column(String(10))
    orden: Mapped[int] = mapped_column(Integer)
    pregunta: Mapped[str] = mapped_column(String(400))
    fundamento: Mapped[str] = mapped_column(String(300))
    vigente_desde: Mapped[date] = mapped_column(Date)
    activo: Mapped[bool] = mapped_column(Boolean, default=True)
    por_confirmar: Mapped[bool] = mapped_column(Boolean, default=True)
    por_id: Mapped[int] = mapped_column(Integer)
    por: Mapped[str] = mapped_column(String(200))
    en: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (
        codes("tipo", TIPOS),
        UniqueConstraint("clave", "edicion", name="uq_revision_punto_edicion"),
        CheckConstraint("pregunta <> '' AND fundamento <> ''", name="con_fundamento"),
    )


class RespuestaLista(db.Model):  # type: ignore[name-defined]
    """What the reviewer answered to a question about one submission, with the words that were asked."""

    __tablename__ = "revision_respuesta"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    expediente_id: Mapped[int] = mapped_column(ForeignKey("expediente.id"))
    envio_id: Mapped[int] = mapped_column(ForeignKey("envio.id"))
    clave: Mapped[str] = mapped_column(String(40))
    pregunta: Mapped[str] = mapped_column(String(400))
    respuesta: Mapped[str] = mapped_column(String(10))
    nota: Mapped[str] = mapped_column(Text, default="")
    por_id: Mapped[int] = mapped_column(Integer)
    por: Mapped[str] = mapped_column(String(200))
    en: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (
        codes("respuesta", RESPUESTAS),
        CheckConstraint("respuesta = 'cumple' OR nota <> ''", name="con_nota"),
        Index("ix_revision_respuesta_expediente", "expediente_id", "id"),
    )


class AsignacionRevision(db.Model):  # type: ignore[name-defined]
    """Whom the titular gave a dossier to, and whom it was taken from."""

    __tablename__ = "revision_asignacion"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    expediente_id: Mapped[int] = mapped_column(ForeignKey("expediente.id"), index=True)
    version: Mapped[int] = mapped_column(Integer)
    revisor_id: Mapped[int] = mapped_column(ForeignKey("usuario.id"))
    anterior_id: Mapped[int | None] = mapped_column(Integer)
    motivo: Mapped[str] = mapped_column(String(300), default="")
    por_id: Mapped[int] = mapped_column(Integer)
    por: Mapped[str] = mapped_column(String(200))
    en: Mapped[datetime] = mapped_column(UtcDateTime)


class Propuesta(db.Model):  # type: ignore[name-defined]
    """The reviewer proposes to validate a submission, or the titular returns it to the reviewer, saying why."""

    __tablename__ = "revision_propuesta"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    expediente_id: Mapped[int] = mapped_column(ForeignKey("expediente.id"), index=True)
    envio_id: Mapped[int] = mapped_column(ForeignKey("envio.id"))
    version: Mapped[int] = mapped_column(Integer)
    accion: Mapped[str] = mapped_column(String(10))
    nota: Mapped[str] = mapped_column(Text)
    por_id: Mapped[int] = mapped_column(Integer)
    por: Mapped[str] = mapped_column(String(200))
    en: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (
        codes("accion", PROPUESTAS),
        CheckConstraint("nota <> ''", name="con_nota"),
    )


class UmbralRevision(db.Model):  # type: ignore[name-defined]
    """A number of the automatic findings (how far is far, how alike is alike), from a date on."""

    __tablename__ = "revision_umbral"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    clave: Mapped[str] = mapped_column(String(40))
    valor: Mapped[int] = mapped_column(Integer)
    vigente_desde: Mapped[date] = mapped_column(Date)
    fundamento: Mapped[str] = mapped_column(String(300))
    por_confirmar: Mapped[bool] = mapped_column(Boolean, default=True)
    por_id: Mapped[int] = mapped_column(Integer)
    por: Mapped[str] = mapped_column(String(200))
    en: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (
        codes("clave", CLAVES),
        CheckConstraint("fundamento <> ''", name="con_fundamento"),
        CheckConstraint("valor >= 0", name="no_negativo"),
        Index("ix_revision_umbral_clave", "clave", "vigente_desde", "id"),
    )


for _table in (
    "revision_hallazgo_decision",
    "revision_texto",
    "revision_punto",
    "revision_respuesta",
    "revision_asignacion",
    "revision_propuesta",
    "revision_umbral",
):
    append_only(_table)
