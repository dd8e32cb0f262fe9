"""What a delivery must be: after its rules and its alta, once per period, within the amounts, into the right hands."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.entregas.celdas import MINIMO, ocultas
from workflow.entregas.hallazgos import cuenta_en_entrega, fuera_de_edad, tras_baja
from workflow.entregas.periodos import del_ejercicio, en_palabras, limpio, trimestre, valido
from workflow.entregas.reglas import (
    Anterior,
    Apoyo,
    Limites,
    Situacion,
    ajuste,
    faltas_de_cierre,
    forma,
    impedimentos,
    limites_de,
)

HOY = date(2026, 3, 10)
DINERO = Apoyo("monetario", date(2026, 2, 20), "2026-T1", monto=80_000, lugar="DIF Municipal")
SITUACION = Situacion(desde=date(2026, 2, 5), hasta=None, limites=Limites(desde=date(2026, 1, 26)), aprobado=160_000)


def codigos(apoyo: Apoyo, situacion: Situacion = SITUACION) -> list[str]:
    return [motivo.code for motivo in impedimentos(apoyo, situacion)]


def test_lo_que_esta_en_regla_no_tiene_ningun_motivo() -> None:
    assert forma(DINERO, HOY) == []
    assert codigos(DINERO) == []


def test_ninguna_entrega_antes_de_que_las_reglas_esten_publicadas_y_en_vigor() -> None:
    """Case 51: approved on 10 January, in force on the 26th, published on 2 February: the later day counts."""
    limites = limites_de(date(2026, 1, 26), date(2026, 2, 2), {}, None)
    situacion = Situacion(desde=date(2026, 1, 1), hasta=None, limites=limites)
    for dia, esperado in ((date(2026, 2, 1), ["ENTREGA_ANTES_DE_REGLAS"]), (date(2026, 2, 2), [])):
        assert codigos(replace(DINERO, dia=dia), situacion) == esperado


@pytest.mark.parametrize(
    ("dia", "esperado"),
    [
        (date(2026, 2, 4), ["ENTREGA_ANTES_DE_ALTA"]),
        (date(2026, 2, 5), []),
        (date(2026, 6, 30), []),
        (date(2026, 7, 1), ["ENTREGA_TRAS_BAJA"]),
    ],
)
def test_ninguna_entrega_antes_del_alta_ni_despues_de_la_baja(dia: date, esperado: list[str]) -> None:
    situacion = replace(SITUACION, hasta=date(2026, 6, 30))
    assert codigos(replace(DINERO, dia=dia), situacion) == esperado


def test_la_misma_persona_no_recibe_dos_veces_en_el_periodo_salvo_que_las_reglas_lo_permitan() -> None:
    una = Anterior(date(2026, 2, 10), "2026-T1", 40_000)
    ya = replace(SITUACION, anteriores=(una,))
    assert codigos(DINERO, ya) == ["ENTREGA_REPETIDA"]
    assert codigos(replace(DINERO, periodo="2026-T2"), ya) == []
    dos = replace(ya, limites=replace(ya.limites, por_periodo=2))
    assert codigos(DINERO, dos) == []
    assert codigos(DINERO, replace(dos, anteriores=(una, una))) == ["ENTREGA_REPETIDA"]
    mismo_dia = replace(SITUACION, anteriores=(replace(una, dia=date(2026, 2, 20), periodo="2026-02"),))
    assert codigos(DINERO, mismo_dia) == ["ENTREGA_MISMO_DIA"]


def test_los_montos_se_comparan_con_las_reglas_y_con_lo_que_se_aprobo() -> None:
    limites = Limites(monto_min=50_000, monto_max=90_000, monto_persona=200_000)
    situacion = replace(SITUACION, limites=limites, aprobado=None)
    assert codigos(replace(DINERO, monto=49_999), situacion) == ["ENTREGA_MONTO_MENOR"]
    assert codigos(replace(DINERO, monto=90_000), situacion) == []
    assert codigos(replace(DINERO, monto=90_001), situacion) == ["ENTREGA_MONTO_MAYOR"]
    assert codigos(DINERO, replace(situacion, persona_total=120_000)) == []
    assert codigos(DINERO, replace(situacion, persona_total=120_001)) == ["ENTREGA_MONTO_PERSONA"]
    otro = Anterior(date(2026, 2, 6), "2026-01", 80_001)
    assert codigos(DINERO, replace(SITUACION, anteriores=(otro,))) == ["ENTREGA_SOBRE_LO_APROBADO"]
    assert codigos(DINERO, replace(SITUACION, anteriores=(replace(otro, monto=80_000),))) == []


def test_el_dinero_de_un_menor_lo_recibe_quien_lo_cuida() -> None:
    """Case 41."""
    menor = replace(SITUACION, edad=17)
    assert codigos(DINERO, menor) == ["ENTREGA_A_MENOR"]
    assert codigos(replace(DINERO, recibe="tutora"), menor) == []
    especie = replace(
        DINERO, clase="en_especie", monto=None, cantidad=Decimal(1), unidad="mochila", descripcion="Útiles"
    )
    assert codigos(especie, menor) == []
    assert codigos(DINERO, replace(SITUACION, edad=18)) == []
    assert codigos(replace(DINERO, recibe="tutora"), replace(SITUACION, edad=18)) == ["ENTREGA_TUTORA_DE_MAYOR"]
    assert codigos(replace(DINERO, recibe="autorizada")) == ["ENTREGA_AUTORIZADA_SIN_CARTA"]
    assert codigos(replace(DINERO, recibe="autorizada", con_archivo=True)) == []


def test_todos_los_motivos_se_dicen_juntos() -> None:
    mala = replace(SITUACION, desde=date(2026, 3, 1), periodo_cerrado=True, recibo_usado=True, edad=10)
    assert codigos(replace(DINERO, dia=date(2026, 1, 1), recibo="R-1", monto=160_001), mala) == [
        "ENTREGA_ANTES_DE_REGLAS", "ENTREGA_ANTES_DE_ALTA", "ENTREGA_PERIODO_CERRADO", "ENTREGA_RECIBO_REPETIDO",
        "ENTREGA_SOBRE_LO_APROBADO", "ENTREGA_A_MENOR",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("cambio", "esperado"),
    [
        ({"clase": "otra"}, ["ENTREGA_CLASE"]),
        ({"recibe": "nadie"}, ["ENTREGA_RECIBE"]),
        ({"dia": None}, ["ENTREGA_SIN_FECHA"]),
        ({"dia": HOY + timedelta(days=1)}, ["ENTREGA_FUTURA"]),
        ({"periodo": "2026-T5"}, ["ENTREGA_PERIODO"]),
        ({"monto": None}, ["ENTREGA_SIN_MONTO"]),
        ({"monto": 0}, ["ENTREGA_MONTO"]),
        ({"clase": "en_especie", "monto": None}, ["ENTREGA_SIN_CANTIDAD", "ENTREGA_SIN_DESCRIPCION"]),
        ({"clase": "en_especie", "cantidad": Decimal(0)}, ["ENTREGA_CANTIDAD"]),
        ({"clase": "servicio", "monto": None}, ["ENTREGA_SIN_DESCRIPCION"]),
        ({"lugar": ""}, ["ENTREGA_SIN_LUGAR"]),
        ({"cvegeo": "320109999", "localidades": frozenset({"320100001"})}, ["ENTREGA_LOCALIDAD"]),
        ({"recibo": "R" * 41}, ["ENTREGA_TEXTO_LARGO"]),
    ],
)
def test_lo_que_falta_en_la_forma(cambio: dict[str, object], esperado: list[str]) -> None:
    assert [motivo.code for motivo in forma(replace(DINERO, **cambio), HOY)] == esperado  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("clase", "monto", "motivo", "anulada", "queda", "esperado"),
    [
        ("anulacion", None, "Se capturó en otra fila", False, 80_000, []),
        ("anulacion", None, "error", False, 80_000, ["ENTREGA_SIN_MOTIVO"]),
        ("anulacion", None, "Se capturó en otra fila", True, 80_000, ["ENTREGA_YA_ANULADA"]),
        ("reintegro", 80_000, "Devolvió todo en caja", False, 80_000, []),
        ("reintegro", 80_001, "Devolvió todo en caja", False, 80_000, ["REINTEGRO_MONTO"]),
        ("reintegro", None, "Devolvió todo en caja", False, 80_000, ["REINTEGRO_MONTO"]),
    ],
)
def test_anular_y_reintegrar(
    clase: str, monto: int | None, motivo: str, anulada: bool, queda: int, esperado: list[str]
) -> None:
    assert [uno.code for uno in ajuste(clase, monto, motivo, anulada=anulada, queda=queda)] == esperado


def test_un_periodo_se_cierra_una_vez_y_se_reabre_con_motivo() -> None:
    assert faltas_de_cierre("cierre", "2026-T1", "", []) == []
    assert [f.code for f in faltas_de_cierre("cierre", "2026-T1", "", ["2026-T1"])] == ["PERIODO_YA_CERRADO"]
    assert faltas_de_cierre("reapertura", "2026-T1", "Faltó una comunidad", ["2026-T1"]) == []
    assert [f.code for f in faltas_de_cierre("reapertura", "2026-T1", "", [])] == [
        "PERIODO_NO_CERRADO", "ENTREGA_SIN_MOTIVO",
    ]  # fmt: skip


def test_los_periodos_como_se_escriben_y_como_se_leen() -> None:
    assert len(del_ejercicio(2026)) == 25 and all(valido(uno) for uno in del_ejercicio(2026))
    assert [limpio(uno) for uno in ("2026 t1", "2026T1", "2026/03", "2026-S2")] == [
        "2026-T1", "2026-T1", "2026-03", "2026-S2",
    ]  # fmt: skip
    assert not any(valido(uno) for uno in ("2026-T5", "2026-13", "26-T1", "", "2026-T1 "))
    assert [trimestre(date(2026, mes, 1)) for mes in (1, 3, 4, 12)] == ["2026-T1", "2026-T1", "2026-T2", "2026-T4"]
    assert [en_palabras(uno) for uno in ("2026", "2026-T3", "2026-B6", "2026-11")] == [
        "todo 2026", "tercer trimestre de 2026", "sexto bimestre de 2026", "noviembre de 2026",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("edad_en", "esperado"),
    [("FECHA ENTREGA", True), ("FECHA_PAGO", True), ("Fecha de entrega ", True), ("FH_ALTA", False), (None, False)],
)
def test_la_columna_de_las_reglas_dice_si_la_edad_se_cuenta_al_entregar(edad_en: str | None, esperado: bool) -> None:
    assert cuenta_en_entrega(edad_en) is esperado


def test_lo_que_es_un_hallazgo() -> None:
    assert [fuera_de_edad(edad, 6, 22) for edad in (5, 6, 22, 23, None)] == [True, False, False, True, False]
    assert tras_baja(date(2026, 3, 2), date(2026, 3, 1)) and not tras_baja(date(2026, 3, 1), date(2026, 3, 1))


@pytest.mark.parametrize(
    ("cuentas", "esperado"),
    [
        ({"a": 10, "b": 20}, set()),
        ({"a": 0, "b": 20}, set()),
        ({"a": 1, "b": 20, "c": 9}, {"a", "c"}),  # alone, the total would give it back
        ({"a": 1, "b": 1, "c": 9, "d": 30}, {"a", "b", "c"}),  # together they are two
        ({"a": 2, "b": 2, "c": 9}, {"a", "b"}),
        ({"a": 2}, {"a"}),
    ],
)
def test_las_cuentas_chicas_se_ocultan_sin_que_el_total_las_devuelva(
    cuentas: dict[str, int], esperado: set[str]
) -> None:
    assert ocultas(cuentas) == esperado


@given(st.dictionaries(st.integers(0, 40), st.integers(0, 50), max_size=12))
def test_nunca_se_ve_una_cuenta_chica_ni_se_puede_despejar(cuentas: dict[int, int]) -> None:
    tapadas = ocultas(cuentas)
    assert all(cuenta == 0 or cuenta >= MINIMO for clave, cuenta in cuentas.items() if clave not in tapadas)
    con_algo = [cuenta for cuenta in cuentas.values() if cuenta]
    if tapadas and len(con_algo) > 1:
        assert len(tapadas) >= 2 and (sum(cuentas[uno] for uno in tapadas) >= MINIMO or len(tapadas) == len(con_algo))
