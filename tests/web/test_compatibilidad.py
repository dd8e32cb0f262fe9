"""Which programmes can be received together: the rule in force on a day, and who says it."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from flask import Flask

from tests.cast import Cast
from tests.web.expedientes_paginas import browser_of
from tests.web.page import Browser
from workflow.kernel.refusals import Invalid, NotAllowed
from workflow.padron import service
from workflow.padron.queries.compatibilidad import compatibilidades

HOY = date(2026, 2, 10)


@pytest.fixture
def planeacion(sqlite_app: Flask, sqlite_cast: Cast) -> Browser:
    return browser_of(sqlite_app, sqlite_cast, "planeacion")


def say(cast: Cast, ahora: datetime, who: str = "planeacion", **changes: object) -> None:
    said = {"programa": "PP-29", "otro": "PP-25", "regla": "compatible", "tope": None, "fundamento": "Acuerdo 12/2026",
            "desde": HOY, **changes}  # fmt: skip
    service.registrar_compatibilidad(**said, actor=getattr(cast, who), ahora=ahora)  # type: ignore[arg-type]


def vale(par: tuple[str, str], dia: date = HOY) -> tuple[str, int | None]:
    return next((una.regla, una.tope) for una in compatibilidades(dia)[0] if una.programas == par)


def test_el_catalogo_vale_hasta_que_se_elige_otra_cosa_y_solo_desde_su_dia(
    sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime
) -> None:
    assert vale(("PP-25", "PP-29")) == ("incompatible", None)
    assert vale(("PP-29", "PP-37")) == ("tope_conjunto", 600_000)
    say(sqlite_cast, ahora)
    assert vale(("PP-25", "PP-29")) == ("compatible", None)
    assert vale(("PP-25", "PP-29"), date(2026, 2, 9)) == ("incompatible", None)
    say(sqlite_cast, ahora, regla="tope_conjunto", tope=350_000)
    assert vale(("PP-25", "PP-29")) == ("tope_conjunto", 350_000)


def test_lo_que_falta_se_dice_todo_junto_y_solo_planeacion_lo_registra(
    sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime
) -> None:
    with pytest.raises(Invalid) as refused:
        say(sqlite_cast, ahora, otro="PP-29", regla="tope_conjunto", tope="mil", fundamento="x", desde=None)
    assert refused.value.codes == [
        "COMPATIBILIDAD_PROGRAMAS", "COMPATIBILIDAD_TOPE", "COMPATIBILIDAD_FUNDAMENTO", "COMPATIBILIDAD_DIA",
    ]  # fmt: skip
    with pytest.raises(NotAllowed):
        say(sqlite_cast, ahora, who="titular_educacion")


def test_la_pagina_dice_lo_que_vale_y_registra_otra_regla(planeacion: Browser) -> None:
    page = planeacion.get("/catalogos/compatibilidad")
    assert "Con tope conjunto: $6,000.00" in page.text
    bad = planeacion.submit(page, "Registrar la regla", programa="PP-01", otro="PP-01", regla="compatible", tope="")
    assert bad.status == 422
    assert "Elija dos programas distintos" in bad.text
    page = planeacion.submit(
        page, "Registrar la regla", programa="PP-01", otro="PP-25", regla="tope_conjunto", tope="$3,500.00",
        desde="2026-01-01", fundamento="Acuerdo AHC/020/2026",
    )  # fmt: skip
    assert "La compatibilidad quedó registrada" in page.text
    assert "Con tope conjunto: $3,500.00" in page.text
    assert "Acuerdo AHC/020/2026" in page.text


def test_quien_no_es_de_planeacion_no_la_abre(sqlite_app: Flask, sqlite_cast: Cast) -> None:
    assert browser_of(sqlite_app, sqlite_cast, "enlace_educacion").get("/catalogos/compatibilidad").status == 403
