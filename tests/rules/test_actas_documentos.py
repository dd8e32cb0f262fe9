"""The PDF and the DOCX of a document: the same words, the same bytes, real structure."""

from __future__ import annotations

import io
import re
import time
import zipfile
from dataclasses import replace

import pypdf
import pytest
from docx import Document as read_docx

from tests import builders_actas as b
from workflow.actas.impresion import pdf, word
from workflow.actas.impresion.componer import componer
from workflow.actas.impresion.documento import (
    Documento,
    Lista,
    Parrafo,
    Recuadro,
    Tabla,
    Titulo,
    celda,
    is_short,
    parrafo,
)
from workflow.actas.instantanea import Punto

SNAPSHOTS = {
    "cabildo": b.acta_cabildo(),
    "unidas": b.acta_unidas(),
    "dictamen": b.dictamen(),
    "certificacion": b.certificacion(),
}


@pytest.fixture(scope="module", params=sorted(SNAPSHOTS))
def documento(request: pytest.FixtureRequest) -> Documento:
    return componer(SNAPSHOTS[request.param])


def words(text: str) -> str:
    return re.sub(r"\s+", "", text)


def pdf_text(data: bytes) -> str:
    """All the text between the header and the footer of each page, without blanks."""
    return words("".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages))


def docx_text(data: bytes) -> str:
    body = read_docx(io.BytesIO(data)).element.body
    return words("".join(node.text or "" for node in body.iter() if node.tag.endswith("}t")))


def phrases(documento: Documento) -> list[str]:
    """Titles, paragraphs, items and cells: each must be read whole in both formats."""
    found: list[str] = []
    for one in documento.bloques:
        if isinstance(one, Titulo):
            found.append(one.texto)
        elif isinstance(one, Parrafo):
            found.append("".join(run.texto for run in one.trozos))
        elif isinstance(one, Lista):
            found += ["".join(run.texto for run in item.trozos) for item in one.elementos]
        elif isinstance(one, Recuadro):
            found += [one.titulo, "".join(run.texto for run in one.trozos)]
        elif isinstance(one, Tabla):
            found += ["".join(run.texto for run in cell) for row in one.filas for cell in row]
    return [words(one) for one in found]


def test_el_docx_dice_cada_frase_del_documento(documento: Documento) -> None:
    text = docx_text(word.to_docx(documento))
    assert [one for one in phrases(documento) if one not in text] == []


def test_el_pdf_dice_cada_palabra_del_documento(documento: Documento) -> None:
    """A phrase may be cut by a page: then its first half and its second half are both there."""
    text = pdf_text(pdf.to_pdf(documento)).casefold()
    missing = [
        one
        for one in (phrase.casefold() for phrase in phrases(documento))
        if one not in text and not any(one[:cut] in text and one[cut:] in text for cut in range(1, len(one)))
    ]
    assert missing == []


def test_la_misma_instantanea_da_los_mismos_bytes(documento: Documento) -> None:
    assert pdf.to_pdf(documento) == pdf.to_pdf(documento)
    first = word.to_docx(documento)
    time.sleep(2.1)  # the clock of a zip counts by two seconds
    assert word.to_docx(documento) == first


def test_el_pdf_es_archivable_y_accesible(documento: Documento) -> None:
    reader = pypdf.PdfReader(io.BytesIO(pdf.to_pdf(documento)))
    root = reader.trailer["/Root"]
    metadata = root["/Metadata"].get_data().decode()
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "es-MX"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert "<pdfaid:part>2</pdfaid:part>" in metadata
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in metadata
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata
    assert reader.metadata is not None
    assert reader.metadata.title == documento.titulo


def test_cada_pagina_lleva_folio_y_su_numero_de_cuantas() -> None:
    reader = pypdf.PdfReader(io.BytesIO(pdf.to_pdf(componer(b.acta_cabildo()))))
    total = len(reader.pages)
    assert total > 2
    for number, page in enumerate(reader.pages, start=1):
        text = " ".join(page.extract_text().split())
        assert f"Página {number} de {total}" in text
        assert "ACTA-CAB-2024-2027-028" in text


def test_el_proyecto_lleva_su_marca_y_el_acta_aprobada_no() -> None:
    proyecto = pdf_text(pdf.to_pdf(componer(b.acta_cabildo())))
    aprobada = pdf_text(pdf.to_pdf(componer(b.acta_cabildo(estado="aprobada"))))
    assert "PROYECTODEACTA" in proyecto
    assert "PROYECTODEACTA" not in aprobada


def test_el_qr_lleva_folio_y_huella_de_la_instantanea() -> None:
    verificacion = componer(b.acta_cabildo()).verificacion
    assert verificacion.url == (f"https://ruta.fresnillo.invalid/v/ACTA-CAB-2024-2027-028?h={verificacion.sha256[:16]}")


