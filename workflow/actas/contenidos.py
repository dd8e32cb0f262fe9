"""What a dictamen tells of the content of a dossier: prose and a table of figures. Pure, and without anybody's data."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from workflow.actas.instantanea_dictamen import Contenido, Renglon
from workflow.kernel.money import format_centavos

CAPITULOS = {
    "1000": "Servicios personales",
    "2000": "Materiales y suministros",
    "3000": "Servicios generales",
    "4000": "Transferencias, asignaciones, subsidios y otras ayudas",
    "5000": "Bienes muebles, inmuebles e intangibles",
    "6000": "Inversión pública",
    "7000": "Inversiones financieras y otras provisiones",
    "8000": "Participaciones y aportaciones",
    "9000": "Deuda pública",
}


def summary(tipo: str, contenido: Mapping[str, Any]) -> Contenido:
    """Of a POA: problem, objective, goals and budget by chapter (centavos in the document). Of a padrón: its rules."""
    return _poa(contenido) if tipo == "poa" else _padron(contenido)


def programa(tipo: str, contenido: Mapping[str, Any]) -> str:
    """The programme as the dossier itself names it; "" when it does not."""
    held = contenido.get("identificacion" if tipo == "poa" else "reglas") or {}
    return str(held.get("programa_nombre" if tipo == "poa" else "nombre") or held.get("programa") or "")


def alcance(tipo: str, contenido: Mapping[str, Any]) -> str:
    """How much a dossier is: the budget of a POA, the people of a padrón; «—» when it does not say."""
    if tipo == "poa":
        total = total_centavos(contenido)
        return format_centavos(total) if total else "—"
    people, persons = _inscribed(contenido)
    one, many = ("persona", "personas") if persons else ("registro", "registros")
    return "—" if people is None else f"{people:,} {one if people == 1 else many}"


def joint(contenidos: Iterable[Mapping[str, Any]]) -> Contenido:
    """Several POA taken together: their budget by chapter."""
    totals: dict[str, int] = defaultdict(int)
    for contenido in contenidos:
        for clave, total in _chapters(contenido).items():
            totals[clave] += total
    renglones = _budget(totals)
    return Contenido((), "Presupuesto por capítulo, en conjunto" if renglones else "", renglones)


def total_centavos(contenido: Mapping[str, Any]) -> int:
    return sum(_chapters(contenido).values())


def _poa(contenido: Mapping[str, Any]) -> Contenido:
    identificacion: Mapping[str, Any] = contenido.get("identificacion") or {}
    parrafos = [
        f"{rotulo}: {identificacion[clave]}"
        for clave, rotulo in (
            ("programa_nombre", "Programa presupuestario"),
            ("problema_central", "Problema central"),
            ("objetivo_general", "Objetivo general"),
        )
        if identificacion.get(clave)
    ]
    actividades, mir = len(contenido.get("actividades") or ()), contenido.get("mir")
    metas = f"El programa comprende {actividades} {'actividad' if actividades == 1 else 'actividades'}"
    if mir:
        metas += f" y una Matriz de Indicadores para Resultados con {len(mir)} indicadores"
    renglones = _budget(_chapters(contenido))
    return Contenido((*parrafos, metas), "Presupuesto por capítulo" if renglones else "", renglones)


def _budget(chapters: Mapping[str, int]) -> tuple[Renglon, ...]:
    """A line for each chapter, and their total."""
    renglones = [
        Renglon(f"{clave} {CAPITULOS.get(clave, '')}".strip(), format_centavos(total))
        for clave, total in sorted(chapters.items())
    ]
    return (*renglones, Renglon("Total", format_centavos(sum(chapters.values())))) if renglones else ()


def _chapters(contenido: Mapping[str, Any]) -> dict[str, int]:
    chapters: dict[str, int] = defaultdict(int)
    for line in contenido.get("presupuesto") or ():
        partida = str(line.get("partida") or "")
        if partida[:1].isdigit():
            chapters[f"{partida[0]}000"] += sum(value or 0 for value in line.get("meses") or ())
    return dict(chapters)


_REGLAS = (
    ("programa", "Programa"),
    ("nombre", "Programa"),
    ("objetivo", "Objetivo"),
    ("poblacion_objetivo", "Población objetivo"),
    ("tipo_apoyo", "Tipo de apoyo"),
)


def _padron(contenido: Mapping[str, Any]) -> Contenido:
    reglas = contenido.get("reglas") or {}
    parrafos = [f"{rotulo}: {reglas[clave]}" for clave, rotulo in _REGLAS if isinstance(reglas.get(clave), str)]
    people, persons = _inscribed(contenido)
    concepto = "Personas inscritas" if persons else "Registros inscritos"
    renglones = (Renglon(concepto, f"{people:,}"),) if people is not None else ()
    return Contenido(tuple(parrafos), "Padrón" if renglones else "", renglones)


def _inscribed(contenido: Mapping[str, Any]) -> tuple[int | None, bool]:
    """How many rows of the padrón are valid, and whether each is a person (and not a group or a work)."""
    padron = contenido.get("padron") or {}
    if not isinstance(padron, Mapping):
        return None, True
    total = padron.get("validas", padron.get("total"))
    return (total if isinstance(total, int) else None), padron.get("estructura", "persona") == "persona"
