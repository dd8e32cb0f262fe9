"""The fixed cast of the tests: fictitious people, each with one clear place in the municipality."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from tests.etapas import etapa
from workflow.db import db
from workflow.kernel.actor import Actor
from workflow.kernel.clock import local_date
from workflow.people.models import AsignacionRol, Dependencia, DependenciaNombre, Usuario
from workflow.people.queries import actor_from

DESDE = date(2024, 9, 15)
CLAVE = "nopal-verde-sobre-piedra"
# Argon2id of CLAVE with the cheapest parameters: tests do not wait for a hash made to be slow.
CLAVE_HASH = "$argon2id$v=19$m=8,t=1,p=1$cnV0YS1wcnVlYmFz$WeFL8OrzlAOqCV1a7u5ssw"

DEPENDENCIAS = (
    ("UR-036", "Secretaría de Planeación Estratégica", "SPE", "Secretaría", "Secretario/a de Planeación Estratégica"),
    ("UR-043", "Dirección de Educación", "DEDU", "Dirección", "Director/a de Educación"),
    ("UR-050", "Dirección de Obras Públicas", "DOP", "Dirección", "Director/a de Obras Públicas"),
)

# key, name, post, [(role, dependencia)]
PERSONAS: tuple[tuple[str, str, str, tuple[tuple[str, str | None], ...]], ...] = (
    ("enlace", "Brenda Olague Tovar", "Enlace de Obras Públicas", (("dependencia_captura", "UR-050"),)),
    ("titular", "Martín Zesati Rueda", "Director de Obras Públicas", (("dependencia_titular", "UR-050"),)),
    ("enlace_educacion", "Karina Soto Mata", "Enlace de Educación", (("dependencia_captura", "UR-043"),)),
    ("titular_educacion", "Elías Monreal Paz", "Director de Educación", (("dependencia_titular", "UR-043"),)),
    ("revisora", "Nohemí Ávila Cruz", "Analista de Planeación", (("planeacion_revisor", "UR-036"),)),
    ("revisor", "Joaquín Berúmen Lara", "Analista de Planeación", (("planeacion_revisor", "UR-036"),)),
    ("planeacion", "Rebeca Trejo Salas", "Secretaria de Planeación", (("planeacion_titular", "UR-036"),)),
    ("comisiones", "Omar Ledesma Gil", "Secretario técnico de comisiones", (("comisiones_secretaria", None),)),
    ("gobierno", "Saúl Arteaga Nieto", "Secretario de Gobierno Municipal", (("secretaria_gobierno", None),)),
    ("regidora", "Lucía Magdalena Acuña Robles", "Regidora", (("integrante", None),)),
    ("transparencia", "Irma Cid Valdez", "Titular de Transparencia", (("transparencia", None),)),
    ("auditor", "Hugo Reza Blanco", "Auditor", (("auditoria", None),)),
    ("administradora", "Paola Lira Ham", "Informática", (("administrador", None),)),
)


@dataclass(frozen=True)
class Cast:
    """Actors by key, and the ids of their dependencias by clave."""

    people: dict[str, Actor]
    dependencias: dict[str, int]

    def __getattr__(self, key: str) -> Actor:
        try:
            return self.__dict__["people"][key]
        except KeyError:
            raise AttributeError(key) from None


@etapa
def assemble(ahora: datetime) -> Cast:
    """Put the cast into the (empty) database of this test."""
    dependencias: dict[str, int] = {}
    for clave, nombre, siglas, tipo, cargo in DEPENDENCIAS:
        row = Dependencia(clave=clave, siglas=siglas, tipo=tipo, titular_cargo=cargo)
        row.nombres = [DependenciaNombre(nombre=nombre, desde=DESDE)]
        db.session.add(row)
        db.session.flush()
        dependencias[clave] = row.id
    people: dict[str, Actor] = {}
    for key, nombre, cargo, roles in PERSONAS:
        usuario = Usuario(
            correo=f"{key}@fresnillo.test", nombre=nombre, cargo=cargo, clave_hash=CLAVE_HASH, creado_en=ahora
        )
        usuario.asignaciones = [
            AsignacionRol(rol=rol, dependencia_id=dependencias[ur] if ur else None, desde=DESDE) for rol, ur in roles
        ]
        db.session.add(usuario)
        db.session.flush()
        people[key] = actor_from(usuario, local_date(ahora))
    db.session.commit()
    return Cast(people, dependencias)
