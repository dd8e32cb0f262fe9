"""Finding kept files."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import select

from workflow.archivos.models import Archivo
from workflow.db import db
from workflow.kernel.refusals import NotFound

_root: list[Path] = []


def set_files_root(path: Path) -> None:
    """Called once by the application: where content lives."""
    _root[:] = [path]


def files_root() -> Path:
    return _root[0]


def content_path(sha256: str) -> Path:
    """Where the content with that hash lives. Names given by people never become paths."""
    return files_root() / sha256[:2] / sha256


@dataclass(frozen=True)
class ArchivoVista:
    id: int
    nombre: str
    tipo: str
    tamano: int
    sha256: str
    clase: str
    expediente_id: int | None
    subido_en: datetime

    @property
    def path(self) -> Path:
        return content_path(self.sha256)


def get(archivo_id: int) -> ArchivoVista:
    """One file. Raises NotFound."""
    row = db.session.get(Archivo, archivo_id)
    if row is None:
        raise NotFound("NO_EXISTE")
    return _vista(row)


def of_expediente(expediente_id: int) -> list[ArchivoVista]:
    rows = db.session.scalars(select(Archivo).where(Archivo.expediente_id == expediente_id).order_by(Archivo.id))
    return [_vista(row) for row in rows]


def _vista(row: Archivo) -> ArchivoVista:
    return ArchivoVista(
        row.id, row.nombre, row.tipo, row.tamano, row.sha256, row.clase, row.expediente_id, row.subido_en
    )
