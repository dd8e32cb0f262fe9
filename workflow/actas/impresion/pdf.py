"""The composed document as PDF/A-2a and PDF/UA-1, tagged, with the same bytes for the same document.

Texts reach the template as JSON data, never as markup. Only the fonts bundled with the compiler are used, so that
every machine prints the same. Do not call this in a process that will fork later: the compiler's threads do not
survive a fork, and the child would wait for ever. Importing this file is safe.
"""

from __future__ import annotations

import io
import json
import re
import shutil
import tempfile
from pathlib import Path
from typing import Any

import segno

from workflow.actas.impresion.documento import (
    TONOS,
    Barras,
    Bloque,
    Documento,
    Elemento,
    Espacio,
    Imagenes,
    Lista,
    Parrafo,
    Recuadro,
    Tabla,
    Titulo,
    Trozo,
    imagenes_de,
    is_short,
)

FOLDER = Path(__file__).resolve().parents[3] / "templates" / "documents"
_PAGE = re.compile(rb"/Type\s*/Page\b(?!s)")
STANDARDS = ["ua-1", "a-2a"]


def to_pdf(documento: Documento) -> bytes:
    """The PDF of a document. The creation date is the one of the document."""
    if not any(one.datos for one in imagenes_de(documento)):
        return _compiled(documento, FOLDER)
    with tempfile.TemporaryDirectory() as name:  # the compiler reads only what is under its root
        root = Path(name)
        for template in ("documento.typ", "escudo.svg"):
            shutil.copy(FOLDER / template, root / template)
        for one in imagenes_de(documento):
            if one.datos:
                (root / f"{one.sha256}.{one.extension}").write_bytes(one.datos)
        return _compiled(documento, root)


def _compiled(documento: Documento, root: Path) -> bytes:
    import typst

    compiler = typst.Compiler(
        root / "documento.typ",
        root=root,
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data_of(documento), ensure_ascii=False)},
    )
    made = compiler.compile(
        format="pdf",
        pdf_standards=STANDARDS,  # type: ignore[arg-type]
        timestamp=int(documento.fecha.timestamp()),
    )
    assert isinstance(made, bytes)
    return made


def pages_in(pdf: bytes) -> int:
    """How many pages a PDF printed here has; its page objects are never compressed."""
    return len(_PAGE.findall(pdf))


def data_of(documento: Documento) -> dict[str, Any]:
    """What the template reads."""
    return {
        "titulo": documento.titulo,
        "autor": documento.autor,
        "membrete": list(documento.membrete),
        "lema": documento.lema,
        "folio": documento.folio,
        "version": documento.version,
        "pie": documento.pie,
        "domicilio": documento.domicilio,
        "escudo": None if documento.escudo is None else list(documento.escudo.png),
        "escudo_texto": "" if documento.escudo is None else documento.escudo.texto,
        "marca": documento.marca,
        "url": documento.verificacion.url,
        "sha256": documento.verificacion.sha256,
        "huella_corta": documento.verificacion.sha256[:16],
        "qr": qr_svg(documento.verificacion.url),
        "bloques": [_block(one) for one in documento.bloques],
    }


def qr_svg(url: str) -> str:
    out = io.BytesIO()
    segno.make(url, error="m", micro=False).save(out, kind="svg", xmldecl=False, border=2, light="#fff")
    return out.getvalue().decode()


def _block(one: Bloque) -> dict[str, Any]:
    if isinstance(one, Titulo):
        return {"tipo": "titulo", "nivel": one.nivel, "texto": one.texto, "hoja_nueva": one.hoja_nueva}
    if isinstance(one, Parrafo):
        return {"tipo": "parrafo", "estilo": one.estilo, "trozos": _runs(one.trozos)}
    if isinstance(one, Lista):
        return {"tipo": "lista", "elementos": _items(one.elementos)}
    if isinstance(one, Tabla):
        rows = [[{"c": _runs(cell)} for cell in row] for row in one.filas]
        return {
            "tipo": "tabla",
            "encabezados": list(one.encabezados),
            "anchos": list(one.anchos),
            "filas": rows,
            "a_mano": one.a_mano,
            "numeros": list(one.numeros),
            "corta": is_short(one),
        }
    if isinstance(one, Recuadro):
        items = _items(one.elementos)
        return {"tipo": "recuadro", "titulo": one.titulo, "trozos": _runs(one.trozos), "elementos": items}
    if isinstance(one, Barras):
        return _chart(one)
    if isinstance(one, Espacio):
        return {"tipo": "espacio", "centimetros": one.centimetros}
    if isinstance(one, Imagenes):
        fotos = [
            {"archivo": f"{i.sha256}.{i.extension}" if i.datos else "", "texto": i.texto, "pie": i.pie}
            for i in one.imagenes
        ]
        return {"tipo": "imagenes", "fotos": fotos}
    rubricas = [{"nombre": r.nombre, "cargo": r.cargo, "leyenda": r.leyenda} for r in one.rubricas]
    return {"tipo": "firmas", "titulo": one.titulo, "rubricas": rubricas}


def _chart(one: Barras) -> dict[str, Any]:
    filas = [
        {
            "rotulo": fila.rotulo,
            "valor": fila.valor,
            "barras": [[{"ancho": t.milesimas / 10, "color": f"#{TONOS[t.tono]}"} for t in b] for b in fila.barras],
        }
        for fila in one.filas
    ]
    leyenda = [{"color": f"#{TONOS[tono]}", "texto": texto} for tono, texto in one.leyenda]
    return {
        "tipo": "barras",
        "descripcion": one.descripcion,
        "encabezados": list(one.encabezados),
        "filas": filas,
        "leyenda": leyenda,
    }


def _items(elementos: tuple[Elemento, ...]) -> list[dict[str, Any]]:
    return [{"marca": one.marca, "trozos": _runs(one.trozos)} for one in elementos]


def _runs(runs: tuple[Trozo, ...]) -> list[dict[str, Any]]:
    plain: list[dict[str, Any]] = []
    for run in runs:
        entry: dict[str, Any] = {"t": run.texto}
        entry.update({key: True for key, on in (("n", run.negrita), ("c", run.cursiva), ("m", run.codigo)) if on})
        plain.append(entry)
    return plain
