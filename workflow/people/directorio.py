"""Who holds what on a day, and who stands in for whom: to tell many people after two reads. Pure."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Directorio:
    """`cargos`: (role, id of the dependencia) -> users, active or not; `suplentes`: user -> active substitutes."""

    cargos: dict[tuple[str, int | None], frozenset[int]]
    activos: frozenset[int]
    suplentes: dict[int, tuple[int, ...]]

    def con(self, rol: str, dependencia_id: int | None = None) -> frozenset[int]:
        """Users with the role, active or not; of every dependencia if none is given."""
        if dependencia_id is not None:
            return self.cargos.get((rol, dependencia_id), frozenset())
        return frozenset().union(*(who for (name, _), who in self.cargos.items() if name == rol))
