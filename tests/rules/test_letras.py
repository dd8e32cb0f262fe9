"""Numbers, hours, dates, money, votes and lists in words, beyond the cases of tests/cases/letras.yaml."""

from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.kernel import letras

UNIDADES = ("uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve")
DECENAS = {"treinta": 30, "cuarenta": 40, "cincuenta": 50, "sesenta": 60, "setenta": 70, "ochenta": 80, "noventa": 90}
VALORES = {
    **{palabra: valor for valor, palabra in enumerate(UNIDADES, start=1)},
    **DECENAS,
    "diez": 10, "once": 11, "doce": 12, "trece": 13, "catorce": 14, "quince": 15, "dieciséis": 16,
    "diecisiete": 17, "dieciocho": 18, "diecinueve": 19, "veinte": 20, "veintiuno": 21, "veintiún": 21,
    "veintidós": 22, "veintitrés": 23, "veinticuatro": 24, "veinticinco": 25, "veintiséis": 26,
    "veintisiete": 27, "veintiocho": 28, "veintinueve": 29, "un": 1, "cien": 100, "ciento": 100,
    "doscientos": 200, "trescientos": 300, "cuatrocientos": 400, "quinientos": 500, "seiscientos": 600,
    "setecientos": 700, "ochocientos": 800, "novecientos": 900,
}  # fmt: skip


def read(texto: str) -> int:
    """The number that somebody who reads the words aloud would write down."""
    total = grupo = 0
    for palabra in texto.split():
        if palabra in ("millón", "millones"):
            total, grupo = (total + grupo) * 1_000_000, 0
        elif palabra == "mil":
            total, grupo = total + (grupo or 1) * 1000, 0
        elif palabra != "y":
            grupo += VALORES[palabra]
    return total + grupo


@given(st.integers(min_value=1, max_value=999_999))
def test_quien_lee_las_palabras_escribe_el_mismo_numero(numero: int) -> None:
    assert read(letras.cardinal(numero)) == numero
    assert read(letras.cardinal(numero, apocope=True)) == numero


@given(st.integers(min_value=1, max_value=999), st.integers(min_value=0, max_value=999_999))
def test_los_millones_tambien_se_leen_igual(millones: int, resto: int) -> None:
    numero = millones * 1_000_000 + resto
    assert read(letras.cardinal(numero)) == numero


@given(st.integers(min_value=0, max_value=999_999))
def test_no_hay_dos_numeros_con_las_mismas_palabras(numero: int) -> None:
    assert letras.cardinal(numero) != letras.cardinal(numero + 1)


@pytest.mark.parametrize(
    ("numero", "texto"),
    [
        (23, "veintitrés"), (26, "veintiséis"), (30, "treinta"), (99, "noventa y nueve"), (100, "cien"),
        (115, "ciento quince"), (121, "ciento veintiuno"), (500, "quinientos"), (700, "setecientos"),
        (900, "novecientos"), (1000, "mil"), (1001, "mil uno"), (1100, "mil cien"), (2000, "dos mil"),
        (21_000, "veintiún mil"), (31_001, "treinta y un mil uno"), (100_000, "cien mil"),
        (101_000, "ciento un mil"), (999_999, "novecientos noventa y nueve mil novecientos noventa y nueve"),
        (1_000_000, "un millón"), (1_000_001, "un millón uno"), (21_000_000, "veintiún millones"),
        (1_000_000_000, "mil millones"), (1_001_000_000, "mil un millones"), (10**12, "un billón"),
        (2 * 10**12 + 5, "dos billones cinco"), (240_532, "doscientos cuarenta mil quinientos treinta y dos"),
    ],
)  # fmt: skip
def test_cardinales_masculinos(numero: int, texto: str) -> None:
    assert letras.cardinal(numero) == texto


@pytest.mark.parametrize(
    ("numero", "texto"),
    [
        (1, "una"), (2, "dos"), (31, "treinta y una"), (101, "ciento una"), (500, "quinientas"),
        (1001, "mil una"), (200_000, "doscientas mil"), (21_000_000, "veintiún millones"),
        (200_000_000, "doscientos millones"), (1_000_200, "un millón doscientas"),
    ],
)  # fmt: skip
def test_cardinales_femeninos_con_los_millones_en_masculino(numero: int, texto: str) -> None:
    assert letras.cardinal(numero, "f") == texto
    assert letras.cardinal(numero, "f", apocope=True) == texto


