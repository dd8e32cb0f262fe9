"""The route against the cases of tests/cases/ruta.yaml: who may do what, when, and why not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from workflow.casos.ruta import resolver

DOCUMENTO = yaml.safe_load((Path(__file__).parents[1] / "cases" / "ruta.yaml").read_text(encoding="utf-8"))


def test_el_archivo_trae_48_casos() -> None:
    assert len(DOCUMENTO["casos"]) == 48


@pytest.mark.parametrize("caso", DOCUMENTO["casos"], ids=lambda caso: caso["id"])
def test_caso_de_la_ruta(caso: dict[str, Any]) -> None:
    assert resolver(DOCUMENTO, caso) == caso["esperado"]
