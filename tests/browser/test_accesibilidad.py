"""Every page a person of each role can reach from its navigation: for everyone, on a screen and on a phone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.browser.persona import Persona

pytestmark = [pytest.mark.lenta, pytest.mark.navegador]


@pytest.mark.parametrize(("quien", "ancho"), [("enlace", 1280), ("comisiones", 360), ("administradora", 360)])
def test_cada_lugar_de_la_navegacion_se_lee_en_pantalla_y_en_telefono(
    as_person: Callable[..., Persona], quien: str, ancho: int
) -> None:
    persona = as_person(quien, width=ancho)
    places = persona.page.get_by_role("navigation", name="Principal").get_by_role("link").all_text_contents()
    assert "Mi bandeja" in places
    for name in places:
        persona.place(name)
