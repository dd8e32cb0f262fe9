"""Dependencias with dated names, users with dated roles, and seats: a seat is not a person."""

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
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workflow.db import UtcDateTime, codes, db
from workflow.kernel.actor import ROLES


class Dependencia(db.Model):  # type: ignore[name-defined]
    """A unidad responsable. Its clave is stable; its names are dated."""

    __tablename__ = "dependencia"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    clave: Mapped[str] = mapped_column(String(20), unique=True)
    siglas: Mapped[str] = mapped_column(String(20))
    tipo: Mapped[str] = mapped_column(String(40))
    titular_cargo: Mapped[str] = mapped_column(String(160))
    padre_id: Mapped[int | None] = mapped_column(ForeignKey("dependencia.id"))
    nombres: Mapped[list[DependenciaNombre]] = relationship(
        order_by="DependenciaNombre.desde", back_populates="dependencia", lazy="selectin"
    )

    def nombre_en(self, dia: date) -> str:
        """The name in force on that day (the oldest known before any)."""
        current = [nombre for nombre in self.nombres if nombre.desde <= dia]
        return (current[-1] if current else self.nombres[0]).nombre


class DependenciaNombre(db.Model):  # type: ignore[name-defined]
    __tablename__ = "dependencia_nombre"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    dependencia_id: Mapped[int] = mapped_column(ForeignKey("dependencia.id"), index=True)
    nombre: Mapped[str] = mapped_column(String(200))
    desde: Mapped[date] = mapped_column(Date)
    hasta: Mapped[date | None] = mapped_column(Date)
    fundamento: Mapped[str | None] = mapped_column(String(300))
    dependencia: Mapped[Dependencia] = relationship(back_populates="nombres")

    __table_args__ = (
        UniqueConstraint("dependencia_id", "desde"),
        CheckConstraint("hasta IS NULL OR hasta >= desde", name="intervalo"),
    )


class Usuario(db.Model):  # type: ignore[name-defined]
    """Somebody who signs in. `epoca` grows to close every open session of theirs."""

    __tablename__ = "usuario"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    correo: Mapped[str] = mapped_column(String(200), unique=True)
    nombre: Mapped[str] = mapped_column(String(200))
    cargo: Mapped[str] = mapped_column(String(200))
    clave_hash: Mapped[str] = mapped_column(String(200))
    activo: Mapped[bool] = mapped_column(Boolean, default=True)
    debe_cambiar_clave: Mapped[bool] = mapped_column(Boolean, default=False)
    epoca: Mapped[int] = mapped_column(Integer, default=1)
    creado_en: Mapped[datetime] = mapped_column(UtcDateTime)
    ultimo_acceso: Mapped[datetime | None] = mapped_column(UtcDateTime)
    asignaciones: Mapped[list[AsignacionRol]] = relationship(back_populates="usuario", lazy="selectin")


class Acceso(db.Model):  # type: ignore[name-defined]
    """An open sign-in. Only the hash of its token is kept; closing it ends the cookie at once."""

    __tablename__ = "acceso"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    usuario_id: Mapped[int] = mapped_column(ForeignKey("usuario.id"), index=True)
    epoca: Mapped[int] = mapped_column(Integer)
    creado_en: Mapped[datetime] = mapped_column(UtcDateTime)
    expira_en: Mapped[datetime] = mapped_column(UtcDateTime)
    cerrado_en: Mapped[datetime | None] = mapped_column(UtcDateTime)
    usuario: Mapped[Usuario] = relationship(lazy="joined", innerjoin=True)


class AccesoPendiente(db.Model):  # type: ignore[name-defined]
    """A password that was right and still waits for the second step. It opens nothing by itself."""

    __tablename__ = "acceso_pendiente"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    usuario_id: Mapped[int] = mapped_column(ForeignKey("usuario.id"), index=True)
    epoca: Mapped[int] = mapped_column(Integer)
    expira_en: Mapped[datetime] = mapped_column(UtcDateTime)
    intentos: Mapped[int] = mapped_column(Integer, default=0)


class SegundoFactor(db.Model):  # type: ignore[name-defined]
    """The application of somebody's telephone that gives a code each thirty seconds.

    `secreto` is encrypted with the key `llave`; `ultimo_paso`: the last period whose code served, which never serves
    again. It is kept only once a code showed that the telephone has it.
    """

    __tablename__ = "segundo_factor"

    usuario_id: Mapped[int] = mapped_column(ForeignKey("usuario.id"), primary_key=True)
    secreto: Mapped[bytes] = mapped_column(LargeBinary)
    llave: Mapped[str] = mapped_column(String(20))
    confirmado_en: Mapped[datetime] = mapped_column(UtcDateTime)
    ultimo_paso: Mapped[int] = mapped_column(Integer, default=0)


