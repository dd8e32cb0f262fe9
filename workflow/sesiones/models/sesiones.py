"""Sessions: roll, agenda, attendance, excusas, interventions and incidents."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Boolean, CheckConstraint, ForeignKey, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workflow.db import Json, UtcDateTime, append_only, codes, db
from workflow.sesiones.configuracion import CARGOS
from workflow.sesiones.convocatoria import SEDES
from workflow.sesiones.distancia import MODOS
from workflow.sesiones.estados import (
    ESTADOS_ASUNTO,
    ESTADOS_PUNTO,
    ESTADOS_SESION,
    EVENTOS_ASISTENCIA,
    INCIDENCIAS,
    MODALIDADES,
    PUBLICIDADES,
    SITUACIONES,
    TIPOS_PUNTO,
    TIPOS_SESION,
)
from workflow.sesiones.mayorias import MAYORIAS
from workflow.sesiones.models.organos import Organo


class Sesion(db.Model):  # type: ignore[name-defined]
    """One session. `reglas`, `organo_nombre`: those in force, frozen when convened. `version` grows with each act.

    In recess while `receso_desde` is set; `receso_limite`: the hour announced to go on, if any.
    """

    __tablename__ = "sesion"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    organo_id: Mapped[int] = mapped_column(ForeignKey("organo.id"))
    organo_nombre: Mapped[str] = mapped_column(String(200))
    tipo: Mapped[str] = mapped_column(String(20))
    modalidad: Mapped[str] = mapped_column(String(20))
    publicidad: Mapped[str] = mapped_column(String(20))
    lugar: Mapped[str] = mapped_column(String(300))
    domicilio: Mapped[str] = mapped_column(String(300))
    sede: Mapped[str] = mapped_column(String(20), default="recinto_oficial")
    recinto_acuerdo: Mapped[str | None] = mapped_column(String(300))
    enlace: Mapped[str] = mapped_column(String(300), default="")
    permanente: Mapped[bool] = mapped_column(Boolean, default=False)
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
    cancelada_en: Mapped[datetime | None] = mapped_column(UtcDateTime)
    cancelacion: Mapped[str] = mapped_column(Text, default="")
    preside: Mapped[str | None] = mapped_column(String(20))
    secretario: Mapped[dict[str, Any]] = mapped_column(Json)
    orden_aprobado: Mapped[bool] = mapped_column(Boolean, default=False)
    receso_desde: Mapped[datetime | None] = mapped_column(UtcDateTime)
    receso_limite: Mapped[datetime | None] = mapped_column(UtcDateTime)
    quorum_inicial: Mapped[dict[str, Any] | None] = mapped_column(Json)
    quorum_final: Mapped[dict[str, Any] | None] = mapped_column(Json)
    version: Mapped[int] = mapped_column(Integer, default=1)
    organo: Mapped[Organo] = relationship(lazy="joined", innerjoin=True)

    __table_args__ = (
        codes("tipo", TIPOS_SESION),
        codes("modalidad", MODALIDADES),
        codes("publicidad", PUBLICIDADES),
        codes("sede", SEDES),
        codes("estado", ESTADOS_SESION),
        CheckConstraint("sede = 'recinto_oficial' OR recinto_acuerdo IS NOT NULL", name="otra_sede_con_acuerdo"),
        UniqueConstraint("organo_id", "tipo", "periodo", "numero"),
        UniqueConstraint("organo_id", "periodo", "acta_numero"),
        CheckConstraint("(estado IN ('clausurada', 'no_verificada')) = (clausura IS NOT NULL)", name="cierre_con_hora"),
        CheckConstraint("clausura IS NULL OR acta_numero IS NOT NULL", name="cerrada_con_acta"),
        CheckConstraint(
            "estado NOT IN ('en_curso', 'clausurada') OR "
            "(apertura IS NOT NULL AND numero IS NOT NULL AND preside IS NOT NULL)",
            name="instalada_con_apertura",
        ),
        CheckConstraint(
            "(estado = 'cancelada') = (cancelada_en IS NOT NULL AND cancelacion <> '')", name="cancelada_con_motivo"
        ),
        CheckConstraint("clausura IS NULL OR clausura >= apertura", name="cierra_despues_de_abrir"),
        CheckConstraint("receso_limite IS NULL OR receso_desde IS NOT NULL", name="receso_con_inicio"),
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
    curul_id: Mapped[int | None] = mapped_column(ForeignKey("curul.id"))
    miembro_id: Mapped[int | None] = mapped_column(ForeignKey("organo_miembro.id"))
    sector: Mapped[str | None] = mapped_column(String(30))
    representa: Mapped[str] = mapped_column(String(200), default="")
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
        CheckConstraint("(curul_id IS NULL) <> (miembro_id IS NULL)", name="curul_o_miembro"),
    )


class Punto(db.Model):  # type: ignore[name-defined]
    """An item of the agenda. `expediente_ref`: its dossier, version and hash as they were when it was opened.

    `adicion`: why it is urgente y obvia resolución, for an item that was not convened. `viene_de_id`: the item
    left pending that it takes up. `general`: proposed in general
    matters, without having been convened. A `bloque` has its dossiers in `punto_expediente`. `acta_de_id`: the
    session whose acta an `acta_anterior` approves, when it is not the last one closed.
    """

    __tablename__ = "punto"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    sesion_id: Mapped[int] = mapped_column(ForeignKey("sesion.id"))
    orden: Mapped[int] = mapped_column(Integer)
    num_convocado: Mapped[int | None] = mapped_column(Integer)
    num_desahogado: Mapped[int | None] = mapped_column(Integer)
    tipo: Mapped[str] = mapped_column(String(20))
    titulo: Mapped[str] = mapped_column(Text)
    expediente_id: Mapped[int | None] = mapped_column(ForeignKey("expediente.id"), index=True)
    expediente_ref: Mapped[dict[str, Any] | None] = mapped_column(Json)
    mayoria: Mapped[str | None] = mapped_column(String(40))
    fundamento: Mapped[str] = mapped_column(Text, default="")
    adicion: Mapped[str] = mapped_column(Text, default="")
    general: Mapped[bool] = mapped_column(Boolean, default=False)
    viene_de_id: Mapped[int | None] = mapped_column(ForeignKey("punto.id"), index=True)
    acta_de_id: Mapped[int | None] = mapped_column(ForeignKey("sesion.id"))
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
        CheckConstraint(
            "NOT general OR (expediente_id IS NULL AND num_convocado IS NULL)", name="general_sin_expediente"
        ),
        CheckConstraint(
            "(estado IN ('pendiente', 'en_desahogo', 'retirado', 'no_desahogado')) = (num_desahogado IS NULL)",
            name="desahogado_con_numero",
        ),
        CheckConstraint(
            "estado NOT IN ('aprobado', 'aprobado_con_modificaciones', 'rechazado', 'devuelto') OR resultado <> ''",
            name="resuelto_con_razon",
        ),
    )


class PuntoExpediente(db.Model):  # type: ignore[name-defined]
    """A dossier inside a block: voted with the others, or reserved and voted apart. `razon`: of its own result."""

    __tablename__ = "punto_expediente"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    punto_id: Mapped[int] = mapped_column(ForeignKey("punto.id"))
    expediente_id: Mapped[int] = mapped_column(ForeignKey("expediente.id"), index=True)
    orden: Mapped[int] = mapped_column(Integer)
    estado: Mapped[str] = mapped_column(String(30), default="pendiente")
    reservado: Mapped[bool] = mapped_column(Boolean, default=False)
    reserva_de: Mapped[str] = mapped_column(String(200), default="")
    reserva_motivo: Mapped[str] = mapped_column(Text, default="")
    referencia: Mapped[dict[str, Any] | None] = mapped_column(Json)
    votacion_id: Mapped[int | None] = mapped_column(ForeignKey("votacion.id"))
    acuerdo_id: Mapped[int | None] = mapped_column(ForeignKey("acuerdo.id"))
    dictamen_id: Mapped[int | None] = mapped_column(ForeignKey("dictamen.id"))
    razon: Mapped[str] = mapped_column(Text, default="")

    __table_args__ = (
        codes("estado", ESTADOS_ASUNTO),
        UniqueConstraint("punto_id", "expediente_id"),
        CheckConstraint("(estado IN ('pendiente', 'retirado')) = (votacion_id IS NULL)", name="resuelto_con_votacion"),
        CheckConstraint(
            "(acuerdo_id IS NOT NULL OR dictamen_id IS NOT NULL) = "
            "(estado IN ('aprobado', 'aprobado_con_modificaciones', 'devuelto'))",
            name="aprobado_con_acuerdo",
        ),
        CheckConstraint("acuerdo_id IS NULL OR dictamen_id IS NULL", name="acuerdo_o_dictamen"),
    )


class AsistenciaEvento(db.Model):  # type: ignore[name-defined]
    """Roll call (`presente`, `justifica`) and what followed it. `hora`: when it happened; `en`: when it was noted.

    `modo`: how who arrives attends from then on; empty when the fact does not say it, as all before 0002: in the room.
    """

    __tablename__ = "asistencia_evento"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    sesion_id: Mapped[int] = mapped_column(ForeignKey("sesion.id"), index=True)
    integrante_id: Mapped[int] = mapped_column(ForeignKey("sesion_integrante.id"))
    evento: Mapped[str] = mapped_column(String(20))
    hora: Mapped[datetime] = mapped_column(UtcDateTime)
    motivo: Mapped[str] = mapped_column(String(300), default="")
    modo: Mapped[str | None] = mapped_column(String(12))
    en: Mapped[datetime] = mapped_column(UtcDateTime)
    por_id: Mapped[int] = mapped_column(Integer)

    __table_args__ = (
        codes("evento", EVENTOS_ASISTENCIA),
        codes("modo", MODOS),
        CheckConstraint("evento <> 'cambia_modo' OR modo IS NOT NULL", name="cambio_con_modo"),
    )


class AsistenciaAnulada(db.Model):  # type: ignore[name-defined]
    """An attendance fact that was noted by mistake: the original stays, and no longer counts."""

    __tablename__ = "asistencia_anulada"

    evento_id: Mapped[int] = mapped_column(ForeignKey("asistencia_evento.id"), primary_key=True)
    motivo: Mapped[str] = mapped_column(Text)
    en: Mapped[datetime] = mapped_column(UtcDateTime)
    por_id: Mapped[int] = mapped_column(Integer)

    __table_args__ = (CheckConstraint("motivo <> ''", name="con_motivo"),)


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


for _table in ("asistencia_evento", "asistencia_anulada", "excusa", "intervencion", "incidencia"):
    append_only(_table)
