"""The body of a Word document out of composed blocks: real headings, real tables, every text escaped."""

from __future__ import annotations

from collections.abc import Callable
from xml.sax.saxutils import escape, quoteattr

from workflow.actas.impresion.documento import (
    TONOS,
    Barras,
    Bloque,
    Elemento,
    Espacio,
    Firmas,
    Imagen,
    Imagenes,
    Lista,
    Parrafo,
    Recuadro,
    Rubrica,
    Tabla,
    Titulo,
    Tramo,
    Trozo,
    is_short,
)

ANCHO = 9505  # width of the text in twentieths of a point: letter paper with margins of 2.4 cm
TINTA, GUINDA, LINEA, FONDO = "1D1D1D", "6B1F35", "B9B0AC", "F4EFE9"
ESTILOS = {"cuerpo": "BodyText", "centrado": "Centrado", "subtitulo": "Subtitle", "nota": "Nota", "cita": "Quote"}


Dibujo = Callable[[Imagen], str]  # the drawing of a photograph, tied to the file; "" without its bytes


def body_xml(bloques: tuple[Bloque, ...], dibujo: Dibujo = lambda _: "") -> str:
    """The content of w:body, without its section properties."""
    siguientes = (*bloques, None)[1:]
    return "".join(
        _photos(one, dibujo) if isinstance(one, Imagenes) else _block(one, junto=_belongs(one, siguiente))
        for one, siguiente in zip(bloques, siguientes, strict=True)
    )


def _belongs(one: Bloque, siguiente: Bloque | None) -> bool:
    """A signature without a heading of its own is never left alone on a page: the paragraph before goes with it."""
    return isinstance(one, Parrafo) and isinstance(siguiente, Firmas) and not siguiente.titulo


def _photos(one: Imagenes, dibujo: Dibujo) -> str:
    """Two to a row, each with its caption under it; a row is never cut by the page."""
    width = ANCHO // 2
    rows = "".join(
        "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
        + "".join(
            _cell(
                _p("Centrado", f"<w:r>{dibujo(foto)}</w:r>") + _p("FirmaNombre", _r(Trozo(foto.pie, cursiva=True))),
                width,
            )
            for foto in pair
        )
        + (_cell(_p("FirmaNombre", ""), width) if len(pair) < 2 else "")
        + "</w:tr>"
        for pair in one.filas
    )
    grid = f'<w:gridCol w:w="{width}"/>' * 2
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{width * 2}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f'<w:tblCaption w:val="Fotografías"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>'
        + _p("Separador", "")
    )


def _block(one: Bloque, *, junto: bool = False) -> str:
    if isinstance(one, Titulo):
        return _p(f"Heading{one.nivel}", _r(Trozo(one.texto)), "<w:pageBreakBefore/>" if one.hoja_nueva else "")
    if isinstance(one, Parrafo):
        return _p(ESTILOS[one.estilo], _runs(one.trozos), "<w:keepNext/>" if junto else "")
    if isinstance(one, Lista):
        return "".join(_item(item, "Numerado") for item in one.elementos)
    if isinstance(one, Tabla):
        return _table(one)
    if isinstance(one, Recuadro):
        return _box(one)
    if isinstance(one, Imagenes):
        return _photos(one, lambda _: "")
    if isinstance(one, Barras):
        return _chart(one)
    if isinstance(one, Espacio):
        return f'<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="{one.centimetros * 567}"/></w:pPr></w:p>'
    return _signatures(one)


def _p(style: str, content: str, properties: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{content}</w:p>'


def _runs(runs: tuple[Trozo, ...]) -> str:
    return "".join(_r(run) for run in runs)


def _r(run: Trozo) -> str:
    properties = ('<w:rStyle w:val="Codigo"/>' if run.codigo else "") + ("<w:b/>" if run.negrita else "")
    properties += "<w:i/>" if run.cursiva else ""
    lines = run.texto.split("\n")
    text = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in lines)
    return f"<w:r><w:rPr>{properties}</w:rPr>{text}</w:r>" if properties else f"<w:r>{text}</w:r>"


