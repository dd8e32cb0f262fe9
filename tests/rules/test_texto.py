"""Names as people write them, brought to one form."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.kernel import texto


@pytest.mark.parametrize(
    ("escrito", "limpio"),
    [
        ("  Muñoz\u00a0 Ávila\t", "MUÑOZ AVILA"),
        ("mun\u0303oz", "MUÑOZ"),
        ("Güemes", "GUEMES"),
        ("ＡＮＡ", "ANA"),
        ("Ana\u200bMaría", "ANAMARIA"),
        ("Ana\nMaría", "ANA MARIA"),
        ("D´Amico", "D'AMICO"),
        ("D’Amico", "D'AMICO"),
        ("Mª Luz", "MA LUZ"),
        ("\ufeff", ""),
    ],
)
def test_texto_llano_conserva_la_enie_y_pierde_lo_demas(escrito: str, limpio: str) -> None:
    assert texto.plain(escrito) == limpio


def test_limpiar_conserva_mayusculas_y_acentos() -> None:
    assert texto.clean(" Peña \u00a0 Ávila\u200b\r\n") == "Peña Ávila"


@pytest.mark.parametrize(
    "nombre",
    ["MA. DE LOS ANGELES PEÑA", "Ma de los Ángeles Peña", "María de los Ángeles Peña", "MA.DE LOS ANGELES PEÑA"],
)
def test_maria_abreviada_es_maria(nombre: str) -> None:
    assert texto.comparable_name(nombre) == "MARIA DE LOS ANGELES PEÑA"


def test_jota_es_jose_solo_como_palabra() -> None:
    assert texto.comparable_name("J. Jesús Jara") == "JOSE JESUS JARA"
    assert texto.comparable_name("J JESUS") == "JOSE JESUS"
    assert texto.comparable_name("MAJA") == "MAJA"


def test_penia_no_es_pena() -> None:
    assert texto.comparable_name("Ana Peña") != texto.comparable_name("Ana Pena")


def test_el_orden_de_las_palabras_no_cambia_la_clave_del_nombre() -> None:
    assert texto.name_key("Luna Peña Ma. Ana") == texto.name_key("MARÍA ANA LUNA PEÑA")


@pytest.mark.parametrize(
    ("danado", "sano"),
    [
        ("MUÃ‘OZ", "MUÑOZ"),
        ("MartÃ\xadnez", "Martínez"),
        ("JosÃ© PÃ©rez", "José Pérez"),
        ("Ã\x81vila", "Ávila"),
        ("MUÃƒâ€˜OZ", "MUÑOZ"),  # twice
        ("â€œLa Loma\u00e2\u20ac\x9d", "“La Loma”"),
        ("NÂ° 5", "N° 5"),
        ("MUÃ‘OZ PEÑA", "MUÑOZ PEÑA"),  # half damaged
    ],
)
def test_el_utf8_leido_como_cp1252_se_repara(danado: str, sano: str) -> None:
    assert texto.repair_mojibake(danado) == sano
    assert texto.has_mojibake(danado)


@pytest.mark.parametrize("sano", ["MUÑOZ", "Café»", "PEÑ”", "", "Ana", "100 %", "MU?OZ", "Ó’Hara"])
def test_lo_que_esta_bien_no_se_toca(sano: str) -> None:
    assert texto.repair_mojibake(sano) == sano
    assert not texto.has_mojibake(sano)


@given(st.text(alphabet="ABCDEFGHIJKLMNÑOPQRSTUVWXYZÁÉÍÓÚÜáéíóúüñabcxyz '.-", max_size=40))
def test_todo_nombre_espanol_danado_se_recupera(nombre: str) -> None:
    danado = "".join(
        bytes([octeto]).decode("cp1252") if octeto not in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else chr(octeto)
        for octeto in nombre.encode()
    )
    assert texto.repair_mojibake(danado) == nombre


@given(st.text(max_size=40))
def test_ningun_texto_hace_fallar_la_normalizacion(cualquiera: str) -> None:
    llano = texto.plain(cualquiera)
    assert texto.plain(llano) == llano
    assert llano == llano.strip()


@given(st.text(max_size=90))
def test_el_slug_es_ascii_y_cabe_en_un_nombre_de_archivo(cualquiera: str) -> None:
    hallado = texto.slug(cualquiera)
    assert len(hallado) <= 60
    assert set(hallado) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert not hallado.startswith("-") and not hallado.endswith("-")


@pytest.mark.parametrize(
    ("escrito", "hallado"),
    [
        ("Acta 28, Sesión Ñ", "acta-28-sesion-n"),
        ("../../etc/passwd", "etc-passwd"),
        ("  ", ""),
        ("AHC/017/2026", "ahc-017-2026"),
        ("a" * 80, "a" * 60),
    ],
)
def test_slug(escrito: str, hallado: str) -> None:
    assert texto.slug(escrito) == hallado
