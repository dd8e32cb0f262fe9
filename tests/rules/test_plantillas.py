"""Templates of the municipality: what the check finds, what the closed box refuses, and how a template is filled."""

from __future__ import annotations

import io
import time
import zipfile
from dataclasses import replace

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from jinja2.exceptions import UndefinedError

from tests import builders_actas as b
from tests.builders_plantillas import BUENA, CERTIFICACION, docx, entry, repacked, text_of
from workflow.actas.canonico import to_plain
from workflow.actas.clases import CLASES
from workflow.actas.impresion.componer import componer
from workflow.actas.impresion.word import to_docx
from workflow.actas.plantilla import clases as plantilla_clases
from workflow.actas.plantilla import textos as plantilla_textos
from workflow.actas.plantilla.caja import Caja, Prohibido
from workflow.actas.plantilla.campos import Campo, Fuente, contexto
from workflow.actas.plantilla.hallazgos import Hallazgo
from workflow.actas.plantilla.llenado import Fallida, llenar
from workflow.actas.plantilla.previa import MARCA, plantilla_inicial, previa
from workflow.actas.plantilla.revision import revisar
from workflow.textos import razon


def check(data: bytes, clave: str = "acta") -> tuple[Hallazgo, ...]:
    clase = plantilla_clases.clase(clave)
    assert clase is not None
    return revisar(data, clase)


def codes(data: bytes, clave: str = "acta") -> list[str]:
    return [one.codigo for one in check(data, clave)]


def with_line(line: str) -> tuple[str, ...]:
    return (*BUENA, line)


def fill(data: bytes, clave: str = "acta", snapshot: object = None) -> bytes:
    clase = plantilla_clases.clase(clave)
    assert clase is not None
    found = snapshot or b.acta_cabildo()
    return llenar(data, clase.campos, found, componer(found))  # type: ignore[arg-type]


def words(data: bytes) -> list[str]:
    """Style and text of every paragraph of the body, the header and the footer."""
    word = Document(io.BytesIO(data))
    section = word.sections[0]
    found = []
    for root in (word.element.body, section.header._element, section.footer._element):
        for node in root.iter(qn("w:p")):
            style = node.pPr.pStyle.val if node.pPr is not None and node.pPr.pStyle is not None else ""
            found.append(f"{style}|{''.join(t.text or '' for t in node.iter(qn('w:t')))}")
    return found


@pytest.mark.parametrize("clave", plantilla_clases.claves())
def test_la_plantilla_inicial_pasa_su_revision_sin_nada_que_corregir(clave: str) -> None:
    assert check(plantilla_inicial(clave), clave) == ()


@pytest.mark.parametrize("clave", plantilla_clases.claves())
def test_la_plantilla_inicial_llena_dice_y_se_ve_como_la_composicion_propia(clave: str) -> None:
    clase = plantilla_clases.clase(clave)
    assert clase is not None
    for snapshot in clase.ejemplos():
        documento = clase.componer(snapshot)
        filled = llenar(plantilla_inicial(clave), clase.campos, snapshot, documento)
        assert words(filled) == words(to_docx(documento))


def test_la_misma_plantilla_con_los_mismos_hechos_da_los_mismos_bytes() -> None:
    assert fill(docx(*BUENA)) == fill(docx(*BUENA))
    assert fill(docx(*BUENA)) != fill(docx(*BUENA), snapshot=b.acta_cabildo(version=2))


def test_una_plantilla_escrita_desde_cero_sin_estilos_nuestros_lleva_los_apartados_completos() -> None:
    text = text_of(fill(docx(*BUENA)))
    assert "AYUNTAMIENTO DE EJEMPLO" in text
    assert "Acta 28, folio ACTA-CAB-2024-2027-028" in text
    assert "C. Marisol Ávila Cervantes" in text
    assert "Acuerdo AHC/012/2026, por mayoría" in text
    assert "PROYECTO DE ACTA" in text
    assert "{{" not in text


def test_lo_que_trae_un_acta_nunca_se_lee_como_orden_ni_como_xml() -> None:
    punto = replace(b.punto_poa(), titulo="Compra de {{ acta.folio }} & <w:p/> {% for %}")
    text = text_of(fill(docx(*BUENA, "{% for punto in puntos %}", "{{ punto.titulo }}", "{% endfor %}"),
                        snapshot=b.acta_cabildo(puntos=(punto,))))  # fmt: skip
    assert "\nCompra de {{ acta.folio }} & <w:p/> {% for %}" in text


