"""A drawing in SVG given as the escudo, made into the PNG that the PDF and the Word both print. Pure.

Only drawing is accepted: shapes, groups, gradients and clips. What could bring something from outside, run, or grow
without end (scripts, images, text that needs a font of its owner, filters, entities, styles that load) is refused by
name before it is drawn. The compiler that prints the PDF draws it: nothing else is installed for it.
"""

from __future__ import annotations

import re

from lxml import etree

SVG = "http://www.w3.org/2000/svg"
_XLINK = "{http://www.w3.org/1999/xlink}href"
PERMITIDOS = frozenset(
    (
        *("svg", "g", "defs", "symbol", "use", "title", "desc", "metadata", "style", "clipPath", "mask"),
        *("path", "rect", "circle", "ellipse", "line", "polyline", "polygon"),
        *("linearGradient", "radialGradient", "stop"),
    )
)
USOS, ELEMENTOS = 200, 20_000
LADO = 1000  # pixels of the longest side: 1.55 cm on paper at more than 1,600 dots an inch
_CARGA = re.compile(r"@import|expression|javascript:|url\(\s*['\"]?(?!#)", re.IGNORECASE)


class NoSeDibuja(Exception):
    """`codigo`: why; `que`: the element that is not accepted, when it is one."""

    def __init__(self, codigo: str, que: str = "") -> None:
        super().__init__(codigo)
        self.codigo, self.que = codigo, que


def looks_like_svg(data: bytes) -> bool:
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return b"<svg" in head and head.startswith((b"<svg", b"<?xml", b"<!doctype", b"<!--"))


def to_png(data: bytes) -> bytes:
    """The drawing as a PNG with a transparent ground. Raises NoSeDibuja."""
    _check(data)
    import typst

    lado = f"{LADO}pt"
    pagina = (
        "#set page(width: auto, height: auto, margin: 0pt, fill: none)\n"
        f'#image(bytes(sys.inputs.svg), format: "svg", width: {lado}, height: {lado}, fit: "contain")'
    )
    try:
        made = typst.compile(
            pagina.encode(),
            format="png",
            ppi=72,
            ignore_system_fonts=True,
            sys_inputs={"svg": data.decode()},
        )
    except (RuntimeError, UnicodeDecodeError) as failed:
        raise NoSeDibuja("MEMBRETE_SVG_NO_SE_LEE") from failed
    assert isinstance(made, bytes)
    return made


def _check(data: bytes) -> None:
    if b"<!ENTITY" in data or b"<!entity" in data:
        raise NoSeDibuja("MEMBRETE_SVG_NO_SE_ADMITE", "ENTITY")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as failed:
        raise NoSeDibuja("MEMBRETE_SVG_NO_SE_LEE") from failed
    uses = total = 0
    for node in root.iter():
        total += 1
        if not isinstance(node.tag, str):
            continue  # a comment
        name = etree.QName(node)
        if name.namespace != SVG:
            continue  # what an editor keeps for itself draws nothing
        if name.localname not in PERMITIDOS:
            raise NoSeDibuja("MEMBRETE_SVG_NO_SE_ADMITE", name.localname)
        uses += name.localname == "use"
        _check_attributes(node)
        if name.localname == "style" and _CARGA.search(node.text or ""):
            raise NoSeDibuja("MEMBRETE_SVG_NO_SE_ADMITE", "style")
    if uses > USOS or total > ELEMENTOS or _nested_uses(root):
        raise NoSeDibuja("MEMBRETE_SVG_NO_SE_ADMITE", "use")


def _check_attributes(node: etree._Element) -> None:
    for key, value in node.attrib.items():
        href = key in ("href", _XLINK)
        if str(key).lower().startswith("on") or (href and not str(value).startswith("#")) or _CARGA.search(str(value)):
            raise NoSeDibuja("MEMBRETE_SVG_NO_SE_ADMITE", str(etree.QName(key).localname))


def _nested_uses(root: etree._Element) -> bool:
    """Whether something that is used uses something else: a few such lines can grow into millions of shapes."""
    by_id = {node.get("id"): node for node in root.iter(f"{{{SVG}}}*") if node.get("id")}
    targets = {(node.get("href") or node.get(_XLINK) or "")[1:] for node in root.iter(f"{{{SVG}}}use")}
    return any(node is not None and any(True for _ in node.iter(f"{{{SVG}}}use")) for node in map(by_id.get, targets))
