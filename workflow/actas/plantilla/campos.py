"""The named fields of a template: one table a kind, from which the values, the dictionary and the check all come.

A field is reached by its dotted name («sesion.fecha»). `tipo`: texto | condicion | apartado | lista | imagen. A list
has its own fields, reached through the word of its loop: {% for punto in puntos %} {{ punto.titulo }} {% endfor %}.
Values are worked out only when the template asks for them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from workflow.actas.impresion.documento import Bloque, Documento, clean, lineas

Valor = Callable[[Any], Any]
LARGO = 400  # of an example
VUELTAS = 100_000  # of all the loops of a document together


class Excedido(Exception):
    """The template asks for more than any document needs."""


@dataclass(frozen=True)
class Campo:
    nombre: str
    significado: str
    valor: Valor
    tipo: str = "texto"
    hijos: tuple[Campo, ...] = ()
    palabra: str = ""  # of a list: the word that names each one in its loop
    fijo: str = ""  # example that does not come from the fictitious document

    @property
    def escrito(self) -> str:
        """How it is written in Word."""
        if self.tipo == "lista":
            return f"{{% for {self.palabra} in {self.nombre} %}} … {{% endfor %}}"
        if self.tipo == "condicion":
            return f"{{% if {self.nombre} %}} … {{% endif %}}"
        return f"{{{{ {self.nombre} }}}}"


@dataclass(frozen=True)
class Fuente:
    """What the fields of a document are taken from."""

    snapshot: Any
    documento: Documento


@dataclass
class Presupuesto:
    """How many turns the loops of one document may still take."""

    vueltas: int = VUELTAS

    def gastar(self) -> None:
        self.vueltas -= 1
        if self.vueltas < 0:
            raise Excedido("vueltas")


@dataclass(frozen=True)
class Apartado:
    """A whole part of the document, as the house composes it: becomes paragraphs and tables of Word."""

    bloques: tuple[Bloque, ...]


class Imagen:
    """The place of the QR code."""


@dataclass
class Nodo:
    """A branch of the names. Only the names of the table exist on it."""

    ramas: Mapping[str, Campo | dict[str, Any]]
    fuente: Any
    gasto: Presupuesto

    def tomar(self, nombre: str) -> Any:
        """The value of a name. Raises KeyError."""
        rama = self.ramas[nombre]
        return Nodo(rama, self.fuente, self.gasto) if isinstance(rama, dict) else valor(rama, self.fuente, self.gasto)


@dataclass
class Listado:
    """The elements of a list, each as a branch; every turn of every loop is counted."""

    ramas: Mapping[str, Any]
    elementos: tuple[Any, ...]
    gasto: Presupuesto = field(repr=False)

    def __iter__(self) -> Iterator[Nodo]:
        for one in self.elementos:
            self.gasto.gastar()
            yield Nodo(self.ramas, one, self.gasto)

    def __len__(self) -> int:
        return len(self.elementos)


def valor(campo: Campo, fuente: Any, gasto: Presupuesto) -> Any:
    found = campo.valor(fuente)
    if campo.tipo == "lista":
        return Listado(arbol(campo.hijos), tuple(found), gasto)
    if campo.tipo == "apartado":
        return Apartado(tuple(found))
    if campo.tipo == "condicion":
        return bool(found)
    return found if campo.tipo == "imagen" else clean("" if found is None else str(found))


def arbol(campos: tuple[Campo, ...]) -> dict[str, Any]:
    """The names as branches: «sesion.fecha» is the branch `fecha` of `sesion`."""
    root: dict[str, Any] = {}
    for campo in campos:
        *dentro, hoja = campo.nombre.split(".")
        branch = root
        for name in dentro:
            branch = branch.setdefault(name, {})
        branch[hoja] = campo
    return root


def contexto(campos: tuple[Campo, ...], fuente: Fuente) -> dict[str, Any]:
    """What a template may name at its first level."""
    raiz = Nodo(arbol(campos), fuente, Presupuesto())
    return {nombre: raiz.tomar(nombre) for nombre in raiz.ramas}


def ejemplo(campo: Campo, fuente: Any) -> str:
    """What the dictionary shows that a field would print with the fictitious document."""
    if campo.fijo or campo.tipo == "imagen":
        return campo.fijo
    found = campo.valor(fuente)
    if campo.tipo == "lista":
        return str(len(tuple(found)))
    if campo.tipo == "condicion":
        return "Sí" if found else "No"
    if campo.tipo == "apartado":
        return clean(" ".join(line for bloque in found for line in lineas(bloque)))[:LARGO]
    return "" if found is None else clean(str(found))
