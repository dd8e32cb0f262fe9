"""A modified POA against the one it modifies: the budget by line, the goals by activity, and what kind of change it
is.

Pure. Budgets in integer centavos; goals as the text of a Decimal. `modificado = original + ampliacion - reduccion`
holds in each line and in the total (Ley General de Contabilidad Gubernamental, art. 46; momento «modificado»).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from workflow.poa.campos import address, keys, rows_of
from workflow.poa.contenido import from_dict
from workflow.poa.esquema import METAS
from workflow.poa.numeros import decimal_text
from workflow.poa.reglas.actividades import expected_total
from workflow.poa.vista import quarters

Contenido = Mapping[str, Any]
# In the order in which they are told.
TIPOS = ("ampliacion", "reduccion", "transferencia_compensada", "recalendarizacion", "reprogramacion_metas")


@dataclass(frozen=True)
class Renglon:
    """A line of the budget. `original` or `modificado` None: only one of both has it. `meses`: its months moved."""

    campo: str
    partida: str
    fuente: str
    concepto: str
    original: int | None
    modificado: int | None
    meses: bool

    @property
    def cambio(self) -> int:
        return (self.modificado or 0) - (self.original or 0)

    @property
    def ampliacion(self) -> int:
        return max(self.cambio, 0)

    @property
    def reduccion(self) -> int:
        return max(-self.cambio, 0)

    @property
    def cambia(self) -> bool:
        return self.cambio != 0 or self.meses


@dataclass(frozen=True)
class Meta:
    """The goal of an activity or indicator. The quarters are four values, or none if its kind has none."""

    campo: str
    clave: str
    descripcion: str
    unidad: str
    original: str | None
    modificada: str | None
    trimestres_original: tuple[Any, ...]
    trimestres_modificados: tuple[Any, ...]
    estado: str
    """igual, nueva, retirada, meta (the yearly goal changed) or calendario (only its months did)."""


@dataclass(frozen=True)
class Adecuacion:
    """`tipos`: what it really is, whatever was declared. `avisos`: codes of incongruences, never forbidding."""

    renglones: tuple[Renglon, ...]
    actividades: tuple[Meta, ...]
    indicadores: tuple[Meta, ...]
    tipos: tuple[str, ...]
    avisos: tuple[str, ...]

    @property
    def original(self) -> int:
        return sum(one.original or 0 for one in self.renglones)

    @property
    def modificado(self) -> int:
        return sum(one.modificado or 0 for one in self.renglones)

    @property
    def ampliaciones(self) -> int:
        return sum(one.ampliacion for one in self.renglones)

    @property
    def reducciones(self) -> int:
        return sum(one.reduccion for one in self.renglones)

    @property
    def servicios_personales(self) -> int:
        """Centavos that chapter 1000 grows (Ley de Disciplina Financiera, art. 13-V)."""
        return sum(one.cambio for one in self.renglones if one.partida.startswith("1"))


def compare(original: Contenido, modificado: Contenido) -> Adecuacion:
    """The original against the modified, row by row, by their keys."""
    lines = _budget(original, modificado)
    activities = _goals(original, modificado, "actividades")
    indicators = _goals(original, modificado, "mir")
    return Adecuacion(
        lines,
        activities,
        indicators,
        _kinds(lines, (*activities, *indicators)),
        _incongruences(lines, activities),
    )


def kinds(original: Contenido, modificado: Contenido) -> tuple[str, ...]:
    """What kinds of change a modification is, in the order of TIPOS; none when only texts changed."""
    return compare(original, modificado).tipos


def _pairs(original: Contenido, modificado: Contenido, seccion: str) -> list[tuple[str, Any, Any]]:
    """(key, row before, row after): those of the modified one in its order, then those it no longer has."""
    before, after = (
        dict(zip(keys(seccion, rows), rows, strict=True))
        for rows in (rows_of(original, seccion), rows_of(modificado, seccion))
    )
    return [(key, before.get(key), after.get(key)) for key in dict.fromkeys([*after, *before])]


def _budget(original: Contenido, modificado: Contenido) -> tuple[Renglon, ...]:
    found = []
    for key, old, new in _pairs(original, modificado, "presupuesto"):
        row = new or old
        months = [[int(m or 0) for m in (one or {}).get("meses") or [0] * 12] for one in (old, new)]
        found.append(
            Renglon(
                address("presupuesto", key),
                str(row.get("partida") or ""),
                str(row.get("fuente") or ""),
                str(row.get("concepto") or ""),
                None if old is None else sum(months[0]),
                None if new is None else sum(months[1]),
                months[0] != months[1],
            )
        )
    return tuple(found)


def _goals(original: Contenido, modificado: Contenido, seccion: str) -> tuple[Meta, ...]:
    name = "descripcion" if seccion == "actividades" else "indicador"
    found = []
    for key, old, new in _pairs(original, modificado, seccion):
        row = new or old
        if seccion == "mir" and not row.get(name):
            continue  # a level without indicator has no goal
        was, now = _goal(seccion, old), _goal(seccion, new)
        found.append(
            Meta(
                address(seccion, key),
                str(row.get("clave") or ""),
                str(row.get(name) or ""),
                str(row.get("unidad") or ""),
                was[0],
                now[0],
                was[1],
                now[1],
                _state(old, new, was, now),
            )
        )
    return tuple(found)


def _goal(seccion: str, row: Any) -> tuple[str | None, tuple[Any, ...], tuple[Any, ...]]:
    """(the yearly goal, its quarters, everything that programmes it)."""
    if row is None:
        return None, (), ()
    if seccion == "mir":
        quarterly = tuple(row.get(one) for one in METAS)
        yearly = row.get("meta_anual") or row.get(
            "meta_t4"
        )  # at the close of the year, when none was given for all of it
        return _text(yearly), quarterly, tuple(map(_number, quarterly))
    computed = expected_total(from_dict({"actividades": [row]}).actividades[0])
    yearly = row.get("total") if computed is None else computed
    return _text(yearly), quarters(seccion, row), tuple(map(_number, row.get("meses") or []))


def _state(old: Any, new: Any, was: tuple[Any, ...], now: tuple[Any, ...]) -> str:
    if old is None or new is None:
        return "nueva" if old is None else "retirada"
    if _number(was[0]) != _number(now[0]) or old.get("tipo_meta") != new.get("tipo_meta"):
        return "meta"
    return "igual" if was[2] == now[2] else "calendario"


def _text(value: Any) -> str | None:
    return None if value in (None, "") else decimal_text(Decimal(str(value)))


def _number(value: Any) -> Decimal | None:
    return None if value in (None, "") else Decimal(str(value))


def _kinds(lines: Sequence[Renglon], goals: Sequence[Meta]) -> tuple[str, ...]:
    """Money that another line gives up is a transfer; what nobody gives up makes the budget grow or shrink."""
    up, down = sum(one.ampliacion for one in lines), sum(one.reduccion for one in lines)
    found = {
        "ampliacion": up > down,
        "reduccion": down > up,
        "transferencia_compensada": min(up, down) > 0,
        "recalendarizacion": any(one.meses and not one.cambio for one in lines)
        or any(one.estado == "calendario" for one in goals),
        "reprogramacion_metas": any(one.estado in ("nueva", "retirada", "meta") for one in goals),
    }
    return tuple(tipo for tipo in TIPOS if found[tipo])


def _incongruences(lines: Sequence[Renglon], goals: Sequence[Meta]) -> tuple[str, ...]:
    """A budget that changes with the same goals, or goals that change with the same budget: allowed, and told."""
    money = sum(one.cambio for one in lines)
    changed = any(one.estado in ("nueva", "retirada", "meta") for one in goals)
    if money and not changed:
        return ("PRESUPUESTO_SIN_METAS",)
    return ("METAS_SIN_PRESUPUESTO",) if changed and not money else ()
