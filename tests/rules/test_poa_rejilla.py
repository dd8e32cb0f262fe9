"""The grid of a POA: what a cell accepts, what sums come to by kind of meta, conflicts. Arithmetic by hand."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.kernel.refusals import Invalid
from workflow.poa import formas, rejilla, vista
from workflow.poa.catalogos import Catalogos
from workflow.poa.contenido import empty, empty_row
from workflow.poa.esquema import ACTIVIDADES, PRESUPUESTO
from workflow.poa.reglas import todas

CATALOGOS = Catalogos(2026, partidas={"2110": "Materiales de oficina"})
MESES = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"]


def document(**changes: Any) -> dict[str, Any]:
    row = empty_row(ACTIVIDADES) | {"clave": "A01", "tipo_meta": "acumulable", "meses": list(MESES)} | changes
    return empty(2026) | {"actividades": [row]}


def cell(campo: str, antes: str, valor: str, fila: str = "f") -> dict[str, str]:
    return {"hacer": "celda", "fila": fila, "campo": campo, "antes": antes, "valor": valor}


def applied(doc: dict[str, Any], *cambios: dict[str, Any], seccion: str = "actividades") -> rejilla.Resultado:
    return rejilla.apply(doc, seccion, cambios, {"f": "A01"}, CATALOGOS)


@pytest.mark.parametrize(
    ("tipo", "meses", "trimestres", "total"),
    [
        ("Acumulable", MESES, ["6", "15", "24", "33"], "78"),
        ("Constante", ["92"] * 12, ["92"] * 4, "92"),
        ("Última", MESES, ["3", "6", "9", "12"], "12"),
        ("Promedio", MESES, ["2", "5", "8", "11"], "6.5"),
        ("Única", ["0"] * 6 + ["1"] + ["0"] * 5, ["0", "0", "1", "0"], "1"),
    ],
)
def test_los_trimestres_y_el_anual_se_calculan_segun_el_tipo_de_meta(
    tipo: str, meses: list[str], trimestres: list[str], total: str
) -> None:
    done = applied(document(tipo_meta=None, meses=meses), cell("tipo_meta", "", tipo))
    row = rejilla.rows(done.documento, "actividades")[0]
    assert ([row[f"t{n}"] for n in (1, 2, 3, 4)], row["total"]) == (trimestres, total)


def test_una_meta_unica_se_entrega_en_un_solo_mes() -> None:
    found = todas.check(document(tipo_meta="unica", meses=["1", "0", "1"] + ["0"] * 9), CATALOGOS)
    assert [p.campo for p in found if p.codigo == "UNICA_EN_VARIOS_MESES"] == ["actividades[A01].meses.3"]


def test_un_numero_se_lee_como_se_escribe_en_mexico() -> None:
    done = applied(document(), cell("mes_1", "1", "1,250.50"))
    assert done.documento["actividades"][0]["meses"][0] == "1250.5"


def test_lo_que_no_es_numero_no_se_guarda_y_se_dice_en_su_celda() -> None:
    done = applied(document(), cell("mes_1", "1", "muchas"), cell("mes_2", "2", "20"))
    assert done.documento["actividades"][0]["meses"][:2] == ["1", "20"]
    assert [(e["fila"], e["campo"]) for e in done.errores] == [("f", "mes_1")]
    assert "debe ser un número" in done.errores[0]["texto"]


def test_si_otra_persona_cambio_la_celda_se_dicen_los_dos_valores_y_no_se_pisa() -> None:
    done = applied(document(), cell("mes_1", "99", "5"))
    assert done.documento["actividades"][0]["meses"][0] == "1"
    assert [(c["guardado"], c["suyo"]) for c in done.conflictos] == [("1", "5")]


def test_quitar_una_fila_que_otra_persona_cambio_no_la_quita() -> None:
    seen = rejilla.rows(document(), "actividades")[0] | {"mes_1": "99"}
    done = applied(document(), {"hacer": "quitar", "fila": "f", "antes": seen})
    assert len(done.documento["actividades"]) == 1 and done.conflictos[0]["campo"] == "mes_1"


def test_se_agrega_se_mueve_y_se_quita() -> None:
    done = applied(
        document(), {"hacer": "agregar", "fila": "n", "despues": "f"}, cell("clave", "", "A02", "n"),
        {"hacer": "mover", "fila": "n", "despues": None},
    )  # fmt: skip
    assert [row["clave"] for row in done.documento["actividades"]] == ["A02", "A01"]
    assert done.filas == ("n", "f")
    gone = applied(document(), {"hacer": "quitar", "fila": "f", "antes": rejilla.rows(document(), "actividades")[0]})
    assert gone.documento["actividades"] == []


@pytest.mark.parametrize("campo", ["total", "t1", "no_existe"])
def test_lo_calculado_no_se_escribe(campo: str) -> None:
    with pytest.raises(Invalid):
        applied(document(), cell(campo, "", "5"))


@given(st.lists(st.integers(0, 10**11), min_size=12, max_size=12))
def test_los_trimestres_del_presupuesto_suman_el_anual_al_centavo(meses: list[int]) -> None:
    row = formas.complete("presupuesto", empty_row(PRESUPUESTO) | {"partida": "2110", "meses": meses}, CATALOGOS)
    quarters = vista.quarters("presupuesto", row)
    assert sum(quarters) == row["total"]
    assert row["concepto"] == "Materiales de oficina"


@given(st.lists(st.decimals(0, 10**6, places=2), min_size=12, max_size=12))
def test_los_trimestres_de_una_meta_acumulable_suman_el_anual(meses: list[Decimal]) -> None:
    doc = document(tipo_meta=None, meses=[f"{value:f}" for value in meses])
    row = rejilla.rows(applied(doc, cell("tipo_meta", "", "acumulable")).documento, "actividades")[0]
    numbers = {name: Decimal(row[name].replace(",", "")) for name in ("t1", "t2", "t3", "t4", "total")}
    assert sum(numbers[f"t{n}"] for n in (1, 2, 3, 4)) == numbers["total"]
