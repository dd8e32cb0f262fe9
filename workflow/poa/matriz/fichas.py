"""The ficha técnica of an indicator: its row of the MIR, what its ficha adds, its variables and its formula. Pure.

An indicator without a formula of its own is computed by its type, with Variable 1 and Variable 2 as A and B.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from workflow.kernel.refusals import Invalid, Reason
from workflow.poa.campos import keys, row_key, rows_of
from workflow.poa.contenido import Fila, sound
from workflow.poa.esquema import FICHAS, MIR, VARIABLES
from workflow.poa.matriz.formulas import Formula, Nodo, evaluate, parse
from workflow.poa.numeros import decimal_of, plain

CREMAA = (
    "cremaa_claro",
    "cremaa_relevante",
    "cremaa_economico",
    "cremaa_monitoreable",
    "cremaa_adecuado",
    "cremaa_aporte",
)
LETRAS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
DE_TIPO = {
    "porcentaje": "(A / B) × 100",
    "tasa_variacion": "(A / B − 1) × 100",
    "razon_promedio": "A / B",
    "valor_absoluto": "A",
    "indice": "A",
}


@dataclass(frozen=True)
class Variable:
    """What is measured, under its letter. `valor_base` is its value in the year of the baseline."""

    letra: str
    nombre: str
    descripcion: str = ""
    unidad: str = ""
    fuente: str = ""
    frecuencia: str = ""
    valor_base: Decimal | None = None


@dataclass(frozen=True)
class Ficha:
    """An indicator with everything that is said of it. `llave`: `C1A1#1`.

    `formula`: None when what was typed cannot be read (`mal` says why) or when the type is missing.
    `propia`: the ficha has a formula of its own. `declaradas`: its variables are those of the table of variables.
    """

    llave: str
    fila: Fila
    ficha: Fila
    variables: tuple[Variable, ...]
    formula: Formula | None
    propia: bool = False
    declaradas: bool = False
    mal: Reason | None = None

    @property
    def letras(self) -> tuple[str, ...]:
        return tuple(variable.letra for variable in self.variables)


def of_document(document: Mapping[str, Any]) -> dict[str, Ficha]:
    """Every indicator by its key, in the order of the matrix."""
    rows = [sound(MIR, row) for row in rows_of(document, "mir")]
    suyas = {row_key("fichas", row): sound(FICHAS, row) for row in rows_of(document, "fichas")}
    letras: dict[str, list[Fila]] = {}
    for row in rows_of(document, "variables"):
        letras.setdefault(row_key("mir", row), []).append(sound(VARIABLES, row))
    return {
        key: build(key, row, suyas.get(key.partition("~")[0]), letras.get(key.partition("~")[0], []))
        for key, row in zip(keys("mir", rows), rows, strict=True)
    }


def build(llave: str, fila: Fila, ficha: Fila | None, variables: Sequence[Fila]) -> Ficha:
    suyas = tuple(_variable(row) for row in variables if row.get("letra"))
    found = suyas or derived_variables(fila)
    escrita = str((ficha or {}).get("formula") or "").strip()
    texto = escrita or DE_TIPO.get(str(fila.get("tipo_formula") or ""), "")
    formula, mal = _read(texto) if texto else (None, None)
    return Ficha(llave, fila, ficha or {}, found, formula, bool(escrita), bool(suyas), mal)


def _variable(row: Fila) -> Variable:
    return Variable(
        letra=str(row.get("letra") or "").strip().upper(),
        nombre=str(row.get("nombre") or ""),
        descripcion=str(row.get("descripcion") or ""),
        unidad=str(row.get("unidad") or ""),
        fuente=str(row.get("fuente") or ""),
        frecuencia=str(row.get("frecuencia") or ""),
        valor_base=decimal_of(row.get("valor_base")),
    )


def derived_variables(fila: Mapping[str, Any]) -> tuple[Variable, ...]:
    """Variable 1 and Variable 2 of the row, as A and B."""
    nombres = [str(fila.get(name) or "").strip() for name in ("variable_1", "variable_2")]
    return tuple(
        Variable(letra, nombre, fuente=str(fila.get("medio") or ""))
        for letra, nombre in zip(LETRAS, nombres, strict=False)
        if nombre
    )


def _read(texto: str) -> tuple[Formula | None, Reason | None]:
    try:
        return parse(texto), None
    except Invalid as error:
        return None, error.reasons[0]


# --- Method, formula and type: three ways to say the same


def from_method(metodo: str, variables: Sequence[Variable]) -> Formula | None:
    """The formula that a method says with the names of its variables, or with their letters; None if it says none."""
    texto = " ".join(metodo.split())
    for variable in sorted(variables, key=lambda v: -len(v.nombre)):
        if variable.nombre:
            texto = _replaced(texto, variable.nombre, variable.letra)
    try:
        formula = parse(texto)
    except Invalid:
        return None
    return formula if set(formula.variables) <= {v.letra for v in variables} and formula.variables else None


def _replaced(texto: str, nombre: str, letra: str) -> str:
    """Every mention of a name, whatever its capitals and accents, by its letter."""
    sin, buscado = _folded(texto), _folded(" ".join(nombre.split()))
    partes, desde = [], 0
    while buscado and (lugar := sin.find(buscado, desde)) >= 0:
        partes += [texto[desde:lugar], f" {letra} "]
        desde = lugar + len(buscado)
    return "".join([*partes, texto[desde:]])


def _folded(texto: str) -> str:
    """Letter by letter without accents, so that places stay the same."""
    return "".join(plain(letra) if len(plain(letra)) == 1 else letra for letra in texto)


def same(una: Formula, otra: Formula) -> bool:
    """Whether two formulas always come to the same: they do at several points that no chance makes equal."""
    nombres = sorted({*una.variables, *otra.variables})
    return all(
        evaluate(una, punto).valor == evaluate(otra, punto).valor
        for punto in (
            {nombre: Decimal(_PRIMOS[(lugar * paso + paso) % len(_PRIMOS)]) for lugar, nombre in enumerate(nombres)}
            for paso in (1, 2, 3, 5)
        )
    )


_PRIMOS = (101, 103, 107, 109, 113, 127, 131, 137, 139, 149, 151, 157, 163, 167, 173, 179, 181, 191, 193, 197,
           199, 211, 223, 227, 229, 233, 239, 241, 251)  # fmt: skip


def kind_of(formula: Formula) -> str:
    """The type of a formula by its shape: a quotient by 100, a quotient, a variation, one value, or an index."""
    factor, centro = _core(formula.arbol)
    if isinstance(centro, str):
        return "valor_absoluto" if factor == 1 else "indice"
    if isinstance(centro, Fraction):
        return "indice"
    clase, partes = centro
    if clase == "promedio":
        return "razon_promedio"
    if _varies(clase, partes):
        return "tasa_variacion"
    if clase == "entre":
        return "porcentaje" if factor == 100 else "razon_promedio"
    return "valor_absoluto" if factor == 1 and _only_added(centro) else "indice"


def _core(nodo: Nodo) -> tuple[Fraction, Nodo]:
    """The constant that multiplies all of it, and the rest."""
    if not isinstance(nodo, tuple):
        return Fraction(1), nodo
    clase, partes = nodo
    if clase == "por":
        for propia, otra in (partes, partes[::-1]):
            if isinstance(propia, Fraction):
                factor, centro = _core(otra)
                return factor * propia, centro
    if clase == "entre":
        factor, arriba = _core(partes[0])
        if isinstance(partes[1], Fraction) and partes[1]:
            return factor / partes[1], arriba
        return factor, ("entre", (arriba, partes[1]))
    return Fraction(1), nodo


def _varies(clase: str, partes: tuple[Nodo, ...]) -> bool:
    """`A / B − 1`, or `(A − B) / B`."""
    if clase == "menos":
        return partes[1] == 1 and isinstance(partes[0], tuple) and partes[0][0] == "entre"
    arriba = partes[0]
    return clase == "entre" and isinstance(arriba, tuple) and arriba[0] == "menos" and arriba[1][1] == partes[1]


def _only_added(nodo: Nodo) -> bool:
    if isinstance(nodo, tuple):
        return nodo[0] in ("mas", "menos", "suma") and all(_only_added(parte) for parte in nodo[1])
    return isinstance(nodo, str)


def agrees(tipo: str, formula: Formula) -> bool:
    """Whether the formula is of the type that the row says. An index may be of any shape."""
    return tipo in ("", "indice") or kind_of(formula) == tipo
