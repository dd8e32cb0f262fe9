"""What a reading gathers: the findings, and the cell of each field of the content."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from workflow.poa.hallazgos import ERROR, Hallazgo, Problema, in_order
from workflow.poa.textos import HALLAZGOS


@dataclass
class Registro:
    """`celdas`: address of a field to (sheet, cell, value in the file). `malos`: addresses already found wrong.

    `hojas`: section to the name of its sheet. `sin_valor`: addresses whose text is looked up in the catalogues by a
    formula that was saved without its value.
    """

    archivo: str
    hallazgos: list[Hallazgo] = field(default_factory=list)
    celdas: dict[str, tuple[str, str, Any]] = field(default_factory=dict)
    malos: set[str] = field(default_factory=set)
    sin_hoja: set[str] = field(default_factory=set)
    hojas: dict[str, str] = field(default_factory=dict)
    sin_valor: dict[str, str] = field(default_factory=dict)

    def add(
        self,
        hoja: str | None,
        celda: str | None,
        codigo: str,
        severidad: str = ERROR,
        valor: Any = None,
        esperado: Any = None,
        /,
        **hechos: Any,
    ) -> None:
        facts = {"valor": valor, "esperado": esperado, **hechos}
        text = HALLAZGOS[codigo].format(**facts)
        self.hallazgos.append(Hallazgo(self.archivo, hoja, celda, codigo, severidad, valor, esperado, text))

    def add_problem(self, problem: Problema) -> None:
        """A problem of the content as a finding at its cell; silent where the cell was already found wrong."""
        section = problem.campo.partition("[")[0].partition(".")[0]
        if problem.campo in self.malos or section in self.sin_hoja:
            return
        hoja, celda, value = self.celdas.get(problem.campo) or self.celdas.get(section) or (None, None, None)
        if problem.campo not in self.celdas:
            value = problem.valor
        self.hallazgos.append(
            Hallazgo(
                self.archivo,
                hoja,
                celda,
                problem.codigo,
                problem.severidad,
                in_file(value),
                problem.esperado,
                problem.texto,
            )
        )

    def ordered(self) -> list[Hallazgo]:
        return in_order(self.hallazgos)


def in_file(value: Any) -> Any:
    """A cell as a finding shows it: a formula by its text, a date in ISO."""
    if isinstance(value, Mapping):
        return next((value[key] for key in ("formula", "fecha", "fecha_hora", "hora") if key in value), None)
    return value
