"""Kinds of dossier. The route knows nothing of a POA or a padrón: each kind tells what it must know. Pure.

A kind is registered once, when the application is wired; one that is not registered behaves as a
plain document.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from workflow.kernel.refusals import Reason

Contenido = Mapping[str, Any]
DOCUMENTO = "documento"
"""The address of the dossier as a whole, in any kind: what is observed of it is not at one field."""
_STEP = re.compile(r"([^.\[\]]+)|\[([^\]]*)\]")


@dataclass(frozen=True)
class Kind:
    """What the route asks of a kind of document.

    changed_fields(old, new): addresses that differ, in the order of the document. label(campo): Spanish.
    value(contenido, campo): what is at an address, None if nothing. empty(): a new document.
    facts(contenido): optional keys `total` and `capitulo_1000` (integer centavos), `reglas_version` (int).
    problems(contenido): what forbids sending it, each with its own sentence.
    changes(old, new): the kinds of change (codes of `tipo_cambio`) that both documents show; none when it cannot tell.
    put(contenido, campo, texto): the document with a field as it was typed, what depends on it computed again; Invalid
    if it does not serve. None: a text approved with modifications cannot be written here.
    vigente: kind of work that is left when a version comes into force, with the id of its `envio`.
    """

    tipo: str
    changed_fields: Callable[[Contenido, Contenido], list[str]]
    label: Callable[[str], str]
    value: Callable[[Contenido, str], Any]
    facts: Callable[[Contenido], dict[str, Any]]
    empty: Callable[[], dict[str, Any]]
    problems: Callable[[Contenido], list[Reason]]
    changes: Callable[[Contenido, Contenido], tuple[str, ...]] = lambda old, new: ()
    put: Callable[[Contenido, str, str], dict[str, Any]] | None = None
    vigente: str | None = None


def leaves(document: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every value of a document with its address: `a.b`, `filas[3].curp` (lists by position)."""
    if isinstance(document, Mapping) and document:
        for key, value in document.items():
            yield from leaves(value, f"{path}.{key}" if path else str(key))
    elif isinstance(document, list) and document:
        for position, value in enumerate(document):
            yield from leaves(value, f"{path}[{position}]")
    elif path:
        yield path, document


def plain_changes(old: Contenido, new: Contenido) -> list[str]:
    """In order of address: databases do not keep the order of the keys of a document."""
    before, after = dict(leaves(old)), dict(leaves(new))
    missing = object()
    return [campo for campo in sorted({*before, *after}) if before.get(campo, missing) != after.get(campo, missing)]


def plain_value(contenido: Contenido, campo: str) -> Any:
    found: Any = contenido
    for name, position in _STEP.findall(campo):
        if name and isinstance(found, Mapping):
            found = found.get(name)
        elif position.isdigit() and isinstance(found, list) and int(position) < len(found):
            found = found[int(position)]
        else:
            return None
    return found


def plain_label(campo: str) -> str:
    """«identificacion.problema_central» is «identificacion, problema central»."""
    return ", ".join((name or position).replace("_", " ") for name, position in _STEP.findall(campo)) or campo


def plain_kind(tipo: str) -> Kind:
    return Kind(tipo, plain_changes, plain_label, plain_value, lambda _: {}, dict, lambda _: [])


_REGISTRY: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    _REGISTRY[kind.tipo] = replace(kind, label=_with_whole(kind.label))


def _with_whole(label: Callable[[str], str]) -> Callable[[str], str]:
    """Every kind calls the dossier as a whole the same. One registered again is not wrapped again."""
    if getattr(label, "names_whole", False):
        return label

    def named(campo: str) -> str:
        return "Todo el documento" if campo == DOCUMENTO else label(campo)

    named.names_whole = True  # type: ignore[attr-defined]
    return named


def of(tipo: str) -> Kind:
    return _REGISTRY.get(tipo) or plain_kind(tipo)


def forbids_sending(kind: Kind, contenido: Contenido) -> list[Reason]:
    """What the document itself lacks to be sent, besides what the route asks."""
    empty = [Reason("EXPEDIENTE_VACIO")] if not contenido or contenido == kind.empty() else []
    return empty + list(kind.problems(contenido))
