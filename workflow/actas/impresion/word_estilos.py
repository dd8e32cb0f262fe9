"""Styles and page of the Word documents: names that Word shows in Spanish, fonts that Word and LibreOffice have."""

from __future__ import annotations

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles import BabelFish
from docx.styles.style import BaseStyle, CharacterStyle, ParagraphStyle, StyleFactory

from workflow.actas.impresion.word_xml import GUINDA

FUENTE = "Times New Roman"
FUENTE_FIJA = "Courier New"
CENTRO, JUSTO = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY
IZQUIERDA = WD_ALIGN_PARAGRAPH.LEFT


def set_up(document: Document) -> None:
    """Letter paper, styles in es-MX."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21.59), Cm(27.94)
    section.left_margin = section.right_margin = Cm(2.4)
    section.top_margin, section.bottom_margin = Cm(3.5), Cm(2.9)
    section.header_distance, section.footer_distance = Cm(1.0), Cm(0.8)
    _language(document)
    normal = _paragraph(document, "Normal", 11, before=0, after=6)
    normal.paragraph_format.line_spacing = 1.08
    _paragraph(document, "Body Text", 11, align=JUSTO, after=7)
    for level, size, align in ((1, 16, CENTRO), (2, 12.5, IZQUIERDA), (3, 11, IZQUIERDA)):
        _heading(document, level, size, align)
    _paragraph(document, "Subtitle", 12.5, align=CENTRO, bold=True, after=3)
    _paragraph(document, "Centrado", 11, align=CENTRO, after=3)
    _paragraph(document, "Nota", 9, align=JUSTO)
    _paragraph(document, "Quote", 11, align=JUSTO, indent=0.8)
    _lists(document)
    _tables(document)
    code = _style(document, "Codigo", WD_STYLE_TYPE.CHARACTER)
    assert isinstance(code, CharacterStyle)
    _font(code, FUENTE_FIJA, 6.5)


def _language(document: Document) -> None:
    for node in document.styles.element.iter(qn("w:lang")):
        for attribute in ("w:val", "w:eastAsia", "w:bidi"):
            node.set(qn(attribute), "es-MX")


def _style(document: Document, name: str, kind: WD_STYLE_TYPE = WD_STYLE_TYPE.PARAGRAPH) -> BaseStyle:
    """The style of that name, made if there is none (by the XML: the public collection is read whole each time)."""
    styles = document.styles.element
    element = styles.get_by_name(BabelFish.ui2internal(name))
    if element is None:
        element = styles.add_style_of_type(name, kind, False)
    return StyleFactory(element)


def _font(style: ParagraphStyle | CharacterStyle, family: str, size: float) -> None:
    style.font.name, style.font.size = family, Pt(size)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(theme), None)
    for script in ("w:eastAsia", "w:cs"):
        fonts.set(qn(script), family)


def _paragraph(
    document: Document,
    name: str,
    size: float,
    *,
    align: WD_ALIGN_PARAGRAPH | None = None,
    bold: bool | None = None,
    before: float = 0,
    after: float = 6,
    indent: float = 0,
) -> ParagraphStyle:
    style = _style(document, name)
    assert isinstance(style, ParagraphStyle)
    _font(style, FUENTE, size)
    style.font.bold, style.font.italic = bold, False
    for spacing in style.element.get_or_add_rPr().findall(qn("w:spacing")):
        style.element.rPr.remove(spacing)
    style.font.color.rgb = RGBColor(0x1D, 0x1D, 0x1D)
    shape = style.paragraph_format
    shape.alignment, shape.space_before, shape.space_after = align, Pt(before), Pt(after)
    if indent:
        shape.left_indent = Cm(indent)
    return style


def _heading(document: Document, level: int, size: float, align: WD_ALIGN_PARAGRAPH) -> None:
    style = _paragraph(document, f"Heading {level}", size, align=align, bold=True, before=4 + 6 * (level > 1), after=6)
    style.paragraph_format.keep_with_next = True
    if level < 3:
        style.font.color.rgb = RGBColor.from_string(GUINDA)
    if level == 1:
        style.font.all_caps = True
    if level == 2:
        style.element.get_or_add_pPr().append(
            parse_xml(
                f'<w:pBdr {nsdecls("w")}><w:bottom w:val="single" w:sz="4" w:space="2" w:color="{GUINDA}"/></w:pBdr>'
            )
        )
        _in_order(style)


def _in_order(style: ParagraphStyle) -> None:
    """pBdr and shd have their place in the schema; Word refuses them elsewhere."""
    properties = style.element.get_or_add_pPr()
    order = ("w:keepNext", "w:keepLines", "w:numPr", "w:pBdr", "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc")
    rank = {qn(name): number for number, name in enumerate(order)}
    last = len(order)
    for node in sorted(properties, key=lambda node: rank.get(node.tag, last)):
        properties.append(node)


def _lists(document: Document) -> None:
    style = _paragraph(document, "Numerado", 11, align=JUSTO, after=4)
    style.paragraph_format.left_indent, style.paragraph_format.first_line_indent = Cm(0.9), Cm(-0.9)
    style.paragraph_format.tab_stops.add_tab_stop(Cm(0.9))
    _paragraph(document, "List Bullet", 11, align=JUSTO, after=4)
    _paragraph(document, "Resolutivo", 11, align=JUSTO, after=4)
    title = _boxed(document, "AcuerdoTitulo", before=6)
    title.font.bold, title.font.color.rgb = True, RGBColor.from_string(GUINDA)
    title.paragraph_format.keep_with_next = True
    _boxed(document, "Acuerdo")
    _boxed(document, "AcuerdoResolutivo")


def _boxed(document: Document, name: str, before: float = 0) -> ParagraphStyle:
    """Set apart by a bar at its left and a soft ground."""
    style = _paragraph(document, name, 11, align=JUSTO, before=before, after=4, indent=0.4)
    properties = style.element.get_or_add_pPr()
    properties.append(
        parse_xml(f'<w:pBdr {nsdecls("w")}><w:left w:val="single" w:sz="18" w:space="8" w:color="{GUINDA}"/></w:pBdr>')
    )
    shade = OxmlElement("w:shd")
    for key, value in (("w:val", "clear"), ("w:color", "auto"), ("w:fill", "FAF7F3")):
        shade.set(qn(key), value)
    properties.append(shade)
    _in_order(style)
    return style


def _tables(document: Document) -> None:
    _paragraph(document, "TablaTexto", 9.5, align=IZQUIERDA, after=0)
    _paragraph(document, "TablaEncabezado", 9.5, align=IZQUIERDA, bold=True, after=0)
    _paragraph(document, "Separador", 4, after=2)
    _paragraph(document, "FirmaNombre", 10.5, align=CENTRO, after=0)
    line = _paragraph(document, "FirmaLinea", 10.5, align=CENTRO, before=40, after=0)
    line.paragraph_format.left_indent = line.paragraph_format.right_indent = Cm(0.4)
    line.paragraph_format.keep_with_next = True
    line.element.get_or_add_pPr().append(
        parse_xml(f'<w:pBdr {nsdecls("w")}><w:top w:val="single" w:sz="6" w:space="3" w:color="1D1D1D"/></w:pBdr>')
    )
    _in_order(line)
