"""Folios: three fields, nothing else; a template is never executed."""

from __future__ import annotations

import pytest

from workflow.kernel.folios import check_template, format_folio
from workflow.kernel.refusals import Invalid


@pytest.mark.parametrize(
    ("plantilla", "folio"),
    [
        ("AHC/{consec:03d}/{anio}", "AHC/007/2026"),
        ("{consec}", "7"),
        ("Acuerdo No. {consec}/{sesion}/{anio}", "Acuerdo No. 7/SO-17/2026"),
        ("CUDEDS/{consec:05d}/{anio}", "CUDEDS/00007/2026"),
        ("{anio}-{consec:02d}-Ñ", "2026-07-Ñ"),
    ],
)
def test_folio(plantilla: str, folio: str) -> None:
    assert format_folio(plantilla, consec=7, anio=2026, sesion="SO-17") == folio


def test_un_consecutivo_largo_no_se_recorta() -> None:
    assert format_folio("{consec:03d}", consec=12345, anio=2026) == "12345"


@pytest.mark.parametrize(
    ("plantilla", "codigos"),
    [
        ("", ["FOLIO_VACIO"]),
        ("   ", ["FOLIO_VACIO"]),
        ("AHC/{anio}", ["FOLIO_SIN_CONSECUTIVO"]),
        ("{consec}{mes}", ["FOLIO_CAMPO"]),
        ("{consec.__class__}", ["FOLIO_CAMPO", "FOLIO_SIN_CONSECUTIVO"]),
        ("{consec!r}", ["FOLIO_CAMPO", "FOLIO_SIN_CONSECUTIVO"]),
        ("{consec[0]}", ["FOLIO_CAMPO", "FOLIO_SIN_CONSECUTIVO"]),
        ("{consec:>99999999d}", ["FOLIO_CAMPO", "FOLIO_SIN_CONSECUTIVO"]),
        ("{consec:0{anio}d}", ["FOLIO_LLAVES", "FOLIO_SIN_CONSECUTIVO"]),
        ("{}", ["FOLIO_CAMPO", "FOLIO_SIN_CONSECUTIVO"]),
        ("{consec", ["FOLIO_LLAVES", "FOLIO_SIN_CONSECUTIVO"]),
        ("{consec}}", ["FOLIO_LLAVES"]),
        ("{consec}\n", ["FOLIO_CARACTER"]),
        ("{consec}" + "x" * 90, ["FOLIO_LARGO"]),
    ],
)
def test_una_plantilla_que_no_sirve_dice_todas_sus_razones(plantilla: str, codigos: list[str]) -> None:
    with pytest.raises(Invalid) as negativa:
        check_template(plantilla)
    assert sorted(negativa.value.codes) == sorted(codigos)


def test_si_pide_la_sesion_y_no_la_hay_se_dice() -> None:
    with pytest.raises(Invalid, match="FOLIO_SIN_SESION"):
        format_folio("{consec}/{sesion}", consec=1, anio=2026)


def test_no_hay_folio_cero() -> None:
    with pytest.raises(ValueError, match="starts at 1"):
        format_folio("{consec}", consec=0, anio=2026)
