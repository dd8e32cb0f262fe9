"""RFC of persons and companies: structure refused, check character only noticed."""

from __future__ import annotations

from datetime import date

import pytest

from workflow.kernel import rfc

HOY = date(2026, 3, 30)


def character_by_hand(cuerpo: str) -> str:
    """Check character of the annex of the SAT: blank 37, Ñ 38, & 24; weights 13 to 2; modulo 11."""
    tabla = {c: i for i, c in enumerate("0123456789ABCDEFGHIJKLMN&OPQRSTUVWXYZ Ñ")}
    resto = sum(tabla[c] * (13 - i) for i, c in enumerate(cuerpo.rjust(12))) % 11
    return {0: "0", 1: "A"}.get(resto, str(11 - resto))


@pytest.mark.parametrize("cuerpo", ["GODE561231GR", "ÑAÑ&010203AB"])
def test_persona_fisica(cuerpo: str) -> None:
    hallado = rfc.validar(cuerpo + character_by_hand(cuerpo), fecha_referencia=HOY)
    assert (hallado.codigo, hallado.persona, hallado.avisos) == (None, "fisica", ())


@pytest.mark.parametrize("cuerpo", ["MAB9307148T", "A&Ñ000229AB"])
def test_persona_moral(cuerpo: str) -> None:
    hallado = rfc.validar(cuerpo + character_by_hand(cuerpo), fecha_referencia=HOY)
    assert (hallado.codigo, hallado.persona, hallado.avisos) == (None, "moral", ())


def test_se_normaliza_antes_de_juzgar() -> None:
    hallado = rfc.validar(" gode-561231 gr8\u00a0")
    assert (hallado.normalizado, hallado.valido, hallado.fecha) == ("GODE561231GR8", True, date(1956, 12, 31))


@pytest.mark.parametrize(
    ("clave", "codigo"),
    [
        (None, "RFC_VACIO"),
        (" - ", "RFC_VACIO"),
        ("GODE561231", "RFC_LONGITUD"),
        ("GODE561231GR88", "RFC_LONGITUD"),
        ("G0DE561231GR8", "RFC_FORMATO"),
        ("GODE561231GRB", "RFC_FORMATO"),
        ("MAB93O7148T4", "RFC_FORMATO"),
        ("GODE561331GR8", "RFC_FECHA"),
        ("MAB9302308T4", "RFC_FECHA"),
    ],
)
def test_lo_que_no_puede_ser_un_rfc(clave: str | None, codigo: str) -> None:
    assert rfc.validar(clave).codigo == codigo


def test_la_otra_clase_de_persona_se_rechaza_si_se_pide_una() -> None:
    assert rfc.validar("GODE561231GR8", persona="moral").codigo == "RFC_PERSONA"
    assert rfc.validar("MAB9307148T4", persona="fisica").codigo == "RFC_PERSONA"
    assert rfc.validar("MAB9307148T4", persona="moral").valido


def test_el_digito_equivocado_es_solo_un_aviso() -> None:
    hallado = rfc.validar("VACE460910SX6")
    assert (hallado.valido, hallado.avisos) == (True, ("RFC_DIGITO",))


@pytest.mark.parametrize("clave", ["XAXX010101000", "XEXX010101000"])
def test_las_claves_genericas_se_reconocen(clave: str) -> None:
    hallado = rfc.validar(clave)
    assert (hallado.valido, hallado.generico, hallado.avisos) == (True, True, ("RFC_GENERICO",))


def test_el_siglo_es_el_ultimo_que_no_cae_en_el_futuro() -> None:
    assert rfc.validar("MAB9307148T4", fecha_referencia=HOY).fecha == date(1993, 7, 14)
    assert rfc.validar("MAB2603308T4", fecha_referencia=HOY).fecha == date(2026, 3, 30)
    assert rfc.validar("MAB2603318T4", fecha_referencia=HOY).fecha == date(1926, 3, 31)
