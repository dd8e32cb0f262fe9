"""Who acts: see kernel.actor, where every room can reach it."""

from workflow.kernel.actor import DEPENDENCIA_ROLES, ROLES, SISTEMA, Actor, Asignacion

__all__ = ["DEPENDENCIA_ROLES", "ROLES", "SISTEMA", "Actor", "Asignacion"]
