"""Personal data at rest: authenticated encryption with a named key, and a keyed index to find a CURP.

AES-256-GCM; the context (which row of which upload) is authenticated, so a row cannot be moved to another place.
The index is an HMAC with a key of its own: without the keys of the installation nobody can test a CURP against it.
Random bytes are given by the caller: this file is a rule.
"""

from __future__ import annotations

import base64
import binascii
import hmac
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from workflow.kernel.refusals import Refused

LARGO_LLAVE = 32
LARGO_NONCE = 12


def contexto(carga_id: int, numero: int) -> str:
    """Where an encrypted row belongs: it opens nowhere else."""
    return f"padron_fila:{carga_id}:{numero}"


def claro(celdas: Sequence[Any]) -> bytes:
    """The cells of a row as they are encrypted."""
    return json.dumps(celdas, ensure_ascii=False, separators=(",", ":")).encode()


def contexto_de_muestra(carga_id: int) -> str:
    """The same for the first rows of an upload whose columns are being said."""
    return f"carga_padron:{carga_id}:muestra"


@dataclass(frozen=True)
class Llavero:
    """The keys of the installation by name. New data is encrypted with `actual`; older names only decrypt."""

    actual: str
    llaves: dict[str, bytes]

    def __repr__(self) -> str:
        return f"Llavero(actual={self.actual!r})"

    def cifrar(self, claro: bytes, *, nonce: bytes, contexto: str) -> bytes:
        """nonce + ciphertext. `nonce`: 12 random bytes, never used twice."""
        if len(nonce) != LARGO_NONCE:
            raise ValueError("nonce de 12 bytes")
        return nonce + self._cifrador(self.actual).encrypt(nonce, claro, contexto.encode())

    def cifrador(self) -> AESGCM:
        """That of the key in use, for many rows."""
        return self._cifrador(self.actual)

    def descifrar(self, cifrado: bytes, *, llave: str, contexto: str) -> bytes:
        """Raises Refused (LLAVE_DESCONOCIDA) when the key is not here or the data was altered or moved."""
        try:
            return self._cifrador(llave).decrypt(cifrado[:LARGO_NONCE], cifrado[LARGO_NONCE:], contexto.encode())
        except (InvalidTag, ValueError):
            raise Refused("LLAVE_DESCONOCIDA") from None

    def indice(self, curp: str) -> str:
        """What is stored to find the rows of a person: 64 hexadecimal characters."""
        return _indice(self.llaves[self.actual], curp)

    def indice_de(self, uso: str, valor: str) -> str:
        """The same for something else (`registro`, `nombre`, `hogar`, `telefono`, `contenido`): 32 characters.

        Each use has a key of its own, so that what is stored for one says nothing of another.
        """
        return hmac.digest(_derivada(self.llaves[self.actual], uso), valor.encode(), "sha256").hex()[:32]

    def indices_de(self, uso: str, valor: str) -> list[str]:
        """The same under every key, to search what older keys wrote."""
        return [
            hmac.digest(_derivada(llave, uso), valor.encode(), "sha256").hex()[:32] for llave in self.llaves.values()
        ]

    def indices(self, curp: str) -> list[str]:
        """The same under every key, to search what older keys wrote."""
        return [_indice(llave, curp) for llave in self.llaves.values()]

    def _cifrador(self, nombre: str) -> AESGCM:
        if nombre not in self.llaves:
            raise Refused("LLAVE_DESCONOCIDA")
        return AESGCM(self.llaves[nombre])


@lru_cache(maxsize=256)
def _derivada(llave: bytes, uso: str) -> bytes:
    return hmac.digest(llave, f"indice de {uso}".encode(), "sha256")


def _indice(llave: bytes, curp: str) -> str:
    return hmac.digest(_derivada(llave, "curp"), curp.encode(), "sha256").hex()


def llavero(textos: Iterable[str]) -> Llavero:
    """From `PADRON_KEYS`: `name:base64` each, the first one is the one in use. ValueError says which is wrong."""
    llaves: dict[str, bytes] = {}
    for texto in textos:
        nombre, _, codificada = texto.strip().partition(":")
        try:
            llave = base64.urlsafe_b64decode(codificada)
        except (binascii.Error, ValueError):
            llave = b""
        if not nombre or len(nombre) > 20 or len(llave) != LARGO_LLAVE:
            raise ValueError(f"la llave «{nombre}» de PADRON_KEYS debe ser nombre:base64 de 32 bytes")
        llaves[nombre] = llave
    if not llaves:
        raise ValueError("PADRON_KEYS no tiene ninguna llave")
    return Llavero(next(iter(llaves)), llaves)