class CodigoRecuperacion(db.Model):  # type: ignore[name-defined]
    """One of the codes on paper for the day that the telephone is lost: only its keyed index is kept. Serves once."""

    __tablename__ = "codigo_recuperacion"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    usuario_id: Mapped[int] = mapped_column(ForeignKey("usuario.id"), index=True)
    codigo_hash: Mapped[str] = mapped_column(String(32), unique=True)
    usado_en: Mapped[datetime | None] = mapped_column(UtcDateTime)


class AsignacionRol(db.Model):  # type: ignore[name-defined]
    """A role held between two dates; with a dependencia, the one it is held in or comes from."""

    __tablename__ = "asignacion_rol"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    usuario_id: Mapped[int] = mapped_column(ForeignKey("usuario.id"), index=True)
    rol: Mapped[str] = mapped_column(String(40))
    dependencia_id: Mapped[int | None] = mapped_column(ForeignKey("dependencia.id"), index=True)
    desde: Mapped[date] = mapped_column(Date)
    hasta: Mapped[date | None] = mapped_column(Date)
    usuario: Mapped[Usuario] = relationship(back_populates="asignaciones")
    dependencia: Mapped[Dependencia | None] = relationship(lazy="joined")

    __table_args__ = (
        codes("rol", ROLES),
        CheckConstraint("hasta IS NULL OR hasta >= desde", name="intervalo"),
        CheckConstraint(
            "rol NOT IN ('dependencia_captura', 'dependencia_titular') OR dependencia_id IS NOT NULL",
            name="dependencia_obligatoria",
        ),
    )


class Suplencia(db.Model):  # type: ignore[name-defined]
    """Who is told of what waits for a user, besides them, between two dates. It gives no role to the substitute."""

    __tablename__ = "suplencia"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    usuario_id: Mapped[int] = mapped_column(ForeignKey("usuario.id"), index=True)
    suplente_id: Mapped[int] = mapped_column(ForeignKey("usuario.id"), index=True)
    desde: Mapped[date] = mapped_column(Date)
    hasta: Mapped[date | None] = mapped_column(Date)
    fundamento: Mapped[str] = mapped_column(String(300))
    por_id: Mapped[int] = mapped_column(Integer)
    por: Mapped[str] = mapped_column(String(200))
    en: Mapped[datetime] = mapped_column(UtcDateTime)
    usuario: Mapped[Usuario] = relationship(foreign_keys=[usuario_id], lazy="joined", innerjoin=True)
    suplente: Mapped[Usuario] = relationship(foreign_keys=[suplente_id], lazy="joined", innerjoin=True)

    __table_args__ = (
        CheckConstraint("hasta IS NULL OR hasta >= desde", name="intervalo"),
        CheckConstraint("suplente_id <> usuario_id", name="otra_persona"),
        CheckConstraint("fundamento <> ''", name="con_fundamento"),
    )


class Persona(db.Model):  # type: ignore[name-defined]
    """A member of an organ, as registered (gender decides the wording of the post)."""

    __tablename__ = "persona"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    nombre: Mapped[str] = mapped_column(String(200))
    genero: Mapped[str] = mapped_column(String(1))
    usuario_id: Mapped[int | None] = mapped_column(ForeignKey("usuario.id"), unique=True)

    __table_args__ = (codes("genero", ("H", "M")),)


class Curul(db.Model):  # type: ignore[name-defined]
    """A seat of the Ayuntamiento."""

    __tablename__ = "curul"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    clave: Mapped[str] = mapped_column(String(20), unique=True)
    orden: Mapped[int] = mapped_column(Integer)
    cargo: Mapped[str] = mapped_column(String(120))
    principio: Mapped[str | None] = mapped_column(String(10))
    ocupaciones: Mapped[list[Ocupacion]] = relationship(order_by="Ocupacion.desde", lazy="selectin")


class Ocupacion(db.Model):  # type: ignore[name-defined]
    """Who is the titular or the suplente of a seat, and between which dates."""

    __tablename__ = "ocupacion"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    curul_id: Mapped[int] = mapped_column(ForeignKey("curul.id"))
    persona_id: Mapped[int] = mapped_column(ForeignKey("persona.id"), index=True)
    calidad: Mapped[str] = mapped_column(String(10))
    en_funciones: Mapped[bool] = mapped_column(Boolean, default=True)
    desde: Mapped[date] = mapped_column(Date)
    hasta: Mapped[date | None] = mapped_column(Date)
    persona: Mapped[Persona] = relationship(lazy="joined")

    __table_args__ = (
        codes("calidad", ("titular", "suplente")),
        CheckConstraint("hasta IS NULL OR hasta >= desde", name="intervalo"),
        Index("ix_ocupacion_curul_desde", "curul_id", "desde"),
    )
