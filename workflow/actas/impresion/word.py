"""The composed document as an editable DOCX, with the same bytes for the same document.

No template engine: texts are escaped into the XML. Dates of the file and of its zip come from the document.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from datetime import UTC
from itertools import count
from xml.sax.saxutils import escape, quoteattr

import segno
from docx import Document as new_document
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.shape import CT_Inline
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm
from docx.text.run import Run
from lxml import etree

from workflow.actas.impresion.documento import Bloque, Documento, Escudo, Imagen, Trozo, negrita, parrafo
from workflow.actas.impresion.membrete import medidas
from workflow.actas.impresion.pdf import FOLDER
from workflow.actas.impresion.word_estilos import set_up
from workflow.actas.impresion.word_xml import GUINDA, Dibujo, body_xml
from workflow.archivos.fotos import orientacion

VML = 'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'

QR_ALTO = 1.35  # centimetres

_MARGINS = (
    '<w:tblCellMar><w:top w:w="60" w:type="dxa"/><w:left w:w="0" w:type="dxa"/><w:bottom w:w="40" w:type="dxa"/>'
    '<w:right w:w="60" w:type="dxa"/></w:tblCellMar>'
)
_SINGLE = '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
_TIGHT = f"<w:p><w:pPr>{_SINGLE}</w:pPr></w:p>"


@dataclass(frozen=True)
class Cuerpo:
    """What goes around the text: the hash as it is printed, the QR, and whether it closes with its verification."""

    version: str
    huella: str
    qr: bytes | None  # None: the place of the QR, in a template
    verificacion: bool = True


def to_docx(documento: Documento) -> bytes:
    """The DOCX of a document."""
    cuerpo = Cuerpo(str(documento.version), documento.verificacion.sha256[:16], qr_png(documento))
    return made(_built(documento, cuerpo), documento)


def to_template(documento: Documento) -> bytes:
    """The same page and styles for a document whose texts are fields: what a municipality starts its template from."""
    cuerpo = Cuerpo("{{ documento.version }}", "{{ documento.huella_corta }}", None, verificacion=False)
    return made(_built(documento, cuerpo), documento)


def _built(documento: Documento, cuerpo: Cuerpo) -> WordDocument:
    word = new_document()
    set_up(word)
    _header(word, documento, campos=cuerpo.qr is None)
    _footer(word, documento, cuerpo)
    _body(word, documento, cuerpo)
    return word


def made(word: WordDocument, documento: Documento) -> bytes:
    """The bytes of a document built: its properties and the dates of its zip come from the document, not the clock."""
    _properties(word, documento)
    raw = io.BytesIO()
    word.save(raw)
    return _fixed_zip(raw.getvalue(), documento)


def _properties(word: WordDocument, documento: Documento) -> None:
    core, moment = word.core_properties, documento.fecha.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    core.title, core.author, core.last_modified_by = documento.titulo[:255], documento.autor[:255], "Ruta"
    core.subject, core.comments, core.keywords = f"Folio {documento.folio}"[:255], "", ""
    core.language, core.revision, core.version = "es-MX", documento.version, str(documento.version)
    core.created = core.modified = moment


def _header(word: WordDocument, documento: Documento, *, campos: bool) -> None:
    header = word.sections[0].header
    first, *rest = documento.membrete
    lines = _line(first, 12, bold=True, color=GUINDA, caps=True) + "".join(_line(text, 9) for text in rest)
    lines += _line(documento.lema, 9) if documento.lema else ""
    mark = _line(documento.marca, 9, bold=True, color=GUINDA, align="right")
    table = parse_xml(
        f"<w:tbl {nsdecls('w')}>{_plain_table('bottom', 8)}<w:tblGrid>"
        f'<w:gridCol w:w="1105"/><w:gridCol w:w="6100"/><w:gridCol w:w="2300"/></w:tblGrid><w:tr>'
        f"{_cell(1105, _TIGHT)}{_cell(6100, lines)}{_cell(2300, mark)}</w:tr></w:tbl>"
    )
    body = header._element
    body.insert(0, table)
    cell = header.tables[0].cell(0, 0).paragraphs[0]
    escudo = documento.escudo
    if escudo is None and not campos:  # a template to start from has the municipality's own, or none
        escudo = Escudo((FOLDER / "escudo.png").read_bytes(), "Emblema del Ayuntamiento")
    if escudo is not None:
        ancho, alto = medidas(escudo.png)
        _picture(cell.add_run(), escudo.png, 1.55 * min(1, alto / ancho), escudo.texto)
    tail = header.paragraphs[-1]
    tail.style = word.styles["Separador"]
    if documento.marca:
        mark = parse_xml(_watermark(documento.marca))
        for node in _only_if("documento.marca", mark) if campos else (mark,):
            tail._p.append(node)


def _only_if(campo: str, run: BaseOxmlElement) -> tuple[BaseOxmlElement, ...]:
    """A run of a template that is there only when a field has something."""

    def tag(text: str) -> BaseOxmlElement:
        return parse_xml(f"<w:r {nsdecls('w')}><w:t>{{%r {text} %}}</w:t></w:r>")

    return (tag(f"if {campo}"), run, tag("endif"))


def _footer(word: WordDocument, documento: Documento, cuerpo: Cuerpo) -> None:
    footer = word.sections[0].footer
    folio = f"Folio {documento.folio} · Versión {cuerpo.version} · Verificación {cuerpo.huella}"
    left = _line(documento.pie, 8) + _line(folio, 8)
    left += _line(documento.domicilio, 8) if documento.domicilio else ""
    table = parse_xml(
        f"<w:tbl {nsdecls('w')}>{_plain_table('top', 4)}<w:tblGrid>"
        f'<w:gridCol w:w="6805"/><w:gridCol w:w="1700"/><w:gridCol w:w="1000"/></w:tblGrid><w:tr>'
        f"{_cell(6805, left)}{_cell(1700, _page_number())}{_cell(1000, _TIGHT)}</w:tr></w:tbl>"
    )
    footer._element.insert(0, table)
    place = footer.tables[0].cell(0, 2).paragraphs[0].add_run()
    if cuerpo.qr is None:
        place.text = "{{ documento.qr }}"
    else:
        _picture(place, cuerpo.qr, QR_ALTO, qr_text(documento))
    footer.paragraphs[-1].style = word.styles["Separador"]


def _body(word: WordDocument, documento: Documento, cuerpo: Cuerpo) -> None:
    bloques = documento.bloques + (pie_de_verificacion(documento) if cuerpo.verificacion else ())
    built = parse_xml(f"<w:body {nsdecls('w')}>{body_xml(bloques, drawings(word))}</w:body>")
    end = word.element.body.sectPr
    for node in list(built):
        end.addprevious(node)


_GIRO = {3: 180, 6: 90, 8: 270}  # orientation of Exif -> degrees to the right
FOTO_ANCHO, FOTO_ALTO = 7.4, 5.6  # centimetres: two to a row


def drawings(word: WordDocument) -> Dibujo:
    """How a photograph is drawn in this file: with its alternative text, whole in its place."""
    numbers = count(100)

    def drawn(one: Imagen) -> str:
        if not one.datos:
            return ""
        rid, image = word.part.get_or_add_image(io.BytesIO(one.datos))
        turn = _GIRO.get(orientacion(one.datos), 0)
        sides = (image.px_height, image.px_width) if turn in (90, 270) else (image.px_width, image.px_height)
        ratio = min(FOTO_ANCHO / sides[0], FOTO_ALTO / sides[1])
        size = (Cm(ratio * image.px_width), Cm(ratio * image.px_height))
        inline = CT_Inline.new_pic_inline(next(numbers), rid, f"{one.sha256[:16]}.{one.extension}", *size)
        inline.docPr.set("descr", one.texto)
        for shape in inline.iter(qn("a:xfrm")) if turn else ():  # Word does not read which side of a photograph is up
            shape.set("rot", str(turn * 60_000))
        return f"<w:drawing>{etree.tostring(inline, encoding='unicode')}</w:drawing>"

    return drawn


def pie_de_verificacion(documento: Documento) -> tuple[Bloque, ...]:
    """The last lines, by which anybody checks the paper."""
    return (
        parrafo(
            negrita("Verificación. "),
            f"Folio {documento.folio}, versión {documento.version}. Consulte: ",
            estilo="nota",
        ),
        parrafo(Trozo(documento.verificacion.url, codigo=True), estilo="nota"),
        parrafo("Huella SHA-256 del contenido: ", Trozo(documento.verificacion.sha256, codigo=True), estilo="nota"),
    )


def _line(
    text: str, size: float, *, bold: bool = False, caps: bool = False, color: str = "595959", align: str = "left"
) -> str:
    weight = ("<w:b/>" if bold else "") + ("<w:caps/>" if caps else "")
    return (
        f'<w:p><w:pPr>{_SINGLE}<w:jc w:val="{align}"/></w:pPr>'
        f'<w:r><w:rPr>{weight}<w:color w:val="{color}"/><w:sz w:val="{int(size * 2)}"/></w:rPr>'
        f'<w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'
    )


def _page_number() -> str:
    properties = '<w:rPr><w:color w:val="595959"/><w:sz w:val="16"/></w:rPr>'

    def run(text: str) -> str:
        return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'

    def field(code: str) -> str:
        return f'<w:fldSimple w:instr=" {code} ">{run("1")}</w:fldSimple>'

    spacing = '<w:spacing w:before="0" w:after="0"/><w:jc w:val="right"/>'
    return f"<w:p><w:pPr>{spacing}</w:pPr>{run('Página ')}{field('PAGE')}{run(' de ')}{field('NUMPAGES')}</w:p>"


def _plain_table(edge: str, weight: int) -> str:
    """Properties of a table without grid, with one line at its `edge`."""
    return (
        '<w:tblPr><w:tblW w:w="9505" w:type="dxa"/><w:tblInd w:w="0" w:type="dxa"/><w:tblBorders>'
        f'<w:{edge} w:val="single" w:sz="{weight}" w:space="0" w:color="{GUINDA}"/></w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/>{_MARGINS}</w:tblPr>'
    )


def _cell(width: int, content: str) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>{content}</w:tc>'


def _picture(run: Run, png: bytes, height: float, text: str) -> None:
    shape = run.add_picture(io.BytesIO(png), height=Cm(height))
    shape._inline.docPr.set("descr", text)


def qr_png(documento: Documento) -> bytes:
    out = io.BytesIO()
    segno.make(documento.verificacion.url, error="m", micro=False).save(out, kind="png", scale=6, border=2)
    return out.getvalue()


def qr_text(documento: Documento) -> str:
    return f"Código QR con la dirección de verificación {documento.verificacion.url}"


def _watermark(text: str) -> str:
    """A drawn text behind the page, as Word's own watermarks are."""
    style = (
        "position:absolute;margin-left:0;margin-top:0;width:500pt;height:75pt;rotation:308;z-index:-251658752;"
        "mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
        "mso-position-vertical:center;mso-position-vertical-relative:margin"
    )
    return (
        f'<w:r {nsdecls("w")} {VML}><w:rPr><w:noProof/></w:rPr><w:pict><v:shapetype id="_x0000_t136" '
        'coordsize="21600,21600" o:spt="136" adj="10800" path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas>'
        '<v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/>'
        '<v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/>'
        '<v:f eqn="if @0 @4 21600"/></v:formulas><v:path textpathok="t" o:connecttype="rect"/>'
        '<v:textpath on="t" fitshape="t"/></v:shapetype><v:shape id="MarcaDeAgua" type="#_x0000_t136" '
        f'style="{style}" o:allowincell="f" fillcolor="#ece6e6" stroked="f"><v:textpath '
        f"style=\"font-family:'Times New Roman';font-size:1pt\" string={quoteattr(text)}/></v:shape></w:pict></w:r>"
    )


def _fixed_zip(raw: bytes, documento: Documento) -> bytes:
    """The same entries with the date of the document: a zip remembers when it was made."""
    moment = documento.fecha.astimezone(UTC)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as loose, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as fixed:
        for entry in loose.infolist():
            info = zipfile.ZipInfo(entry.filename, date_time=moment.timetuple()[:6])
            info.compress_type, info.external_attr, info.create_system = zipfile.ZIP_DEFLATED, 0o600 << 16, 3
            fixed.writestr(info, loose.read(entry.filename))
    return out.getvalue()
