"""Each reason has one sentence: two rooms that use the same code for different things would answer the wrong one."""

from __future__ import annotations

import importlib
import pkgutil
from collections import defaultdict

import workflow


def rooms() -> list[str]:
    return [module.name for module in pkgutil.iter_modules(workflow.__path__) if module.ispkg]


def test_ningun_motivo_tiene_dos_frases_ni_ningun_codigo_dos_rotulos() -> None:
    sentences: dict[str, set[str]] = defaultdict(set)
    labels: dict[tuple[str, str], set[str]] = defaultdict(set)
    for room in rooms():
        try:
            textos = importlib.import_module(f"workflow.{room}.textos")
        except ModuleNotFoundError:
            continue
        for code, sentence in textos.RAZONES.items():
            sentences[code].add(sentence)
        for enum, names in textos.ROTULOS.items():
            for code, label in names.items():
                labels[(enum, code)].add(label)
    assert {code: both for code, both in sentences.items() if len(both) > 1} == {}
    assert {code: both for code, both in labels.items() if len(both) > 1} == {}
