"""The letterhead: which images and words it takes; it changes the form of a document and never what it says."""

from __future__ import annotations

import io
import struct
import zlib
from dataclasses import replace

import pytest
from docx import Document as open_docx
from pypdf import PdfReader

from workflow.actas.impresion import membrete as reglas
from workflow.actas.impresion.documento import Escudo
from workflow.actas.impresion.membrete import Membrete, lineas_de, reparos, reparos_escudo, vestir
from workflow.actas.impresion.pdf import to_pdf
from workflow.actas.impresion.word import to_docx
from workflow.actas.plantilla.clases import clase


def png(ancho: int = 200, alto: int = 200) -> bytes:
    """A plain green PNG, written by hand from its specification."""

    def piece(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = (b"\x00" + b"\x00\x80\x40" * ancho) * alto
    header = struct.pack(">IIBBBBB", ancho, alto, 8, 2, 0, 0, 0)
    body = piece(b"IHDR", header) + piece(b"IDAT", zlib.compress(rows)) + piece(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


MEMBRETE = Membrete(
    ("Ayuntamiento de Prueba", "Secretaría del Ayuntamiento"),
    "Plaza del Ejemplo 1, teléfono 000 000 0000",
    Escudo(png(), "Escudo de Prueba"),
)


def example():  # type: ignore[no-untyped-def]
    found = clase("certificacion")
    assert found is not None
    return found.componer(found.ejemplos()[0])


def text_of(pdf: bytes) -> str:
    return " ".join("\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


def test_un_png_entero_sirve_de_escudo() -> None:
    assert reparos_escudo(png()) == ()
    assert reparos_escudo(png(120, 360)) == ()


@pytest.mark.parametrize(
    ("data", "codigo"),
    [
        (b"", "MEMBRETE_ESCUDO_NO_PNG"),
        (b"%PDF-1.7 nada", "MEMBRETE_ESCUDO_NO_PNG"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "MEMBRETE_ESCUDO_NO_PNG"),
        (png()[:-20], "MEMBRETE_ESCUDO_NO_PNG"),
        (png() + b"<script>", "MEMBRETE_ESCUDO_NO_PNG"),
        (png().replace(b"IDAT", b"IDAX"), "MEMBRETE_ESCUDO_NO_PNG"),
        (png(119, 200), "MEMBRETE_ESCUDO_MEDIDAS"),
        (png(2001, 900), "MEMBRETE_ESCUDO_MEDIDAS"),
        (png(120, 361), "MEMBRETE_ESCUDO_MEDIDAS"),
        (png() + bytes(256 * 1024), "MEMBRETE_ESCUDO_PESADO"),
    ],
)
def test_lo_que_no_es_un_png_entero_y_de_buen_tamano_no_es_escudo(data: bytes, codigo: str) -> None:
    assert [one.code for one in reparos_escudo(data)] == [codigo]


def test_las_lineas_se_leen_como_se_escribieron_sin_las_vacias() -> None:
    assert lineas_de(" Ayuntamiento  de Prueba \r\n\r\n Secretaría\x00 ") == ("Ayuntamiento de Prueba", "Secretaría")


def test_se_dicen_juntas_todas_las_faltas_de_sus_palabras() -> None:
    found = reparos(("a",) * 5, "x" * 161, "", con_escudo=True)
    assert [one.code for one in found] == ["MEMBRETE_LINEAS", "MEMBRETE_PIE", "MEMBRETE_SIN_TEXTO"]
    assert reparos(("a" * 80,) * 4, "x" * 160, "", con_escudo=False) == ()
    assert [one.code for one in reparos(("a" * 81,), "", "", con_escudo=False)] == ["MEMBRETE_LINEAS"]


def test_el_pdf_y_el_word_llevan_el_encabezado_el_pie_y_el_escudo_descrito() -> None:
    dressed = vestir(example(), MEMBRETE)
    pdf = to_pdf(dressed)
    assert "AYUNTAMIENTO DE PRUEBA" in text_of(pdf) and "Secretaría del Ayuntamiento" in text_of(pdf)
    assert "Plaza del Ejemplo 1, teléfono 000 000 0000" in text_of(pdf)
    section = open_docx(io.BytesIO(to_docx(dressed))).sections[0]
    assert "Ayuntamiento de Prueba" in section.header._element.xml and "Escudo de Prueba" in section.header._element.xml
    assert "Plaza del Ejemplo 1, teléfono 000 000 0000" in section.footer._element.xml
    parts = [part.blob for part in section.header.part.related_parts.values()]
    assert png() in parts


def test_sin_membrete_el_documento_es_el_de_siempre() -> None:
    documento = example()
    assert vestir(documento, None) is documento
    assert vestir(documento, Membrete()) == documento


def test_el_membrete_no_cambia_lo_que_el_documento_dice_ni_su_huella() -> None:
    documento, dressed = example(), vestir(example(), MEMBRETE)
    assert (dressed.bloques, dressed.verificacion, dressed.folio) == (
        documento.bloques,
        documento.verificacion,
        documento.folio,
    )


def test_con_el_mismo_membrete_salen_los_mismos_bytes() -> None:
    dressed = vestir(example(), MEMBRETE)
    assert to_pdf(dressed) == to_pdf(dressed) and to_docx(dressed) == to_docx(dressed)


def test_el_membrete_mas_largo_cabe_sin_encimarse_en_el_texto() -> None:
    """Four lines of eighty letters and the longest foot: the body still begins below and nothing is cut."""
    long = replace(MEMBRETE, lineas=tuple("Palabra " * 9 + f"fin{n}" for n in range(4)), pie="Domicilio " * 15 + "fin")
    found = text_of(to_pdf(vestir(example(), long)))
    assert all(f"fin{n}" in found.lower() for n in range(4)) and "Domicilio fin" in found
    assert reglas.LARGO_LINEA == 80
