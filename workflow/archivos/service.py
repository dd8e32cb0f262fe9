"""Keeping files: type sniffed, size limited, content under its hash, written whole or not at all."""

from __future__ import annotations

import errno
import hashlib
import os
import tempfile
import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from workflow.archivos.models import Archivo
from workflow.archivos.queries import content_path, files_root
from workflow.archivos.textos import ROTULOS
from workflow.archivos.tipos import CSV, safe_name, sniff
from workflow.db import db, use_case
from workflow.kernel.actor import Actor
from workflow.kernel.refusals import Invalid, Refused, TooLarge

CHUNK = 1024 * 1024
MAX_BYTES = 25 * 1024 * 1024


@use_case
def keep(
    data: bytes | BinaryIO,
    *,
    nombre: str,
    actor: Actor,
    ahora: datetime,
    clase: str,
    tipos: frozenset[str],
    expediente_id: int | None = None,
    limite: int = MAX_BYTES,
) -> int:
    """Keep a file and return its id. Raises Invalid (empty, type), TooLarge, or Refused (disk full)."""
    root = files_root()
    try:
        temporary, digest, size = _receive(data, root, limite)
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise Refused("SIN_ESPACIO") from error
        raise
    try:
        tipo = _type_of(temporary, size, tipos)
        final = content_path(digest)
        final.parent.mkdir(parents=True, exist_ok=True)
        temporary.replace(final)
    finally:
        temporary.unlink(missing_ok=True)
    row = Archivo(
        sha256=digest,
        nombre=safe_name(nombre),
        tipo=tipo,
        tamano=size,
        clase=clase,
        expediente_id=expediente_id,
        subido_por=actor.usuario_id,
        subido_en=ahora,
    )
    db.session.add(row)
    db.session.flush()
    return row.id


def _receive(data: bytes | BinaryIO, root: Path, limite: int) -> tuple[Path, str, int]:
    """Write to a temporary file beside the final place. Returns (path, sha256, size)."""
    incoming = root / "entrando"
    incoming.mkdir(parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    handle, name = tempfile.mkstemp(dir=incoming)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as out:
            for chunk in _chunks(data):
                size += len(chunk)
                if size > limite:
                    raise TooLarge("ARCHIVO_DEMASIADO_GRANDE", limite_mb=limite // (1024 * 1024))
                digest.update(chunk)
                out.write(chunk)
            out.flush()
            os.fsync(out.fileno())
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return temporary, digest.hexdigest(), size


def _chunks(data: bytes | BinaryIO) -> Iterator[bytes]:
    return iter([data]) if isinstance(data, bytes) else iter(lambda: data.read(CHUNK), b"")


def _type_of(path: Path, size: int, tipos: frozenset[str]) -> str:
    if size == 0:
        raise Invalid("ARCHIVO_VACIO")
    with path.open("rb") as handle:
        head = handle.read(4096)
    entries: frozenset[str] = frozenset()
    if head.startswith(b"PK\x03\x04"):
        try:
            with zipfile.ZipFile(path) as archive:
                entries = frozenset(archive.namelist()[:5000])
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
            entries = frozenset()
    tipo = sniff(head, entries=entries, text_like=CSV in tipos)
    if tipo not in tipos:
        admitted = ", ".join(ROTULOS["tipo_archivo"].get(code, code) for code in sorted(tipos))
        raise Invalid("ARCHIVO_TIPO_NO_ADMITIDO", admitidos=admitted)
    return tipo
