"""A template of the municipality filled with the facts of one document: the same template and facts, the same bytes."""

from __future__ import annotations

import copy
import io
import re
from collections.abc import Callable
from typing import Any

from docx import Document as open_document
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.shared import Cm
from docxtpl import DocxTemplate
from lxml import etree

from workflow.actas.impresion.documento import Documento
from workflow.actas.impresion.word import QR_ALTO, drawings, made, qr_png, qr_text
from workflow.actas.impresion.word_estilos import set_up
from workflow.actas.impresion.word_xml import body_xml
from workflow.actas.plantilla.caja import Caja
from workflow.actas.plantilla.campos import Apartado, Campo, Fuente, Imagen, contexto
from workflow.actas.plantilla.marcas import preparar

_ESTILO = re.compile(r'<w:(pStyle|rStyle|tblStyle) w:val="([^"]+)"/>')
_PARTES = (RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER)


class Fallida(Exception):
    """The template could not be filled. `codigo` says why; there is nobody's data in it."""

    def __init__(self, codigo: str) -> None:
        super().__init__(codigo)
        self.codigo = codigo


def llenar(plantilla: bytes, campos: tuple[Campo, ...], snapshot: Any, documento: Documento) -> bytes:
    """The DOCX of a document with a template. Raises Fallida; nothing else comes out."""
    try:
        return _llenar(plantilla, campos, Fuente(snapshot, documento))
    except Fallida:
        raise
    except RecursionError as error:
        raise Fallida("PLANTILLA_ANIDADA") from error
    except Exception as error:
        raise Fallida(_codigo(error)) from error


def _codigo(error: Exception) -> str:
    return {
        "Prohibido": "PLANTILLA_PROHIBIDO",
        "Excedido": "PLANTILLA_EXCEDIDA",
        "UndefinedError": "PLANTILLA_CAMPO_FALTA",
        "TemplateSyntaxError": "PLANTILLA_SIN_CERRAR",
        "XMLSyntaxError": "PLANTILLA_FORMA",
    }.get(type(error).__name__, "PLANTILLA_NO_SE_LLENA")


def _llenar(plantilla: bytes, campos: tuple[Campo, ...], fuente: Fuente) -> bytes:
    molde = _Molde(io.BytesIO(plantilla))
    molde.init_docx()
    word: WordDocument = molde.docx
    _limpiar(word)
    estilos = _estilos(word)
    for raiz in _raices(molde):
        preparar(raiz)
    caja = Caja()
    caja.finalize = _a_word(molde, fuente.documento, estilos)
    molde.render(contexto(campos, fuente), caja, autoescape=True)
    return made(molde.docx, fuente.documento)


class _Molde(DocxTemplate):  # type: ignore[misc]
    """The library, strict with the XML that comes out and without the parts of a template we do not use."""

    docx: Any

    def fix_tables(self, xml: str) -> Any:
        etree.fromstring(xml)  # the library itself would mend it in silence
        return super().fix_tables(xml)

    def init_docx(self, reload: bool = True) -> None:
        """Once: what was prepared must not be read again from the file."""
        if not self.docx:
            self.docx = open_document(self.template_file)
            self.is_rendered = False

    def render_properties(self, context: Any, jinja_env: Any = None) -> None:
        """The properties of the file come from the document."""

    def get_part_xml(self, part: Any) -> str:
        return str(self.xml_to_string(part._element))


def _limpiar(word: WordDocument) -> None:
    properties = word.core_properties
    for name in ("category", "content_status", "identifier"):
        setattr(properties, name, "")


def _raices(molde: _Molde) -> list[Any]:
    """The body, and each header and footer."""
    rels = molde.docx.part.rels.values()
    return [molde.docx._element.body, *(rel.target_part._element for rel in rels if rel.reltype in _PARTES)]


def _a_word(molde: _Molde, documento: Documento, estilos: dict[str, str]) -> Callable[[Any], Any]:
    """How each value becomes Word: texts are escaped by the box, whole parts and the QR are XML already."""

    def finalize(value: Any) -> Any:
        if isinstance(value, Apartado):
            return _Xml(_con_estilos(body_xml(value.bloques, drawings(molde.docx)), estilos))
        if isinstance(value, Imagen):
            return _Xml(_qr(molde, documento))
        return value

    return finalize


class _Xml(str):
    """Text that is XML made here."""

    def __html__(self) -> str:
        return str(self)


def _qr(molde: _Molde, documento: Documento) -> str:
    part = molde.current_rendering_part
    inline = part.new_pic_inline(io.BytesIO(qr_png(documento)), height=Cm(QR_ALTO))
    inline.docPr.set("descr", qr_text(documento))
    return (
        f"</w:t></w:r><w:r><w:drawing>{etree.tostring(inline, encoding='unicode')}</w:drawing></w:r>"
        '<w:r><w:t xml:space="preserve">'
    )


def _con_estilos(xml: str, estilos: dict[str, str]) -> str:
    return _ESTILO.sub(lambda found: f'<w:{found[1]} w:val="{estilos.get(found[2], found[2])}"/>', xml)


def _estilos(word: WordDocument) -> dict[str, str]:
    """Our styles as the template calls them: Word and LibreOffice rename them; those missing are added."""
    ours = open_document()
    set_up(ours)
    propios = {_nombre(style): style for style in ours.styles.element.iter(qn("w:style"))}
    suyos = {_nombre(style): style.get(qn("w:styleId")) for style in word.styles.element.iter(qn("w:style"))}
    known: dict[str, str] = {}
    for nombre, style in propios.items():
        if nombre not in suyos:
            word.styles.element.append(_copia(style, set(suyos.values())))
            suyos[nombre] = style.get(qn("w:styleId"))
        known[style.get(qn("w:styleId"))] = suyos[nombre]
    return known


def _nombre(style: Any) -> str:
    name = style.find(qn("w:name"))
    return "" if name is None else str(name.get(qn("w:val"))).lower()


def _copia(style: Any, taken: set[str]) -> Any:
    made_ = copy.deepcopy(style)
    made_.attrib.pop(qn("w:default"), None)
    return made_
