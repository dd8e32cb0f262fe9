"""What the check page of a workbook shows: its findings by gravity and sheet, and what each section would change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from werkzeug.datastructures import MultiDict

from workflow.poa import cambios_vista, comparar, importacion, queries
from workflow.poa.cambios_vista import SeccionVista
from workflow.poa.esquema import SECCION, SECCIONES
from workflow.poa.queries import CargaVista, Emitido
from workflow.poa.service import Eleccion

Form = MultiDict[str, str]
ELEGIR, IMPORTAR, QUITAR = "elegir:", "importar:", "quitar:"
"""What the names of the fields begin with; then comes the address of the conflict, or the section."""

_GRUPOS = (("error", "Errores"), ("aviso", "Avisos"))


@dataclass(frozen=True)
class GrupoDeHallazgos:
    """Findings of one gravity in one sheet."""

    severidad: str
    titulo: str
    hoja: str
    hallazgos: list[Mapping[str, Any]]


def group(hallazgos: Sequence[Mapping[str, Any]]) -> list[GrupoDeHallazgos]:
    """Errors first; in each gravity, sheets in the order of the workbook."""
    order = {seccion.hoja: place for place, seccion in enumerate(SECCIONES)}
    found = []
    for severidad, titulo in _GRUPOS:
        mine = [one for one in hallazgos if one["severidad"] == severidad]
        sheets = sorted({one["hoja"] or "" for one in mine}, key=lambda name: (order.get(name, 99), name))
        for name in sheets:
            listed = [one for one in mine if (one["hoja"] or "") == name]
            found.append(GrupoDeHallazgos(severidad, titulo, name or "El libro", listed))
    return found


@dataclass(frozen=True)
class SeccionRevisada:
    """A section that the workbook brings: what it changes, what stops it, and what is ticked."""

    vista: SeccionVista
    bloqueos: list[Mapping[str, Any]]
    elegida: bool
    quitar: bool


@dataclass(frozen=True)
class Revisada:
    """`origen`: what the workbook was made from, if the system knows it; `revision`: of the draft now."""

    secciones: list[SeccionRevisada]
    sin_cambios: list[str]
    bloqueos: list[Mapping[str, Any]]
    errores: int
    elecciones: Mapping[str, str]
    origen: Emitido | None
    revision: int
    cuantos: int

    @property
    def conflictos(self) -> int:
        return sum(len(one.vista.conflictos) for one in self.secciones)

    @property
    def cambio_el_borrador(self) -> bool:
        """Somebody captured in the system after the workbook was handed out."""
        return self.origen is not None and self.origen.revision != self.revision

    @property
    def se_puede(self) -> bool:
        return not self.bloqueos and any(not one.bloqueos for one in self.secciones)


def review_of(carga: CargaVista, borrador: Mapping[str, Any], revision: int, form: Form) -> Revisada:
    """`revision`: of the draft. `form`: what was sent, when the page comes back with a reason; empty the first time."""
    bring = importacion.sections_of(carga.resumen)
    blocked = importacion.blocked(carga.hallazgos, carga.resumen)
    known = queries.libro_emitido(carga.expediente_id, carga.origen)
    mezcla = comparar.merge(known.contenido if known else None, borrador, carga.contenido or {}, bring)
    sent = bool(form)
    chosen, removed = after(IMPORTAR, form), after(QUITAR, form)
    sections = [
        SeccionRevisada(
            vista=cambios_vista.arrange(one),
            bloqueos=blocked.get(one.seccion, []),
            elegida=one.seccion in chosen if sent else not blocked.get(one.seccion),
            quitar=one.seccion in removed if sent else known is not None,
        )
        for one in mezcla.secciones
        if one.cuantos or blocked.get(one.seccion)
    ]
    shown = {one.vista.clave for one in sections}
    importable = [clave for clave in bring if not blocked.get(clave)]
    return Revisada(
        secciones=sections,
        sin_cambios=[SECCION[clave].hoja for clave in bring if clave not in shown],
        bloqueos=blocked.get(None, []),
        errores=sum(
            one["severidad"] == "error" for one in importacion.findings_of(carga.hallazgos, carga.resumen, importable)
        ),
        elecciones=after(ELEGIR, form),
        origen=known,
        revision=revision,
        cuantos=mezcla.cuantos,
    )


def after(prefix: str, form: Form) -> dict[str, str]:
    """The fields whose name begins so, by the rest of their name."""
    return {name.removeprefix(prefix): value for name, value in form.items() if name.startswith(prefix)}


def choice_of(form: Form) -> Eleccion | None:
    """What was decided on the page; None when it only closes a workbook that changes nothing."""
    if form.get("todo") == "1":
        return None
    return Eleccion(frozenset(after(IMPORTAR, form)), frozenset(after(QUITAR, form)), after(ELEGIR, form))
