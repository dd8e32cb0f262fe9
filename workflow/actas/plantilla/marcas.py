"""What a template of Word has written between braces, and where: each mark with its paragraph, cell, header or footer.

People write {{ apartado.firmas }} or {% for punto in puntos %} alone in a paragraph; that paragraph is the mark, and
`preparar` says so to the library that fills it ({{p …}}, {%p …%}). Pure: reads and changes trees of XML.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn

MARCA = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
SUELTA = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")
SOLA = re.compile(r"^\s*(\{[{%])(.*?)([}%]\})\s*$", re.DOTALL)
MODO = re.compile(r"^(tr|tc|p|r)\s")
_CALLA = (qn("w:del"), qn("w:moveFrom"))
COMILLAS = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"})


@dataclass(frozen=True)
class Marca:
    """One mark: `texto` without its braces; `modo`: p, tr, tc, r or "" as it was asked or understood."""

    clase: str  # valor | orden | nota
    texto: str
    modo: str
    donde: str


@dataclass(frozen=True)
class Suelta:
    """Braces that nothing closes, or that close nothing."""

    texto: str
    donde: str


def marcas(raiz: Any, parte: str) -> Iterator[Marca | Suelta]:
    """Every mark of a part, in the order of the page. `parte`: «», «Encabezado de página», «Pie de página»…"""
    for parrafo, donde in parrafos(raiz, parte):
        text = texto(parrafo)
        if "{" not in text and "}" not in text:
            yield from _en_atributos(parrafo, donde)
            continue
        sola = _sola(text)
        for found in MARCA.finditer(text):
            yield _marca(found.group(0), donde, sola=sola)
        rest = MARCA.sub("", text)
        if SUELTA.search(rest):
            yield Suelta(_corto(text), donde)
        yield from _en_atributos(parrafo, donde)


def _sola(text: str) -> bool:
    """One mark is all that the paragraph says."""
    found = MARCA.match(text.strip())
    return found is not None and found.end() == len(text.strip())


def _en_atributos(parrafo: Any, donde: str) -> Iterator[Marca | Suelta]:
    """A watermark or the description of a picture may hold fields too."""
    for node in parrafo.iter():
        for value in node.attrib.values():
            if "{{" in value or "{%" in value or "{#" in value:
                found = MARCA.findall(value)
                yield from (_marca(one, donde, sola=False) for one in found)
                if not found:
                    yield Suelta(_corto(value), donde)


def _marca(escrita: str, donde: str, *, sola: bool) -> Marca:
    clase = {"{{": "valor", "{%": "orden", "{#": "nota"}[escrita[:2]]
    dentro = escrita[2:-2].translate(COMILLAS)
    modo = MODO.match(dentro)
    if modo is not None:
        return Marca(clase, dentro[modo.end() :].strip(), modo.group(1), donde)
    return Marca(clase, dentro.strip(), "p" if sola and _pide_parrafo(clase, dentro) else "", donde)


def _pide_parrafo(clase: str, dentro: str) -> bool:
    return clase == "orden" or dentro.strip().startswith("apartado.")


def preparar(raiz: Any) -> None:
    """A paragraph that is only an order or a whole part becomes that order or part."""
    for parrafo, _ in parrafos(raiz, ""):
        text = texto(parrafo).strip()
        found = SOLA.match(text)
        if found is None or not _sola(text):
            continue
        clase, dentro = ("valor" if text.startswith("{{") else "orden"), found.group(2)
        if MODO.match(dentro) is None and _pide_parrafo(clase, dentro):
            _reescribir(parrafo, f"{found.group(1)}p {dentro.strip()} {found.group(3)}")


def _reescribir(parrafo: Any, text: str) -> None:
    first, *rest = list(_textos(parrafo))
    first.text = text
    for node in rest:
        node.text = ""


def parrafos(raiz: Any, parte: str) -> Iterator[tuple[Any, str]]:
    """Each paragraph with the words that say where it is."""
    tablas = 0
    vistas: dict[Any, int] = {}
    antes = ""
    for node in raiz.iter(qn("w:p"), qn("w:tbl")):
        if node.tag == qn("w:tbl"):
            tablas += 1
            vistas[node] = tablas
            continue
        text = " ".join(texto(node).split())
        yield node, _donde(node, parte, text, antes, vistas)
        antes = text or antes


def _donde(parrafo: Any, parte: str, text: str, antes: str, tablas: dict[Any, int]) -> str:
    words = [parte] if parte else []
    celda = next(parrafo.iterancestors(qn("w:tc")), None)
    if celda is not None:
        fila = celda.getparent()
        tabla = fila.getparent()
        filas = [one for one in tabla if one.tag == qn("w:tr")]
        numero = filas.index(fila) + 1 if fila in filas else 0
        words.append(f"tabla {tablas.get(tabla, 1)}, renglón {numero}" if numero else "tabla")
    words.append(f"párrafo «{_corto(text)}»" if text else "párrafo vacío")
    if _sola(text) and antes and celda is None:
        words.append(f"después de «{_corto(antes)}»")
    joined = ", ".join(words)
    return joined[:1].upper() + joined[1:]


def _corto(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 90 else text[:89].rstrip() + "…"


def texto(parrafo: Any) -> str:
    """The text of a paragraph itself: not of the text boxes in it, nor what a revision took out."""
    return "".join(node.text or "" for node in _textos(parrafo))


def _textos(parrafo: Any) -> Iterator[Any]:
    for node in parrafo.iter(qn("w:t")):
        for ancestor in node.iterancestors():
            if ancestor is parrafo:
                yield node
                break
            if ancestor.tag == qn("w:p") or ancestor.tag in _CALLA:
                break