def test_el_docx_tiene_titulos_tablas_y_campos_de_pagina_de_verdad() -> None:
    data = word.to_docx(componer(b.acta_cabildo()))
    document = read_docx(io.BytesIO(data))
    headings = [one.text for one in document.paragraphs if one.style is not None and one.style.name == "Heading 2"]
    assert headings[:3] == [
        "Lista de asistencia y declaración de quórum legal",
        "Orden del día",
        "Desahogo del orden del día",
    ]
    lista = document.tables[0]
    assert [cell.text for cell in lista.rows[0].cells] == ["Nombre", "Cargo", "Asistencia"]
    assert len(lista.rows) == 17
    footer = document.sections[0].footer._element.xml
    assert "PAGE" in footer
    assert "NUMPAGES" in footer
    assert document.core_properties.title == "Acta número 28. Décima Séptima Sesión Ordinaria Pública de Cabildo"
    assert document.core_properties.language == "es-MX"


def test_las_fechas_del_zip_salen_de_la_sesion_y_no_del_reloj() -> None:
    """The session closed on 31 January at 00:20 in Fresnillo, 06:20 UTC."""
    archive = zipfile.ZipFile(io.BytesIO(word.to_docx(componer(b.acta_cabildo()))))
    assert {entry.date_time for entry in archive.infolist()} == {(2026, 1, 31, 6, 20, 0)}


HOSTILE = '#panic("x") $x^2$ {{ 7*7 }} {% raise %} <w:p/> & "comillas" \\ @ref *negrita* `raw` //comentario [x](y)'


def test_lo_que_alguien_escribe_nunca_se_ejecuta_como_plantilla() -> None:
    punto = Punto(1, 1, HOSTILE, "informativo", "desahogado", exposicion=HOSTILE, nota=HOSTILE)
    documento = componer(b.acta_cabildo(puntos=(punto,)))
    assert words(HOSTILE) in docx_text(word.to_docx(documento))
    assert words(HOSTILE) in pdf_text(pdf.to_pdf(documento))


def test_un_nombre_larguisimo_y_saltos_de_linea_no_rompen_el_documento() -> None:
    punto = Punto(1, 1, "Asunto", "informativo", "desahogado", nota="Uno.\nDos.\n" + "palabra " * 400)
    documento = componer(b.acta_cabildo(puntos=(punto,)))
    assert pdf.to_pdf(documento).startswith(b"%PDF-")
    assert "palabra palabra" in " ".join(p.text for p in read_docx(io.BytesIO(word.to_docx(documento))).paragraphs)


@pytest.mark.lenta
def test_sesenta_y_siete_expedientes_caben_en_una_sola_acta() -> None:
    documento = componer(replace(b.acta_de(67), firmas=()))
    data = pdf.to_pdf(documento)
    text = pdf_text(data)
    assert "Punto67." in text
    assert len(pypdf.PdfReader(io.BytesIO(data)).pages) > 30
    assert "Punto67." in docx_text(word.to_docx(documento))


def tabla_de(filas: int, letras: int, ancho: int = 70) -> Tabla:
    return Tabla("Prueba", ("A", "B"), (100 - ancho, ancho), ((celda("x"), celda("y " * (letras // 2))),) * filas)


VOTO = replace(tabla_de(4, 8), filas=(*tabla_de(1, 480).filas, *tabla_de(3, 8).filas))


@pytest.mark.parametrize(
    ("tabla", "corta"),
    [
        (VOTO, True),  # of sixteen in favour: their names fill seven lines
        (tabla_de(7, 5), False),  # a list goes on in the next page
        (tabla_de(2, 3000), False),  # two long texts do not fit in a page
        (tabla_de(3, 400, ancho=12), False),  # nor in a narrow column
    ],
)
def test_una_tabla_corta_no_la_parte_la_hoja_y_una_larga_si(tabla: Tabla, corta: bool) -> None:
    assert is_short(tabla) is corta


def test_una_tabla_que_no_cabe_en_una_hoja_se_imprime_entera() -> None:
    documento = componer(b.acta_cabildo())
    largo = replace(documento, bloques=(tabla_de(2, 9000),))
    assert pdf_text(pdf.to_pdf(largo)).count("y") >= 9000


def test_la_hoja_de_acuses_empieza_en_hoja_nueva_y_deja_lugar_para_firmar() -> None:
    acuses = Tabla("Acuses", ("Persona", "Firma"), (50, 50), ((celda("C. Ana"), celda("")),), a_mano=True)
    bloques = (Titulo(1, "Convocatoria"), parrafo("Texto"), Titulo(2, "Acuses", hoja_nueva=True), acuses)
    documento = replace(componer(b.acta_cabildo()), bloques=bloques)
    assert len(pypdf.PdfReader(io.BytesIO(pdf.to_pdf(documento))).pages) == 2
    body = read_docx(io.BytesIO(word.to_docx(documento))).element.body.xml
    assert "w:pageBreakBefore" in body and "w:trHeight" in body
