"""A workbook of deliveries as people write it."""
# ruff: noqa: E501

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from workflow.entregas.libro import apoyo_de, leer, plano, reconocer
from workflow.entregas.reglas import Apoyo
from workflow.kernel.refusals import Invalid
from workflow.padron.lugares import lugares_incluidos

COMUNES = Apoyo("monetario", None, "2026-T1", lugar="DIF", recibe="")
TITULOS = [
    "FILA",
    "CURP",
    "Fecha de entrega",
    "Periodo",
    "Tipo",
    "Monto $",
    "Cantidad",
    "Unidad",
    "Localidad",
    "Recibe",
]


def libro(*filas: list[object]) -> dict[str, object]:
    todas = [[1, ["Entregas"]], *([numero, fila] for numero, fila in enumerate([TITULOS, *filas], 3))]
    return {"hojas": [{"nombre": "X", "visible": False, "filas": []}, {"nombre": "E", "visible": True, "filas": todas}]}


def test_se_lee_lo_que_dice_cada_fila_y_lo_demas_es_lo_comun() -> None:
    uno, dos = leer(
        libro(
            [None, "pexa900215mzsxxn00", {"fecha": "2026-02-09"}, "2026 t2", "Especie", None, 2, "litros", "Plateros", "Madre"],
            [7, None, "9/2/2026", None, None, "$1,200.50", None, None, None, None],
            [None] * 10,
        ),
        COMUNES,
        lugares_incluidos(),
    )  # fmt: skip
    assert (uno.numero, uno.curp, uno.fila, uno.razones) == (4, "PEXA900215MZSXXN00", None, ())
    assert uno.apoyo == Apoyo(
        "en_especie", date(2026, 2, 9), "2026-T2", cantidad=Decimal(2), unidad="litros", lugar="DIF", cvegeo="320100108",
        recibe="tutora",
    )  # fmt: skip
    assert (dos.fila, dos.apoyo.monto, dos.apoyo.clase, dos.apoyo.periodo) == (7, 120_050, "monetario", "2026-T1")
    assert apoyo_de(plano(uno.apoyo)) == uno.apoyo


def test_lo_que_no_se_entiende_se_dice() -> None:
    (fila,) = leer(
        libro([None, "XXXX", "31/02/2026", "", "", "-5", "dos", "", "Santa Rosa", ""]), COMUNES, lugares_incluidos()
    )
    assert [uno.code for uno in fila.razones] == [
        "LIBRO_SIN_PERSONA", "LIBRO_FECHA", "ENTREGA_LOCALIDAD", "LIBRO_MONTO", "ENTREGA_CANTIDAD",
    ]  # fmt: skip


def test_sin_encabezado_o_sin_filas_no_es_un_libro_de_entregas() -> None:
    assert reconocer(["CURP", "NOMBRE"]) is None
    for malo, codigo in (({"hojas": []}, "LIBRO_ENTREGAS_SIN_ENCABEZADO"), (libro(), "LIBRO_ENTREGAS_VACIO")):
        with pytest.raises(Invalid) as wrong:
            leer(malo, COMUNES, lugares_incluidos())
        assert wrong.value.codes == [codigo]
