"""A photograph as large as paper can show: one of a telephone goes in whole otherwise, and a report weighs for nothing.

The compiler that prints the PDF draws it smaller: nothing else is installed for it. What was kept is never touched.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from docx.image.exceptions import InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError
from docx.image.image import Image

from workflow.archivos.fotos import orientacion

LADO = 900
"""Pixels of the longest side: 7.4 cm on paper at some 300 dots an inch."""
SE_DEJA = 1200
"""One whose longest side is not beyond this stays as it is: it would gain nothing, and lose a little."""


def scaled(data: bytes) -> bytes:
    """The same picture, upright, with at most `LADO` pixels a side; itself when it is small or cannot be read."""
    sides = _sides(data)
    if sides is None or max(sides) <= SE_DEJA:
        return data
    ratio = LADO / max(sides)
    width, height = (max(1, round(side * ratio)) for side in sides)
    made = _drawn(data, width, height)
    return made if made and len(made) < len(data) else data


def _sides(data: bytes) -> tuple[int, int] | None:
    """Width and height as it is seen: a photograph taken with the telephone on its side is turned."""
    try:
        image = Image.from_blob(data)
    except (UnrecognizedImageError, InvalidImageStreamError, UnexpectedEndOfFileError, ValueError, KeyError):
        return None
    sides = (image.px_width, image.px_height)
    return (sides[1], sides[0]) if orientacion(data) >= 5 else sides


def _drawn(data: bytes, width: int, height: int) -> bytes | None:
    import typst

    page = (
        f"#set page(width: {width}pt, height: {height}pt, margin: 0pt)\n"
        '#image("foto", format: sys.inputs.formato, width: 100%, height: 100%, fit: "stretch")'
    )
    formato = "png" if data.startswith(b"\x89PNG") else "jpg"
    with tempfile.TemporaryDirectory() as name:  # the compiler reads only what is under its root
        root = Path(name)
        (root / "foto").write_bytes(data)
        (root / "hoja.typ").write_text(page)
        try:
            made = typst.compile(
                root / "hoja.typ", root=root, format="png", ppi=72, ignore_system_fonts=True,
                sys_inputs={"formato": formato},
            )  # fmt: skip
        except RuntimeError:  # what the compiler cannot read goes in as it is
            return None
    return made if isinstance(made, bytes) else None
