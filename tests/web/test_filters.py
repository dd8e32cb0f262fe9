"""Dates, money and terms as people of the municipality write them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from workflow.web import filters, pagina
from workflow.web.exports import harmless


def test_la_fecha_es_la_del_reloj_de_fresnillo_no_la_de_greenwich() -> None:
    assert filters.fecha(datetime(2026, 11, 23, 2, 30, tzinfo=UTC)) == "22/11/2026"
    assert filters.fecha_hora(datetime(2026, 11, 23, 2, 30, tzinfo=UTC)) == "22/11/2026, 20:30 h"
    assert filters.fecha_larga(date(2026, 11, 22)) == "domingo 22 de noviembre de 2026"


@pytest.mark.parametrize(
    ("centavos", "texto"),
    [(123450, "$1,234.50"), (0, "$0.00"), (5, "$0.05"), (-123456789, "−$1,234,567.89"), (None, "—")],
)
def test_el_dinero_se_escribe_con_comas_y_centavos(centavos: int | None, texto: str) -> None:
    assert filters.dinero(centavos) == texto


@pytest.mark.parametrize(
    ("valor", "texto"),
    [
        (Decimal("1250"), "1,250"),
        (Decimal("12.50"), "12.5"),
        ("0.005", "0.005"),
        (Decimal("1E+3"), "1,000"),
        (Decimal("100"), "100"),
        (Decimal("-3"), "−3"),
        ("por definir", "por definir"),
        ("", "—"),
        (None, "—"),
    ],
)
def test_las_cantidades_no_llevan_ceros_que_no_dicen_nada(valor: Decimal | str | None, texto: str) -> None:
    assert filters.cantidad(valor) == texto


@pytest.mark.parametrize(
    ("palabras", "vence", "texto"),
    [
        ("vence en 2 días hábiles", date(2026, 3, 3), "vence en 2 días hábiles, el martes 3 de marzo"),
        ("vence en 1 día hábil", date(2026, 2, 28), "vence en 1 día hábil, el sábado 28"),
        ("vence hoy", date(2026, 2, 27), "vence hoy"),
        ("venció hace 2 días hábiles", date(2026, 2, 25), "venció hace 2 días hábiles, el miércoles 25"),
        ("vence en 200 días hábiles", date(2027, 1, 4), "vence en 200 días hábiles, el lunes 4 de enero de 2027"),
        (None, None, "sin plazo"),
    ],
)
def test_el_plazo_se_dice_en_palabras_con_su_dia(palabras: str | None, vence: date | None, texto: str) -> None:
    assert filters.vence(palabras, vence, date(2026, 2, 27)) == texto


def test_urge_lo_vencido_y_lo_de_hoy_y_es_pronto_lo_de_tres_dias() -> None:
    hoy = date(2026, 2, 27)
    dias = [date(2026, 2, 26), hoy, date(2026, 3, 2), date(2026, 3, 3), None]
    assert [filters.urgencia(dia, hoy) for dia in dias] == ["urge", "urge", "pronto", "", ""]


def test_cualquier_dato_de_un_documento_se_lee_como_texto() -> None:
    assert filters.dato(True) == "sí"
    assert filters.dato(1250) == "1,250"
    assert filters.dato("") is None
    assert filters.dato('{"unidad": "Obra", "meta": 12}') == "unidad: Obra; meta: 12"
    assert filters.dato(["a", None, 2]) == "a; 2"
    assert filters.dato("{sin cerrar") == "{sin cerrar"


def test_desde_cuando_se_cuenta_en_dias_de_calendario_local() -> None:
    ahora = datetime(2026, 2, 10, 5, 0, tzinfo=UTC)  # 9 February, 23:00 in Fresnillo
    assert filters.desde(datetime(2026, 2, 9, 14, 0, tzinfo=UTC), ahora) == "desde hoy"
    assert filters.desde(datetime(2026, 2, 9, 5, 0, tzinfo=UTC), ahora) == "desde ayer"
    assert filters.desde(datetime(2026, 2, 6, 18, 0, tzinfo=UTC), ahora) == "desde hace 3 días"


def test_tamanos_iniciales_y_plurales() -> None:
    assert filters.tamano(1_250_000) == "1.2 MB"
    assert filters.iniciales("Ana María de la Torre") == "AM"
    assert filters.iniciales("Luis de la Torre") == "LT"
    assert filters.plural(1, "observación", "observaciones") == "1 observación"
    assert filters.plural(1200, "observación", "observaciones") == "1,200 observaciones"


@pytest.mark.parametrize("texto", ["=1+1", "+52", "-3", "@suma", "\t=1", "\r=1"])
def test_un_texto_que_excel_ejecutaria_lleva_apostrofo_en_el_csv(texto: str) -> None:
    assert harmless(texto) == "'" + texto


def test_los_numeros_no_llevan_apostrofo() -> None:
    assert harmless(-3) == -3


def test_la_navegacion_es_corta_para_cualquier_cargo() -> None:
    assert len(pagina.LUGARES) <= 6
