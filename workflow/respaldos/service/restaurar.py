"""Checking a backup where it lies, and restoring it into an empty installation."""

from __future__ import annotations

import shutil
from pathlib import Path

from workflow.archivos.queries import files_root
from workflow.audit import queries as audit
from workflow.db import db
from workflow.kernel.refusals import Invalid, Reason, Refused
from workflow.respaldos.manifiesto import NOMBRE, Manifiesto, diferencias, leer
from workflow.respaldos.service import motor
from workflow.respaldos.service.crear import CARPETA_ARCHIVOS, huella_de


def manifiesto_de(carpeta: Path) -> Manifiesto:
    """Raises Invalid."""
    try:
        return leer((carpeta / NOMBRE).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        raise Invalid("RESPALDO_SIN_MANIFIESTO") from None


def verificar(carpeta: Path) -> Manifiesto:
    """That every piece is there with its hash, the database can be read whole, and nothing else is. Raises Invalid."""
    manifiesto = manifiesto_de(carpeta)
    faltas = [*_piezas(carpeta, manifiesto), *_de_mas(carpeta, manifiesto)]
    if faltas:
        raise Invalid(faltas)
    motor.revisar_copia(carpeta / manifiesto.base.nombre, manifiesto.motor)
    return manifiesto


def _piezas(carpeta: Path, manifiesto: Manifiesto) -> list[Reason]:
    esperadas = {manifiesto.base.nombre: manifiesto.base.sha256}
    esperadas |= {f"{CARPETA_ARCHIVOS}/{uno.nombre}": uno.sha256 for uno in manifiesto.archivos}
    faltas = []
    for nombre, huella in esperadas.items():
        path = carpeta / nombre
        if not path.is_file():
            faltas.append(Reason("RESPALDO_FALTA_PIEZA", {"nombre": nombre}))
        elif huella_de(path) != huella:
            faltas.append(Reason("RESPALDO_PIEZA_DANADA", {"nombre": nombre}))
    return faltas


def _de_mas(carpeta: Path, manifiesto: Manifiesto) -> list[Reason]:
    conocidas = {NOMBRE, manifiesto.base.nombre}
    conocidas |= {f"{CARPETA_ARCHIVOS}/{uno.nombre}" for uno in manifiesto.archivos}
    halladas = {path.relative_to(carpeta).as_posix() for path in carpeta.rglob("*") if not path.is_dir()}
    return [Reason("RESPALDO_PIEZA_DE_MAS", {"nombre": nombre}) for nombre in sorted(halladas - conocidas)]


def restaurar(carpeta: Path, *, llaves: frozenset[str]) -> Manifiesto:
    """Into an empty database and an empty folder of files. `llaves`: names of the keys of this installation.

    Refuses, before touching anything, what could not be used afterwards; at the end it counts everything again and
    recomputes the whole record. Raises Refused.
    """
    manifiesto = verificar(carpeta)
    _refuse_unready(manifiesto, llaves)
    for uno in manifiesto.archivos:
        final = files_root() / uno.nombre
        final.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(carpeta / CARPETA_ARCHIVOS / uno.nombre, final)
    motor.restaurar(carpeta / manifiesto.base.nombre)
    faltas = comprobar(manifiesto)
    if faltas:
        raise Refused(faltas)
    return manifiesto


def _refuse_unready(manifiesto: Manifiesto, llaves: frozenset[str]) -> None:
    faltas = []
    if manifiesto.motor != motor.nombre():
        faltas.append(Reason("RESPALDO_OTRO_MOTOR", {"motor": manifiesto.motor, "destino": motor.nombre()}))
    elif not motor.vacia():
        faltas.append(Reason("RESPALDO_BASE_OCUPADA"))
    root = files_root()
    if root.is_dir() and any(path.is_file() for path in root.rglob("*")):
        faltas.append(Reason("RESPALDO_CARPETA_OCUPADA", {"carpeta": str(root)}))
    ausentes = sorted(set(manifiesto.llaves) - llaves)
    if ausentes:
        faltas.append(Reason("RESPALDO_FALTAN_LLAVES", {"llaves": ", ".join(ausentes)}))
    if faltas:
        raise Refused(faltas)


def comprobar(manifiesto: Manifiesto) -> list[Reason]:
    """What this installation does not have as the backup says; nothing when it is the same."""
    db.session.remove()
    with db.engine.connect() as connection:
        hallado = motor.retratar(connection)
    faltas = list(diferencias(manifiesto, hallado.tablas, hallado.asientos, hallado.cadenas))
    _, roturas = audit.verify()
    db.session.rollback()
    if roturas and not any(falta.code == "RESPALDO_BITACORA_DISTINTA" for falta in faltas):
        faltas.append(Reason("RESPALDO_BITACORA_DISTINTA"))
    perdidos = [uno.sha256 for uno in manifiesto.archivos if not (files_root() / uno.nombre).is_file()]
    if perdidos:
        faltas.append(Reason("RESPALDO_ARCHIVO_PERDIDO", {"cuantos": len(perdidos), "huella": perdidos[0]}))
    return faltas
