"""Finding kept files."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, cast

from sqlalchemy import func, select

from workflow.archivos import cifrado
from workflow.archivos.cifrado import Llaves
from workflow.archivos.models import Archivo, ArchivoCifrado
from workflow.db import db
from workflow.kernel.refusals import NotFound

_root: list[Path] = []


def set_files_root(path: Path) -> None:
    """Called once by the application: where content lives."""
    _root[:] = [path]


def files_root() -> Path:
    return _root[0]


_llaves: list[Llaves] = []
# Kinds of file that hold personal data: their content is never on the disk in clear.
CIFRADAS = frozenset({"padron", "vinculo", "recibo", "entregas", "lista_entrega"})


def set_file_keys(llaves: Llaves) -> None:
    """Called once by the application: what the files of CIFRADAS are kept with."""
    _llaves[:] = [llaves]


def file_keys() -> Llaves:
    return _llaves[0]


def content_path(sha256: str) -> Path:
    """Where the content with that hash lives. Names given by people never become paths."""
    return files_root() / sha256[:2] / sha256


def hidden_path(sha256: str) -> Path:
    """Where the content with that hash lives when it is kept encrypted."""
    return files_root() / sha256[:2] / f"{sha256}.cifrado"


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
        """Of the kinds that are kept in clear; the others are opened with `en_claro`."""
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


def suprimido(sha256: str) -> datetime | None:
    """When that content was deleted for good; None if it was not."""
    row = db.session.get(ArchivoCifrado, sha256)
    return None if row is None else row.suprimido_en


@contextmanager
def en_claro(archivo: ArchivoVista) -> Iterator[Path]:
    """A path to read the content while the block lasts: the content itself, or a copy in memory of an encrypted one.

    Raises NotFound (ARCHIVO_SUPRIMIDO), or Refused when it cannot be opened with the keys of the installation.
    """
    if archivo.clase not in CIFRADAS or not hidden_path(archivo.sha256).is_file():
        if suprimido(archivo.sha256) is not None:
            raise NotFound("ARCHIVO_SUPRIMIDO")
        yield archivo.path
        return
    with _en_memoria() as (handle, path):
        with hidden_path(archivo.sha256).open("rb") as stream:
            for piece in cifrado.descifrar(stream, llaves=file_keys()):
                handle.write(piece)
        handle.flush()
        yield path


@contextmanager
def _en_memoria() -> Iterator[tuple[IO[bytes], Path]]:
    """A file without a name on any disk, that a process of ours can also open; where there is none of those, a
    temporary one that is deleted when it is closed."""
    if hasattr(os, "memfd_create") and Path("/proc/self/fd").is_dir():
        with os.fdopen(os.memfd_create("ruta"), "w+b") as memory:
            yield memory, Path(f"/proc/{os.getpid()}/fd/{memory.fileno()}")
        return
    with tempfile.NamedTemporaryFile() as temporary:
        yield cast("IO[bytes]", temporary), Path(temporary.name)


def llaves_en_uso() -> dict[str, int]:
    """How many encrypted contents each key holds."""
    rows = db.session.execute(
        select(ArchivoCifrado.llave, func.count())
        .where(ArchivoCifrado.suprimido_en.is_(None))
        .group_by(ArchivoCifrado.llave)
    )
    return {str(llave): int(cuantos) for llave, cuantos in rows}


def en_claro_todavia() -> list[str]:
    """Hashes of contents of CIFRADAS that older versions left in clear."""
    rows = db.session.scalars(
        select(Archivo.sha256)
        .where(Archivo.clase.in_(CIFRADAS), Archivo.sha256.not_in(select(ArchivoCifrado.sha256)))
        .distinct()
        .order_by(Archivo.sha256)
    )
    return [sha for sha in rows if content_path(sha).is_file()]
