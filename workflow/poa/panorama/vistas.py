"""The POA of a year seen from above: where the money goes, what of the plans they reach, how good each MIR is. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from workflow.poa.catalogos import Catalogos
from workflow.poa.hallazgos import AVISO, Problema
from workflow.poa.matriz.fichas import CREMAA, of_document
from workflow.poa.sumas import CAPITULOS, FUENTES

SIN_EJE = "—"
NIVELES = ("eje", "objetivo", "estrategia", "línea")


@dataclass(frozen=True)
class Leido:
    """What is told of a POA, taken once from its content. `presupuesto`: ((partida, fuente), centavos).

    `eje`: the first axis of the PMD that it declares: a POA aligned to several is counted once, in that one.
    """

    presupuesto: tuple[tuple[tuple[str, str], int], ...]
    eje: str
    pmd: frozenset[str]
    ods: frozenset[str]
    ods_metas: frozenset[str]
    matriz: Matriz | None

    @property
    def total(self) -> int:
        return sum(amount for _, amount in self.presupuesto)


@dataclass(frozen=True)
class Matriz:
    """`completas`: indicators with variables with source, baseline and goal; `cremaa`: with their six marks."""

    indicadores: int
    completas: int
    cremaa: int
    avisos: int
    sugerencias: int

    @property
    def puntaje(self) -> int:
        """From 0 to 100: half for complete fichas, a quarter for CREMAA, a quarter for having no warning."""
        if not self.indicadores:
            return 0
        whole = Decimal(self.indicadores)
        clean = max(whole - self.avisos, Decimal(0))
        score = (50 * self.completas + 25 * self.cremaa + 25 * clean) / whole
        return int(score.quantize(Decimal(1), ROUND_HALF_UP))


@dataclass(frozen=True)
class Poa:
    expediente_id: int
    dependencia: str
    dependencia_nombre: str
    titulo: str
    programa: str
    leido: Leido


@dataclass(frozen=True)
class Parte:
    """A slice of the budget: key, name, how many POA, centavos."""

    clave: str
    nombre: str
    poas: int
    total: int


@dataclass(frozen=True)
class Alcance:
    """An element of a plan: how many POA say they contribute to it. `nivel`: of NIVELES, or objetivo of the ODS."""

    clave: str
    nombre: str
    nivel: str
    poas: int


def read(contenido: Mapping[str, Any], problemas: Callable[[Mapping[str, Any]], Sequence[Problema]]) -> Leido:
    """`problemas`: the warnings and suggestions of the logic of a MIR."""
    alineacion = [row for row in contenido.get("alineacion") or [] if isinstance(row, Mapping)]
    pmd = [str(row.get("clave") or "") for row in alineacion if row.get("instrumento") == "pmd"]
    ejes = [str(row.get("clave") or "") for row in alineacion if _is(row, "pmd", "eje")] or [k[:1] for k in pmd]
    return Leido(
        presupuesto=tuple(
            ((str(row.get("partida") or ""), str(row.get("fuente") or "")), sum(m or 0 for m in row.get("meses") or []))
            for row in contenido.get("presupuesto") or []
        ),
        eje=next((clave for clave in ejes if clave), SIN_EJE),
        pmd=frozenset(filter(None, pmd)),
        ods=frozenset(str(row.get("clave")) for row in alineacion if _is(row, "ods", "objetivo") and row.get("clave")),
        ods_metas=frozenset(
            str(row.get("clave")) for row in alineacion if _is(row, "ods", "meta") and row.get("clave")
        ),
        matriz=_matrix(contenido, problemas),
    )


def _is(row: Mapping[str, Any], instrumento: str, nivel: str) -> bool:
    return row.get("instrumento") == instrumento and row.get("nivel") == nivel


def _matrix(
    contenido: Mapping[str, Any], problemas: Callable[[Mapping[str, Any]], Sequence[Problema]]
) -> Matriz | None:
    if not contenido.get("mir"):
        return None
    fichas = list(of_document(contenido).values())
    marks = {str(row.get("numero")): row for row in contenido.get("fichas") or []}
    found = problemas(contenido)
    return Matriz(
        indicadores=len(fichas),
        completas=sum(
            bool(one.variables)
            and all(variable.fuente for variable in one.variables)
            and one.fila.get("linea_base") is not None
            and one.fila.get("meta_anual", one.fila.get("meta_t4")) is not None
            for one in fichas
        ),
        cremaa=sum(all(row.get(mark) for mark in CREMAA) for row in marks.values()),
        avisos=sum(one.severidad == AVISO for one in found),
        sugerencias=sum(one.severidad != AVISO for one in found),
    )


def by_chapter(poas: Sequence[Poa]) -> list[Parte]:
    return _lines(poas, lambda partida, fuente: f"{partida[:1]}000" if partida else "—", lambda k: CAPITULOS.get(k[:1]))


def by_source(poas: Sequence[Poa], catalogos: Catalogos) -> list[Parte]:
    names = {**FUENTES, **catalogos.fuentes}
    return _lines(poas, lambda partida, fuente: fuente or "—", lambda key: names.get(key, names.get(key[:2])))


def _lines(poas: Sequence[Poa], key: Callable[[str, str], str], name: Callable[[str], str | None]) -> list[Parte]:
    totals: dict[str, int] = {}
    users: dict[str, set[int]] = {}
    for poa in poas:
        for (partida, fuente), amount in poa.leido.presupuesto:
            clave = key(partida, fuente)
            totals[clave] = totals.get(clave, 0) + amount
            users.setdefault(clave, set()).add(poa.expediente_id)
    return [Parte(one, name(one) or "Sin clasificar", len(users[one]), totals[one]) for one in sorted(totals)]


def by_axis(poas: Sequence[Poa], catalogos: Catalogos) -> list[Parte]:
    return _whole(poas, lambda poa: poa.leido.eje, lambda key: catalogos.pmd[key][2] if key in catalogos.pmd else None)


def by_unit(poas: Sequence[Poa]) -> list[Parte]:
    names = {poa.dependencia: poa.dependencia_nombre for poa in poas}
    return sorted(_whole(poas, lambda poa: poa.dependencia, names.get), key=lambda one: (-one.total, one.clave))


def _whole(poas: Sequence[Poa], key: Callable[[Poa], str], name: Callable[[str], str | None]) -> list[Parte]:
    grouped: dict[str, list[Poa]] = {}
    for poa in poas:
        grouped.setdefault(key(poa), []).append(poa)
    return [
        Parte(one, name(one) or "Sin eje declarado", len(mine), sum(poa.leido.total for poa in mine))
        for one, mine in sorted(grouped.items())
    ]


def pmd_reach(poas: Sequence[Poa], catalogos: Catalogos) -> list[Alcance]:
    """Every element of the plan, in its order, with how many POA name it or something under it."""
    return [
        Alcance(clave, texto, nivel, sum(any(_under(said, clave) for said in poa.leido.pmd) for poa in poas))
        for clave, (nivel, _, texto) in catalogos.pmd.items()
    ]


def _under(said: str, clave: str) -> bool:
    return said == clave or said.startswith(f"{clave}.")


def ods_reach(poas: Sequence[Poa], catalogos: Catalogos) -> list[Alcance]:
    goals = [
        Alcance(
            clave,
            nombre,
            "objetivo",
            sum(
                clave in poa.leido.ods or any(meta.partition(".")[0] == clave for meta in poa.leido.ods_metas)
                for poa in poas
            ),
        )
        for clave, nombre in catalogos.ods.items()
    ]
    return goals


def covered(reach: Iterable[Alcance], nivel: str) -> tuple[int, int]:
    """(how many of that level some POA reaches, how many there are)."""
    found = [one for one in reach if one.nivel == nivel]
    return sum(one.poas > 0 for one in found), len(found)
