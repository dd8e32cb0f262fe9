"""What the check of a template finds: an error keeps it from being used, a warning does not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from workflow.kernel.refusals import Reason


@dataclass(frozen=True)
class Hallazgo:
    """`donde`: in words, where in the document; "" when it is of the whole file."""

    nivel: str  # error | aviso
    codigo: str
    donde: str
    hechos: tuple[tuple[str, str], ...] = ()

    @property
    def razon(self) -> Reason:
        return Reason(self.codigo, dict(self.hechos))

    def plano(self) -> dict[str, Any]:
        return {"nivel": self.nivel, "codigo": self.codigo, "donde": self.donde, "hechos": dict(self.hechos)}


def de_plano(plain: Mapping[str, Any]) -> Hallazgo:
    return Hallazgo(plain["nivel"], plain["codigo"], plain["donde"], tuple(sorted(plain["hechos"].items())))


def error(codigo: str, donde: str = "", **hechos: object) -> Hallazgo:
    return Hallazgo("error", codigo, donde, _sorted(hechos))


def aviso(codigo: str, donde: str = "", **hechos: object) -> Hallazgo:
    return Hallazgo("aviso", codigo, donde, _sorted(hechos))


def _sorted(hechos: Mapping[str, object]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((key, str(value)) for key, value in hechos.items()))
