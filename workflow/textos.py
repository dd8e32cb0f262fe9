"""Every word that people read for a code, gathered from the rooms: printed from one place."""

from __future__ import annotations

import functools
import importlib
import pkgutil
from collections.abc import Iterable
from string import Formatter
from typing import Any

import workflow
from workflow.kernel.refusals import Reason


class _Lenient(Formatter):
    """Prints «—» for a fact that is missing instead of failing in front of the person."""

    def get_value(self, key: Any, args: Any, kwargs: Any) -> Any:
        return kwargs.get(key, "—") if isinstance(key, str) else super().get_value(key, args, kwargs)

    def format_field(self, value: Any, format_spec: str) -> str:
        if isinstance(value, list | tuple | set | frozenset):
            value = ", ".join(str(item) for item in value)
        return str(super().format_field(value, format_spec))


_FORMAT = _Lenient()


@functools.cache
def _gathered() -> tuple[dict[str, str], dict[str, dict[str, str]]]:
    razones: dict[str, str] = {}
    rotulos: dict[str, dict[str, str]] = {}
    for module in pkgutil.iter_modules(workflow.__path__):
        if not module.ispkg:
            continue
        try:
            textos = importlib.import_module(f"workflow.{module.name}.textos")
        except ModuleNotFoundError:
            continue
        razones.update(textos.RAZONES)
        for name, labels in textos.ROTULOS.items():
            rotulos.setdefault(name, {}).update(labels)
    return razones, rotulos


def razones() -> dict[str, str]:
    return _gathered()[0]


def rotulos() -> dict[str, dict[str, str]]:
    return _gathered()[1]


def razon(reason: Reason) -> str:
    """The Spanish sentence of a reason. A code without words prints itself (a test forbids it)."""
    template = razones().get(reason.code)
    return reason.code if template is None else _FORMAT.format(template, **dict(reason.facts))


def all_of(reasons: Iterable[Reason]) -> list[str]:
    return [razon(reason) for reason in reasons]


def rotulo(enum: str, code: str | None) -> str:
    """The Spanish name of a code of an enumeration."""
    if code is None:
        return "—"
    return rotulos().get(enum, {}).get(code, code)