@pytest.mark.parametrize(("numero", "texto"), [(1, "un"), (121, "ciento veintiún"), (1001, "mil un"), (11, "once")])
def test_apocope_solo_del_uno(numero: int, texto: str) -> None:
    assert letras.cardinal(numero, apocope=True) == texto


@pytest.mark.parametrize("numero", [-1, 10**18])
def test_no_se_escribe_un_cardinal_negativo_ni_desmedido(numero: int) -> None:
    with pytest.raises(ValueError, match="cardinal"):
        letras.cardinal(numero)


@pytest.mark.parametrize(
    ("numero", "texto"),
    [
        (2, "segunda"), (8, "octava"), (9, "novena"), (10, "décima"), (12, "décima segunda"), (19, "décima novena"),
        (30, "trigésima"), (99, "nonagésima novena"), (110, "centésima décima"),
        (199, "centésima nonagésima novena"),
    ],
)  # fmt: skip
def test_la_sesion_lleva_su_ordinal_en_palabras_separadas(numero: int, texto: str) -> None:
    assert letras.ordinal(numero) == texto


def test_el_punto_lleva_ordinal_masculino() -> None:
    assert letras.ordinal(17, "m") == "décimo séptimo"


def test_los_199_ordinales_son_distintos() -> None:
    assert len({letras.ordinal(numero) for numero in range(1, 200)}) == 199


@pytest.mark.parametrize("numero", [0, -3, 200])
def test_no_hay_ordinal_fuera_de_1_a_199(numero: int) -> None:
    with pytest.raises(ValueError, match="ordinal"):
        letras.ordinal(numero)


@pytest.mark.parametrize(
    ("momento", "texto"),
    [
        (time(0, 0), "las cero horas"), (time(0, 1), "las cero horas con un minuto"),
        (time(1, 0), "la una hora"), (time(1, 1), "la una hora con un minuto"),
        (time(2, 30), "las dos horas con treinta minutos"),
        (time(11, 31), "las once horas con treinta y un minutos"), (time(20, 0), "las veinte horas"),
        (time(21, 21), "las veintiuna horas con veintiún minutos"),
        (time(22, 41), "las veintidós horas con cuarenta y un minutos"),
        (time(23, 59, 58), "las veintitrés horas con cincuenta y nueve minutos"),
    ],
)  # fmt: skip
def test_hora_de_apertura_en_letra(momento: time, texto: str) -> None:
    assert letras.hora(momento) == texto


@pytest.mark.parametrize(
    ("dia", "texto"),
    [
        (date(1999, 12, 31), "treinta y uno de diciembre de mil novecientos noventa y nueve"),
        (date(2000, 1, 1), "primero de enero de dos mil"),
        (date(2021, 8, 11), "once de agosto de dos mil veintiuno"),
        (date(2024, 2, 29), "veintinueve de febrero de dos mil veinticuatro"),
        (date(2031, 10, 22), "veintidós de octubre de dos mil treinta y uno"),
    ],
)
def test_fecha_en_letra(dia: date, texto: str) -> None:
    assert letras.fecha(dia) == texto


def test_fecha_breve_para_encabezados() -> None:
    assert letras.fecha_breve(date(2026, 2, 1)) == "1 de febrero de 2026"


@pytest.mark.parametrize(
    ("centavos", "texto"),
    [
        (0, "cero pesos 00/100 M.N."), (101, "un peso 01/100 M.N."), (200, "dos pesos 00/100 M.N."),
        (10_100, "ciento un pesos 00/100 M.N."), (100_100, "un mil un pesos 00/100 M.N."),
        (199_999, "un mil novecientos noventa y nueve pesos 99/100 M.N."), (200_000, "dos mil pesos 00/100 M.N."),
        (2_100_000, "veintiún mil pesos 00/100 M.N."), (10_100_000, "ciento un mil pesos 00/100 M.N."),
        (100_000_050, "un millón de pesos 50/100 M.N."), (100_000_100, "un millón un pesos 00/100 M.N."),
        (100_150_000, "un millón mil quinientos pesos 00/100 M.N."),
        (2_100_000_000, "veintiún millones de pesos 00/100 M.N."),
        (100_000_000_000, "mil millones de pesos 00/100 M.N."),
        (200_100_000, "dos millones mil pesos 00/100 M.N."),
    ],
)  # fmt: skip
def test_dinero_en_letra(centavos: int, texto: str) -> None:
    assert letras.dinero(centavos) == texto


