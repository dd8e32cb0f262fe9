"""Signatures inside the PDF: PAdES, one incremental update each, with the private key always somewhere else.

The document is frozen with its empty fields (`open_fields`). For each signer `prepare` writes the revision that will be
signed with a hole for the signature; the signer signs at home either the signed attributes (a page of the browser does)
or the bytes themselves (`to_sign`, with openssl); `embed` fills the hole. The first signature certifies the document:
after it nothing may be added but the other signatures (DocMDP, permission 2 of ISO 32000-1, 12.8.2.2; there is no other
field to fill).
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from asn1crypto import cms, x509  # type: ignore[import-untyped]
from pyhanko.pdf_utils import generic as pdf_objects
from pyhanko.pdf_utils.content import PdfContent
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import AxisAlignment, BoxConstraints, SimpleBoxLayoutRule
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields
from pyhanko.sign.signers.pdf_byterange import PreparedByteRangeDigest
from pyhanko.sign.signers.pdf_cms import ExternalSigner
from pyhanko.sign.signers.pdf_signer import PdfSignatureMetadata, PdfSigner
from pyhanko.stamp import StaticStampStyle
from pyhanko_certvalidator.registry import SimpleCertificateStore

from workflow.actas.firma.asn1 import finished
from workflow.actas.firma.ejemplar import Caja

RESERVADO = 20_000  # hexadecimal digits of the hole: a signature with its chain takes about 10,000
ALGORITMO = "sha256"
generic: Any = pdf_objects  # its constructors carry no types
WHOLE_BOX = SimpleBoxLayoutRule(AxisAlignment.ALIGN_MID, AxisAlignment.ALIGN_MID)


@dataclass(frozen=True)
class Preparado:
    """A revision that waits for its signature. `inicio` and `fin`: the hole. `atributos`: the signed attributes."""

    pdf: bytes
    inicio: int
    fin: int
    digest: bytes
    atributos: bytes


def open_fields(pdf: bytes, cajas: Sequence[Caja]) -> bytes:
    """The PDF with an empty signature field in each box: what is frozen before the first signature."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    for caja in cajas:
        spec = fields.SigFieldSpec(
            caja.campo,
            on_page=caja.pagina,
            box=caja.rect,  # type: ignore[arg-type]
            readable_field_name=caja.rotulo,
        )
        fields.append_signature_field(writer, spec)
    for caja, field in zip(cajas, list(writer.root["/AcroForm"]["/Fields"]), strict=True):
        _see_through(writer, field, caja)
    _tag(writer, cajas)
    out = io.BytesIO()
    writer.write(out)  # type: ignore[no-untyped-call]
    return out.getvalue()


def _see_through(writer: Any, field: Any, caja: Caja) -> None:
    """An appearance with nothing in it, as PDF/A asks of every field: the box printed underneath is what is seen."""
    x1, y1, x2, y2 = caja.rect
    empty = generic.StreamObject(
        generic.DictionaryObject(
            {
                generic.pdf_name("/Type"): generic.pdf_name("/XObject"),
                generic.pdf_name("/Subtype"): generic.pdf_name("/Form"),
                generic.pdf_name("/BBox"): generic.ArrayObject(
                    [generic.FloatObject(one) for one in (0, 0, x2 - x1, y2 - y1)]
                ),
            }
        ),
        stream_data=b"",
    )
    field.get_object()["/AP"] = generic.DictionaryObject({generic.pdf_name("/N"): writer.add_object(empty)})
    writer.mark_update(field)


def _tag(writer: Any, cajas: Sequence[Caja]) -> None:
    """Each field in the structure of the document, with its name read aloud (PDF/UA-1, 7.18.4)."""
    name = generic.pdf_name
    tree = writer.root["/StructTreeRoot"]
    top = tree["/K"][0] if isinstance(tree["/K"], generic.ArrayObject) else tree["/K"]
    numbers = tree["/ParentTree"]["/Nums"]
    following = int(tree["/ParentTreeNextKey"])
    parent = generic.IndirectObject(top.container_ref.idnum, top.container_ref.generation, writer)
    for caja, field in zip(cajas, list(writer.root["/AcroForm"]["/Fields"]), strict=True):
        page, _ = writer.find_page_for_modification(caja.pagina)
        element = generic.DictionaryObject(
            {
                name("/Type"): name("/StructElem"),
                name("/S"): name("/Form"),
                name("/P"): parent,
                name("/Pg"): page,
                name("/Alt"): generic.pdf_string(caja.rotulo),
                name("/K"): generic.DictionaryObject(
                    {name("/Type"): name("/OBJR"), name("/Obj"): field, name("/Pg"): page}
                ),
            }
        )
        reference = writer.add_object(element)
        top["/K"].append(reference)
        numbers.extend([generic.NumberObject(following), reference])
        field.get_object()["/StructParent"] = generic.NumberObject(following)
        page.get_object()["/Tabs"] = name("/S")
        following += 1
        writer.mark_update(field)
    tree["/ParentTreeNextKey"] = generic.NumberObject(following)
    for one in (tree, top["/K"], numbers):
        writer.update_container(one)


