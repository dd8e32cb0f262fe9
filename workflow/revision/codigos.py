"""The codes of the review desk: decisions on findings, answers of the checklist, proposals. Pure."""

from __future__ import annotations

DECISIONES: tuple[str, ...] = ("aceptado", "descartado", "reabierto")
RESPUESTAS: tuple[str, ...] = ("cumple", "no_cumple", "no_aplica")
PROPUESTAS: tuple[str, ...] = ("proponer", "devolver")