def _item(one: Elemento, style: str) -> str:
    """The mark is typed text: numbers of an acta must not change when somebody edits the file."""
    if one.marca == "•":
        return _p("ListBullet", _runs(one.trozos))
    if len(one.marca) > 4 and not one.marca.startswith("{{"):  # a field stands for a number
        return _p("Resolutivo", _r(Trozo(one.marca + " ", negrita=True)) + _runs(one.trozos))
    return _p(style, f"{_r(Trozo(one.marca))}<w:r><w:tab/></w:r>{_runs(one.trozos)}")


def _table(one: Tabla) -> str:
    widths = [ANCHO * share // sum(one.anchos) for share in one.anchos]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    head = "".join(
        _cell(
            _p("TablaEncabezado", _r(Trozo(text)), "<w:keepNext/>" if is_short(one) else ""),
            width,
            f'<w:shd w:val="clear" w:color="auto" w:fill="{FONDO}"/>',
        )
        for text, width in zip(one.encabezados, widths, strict=True)
    )
    # A short table, such as that of a vote, is read whole: each row is kept with the next.
    junta = len(one.filas) if is_short(one) else 0
    alto = '<w:trHeight w:val="600" w:hRule="atLeast"/>' if one.a_mano else ""
    rows = "".join(
        f"<w:tr><w:trPr><w:cantSplit/>{alto}</w:trPr>"
        + "".join(
            _cell(_p("TablaTexto", _runs(cell), _kept(number < junta, column in one.numeros)), width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        + "</w:tr>"
        for number, row in enumerate(one.filas, start=1)
    )
    margins = "".join(f'<w:{side} w:w="{size}" w:type="dxa"/>' for side, size in _MARGINS)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblInd w:w="80" w:type="dxa"/>{_borders()}<w:tblLayout w:type="fixed"/>'
        f'<w:tblCellMar>{margins}</w:tblCellMar><w:tblLook w:val="0020" w:firstRow="1"/>'
        f"<w:tblCaption w:val={quoteattr(one.descripcion)}/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
        f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{head}</w:tr>{rows}</w:tbl>" + _p("Separador", "")
    )


def _chart(one: Barras) -> str:
    """A table whose last column has, in each row, a small table of coloured cells: its bars."""
    widths = [ANCHO * 5 // 13, ANCHO * 3 // 13, ANCHO * 5 // 13]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{FONDO}"/>'
    titles = zip((*one.encabezados, "Gráfica"), widths, strict=True)
    head = "".join(_cell(_p("TablaEncabezado", _r(Trozo(text))), width, shade) for text, width in titles)
    rows = "".join(
        "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
        + _cell(_p("TablaTexto", _r(Trozo(fila.rotulo))), widths[0])
        + _cell(_p("TablaTexto", _r(Trozo(fila.valor)), '<w:jc w:val="right"/>'), widths[1])
        + _cell("".join(_bar(bar, widths[2] - 200) for bar in fila.barras), widths[2])
        + "</w:tr>"
        for fila in one.filas
    )
    margins = "".join(f'<w:{side} w:w="{size}" w:type="dxa"/>' for side, size in _MARGINS)
    key = "".join(
        f'<w:r><w:rPr><w:color w:val="{TONOS[tono]}"/></w:rPr><w:t xml:space="preserve">■ </w:t></w:r>'
        + _r(Trozo(f"{texto}   "))
        for tono, texto in one.leyenda
    )
    return (
        (_p("Nota", key, "<w:keepNext/>") if key else "")
        + f'<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblInd w:w="80" w:type="dxa"/>{_borders()}<w:tblLayout w:type="fixed"/>'
        f'<w:tblCellMar>{margins}</w:tblCellMar><w:tblLook w:val="0020" w:firstRow="1"/>'
        f"<w:tblCaption w:val={quoteattr(one.descripcion)}/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
        f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{head}</w:tr>{rows}</w:tbl>" + _p("Separador", "")
    )


def _kept(junto: bool, derecha: bool) -> str:
    return ("<w:keepNext/>" if junto else "") + ('<w:jc w:val="right"/>' if derecha else "")


_FINO = '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="110" w:lineRule="exact"/></w:pPr></w:p>'
"""A paragraph as thin as a bar."""


def _bar(tramos: tuple[Tramo, ...], ancho: int) -> str:
    pieces = [(max(1, ancho * one.milesimas // 1000), TONOS[one.tono]) for one in tramos if one.milesimas > 0]
    rest = ancho - sum(width for width, _ in pieces)
    if rest > 0:
        pieces.append((rest, "EFECE5"))
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width, _ in pieces)
    cells = "".join(
        _cell(_FINO, width, f'<w:shd w:val="clear" w:color="auto" w:fill="{color}"/>') for width, color in pieces
    )
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{ancho}" w:type="dxa"/><w:tblLayout w:type="fixed"/><w:tblCellMar>'
        '<w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid><w:tr>{cells}</w:tr></w:tbl>{_FINO}"
    )


_MARGINS = (("top", 40), ("left", 80), ("bottom", 40), ("right", 80))


def _borders() -> str:
    line = f'w:val="single" w:sz="4" w:space="0" w:color="{LINEA}"'
    return (
        f'<w:tblBorders><w:top w:val="single" w:sz="8" w:space="0" w:color="{GUINDA}"/><w:left w:val="nil"/>'
        f'<w:bottom {line}/><w:right w:val="nil"/><w:insideH {line}/><w:insideV w:val="nil"/></w:tblBorders>'
    )


def _cell(content: str, width: int, properties: str = "") -> str:
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{properties}<w:vAlign w:val="center"/></w:tcPr>'
        f"{content}</w:tc>"
    )


def _box(one: Recuadro) -> str:
    items = "".join(_item(item, "Acuerdo") for item in one.elementos).replace('"Resolutivo"', '"AcuerdoResolutivo"')
    return _p("AcuerdoTitulo", _r(Trozo(one.titulo))) + _p("Acuerdo", _runs(one.trozos)) + items + _p("Separador", "")


def _signatures(one: Firmas) -> str:
    """Two to a row; a single one goes in the middle."""
    width, columns = ANCHO // 2, min(2, len(one.rubricas))
    pairs = [one.rubricas[start : start + 2] for start in range(0, len(one.rubricas), 2)]
    rows = "".join(
        "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
        + "".join(_cell(_signature(r), width) for r in pair)
        + (_cell(_p("FirmaNombre", ""), width) if len(pair) < columns else "")
        + "</w:tr>"
        for pair in pairs
    )
    title = _p("Heading3", _r(Trozo(one.titulo))) if one.titulo else ""
    place = '<w:tblInd w:w="0" w:type="dxa"/>' if columns == 2 else '<w:jc w:val="center"/>'
    grid = f'<w:gridCol w:w="{width}"/>' * columns
    return (
        f'{title}<w:tbl><w:tblPr><w:tblW w:w="{width * columns}" w:type="dxa"/>{place}<w:tblLayout w:type="fixed"/>'
        f'<w:tblCaption w:val="Espacio para firmas"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>'
        + _p("Separador", "")
    )


def _signature(one: Rubrica) -> str:
    parts = [_p("FirmaLinea", _r(Trozo(one.nombre, negrita=True)))]
    if one.cargo:
        parts.append(_p("FirmaNombre", _r(Trozo(one.cargo))))
    if one.leyenda:
        parts.append(_p("FirmaNombre", _r(Trozo(one.leyenda, negrita=True))))
    return "".join(parts)
