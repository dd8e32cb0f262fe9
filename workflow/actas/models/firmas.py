"""Electronic signature: how each organ signs, whom it trusts, and each signature with the file it left. Only facts."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from workflow.actas.firma.certificado import IDENTIDADES
from workflow.actas.firma.clases import CLASES_AUTORIDAD, RESULTADOS
from workflow.actas.firma.ocsp import VIGENCIAS
from workflow.actas.firma.orden import CLASES_FIRMA, MODOS, ORDENES
from workflow.db import UtcDateTime, append_only, codes, db


class FirmaRegla(db.Model):  # type: ignore[name-defined]
    """How an organ signs a kind of document from a day on. `sesion_tipo` "": whatever the kind of session."""

    __tablename__ = "firma_regla"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    organo_id: Mapped[int] = mapped_column(ForeignKey("organo.id"))
    sesion_tipo: Mapped[str] = mapped_column(String(20), default="")
    clase: Mapped[str] = mapped_column(String(20))
    modo: Mapped[str] = mapped_column(String(20))
    orden: Mapped[str] = mapped_column(String(20))
    admite_proyecto: Mapped[bool] = mapped_column(Boolean, default=False)
    vigente_desde: Mapped[date] = mapped_column(Date)
    fundamento: Mapped[str] = mapped_column(Text)
    estado: Mapped[str] = mapped_column(String(40), default="por confirmar")
    en: Mapped[datetime] = mapped_column(UtcDateTime)
    por_id: Mapped[int] = mapped_column(Integer)

    __table_args__ = (
        codes("clase", CLASES_FIRMA),
        codes("modo", MODOS),
        codes("orden", ORDENES),
        UniqueConstraint("organo_id", "sesion_tipo", "clase", "vigente_desde", name="uq_firma_regla_dia"),
        CheckConstraint("fundamento <> ''", name="con_fundamento"),
    )


class FirmaAutoridad(db.Model):  # type: ignore[name-defined]
    """A certificate of an authority that the municipality trusts from a day on. `ocsp`: where it is asked, or ""."""

    __tablename__ = "firma_autoridad"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    sha256: Mapped[str] = mapped_column(String(64), unique=True)
    clase: Mapped[str] = mapped_column(String(20))
    nombre: Mapped[str] = mapped_column(String(200))
    der: Mapped[bytes] = mapped_column(LargeBinary)
    ocsp: Mapped[str] = mapped_column(String(300), default="")
    vigente_desde: Mapped[date] = mapped_column(Date)
    fundamento: Mapped[str] = mapped_column(Text)
    estado: Mapped[str] = mapped_column(String(40), default="por confirmar")
    en: Mapped[datetime] = mapped_column(UtcDateTime)
    por_id: Mapped[int] = mapped_column(Integer)

    __table_args__ = (
        codes("clase", CLASES_AUTORIDAD),
        CheckConstraint("fundamento <> '' AND length(sha256) = 64", name="con_fundamento"),
    )


class FirmaAutoridadBaja(db.Model):  # type: ignore[name-defined]
    """The last day that an authority is trusted, and why."""

    __tablename__ = "firma_autoridad_baja"

    autoridad_id: Mapped[int] = mapped_column(ForeignKey("firma_autoridad.id"), primary_key=True)
    hasta: Mapped[date] = mapped_column(Date)
    motivo: Mapped[str] = mapped_column(Text)
    en: Mapped[datetime] = mapped_column(UtcDateTime)
    por_id: Mapped[int] = mapped_column(Integer)

    __table_args__ = (CheckConstraint("motivo <> ''", name="con_motivo"),)


class FirmaIdentidad(db.Model):  # type: ignore[name-defined]
    """What is known of a signer: the last one of each kind is what holds. The keys are kept only as keyed indexes.

    `quien`: «persona:12», or «nombre:…» of who is in no roll. `certificado_sha256`: one confirmed as theirs.
    """

    __tablename__ = "firma_identidad"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    quien: Mapped[str] = mapped_column(String(240), index=True)
    rfc_indice: Mapped[str | None] = mapped_column(String(64))
    curp_indice: Mapped[str | None] = mapped_column(String(64))
    certificado_sha256: Mapped[str | None] = mapped_column(String(64))
    en: Mapped[datetime] = mapped_column(UtcDateTime)
    por_id: Mapped[int] = mapped_column(Integer)

    __table_args__ = (
        CheckConstraint(
            "rfc_indice IS NOT NULL OR curp_indice IS NOT NULL OR certificado_sha256 IS NOT NULL", name="algo"
        ),
    )


class FirmaProceso(db.Model):  # type: ignore[name-defined]
    """A version of a document that is being signed with certificates. `da_fe`: place of who certifies the others."""

    __tablename__ = "firma_proceso"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    instantanea_id: Mapped[int] = mapped_column(ForeignKey("instantanea.id"))
    numero: Mapped[int] = mapped_column(Integer)
    orden: Mapped[str] = mapped_column(String(20))
    da_fe: Mapped[int | None] = mapped_column(Integer)
    fundamento: Mapped[str] = mapped_column(Text)
    en: Mapped[datetime] = mapped_column(UtcDateTime)
    por_id: Mapped[int] = mapped_column(Integer)

    __table_args__ = (
        codes("orden", ORDENES),
        UniqueConstraint("instantanea_id", "numero", name="uq_firma_proceso_numero"),
        CheckConstraint("numero >= 1 AND fundamento <> ''", name="con_fundamento"),
    )


class FirmaLugar(db.Model):  # type: ignore[name-defined]
    """Who is to sign in each place of the list. `persona_id` empty: nobody of the roll, the secretary signs there."""

    __tablename__ = "firma_lugar"

    proceso_id: Mapped[int] = mapped_column(ForeignKey("firma_proceso.id"), primary_key=True)
    clave: Mapped[str] = mapped_column(String(40), primary_key=True)
    quien: Mapped[str] = mapped_column(String(240))
    persona_id: Mapped[int | None] = mapped_column(ForeignKey("persona.id"), index=True)


class FirmaProcesoFin(db.Model):  # type: ignore[name-defined]
    """The electronic signature of a version was given up: it is signed on paper, or begun again."""

    __tablename__ = "firma_proceso_fin"

    proceso_id: Mapped[int] = mapped_column(ForeignKey("firma_proceso.id"), primary_key=True)
    motivo: Mapped[str] = mapped_column(Text)
    en: Mapped[datetime] = mapped_column(UtcDateTime)
    por_id: Mapped[int] = mapped_column(Integer)

    __table_args__ = (CheckConstraint("motivo <> ''", name="con_motivo"),)


class FirmaEtapa(db.Model):  # type: ignore[name-defined]
    """The PDF as each signature left it; number 0 is the frozen one, still without any. None is ever overwritten."""

    __tablename__ = "firma_etapa"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    proceso_id: Mapped[int] = mapped_column(ForeignKey("firma_proceso.id"))
    numero: Mapped[int] = mapped_column(Integer)
    archivo_id: Mapped[int] = mapped_column(ForeignKey("archivo.id"))
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    en: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (
        UniqueConstraint("proceso_id", "numero", name="uq_firma_etapa_numero"),
        CheckConstraint("numero >= 0 AND length(sha256) = 64", name="numero"),
    )


class FirmaPreparada(db.Model):  # type: ignore[name-defined]
    """A revision that waits for the signature of one person, over the stage that was the last one then.

    `inicio`, `fin`: the hole. `atributos`, `sello`: base64. `cadena`: the exact bytes that the seal covers.
    """

    __tablename__ = "firma_preparada"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    proceso_id: Mapped[int] = mapped_column(ForeignKey("firma_proceso.id"))
    clave: Mapped[str] = mapped_column(String(40))
    base: Mapped[int] = mapped_column(Integer)
    archivo_id: Mapped[int] = mapped_column(ForeignKey("archivo.id"))
    inicio: Mapped[int] = mapped_column(Integer)
    fin: Mapped[int] = mapped_column(Integer)
    digest: Mapped[str] = mapped_column(String(64))
    atributos: Mapped[str] = mapped_column(Text)
    certificado: Mapped[bytes] = mapped_column(LargeBinary)
    certificado_sha256: Mapped[str] = mapped_column(String(64))
    cadena: Mapped[str] = mapped_column(Text)
    sello: Mapped[str] = mapped_column(Text)
    identidad: Mapped[str] = mapped_column(String(20))
    vigencia: Mapped[str] = mapped_column(String(20))
    en: Mapped[datetime] = mapped_column(UtcDateTime)
    por_id: Mapped[int] = mapped_column(Integer)

    __table_args__ = (
        codes("identidad", IDENTIDADES),
        codes("vigencia", VIGENCIAS),
        CheckConstraint("fin > inicio AND length(digest) = 64", name="hueco"),
        Index("ix_firma_preparada_proceso_clave", "proceso_id", "clave"),
    )


class FirmaElectronica(db.Model):  # type: ignore[name-defined]
    """A signature in the document. One a signer and one a stage: two that arrive at once leave one."""

    __tablename__ = "firma_electronica"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    proceso_id: Mapped[int] = mapped_column(ForeignKey("firma_proceso.id"))
    clave: Mapped[str] = mapped_column(String(40))
    etapa_id: Mapped[int] = mapped_column(ForeignKey("firma_etapa.id"), unique=True)
    preparada_id: Mapped[int] = mapped_column(ForeignKey("firma_preparada.id"), unique=True)
    numero: Mapped[str] = mapped_column(String(60))
    titular: Mapped[str] = mapped_column(String(300))
    emisor: Mapped[str] = mapped_column(String(300))
    firmada_en: Mapped[datetime] = mapped_column(UtcDateTime)
    en: Mapped[datetime] = mapped_column(UtcDateTime)
    por_id: Mapped[int] = mapped_column(Integer)

    __table_args__ = (UniqueConstraint("proceso_id", "clave", name="uq_firma_electronica_clave"),)


class FirmaRevision(db.Model):  # type: ignore[name-defined]
    """What was found when a signature was judged; the last one holds."""

    __tablename__ = "firma_revision"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    firma_id: Mapped[int] = mapped_column(ForeignKey("firma_electronica.id"), index=True)
    resultado: Mapped[str] = mapped_column(String(20))
    vigencia: Mapped[str] = mapped_column(String(20))
    en: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (codes("resultado", RESULTADOS), codes("vigencia", VIGENCIAS))


for _table in (
    "firma_regla",
    "firma_autoridad",
    "firma_autoridad_baja",
    "firma_identidad",
    "firma_proceso",
    "firma_lugar",
    "firma_proceso_fin",
    "firma_etapa",
    "firma_preparada",
    "firma_electronica",
    "firma_revision",
):
    append_only(_table)