def test_un_ciclo_repite_renglones_de_una_tabla() -> None:
    def table(word: WordDocument) -> None:
        rows = word.add_table(3, 2).rows
        rows[0].cells[0].text = "{%tr for integrante in asistencia %}"
        rows[1].cells[0].text, rows[1].cells[1].text = "{{ integrante.nombre }}", "{{ loop.index }}"
        rows[2].cells[0].text = "{%tr endfor %}"

    data = docx(*BUENA, change=table)
    assert check(data) == ()
    found = Document(io.BytesIO(fill(data))).tables[-1]
    assert len(found.rows) == 16
    assert [cell.text for cell in found.rows[1].cells] == ["Marisol Ávila Cervantes", "2"]


@pytest.mark.parametrize(
    "line",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ acta.__class__ }}",
        "{{ acta['numero'] }}",
        "{{ acta.numero.__init__ }}",
        "{{ 'a' * 1000000000 }}",
        "{{ 10 ** 10 }}",
        "{{ [1, 2] }}",
        "{{ range(5) }}",
        "{{ cycler('a') }}",
        "{{ 'x'|attr('__class__') }}",
        "{{ acta.numero|format }}",
        "{% for i in range(10**9) %}",
        "{% for i in 'abc' %}",
        "{% set x = 1 %}",
        "{% include 'otra' %}",
        "{% import 'os' as os %}",
        "{% macro m() %}",
        "{% raw %}",
        "{% cellbg 'FF0000' %}",
        "{% vm %}",
    ],
)
def test_ninguna_expresion_sale_de_la_caja(line: str) -> None:
    found = [one for one in check(docx(*with_line(line))) if one.nivel == "error"]
    assert found
    assert line[3:9].strip() in found[0].donde
    with pytest.raises(Fallida):
        fill(docx(*with_line(line)))


@pytest.mark.parametrize(
    "expression", ["''.__class__", "acta.numero.format", "loop", "self", "acta.tomar", "acta.ramas"]
)
def test_la_caja_misma_rechaza_aunque_nadie_haya_revisado(expression: str) -> None:
    campo = Campo("acta.numero", "", lambda f: 1)
    fuente = Fuente(b.acta_cabildo(), componer(b.acta_cabildo()))
    with pytest.raises((Prohibido, UndefinedError)):
        Caja().from_string("{{ " + expression + " }}").render(contexto((campo,), fuente))


def test_ciclos_dentro_de_ciclos_se_detienen_pronto() -> None:
    deep = [f"{{% for {letra} in asistencia %}}" for letra in "abcdef"] + ["x"] + ["{% endfor %}"] * 6
    begin = time.monotonic()
    with pytest.raises(Fallida) as failed:
        fill(docx(*BUENA, *deep))
    assert failed.value.codigo == "PLANTILLA_EXCEDIDA"
    assert time.monotonic() - begin < 20


def test_un_campo_mal_escrito_dice_donde_y_cual_quiso_decir() -> None:
    (found,) = check(docx(*with_line("Acta {{ acta.numro }} del Cabildo")))
    assert found.nivel == "error"
    assert razon(found.razon) == "No existe el campo «acta.numro». ¿Quiso decir «acta.numero»? Corríjalo."
    assert found.donde == "Párrafo «Acta {{ acta.numro }} del Cabildo»"


def test_el_lugar_de_un_hallazgo_dice_la_tabla_y_el_encabezado() -> None:
    def change(word: WordDocument) -> None:
        word.add_table(2, 1).rows[1].cells[0].text = "{{ fecha }}"
        word.sections[0].header.paragraphs[0].text = "{{ emisor.municipo }}"

    found = {one.donde for one in check(docx(*BUENA, change=change))}
    assert "Tabla 1, renglón 2, párrafo «{{ fecha }}»" in found
    assert "Encabezado de página, párrafo «{{ emisor.municipo }}»" in found


@pytest.mark.parametrize(
    ("lines", "codigo"),
    [
        (("{% if acta.es_proyecto %}", "hola"), "PLANTILLA_SIN_CERRAR"),
        (("{% for punto in puntos %}", "{{ punto.titulo }}"), "PLANTILLA_SIN_CERRAR"),
        (("{% endif %}",), "PLANTILLA_CIERRE_SOBRA"),
        (("{% for p in puntos %}", "{% endif %}", "{% endfor %}"), "PLANTILLA_CIERRE_SOBRA"),
        (("Folio {{ documento.folio",), "PLANTILLA_LLAVES"),
        (("Folio documento.folio }}",), "PLANTILLA_LLAVES"),
        (("{{ puntos }}",), "PLANTILLA_ES_LISTA"),
        (("{{ acta.es_proyecto }}",), "PLANTILLA_ES_CONDICION"),
        (("Firman: {{ apartado.firmas }}",), "PLANTILLA_APARTADO_SOLO"),
        (("{% for p in acta.numero %}", "x", "{% endfor %}"), "PLANTILLA_NO_ES_LISTA"),
        (("{{ acta.numero | upper }}",), "PLANTILLA_FILTRO"),
        (("{{ acta numero }}",), "PLANTILLA_EXPRESION"),
    ],
)
def test_lo_mal_escrito_se_dice(lines: tuple[str, ...], codigo: str) -> None:
    assert codes(docx(*BUENA, *lines)) == [codigo]


