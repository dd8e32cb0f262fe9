"""The closed box in which a template of the municipality is filled: fields, loops and conditions, and nothing else.

Three fences, each enough by itself: the tree of the template may hold only the kinds of node listed here; names are
taken only from the table of fields; what comes out and how many turns its loops take have a limit.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from jinja2 import Template, nodes
from jinja2.exceptions import SecurityError
from jinja2.runtime import LoopContext, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from workflow.actas import palabras
from workflow.actas.plantilla.campos import Excedido, Nodo

LETRAS = 40_000_000  # of each part of the document once filled
TEXTO_MAXIMO = 500  # of a literal text inside a tag
DE_LA_VUELTA = ("index", "first", "last", "length")
COMPARACIONES = ("eq", "ne")

FILTROS: dict[str, Callable[[Any], str]] = {
    "mayusculas": lambda value: str(value).upper(),
    "minusculas": lambda value: str(value).lower(),
    "inicial_mayuscula": lambda value: palabras.mayuscula(str(value)),
    "inicial_minuscula": lambda value: palabras.minuscula(str(value)),
    "con_punto": lambda value: palabras.punto_final(str(value)),
}
AYUDA_FILTROS = {
    "mayusculas": "Todo en mayúsculas",
    "minusculas": "Todo en minúsculas",
    "inicial_mayuscula": "La primera letra en mayúscula",
    "inicial_minuscula": "La primera letra en minúscula",
    "con_punto": "Con punto final, si no lo tiene",
}
_DEL_MOTOR = ("self", "super", "caller", "varargs", "kwargs")  # names that the engine itself gives
_PERMITIDOS = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.Getattr,
    nodes.For,
    nodes.If,
    nodes.CondExpr,
    nodes.Compare,
    nodes.Operand,
    nodes.And,
    nodes.Or,
    nodes.Not,
    nodes.Const,
    nodes.Filter,
)


class Prohibido(SecurityError):
    """Something that templates may not do."""


class _Acotada(Template):
    """A template whose output is counted while it is made."""

    def render(self, *args: Any, **kwargs: Any) -> str:
        pieces, total = [], 0
        for piece in self.generate(*args, **kwargs):
            total += len(piece)
            if total > LETRAS:
                raise Excedido("letras")
            pieces.append(piece)
        return "".join(pieces)


class Caja(ImmutableSandboxedEnvironment):
    template_class = _Acotada
    intercepted_binops = frozenset(ImmutableSandboxedEnvironment.default_binop_table)
    intercepted_unops = frozenset(ImmutableSandboxedEnvironment.default_unop_table)

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined, cache_size=0)
        self.globals.clear()
        self.tests.clear()
        self.filters.clear()
        self.filters.update(FILTROS)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree: nodes.Template = super()._parse(source, name, filename)
        vigilar(tree)
        return tree

    def getattr(self, obj: Any, attribute: str) -> Any:
        if isinstance(obj, Nodo):
            try:
                return obj.tomar(attribute)
            except KeyError:
                raise Prohibido(attribute) from None
        if isinstance(obj, LoopContext) and attribute in DE_LA_VUELTA:
            return getattr(obj, attribute)
        raise Prohibido(attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        raise Prohibido("[]")

    def call(self, *args: Any, **kwargs: Any) -> Any:
        raise Prohibido("()")

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        raise Prohibido(operator)

    def call_unop(self, context: Any, operator: str, arg: Any) -> Any:
        raise Prohibido(operator)


def vigilar(tree: nodes.Node) -> None:
    """Raises Prohibido at the first node that a template may not have."""
    pending: list[nodes.Node] = [tree]
    while pending:
        node = pending.pop()
        _permitido(node)
        pending.extend(node.iter_child_nodes())


def _permitido(node: nodes.Node) -> None:
    if type(node) not in _PERMITIDOS:
        raise Prohibido(type(node).__name__)
    if isinstance(node, nodes.Filter) and (node.name not in FILTROS or node.args or node.kwargs or node.dyn_args):
        raise Prohibido(node.name)
    if isinstance(node, nodes.Operand) and node.op not in COMPARACIONES:
        raise Prohibido(node.op)
    if isinstance(node, nodes.Const) and not _literal(node.value):
        raise Prohibido("texto")
    if isinstance(node, nodes.For) and (node.recursive or node.else_ or not isinstance(node.target, nodes.Name)):
        raise Prohibido("for")
    if isinstance(node, nodes.Name) and node.name in _DEL_MOTOR:
        raise Prohibido(node.name)
    if isinstance(node, nodes.Getattr) and node.attr.startswith("_"):
        raise Prohibido(node.attr)


def _literal(value: Any) -> bool:
    return (isinstance(value, str) and len(value) <= TEXTO_MAXIMO) or (type(value) is int and 0 <= value < 10**6)
