"""The convocatoria as it was issued, to whom it was sent, who acknowledged it, and the keys of personal calendars.

All of it are facts, except that a calendar key can be revoked.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Boolean, CheckConstraint, ForeignKey, Index, Integer, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from workflow.db import Json, UtcDateTime, append_only, codes, db
from workflow.sesiones.convocatoria import ENVIOS, MEDIOS


class Convocatoria(db.Model):  # type: ignore[name-defined]
    """One issue of the convocatoria of a session. The first is version 1; a fe de erratas is the next one.

    `contenido`: all that it says. `cambios`: [{campo, antes, ahora}]. `reinicia`: its term counts from its own notice.
    """

    __tablename__ = "convocatoria"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    sesion_id: Mapped[int] = mapped_column(ForeignKey("sesion.id"))
    version: Mapped[int] = mapped_column(Integer)
    folio: Mapped[str] = mapped_column(String(120))
    contenido: Mapped[dict[str, Any]] = mapped_column(Json)
    cambios: Mapped[list[dict[str, Any]]] = mapped_column(Json)
    motivo: Mapped[str] = mapped_column(Text, default="")
    reinicia: Mapped[bool] = mapped_column(Boolean)
    emitida_en: Mapped[datetime] = mapped_column(UtcDateTime)
    por_id: Mapped[int] = mapped_column(Integer)

    __table_args__ = (
        UniqueConstraint("sesion_id", "version"),
        UniqueConstraint("folio", "version"),
        CheckConstraint("(version = 1) = (motivo = '')", name="rectificacion_con_motivo"),
        CheckConstraint("version > 1 OR reinicia", name="primera_cuenta"),
    )


class SesionDocumento(db.Model):  # type: ignore[name-defined]
    """A document that goes with the convocatoria besides its dossiers: what it is, its version and its hash.

    `sha256`: of what it says, as its own paper has it; `archivo_id`: the file that the members read.
    """

    __tablename__ = "sesion_documento"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    sesion_id: Mapped[int] = mapped_column(ForeignKey("sesion.id"), index=True)
    titulo: Mapped[str] = mapped_column(String(300))
    folio: Mapped[str] = mapped_column(String(80))
    version: Mapped[int] = mapped_column(Integer)
    sha256: Mapped[str] = mapped_column(String(64))
    archivo_id: Mapped[int] = mapped_column(ForeignKey("archivo.id"))
    en: Mapped[datetime] = mapped_column(UtcDateTime)
    por_id: Mapped[int] = mapped_column(Integer)
    por: Mapped[str] = mapped_column(String(200))

    __table_args__ = (
        CheckConstraint("length(sha256) = 64", name="hash"),
        UniqueConstraint("sesion_id", "folio", "version", name="uq_sesion_documento_version"),
    )


class ConvocatoriaEnvio(db.Model):  # type: ignore[name-defined]
    """The e-mail of one issue left for one member: that it was sent, not that it was received.

    `clase` `cancelacion`: the one that says that the session convened will not be held.
    """

    __tablename__ = "convocatoria_envio"

    convocatoria_id: Mapped[int] = mapped_column(ForeignKey("convocatoria.id"), primary_key=True)
    integrante_id: Mapped[int] = mapped_column(ForeignKey("sesion_integrante.id"), primary_key=True)
    clase: Mapped[str] = mapped_column(String(12), primary_key=True, default="convocatoria")
    enviado_en: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (codes("clase", ENVIOS),)


class Acuse(db.Model):  # type: ignore[name-defined]
    """A member received an issue: by which means, when, and who received it. `en`: when it was noted."""

    __tablename__ = "acuse"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    convocatoria_id: Mapped[int] = mapped_column(ForeignKey("convocatoria.id"), index=True)
    integrante_id: Mapped[int] = mapped_column(ForeignKey("sesion_integrante.id"))
    medio: Mapped[str] = mapped_column(String(12))
    recibido_en: Mapped[datetime] = mapped_column(UtcDateTime)
    recibio: Mapped[str] = mapped_column(String(200))
    en: Mapped[datetime] = mapped_column(UtcDateTime)
    por_id: Mapped[int] = mapped_column(Integer)

    __table_args__ = (
        codes("medio", MEDIOS),
        CheckConstraint("recibio <> ''", name="con_quien"),
        CheckConstraint("recibido_en <= en", name="ya_recibido"),
    )


class AcuseAnulado(db.Model):  # type: ignore[name-defined]
    """An acuse noted by mistake: the original stays, and no longer counts."""

    __tablename__ = "acuse_anulado"

    acuse_id: Mapped[int] = mapped_column(ForeignKey("acuse.id"), primary_key=True)
    motivo: Mapped[str] = mapped_column(Text)
    en: Mapped[datetime] = mapped_column(UtcDateTime)
    por_id: Mapped[int] = mapped_column(Integer)

    __table_args__ = (CheckConstraint("motivo <> ''", name="con_motivo"),)


class Confirmacion(db.Model):  # type: ignore[name-defined]
    """A member says whether they will attend; the last one counts. `motivo`: why not. It is not an attendance."""

    __tablename__ = "confirmacion"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    sesion_id: Mapped[int] = mapped_column(ForeignKey("sesion.id"), index=True)
    integrante_id: Mapped[int] = mapped_column(ForeignKey("sesion_integrante.id"))
    asiste: Mapped[bool] = mapped_column(Boolean)
    motivo: Mapped[str] = mapped_column(String(300), default="")
    en: Mapped[datetime] = mapped_column(UtcDateTime)
    por_id: Mapped[int] = mapped_column(Integer)

    __table_args__ = (CheckConstraint("asiste OR motivo <> ''", name="ausencia_con_motivo"),)


class CalendarioLlave(db.Model):  # type: ignore[name-defined]
    """The secret address of a person's calendar: only its hash; one in force for each person."""

    __tablename__ = "calendario_llave"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    usuario_id: Mapped[int] = mapped_column(ForeignKey("usuario.id"))
    llave_hash: Mapped[str] = mapped_column(String(64), unique=True)
    creada_en: Mapped[datetime] = mapped_column(UtcDateTime)
    revocada_en: Mapped[datetime | None] = mapped_column(UtcDateTime)

    __table_args__ = (
        CheckConstraint("revocada_en IS NULL OR revocada_en >= creada_en", name="intervalo"),
        Index("uq_calendario_llave_vigente", "usuario_id", unique=True, sqlite_where=text("revocada_en IS NULL"),
              postgresql_where=text("revocada_en IS NULL")),
    )  # fmt: skip


for _table in ("convocatoria", "convocatoria_envio", "acuse", "acuse_anulado", "confirmacion", "sesion_documento"):
    append_only(_table)
