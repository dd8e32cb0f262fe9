"""Reads one mark of a template against the table of fields: which ones it names, and what it may not do. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from jinja2 import TemplateSyntaxError, nodes
from rapidfuzz import fuzz, process

from workflow.actas.plantilla.caja import DE_LA_VUELTA, FILTROS, TEXTO_MAXIMO, Caja, Prohibido
from workflow.actas.plantilla.campos import Campo, arbol
from workflow.actas.plantilla.hallazgos import Hallazgo, error

PARECIDO = 70
ORDENES = ("for", "if", "elif")
_CAJA = Caja()
_DE_LA_VUELTA: dict[str, Any] = {name: Campo(f"loop.{name}", "", lambda _: "") for name in DE_LA_VUELTA}


@dataclass(frozen=True)
class Alcance:
    """The names that may be used at a point. `origen`: of what list each word of a loop is one."""

    ramas: Mapping[str, Any]
    origen: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def inicial(cls, campos: tuple[Campo, ...]) -> Alcance:
        return cls(arbol(campos))

    def dentro(self, palabra: str, lista: Campo, nombre: str) -> Alcance:
        ramas = {**self.ramas, palabra: arbol(lista.hijos), "loop": _DE_LA_VUELTA}
        return Alcance(ramas, {**self.origen, palabra: nombre, "loop": "loop"})


@dataclass
class Lectura:
    """`nombres`: fields printed, through their lists («puntos.titulo»); `condiciones`: fields asked in an if."""

    nombres: list[str] = field(default_factory=list)
    condiciones: list[str] = field(default_factory=list)
    campos: list[Campo] = field(default_factory=list)
    hallazgos: list[Hallazgo] = field(default_factory=list)
    alcance: Alcance | None = None


def leer_valor(texto: str, alcance: Alcance, donde: str) -> Lectura:
    lectura = Lectura()
    tree = _parse(f"{{{{ {texto} }}}}", texto, donde, lectura)
    if tree is None:
        return lectura
    for campo, nombre in _nombrados(tree, alcance, donde, lectura):
        lectura.nombres.append(nombre)
        lectura.campos.append(campo)
    return lectura


def leer_orden(texto: str, alcance: Alcance, donde: str) -> Lectura:
    """A loop or a condition; its `alcance` is the one of what it encloses."""
    lectura = Lectura()
    palabra = texto.split()[0] if texto.split() else ""
    if palabra not in ORDENES:
        lectura.hallazgos.append(error("PLANTILLA_ORDEN", donde, orden=palabra[:30] or "…"))
        return lectura
    orden = texto.replace("elif", "if", 1) if palabra == "elif" else texto
    tree = _parse(f"{{% {orden} %}}{{% end{'for' if palabra == 'for' else 'if'} %}}", texto, donde, lectura)
    if tree is None:
        return lectura
    first = tree.body[0]
    if isinstance(first, nodes.For):
        _vuelta(first, alcance, donde, lectura)
    elif isinstance(first, nodes.If):
        for campo, nombre in _nombrados(first.test, alcance, donde, lectura):
            lectura.condiciones.append(nombre)
            lectura.campos.append(campo)
        lectura.campos.clear()
    return lectura


def _vuelta(node: nodes.For, alcance: Alcance, donde: str, lectura: Lectura) -> None:
    path = _ruta(node.iter)
    found = _buscar(path, alcance) if path else None
    if found is None or found[0].tipo != "lista" or not isinstance(node.target, nodes.Name):
        written = ".".join(path) if path else "…"
        listas = [one for one in _todos(alcance.ramas) if _buscar(one.split("."), alcance)[0].tipo == "lista"]  # type: ignore[index]
        lectura.hallazgos.append(
            error("PLANTILLA_NO_ES_LISTA", donde, campo=written, parecido=_parecido(written, listas))
        )
        if isinstance(node.target, nodes.Name):  # go on: its fields are not wrong by themselves
            lectura.alcance = Alcance({**alcance.ramas, node.target.name: None}, alcance.origen)
        return
    campo, nombre = found
    if node.target.name in arbol_names(alcance):
        lectura.hallazgos.append(error("PLANTILLA_PALABRA_OCUPADA", donde, palabra=node.target.name))
    lectura.alcance = alcance.dentro(node.target.name, campo, nombre)
    if node.test is not None:
        list(_nombrados(node.test, lectura.alcance, donde, lectura))


def arbol_names(alcance: Alcance) -> set[str]:
    """Names that are fields of the document: the word of a loop may not hide one."""
    return {name for name in alcance.ramas if name not in alcance.origen}


def _parse(source: str, texto: str, donde: str, lectura: Lectura) -> Any:
    if len(texto) > 2 * TEXTO_MAXIMO:
        lectura.hallazgos.append(error("PLANTILLA_EXPRESION", donde, texto=_corto(texto)))
        return None
    try:
        return _CAJA.parse(source)
    except Prohibido as forbidden:
        codigo = "PLANTILLA_FILTRO" if _es_filtro(source, str(forbidden)) else "PLANTILLA_PROHIBIDO_AQUI"
        hechos = {"texto": _corto(texto), "filtro": str(forbidden), "filtros": ", ".join(FILTROS)}
        lectura.hallazgos.append(error(codigo, donde, **hechos))
    except (TemplateSyntaxError, RecursionError):
        lectura.hallazgos.append(error("PLANTILLA_EXPRESION", donde, texto=_corto(texto)))
    return None


def _es_filtro(source: str, name: str) -> bool:
    return name.isidentifier() and f"|{name}" in source.replace(" ", "")


def _nombrados(tree: Any, alcance: Alcance, donde: str, lectura: Lectura) -> Iterator[tuple[Campo, str]]:
    """Each field that an expression names; what is not one is a finding."""
    for path in _rutas(tree):
        if alcance.ramas.get(path[0], "") is None:
            continue  # of a loop already found wrong
        found = _buscar(path, alcance)
        if found is None:
            written = ".".join(path)
            cerca = _parecido(written, _todos(alcance.ramas))
            codigo = "PLANTILLA_CAMPO" if cerca else "PLANTILLA_CAMPO_DESCONOCIDO"
            lectura.hallazgos.append(error(codigo, donde, campo=written, parecido=cerca))
        else:
            yield found


def _rutas(node: Any) -> Iterator[list[str]]:
    """The dotted names of a tree, each whole."""
    path = _ruta(node)
    if path:
        yield path
        return
    for child in node.iter_child_nodes():
        yield from _rutas(child)


def _ruta(node: Any) -> list[str]:
    if isinstance(node, nodes.Name):
        return [node.name]
    if isinstance(node, nodes.Getattr):
        inner = _ruta(node.node)
        return [*inner, node.attr] if inner else []
    return []


def _buscar(path: list[str], alcance: Alcance) -> tuple[Campo, str] | None:
    """The field of a path, and its name through the lists it comes from."""
    here: Any = alcance.ramas
    for name in path:
        if not isinstance(here, Mapping) or name not in here:
            return None
        here = here[name]
    if not isinstance(here, Campo):
        return None
    root = alcance.origen.get(path[0], path[0])
    return here, ".".join([root, *path[1:]])


def _todos(ramas: Mapping[str, Any], antes: str = "") -> list[str]:
    found: list[str] = []
    for name, one in ramas.items():
        if isinstance(one, Mapping):
            found.extend(_todos(one, f"{antes}{name}."))
        elif one is not None:
            found.append(f"{antes}{name}")
    return found


def _parecido(written: str, names: list[str]) -> str:
    """«¿Quiso decir…?»: the closest name, or "" when none is close."""
    best = process.extractOne(written.lower(), names, scorer=fuzz.WRatio, score_cutoff=PARECIDO)
    return str(best[0]) if best else ""


def _corto(texto: str) -> str:
    return texto if len(texto) <= 80 else texto[:79] + "…"
