"""Organs with dated rules and members, sessions, attendance, votes, acuerdos and dictámenes.

Attendance, excusas, interventions, votes, casting votes and acuerdos are facts: written once, never changed.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import Boolean, CheckConstraint, Date, ForeignKey, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workflow.db import Json, UtcDateTime, append_only, codes, db
from workflow.sesiones.comisiones_unidas import RESULTADOS as RESULTADOS_UNIDAS
from workflow.sesiones.configuracion import CARGOS, TIPOS_ORGANO
from workflow.sesiones.estados import (
    ASUNTOS,
    ESTADOS_PUNTO,
    ESTADOS_SESION,
    EVENTOS_ASISTENCIA,
    INCIDENCIAS,
    MODALIDADES,
    PUBLICIDADES,
    RESULTADOS_VOTO,
    SITUACIONES,
    TIPOS_PUNTO,
    TIPOS_SESION,
)
from workflow.sesiones.mayorias import MAYORIAS, SENTIDOS
from workflow.sesiones.votacion import TIPOS as TIPOS_VOTACION


class Organo(db.Model):  # type: ignore[name-defined]
    __tablename__ = "organo"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    clave: Mapped[str] = mapped_column(String(20), unique=True)
    nombre: Mapped[str] = mapped_column(String(200))
    tipo: Mapped[str] = mapped_column(String(20))
    prefijo_acuerdo: Mapped[str] = mapped_column(String(80))

    __table_args__ = (codes("tipo", TIPOS_ORGANO),)


class OrganoRegla(db.Model):  # type: ignore[name-defined]
    """The rules of an organ from a date on, with their legal basis; the keys are those of the voting rules."""

    __tablename__ = "organo_regla"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    organo_id: Mapped[int] = mapped_column(ForeignKey("organo.id"))
    vigente_desde: Mapped[date] = mapped_column(Date)
    reglas: Mapped[dict[str, Any]] = mapped_column(Json)
    fundamento: Mapped[str] = mapped_column(Text)
    estado: Mapped[str] = mapped_column(String(40), default="por confirmar")

    __table_args__ = (UniqueConstraint("organo_id", "vigente_desde"),)


class OrganoComponente(db.Model):  # type: ignore[name-defined]
    """The commissions of a joint organ, in the order of the turn: the first one conducts."""

    __tablename__ = "organo_componente"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    organo_id: Mapped[int] = mapped_column(ForeignKey("organo.id"))
    componente_id: Mapped[int] = mapped_column(ForeignKey("organo.id"))
    orden: Mapped[int] = mapped_column(Integer)
    componente: Mapped[Organo] = relationship(foreign_keys=[componente_id], lazy="joined")

    __table_args__ = (UniqueConstraint("organo_id", "componente_id"), UniqueConstraint("organo_id", "orden"))


class Membresia(db.Model):  # type: ignore[name-defined]
    """A seat in an organ, between two dates. The seat is the member; who holds it is in `ocupacion`."""

    __tablename__ = "membresia"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    organo_id: Mapped[int] = mapped_column(ForeignKey("organo.id"))
    curul_id: Mapped[int] = mapped_column(ForeignKey("curul.id"))
    cargo: Mapped[str] = mapped_column(String(20))
    orden: Mapped[int] = mapped_column(Integer)
    desde: Mapped[date] = mapped_column(Date)
    hasta: Mapped[date | None] = mapped_column(Date)

    __table_args__ = (
        codes("cargo", CARGOS),
        UniqueConstraint("organo_id", "curul_id", "desde"),
        CheckConstraint("hasta IS NULL OR hasta >= desde", name="intervalo"),
    )


class Consecutivo(db.Model):  # type: ignore[name-defined]
    """The last number given in a series of an organ; taken under its lock, so numbers have no gaps."""

    __tablename__ = "consecutivo"

    organo_id: Mapped[int] = mapped_column(ForeignKey("organo.id"), primary_key=True)
    serie: Mapped[str] = mapped_column(String(40), primary_key=True)
    periodo: Mapped[str] = mapped_column(String(20), primary_key=True)
    ultimo: Mapped[int] = mapped_column(Integer)


class Sesion(db.Model):  # type: ignore[name-defined]
    """One session. `reglas`: those in force, frozen when it was convened. `version` grows with each act."""

    __tablename__ = "sesion"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    organo_id: Mapped[int] = mapped_column(ForeignKey("organo.id"))
    tipo: Mapped[str] = mapped_column(String(20))
    modalidad: Mapped[str] = mapped_column(String(20))
    publicidad: Mapped[str] = mapped_column(String(20))
    lugar: Mapped[str] = mapped_column(String(300))
    domicilio: Mapped[str] = mapped_column(String(300))
    recinto_acuerdo: Mapped[str | None] = mapped_column(String(300))
    convocada_en: Mapped[datetime] = mapped_column(UtcDateTime)
    programada_para: Mapped[datetime] = mapped_column(UtcDateTime)
    convocatoria: Mapped[dict[str, Any]] = mapped_column(Json)
    reglas: Mapped[dict[str, Any]] = mapped_column(Json)
    fundamento: Mapped[str] = mapped_column(Text)
    segunda_de_id: Mapped[int | None] = mapped_column(ForeignKey("sesion.id"))
    estado: Mapped[str] = mapped_column(String(20), default="convocada")
    numero: Mapped[int | None] = mapped_column(Integer)
    acta_numero: Mapped[int | None] = mapped_column(Integer)
    periodo: Mapped[str] = mapped_column(String(20))
    apertura: Mapped[datetime | None] = mapped_column(UtcDateTime)
    clausura: Mapped[datetime | None] = mapped_column(UtcDateTime)
    motivo_cierre: Mapped[str | None] = mapped_column(String(40))
    preside: Mapped[str | None] = mapped_column(String(20))
    secretario: Mapped[dict[str, Any]] = mapped_column(Json)
    orden_aprobado: Mapped[bool] = mapped_column(Boolean, default=False)
    quorum_inicial: Mapped[dict[str, Any] | None] = mapped_column(Json)
    quorum_final: Mapped[dict[str, Any] | None] = mapped_column(Json)
    version: Mapped[int] = mapped_column(Integer, default=1)
    organo: Mapped[Organo] = relationship(lazy="joined", innerjoin=True)

    __table_args__ = (
        codes("tipo", TIPOS_SESION),
        codes("modalidad", MODALIDADES),
        codes("publicidad", PUBLICIDADES),
        codes("estado", ESTADOS_SESION),
        UniqueConstraint("organo_id", "tipo", "periodo", "numero"),
        UniqueConstraint("organo_id", "periodo", "acta_numero"),
        CheckConstraint("(estado IN ('clausurada', 'no_verificada')) = (clausura IS NOT NULL)", name="cierre_con_hora"),
        CheckConstraint("clausura IS NULL OR acta_numero IS NOT NULL", name="cerrada_con_acta"),
        CheckConstraint(
            "estado NOT IN ('en_curso', 'clausurada') OR "
            "(apertura IS NOT NULL AND numero IS NOT NULL AND preside IS NOT NULL)",
            name="instalada_con_apertura",
        ),
        CheckConstraint("clausura IS NULL OR clausura >= apertura", name="cierra_despues_de_abrir"),
        Index("ix_sesion_programada", "programada_para", "id"),
    )


class SesionIntegrante(db.Model):  # type: ignore[name-defined]
    """The roll frozen at convening: one row per person who may sit, or per vacant seat (`persona_id` empty).

    `clave` names the person: the seat (`C05`) for the titular, `C05s` for the suplente.
    `comisiones`: [{"clave", "cargo"}] of a joint session.
    """

    __tablename__ = "sesion_integrante"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    sesion_id: Mapped[int] = mapped_column(ForeignKey("sesion.id"))
    clave: Mapped[str] = mapped_column(String(20))
    asiento: Mapped[str] = mapped_column(String(20))
    curul_id: Mapped[int] = mapped_column(ForeignKey("curul.id"))
    persona_id: Mapped[int | None] = mapped_column(ForeignKey("persona.id"), index=True)
    nombre: Mapped[str] = mapped_column(String(200))
    genero: Mapped[str] = mapped_column(String(1))
    cargo: Mapped[str] = mapped_column(String(120))
    puesto: Mapped[str] = mapped_column(String(20))
    situacion: Mapped[str] = mapped_column(String(20))
    orden: Mapped[int] = mapped_column(Integer)
    comisiones: Mapped[list[dict[str, str]]] = mapped_column(Json)

    __table_args__ = (
        codes("situacion", SITUACIONES),
        codes("puesto", CARGOS),
        UniqueConstraint("sesion_id", "clave"),
        CheckConstraint("(situacion = 'vacante') = (persona_id IS NULL)", name="vacante_sin_persona"),
    )


class Punto(db.Model):  # type: ignore[name-defined]
    __tablename__ = "punto"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    sesion_id: Mapped[int] = mapped_column(ForeignKey("sesion.id"))
    orden: Mapped[int] = mapped_column(Integer)
    num_convocado: Mapped[int | None] = mapped_column(Integer)
    num_desahogado: Mapped[int | None] = mapped_column(Integer)
    tipo: Mapped[str] = mapped_column(String(20))
    titulo: Mapped[str] = mapped_column(Text)
    expediente_id: Mapped[int | None] = mapped_column(ForeignKey("expediente.id"), index=True)
    mayoria: Mapped[str | None] = mapped_column(String(40))
    presenta: Mapped[str] = mapped_column(String(200), default="")
    exposicion: Mapped[str] = mapped_column(Text, default="")
    estado: Mapped[str] = mapped_column(String(30), default="pendiente")
    resultado: Mapped[str] = mapped_column(Text, default="")
    nota: Mapped[str] = mapped_column(Text, default="")
    abierto_en: Mapped[datetime | None] = mapped_column(UtcDateTime)
    cerrado_en: Mapped[datetime | None] = mapped_column(UtcDateTime)

    __table_args__ = (
        codes("tipo", TIPOS_PUNTO),
        codes("estado", ESTADOS_PUNTO),
        codes("mayoria", MAYORIAS),
        UniqueConstraint("sesion_id", "num_convocado"),
        UniqueConstraint("sesion_id", "num_desahogado"),
        UniqueConstraint("sesion_id", "expediente_id"),
        CheckConstraint("estado <> 'en_desahogo' OR num_desahogado IS NOT NULL", name="en_desahogo_con_numero"),
        CheckConstraint(
            "estado NOT IN ('aprobado', 'aprobado_con_modificaciones', 'rechazado', 'devuelto') OR resultado <> ''",
            name="resuelto_con_razon",
        ),
    )


class AsistenciaEvento(db.Model):  # type: ignore[name-defined]
    """Roll call (`presente`, `justifica`) and what followed it. `hora`: when it happened; `en`: when it was noted."""

    __tablename__ = "asistencia_evento"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    sesion_id: Mapped[int] = mapped_column(ForeignKey("sesion.id"), index=True)
    integrante_id: Mapped[int] = mapped_column(ForeignKey("sesion_integrante.id"))
    evento: Mapped[str] = mapped_column(String(20))
    hora: Mapped[datetime] = mapped_column(UtcDateTime)
    motivo: Mapped[str] = mapped_column(String(300), default="")
    en: Mapped[datetime] = mapped_column(UtcDateTime)
    por_id: Mapped[int] = mapped_column(Integer)

    __table_args__ = (codes("evento", EVENTOS_ASISTENCIA),)


class Excusa(db.Model):  # type: ignore[name-defined]
    """A member asks to be left out of an item (LGRA 58): out of its vote, never out of N."""

    __tablename__ = "excusa"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    punto_id: Mapped[int] = mapped_column(ForeignKey("punto.id"))
    integrante_id: Mapped[int] = mapped_column(ForeignKey("sesion_integrante.id"))
    causa: Mapped[str] = mapped_column(Text)
    hora: Mapped[datetime] = mapped_column(UtcDateTime)
    por_id: Mapped[int] = mapped_column(Integer)

    __table_args__ = (UniqueConstraint("punto_id", "integrante_id"),)


class Intervencion(db.Model):  # type: ignore[name-defined]
    """Who spoke on an item: a member, or a guest with voice and no vote (`integrante_id` empty)."""

    __tablename__ = "intervencion"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    punto_id: Mapped[int] = mapped_column(ForeignKey("punto.id"), index=True)
    integrante_id: Mapped[int | None] = mapped_column(ForeignKey("sesion_integrante.id"))
    nombre: Mapped[str] = mapped_column(String(200))
    cargo: Mapped[str] = mapped_column(String(200))
    hora: Mapped[datetime] = mapped_column(UtcDateTime)
    texto: Mapped[str] = mapped_column(Text)
    literal: Mapped[bool] = mapped_column(Boolean, default=False)
    tramite: Mapped[str] = mapped_column(Text, default="")
    por_id: Mapped[int] = mapped_column(Integer)


class Incidencia(db.Model):  # type: ignore[name-defined]
    __tablename__ = "incidencia"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    sesion_id: Mapped[int] = mapped_column(ForeignKey("sesion.id"), index=True)
    clase: Mapped[str] = mapped_column(String(20))
    hora: Mapped[datetime] = mapped_column(UtcDateTime)
    texto: Mapped[str] = mapped_column(Text)
    quorum: Mapped[dict[str, Any] | None] = mapped_column(Json)
    por_id: Mapped[int] = mapped_column(Integer)

    __table_args__ = (codes("clase", INCIDENCIAS),)


class Votacion(db.Model):  # type: ignore[name-defined]
    """One count of one body. `grupo`: «» for the whole organ, a commission, or CONJUNTO. The rule wrote the result."""

    __tablename__ = "votacion"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    punto_id: Mapped[int] = mapped_column(ForeignKey("punto.id"))
    asunto: Mapped[str] = mapped_column(String(20), default="punto")
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
    cuerpo: Mapped[dict[str, list[str]]] = mapped_column(Json)
    registrada_en: Mapped[datetime] = mapped_column(UtcDateTime)
    decidida_en: Mapped[datetime | None] = mapped_column(UtcDateTime)
    votos: Mapped[list[Voto]] = relationship(order_by="Voto.id", lazy="selectin")
    calidad: Mapped[VotoCalidad | None] = relationship(lazy="selectin", uselist=False)

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
        CheckConstraint("a_favor + en_contra + abstencion + nulos = electorado", name="votos_cuadran"),
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


class Acuerdo(db.Model):  # type: ignore[name-defined]
    """What an organ decided, with its folio: consecutive per organ and year, without gaps or repeats."""

    __tablename__ = "acuerdo"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    organo_id: Mapped[int] = mapped_column(ForeignKey("organo.id"))
    anio: Mapped[int] = mapped_column(Integer)
    consecutivo: Mapped[int] = mapped_column(Integer)
    folio: Mapped[str] = mapped_column(String(80), unique=True)
    sesion_id: Mapped[int] = mapped_column(ForeignKey("sesion.id"), index=True)
    punto_id: Mapped[int] = mapped_column(ForeignKey("punto.id"), unique=True)
    votacion_id: Mapped[int] = mapped_column(ForeignKey("votacion.id"), unique=True)
    expediente_id: Mapped[int | None] = mapped_column(ForeignKey("expediente.id"), index=True)
    texto: Mapped[str] = mapped_column(Text)
    resolutivos: Mapped[list[str]] = mapped_column(Json)
    etiqueta: Mapped[str | None] = mapped_column(String(60))
    tomado_en: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (UniqueConstraint("organo_id", "anio", "consecutivo"),)


class Dictamen(db.Model):  # type: ignore[name-defined]
    """The outcome of joint commissions on a dossier; only an approved one has folio and sense."""

    __tablename__ = "dictamen"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    organo_id: Mapped[int] = mapped_column(ForeignKey("organo.id"))
    anio: Mapped[int] = mapped_column(Integer)
    consecutivo: Mapped[int | None] = mapped_column(Integer)
    folio: Mapped[str | None] = mapped_column(String(80), unique=True)
    sesion_id: Mapped[int] = mapped_column(ForeignKey("sesion.id"), index=True)
    punto_id: Mapped[int] = mapped_column(ForeignKey("punto.id"), unique=True)
    expediente_id: Mapped[int] = mapped_column(ForeignKey("expediente.id"), index=True)
    resultado: Mapped[str] = mapped_column(String(30))
    sentido: Mapped[str | None] = mapped_column(String(40))
    razon: Mapped[str] = mapped_column(Text)
    texto: Mapped[str] = mapped_column(Text)
    emitido_en: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (
        codes("resultado", RESULTADOS_UNIDAS),
        UniqueConstraint("organo_id", "anio", "consecutivo"),
        CheckConstraint(
            "(resultado = 'dictamen_aprobado') = (folio IS NOT NULL AND sentido IS NOT NULL)", name="aprobado_con_folio"
        ),
    )


for _table in (
    "asistencia_evento",
    "excusa",
    "intervencion",
    "incidencia",
    "voto",
    "voto_calidad",
    "acuerdo",
    "dictamen",
):
    append_only(_table)
