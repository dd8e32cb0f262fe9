"""Addresses, labels, changes, facts and problems of the content of a POA; and what a form understands."""

from __future__ import annotations

import copy
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workflow.libros.limites import POA
from workflow.libros.proceso import read_book
from workflow.poa import campos, formas, kind, vista
from workflow.poa.catalogos_csv import read_folder
from workflow.poa.contenido import empty, fingerprint, lean
from workflow.poa.esquema import ACTIVIDADES, IDENTIFICACION, PRESUPUESTO
from workflow.poa.lectura.libro import read
from workflow.poa.numeros import centavos_of, date_of, decimal_of
from workflow.poa.reglas import todas

SAMPLE = Path(__file__).resolve().parents[2] / "workflow" / "demo" / "fresnillo" / "poa"


@cache
def _sample(name: str) -> dict[str, Any]:
    return read(read_book(SAMPLE / name, POA), name).contenido


@pytest.fixture
def poa() -> dict[str, Any]:
    """A clean POA with MIR, that each test may change."""
    return copy.deepcopy(_sample("UR-051.xlsx"))


def test_cada_direccion_lleva_a_su_valor(poa: dict[str, Any]) -> None:
    for campo, value in campos.fields(poa):
        assert campos.value_at(poa, campo) == value, campo


def test_las_direcciones_se_leen_en_espanol() -> None:
    assert kind.label("actividades[A03].meses.4") == "Actividades, A03, abril"
    assert kind.label("presupuesto[2110|15].meses.1") == "Presupuesto, partida 2110 fuente 15, enero"
    assert kind.label("mir[C1A1#1].meta_anual") == "MIR, C1A1, Meta anual"
    assert kind.label("mir[P1#2].indicador") == "MIR, P1 indicador 2, Indicador"
    assert kind.label("identificacion.problema_central") == "Identificación, Problema central"
    assert kind.label("alineacion[pmd|linea_accion|5.2.1.2].clave") == (
        "Alineación, PMD 2024-2027 Línea de acción 5.2.1.2, Clave"
    )


def test_solo_cambia_lo_que_cambia(poa: dict[str, Any]) -> None:
    other = copy.deepcopy(poa)
    other["actividades"][2]["meses"][3] = "99"
    other["identificacion"]["problema_central"] = "Otro"
    assert kind.changed_fields(poa, other) == ["identificacion.problema_central", "actividades[A03].meses.4"]
    assert kind.changed_fields(poa, poa) == []


def test_cambiar_las_filas_de_lugar_es_un_cambio_que_se_dice(poa: dict[str, Any]) -> None:
    turned = {**poa, "actividades": [poa["actividades"][1], poa["actividades"][0], *poa["actividades"][2:]]}
    assert kind.changed_fields(poa, turned) == ["actividades.orden"]
    assert kind.label("actividades.orden") == "Actividades, orden de las filas"
    assert kind.value(turned, "actividades.orden")[:2] == ["A02", "A01"]


def test_una_fila_insertada_arriba_no_cambia_las_demas(poa: dict[str, Any]) -> None:
    other = copy.deepcopy(poa)
    other["actividades"].insert(0, {**poa["actividades"][0], "clave": "A99"})
    changed = kind.changed_fields(poa, other)
    assert changed and all(campo.startswith("actividades[A99]") for campo in changed)


def test_los_codigos_se_dicen_con_su_palabra(poa: dict[str, Any]) -> None:
    assert kind.value(poa, "actividades[A01].tipo_meta") == "Acumulable"
    assert kind.value(poa, "mir[F1#1].frecuencia") == "Bienal"
    assert kind.value(poa, "actividades[A77].clave") is None


def test_el_presupuesto_y_el_capitulo_1000_se_dicen_en_centavos(poa: dict[str, Any]) -> None:
    poa["presupuesto"] = [
        {"partida": "1130", "concepto": "x", "fuente": "15", "meses": [100] * 12, "total": 1200},
        {"partida": "2110", "concepto": "x", "fuente": "15", "meses": [50] * 12, "total": 600},
    ]
    assert kind.facts(poa) == {"total": 1800, "capitulo_1000": 1200}


def test_un_poa_limpio_se_puede_enviar(poa: dict[str, Any]) -> None:
    assert kind.problems(poa) == []


def test_un_poa_vacio_dice_que_falta_sin_repetirse() -> None:
    reasons = kind.problems(empty(2026))
    assert len(reasons) <= 13
    assert reasons[0].code == "POA_CAMPOS_VACIOS"
    assert "«Problema central»" in reasons[0].facts["cuales"]


def test_lo_que_no_es_de_su_tipo_se_senala_y_no_rompe_nada(poa: dict[str, Any]) -> None:
    poa["identificacion"]["potencial_mujeres"] = "muchas"
    poa["mir"][0]["nivel"] = "cima"
    found = {(problem.campo, problem.codigo) for problem in kind.inside_problems(poa)}
    assert ("identificacion.potencial_mujeres", "DATO_DE_OTRO_TIPO") in found
    assert ("mir[F1#1].nivel", "DATO_DE_OTRO_TIPO") in found


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
ROW = st.dictionaries(st.sampled_from([c.clave for c in (*ACTIVIDADES.campos, *PRESUPUESTO.campos)]), JUNK, max_size=6)


