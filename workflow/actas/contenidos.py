"""What a dictamen tells of the content of a dossier: prose and a table of figures. Pure, and without anybody's data."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
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
    chapters = _chapters(contenido)
    renglones = [
        Renglon(f"{clave} {CAPITULOS.get(clave, '')}".strip(), format_centavos(total))
        for clave, total in sorted(chapters.items())
    ]
    if renglones:
        renglones.append(Renglon("Total", format_centavos(sum(chapters.values()))))
    return Contenido((*parrafos, metas), "Presupuesto por capítulo" if renglones else "", tuple(renglones))


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
    padron = contenido.get("padron") or {}
    total = padron.get("total") if isinstance(padron, Mapping) else None
    renglones = (Renglon("Personas inscritas", f"{total:,}"),) if isinstance(total, int) else ()
    return Contenido(tuple(parrafos), "Padrón" if renglones else "", renglones)
