"""The classifiers a POA is checked against, frozen. Built from rows, wherever these come from (database or CSV)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from workflow.poa.numeros import plain

OPCIONALES = frozenset({"funcional", "tipo_gasto"})
"""Those an installation may not have loaded yet: nothing is checked against an absent one."""

NOMBRES = (
    "programas",
    "cog",
    "fuentes",
    "pmd",
    "ods",
    "ods_metas",
    "localidades",
    "dependencias",
    "funcional",
    "tipo_gasto",
)
Rows = Mapping[str, Sequence[Mapping[str, str]]]


@dataclass(frozen=True)
class Programa:
    clave: str
    nombre: str
    modalidad: str
    ur_lider: str
    ur_participantes: tuple[str, ...]


@dataclass(frozen=True)
class Dependencia:
    """A unit, with its names as (name, from, to); an open end is None."""

    clave: str
    siglas: str
    titular_cargo: str
    nombres: tuple[tuple[str, date | None, date | None], ...]

    def nombre(self, dia: date | None) -> str:
        """The name in force on a day; the present one when no day is given."""
        for nombre, desde, hasta in self.nombres:
            if dia is None or ((desde is None or desde <= dia) and (hasta is None or dia <= hasta)):
                return nombre
        return self.nombres[0][0]


@dataclass(frozen=True)
class Catalogos:
    """Every mapping goes by clave. `pmd` gives (level, parent, text); `localidades` gives names, the official first."""

    ejercicio: int
    programas: Mapping[str, Programa] = field(default_factory=dict)
    capitulos: Mapping[str, str] = field(default_factory=dict)
    partidas: Mapping[str, str] = field(default_factory=dict)
    fuentes: Mapping[str, str] = field(default_factory=dict)
    pmd: Mapping[str, tuple[str, str, str]] = field(default_factory=dict)
    ods: Mapping[str, str] = field(default_factory=dict)
    ods_metas: Mapping[str, str] = field(default_factory=dict)
    localidades: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    dependencias: Mapping[str, Dependencia] = field(default_factory=dict)
    funciones: Mapping[str, str] = field(default_factory=dict)
    tipos_gasto: Mapping[str, str] = field(default_factory=dict)

    def partida_de(self, concepto: str) -> str | None:
        """The partida of that name, if there is exactly one."""
        wanted = plain(concepto)
        found = [clave for clave, nombre in self.partidas.items() if plain(nombre) == wanted]
        return found[0] if len(found) == 1 else None

    def es_localidad(self, nombre: str) -> bool:
        wanted = plain(nombre)
        return any(wanted == plain(name) for names in self.localidades.values() for name in names)

    def es_lider(self, ur: str) -> bool:
        """Whether the unit leads a programme, and so its POA carries the MIR."""
        return any(programa.ur_lider == ur for programa in self.programas.values())

    def programas_de(self, ur: str) -> list[Programa]:
        return [programa for programa in self.programas.values() if ur in programa.ur_participantes]


def _split(text: str | None) -> tuple[str, ...]:
    return tuple(part.strip() for part in (text or "").split(";") if part.strip())


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _dependencia(row: Mapping[str, str]) -> Dependencia:
    nombres: list[tuple[str, date | None, date | None]] = [(row["nombre"], _day(row.get("vigente_desde")), None)]
    if row.get("nombre_anterior"):
        nombres.append(
            (row["nombre_anterior"], _day(row.get("nombre_anterior_desde")), _day(row.get("nombre_anterior_hasta")))
        )
    return Dependencia(row["clave"], row.get("siglas") or "", row.get("titular_cargo") or "", tuple(nombres))


def from_rows(rows: Rows, ejercicio: int) -> Catalogos:
    """The catalogues from the rows of each file by name; a missing one is empty."""

    def of(nombre: str) -> Sequence[Mapping[str, str]]:
        return rows.get(nombre, ())

    return Catalogos(
        ejercicio=ejercicio,
        programas={
            row["clave"]: Programa(
                row["clave"], row["nombre"], row["modalidad"], row["ur_lider"], _split(row["ur_participantes"])
            )
            for row in of("programas")
        },
        capitulos={row["clave"]: row["nombre"] for row in of("cog") if row["nivel"] == "capítulo"},
        partidas={row["clave"]: row["nombre"] for row in of("cog") if row["nivel"] != "capítulo"},
        fuentes={row["clave"]: row["nombre"] for row in of("fuentes")},
        pmd={row["clave"]: (row["nivel"], row.get("padre") or "", row["texto"]) for row in of("pmd")},
        ods={row["clave"]: row["nombre"] for row in of("ods")},
        ods_metas={row["clave"]: row["texto_abreviado"] for row in of("ods_metas")},
        localidades={row["cvegeo"]: (row["nombre"], *_split(row.get("alias"))) for row in of("localidades")},
        dependencias={row["clave"]: _dependencia(row) for row in of("dependencias")},
        funciones={row["clave"]: row["nombre"] for row in of("funcional")},
        tipos_gasto={row["clave"]: row["nombre"] for row in of("tipo_gasto")},
    )