def test_con_estilo_mil_no_se_antepone_un() -> None:
    assert letras.dinero(150_000, "mil") == "mil quinientos pesos 00/100 M.N."
    assert letras.dinero(100_100_000, "mil") == "un millón mil pesos 00/100 M.N."


def test_un_importe_negativo_no_se_escribe_en_letra() -> None:
    with pytest.raises(ValueError, match="negative"):
        letras.dinero(-1)


@pytest.mark.parametrize(
    ("votos", "texto"),
    [
        ((21, 21, 21), "con veintiún votos a favor, veintiuno en contra y veintiuna abstenciones"),
        ((0, 9, 0), "con cero votos a favor, nueve en contra y cero abstenciones"),
        ((31, 1, 31), "con treinta y un votos a favor, uno en contra y treinta y una abstenciones"),
    ],
)
def test_resultado_de_la_votacion_en_letra(votos: tuple[int, int, int], texto: str) -> None:
    assert letras.votacion(*votos) == texto


@pytest.mark.parametrize(
    ("fechas", "estilo", "texto"),
    [
        ([], "grupos", ""),
        ([date(2026, 3, 6)] * 3, "enumeracion", "06 de marzo"),
        ([date(2026, 3, 6)], "grupos_y", "06 de marzo"),
        ([date(2026, 3, 6), date(2026, 3, 1)], "grupos_y", "01 y 06 de marzo"),
        ([date(2026, 3, 6), date(2026, 2, 1)], "grupos_y", "01 de febrero y 06 de marzo"),
        ([date(2026, 3, 6), date(2026, 3, 1)], "enumeracion", "01 de marzo y 06 de marzo"),
        (
            [date(2026, 1, 6), date(2025, 12, 22), date(2025, 12, 1)],
            "grupos_y",
            "01 y 22 de diciembre de 2025 y 06 de enero de 2026",
        ),
        (
            [date(2026, 1, 6), date(2025, 12, 22), date(2025, 12, 1)],
            "enumeracion",
            "01 de diciembre de 2025, 22 de diciembre de 2025 y 06 de enero de 2026",
        ),
        ([date(2025, 3, 18), date(2025, 3, 20)], "grupos", "18 y 20 de marzo"),
    ],
)
def test_lista_de_fechas(fechas: list[date], estilo: letras.EstiloFechas, texto: str) -> None:
    assert letras.lista_fechas(fechas, estilo) == texto


@pytest.mark.parametrize(
    ("nombres", "texto"),
    [
        ([], ""), (["Turismo"], "Turismo"), (["A", "B", "C"], "A, B y C"),
        (["Obras", "Ingresos"], "Obras e Ingresos"), (["Obras", "Agua", "Igualdad"], "Obras, Agua e Igualdad"),
        (["Obras", "Hidráulica"], "Obras e Hidráulica"), (["Agua", "Hielo"], "Agua y Hielo"),
        (["Agua", "Hiato"], "Agua y Hiato"), (["Luis", "Íñigo"], "Luis e Íñigo"),
        (["Luis", "Yolanda"], "Luis y Yolanda"),
        (["Luis", "«Igualdad»"], "Luis e «Igualdad»"), (["Igualdad", "Obras"], "Igualdad y Obras"),
        (["luis", "hilda"], "luis e hilda"), (["Luis", "HILDA"], "Luis e HILDA"), (["Agua", "Huerto"], "Agua y Huerto"),
        (["Obras", "2026"], "Obras y 2026"),
    ],
)  # fmt: skip
def test_lista_de_nombres_con_y_o_con_e(nombres: list[str], texto: str) -> None:
    assert letras.lista_nombres(nombres) == texto
