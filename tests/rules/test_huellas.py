"""The same content has the same SHA-256, before and after being stored."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.kernel import hashes

cantidades = st.decimals(allow_nan=False, allow_infinity=False)
documentos = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.dates() | cantidades,
    lambda hijos: st.lists(hijos, max_size=4) | st.dictionaries(st.text(max_size=8), hijos, max_size=4),
    max_leaves=15,
)


def test_bytes_escritos_a_mano() -> None:
    documento = {"b": [1, True, None], "a": "Ñ", "d": Decimal("1.50"), "c": date(2026, 2, 1)}
    assert hashes.canonical(documento) == '{"a":"Ñ","b":[1,true,null],"c":"2026-02-01","d":"1.50"}'.encode()


def test_huella_conocida() -> None:
    """SHA-256 of the two bytes {} and of nothing, as sha256sum prints them."""
    assert hashes.sha256({}) == "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"
    assert hashes.sha256_bytes() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert hashes.sha256_stream([b"{", b"}"]) == hashes.sha256({})


@given(documentos)
def test_guardar_y_leer_no_cambia_la_huella(documento: Any) -> None:
    leido = json.loads(json.dumps(hashes.jsonable(documento)))
    assert hashes.sha256(leido) == hashes.sha256(documento)


@given(st.dictionaries(st.text(max_size=8), st.integers(), min_size=2, max_size=6))
def test_el_orden_de_las_claves_no_importa_y_el_de_la_lista_si(datos: dict[str, int]) -> None:
    al_reves = dict(reversed(list(datos.items())))
    assert hashes.canonical(datos) == hashes.canonical(al_reves)
    assert hashes.sha256([1, 2]) != hashes.sha256([2, 1])


def test_el_mismo_instante_en_otra_zona_es_el_mismo() -> None:
    en_utc = datetime(2026, 2, 10, 16, 0, tzinfo=UTC)
    local = en_utc.astimezone(timezone(timedelta(hours=-6)))
    assert hashes.canonical(en_utc) == hashes.canonical(local) == b'"2026-02-10T16:00:00Z"'
    assert hashes.canonical([time(10, 5), UUID(int=1)]) == b'["10:05:00","00000000-0000-0000-0000-000000000001"]'


@pytest.mark.parametrize(
    "valor",
    [1.5, float("nan"), Decimal("NaN"), {1: "a"}, {"a", "b"}, b"bytes", datetime(2026, 2, 10), object()],
)
def test_lo_que_no_tiene_una_sola_escritura_se_rechaza(valor: Any) -> None:
    with pytest.raises(TypeError):
        hashes.canonical({"campo": [valor]})
