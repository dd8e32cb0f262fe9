"""A photograph is kept without where and when it was taken; its pixels and which side is up stay."""

from __future__ import annotations

import contextlib
import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders_informes import png
from workflow.archivos.fotos import Ilegible, orientacion, sin_metadatos


def segment(marker: int, body: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body


def exif(lado: int, order: str = "<") -> bytes:
    """Exif as a telephone writes it: which side is up, and a model that must not stay."""
    head = b"II\x2a\x00" if order == "<" else b"MM\x00\x2a"
    entries = struct.pack(f"{order}HHIHH", 0x0112, 3, 1, lado, 0) + struct.pack(f"{order}HHI4s", 0x0110, 2, 4, b"GPS\0")
    return b"Exif\0\0" + head + struct.pack(f"{order}IH", 8, 2) + entries + struct.pack(f"{order}I", 0)


JFIF = segment(0xE0, b"JFIF\0\1\1\0\0\1\0\1\0\0")
PERFIL = segment(0xE2, b"ICC_PROFILE\0perfil")
TABLA = segment(0xDB, bytes(65)) + segment(0xC0, b"\x08\0\x10\0\x20\1\1\x11\0")
BARRIDO = segment(0xDA, b"\1\1\0\0\x3f\0") + b"\x12\xff\x00\x34\xff\xd0\x56"


def jpeg(lado: int = 1, order: str = "<", cola: bytes = b"") -> bytes:
    metadatos = segment(0xE1, exif(lado, order)) + segment(0xED, b"Photoshop 22.8N") + segment(0xFE, b"comentario")
    return b"\xff\xd8" + JFIF + metadatos + PERFIL + TABLA + BARRIDO + TABLA + BARRIDO + b"\xff\xd9" + cola


def test_de_un_jpeg_se_va_lo_que_escribe_el_telefono_y_quedan_los_pixeles() -> None:
    clean = sin_metadatos(jpeg(cola=b"video con coordenadas"))
    assert clean == b"\xff\xd8" + JFIF + PERFIL + TABLA + BARRIDO + TABLA + BARRIDO + b"\xff\xd9"


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize("lado", [3, 6, 8])
def test_lo_que_va_de_lado_sigue_diciendo_cual_es_su_arriba(lado: int, order: str) -> None:
    clean = sin_metadatos(jpeg(lado, order))
    assert orientacion(clean) == lado and b"GPS" not in clean and sin_metadatos(clean) == clean


def test_de_un_png_se_van_los_textos_y_lo_demas_queda_igual() -> None:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    whole = png()
    with_text = whole[:33] + chunk(b"tEXt", b"GPS\x0022.8N") + chunk(b"eXIf", b"MM") + whole[33:]
    assert sin_metadatos(with_text) == whole and orientacion(whole) == 1


@pytest.mark.parametrize(
    "data", [b"", b"\xff\xd8", b"\xff\xd8\xff\xd9", jpeg()[:-2], png()[:-5], b"%PDF-1.4", b"\xff\xd8nada"]
)
def test_lo_que_no_es_una_foto_entera_se_rechaza(data: bytes) -> None:
    with pytest.raises(Ilegible):
        sin_metadatos(data)


@given(st.binary(max_size=60), st.integers(0, 200))
def test_ningun_archivo_roto_hace_otra_cosa_que_rechazarse(ruido: bytes, lugar: int) -> None:
    whole = jpeg(6)
    for data in (ruido, whole[:lugar] + ruido + whole[lugar:], png()[:lugar] + ruido):
        assert 1 <= orientacion(data) <= 8
        with contextlib.suppress(Ilegible):
            sin_metadatos(data)