def size_of(pdf: bytes, campo: str) -> tuple[float, float]:
    """Width and height in points of the box of a field."""
    for _, _, reference in fields.enumerate_sig_fields(PdfFileReader(io.BytesIO(pdf)), with_name=campo):
        x1, y1, x2, y2 = (float(one) for one in reference.get_object()["/Rect"])
        return abs(x2 - x1), abs(y2 - y1)
    raise ValueError("no such field")


def prepare(
    pdf: bytes, *, campo: str, primera: bool, certificado: bytes, sello: bytes, razon: str, ahora: datetime
) -> Preparado:
    """The next revision, with the seal drawn in its box and the hole. `certificado`: DER. `sello`: PDF of one page."""
    signer = ExternalSigner(x509.Certificate.load(certificado), None, signature_value=512)
    meta = PdfSignatureMetadata(
        field_name=campo,
        md_algorithm=ALGORITMO,
        subfilter=fields.SigSeedSubFilter.PADES,
        certify=primera,
        docmdp_permissions=fields.MDPPerm.FILL_FORMS,
        reason=razon,
    )
    style = StaticStampStyle(
        border_width=0, background=_Page(sello), background_opacity=1.0, background_layout=WHOLE_BOX
    )
    session = PdfSigner(meta, signer, stamp_style=style).init_signing_session(
        IncrementalPdfFileWriter(io.BytesIO(pdf)), existing_fields_only=True
    )
    session.system_time = ahora
    waiting = session.prepare_tbs_document(None, RESERVADO)
    prepared, out = waiting.digest_tbs_document()
    attributes: cms.CMSAttributes = finished(signer.signed_attrs(prepared.document_digest, ALGORITMO, use_pades=True))
    return Preparado(
        _all(out),
        prepared.reserved_region_start,
        prepared.reserved_region_end,
        prepared.document_digest,
        bytes(attributes.dump()),
    )


def _all(stream: Any) -> bytes:
    stream.seek(0)
    return bytes(stream.read())


def to_sign(pdf: bytes, inicio: int, fin: int) -> bytes:
    """The bytes that are signed: the whole revision but its hole."""
    return pdf[:inicio] + pdf[fin:]


def assemble(certificado: bytes, cadena: Sequence[bytes], atributos: bytes, valor: bytes) -> bytes:
    """The CMS (DER) of a signature made elsewhere over the signed attributes. `cadena`: certificates of the issuers."""
    store = SimpleCertificateStore.from_certs(  # type: ignore[no-untyped-call]
        [x509.Certificate.load(one) for one in cadena]
    )
    signer = ExternalSigner(x509.Certificate.load(certificado), store, signature_value=valor)
    made = finished(signer.async_sign_prescribed_attributes(ALGORITMO, cms.CMSAttributes.load(atributos)))
    return bytes(made.dump())


def embed(pdf: bytes, inicio: int, fin: int, digest: bytes, firma: bytes) -> bytes:
    """The revision with its signature. Nothing else of it changes. ValueError when the signature does not fit."""
    if len(firma) * 2 > fin - inicio - 2:
        raise ValueError("signature larger than its hole")
    out = io.BytesIO(pdf)
    PreparedByteRangeDigest(digest, inicio, fin).fill_with_cms(out, firma)
    return out.getvalue()


class _Page(PdfContent):
    """The first page of a PDF, to be drawn as it is."""

    def __init__(self, pdf: bytes) -> None:
        self._pdf = pdf
        super().__init__()

    def render(self) -> bytes:
        form = self._ensure_writer.import_page_as_xobject(PdfFileReader(io.BytesIO(self._pdf)))
        x1, y1, x2, y2 = form.get_object()["/BBox"]
        self.box = BoxConstraints(width=abs(x1 - x2), height=abs(y1 - y2))
        self.resources.xobject["/Sello"] = form
        return b"/Sello Do"
