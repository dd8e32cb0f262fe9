"""Formulas of the indicators: read by a grammar, never by the interpreter, and computed exactly.

The grammar is the whole of what a formula can say: numbers, variables, + − × ÷, parentheses and four functions. What is
not in it cannot be read, so nothing typed here is ever executed. Numbers are fractions inside: nothing is rounded.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from workflow.kernel.refusals import Invalid

if TYPE_CHECKING:  # read when the first formula is: most commands never read one
    from lark import Lark, Token, Tree
    from lark.exceptions import UnexpectedInput

MAS_LARGA = 300
MAS_HONDA = 20
"""Letters, and parentheses one inside another: what a person can check by reading."""

_GRAMATICA = r"""
?start: suma
?suma: producto
     | suma MAS producto -> mas
     | suma MENOS producto -> menos
?producto: unario
     | producto POR unario -> por
     | producto ENTRE unario -> entre
?unario: atomo
     | MENOS unario -> negativo
?atomo: NUMERO -> numero
     | NOMBRE -> variable
     | FUNCION ABRE suma (SEPARA suma)* CIERRA -> funcion
     | ABRE suma CIERRA -> grupo

FUNCION.2: /(?:PROMEDIO|SUMA|MIN|MAX)(?=\s*\()/i
NOMBRE: /[^\W\d_]\w{0,29}/
NUMERO: /\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+/
MAS: "+"
MENOS: /[-\u2212\u2013]/
POR: /[*×·]/
ENTRE: /[\/÷]/
ABRE: /[(\[]/
CIERRA: /[)\]]/
SEPARA: ";"
%ignore /\s+/
"""

Nodo = Fraction | str | tuple[str, tuple["Nodo", ...]]
"""A number, the name of a variable, or an operation over others."""


@dataclass(frozen=True)
class Formula:
    """One that can be read. `texto` is how it is written here; `variables`, in the order they appear, in capitals."""

    texto: str
    variables: tuple[str, ...]
    arbol: Nodo


@dataclass(frozen=True)
class Paso:
    """One operation as it was made: `2 − 1` is `1`."""

    texto: str
    valor: Fraction


@dataclass(frozen=True)
class Valor:
    """What a formula comes to, or the code of why it comes to nothing (then the datum is «sin dato»)."""

    valor: Fraction | None = None
    codigo: str | None = None


class _Falta(Exception):
    """A variable without a value."""


@cache
def _lector() -> Lark:
    from lark import Lark

    return Lark(_GRAMATICA, parser="lalr")


@lru_cache(maxsize=4096)
def parse(texto: str) -> Formula:
    """The formula of a text like `(A / B) × 100`. Raises Invalid with what to correct."""
    limpio = " ".join(texto.split())
    if not limpio:
        raise Invalid("FORMULA_VACIA")
    if len(limpio) > MAS_LARGA:
        raise Invalid("FORMULA_LARGA", maximo=MAS_LARGA)
    from lark.exceptions import UnexpectedInput

    hondura = _hondura(limpio)
    if hondura > MAS_HONDA:
        raise Invalid("FORMULA_HONDA", maximo=MAS_HONDA)
    try:
        arbol = _nodo(_lector().parse(limpio))
    except UnexpectedInput as error:
        raise _explained(limpio, error) from None
    return Formula(written(arbol), tuple(dict.fromkeys(_names(arbol))), arbol)


def _hondura(texto: str) -> int:
    """How deep the parentheses go. Raises Invalid if one is left open or closed without being opened."""
    abiertos: list[int] = []
    mayor = 0
    for lugar, letra in enumerate(texto, 1):
        if letra in "([":
            abiertos.append(lugar)
            mayor = max(mayor, len(abiertos))
        elif letra in ")]":
            if not abiertos:
                raise Invalid("FORMULA_PARENTESIS_DE_MAS", lugar=lugar)
            abiertos.pop()
    if abiertos:
        raise Invalid("FORMULA_PARENTESIS_ABIERTO", lugar=abiertos[-1])
    return mayor


def _explained(texto: str, error: UnexpectedInput) -> Invalid:
    lugar = error.pos_in_stream
    if lugar is None or getattr(getattr(error, "token", None), "type", "") == "$END":
        return Invalid("FORMULA_INCOMPLETA")
    resto = texto[lugar:]
    if resto[0] == "%":
        return Invalid("FORMULA_CON_PORCIENTO")
    if resto[0] in "^=<>&|!":
        return Invalid("FORMULA_SIGNO_NO_ADMITIDO", signo=resto[0], lugar=lugar + 1)
    if re.match(r"[\w(\[]", resto) and re.search(r"[\w)\]]\s*$", texto[:lugar]):
        return Invalid("FORMULA_SIN_OPERADOR", lugar=lugar + 1, parte=_word(resto))
    return Invalid("FORMULA_NO_SE_ENTIENDE", lugar=lugar + 1, parte=_word(resto))


def _word(texto: str) -> str:
    found = re.match(r"\w+|.", texto)
    return found[0] if found else texto[:1]


def _nodo(arbol: Tree[Token]) -> Nodo:
    clase = str(arbol.data)
    first = str(arbol.children[0])
    if clase == "numero":
        return Fraction(Decimal(first.replace(",", "")))
    if clase == "variable":
        return first.upper()
    partes = tuple(_nodo(hijo) for hijo in arbol.children if not isinstance(hijo, str))  # a token is a text
    if clase == "grupo":
        return partes[0]
    return (first.lower() if clase == "funcion" else clase, partes)


def _names(nodo: Nodo) -> Iterator[str]:
    if isinstance(nodo, str):
        yield nodo
    elif isinstance(nodo, tuple):
        for parte in nodo[1]:
            yield from _names(parte)


# --- Computing


def evaluate(formula: Formula, valores: Mapping[str, Decimal | None]) -> Valor:
    """The exact value for the values of its variables; a division by zero or an absent value is a code, not an error.

    Raises Invalid if the formula names a variable that `valores` does not know.
    """
    return _run(formula, valores, None)


def steps(formula: Formula, valores: Mapping[str, Decimal | None]) -> tuple[Valor, tuple[Paso, ...]]:
    """The value and each operation that led to it, in the order they are made."""
    pasos: list[Paso] = []
    return _run(formula, valores, pasos), tuple(pasos)


def _run(formula: Formula, valores: Mapping[str, Decimal | None], pasos: list[Paso] | None) -> Valor:
    faltan = unknown(formula, valores)
    if faltan:
        raise Invalid("FORMULA_VARIABLE_DESCONOCIDA", cuales=list(faltan), hay=sorted(valores))
    exactos = {nombre: valor.as_integer_ratio() for nombre, valor in valores.items() if valor is not None}
    try:
        return Valor(Fraction(*_compute(formula.arbol, exactos, pasos)))
    except _Falta:
        return Valor(None, "VARIABLE_SIN_VALOR")
    except ZeroDivisionError:
        return Valor(None, "DIVISION_ENTRE_CERO")


def unknown(formula: Formula, letras: Iterable[str]) -> tuple[str, ...]:
    """The variables of the formula that are not among these letters."""
    conocidas = set(letras)
    return tuple(nombre for nombre in formula.variables if nombre not in conocidas)


Par = tuple[int, int]
"""Numerator and denominator, not reduced: half the time of a Fraction at each operation."""


def _compute(nodo: Nodo, valores: Mapping[str, Par], pasos: list[Paso] | None) -> Par:
    if isinstance(nodo, Fraction):
        return nodo.numerator, nodo.denominator
    if isinstance(nodo, str):
        if nodo not in valores:
            raise _Falta
        return valores[nodo]
    partes = [_compute(parte, valores, pasos) for parte in nodo[1]]
    valor = _OPERACIONES[nodo[0]](partes)
    if pasos is not None and nodo[0] != "negativo":
        pasos.append(Paso(_operation(nodo[0], [shown(Fraction(*parte)) for parte in partes]), Fraction(*valor)))
    return valor


def _add(partes: list[Par]) -> Par:
    n, d = partes[0]
    for a, b in partes[1:]:
        n, d = (n + a, d) if b == d else (n * b + a * d, d * b)
    return n, d


def _divide(partes: list[Par]) -> Par:
    (a, b), (c, d) = partes
    if not c:
        raise ZeroDivisionError
    return a * d, b * c


def _mean(partes: list[Par]) -> Par:
    n, d = _add(partes)
    return n, d * len(partes)


_OPERACIONES: dict[str, Callable[[list[Par]], Par]] = {
    "mas": _add,
    "menos": lambda p: _add([p[0], (-p[1][0], p[1][1])]),
    "por": lambda p: (p[0][0] * p[1][0], p[0][1] * p[1][1]),
    "entre": _divide,
    "negativo": lambda p: (-p[0][0], p[0][1]),
    "suma": _add,
    "promedio": _mean,
    "min": lambda p: min(p, key=lambda par: Fraction(*par)),
    "max": lambda p: max(p, key=lambda par: Fraction(*par)),
}


# --- Writing


_SIGNOS = {"mas": "+", "menos": "−", "por": "×", "entre": "/"}
_FUERZA = {"mas": 1, "menos": 1, "por": 2, "entre": 2, "negativo": 3}


def written(nodo: Nodo) -> str:
    """A formula as it is printed: one way for each."""
    if isinstance(nodo, Fraction):
        return shown(nodo)
    if isinstance(nodo, str):
        return nodo
    clase, partes = nodo
    if clase not in _FUERZA:
        return _operation(clase, [written(parte) for parte in partes])
    textos = []
    for lugar, parte in enumerate(partes):
        suya = parte[0] if isinstance(parte, tuple) else ""
        fuerza = _FUERZA.get(suya, 9)
        # What is at the right is computed first only if it says so; a quotient inside a product is printed apart.
        otra = lugar == 1 or (clase == "por" and suya == "entre")
        apart = fuerza < _FUERZA[clase] or (fuerza == _FUERZA[clase] and otra)
        textos.append(f"({written(parte)})" if apart else written(parte))
    return _operation(clase, textos)


def _operation(clase: str, textos: list[str]) -> str:
    if clase == "negativo":
        return f"−{textos[0]}"
    if clase in _SIGNOS:
        return f"{textos[0]} {_SIGNOS[clase]} {textos[1]}"
    return f"{clase.upper()}({'; '.join(textos)})"


def shown(numero: Fraction) -> str:
    """A number for reading: exact if its decimals end within six, and otherwise cut to six and marked «≈»."""
    cortado = Fraction(round(numero * 10**6), 10**6)
    decimales = Decimal(cortado.numerator) / Decimal(cortado.denominator)
    texto = f"{decimales:,.6f}".rstrip("0").rstrip(".")
    texto = ("−" + texto[1:]) if texto.startswith("-") and texto != "-0" else texto.removeprefix("-")
    return texto if cortado == numero else f"≈ {texto}"
