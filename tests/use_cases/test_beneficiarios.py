"""What is counted of the padrones in force, on both databases."""

from __future__ import annotations

from datetime import datetime

import pytest

from tests.builders_entregas import ANA, LUPE, Padron
from tests.cast import Cast
from workflow.entregas import service
from workflow.entregas.queries import panorama
from workflow.entregas.vistas import Celda, Filtro


@pytest.mark.usefixtures("app")
def test_las_cuentas_de_un_padron_con_lo_entregado_sin_lo_anulado_ni_lo_devuelto(cast: Cast, ahora: datetime) -> None:
    padron = Padron(cast, ahora)
    anulada = padron.deliver(LUPE)
    service.ajustar(padron.id, anulada, "anulacion", "No se presentó ese día", actor=padron.actor, ahora=padron.tick())
    buena = padron.deliver(ANA)
    service.ajustar(
        padron.id,
        buena,
        "reintegro",
        "Devolvió una parte en caja",
        monto=5_000,
        actor=padron.actor,
        ahora=padron.tick(),
    )
    hombre = Celda(padron.id, "H", "60_mas", "sin_dato", 1, 45_000)
    mujer = Celda(padron.id, "M", "30_44", "sin_dato", 1, 45_000, 1, 15_000)
    assert sorted(panorama.celdas([padron.id], vigentes=True), key=lambda one: one.sexo) == [hombre, mujer]
    assert panorama.celdas([], vigentes=True) == []
    assert panorama.personas([padron.id], Filtro(), vigentes=True) == 2
    assert panorama.personas([padron.id], Filtro(sexo="M", banda="30_44", cvegeo="sin_dato"), vigentes=False) == 1
    assert panorama.ejercicios(None) == [2026] and panorama.ejercicios({"UR-050"}) == []
    assert [uno.dependencia for uno in panorama.programas(2026, {"UR-043"})] == ["UR-043"]


@pytest.mark.usefixtures("app")
def test_quien_esta_en_dos_padrones_se_cuenta_por_par(cast: Cast, ahora: datetime) -> None:
    uno, otro = Padron(cast, ahora), Padron.of_programme(cast, ahora, "PP-29")
    assert panorama.cruces([uno.id, otro.id], vigentes=True) == {(uno.id, otro.id): 2}
    assert panorama.personas([uno.id, otro.id], Filtro(), vigentes=True) == 2
    assert panorama.cruces([uno.id], vigentes=True) == {}