@pytest.mark.parametrize(
    ("quitado", "codigo"),
    [
        ("{{ apartado.desahogo }}", "PLANTILLA_FALTA_VOTOS"),
        ("{{ apartado.firmas }}", "PLANTILLA_FALTA_FIRMAS"),
        ("{{ apartado.lista_asistencia }}", "PLANTILLA_FALTA_QUORUM"),
        ("{{ documento.marca }}", "PLANTILLA_FALTA_MARCA"),
        ("{{ apartado.clausura }}", "PLANTILLA_FALTA_CLAUSURA"),
        ("{{ apartado.verificacion }}", "PLANTILLA_FALTA_HUELLA"),
    ],
)
def test_a_un_acta_no_le_falta_lo_que_la_ley_pide(quitado: str, codigo: str) -> None:
    assert codigo in codes(docx(*(one for one in BUENA if one != quitado)))


def test_una_certificacion_lleva_folio_huella_y_el_estado_del_acta() -> None:
    assert codes(docx(*CERTIFICACION), "certificacion") == []
    assert set(codes(docx("Se certifica."), "certificacion")) == {
        f"PLANTILLA_FALTA_{one}"
        for one in ("FOLIO", "HUELLA", "ACUERDO", "VOTACION", "ESTADO_ACTA", "EXPEDIDA", "FIRMA")
    }


def test_lo_obligatorio_dentro_de_una_condicion_es_un_aviso_y_no_impide_usarla() -> None:
    lines = [one for one in BUENA if one != "{{ apartado.firmas }}"]
    found = check(docx(*lines, "{% if acta.es_proyecto %}", "{{ apartado.firmas }}", "{% endif %}"))
    assert [(one.nivel, one.codigo) for one in found] == [("aviso", "PLANTILLA_A_VECES")]


BOMBA = {"word/media/a.bin": b"\0" * (70 * 1024 * 1024)}
DOCTYPE = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'


def rel(kind: str, target: str) -> bytes:
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    node = f'<Relationship Id="rIdX" Type="{base}/{kind}" Target="{target}" TargetMode="External"/></Relationships>'
    return entry(docx(*BUENA), "word/_rels/document.xml.rels").replace(b"</Relationships>", node.encode())


@pytest.mark.parametrize(
    ("data", "codigo"),
    [
        (b"", "PLANTILLA_NO_ES_WORD"),
        (b"%PDF-1.7", "PLANTILLA_NO_ES_WORD"),
        (b"PK\x03\x04basura", "PLANTILLA_NO_ES_WORD"),
        (repacked(docx(*BUENA), BOMBA), "PLANTILLA_BOMBA"),
        (repacked(docx(*BUENA), {"word/vbaProject.bin": b"x"}), "PLANTILLA_MACROS"),
        (
            repacked(docx(*BUENA), {"[Content_Types].xml": entry(docx(), "[Content_Types].xml").replace(
                b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
                b"application/vnd.ms-word.document.macroEnabled.main+xml")}),
            "PLANTILLA_MACROS",
        ),
        (repacked(docx(*BUENA), {"word/embeddings/oleObject1.bin": b"x"}), "PLANTILLA_INCRUSTADO"),
        (repacked(docx(*BUENA), {"word/_rels/document.xml.rels": rel("image", "http://x.invalid/a.png")}),
         "PLANTILLA_EXTERNA"),
        (repacked(docx(*BUENA), {"word/_rels/document.xml.rels": rel("attachedTemplate", "http://x.invalid/a.dotm")}),
         "PLANTILLA_EXTERNA"),
        (repacked(docx(*BUENA), {"word/_rels/document.xml.rels": rel("hyperlink", "file:///etc/passwd")}),
         "PLANTILLA_EXTERNA"),
        (repacked(docx(*BUENA), {"word/extra.xml": DOCTYPE}), "PLANTILLA_DTD"),
        (repacked(docx(*BUENA), {"../fuera.xml": b"<a/>"}), "PLANTILLA_NO_ES_WORD"),
    ],
)  # fmt: skip
def test_un_archivo_peligroso_no_se_abre(data: bytes, codigo: str) -> None:
    assert codes(data) == [codigo]


