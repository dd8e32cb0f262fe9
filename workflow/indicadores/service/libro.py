"""Reading a filled workbook: in a process of its own, and forgotten at once, because only the page saves."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

from workflow.indicadores.libro import read
from workflow.kernel.refusals import TooLarge
from workflow.libros.lector import read_isolated
from workflow.libros.limites import MEGA, POA


def leer_libro(contenido: BinaryIO, direcciones: Iterable[str]) -> dict[str, str]:
    """The fields of the page that it fills in. Raises Invalid; writes nothing."""
    data = contenido.read(POA.tamano + 1)
    if len(data) > POA.tamano:
        raise TooLarge("LIBRO_DEMASIADO_GRANDE", maximo=POA.tamano // MEGA)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "libro"
        path.write_bytes(data)
        return read(read_isolated(path, "poa"), direcciones)
