"""Who acts: a person with the assignments in force at that hour. Pure."""

from __future__ import annotations

from dataclasses import dataclass

ROLES: tuple[str, ...] = (
    "dependencia_captura",
    "dependencia_titular",
    "planeacion_revisor",
    "planeacion_titular",
    "comisiones_secretaria",
    "secretaria_gobierno",
    "integrante",
    "transparencia",
    "auditoria",
    "administrador",
)
DEPENDENCIA_ROLES = frozenset({"dependencia_captura", "dependencia_titular"})


@dataclass(frozen=True)
class Asignacion:
    """A role, and the clave of the dependencia it is held in or comes from (None: municipal)."""

    rol: str
    dependencia: str | None = None


@dataclass(frozen=True)
class Actor:
    usuario_id: int
    nombre: str
    cargo: str
    asignaciones: tuple[Asignacion, ...] = ()

    @property
    def roles(self) -> frozenset[str]:
        return frozenset(asignacion.rol for asignacion in self.asignaciones)

    def has(self, *roles: str) -> bool:
        return not self.roles.isdisjoint(roles)

    def dependencias(self, *roles: str) -> frozenset[str]:
        """Claves of the dependencias in which one of `roles` is held (any role if none is named)."""
        return frozenset(
            asignacion.dependencia
            for asignacion in self.asignaciones
            if asignacion.dependencia is not None and (not roles or asignacion.rol in roles)
        )


SISTEMA = Actor(0, "Sistema", "Proceso automático", (Asignacion("administrador"),))
