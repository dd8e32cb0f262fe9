"""Keeping files: type sniffed, size limited, content under its hash, written whole or not at all."""

from __future__ import annotations

import errno
import hashlib
import io
import os
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from sqlalchemy import select

from workflow.archivos import cifrado
from workflow.archivos.models import Archivo, ArchivoCifrado
from workflow.archivos.queries import CIFRADAS, content_path, en_claro_todavia, file_keys, files_root, hidden_path
from workflow.archivos.textos import ROTULOS
from workflow.archivos.tipos import CSV, safe_name, sniff
from workflow.db import db, use_case
from workflow.kernel.actor import Actor
from workflow.kernel.hashes import sha256_stream
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
    """Keep a file and return its id. Raises Invalid (empty, type), TooLarge, or Refused (disk full).

    The kinds of CIFRADAS are written encrypted: their content is never on the disk in clear.
    """
    kept = _keep_hidden if clase in CIFRADAS else _keep_plain
    try:
        digest, size, tipo = kept(data, tipos, limite)
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise Refused("SIN_ESPACIO") from error
        raise
    if clase in CIFRADAS:
        _note_hidden(digest, ahora)
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


def _keep_plain(data: bytes | BinaryIO, tipos: frozenset[str], limite: int) -> tuple[str, int, str]:
    temporary, digest, size = _receive(data, files_root(), limite)
    try:
        tipo = _type_of(temporary, size, tipos)
        _in_place(temporary, content_path(digest))
    finally:
        temporary.unlink(missing_ok=True)
    return digest, size, tipo


def _keep_hidden(data: bytes | BinaryIO, tipos: frozenset[str], limite: int) -> tuple[str, int, str]:
    """What is received is looked at in memory; only what is encrypted reaches the disk."""
    digest, size, pieces = hashlib.sha256(), 0, []
    for chunk in _chunks(data):
        size += len(chunk)
        if size > limite:
            raise TooLarge("ARCHIVO_DEMASIADO_GRANDE", limite_mb=limite // (1024 * 1024))
        digest.update(chunk)
        pieces.append(chunk)
    tipo = _type_of(io.BytesIO(b"".join(pieces)), size, tipos)
    _write_hidden(pieces, digest.hexdigest())
    return digest.hexdigest(), size, tipo


def _write_hidden(pieces: Iterable[bytes], sha256: str) -> None:
    """Whole or not at all, under the key in use."""
    incoming = files_root() / "entrando"
    incoming.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=incoming)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as out:
            for piece in cifrado.cifrar(pieces, llaves=file_keys(), sal=os.urandom(cifrado.LARGO_SAL)):
                out.write(piece)
            out.flush()
            os.fsync(out.fileno())
        _in_place(temporary, hidden_path(sha256))
    finally:
        temporary.unlink(missing_ok=True)


def _in_place(temporary: Path, final: Path) -> None:
    final.parent.mkdir(parents=True, exist_ok=True)
    temporary.replace(final)


def _note_hidden(sha256: str, ahora: datetime) -> None:
    row = db.session.get(ArchivoCifrado, sha256)
    if row is None:
        db.session.add(ArchivoCifrado(sha256=sha256, llave=file_keys().actual, en=ahora))
        return
    row.llave, row.suprimido_en = file_keys().actual, None  # received again after it was deleted: it is here again


@use_case
def recifrar(limite: int, *, actor: Actor, ahora: datetime) -> int:
    """Put up to `limite` contents under the key in use, also those that older versions left in clear.

    Each file is whole before and after; stopped in the middle, the next time goes on. Returns how many were done.
    """
    done = 0
    for sha in en_claro_todavia()[:limite]:
        with content_path(sha).open("rb") as stream:
            _write_hidden(_chunks(stream), sha)
        _check_hidden(sha)
        _note_hidden(sha, ahora)
        if not _also_plain(sha):
            content_path(sha).unlink()
        done += 1
    rows = db.session.scalars(
        select(ArchivoCifrado)
        .where(ArchivoCifrado.llave != file_keys().actual, ArchivoCifrado.suprimido_en.is_(None))
        .order_by(ArchivoCifrado.sha256)
        .limit(limite - done)
    )
    for row in rows:
        with hidden_path(row.sha256).open("rb") as stream:
            _write_hidden(cifrado.descifrar(stream, llaves=file_keys()), row.sha256)
        _check_hidden(row.sha256)
        row.llave = file_keys().actual
        done += 1
    return done


def _check_hidden(sha256: str) -> None:
    """What was written opens and is the same. Raises Refused (ARCHIVO_ALTERADO)."""
    with hidden_path(sha256).open("rb") as stream:
        found = sha256_stream(cifrado.descifrar(stream, llaves=file_keys()))
    if found != sha256:
        raise Refused("ARCHIVO_ALTERADO")


def _also_plain(sha256: str) -> bool:
    """Whether the same content was also given as a kind of file that is kept in clear."""
    statement = select(Archivo.id).where(Archivo.sha256 == sha256, Archivo.clase.not_in(CIFRADAS)).limit(1)
    return db.session.scalar(statement) is not None


@use_case
def suprimir(sha256: str, *, actor: Actor, ahora: datetime) -> bool:
    """Delete an encrypted content for good: its salt is written over before. False if it was already deleted."""
    row = db.session.get(ArchivoCifrado, sha256)
    if row is None or row.suprimido_en is not None:
        return False
    row.suprimido_en = ahora
    path = hidden_path(sha256)
    if path.is_file():
        with path.open("r+b") as stream:
            stream.write(os.urandom(min(path.stat().st_size, 4096)))  # without the salt no key opens what is left
            stream.flush()
            os.fsync(stream.fileno())
        path.unlink()
    return True


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


def _type_of(content: Path | BinaryIO, size: int, tipos: frozenset[str]) -> str:
    if size == 0:
        raise Invalid("ARCHIVO_VACIO")
    if isinstance(content, Path):
        with content.open("rb") as handle:
            head = handle.read(4096)
    else:
        head = content.read(4096)
    entries: frozenset[str] = frozenset()
    if head.startswith(b"PK\x03\x04"):
        try:
            with zipfile.ZipFile(content) as archive:
                entries = frozenset(archive.namelist()[:5000])
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
            entries = frozenset()
    tipo = sniff(head, entries=entries, text_like=CSV in tipos)
    if tipo not in tipos:
        admitted = ", ".join(ROTULOS["tipo_archivo"].get(code, code) for code in sorted(tipos))
        raise Invalid("ARCHIVO_TIPO_NO_ADMITIDO", admitidos=admitted)
    return tipo
