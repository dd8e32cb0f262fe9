"""Making a backup: the database, then the files it mentions, whole or not at all. The keys go apart."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from workflow.archivos.queries import content_path, hidden_path
from workflow.kernel.hashes import sha256_stream
from workflow.kernel.refusals import Refused
from workflow.respaldos.manifiesto import BASES, NOMBRE, Manifiesto, Pieza
from workflow.respaldos.service import motor

MEGA = 1024 * 1024
CARPETA_ARCHIVOS = "archivos"


@dataclass(frozen=True)
class Hecho:
    """A finished backup. `perdidos`: files that the database mentions and the disk does not have."""

    carpeta: Path
    manifiesto: Manifiesto
    perdidos: tuple[str, ...]


def crear(carpeta: Path, *, ahora: datetime, version: str) -> Hecho:
    """Write a backup in a new folder. Raises Refused, and then leaves nothing behind.

    Files are kept before the row that mentions them is committed, and never change: those of the database's instant
    are all on the disk when they are copied after it.
    """
    if carpeta.exists():
        raise Refused("RESPALDO_DESTINO_EXISTE", carpeta=str(carpeta))
    carpeta.parent.mkdir(parents=True, exist_ok=True)
    temporal = Path(tempfile.mkdtemp(prefix=".respaldo-", dir=carpeta.parent))
    try:
        base = temporal / BASES[motor.nombre()]
        retrato = motor.copiar(base)
        archivos, perdidos = _copiar_archivos(retrato, temporal / CARPETA_ARCHIVOS)
        manifiesto = Manifiesto(
            ruta=version,
            creado=ahora.isoformat(),
            motor=motor.nombre(),
            esquema=retrato.esquema,
            base=pieza(base),
            tablas=retrato.tablas,
            asientos=retrato.asientos,
            cadenas=retrato.cadenas,
            llaves=retrato.llaves,
            archivos=archivos,
        )
        _escribir(temporal / NOMBRE, manifiesto.texto().encode())
        temporal.chmod(0o700)
        temporal.rename(carpeta)
    except BaseException:
        shutil.rmtree(temporal, ignore_errors=True)
        raise
    return Hecho(carpeta, manifiesto, tuple(perdidos))


def _copiar_archivos(retrato: motor.Retrato, destino: Path) -> tuple[tuple[Pieza, ...], list[str]]:
    """Each content as it is kept: in clear or encrypted. One that was deleted for good is not missing."""
    copiados, perdidos = [], []
    for huella in retrato.archivos:
        guardados = [path for path in (content_path(huella), hidden_path(huella)) if path.is_file()]
        if not guardados and huella not in retrato.suprimidos:
            perdidos.append(huella)
        for origen in guardados:
            final = destino / huella[:2] / origen.name
            final.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(origen, final)
            copiados.append(replace(pieza(final), nombre=f"{huella[:2]}/{origen.name}"))
    return tuple(copiados), perdidos


def pieza(path: Path) -> Pieza:
    return Pieza(path.name, huella_de(path), path.stat().st_size)


def huella_de(path: Path) -> str:
    with path.open("rb") as stream:
        return sha256_stream(iter(lambda: stream.read(MEGA), b""))


def guardar_llaves(carpeta: Path, llaves: tuple[str, ...]) -> Path:
    """The keys of the padrones in a file that only its owner reads, for an envelope apart from the backup."""
    if not carpeta.is_dir() or not os.access(carpeta, os.W_OK):
        raise Refused("LLAVES_SIN_CARPETA", carpeta=str(carpeta))
    contenido = ("PADRON_KEYS=" + ",".join(llaves) + "\n").encode()
    destino = carpeta / f"llaves-{hashlib.sha256(contenido).hexdigest()[:12]}.env"
    _escribir(destino, contenido)
    return destino


def _escribir(path: Path, data: bytes) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
        out.write(data)
        out.flush()
        os.fsync(out.fileno())
