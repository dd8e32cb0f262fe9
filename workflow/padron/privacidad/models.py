"""Tables of the personal data: who saw it, its notices, ARCO requests, bloqueo and supresión, what the Comité decided.

Facts hold no personal data: a person is the row of an upload. Only an ARCO request names somebody, encrypted.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

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
    event,
    select,
)
from sqlalchemy.orm import Mapped, ORMExecuteState, Session, mapped_column, with_loader_criteria

from workflow.db import Json, UtcDateTime, append_only, codes, db
from workflow.padron.models import Inscripcion, PadronFila
from workflow.padron.privacidad.accesos import ACCIONES, ALCANCES, MOTIVOS
from workflow.padron.privacidad.arco import HECHOS, MEDIOS, SENTIDOS, TIPOS
from workflow.padron.privacidad.bloqueo import ACCIONES as ACTOS_BLOQUEO
from workflow.padron.privacidad.comite import CLASES, DECISIONES

CON_BLOQUEADAS = {"con_bloqueadas": True}
"""Execution option of the few reads that may find blocked and suppressed rows."""


_FILAS = PadronFila.__table__
_BLOQUEADAS = select(_FILAS.c.id).where(_FILAS.c.bloqueo.is_not(None))


@event.listens_for(Session, "do_orm_execute")
def _sin_bloqueadas(state: ORMExecuteState) -> None:
    """Blocked data is not shown, exported nor counted, by any read that forgets about it: only by those that ask."""
    if state.is_select and not state.execution_options.get("con_bloqueadas") and not state.is_column_load:
        state.statement = state.statement.options(  # type: ignore[attr-defined]
            with_loader_criteria(PadronFila, PadronFila.bloqueo.is_(None), include_aliases=True),
            with_loader_criteria(Inscripcion, Inscripcion.fila_id.not_in(_BLOQUEADAS), include_aliases=True),
        )


class PadronAcceso(db.Model):  # type: ignore[name-defined]
    """Somebody saw personal data in clear. `fila_id`: one row; without it, the rows of the upload that `alcance` says.

    `campos`: the titles of the columns that were shown. `filas`: how many people.
    """

    __tablename__ = "padron_acceso"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    accion: Mapped[str] = mapped_column(String(12))
    motivo: Mapped[str] = mapped_column(String(20))
    detalle: Mapped[str] = mapped_column(String(300), default="")
    alcance: Mapped[str] = mapped_column(String(12))
    expediente_id: Mapped[int | None] = mapped_column(ForeignKey("expediente.id"))
    carga_id: Mapped[int | None] = mapped_column(ForeignKey("carga_padron.id"))
    fila_id: Mapped[int | None] = mapped_column(Integer)
    filas: Mapped[int] = mapped_column(Integer)
    campos: Mapped[list[str]] = mapped_column(Json, default=list)
    solicitud_id: Mapped[int | None] = mapped_column(ForeignKey("arco_solicitud.id"))
    cargo: Mapped[str] = mapped_column(String(200))
    roles: Mapped[str] = mapped_column(String(300))
    por_id: Mapped[int] = mapped_column(Integer)
    por: Mapped[str] = mapped_column(String(200))
    en: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (
        codes("accion", ACCIONES),
        codes("alcance", ALCANCES),
        codes("motivo", tuple(MOTIVOS)),
        CheckConstraint("alcance <> 'fila' OR fila_id IS NOT NULL", name="fila"),
        CheckConstraint("motivo <> 'otro' OR detalle <> ''", name="otro_con_detalle"),
        Index("ix_padron_acceso_fila", "fila_id"),
        Index("ix_padron_acceso_carga", "carga_id"),
        Index("ix_padron_acceso_expediente", "expediente_id", "id"),
    )


class AvisoPrivacidad(db.Model):  # type: ignore[name-defined]
    """A version of the aviso de privacidad of a programme, in force from a day. `elementos`: the nine of the law."""

    __tablename__ = "aviso_privacidad"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    programa: Mapped[str] = mapped_column(String(40))
    version: Mapped[int] = mapped_column(Integer)
    nombre: Mapped[str] = mapped_column(String(300))
    desde: Mapped[date] = mapped_column(Date)
    elementos: Mapped[dict[str, str]] = mapped_column(Json)
    huella: Mapped[str] = mapped_column(String(64))
    por_id: Mapped[int] = mapped_column(Integer)
    por: Mapped[str] = mapped_column(String(200))
    en: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (
        UniqueConstraint("programa", "version", name="uq_aviso_privacidad_version"),
        CheckConstraint("version >= 1", name="version"),
        CheckConstraint("length(huella) = 64", name="huella"),
    )


class ArcoSolicitud(db.Model):  # type: ignore[name-defined]
    """A request to exercise an ARCO right. `datos`: who asks and for whom, encrypted with `llave`; `indice`: the CURP.

    The terms are those in force when it was received. What happens to it is in `arco_hecho`.
    """

    __tablename__ = "arco_solicitud"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    folio: Mapped[str] = mapped_column(String(40), unique=True)
    tipo: Mapped[str] = mapped_column(String(16))
    medio: Mapped[str] = mapped_column(String(16))
    recibida: Mapped[date] = mapped_column(Date)
    dias_respuesta: Mapped[int] = mapped_column(Integer)
    dias_ampliacion: Mapped[int] = mapped_column(Integer)
    dias_efectiva: Mapped[int] = mapped_column(Integer)
    llave: Mapped[str] = mapped_column(String(20))
    datos: Mapped[bytes] = mapped_column(LargeBinary)
    indice: Mapped[str | None] = mapped_column(String(64))
    por_id: Mapped[int] = mapped_column(Integer)
    por: Mapped[str] = mapped_column(String(200))
    en: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (
        codes("tipo", TIPOS),
        codes("medio", MEDIOS),
        CheckConstraint("dias_respuesta >= 1", name="respuesta"),
        Index("ix_arco_solicitud_indice", "indice"),
    )


class ArcoHecho(db.Model):  # type: ignore[name-defined]
    """What happened to an ARCO request. `dia`: that of the act; `sha256`: of what was handed over."""

    __tablename__ = "arco_hecho"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    solicitud_id: Mapped[int] = mapped_column(ForeignKey("arco_solicitud.id"))
    hecho: Mapped[str] = mapped_column(String(16))
    sentido: Mapped[str | None] = mapped_column(String(16))
    dia: Mapped[date] = mapped_column(Date)
    detalle: Mapped[str] = mapped_column(Text, default="")
    sha256: Mapped[str | None] = mapped_column(String(64))
    por_id: Mapped[int] = mapped_column(Integer)
    por: Mapped[str] = mapped_column(String(200))
    en: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (
        codes("hecho", HECHOS),
        codes("sentido", SENTIDOS),
        CheckConstraint("hecho <> 'respuesta' OR sentido IS NOT NULL", name="respuesta_con_sentido"),
        CheckConstraint("hecho <> 'entrega' OR sha256 IS NOT NULL", name="entrega_con_huella"),
        Index("ix_arco_hecho_solicitud", "solicitud_id", "id"),
    )


class PadronBloqueo(db.Model):  # type: ignore[name-defined]
    """Data that stopped being used, came back into use, or was deleted. `fila_id` None: the whole upload.

    `prueba`: of a supresión, what was removed (counts and hashes) and nothing of what it said.
    """

    __tablename__ = "padron_bloqueo"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    accion: Mapped[str] = mapped_column(String(10))
    expediente_id: Mapped[int] = mapped_column(ForeignKey("expediente.id"))
    carga_id: Mapped[int] = mapped_column(ForeignKey("carga_padron.id"))
    fila_id: Mapped[int | None] = mapped_column(ForeignKey("padron_fila.id"))
    filas: Mapped[int] = mapped_column(Integer)
    serie: Mapped[str] = mapped_column(String(100))
    plazo_hasta: Mapped[date | None] = mapped_column(Date)
    fundamento: Mapped[str] = mapped_column(String(300))
    solicitud_id: Mapped[int | None] = mapped_column(ForeignKey("arco_solicitud.id"))
    prueba: Mapped[dict[str, Any] | None] = mapped_column(Json)
    por_id: Mapped[int] = mapped_column(Integer)
    por: Mapped[str] = mapped_column(String(200))
    en: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (
        codes("accion", ACTOS_BLOQUEO),
        CheckConstraint("fundamento <> ''", name="con_fundamento"),
        CheckConstraint("accion <> 'suprimir' OR prueba IS NOT NULL", name="suprimir_con_prueba"),
        CheckConstraint("accion <> 'bloquear' OR plazo_hasta IS NOT NULL", name="bloquear_con_plazo"),
        Index("ix_padron_bloqueo_carga", "carga_id", "id"),
        Index("ix_padron_bloqueo_fila", "fila_id"),
    )


class ComiteDecision(db.Model):  # type: ignore[name-defined]
    """What the Comité de Transparencia resolved on the publication of a programme."""

    __tablename__ = "comite_decision"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    programa: Mapped[str] = mapped_column(String(40))
    clase: Mapped[str] = mapped_column(String(12))
    decision: Mapped[str] = mapped_column(String(16))
    resolucion: Mapped[str] = mapped_column(String(80))
    fecha: Mapped[date] = mapped_column(Date)
    fundamento: Mapped[str] = mapped_column(String(500))
    desde: Mapped[date] = mapped_column(Date)
    hasta: Mapped[date | None] = mapped_column(Date)
    por_id: Mapped[int] = mapped_column(Integer)
    por: Mapped[str] = mapped_column(String(200))
    en: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (
        codes("clase", CLASES),
        codes("decision", DECISIONES),
        CheckConstraint("hasta IS NULL OR hasta >= desde", name="intervalo"),
        Index("ix_comite_decision_programa", "programa", "id"),
    )


class ProgramaSensible(db.Model):  # type: ignore[name-defined]
    """Somebody said that being in this programme reveals something sensitive, or that it does not after all."""

    __tablename__ = "programa_sensible"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    programa: Mapped[str] = mapped_column(String(40))
    sensible: Mapped[bool] = mapped_column(Boolean)
    motivo: Mapped[str] = mapped_column(String(300))
    por_id: Mapped[int] = mapped_column(Integer)
    por: Mapped[str] = mapped_column(String(200))
    en: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (Index("ix_programa_sensible_programa", "programa", "id"),)


class PrivacidadParametro(db.Model):  # type: ignore[name-defined]
    """A term or a minimum of the installation, from a day on."""

    __tablename__ = "privacidad_parametro"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    clave: Mapped[str] = mapped_column(String(40))
    valor: Mapped[str] = mapped_column(String(40))
    desde: Mapped[date] = mapped_column(Date)
    fundamento: Mapped[str] = mapped_column(String(300))
    por_confirmar: Mapped[bool] = mapped_column(Boolean)
    por_id: Mapped[int] = mapped_column(Integer)
    por: Mapped[str] = mapped_column(String(200))
    en: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (Index("ix_privacidad_parametro_clave", "clave", "id"),)


for _facts in (
    "padron_acceso",
    "aviso_privacidad",
    "arco_hecho",
    "padron_bloqueo",
    "comite_decision",
    "programa_sensible",
    "privacidad_parametro",
):
    append_only(_facts)
