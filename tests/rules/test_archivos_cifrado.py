"""A file at rest: what opens it, and that nothing missing, moved or changed passes for the whole."""

from __future__ import annotations

import base64
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.archivos import cifrado
from workflow.archivos.cifrado import TROZO
from workflow.kernel.refusals import Refused
from workflow.padron.cifrado import Llavero, llavero

SAL = b"s" * 16


def _llave(nombre: str, letra: bytes) -> str:
    return f"{nombre}:{base64.urlsafe_b64encode(letra * 32).decode()}"


VIEJA, NUEVA = _llave("k1", b"v"), _llave("k2", b"n")
LLAVES = llavero([NUEVA, VIEJA])


def cerrar(claro: bytes, llaves: Llavero = LLAVES, sal: bytes = SAL) -> bytes:
    return b"".join(cifrado.cifrar([claro], llaves=llaves, sal=sal))


def abrir(guardado: bytes, llaves: Llavero = LLAVES) -> bytes:
    return b"".join(cifrado.descifrar(io.BytesIO(guardado), llaves=llaves))


@given(st.lists(st.binary(max_size=300), max_size=8))
def test_lo_que_se_guarda_en_partes_se_lee_igual(partes: list[bytes]) -> None:
    guardado = b"".join(cifrado.cifrar(partes, llaves=LLAVES, sal=SAL))
    assert abrir(guardado) == b"".join(partes)


@pytest.mark.parametrize("largo", [0, 1, TROZO - 1, TROZO, TROZO + 1, 3 * TROZO])
def test_un_archivo_de_cualquier_largo_se_lee_igual(largo: int) -> None:
    claro = bytes(n % 251 for n in range(largo))
    assert abrir(cerrar(claro)) == claro


def test_el_mismo_archivo_con_otra_sal_no_se_parece_y_su_texto_no_se_ve() -> None:
    claro = b"PEXA900215MZSXXN00 " * 100
    uno, otro = cerrar(claro), cerrar(claro, sal=b"t" * 16)
    assert b"PEXA" not in uno
    assert uno[40:] != otro[40:]


def test_un_archivo_cortado_con_partes_cambiadas_o_de_mas_no_se_abre() -> None:
    guardado = cerrar(b"a" * (2 * TROZO) + b"b" * 10)
    cabeza = len(cifrado.MARCA) + 1 + len("k2") + 16
    parte = TROZO + 16
    primera, segunda, tercera = (guardado[cabeza + parte * n : cabeza + parte * (n + 1)] for n in range(3))
    falsos = [
        guardado[:-1],
        guardado[: cabeza + parte],  # only the first piece
        guardado[:cabeza],
        guardado[:cabeza] + segunda + primera + tercera,
        guardado[:cabeza] + primera + tercera,
        guardado + b"x",
        guardado[:-3] + bytes([guardado[-3] ^ 1]) + guardado[-2:],
        guardado[: cabeza - 1] + b"t" + guardado[cabeza:],  # another salt
        b"PK\x03\x04 un libro en claro",
        b"",
    ]
    for falso in falsos:
        with pytest.raises(Refused, match="ARCHIVO_ALTERADO"):
            abrir(falso)


def test_lo_de_una_llave_vieja_se_lee_y_sin_ella_se_dice_cual_falta() -> None:
    guardado = cerrar(b"dato", llavero([VIEJA]))
    assert cifrado.llave_de(io.BytesIO(guardado)) == "k1"
    assert abrir(guardado) == b"dato"
    with pytest.raises(Refused, match="ARCHIVO_LLAVE_DESCONOCIDA") as refusal:
        abrir(guardado, llavero([NUEVA]))
    assert refusal.value.reasons[0].facts == {"llave": "k1"}
