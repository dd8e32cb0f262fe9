"""The dossier itself: its stage, who captured it, the files tied to it. A stage never lacks its evidence."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workflow.db import Json, UtcDateTime, append_only, codes, db
from workflow.expedientes.modificacion import TIPOS_CAMBIO
from workflow.expedientes.route import ETAPAS, SENTIDOS, TIPOS
from workflow.people.models import Dependencia

ANTES_DE_VALIDAR = ("borrador", "enviado", "en_revision", "con_observaciones", "devuelto")
_APROBADAS = "('aprobado', 'aprobado_con_modificaciones', 'publicado')"


class Expediente(db.Model):  # type: ignore[name-defined]
    """A POA or a padrón on its way. `revision` grows with each act; the `v_*` columns are ids of `envio`.

    They are not foreign keys because both tables would need each other; an envio cannot be deleted.
    """

    __tablename__ = "expediente"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    folio: Mapped[str] = mapped_column(String(40), unique=True)
    tipo: Mapped[str] = mapped_column(String(10))
    dependencia_id: Mapped[int] = mapped_column(ForeignKey("dependencia.id"))
    programa: Mapped[str] = mapped_column(String(40))
    ejercicio: Mapped[int] = mapped_column(Integer)
    titulo: Mapped[str] = mapped_column(String(300))
    buscable: Mapped[str] = mapped_column(String(500))
    etapa: Mapped[str] = mapped_column(String(30), default="borrador")
    etapa_desde: Mapped[datetime] = mapped_column(UtcDateTime)
    etapa_por_id: Mapped[int] = mapped_column(Integer)
    etapa_por: Mapped[str] = mapped_column(String(200))
    version: Mapped[int] = mapped_column(Integer, default=1)
    vigente: Mapped[int | None] = mapped_column(Integer)
    ronda: Mapped[int] = mapped_column(Integer, default=1)
    reglas_version: Mapped[int | None] = mapped_column(Integer)
    sentido_dictamen: Mapped[str | None] = mapped_column(String(40))
    acuse: Mapped[bool] = mapped_column(Boolean, default=False)
    enviado_desde: Mapped[str | None] = mapped_column(String(30))
    enviado_ronda: Mapped[int | None] = mapped_column(Integer)
    observados: Mapped[list[str]] = mapped_column(Json, default=list)
    revisor_id: Mapped[int | None] = mapped_column(Integer)
    validado_por_id: Mapped[int | None] = mapped_column(Integer)
    validado_en: Mapped[datetime | None] = mapped_column(UtcDateTime)
    tipo_cambio: Mapped[str | None] = mapped_column(String(40))
    requiere_cabildo: Mapped[bool] = mapped_column(Boolean, default=True)
    motivo_cambio: Mapped[str | None] = mapped_column(Text)
    surte_efectos: Mapped[date | None] = mapped_column(Date)
    delta: Mapped[dict[str, Any] | None] = mapped_column(Json)
    v_presentada_id: Mapped[int | None] = mapped_column(Integer)
    v_revisada_id: Mapped[int | None] = mapped_column(Integer)
    v_aprobada_id: Mapped[int | None] = mapped_column(Integer)
    v_vigente_id: Mapped[int | None] = mapped_column(Integer)
    resuelto_en: Mapped[date | None] = mapped_column(Date)
    acuerdo_folio: Mapped[str | None] = mapped_column(String(80))
    delegado: Mapped[bool] = mapped_column(Boolean, default=False)
    integrado_por_id: Mapped[int | None] = mapped_column(Integer)
    verificado_por_id: Mapped[int | None] = mapped_column(Integer)
    verificado_en: Mapped[datetime | None] = mapped_column(UtcDateTime)
    modificaciones: Mapped[list[Any]] = mapped_column(Json, default=list)
    publicado_en: Mapped[datetime | None] = mapped_column(UtcDateTime)
    creado_en: Mapped[datetime] = mapped_column(UtcDateTime)
    creado_por_id: Mapped[int] = mapped_column(Integer)
    cambiado_en: Mapped[datetime] = mapped_column(UtcDateTime)
    cambiado_por: Mapped[str] = mapped_column(String(200))
    revision: Mapped[int] = mapped_column(Integer, default=1)
    dependencia: Mapped[Dependencia] = relationship()

    __table_args__ = (
        codes("tipo", TIPOS),
        codes("etapa", ETAPAS),
        codes("sentido_dictamen", SENTIDOS),
        codes("tipo_cambio", TIPOS_CAMBIO),
        UniqueConstraint("tipo", "dependencia_id", "programa", "ejercicio", name="uq_expediente_programa_ejercicio"),
        CheckConstraint("version >= 1 AND ronda >= 1 AND revision >= 1", name="contadores"),
        CheckConstraint("vigente IS NULL OR vigente <= version", name="vigente_conocida"),
        CheckConstraint("(vigente IS NULL) = (v_vigente_id IS NULL)", name="vigente_con_envio"),
        CheckConstraint("version = 1 OR tipo_cambio IS NOT NULL", name="modificacion_con_tipo"),
        CheckConstraint("etapa = 'borrador' OR v_presentada_id IS NOT NULL", name="presentada"),
        CheckConstraint(
            f"etapa IN {ANTES_DE_VALIDAR!r} OR (validado_por_id IS NOT NULL AND validado_en IS NOT NULL)",
            name="validada_por_alguien",
        ),
        CheckConstraint(
            f"etapa NOT IN {_APROBADAS} OR (v_aprobada_id IS NOT NULL AND resuelto_en IS NOT NULL "
            "AND (acuerdo_folio IS NOT NULL OR delegado))",
            name="aprobada_con_acuerdo",
        ),
        CheckConstraint("etapa <> 'rechazado' OR resuelto_en IS NOT NULL", name="rechazada_con_fecha"),
        CheckConstraint("NOT delegado OR (version > 1 AND NOT requiere_cabildo)", name="delegada_solo_menor"),
        CheckConstraint(
            "etapa <> 'publicado' OR (vigente = version AND publicado_en IS NOT NULL)", name="publicada_vigente"
        ),
        Index("ix_expediente_etapa_desde", "etapa", "etapa_desde", "id"),
        Index("ix_expediente_desde", "etapa_desde", "id"),
        Index("ix_expediente_dependencia_desde", "dependencia_id", "etapa_desde", "id"),
        Index("ix_expediente_ejercicio_desde", "ejercicio", "etapa_desde", "id"),
    )


class Borrador(db.Model):  # type: ignore[name-defined]
    """What is being captured. `revision` is what the page saw; another one means somebody saved before."""

    __tablename__ = "borrador"

    expediente_id: Mapped[int] = mapped_column(ForeignKey("expediente.id"), primary_key=True)
    contenido: Mapped[dict[str, Any]] = mapped_column(Json)
    revision: Mapped[int] = mapped_column(Integer, default=1)
    por_id: Mapped[int] = mapped_column(Integer)
    por: Mapped[str] = mapped_column(String(200))
    en: Mapped[datetime] = mapped_column(UtcDateTime)


class Participacion(db.Model):  # type: ignore[name-defined]
    """Who captured or sent a version: they never review it, whatever role they hold later."""

    __tablename__ = "participacion"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    expediente_id: Mapped[int] = mapped_column(ForeignKey("expediente.id"))
    version: Mapped[int] = mapped_column(Integer)
    usuario_id: Mapped[int] = mapped_column(Integer)
    papel: Mapped[str] = mapped_column(String(10))
    en: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (
        codes("papel", ("captura", "envio")),
        UniqueConstraint("expediente_id", "version", "usuario_id", "papel", name="uq_participacion_papel"),
    )


class Paso(db.Model):  # type: ignore[name-defined]
    """A stage that a dossier reached: when, and who brought it there."""

    __tablename__ = "expediente_paso"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    expediente_id: Mapped[int] = mapped_column(ForeignKey("expediente.id"), index=True)
    version: Mapped[int] = mapped_column(Integer)
    ronda: Mapped[int] = mapped_column(Integer)
    etapa: Mapped[str] = mapped_column(String(30))
    por_id: Mapped[int] = mapped_column(Integer)
    por: Mapped[str] = mapped_column(String(200))
    en: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (codes("etapa", ETAPAS),)


class Adjunto(db.Model):  # type: ignore[name-defined]
    """A kept file tied to a version of a dossier."""

    __tablename__ = "adjunto"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    expediente_id: Mapped[int] = mapped_column(ForeignKey("expediente.id"), index=True)
    version: Mapped[int] = mapped_column(Integer)
    archivo_id: Mapped[int] = mapped_column(Integer)
    descripcion: Mapped[str] = mapped_column(String(200))
    por_id: Mapped[int] = mapped_column(Integer)
    por: Mapped[str] = mapped_column(String(200))
    en: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (
        ForeignKeyConstraint(["archivo_id"], ["archivo.id"]),
        UniqueConstraint("expediente_id", "archivo_id", name="uq_adjunto_archivo"),
    )


class FolioConsecutivo(db.Model):  # type: ignore[name-defined]
    """The last number given in a series («POA/2027»): numbers are taken under its lock."""

    __tablename__ = "folio_consecutivo"

    id: Mapped[str] = mapped_column(String(20), primary_key=True)
    ultimo: Mapped[int] = mapped_column(Integer)


class ReglaRuta(db.Model):  # type: ignore[name-defined]
    """A dated choice of the municipality about the route (`ldf_servicios_personales`: bloquear or avisar)."""

    __tablename__ = "regla_ruta"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    clave: Mapped[str] = mapped_column(String(40))
    valor: Mapped[str] = mapped_column(String(40))
    vigente_desde: Mapped[date] = mapped_column(Date)
    fundamento: Mapped[str] = mapped_column(String(300))
    por_confirmar: Mapped[bool] = mapped_column(Boolean, default=True)

    __table_args__ = (UniqueConstraint("clave", "vigente_desde", name="uq_regla_ruta_vigencia"),)


for _table in ("expediente_paso", "participacion", "adjunto"):
    append_only(_table)
