"""A photograph of a telephone goes into a report as large as paper can show, and the kept one is not touched."""

from __future__ import annotations

import random
import struct
import zlib

import pytest
from docx.image.image import Image

from tests.builders_informes import png
from workflow.actas.impresion.fotos import LADO, SE_DEJA, scaled


def noisy(ancho: int, alto: int) -> bytes:
    """A PNG that hardly compresses, as a photograph."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    azar = random.Random(7)
    rows = b"".join(b"\x00" + azar.randbytes(ancho * 3) for _ in range(alto))
    head = struct.pack(">IIBBBBB", ancho, alto, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows, 1)) + chunk(b"IEND", b"")


def sides(data: bytes) -> tuple[int, int]:
    image = Image.from_blob(data)
    return image.px_width, image.px_height


@pytest.mark.parametrize(("lados", "quedan"), [((1280, 960), (900, 675)), ((500, 1250), (360, 900))])
def test_una_grande_queda_chica_con_su_misma_forma_y_siempre_igual(
    lados: tuple[int, int], quedan: tuple[int, int]
) -> None:
    grande = noisy(*lados)
    chica = scaled(grande)
    assert sides(chica) == quedan and max(quedan) == LADO
    assert len(chica) < len(grande)
    assert scaled(grande) == chica


def test_una_que_ya_es_chica_o_no_se_lee_queda_como_esta() -> None:
    for data in (png(4, 3), png(SE_DEJA, 10), b"", b"esto no es una foto", b"\x89PNG\r\n\x1a\n" + b"\x00" * 40):
        assert scaled(data) == data


def test_la_que_pesaria_mas_queda_como_esta() -> None:
    """Of one colour, the large one already weighs next to nothing."""
    lisa = png(3000, 2000)
    assert len(scaled(lisa)) <= len(lisa)


def test_una_danada_no_detiene_el_informe() -> None:
    entera = noisy(1300, 300)
    medio = len(entera) // 2
    danada = entera[:medio] + b"\x00" * 5000 + entera[medio + 5000 :]
    assert sides(danada) == (1300, 300)  # its head can be read
    assert scaled(danada) == danada
