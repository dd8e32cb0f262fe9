"""Organs of the municipality: dated rules, components and members."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Boolean, CheckConstraint, Date, ForeignKey, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workflow.db import Json, append_only, codes, db
from workflow.people.models import Persona
from workflow.sesiones.configuracion import CARGOS, ROL_QUE_CONDUCE, ROLES_QUE_CONDUCEN, SECTORES, TIPOS_ORGANO


class Organo(db.Model):  # type: ignore[name-defined]
    """`nombre`: the one in force; those before are in `organo_nombre`. `conduce`: the role that keeps its sessions.

    `secretario`: {nombre, cargo, genero} of who certifies its sessions; without it, who convenes.
    """

    __tablename__ = "organo"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    clave: Mapped[str] = mapped_column(String(20), unique=True)
    nombre: Mapped[str] = mapped_column(String(200))
    tipo: Mapped[str] = mapped_column(String(20))
    prefijo_acuerdo: Mapped[str] = mapped_column(String(80))
    conduce: Mapped[str] = mapped_column(String(40))
    secretario: Mapped[dict[str, str] | None] = mapped_column(Json)

    __table_args__ = (codes("tipo", TIPOS_ORGANO), codes("conduce", ROLES_QUE_CONDUCEN))

    def __init__(self, **datos: Any) -> None:
        """Without saying who conducts it, the role that conducts the organs of its kind."""
        super().__init__(**{"conduce": ROL_QUE_CONDUCE.get(datos.get("tipo", "")), **datos})


class OrganoNombre(db.Model):  # type: ignore[name-defined]
    """A name that the organ had, its last day, and what ordered the change."""

    __tablename__ = "organo_nombre"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    organo_id: Mapped[int] = mapped_column(ForeignKey("organo.id"))
    nombre: Mapped[str] = mapped_column(String(200))
    hasta: Mapped[date] = mapped_column(Date)
    fundamento: Mapped[str] = mapped_column(Text)

    __table_args__ = (
        UniqueConstraint("organo_id", "hasta"),
        CheckConstraint("fundamento <> ''", name="con_fundamento"),
    )


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


class OrganoMiembro(db.Model):  # type: ignore[name-defined]
    """A member who holds no seat of the Ayuntamiento, between two dates. `clave`: the place in the organ.

    The next person of the same place is another row; the suplente has the same `clave` and its own `calidad`.
    """

    __tablename__ = "organo_miembro"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    organo_id: Mapped[int] = mapped_column(ForeignKey("organo.id"))
    clave: Mapped[str] = mapped_column(String(16))
    persona_id: Mapped[int] = mapped_column(ForeignKey("persona.id"), index=True)
    calidad: Mapped[str] = mapped_column(String(10), default="titular")
    en_funciones: Mapped[bool] = mapped_column(Boolean, default=True)
    sector: Mapped[str] = mapped_column(String(30))
    puesto: Mapped[str] = mapped_column(String(20))
    representa: Mapped[str] = mapped_column(String(200))
    orden: Mapped[int] = mapped_column(Integer)
    desde: Mapped[date] = mapped_column(Date)
    hasta: Mapped[date | None] = mapped_column(Date)
    persona: Mapped[Persona] = relationship(lazy="joined", innerjoin=True)

    __table_args__ = (
        codes("sector", SECTORES),
        codes("puesto", CARGOS),
        codes("calidad", ("titular", "suplente")),
        UniqueConstraint("organo_id", "clave", "calidad", "desde"),
        CheckConstraint("hasta IS NULL OR hasta >= desde", name="intervalo"),
    )


class Consecutivo(db.Model):  # type: ignore[name-defined]
    """The last number given in a series of an organ; taken under its lock, so numbers have no gaps."""

    __tablename__ = "consecutivo"

    organo_id: Mapped[int] = mapped_column(ForeignKey("organo.id"), primary_key=True)
    serie: Mapped[str] = mapped_column(String(40), primary_key=True)
    periodo: Mapped[str] = mapped_column(String(20), primary_key=True)
    ultimo: Mapped[int] = mapped_column(Integer)


append_only("organo_nombre")
