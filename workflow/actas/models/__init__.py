"""Actas, the snapshots they are made from, and the documents made. Only the acta itself changes; the rest are facts."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, Date, ForeignKey, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workflow.actas.clases import (
    CLASES,
    CLASES_PRECISION,
    ESTADOS_ACTA,
    ESTADOS_FIRMA,
    FORMATOS,
    OBJETOS,
    TIPOS_ACTA,
)
from workflow.actas.models.aprobaciones import AprobacionAnulada
from workflow.actas.models.firmas import (
    FirmaAutoridad,
    FirmaAutoridadBaja,
    FirmaElectronica,
    FirmaEtapa,
    FirmaIdentidad,
    FirmaLugar,
    FirmaPreparada,
    FirmaProceso,
    FirmaProcesoFin,
    FirmaRegla,
    FirmaRevision,
)
from workflow.actas.models.oficios import Oficio
from workflow.actas.models.plantillas import Membrete, Plantilla, PlantillaCarga
from workflow.db import Json, UtcDateTime, append_only, codes, db

__all__ = [
    "Acta",
    "ActaPrecision",
    "ActaTexto",
    "AprobacionAnulada",
    "Cancelacion",
    "Documento",
    "FirmaAutoridad",
    "FirmaAutoridadBaja",
    "FirmaElectronica",
    "FirmaEtapa",
    "FirmaIdentidad",
    "FirmaLugar",
    "FirmaNota",
    "FirmaPreparada",
    "FirmaProceso",
    "FirmaProcesoFin",
    "FirmaRegla",
    "FirmaRevision",
    "Firmado",
    "Instantanea",
    "LibroAsiento",
    "Membrete",
    "Oficio",
    "Plantilla",
    "PlantillaCarga",
    "VotoParticularEscrito",
]


class Instantanea(db.Model):  # type: ignore[name-defined]
    """What a document says, frozen. `contenido` is canonical JSON; `sha256` is its hash.

    `plantilla_id`: the template of Word in force when it was issued, for good; None: the composition of the house.
    `membrete_id`: the letterhead of that day, for good; None: that of the installation.
    """

    __tablename__ = "instantanea"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    clase: Mapped[str] = mapped_column(String(20))
    objeto_tipo: Mapped[str] = mapped_column(String(20))
    objeto_id: Mapped[int] = mapped_column(Integer)
    version: Mapped[int] = mapped_column(Integer)
    folio: Mapped[str] = mapped_column(String(120))
    contenido: Mapped[dict[str, Any]] = mapped_column(Json)
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    creada_en: Mapped[datetime] = mapped_column(UtcDateTime)
    plantilla_id: Mapped[int | None] = mapped_column(ForeignKey("plantilla.id"))
    membrete_id: Mapped[int | None] = mapped_column(ForeignKey("membrete.id"))

    __table_args__ = (
        codes("clase", CLASES),
        codes("objeto_tipo", OBJETOS),
        UniqueConstraint("clase", "objeto_tipo", "objeto_id", "version", name="uq_instantanea_objeto_version"),
        UniqueConstraint("folio", "version", name="uq_instantanea_folio_version"),
        CheckConstraint("version >= 1", name="version"),
        CheckConstraint("length(sha256) = 64", name="hash"),
    )


class Acta(db.Model):  # type: ignore[name-defined]
    """The acta of one session, or the constancia that it was not held. The folio is never reused."""

    __tablename__ = "acta"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    sesion_id: Mapped[int] = mapped_column(ForeignKey("sesion.id"), unique=True)
    organo_id: Mapped[int] = mapped_column(ForeignKey("organo.id"))
    tipo: Mapped[str] = mapped_column(String(20))
    periodo: Mapped[str] = mapped_column(String(20))
    numero: Mapped[int] = mapped_column(Integer)
    folio: Mapped[str] = mapped_column(String(120), unique=True)
    estado: Mapped[str] = mapped_column(String(20), default="proyecto")
    instantanea_id: Mapped[int] = mapped_column(ForeignKey("instantanea.id"))
    creada_en: Mapped[datetime] = mapped_column(UtcDateTime)
    aprobada_en: Mapped[date | None] = mapped_column(Date)
    aprobada_por: Mapped[str | None] = mapped_column(String(80))
    aprobada_votacion_id: Mapped[int | None] = mapped_column(ForeignKey("votacion.id"), unique=True)
    version: Mapped[int] = mapped_column(Integer, default=1)
    instantanea: Mapped[Instantanea] = relationship(lazy="joined", innerjoin=True)

    __table_args__ = (
        codes("tipo", TIPOS_ACTA),
        codes("estado", ESTADOS_ACTA),
        UniqueConstraint("organo_id", "periodo", "tipo", "numero", name="uq_acta_numero"),
        CheckConstraint("(estado = 'aprobada') = (aprobada_en IS NOT NULL)", name="aprobada_con_fecha"),
        CheckConstraint("numero >= 1 AND version >= 1", name="contadores"),
    )


class Documento(db.Model):  # type: ignore[name-defined]
    """One file made from one snapshot: a kind, a thing, a version and a format, once.

    `plantilla_falla`: why its template could not be filled, and the composition of the house was used.
    """

    __tablename__ = "documento"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    clase: Mapped[str] = mapped_column(String(20))
    objeto_tipo: Mapped[str] = mapped_column(String(20))
    objeto_id: Mapped[int] = mapped_column(Integer)
    version: Mapped[int] = mapped_column(Integer)
    formato: Mapped[str] = mapped_column(String(8))
    instantanea_id: Mapped[int] = mapped_column(ForeignKey("instantanea.id"), index=True)
    archivo_id: Mapped[int] = mapped_column(ForeignKey("archivo.id"))
    sha256: Mapped[str] = mapped_column(String(64))
    creado_en: Mapped[datetime] = mapped_column(UtcDateTime)
    plantilla_sha256: Mapped[str | None] = mapped_column(String(64))
    plantilla_falla: Mapped[str | None] = mapped_column(String(60))
    instantanea: Mapped[Instantanea] = relationship(lazy="joined", innerjoin=True)

    __table_args__ = (
        codes("clase", CLASES),
        codes("objeto_tipo", OBJETOS),
        codes("formato", FORMATOS),
        UniqueConstraint("clase", "objeto_tipo", "objeto_id", "version", "formato", name="uq_documento_unico"),
    )


class ActaTexto(db.Model):  # type: ignore[name-defined]
    """What somebody wrote by hand in a section of an acta, apart from the facts: each saving is another revision."""

    __tablename__ = "acta_texto"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    acta_id: Mapped[int] = mapped_column(ForeignKey("acta.id"))
    seccion: Mapped[str] = mapped_column(String(40))
    revision: Mapped[int] = mapped_column(Integer)
    texto: Mapped[str] = mapped_column(Text)
    en: Mapped[datetime] = mapped_column(UtcDateTime)
    por_id: Mapped[int] = mapped_column(Integer)
    por: Mapped[str] = mapped_column(String(200))

    __table_args__ = (
        UniqueConstraint("acta_id", "seccion", "revision", name="uq_acta_texto_revision"),
        CheckConstraint("revision >= 1", name="revision"),
    )


class ActaPrecision(db.Model):  # type: ignore[name-defined]
    """What was asked when the acta was put up for approval: a correction the body accepted, or an objection annexed."""

    __tablename__ = "acta_precision"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    acta_id: Mapped[int] = mapped_column(ForeignKey("acta.id"), index=True)
    clase: Mapped[str] = mapped_column(String(20))
    dice: Mapped[str] = mapped_column(Text, default="")
    debe_decir: Mapped[str] = mapped_column(Text)
    solicita: Mapped[str] = mapped_column(String(200))
    en: Mapped[datetime] = mapped_column(UtcDateTime)
    por_id: Mapped[int] = mapped_column(Integer)

    __table_args__ = (
        codes("clase", CLASES_PRECISION),
        CheckConstraint("debe_decir <> '' AND solicita <> ''", name="completa"),
        CheckConstraint("clase <> 'objecion' OR dice = ''", name="objecion_sin_dice"),
    )


class Firmado(db.Model):  # type: ignore[name-defined]
    """The paper that was signed, scanned: a PDF kept beside the version that was printed."""

    __tablename__ = "firmado"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    instantanea_id: Mapped[int] = mapped_column(ForeignKey("instantanea.id"), index=True)
    archivo_id: Mapped[int] = mapped_column(ForeignKey("archivo.id"))
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    en: Mapped[datetime] = mapped_column(UtcDateTime)
    por_id: Mapped[int] = mapped_column(Integer)

    __table_args__ = (UniqueConstraint("instantanea_id", "sha256", name="uq_firmado_archivo"),)


class FirmaNota(db.Model):  # type: ignore[name-defined]
    """Whether a signer of a version signed, refused or could not: the last note of each one is what holds."""

    __tablename__ = "firma_nota"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    instantanea_id: Mapped[int] = mapped_column(ForeignKey("instantanea.id"), index=True)
    clave: Mapped[str] = mapped_column(String(40))
    estado: Mapped[str] = mapped_column(String(20))
    nota: Mapped[str] = mapped_column(Text, default="")
    en: Mapped[datetime] = mapped_column(UtcDateTime)
    por_id: Mapped[int] = mapped_column(Integer)

    __table_args__ = (
        codes("estado", ESTADOS_FIRMA),
        CheckConstraint("estado = 'firmo' OR nota <> ''", name="sin_firma_con_nota"),
    )


class VotoParticularEscrito(db.Model):  # type: ignore[name-defined]
    """The dissent that a member filed in writing to a dictamen; it goes as an annex."""

    __tablename__ = "voto_particular"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    dictamen_id: Mapped[int] = mapped_column(ForeignKey("dictamen.id"))
    integrante_id: Mapped[int] = mapped_column(ForeignKey("sesion_integrante.id"))
    texto: Mapped[str] = mapped_column(Text)
    en: Mapped[datetime] = mapped_column(UtcDateTime)
    por_id: Mapped[int] = mapped_column(Integer)

    __table_args__ = (
        UniqueConstraint("dictamen_id", "integrante_id", name="uq_voto_particular_integrante"),
        CheckConstraint("texto <> ''", name="con_texto"),
    )


class Cancelacion(db.Model):  # type: ignore[name-defined]
    """A document without effect: it keeps its folio, which is never reused."""

    __tablename__ = "documento_cancelacion"

    instantanea_id: Mapped[int] = mapped_column(ForeignKey("instantanea.id"), primary_key=True)
    motivo: Mapped[str] = mapped_column(Text)
    en: Mapped[datetime] = mapped_column(UtcDateTime)
    por_id: Mapped[int] = mapped_column(Integer)

    __table_args__ = (CheckConstraint("motivo <> ''", name="con_motivo"),)


class LibroAsiento(db.Model):  # type: ignore[name-defined]
    """An acta in the Libro de Actas of its organ and term: its fojas, and the hash that ties it to the one before.

    One whose approval was undone keeps its entry, without effect; approved again, it gets another.
    """

    __tablename__ = "libro_asiento"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    organo_id: Mapped[int] = mapped_column(ForeignKey("organo.id"))
    periodo: Mapped[str] = mapped_column(String(20))
    orden: Mapped[int] = mapped_column(Integer)
    acta_id: Mapped[int] = mapped_column(ForeignKey("acta.id"))
    folio: Mapped[str] = mapped_column(String(120))
    instantanea_sha256: Mapped[str] = mapped_column(String(64))
    documento_id: Mapped[int] = mapped_column(ForeignKey("documento.id"))
    archivo_sha256: Mapped[str] = mapped_column(String(64))
    foja_inicial: Mapped[int] = mapped_column(Integer)
    foja_final: Mapped[int] = mapped_column(Integer)
    en: Mapped[datetime] = mapped_column(UtcDateTime)
    hash_previo: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))

    __table_args__ = (
        UniqueConstraint("organo_id", "periodo", "orden", name="uq_libro_asiento_orden"),
        UniqueConstraint("organo_id", "periodo", "foja_inicial", name="uq_libro_asiento_foja"),
        UniqueConstraint("acta_id", "instantanea_sha256", name="uq_libro_asiento_version"),
        CheckConstraint("foja_inicial >= 1 AND foja_final >= foja_inicial", name="fojas"),
        CheckConstraint("orden >= 1 AND length(hash) = 64", name="encadenado"),
    )


for _table in (
    "instantanea",
    "documento",
    "acta_texto",
    "acta_precision",
    "firmado",
    "firma_nota",
    "voto_particular",
    "documento_cancelacion",
    "libro_asiento",
):
    append_only(_table)
