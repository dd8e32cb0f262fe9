"""Votes, casting votes, acuerdos and dictámenes."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, Integer, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workflow.db import Json, UtcDateTime, append_only, codes, db
from workflow.people.models import Dependencia
from workflow.sesiones.comisiones_unidas import RESULTADOS as RESULTADOS_UNIDAS
from workflow.sesiones.estados import ASUNTOS, ESTADOS_SEGUIMIENTO, RESULTADOS_VOTO
from workflow.sesiones.mayorias import MAYORIAS, SENTIDOS
from workflow.sesiones.models.sesiones import SesionIntegrante
from workflow.sesiones.votacion import TIPOS as TIPOS_VOTACION


class Votacion(db.Model):  # type: ignore[name-defined]
    """One count of one body. `grupo`: «» for the whole organ, a commission, or CONJUNTO. The rule wrote the result.

    `cuerpo`: keys of the roll: `electores`, `excusados`, `ausentes` and, of who attended at a distance, `a_distancia`
    (voted so) and `sin_voto` (by the rule could not). Column `ausentes` counts the last with those who were away.
    `por_candidatura`: votes by name in an election; `cuerpo["electores"]` is then who received a ballot.
    `contenido`: the whole document as the body changed it, when what is voted is an approval with modifications.
    """

    __tablename__ = "votacion"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    punto_id: Mapped[int] = mapped_column(ForeignKey("punto.id"))
    asunto: Mapped[str] = mapped_column(String(20), default="punto")
    expediente_id: Mapped[int | None] = mapped_column(ForeignKey("expediente.id"))
    serie: Mapped[int] = mapped_column(Integer, default=1)
    grupo: Mapped[str] = mapped_column(String(20), default="")
    ronda: Mapped[int] = mapped_column(Integer)
    tipo: Mapped[str] = mapped_column(String(20))
    mayoria: Mapped[str] = mapped_column(String(40))
    hora: Mapped[datetime] = mapped_column(UtcDateTime)
    preside: Mapped[str] = mapped_column(String(20))
    calidad_de: Mapped[str | None] = mapped_column(String(20))
    propuesta: Mapped[str] = mapped_column(String(40))
    texto: Mapped[str] = mapped_column(Text, default="")
    resolutivos: Mapped[list[str]] = mapped_column(Json)
    fundamento: Mapped[str] = mapped_column(Text, default="")
    resultado: Mapped[str] = mapped_column(String(40))
    motivo: Mapped[str] = mapped_column(String(40))
    etiqueta: Mapped[str | None] = mapped_column(String(60))
    razon: Mapped[str] = mapped_column(Text)
    quorum_requerido: Mapped[int] = mapped_column(Integer)
    quorum_presentes: Mapped[int] = mapped_column(Integer)
    base_tipo: Mapped[str] = mapped_column(String(20))
    base_valor: Mapped[int] = mapped_column(Integer)
    requeridos: Mapped[int] = mapped_column(Integer)
    integrantes: Mapped[int] = mapped_column(Integer)
    en_funciones: Mapped[int] = mapped_column(Integer)
    electorado: Mapped[int] = mapped_column(Integer)
    excusados: Mapped[int] = mapped_column(Integer)
    ausentes: Mapped[int] = mapped_column(Integer)
    a_favor: Mapped[int] = mapped_column(Integer)
    en_contra: Mapped[int] = mapped_column(Integer)
    abstencion: Mapped[int] = mapped_column(Integer)
    nulos: Mapped[int] = mapped_column(Integer, default=0)
    por_candidatura: Mapped[dict[str, int] | None] = mapped_column(Json)
    validos_candidatura: Mapped[int] = mapped_column(Integer, default=0)
    electo: Mapped[str | None] = mapped_column(String(200))
    contenido: Mapped[dict[str, Any] | None] = mapped_column(Json)
    cuerpo: Mapped[dict[str, list[str]]] = mapped_column(Json)
    registrada_en: Mapped[datetime] = mapped_column(UtcDateTime)
    decidida_en: Mapped[datetime | None] = mapped_column(UtcDateTime)
    votos: Mapped[list[Voto]] = relationship(order_by="Voto.id", lazy="selectin")
    calidad: Mapped[VotoCalidad | None] = relationship(lazy="selectin", uselist=False)
    anulada: Mapped[VotacionAnulada | None] = relationship(lazy="selectin", uselist=False)

    __table_args__ = (
        codes("asunto", ASUNTOS),
        codes("tipo", TIPOS_VOTACION),
        codes("mayoria", MAYORIAS),
        codes("resultado", RESULTADOS_VOTO),
        UniqueConstraint("punto_id", "asunto", "serie", "grupo", "ronda"),
        CheckConstraint(
            "(resultado = 'pendiente_voto_calidad') = (decidida_en IS NULL)", name="decidida_con_resultado"
        ),
        CheckConstraint("razon <> ''", name="con_razon"),
        CheckConstraint("a_favor + en_contra + abstencion + nulos + validos_candidatura = electorado",
                        name="votos_cuadran"),
        CheckConstraint("(resultado = 'electo') = (electo IS NOT NULL)", name="electo_con_nombre"),
        CheckConstraint("(asunto = 'reserva') = (expediente_id IS NOT NULL)", name="reserva_de_expediente"),
        CheckConstraint("electorado + excusados + ausentes = en_funciones", name="cuerpo_cuadra"),
        CheckConstraint("quorum_presentes >= quorum_requerido", name="con_quorum"),
        CheckConstraint("resultado <> 'aprobado' OR motivo = 'empate_voto_calidad' OR a_favor >= requeridos",
                        name="aprobada_con_votos"),
        CheckConstraint("ronda IN (1, 2)", name="ronda"),
    )  # fmt: skip


class Voto(db.Model):  # type: ignore[name-defined]
    """The sense of one member in one count: one vote in each commission they belong to, never two in one."""

    __tablename__ = "voto"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    votacion_id: Mapped[int] = mapped_column(ForeignKey("votacion.id"))
    integrante_id: Mapped[int] = mapped_column(ForeignKey("sesion_integrante.id"), index=True)
    sentido: Mapped[str] = mapped_column(String(12))
    integrante: Mapped[SesionIntegrante] = relationship(lazy="joined", innerjoin=True)

    __table_args__ = (codes("sentido", SENTIDOS), UniqueConstraint("votacion_id", "integrante_id"))


class VotoCalidad(db.Model):  # type: ignore[name-defined]
    """The casting vote: a second act of who presides, additional to the ordinary vote; the totals never change."""

    __tablename__ = "voto_calidad"

    votacion_id: Mapped[int] = mapped_column(ForeignKey("votacion.id"), primary_key=True)
    integrante_id: Mapped[int] = mapped_column(ForeignKey("sesion_integrante.id"))
    sentido: Mapped[str] = mapped_column(String(12))
    hora: Mapped[datetime] = mapped_column(UtcDateTime)
    por_id: Mapped[int] = mapped_column(Integer)
    integrante: Mapped[SesionIntegrante] = relationship(lazy="joined", innerjoin=True)

    __table_args__ = (codes("sentido", ("a_favor", "en_contra")),)


class VotacionAnulada(db.Model):  # type: ignore[name-defined]
    """A count that was annulled while its session was in course: the original stays, and decides nothing."""

    __tablename__ = "votacion_anulada"

    votacion_id: Mapped[int] = mapped_column(ForeignKey("votacion.id"), primary_key=True)
    motivo: Mapped[str] = mapped_column(Text)
    hora: Mapped[datetime] = mapped_column(UtcDateTime)
    por_id: Mapped[int] = mapped_column(Integer)

    __table_args__ = (CheckConstraint("motivo <> ''", name="con_motivo"),)


class Acuerdo(db.Model):  # type: ignore[name-defined]
    """What an organ decided, with its folio: consecutive per organ and year, without gaps or repeats."""

    __tablename__ = "acuerdo"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    organo_id: Mapped[int] = mapped_column(ForeignKey("organo.id"))
    anio: Mapped[int] = mapped_column(Integer)
    consecutivo: Mapped[int] = mapped_column(Integer)
    folio: Mapped[str] = mapped_column(String(80), unique=True)
    sesion_id: Mapped[int] = mapped_column(ForeignKey("sesion.id"), index=True)
    punto_id: Mapped[int] = mapped_column(ForeignKey("punto.id"), index=True)
    votacion_id: Mapped[int] = mapped_column(ForeignKey("votacion.id"))
    expediente_id: Mapped[int | None] = mapped_column(ForeignKey("expediente.id"), index=True)
    texto: Mapped[str] = mapped_column(Text)
    resolutivos: Mapped[list[str]] = mapped_column(Json)
    etiqueta: Mapped[str | None] = mapped_column(String(60))
    tomado_en: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (
        UniqueConstraint("organo_id", "anio", "consecutivo"),
        UniqueConstraint("votacion_id", "expediente_id"),
        Index("uq_acuerdo_votacion", "votacion_id", unique=True, sqlite_where=text("expediente_id IS NULL"),
              postgresql_where=text("expediente_id IS NULL")),
    )  # fmt: skip


class AcuerdoSeguimiento(db.Model):  # type: ignore[name-defined]
    """A note on how an acuerdo is being fulfilled: who answers for it, until when, and its state from then on.

    `sesion_id`: the session in which it was reported, when the note is that report.
    """

    __tablename__ = "acuerdo_seguimiento"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    acuerdo_id: Mapped[int] = mapped_column(ForeignKey("acuerdo.id"), index=True)
    responsable_id: Mapped[int] = mapped_column(ForeignKey("dependencia.id"))
    vence: Mapped[date | None] = mapped_column(Date)
    estado: Mapped[str] = mapped_column(String(20))
    nota: Mapped[str] = mapped_column(Text, default="")
    archivo_id: Mapped[int | None] = mapped_column(ForeignKey("archivo.id"))
    sesion_id: Mapped[int | None] = mapped_column(ForeignKey("sesion.id"), index=True)
    en: Mapped[datetime] = mapped_column(UtcDateTime)
    por_id: Mapped[int] = mapped_column(Integer)
    por: Mapped[str] = mapped_column(String(200))
    responsable: Mapped[Dependencia] = relationship(lazy="joined")

    __table_args__ = (
        codes("estado", ESTADOS_SEGUIMIENTO),
        CheckConstraint("sesion_id IS NULL OR nota <> ''", name="informado_con_nota"),
        UniqueConstraint("acuerdo_id", "sesion_id"),
        CheckConstraint("estado <> 'cumplido' OR nota <> '' OR archivo_id IS NOT NULL", name="cumplido_con_evidencia"),
        CheckConstraint("estado <> 'sin_efecto' OR nota <> ''", name="sin_efecto_con_motivo"),
    )


class Dictamen(db.Model):  # type: ignore[name-defined]
    """The outcome of joint commissions on a dossier; only an approved one has folio and sense.

    Those of a block may share one folio: then it is one document. Without effect if its vote was annulled.
    """

    __tablename__ = "dictamen"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    organo_id: Mapped[int] = mapped_column(ForeignKey("organo.id"))
    anio: Mapped[int] = mapped_column(Integer)
    consecutivo: Mapped[int | None] = mapped_column(Integer)
    folio: Mapped[str | None] = mapped_column(String(80), index=True)
    sesion_id: Mapped[int] = mapped_column(ForeignKey("sesion.id"), index=True)
    punto_id: Mapped[int] = mapped_column(ForeignKey("punto.id"), index=True)
    votacion_id: Mapped[int] = mapped_column(ForeignKey("votacion.id"))
    expediente_id: Mapped[int] = mapped_column(ForeignKey("expediente.id"), index=True)
    resultado: Mapped[str] = mapped_column(String(30))
    sentido: Mapped[str | None] = mapped_column(String(40))
    razon: Mapped[str] = mapped_column(Text)
    texto: Mapped[str] = mapped_column(Text)
    emitido_en: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (
        codes("resultado", RESULTADOS_UNIDAS),
        UniqueConstraint("organo_id", "anio", "consecutivo", "expediente_id"),
        UniqueConstraint("folio", "expediente_id"),
        UniqueConstraint("votacion_id", "expediente_id"),
        CheckConstraint(
            "(resultado = 'dictamen_aprobado') = (folio IS NOT NULL AND sentido IS NOT NULL)", name="aprobado_con_folio"
        ),
    )


for _table in ("voto", "voto_calidad", "votacion_anulada", "acuerdo", "acuerdo_seguimiento", "dictamen"):
    append_only(_table)