def test_una_bomba_se_nota_sin_llenar_la_memoria() -> None:
    """An entry that says it is small and grows: the bytes that come out are what counts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for number in range(5):
            made.writestr(f"word/media/{number}.bin", b"\0" * (20 * 1024 * 1024))
    assert codes(out.getvalue()) == ["PLANTILLA_BOMBA"]


@pytest.mark.parametrize(
    ("code", "codigo"),
    [
        ("DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe", "PLANTILLA_CAMPO_DE_WORD"),
        ("INCLUDETEXT /etc/passwd", "PLANTILLA_CAMPO_DE_WORD"),
        ("DATE \\\\@ dd/MM/yyyy", "PLANTILLA_FECHA_AUTOMATICA"),
    ],
)
def test_los_campos_de_word_que_leen_otros_archivos_o_cambian_cada_dia_no_se_admiten(code: str, codigo: str) -> None:
    def whole(word: WordDocument) -> None:
        word.paragraphs[0]._p.append(parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr=" {code} "/>'))

    def pieces(word: WordDocument) -> None:
        half = len(code) // 2 if len(code) < 8 else 3
        kinds = ("begin", code[:half], code[half:], "separate", "end")
        for one in kinds:
            inner = (
                f'<w:fldChar w:fldCharType="{one}"/>'
                if one in ("begin", "separate", "end")
                else f'<w:instrText xml:space="preserve">{one}</w:instrText>'
            )
            word.paragraphs[0]._p.append(parse_xml(f"<w:r {nsdecls('w')}>{inner}</w:r>"))

    assert codes(docx(*BUENA, change=whole)) == [codigo]
    assert codes(docx(*BUENA, change=pieces)) == [codigo]


def test_la_vista_previa_dice_que_no_tiene_validez() -> None:
    assert MARCA in text_of(previa("acta", docx(*BUENA)))
    assert "ACTA-EJEMPLO-003" in text_of(previa("acta", docx(*BUENA)))


def test_cada_hallazgo_tiene_sus_palabras() -> None:
    faltas = {f"PLANTILLA_FALTA_{e.codigo.upper()}" for c in plantilla_clases.claves()
              for e in plantilla_clases.clase(c).exigencias}  # type: ignore[union-attr]  # fmt: skip
    assert faltas <= set(plantilla_textos.RAZONES)
    assert set(plantilla_clases.claves()) == set(plantilla_textos.CLASES)


def test_cada_campo_de_cada_documento_se_puede_escribir_y_tiene_ejemplo() -> None:
    """The dictionary is what the check accepts: every name of it passes, none of it is left out."""
    for clave in plantilla_clases.claves():
        clase = plantilla_clases.clase(clave)
        assert clase is not None
        lines = [c.escrito.replace("…", "x") for c in clase.campos]
        lines += [
            f"{{% for {c.palabra} in {c.nombre} %}}{{{{ {c.palabra}.{h.nombre} }}}}{{% endfor %}}"
            for c in clase.campos
            for h in c.hijos
            if h.tipo == "texto"
        ]
        found = [one for one in check(docx(*lines), clave) if not one.codigo.startswith("PLANTILLA_FALTA")]
        assert found == [], clave


def test_cada_documento_que_se_expide_puede_tener_su_plantilla() -> None:
    assert set(CLASES) == set(plantilla_clases.claves()) & set(CLASES)


def test_un_proyecto_una_constancia_y_un_acta_aprobada_son_documentos_distintos() -> None:
    proyecto = b.acta_cabildo()
    cases = {
        "proyecto_acta": proyecto,
        "acta": b.acta_cabildo(estado="aprobada"),
        "constancia": b.acta_cabildo(sesion=replace(proyecto.sesion, instalada=False)),
    }
    for clave, snapshot in cases.items():
        assert plantilla_clases.de_snapshot("acta", snapshot) == clave
        assert plantilla_clases.de_contenido("acta", to_plain(snapshot)) == clave


def test_otra_sala_registra_su_documento_y_se_revisa_y_llena_igual(monkeypatch: pytest.MonkeyPatch) -> None:
    """An official letter of another room: its own fields, what it must say, and how it is composed."""
    monkeypatch.setattr(plantilla_clases, "_CLASES", dict(plantilla_clases._CLASES))
    documento = componer(b.certificacion())
    oficio = plantilla_clases.ClasePlantilla(
        "oficio",
        (Campo("oficio.numero", "Número de oficio", lambda f: f.snapshot["numero"]),),
        (plantilla_clases.Exigencia("folio", ("oficio.numero",)),),
        (),
        lambda: ({"numero": "SPE/001/2026"},),
        lambda snapshot: documento,
    )
    plantilla_clases.registrar(oficio)
    assert codes(docx("Oficio"), "oficio") == ["PLANTILLA_FALTA_FOLIO"]
    data = docx("Oficio {{ oficio.numero }}")
    assert check(data, "oficio") == ()
    assert "Oficio SPE/001/2026" in text_of(llenar(data, oficio.campos, {"numero": "SPE/001/2026"}, documento))
