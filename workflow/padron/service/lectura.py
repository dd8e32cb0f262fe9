"""The reading of an upload, in batches that are kept as they go: a crash loses at most one.

The rows of an upload that is still being read count for nobody: they are a staging. Each batch and how far it reaches
are committed together; who takes the work again checks every row anew and writes only those that are missing. `turno`
says whose the reading is: a slow worker whose work was taken by another one writes nothing more.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, select

from workflow.archivos import queries as archivos
from workflow.audit.service import record
from workflow.db import db, lock, use_case
from workflow.kernel.actor import SISTEMA, Actor
from workflow.kernel.hashes import jsonable
from workflow.kernel.refusals import Reason, Refused
from workflow.padron import cifrado
from workflow.padron.buscables import buscables
from workflow.padron.cifrado import Llavero
from workflow.padron.coincidencias.service.generar import pedir as buscar_coincidencias
from workflow.padron.filas import Fila
from workflow.padron.models import CargaPadron, ColumnasRecordadas, PadronFila
from workflow.padron.reglas import Reglas, reglas_de
from workflow.padron.revision import Revision
from workflow.padron.service.escritura import escribir
from workflow.padron.service.movimientos import cotejar

TOPE = 1_000  # row numbers that the report keeps of each code


class LecturaAjena(Exception):
    """The upload was replaced, or another worker reads it now: there is nothing more to do here."""


@dataclass(frozen=True)
class PorLeer:
    """What the job needs to read an upload. `columnas`: what was decided of them, as `Columnas.documento`.

    `hasta`: number of the last row that is already kept, and `huella` the fingerprint of the rows up to it.
    """

    carga_id: int
    turno: int
    archivo: archivos.ArchivoVista
    reglas: Reglas
    columnas: dict[str, Any] | None = None
    recordadas: dict[str, dict[str, Any]] = field(default_factory=dict)
    hasta: int = 0
    huella: str = ""


@use_case
def empezar_lectura(carga_id: int, *, ahora: datetime, actor: Actor = SISTEMA) -> PorLeer | None:
    """For the worker. None: there is nothing to read (done, replaced), which is not a failure."""
    carga = lock(CargaPadron, carga_id)
    if carga.estado not in ("pendiente", "leyendo"):
        return None
    carga.estado, carga.turno = "leyendo", carga.turno + 1
    avance = carga.avance or {}
    return PorLeer(
        carga.id,
        carga.turno,
        archivos.get(carga.archivo_id),
        reglas_de(carga.reglas),
        carga.columnas,
        _recordadas(carga.reglas.get("ur", "")),
        avance.get("hasta", 0),
        avance.get("huella", ""),
    )


def _recordadas(ur: str) -> dict[str, dict[str, Any]]:
    rows = db.session.scalars(select(ColumnasRecordadas).where(ColumnasRecordadas.dependencia == ur))
    return {row.firma: {"estructura": row.estructura, "roles": row.roles} for row in rows}


def _mia(por_leer: PorLeer) -> CargaPadron:
    carga = lock(CargaPadron, por_leer.carga_id)
    if carga.estado != "leyendo" or carga.turno != por_leer.turno:
        raise LecturaAjena
    return carga


@use_case
def fijar_columnas(
    por_leer: PorLeer,
    columnas: Mapping[str, Any] | None,
    muestra: bytes,
    total: int,
    razones: Sequence[Reason] = (),
    *,
    llavero: Llavero,
    ahora: datetime,
    actor: Actor = SISTEMA,
) -> None:
    """What the columns are, so that every reading of this upload is the same; None: a person has to say it.

    `muestra`: the first rows of each sheet, for the page where that is said; kept encrypted until it is confirmed.
    """
    carga = _mia(por_leer)
    contexto = cifrado.contexto_de_muestra(carga.id)
    carga.muestra_llave = llavero.actual
    carga.muestra = llavero.cifrar(muestra, nonce=os.urandom(cifrado.LARGO_NONCE), contexto=contexto)
    if columnas is not None:
        carga.columnas = dict(columnas)
        carga.avance = {**(carga.avance or {}), "total": total}
        return
    carga.estado = "por_columnas"
    carga.razones = [{"codigo": razon.code, "hechos": imprimibles(razon.facts)} for razon in razones]
    record("padron:revisar", actor=actor, ahora=ahora, objeto=("expediente", carga.expediente_id),
           datos={"carga_id": carga.id, "codigos": [razon.code for razon in razones]})  # fmt: skip


class Cifrador:
    """Makes of each row what is written of it, and the fingerprint of all of them in their order."""

    def __init__(self, carga_id: int, llavero: Llavero) -> None:
        self.carga_id, self.llavero, self._huella = carga_id, llavero, hashlib.sha256()

    @property
    def huella(self) -> str:
        return self._huella.hexdigest()

    def anotar(
        self, fila: Fila, celdas: Sequence[Any], claro: bytes | None = None
    ) -> tuple[Fila, Sequence[Any], bytes]:
        """`claro`: the cells as `cifrado.claro` writes them, if they are at hand."""
        claro = claro or cifrado.claro(celdas)
        self._huella.update(f"{fila.numero}:{','.join(fila.ordenados())}:".encode() + hashlib.sha256(claro).digest())
        return fila, celdas, claro

    def filas(self, anotadas: Iterable[tuple[Fila, Sequence[Any], bytes]]) -> Iterator[dict[str, Any]]:
        """The rows of `padron_fila`."""
        llavero, cifrador = self.llavero, self.llavero.cifrador()
        for fila, celdas, claro in anotadas:
            nonce = os.urandom(cifrado.LARGO_NONCE)
            contexto = cifrado.contexto(self.carga_id, fila.numero).encode()
            yield {
                "carga_id": self.carga_id,
                "numero": fila.numero,
                "estado": fila.estado,
                "codigos": ",".join(fila.ordenados()),
                "llave": llavero.actual,
                "datos": nonce + cifrador.encrypt(nonce, claro, contexto),
                "indice": llavero.indice(fila.curp) if fila.curp else None,
                **buscables(fila, celdas, llavero),
                "movimiento": fila.movimiento or None,
                "motivo": fila.motivo_baja or None,
            }


@use_case
def guardar_tanda(
    por_leer: PorLeer,
    filas: Sequence[dict[str, Any]],
    avance: Mapping[str, Any],
    *,
    ahora: datetime,
    actor: Actor = SISTEMA,
) -> None:
    """A batch of rows and how far it reaches, together. Raises LecturaAjena.

    `avance`: `hasta` and `huella` as in PorLeer; `guardadas` and `con_error`, how many rows so far.
    """
    carga = _mia(por_leer)
    escribir(filas)
    carga.avance = {**(carga.avance or {}), **avance}


@use_case
def desde_el_principio(por_leer: PorLeer, *, ahora: datetime, actor: Actor = SISTEMA) -> None:
    """What was kept is not what the file says now (the program changed meanwhile): it is not built upon."""
    carga = _mia(por_leer)
    db.session.execute(delete(PadronFila).where(PadronFila.carga_id == carga.id))
    carga.avance = {"total": (carga.avance or {}).get("total")}


@use_case
def terminar_lectura(
    por_leer: PorLeer,
    revision: Revision,
    huella: str,
    notas: Mapping[str, Any],
    *,
    llavero: Llavero,
    ahora: datetime,
    actor: Actor = SISTEMA,
) -> None:
    """The report, and what it changes of the padrón in force: from now on there is something to confirm.

    `notas`: what else is told of the file.
    """
    carga = _mia(por_leer)
    resumen = {**revision.documento(TOPE), **notas}
    guardadas = db.session.scalar(select(func.count()).where(PadronFila.carga_id == carga.id))
    if guardadas != revision.cuentas.filas:
        raise Refused("LECTURA_INCOMPLETA")
    carga.estado, carga.leida_en, carga.huella = "revisada", ahora, huella
    carga.estructura, carga.encabezados = revision.estructura, list(revision.encabezados)
    carga.resumen, carga.avance, carga.razones = jsonable(resumen), None, None
    carga.filas, carga.validas = resumen["filas_de_datos"], resumen["filas_validas"]
    carga.con_error, carga.con_aviso = resumen["filas_con_error"], resumen["filas_con_aviso_sin_error"]
    record("padron:revisar", actor=actor, ahora=ahora, objeto=("expediente", carga.expediente_id),
           datos={"carga_id": carga.id, "filas": carga.filas, "huella": carga.huella})  # fmt: skip
    buscar_coincidencias(carga.id, "leida", ahora=ahora)
    db.session.flush()
    cotejar(carga.id, llavero=llavero, ahora=ahora)


@use_case
def registrar_ilegible(
    por_leer: PorLeer, razones: Sequence[Reason], *, ahora: datetime, actor: Actor = SISTEMA
) -> None:
    """The file could not be read: the reasons stay with the upload for who sent it, and no row of it."""
    carga = _mia(por_leer)
    db.session.execute(delete(PadronFila).where(PadronFila.carga_id == carga.id))
    carga.estado, carga.leida_en, carga.avance = "ilegible", ahora, None
    carga.razones = [{"codigo": razon.code, "hechos": imprimibles(razon.facts)} for razon in razones]
    record("padron:revisar", actor=actor, ahora=ahora, objeto=("expediente", carga.expediente_id),
           datos={"carga_id": carga.id, "codigos": [razon.code for razon in razones]})  # fmt: skip


def imprimibles(hechos: Mapping[str, Any]) -> dict[str, Any]:
    return {nombre: valor if isinstance(valor, str | int | list) else str(valor) for nombre, valor in hechos.items()}