@settings(max_examples=150, deadline=None)
@given(
    st.fixed_dictionaries(
        {},
        optional={
            "identificacion": st.dictionaries(st.sampled_from([c.clave for c in IDENTIFICACION.campos]), JUNK) | JUNK,
            "alineacion": st.lists(ROW | JUNK, max_size=3) | JUNK,
            "actividades": st.lists(ROW | JUNK, max_size=3) | JUNK,
            "presupuesto": st.lists(ROW | JUNK, max_size=3) | JUNK,
            "mir": st.lists(ROW | JUNK, max_size=3) | JUNK,
        },
    )
)
def test_ningun_documento_por_raro_que_sea_tumba_las_reglas(document: dict[str, Any]) -> None:
    todas.check(document, read_folder())
    kind.problems(document)
    kind.facts(document)
    kind.changed_fields(document, empty(2026))
    vista.arrange(document)
    formas.complete_document(document, 2026)


def test_los_trimestres_siguen_al_tipo_de_meta() -> None:
    months = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"]
    expected = {
        "acumulable": ("6", "15", "24", "33"),
        "ultima": ("3", "6", "9", "12"),
        "promedio": ("2", "5", "8", "11"),
    }
    for tipo, values in expected.items():
        assert vista.quarters("actividades", {"meses": months, "tipo_meta": tipo}) == values
    assert vista.quarters("actividades", {"meses": ["90"] * 12, "tipo_meta": "constante"}) == ("90",) * 4
    assert vista.quarters("presupuesto", {"meses": [1, 2, 3] * 4}) == (6, 6, 6, 6)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("8 de enero de 2026", "2026-01-08"),
        ("08/01/2026", "2026-01-08"),
        ("8-ene-2026", "2026-01-08"),
        ("jueves, 8 de enero del 2026", "2026-01-08"),
        ("2026-01-08", "2026-01-08"),
        ("31/02/2026", None),
        ("enero de 2026", None),
    ],
)
def test_las_fechas_se_leen_como_las_escribe_la_gente(text: str, expected: str | None) -> None:
    day = date_of(text)
    assert (day.isoformat() if day else None) == expected


@pytest.mark.parametrize(
    ("text", "cents"),
    [("$1,234.50", 123450), ("1234.5", 123450), ("0.10", 10), ("1.234,50", None), ("12.345", None), ("mil", None)],
)
def test_los_importes_se_leen_al_centavo_o_no_se_leen(text: str, cents: int | None) -> None:
    number = decimal_of(text)
    assert (None if number is None else centavos_of(number)) == cents


def test_la_huella_no_depende_del_orden_de_las_claves(poa: dict[str, Any]) -> None:
    turned = dict(reversed(list(poa.items())))
    assert fingerprint(turned) == fingerprint(poa)
    turned["actividades"] = list(reversed(poa["actividades"]))
    assert fingerprint(turned) != fingerprint(poa)


def test_las_partes_nuevas_vacias_no_cambian_la_huella_de_un_contenido(poa: dict[str, Any]) -> None:
    same = {**poa, "diagnostico": {"descripcion": None, "causas": []}, "fichas": [], "variables": []}
    same["actividades"] = [{**row, "beneficiarios": None} for row in poa["actividades"]]
    same["presupuesto"] = [{**row, "tipo_gasto": ""} for row in poa["presupuesto"]]
    assert lean(same) == poa
    assert fingerprint(same) == fingerprint(poa)
    assert formas.complete_document(poa, 2026) == poa
    assert kind.changed_fields(poa, same) == []


@pytest.mark.parametrize(
    ("part", "value", "where", "told"),
    [
        ("diagnostico", {"causas": ["Falta de drenaje"]}, "diagnostico.causas", "Diagnóstico, Causas del problema"),
        (
            "fichas",
            [{"clave": "C1A1", "numero": 2, "formula": "(A/B)*100"}],
            "fichas[C1A1#2].formula",
            "Fichas técnicas, C1A1 indicador 2, Fórmula",
        ),
        (
            "variables",
            [{"clave": "P1", "numero": 1, "letra": "A", "valor_base": "12.5"}],
            "variables[P1#1|A].valor_base",
            "Variables, P1 variable A, Valor base",
        ),
    ],
)
def test_las_partes_nuevas_tienen_direccion_palabras_y_huella(
    poa: dict[str, Any], part: str, value: Any, where: str, told: str
) -> None:
    filled = {**poa, part: value}
    row = value if isinstance(value, dict) else value[0]
    assert where in kind.changed_fields(poa, filled)
    assert kind.label(where) == told
    assert kind.value(filled, where) == row[where.rpartition(".")[2]]
    assert fingerprint(filled) != fingerprint(poa)
    assert formas.complete_document(filled, 2026)[part]
