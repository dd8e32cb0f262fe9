"""Contents compared and merged: what is applied is what was shown, and nobody's change is lost."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workflow.poa.comparar import LIBRO, apply, diff, merge, normal
from workflow.poa.contenido import empty, empty_row
from workflow.poa.esquema import ACTIVIDADES, IDENTIFICACION, PRESUPUESTO, SECCIONES

TODAS = [seccion.clave for seccion in SECCIONES]


def actividad(clave: str, **values: Any) -> dict[str, Any]:
    base = {"clave": clave, "unidad": "Obra", "tipo_meta": "acumulable", "meses": ["1"] * 12, "total": "12"}
    return {**empty_row(ACTIVIDADES), **base, **values}


def linea(partida: str, meses: list[int]) -> dict[str, Any]:
    row = {"partida": partida, "concepto": "Materiales", "fuente": "15", "meses": meses, "total": sum(meses)}
    return {**empty_row(PRESUPUESTO), **row}


def poa(*actividades: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {**empty(2026), "actividades": list(actividades), **more}


BASE = poa(actividad("A01"), actividad("A02"), presupuesto=[linea("2110", [100] * 12)])


def changed(document: dict[str, Any], place: int, **values: Any) -> dict[str, Any]:
    found = copy.deepcopy(document)
    found["actividades"][place] |= values
    return found


def test_el_mismo_libro_no_cambia_nada() -> None:
    assert merge(BASE, BASE, BASE, TODAS).cuantos == 0
    assert merge(None, BASE, copy.deepcopy(BASE), TODAS).cuantos == 0


def test_subir_dos_veces_el_mismo_libro_no_cambia_nada_la_segunda() -> None:
    book = changed(BASE, 0, unidad="Consulta")
    first = merge(BASE, BASE, book, TODAS)
    assert [(c.campo, c.antes, c.ahora) for c in first.secciones[3].cambiadas] == [
        ("actividades[A01].unidad", "Obra", "Consulta")
    ]
    assert merge(BASE, first.contenido, book, TODAS).cuantos == 0


def test_lo_que_cada_quien_cambio_en_otra_celda_se_conserva() -> None:
    draft = changed(BASE, 0, responsable="Jefatura")
    book = changed(BASE, 0, unidad="Consulta")
    result = merge(BASE, draft, book, TODAS)
    assert result.conflictos == []
    row = result.contenido["actividades"][0]
    assert (row["responsable"], row["unidad"]) == ("Jefatura", "Consulta")


def test_lo_que_ambos_cambiaron_se_ensena_y_queda_como_el_borrador_hasta_que_se_elija() -> None:
    draft, book = changed(BASE, 0, unidad="Calle"), changed(BASE, 0, unidad="Consulta")
    result = merge(BASE, draft, book, TODAS)
    (conflict,) = result.conflictos
    assert (conflict.campo, conflict.base, conflict.borrador, conflict.libro) == (
        "actividades[A01].unidad", "Obra", "Calle", "Consulta",
    )  # fmt: skip
    assert result.contenido["actividades"][0]["unidad"] == "Calle"
    chosen = merge(BASE, draft, book, TODAS, elecciones={conflict.campo: LIBRO})
    assert chosen.contenido["actividades"][0]["unidad"] == "Consulta"


def test_una_fila_que_falta_en_el_libro_se_quita_solo_si_estaba_en_lo_que_se_descargo() -> None:
    draft = {**BASE, "actividades": [*BASE["actividades"], actividad("A03")]}
    book = {**BASE, "actividades": [actividad("A02")]}
    result = merge(BASE, draft, book, TODAS)
    section = result.secciones[3]
    assert [c.campo for c in section.quitadas] == ["actividades[A01]"]
    assert section.conservadas == ["actividades[A03]"]
    assert [row["clave"] for row in result.contenido["actividades"]] == ["A02", "A03"]
    kept = merge(BASE, draft, book, TODAS, quitar=[])
    assert [row["clave"] for row in kept.contenido["actividades"]] == ["A01", "A02", "A03"]


def test_quitar_en_el_libro_una_fila_que_alguien_cambio_es_un_conflicto() -> None:
    draft = changed(BASE, 0, unidad="Calle")
    result = merge(BASE, draft, {**BASE, "actividades": [actividad("A02")]}, TODAS)
    (conflict,) = result.conflictos
    assert (conflict.campo, conflict.libro) == ("actividades[A01]", None)
    assert len(result.contenido["actividades"]) == 2


def test_una_hoja_que_no_viene_se_queda_como_esta() -> None:
    book = {**empty(2026), "actividades": [actividad("A01", unidad="Consulta"), actividad("A02")]}
    result = merge(BASE, BASE, book, ["actividades"])
    assert result.contenido["presupuesto"] == BASE["presupuesto"]
    assert result.contenido["actividades"][0]["unidad"] == "Consulta"


def test_el_total_de_meses_que_cambiaron_los_dos_se_vuelve_a_sumar() -> None:
    draft = changed(BASE, 0, meses=["5", *["1"] * 11], total="16")
    book = changed(BASE, 0, meses=[*["1"] * 11, "3"], total="14")
    result = merge(BASE, draft, book, TODAS)
    assert result.conflictos == []
    assert result.contenido["actividades"][0]["total"] == "18"


def test_las_filas_nuevas_de_los_dos_quedan_en_su_lugar() -> None:
    draft = {**BASE, "actividades": [*BASE["actividades"], actividad("A03")]}
    book = {**BASE, "actividades": [actividad("A01"), actividad("A09"), actividad("A02"), actividad("A04")]}
    result = merge(BASE, draft, book, TODAS)
    assert [row["clave"] for row in result.contenido["actividades"]] == ["A01", "A09", "A02", "A03", "A04"]


# --- Properties

texts = st.sampled_from([None, "Obra", "Consulta", "=1+1", "  ñ  "])
months = st.lists(st.sampled_from([None, "0", "1", "2.5"]), min_size=12, max_size=12)
rows = st.builds(
    actividad,
    clave=st.sampled_from(["A01", "A02", "A03", "A04", "A 1", ""]),
    unidad=texts,
    responsable=texts,
    meses=months,
    total=st.sampled_from([None, "12"]),
    localidades=st.lists(st.sampled_from(["Plateros", "Río Florido"]), max_size=2),
)
lines = st.builds(
    linea,
    st.sampled_from(["2110", "2160", "3110"]),
    st.lists(st.integers(0, 10**9), min_size=12, max_size=12),
)
fields = st.fixed_dictionaries({"problema_central": texts, "siglas": texts, "potencial_total": st.integers(0, 9)})
documents = st.builds(
    lambda actividades, presupuesto, campos: {
        **empty(2026, con_mir=True),
        "identificacion": {**empty_row(IDENTIFICACION), **campos},
        "actividades": actividades,
        "presupuesto": presupuesto,
    },
    st.lists(rows, max_size=5),
    st.lists(lines, max_size=3),
    fields,
)


def keyed(document: dict[str, Any]) -> dict[str, Any]:
    """The content without the order of its rows."""
    return {
        clave: sorted(map(repr, value)) if isinstance(value, list) else value
        for clave, value in normal(document).items()
    }


@given(documents, documents)
@settings(max_examples=80, deadline=None)
def test_aplicar_la_diferencia_da_el_otro_contenido(a: dict[str, Any], b: dict[str, Any]) -> None:
    assert keyed(apply(diff(a, b), a)) == keyed(b)
    assert diff(b, b) == ()


@given(documents, documents)
@settings(max_examples=80, deadline=None)
def test_un_libro_de_origen_desconocido_aceptado_entero_deja_el_borrador_igual_al_libro(
    a: dict[str, Any], b: dict[str, Any]
) -> None:
    assert merge(None, a, b, TODAS).contenido == normal(b)


@given(documents, documents, documents)
@settings(max_examples=120, deadline=None)
def test_juntar_sin_conflictos_da_lo_mismo_en_cualquier_orden(
    base: dict[str, Any], a: dict[str, Any], b: dict[str, Any]
) -> None:
    one, other = merge(base, a, b, TODAS), merge(base, b, a, TODAS)
    assert len(one.conflictos) == len(other.conflictos)
    if not one.conflictos:
        assert keyed(one.contenido) == keyed(other.contenido)


@given(documents, documents)
@settings(max_examples=60, deadline=None)
def test_si_el_borrador_no_cambio_desde_la_descarga_queda_el_libro(base: dict[str, Any], b: dict[str, Any]) -> None:
    result = merge(base, base, b, TODAS)
    assert result.conflictos == []
    assert keyed(result.contenido) == keyed(b)


@given(documents, documents, documents)
@settings(max_examples=60, deadline=None)
def test_elegir_siempre_el_libro_nunca_pierde_lo_que_el_libro_cambio(
    base: dict[str, Any], a: dict[str, Any], b: dict[str, Any]
) -> None:
    first = merge(base, a, b, TODAS)
    chosen = merge(base, a, b, TODAS, elecciones={c.campo: LIBRO for c in first.conflictos})
    for section in diff(base, b):
        if section.seccion == "identificacion":
            for change in section.cambiadas:
                name = change.campo.partition(".")[2]
                assert chosen.contenido["identificacion"][name] == normal(b)["identificacion"][name]


@pytest.mark.parametrize("seccion", ["fichas", "variables", "diagnostico"])
def test_lo_adicional_que_nadie_lleno_no_aparece(seccion: str) -> None:
    assert seccion not in merge(None, BASE, {**BASE, seccion: {} if seccion == "diagnostico" else []}, TODAS).contenido
