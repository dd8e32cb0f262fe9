"""The Cabildo convened with one dossier: what most tests of sessions begin with."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from flask import Flask

from tests import builders_sesiones as b
from tests.cast import Cast


@pytest.fixture
def dia(ahora: datetime) -> datetime:
    return ahora + timedelta(days=3)


@pytest.fixture
def organos(app: Flask, cast: Cast, ahora: datetime) -> dict[str, int]:
    return b.load_organs(cast, ahora)


@pytest.fixture
def expediente(organos: dict[str, int], cast: Cast, ahora: datetime) -> int:
    return b.dictaminated(cast, ahora)


@pytest.fixture
def sesion(expediente: int, cast: Cast, ahora: datetime) -> int:
    return b.convene("CAB", cast.gobierno, ahora)
