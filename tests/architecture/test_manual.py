"""The written manual says what the help of the product says, and its pictures are there."""

from __future__ import annotations

import re

from tools.manual import MANUAL, written


def test_el_manual_escrito_es_el_de_la_ayuda() -> None:
    assert [path.name for path, text in written().items() if path.read_text() != text] == []


def test_cada_imagen_del_manual_existe() -> None:
    named = {name for text in written().values() for name in re.findall(r"\(imagenes/([\w-]+\.png)\)", text)}
    assert named and sorted(name for name in named if not (MANUAL / "imagenes" / name).is_file()) == []
