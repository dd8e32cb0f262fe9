"""Aspectos susceptibles de mejora: who does what, from which state, and what each act must say."""

from __future__ import annotations

from datetime import date

import pytest

from workflow.asm.clases import ABIERTOS, ACTOS, DESTINO, ESTADOS, acts, folio_de, may
from workflow.asm.reglas import Dicho, Nuevo, act_problems, new_problems, overdue
from workflow.kernel.actor import Actor, Asignacion

HOY = date(2026, 4, 6)
DEPENDENCIA = Actor(1, "Enlace", "Enlace", (Asignacion("dependencia_captura", "UR-050"),))
PLANEACION = Actor(2, "Analista", "Analista", (Asignacion("planeacion_revisor", "UR-036"),))
AMBAS = Actor(
    3, "Ambas", "Ambas", (Asignacion("planeacion_revisor", "UR-036"), Asignacion("dependencia_captura", "UR-036"))
)


def test_la_dependencia_se_compromete_y_entrega_y_planeacion_verifica() -> None:
    assert acts(DEPENDENCIA, "UR-050", "por_comprometer") == ("comprometer",)
    assert acts(DEPENDENCIA, "UR-050", "comprometido") == ("avanzar", "entregar")
    assert acts(DEPENDENCIA, "UR-050", "por_verificar") == ()
    assert acts(DEPENDENCIA, "UR-043", "por_comprometer") == ()
    assert acts(PLANEACION, "UR-050", "por_verificar") == ("verificar", "devolver", "retirar")
    assert acts(PLANEACION, "UR-050", "por_comprometer") == ("cambiar", "retirar")
    assert acts(PLANEACION, "UR-050", "cumplido") == acts(DEPENDENCIA, "UR-050", "cumplido") == ()


def test_nadie_verifica_lo_de_su_propia_dependencia() -> None:
    assert may("verificar", PLANEACION, "UR-050") and not may("verificar", AMBAS, "UR-036")
    assert acts(AMBAS, "UR-036", "por_verificar") == ()


def test_no_se_llega_a_cumplido_sin_pasar_por_la_evidencia() -> None:
    """Only from `por_verificar`, where only `entregar` leads, and it asks for a file."""
    assert [acto for acto, desde in DESTINO.items() if "cumplido" in desde.values()] == ["verificar"]
    assert set(DESTINO["verificar"]) == {"por_verificar"}
    assert [acto for acto, desde in DESTINO.items() if "por_verificar" in desde.values()] == ["entregar"]
    assert [one.code for one in act_problems("entregar", Dicho("Se hizo"), HOY)] == ["ASM_SIN_EVIDENCIA"]
    assert act_problems("entregar", Dicho("", None, True), HOY) == []


def test_de_cada_estado_abierto_se_puede_salir() -> None:
    for estado in ABIERTOS:
        assert any(estado in desde for desde in DESTINO.values())
    assert {acto for acto in ACTOS if acto not in DESTINO} == {"registrar"}
    assert {estado for desde in DESTINO.values() for pair in desde.items() for estado in pair} == set(ESTADOS)


@pytest.mark.parametrize(
    ("acto", "dicho", "codigos"),
    [
        ("comprometer", Dicho(), ["ASM_SIN_TEXTO", "ASM_SIN_FECHA"]),
        ("comprometer", Dicho("Se capacitará", date(2026, 4, 5)), ["ASM_FECHA_PASADA"]),
        ("comprometer", Dicho("Se capacitará", HOY), []),
        ("cambiar", Dicho("Otra cosa", date(2026, 5, 1)), []),
        ("devolver", Dicho("  "), ["ASM_SIN_TEXTO"]),
        ("retirar", Dicho(), ["ASM_SIN_TEXTO"]),
        ("avanzar", Dicho("x" * 2001), ["ASM_TEXTO_LARGO"]),
        ("verificar", Dicho(), []),
    ],
)
def test_cada_acto_dice_lo_que_debe(acto: str, dicho: Dicho, codigos: list[str]) -> None:
    assert [one.code for one in act_problems(acto, dicho, HOY)] == codigos


def test_lo_nuevo_se_revisa_completo() -> None:
    assert [one.code for one in new_problems(Nuevo("", "", "", ""))] == [
        "ASM_SIN_HALLAZGO", "ASM_SIN_RECOMENDACION", "ASM_SIN_DEPENDENCIA", "ASM_SIN_ORIGEN",
    ]  # fmt: skip
    assert [one.code for one in new_problems(Nuevo("a", "b", "UR-050", "informe"))] == ["ASM_SIN_REFERENCIA"]
    assert [one.code for one in new_problems(Nuevo("a", "b", "UR-050", "indicador"))] == ["ASM_SIN_INDICADOR"]
    assert new_problems(Nuevo("a", "b", "UR-050", "evaluacion", "Auditoría 12/2026")) == []


@pytest.mark.parametrize(
    ("estado", "vence", "vencido"),
    [
        ("comprometido", date(2026, 4, 5), True),
        ("comprometido", HOY, False),
        ("por_verificar", date(2026, 4, 5), False),  # the dependencia already delivered
        ("cumplido", date(2026, 4, 5), False),
        ("por_comprometer", None, False),
    ],
)
def test_vencido_es_lo_comprometido_cuyo_dia_ya_paso(estado: str, vence: date | None, vencido: bool) -> None:
    assert overdue(estado, vence, HOY) is vencido


def test_el_folio_lleva_el_ejercicio_y_su_numero() -> None:
    assert folio_de(2026, 7) == "ASM-2026-007"
