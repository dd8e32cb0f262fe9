"""How a padrón is published: person by person or only totals, and what is done with minors. Pure."""

from __future__ import annotations

MODOS: tuple[str, ...] = ("nominal", "agregado")
MENORES: tuple[str, ...] = ("reservados", "agregados", "seudonimizados", "publicados")
