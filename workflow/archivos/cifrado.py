"""A file at rest that nobody reads without the keys of the installation: AES-256-GCM, piece by piece. Pure.

    RUTA-C1\\n | length of the name (1) | name of the key | salt (16) | pieces of 64 KiB, each with its mark

The key of each file comes from the named key and its own salt, so the counter of pieces is never used twice. Each
piece says its place and whether it is the last: one that is missing, repeated, moved or cut is refused.
"""

from __future__ import annotations

import hmac
import struct
from collections.abc import Iterable, Iterator, Mapping
from typing import BinaryIO, Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from workflow.kernel.refusals import Refused

MARCA = b"RUTA-C1\n"
TROZO = 64 * 1024
LARGO_SAL = 16
_SELLO = 16


class Llaves(Protocol):
    """The keys of the installation by name, and the one in use."""

    @property
    def actual(self) -> str: ...

    @property
    def llaves(self) -> Mapping[str, bytes]: ...


def cifrar(claro: Iterable[bytes], *, llaves: Llaves, sal: bytes) -> Iterator[bytes]:
    """The pieces to write. `sal`: 16 random bytes, never used twice."""
    if len(sal) != LARGO_SAL:
        raise ValueError("sal de 16 bytes")
    nombre = llaves.actual.encode()
    cabeza = MARCA + bytes([len(nombre)]) + nombre + sal
    cifrador = _cifrador(llaves, llaves.actual, sal)
    yield cabeza
    lugar, pendiente = 0, b""
    for trozo in _en_trozos(claro):
        if pendiente:
            yield cifrador.encrypt(_nonce(lugar, ultimo=False), pendiente, cabeza)
            lugar += 1
        pendiente = trozo
    yield cifrador.encrypt(_nonce(lugar, ultimo=True), pendiente, cabeza)


def descifrar(cifrado: BinaryIO, *, llaves: Llaves) -> Iterator[bytes]:
    """The content in clear. Raises Refused: ARCHIVO_LLAVE_DESCONOCIDA, or ARCHIVO_ALTERADO if it is not as written."""
    nombre, sal, cabeza = _cabeza(cifrado)
    if nombre not in llaves.llaves:
        raise Refused("ARCHIVO_LLAVE_DESCONOCIDA", llave=nombre)
    cifrador = _cifrador(llaves, nombre, sal)
    lugar, trozo = 0, cifrado.read(TROZO + _SELLO)
    while True:
        siguiente = cifrado.read(TROZO + _SELLO)
        try:
            yield cifrador.decrypt(_nonce(lugar, ultimo=not siguiente), trozo, cabeza)
        except (InvalidTag, ValueError):
            raise Refused("ARCHIVO_ALTERADO") from None
        if not siguiente:
            return
        lugar, trozo = lugar + 1, siguiente


def llave_de(cifrado: BinaryIO) -> str:
    """The name of the key that a file was written with. Raises Refused (ARCHIVO_ALTERADO)."""
    return _cabeza(cifrado)[0]


def _cabeza(cifrado: BinaryIO) -> tuple[str, bytes, bytes]:
    marca = cifrado.read(len(MARCA) + 1)
    largo = marca[-1] if len(marca) == len(MARCA) + 1 and marca.startswith(MARCA) else 0
    resto = cifrado.read(largo + LARGO_SAL)
    if not largo or len(resto) != largo + LARGO_SAL:
        raise Refused("ARCHIVO_ALTERADO")
    return resto[:largo].decode("utf-8", "replace"), resto[largo:], marca + resto


def _cifrador(llaves: Llaves, nombre: str, sal: bytes) -> AESGCM:
    return AESGCM(hmac.digest(llaves.llaves[nombre], b"archivo " + sal, "sha256"))


def _nonce(lugar: int, *, ultimo: bool) -> bytes:
    return struct.pack(">QI", lugar, int(ultimo))


def _en_trozos(claro: Iterable[bytes]) -> Iterator[bytes]:
    junto = b""
    for parte in claro:
        junto += parte
        while len(junto) >= TROZO:
            yield junto[:TROZO]
            junto = junto[TROZO:]
    if junto:
        yield junto
