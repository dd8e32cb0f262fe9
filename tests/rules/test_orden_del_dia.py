"""The agenda as it is really followed: the oracle cases."""

from __future__ import annotations

from typing import Any

import pytest

from tests.casos import document
from workflow.casos import orden_del_dia as casos

DOCUMENTO = document("orden_del_dia")


@pytest.mark.parametrize("caso", DOCUMENTO["casos"], ids=lambda caso: caso["id"])
def test_caso_de_orden_del_dia(caso: dict[str, Any]) -> None:
    assert casos.resolver(DOCUMENTO, caso) == caso["esperado"]


def test_estan_los_veinte_casos() -> None:
    assert len(DOCUMENTO["casos"]) == 20
