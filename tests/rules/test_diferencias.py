"""What changed inside a text, word by word."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from workflow.kernel.diferencias import MAXIMO, Tramo, by_words

texts = st.text(alphabet="aá bñ.,; \n", max_size=60)


def test_solo_se_marcan_las_palabras_distintas() -> None:
    before, after = by_words("Bacheo de 54,000 metros en el centro.", "Bacheo de 60,000 metros en el centro.")
    assert [part.texto for part in before if part.cambio] == ["54"]
    assert [part.texto for part in after if part.cambio] == ["60"]


def test_dos_palabras_seguidas_son_un_solo_tramo() -> None:
    _, after = by_words("Calles sin pavimento", "Calles con mucho lodo")
    assert [part.texto for part in after if part.cambio] == ["con mucho lodo"]


def test_lo_agregado_no_quita_nada() -> None:
    before, after = by_words("Calles", "Calles y banquetas")
    assert before == (Tramo("Calles", False),)
    assert after == (Tramo("Calles", False), Tramo(" y banquetas", True))


def test_un_texto_vacio_no_tiene_tramos() -> None:
    assert by_words("", "Algo") == ((), (Tramo("Algo", True),))


@given(texts, texts)
def test_los_tramos_juntos_son_el_texto_entero(antes: str, ahora: str) -> None:
    before, after = by_words(antes, ahora)
    assert ("".join(part.texto for part in before), "".join(part.texto for part in after)) == (antes, ahora)


@given(texts)
def test_dos_textos_iguales_no_tienen_cambios(texto: str) -> None:
    assert not any(part.cambio for side in by_words(texto, texto) for part in side)


def test_un_texto_enorme_se_dice_como_un_solo_cambio() -> None:
    long = "palabra " * MAXIMO
    before, after = by_words(long, long + "más")
    assert (len(before), len(after)) == (1, 1)
    assert before[0].cambio and after[0].cambio
