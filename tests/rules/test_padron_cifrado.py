"""Personal data at rest: what opens it and what does not."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.kernel.refusals import Refused
from workflow.padron import kind, mascara
from workflow.padron.cifrado import llavero

VIEJA = "k1:" + base64.urlsafe_b64encode(b"v" * 32).decode()
NUEVA = "k2:" + base64.urlsafe_b64encode(b"n" * 32).decode()
NONCE = b"0" * 12


@given(st.binary(max_size=200))
def test_lo_cifrado_se_descifra_igual_en_su_lugar(claro: bytes) -> None:
    llaves = llavero([NUEVA])
    cifrado = llaves.cifrar(claro, nonce=NONCE, contexto="fila:1:2")
    assert llaves.descifrar(cifrado, llave="k2", contexto="fila:1:2") == claro


def test_con_otra_llave_otro_lugar_o_un_byte_cambiado_no_se_abre() -> None:
    llaves = llavero([NUEVA, VIEJA])
    cifrado = llaves.cifrar(b"dato", nonce=NONCE, contexto="fila:1:2")
    alterado = cifrado[:-1] + bytes([cifrado[-1] ^ 1])
    intentos = [
        (cifrado, "k1", "fila:1:2"),
        (cifrado, "k2", "fila:1:3"),
        (alterado, "k2", "fila:1:2"),
        (cifrado, "k9", "fila:1:2"),
        (b"", "k2", "fila:1:2"),
    ]
    for datos, llave, contexto in intentos:
        with pytest.raises(Refused, match="LLAVE_DESCONOCIDA"):
            llaves.descifrar(datos, llave=llave, contexto=contexto)


def test_con_la_llave_nueva_lo_viejo_sigue_abriendo_y_se_encuentra() -> None:
    antes, despues = llavero([VIEJA]), llavero([NUEVA, VIEJA])
    cifrado = antes.cifrar(b"dato", nonce=NONCE, contexto="x")
    assert despues.descifrar(cifrado, llave="k1", contexto="x") == b"dato"
    assert antes.indice("PEXA900215MZSXXN00") in despues.indices("PEXA900215MZSXXN00")


def test_sin_la_llave_el_indice_de_una_curp_no_se_puede_calcular() -> None:
    assert llavero([VIEJA]).indice("PEXA900215MZSXXN00") != llavero([NUEVA]).indice("PEXA900215MZSXXN00")


@pytest.mark.parametrize("llaves", [[], ["k1:corta"], [":" + "A" * 44], ["sin-dos-puntos"]])
def test_una_llave_mal_escrita_no_se_acepta(llaves: list[str]) -> None:
    with pytest.raises(ValueError, match="PADRON_KEYS"):
        llavero(llaves)


def test_las_llaves_no_se_imprimen() -> None:
    assert "vvvv" not in repr(llavero([VIEJA]))


def test_la_mascara_deja_ver_lo_que_basta_para_encontrar_la_fila() -> None:
    vistas = mascara.celdas(
        ["CURP", "NOMBRE COMPLETO", "MONTO $", "TEL", "MOTIVO_SIN_CURP"],
        ["PEXA900215MZSXXN00", "ANA PEÑA", "$450.00", 4930001111, None],
    )
    assert vistas == ["PEXA••••••••••••00", "A•• P•••", "$450.00", "4•••••••••", ""]


@pytest.mark.parametrize(
    ("campo", "rotulo"),
    [
        ("padron.filas[12].curp", "Padrón, fila 12, curp"),
        ("reglas.edad_min", "Reglas de operación, edad mínima"),
        ("reglas.apartados.quejas", "Reglas de operación, apartado 19. Quejas, denuncias y mecanismos de exigibilidad"),
        ("padron.avisos.CP_COMODIN", "Padrón, avisos: código postal 00000"),
    ],
)
def test_cada_dato_del_expediente_tiene_nombre_en_espanol(campo: str, rotulo: str) -> None:
    assert kind.label(campo) == rotulo


def test_lo_que_cambio_entre_dos_envios_se_nombra_dato_por_dato() -> None:
    antes = {"reglas": {}, "padron": {}}
    despues = {"reglas": {"version": 1, "edad_min": 6}, "padron": {"validas": 3}}
    assert kind.changed_fields(antes, despues) == ["reglas.version", "reglas.edad_min", "padron.validas"]
    assert kind.changed_fields(despues, {**despues, "padron": {"validas": 4}}) == ["padron.validas"]
    assert kind.facts(despues) == {"reglas_version": 1}
    assert kind.facts(antes) == {}
