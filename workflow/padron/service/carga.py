"""An upload of a padrón: kept, read by the worker, stored encrypted all or nothing, confirmed by a person."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any, BinaryIO

from sqlalchemy import delete, insert, select, update

from workflow.archivos import queries as archivos
from workflow.archivos.service import keep
from workflow.archivos.tipos import HOJAS
from workflow.audit.service import once, record
from workflow.db import db, lock, use_case
from workflow.expedientes.models import Borrador
from workflow.expedientes.service import capturar
from workflow.kernel.actor import SISTEMA, Actor
from workflow.kernel.clock import local_date
from workflow.kernel.hashes import jsonable, sha256_stream
from workflow.kernel.refusals import Reason, Refused
from workflow.outbox.service import leave
from workflow.padron import cifrado
from workflow.padron.buscables import buscables
from workflow.padron.cifrado import Llavero
from workflow.padron.coincidencias.service.generar import pedir as buscar_coincidencias
from workflow.padron.filas import Fila
from workflow.padron.models import CargaPadron, PadronFila
from workflow.padron.privacidad.service.accesos import anotar, vistas_en_claro
from workflow.padron.queries import LIBRO_COMPLETO
from workflow.padron.reglas import Reglas, reglas_de
from workflow.padron.revision import Revision
from workflow.padron.service.reglas import acto_de, reglas_en_contenido, vigentes

TANDA = 2_000
MEGA = 1024 * 1024
TRABAJO = "padron.leer"
VIVAS = ("pendiente", "leyendo", "revisada", "confirmada")


@dataclass(frozen=True)
class PorLeer:
    """What the job needs to read an upload."""

    carga_id: int
    archivo: archivos.ArchivoVista
    reglas: Reglas


@use_case
def subir(
    expediente_id: int, data: bytes | BinaryIO, *, nombre: str, actor: Actor, ahora: datetime, llave: str | None = None
) -> int:
    """Keep the file of a padrón, leave its reading for the worker, and return the id of the upload.

    The same file under the same rules is the same upload: nothing changes and its id comes back.
    """
    once(llave, actor=actor, ahora=ahora, destino=f"/expedientes/{expediente_id}/padron")
    acto = acto_de(expediente_id, actor=actor, ahora=ahora)
    reglas = vigentes(expediente_id)
    if reglas is None:
        raise Refused("REGLAS_FALTANTES")
    repetida = _misma(expediente_id, _huella_de(data), reglas.huella)
    if repetida is not None:
        return repetida
    archivo_id = keep(
        data, nombre=nombre, actor=actor, ahora=ahora, clase="padron", tipos=HOJAS, expediente_id=expediente_id
    )
    _retirar_sin_confirmar(expediente_id)
    carga = CargaPadron(
        expediente_id=expediente_id,
        archivo_id=archivo_id,
        archivo_sha256=archivos.get(archivo_id).sha256,
        reglas_version=reglas.version,
        reglas_huella=reglas.huella,
        reglas={**reglas_en_contenido(reglas), "programa": reglas.programa, "ur": acto.facts.dependencia},
        por_id=actor.usuario_id,
        por=actor.nombre,
        en=ahora,
    )
    db.session.add(carga)
    db.session.flush()
    leave(TRABAJO, llave=f"{TRABAJO}:{carga.id}", payload={"carga_id": carga.id}, ahora=ahora,
          objeto=("carga_padron", carga.id))  # fmt: skip
    record("padron:subir", actor=actor, ahora=ahora, objeto=("expediente", expediente_id),
           datos={"carga_id": carga.id, "archivo_id": archivo_id})  # fmt: skip
    return carga.id


def _huella_de(data: bytes | BinaryIO) -> str:
    if isinstance(data, bytes):
        return hashlib.sha256(data).hexdigest()
    digest = sha256_stream(iter(lambda: data.read(MEGA), b""))
    data.seek(0)
    return digest


def _misma(expediente_id: int, sha: str, reglas_huella: str) -> int | None:
    return db.session.scalar(
        select(CargaPadron.id)
        .where(
            CargaPadron.expediente_id == expediente_id,
            CargaPadron.archivo_sha256 == sha,
            CargaPadron.reglas_huella == reglas_huella,
            CargaPadron.estado.in_(VIVAS),
        )
        .order_by(CargaPadron.id.desc())
        .limit(1)
    )


def _retirar_sin_confirmar(expediente_id: int) -> None:
    """An upload that nobody confirmed gives way to the new one, and its rows are not kept.

    Unless somebody took them in clear: then it must still be possible to say whom they saw.
    """
    viejas = list(
        db.session.scalars(
            select(CargaPadron.id).where(
                CargaPadron.expediente_id == expediente_id,
                CargaPadron.estado.in_(("pendiente", "leyendo", "revisada", "ilegible")),
            )
        )
    )
    if viejas:
        sin_ver = set(viejas) - vistas_en_claro(viejas)
        db.session.execute(delete(PadronFila).where(PadronFila.carga_id.in_(sin_ver)))
        db.session.execute(update(CargaPadron).where(CargaPadron.id.in_(viejas)).values(estado="reemplazada"))


@use_case
def empezar_lectura(carga_id: int, *, ahora: datetime, actor: Actor = SISTEMA) -> PorLeer | None:
    """For the worker. None: there is nothing to read (done, replaced), which is not a failure."""
    carga = lock(CargaPadron, carga_id)
    if carga.estado not in ("pendiente", "leyendo"):
        return None
    carga.estado = "leyendo"
    return PorLeer(carga.id, archivos.get(carga.archivo_id), reglas_de(carga.reglas))


@use_case
def registrar_ilegible(carga_id: int, razones: Sequence[Reason], *, ahora: datetime, actor: Actor = SISTEMA) -> None:
    """The file could not be read: the reasons stay with the upload for who sent it."""
    carga = lock(CargaPadron, carga_id)
    if carga.estado not in ("pendiente", "leyendo"):
        return
    carga.estado, carga.leida_en = "ilegible", ahora
    carga.razones = [{"codigo": razon.code, "hechos": _imprimibles(razon.facts)} for razon in razones]
    record("padron:revisar", actor=actor, ahora=ahora, objeto=("expediente", carga.expediente_id),
           datos={"carga_id": carga_id, "codigos": [razon.code for razon in razones]})  # fmt: skip


def _imprimibles(hechos: Mapping[str, Any]) -> dict[str, Any]:
    return {nombre: valor if isinstance(valor, str | int | list) else str(valor) for nombre, valor in hechos.items()}


@use_case
def registrar_lectura(
    carga_id: int,
    revision: Revision,
    celdas: Mapping[int, Sequence[Any]],
    *,
    llavero: Llavero,
    ahora: datetime,
    actor: Actor = SISTEMA,
) -> None:
    """Store the report and every row, encrypted, all or nothing. `celdas`: cells by row number.

    Run twice it leaves the same: the rows are written anew only while the upload is still being read.
    """
    carga = lock(CargaPadron, carga_id)
    if carga.estado not in ("pendiente", "leyendo"):
        return
    db.session.execute(delete(PadronFila).where(PadronFila.carga_id == carga_id))
    resumen = revision.documento()
    huella = hashlib.sha256()
    filas = _cifradas(carga_id, revision.filas, celdas, llavero, huella)
    while tanda := list(islice(filas, TANDA)):
        db.session.execute(insert(PadronFila), tanda)
    carga.estado, carga.leida_en, carga.huella = "revisada", ahora, huella.hexdigest()
    carga.estructura, carga.encabezados = revision.estructura, list(revision.encabezados)
    carga.resumen = jsonable(resumen)
    carga.filas, carga.validas = resumen["filas_de_datos"], resumen["filas_validas"]
    carga.con_error, carga.con_aviso = resumen["filas_con_error"], resumen["filas_con_aviso_sin_error"]
    record("padron:revisar", actor=actor, ahora=ahora, objeto=("expediente", carga.expediente_id),
           datos={"carga_id": carga_id, "filas": carga.filas, "huella": carga.huella})  # fmt: skip
    buscar_coincidencias(carga_id, "leida", ahora=ahora)


def _cifradas(
    carga_id: int, filas: Iterable[Fila], celdas: Mapping[int, Sequence[Any]], llavero: Llavero, huella: Any
) -> Iterator[dict[str, Any]]:
    for fila in filas:
        claro = cifrado.claro(celdas[fila.numero])
        codigos = ",".join(fila.ordenados())
        huella.update(f"{fila.numero}:{codigos}:".encode() + hashlib.sha256(claro).digest())
        yield {
            "carga_id": carga_id,
            "numero": fila.numero,
            "estado": fila.estado,
            "codigos": codigos,
            "llave": llavero.actual,
            "datos": llavero.cifrar(
                claro, nonce=os.urandom(cifrado.LARGO_NONCE), contexto=cifrado.contexto(carga_id, fila.numero)
            ),
            "indice": llavero.indice(fila.curp) if fila.curp else None,
            **buscables(fila, claro, llavero),
        }


@use_case
def confirmar(
    carga_id: int,
    *,
    actor: Actor,
    ahora: datetime,
    expediente_id: int | None = None,
    corte: date | None = None,
    llave: str | None = None,
) -> None:
    """What was read becomes the padrón of the draft. `corte`: cut-off date, today if not said.

    `expediente_id`: the dossier of the page, if the upload must be of it. Raises Refused with every reason.
    """
    carga = lock(CargaPadron, carga_id)
    once(llave, actor=actor, ahora=ahora, destino=f"/expedientes/{carga.expediente_id}")
    if expediente_id is not None and expediente_id != carga.expediente_id:
        raise Refused("CARGA_AJENA")
    acto_de(carga.expediente_id, actor=actor, ahora=ahora)
    if carga.estado == "confirmada":
        return
    _refuse_unready(carga)
    db.session.execute(
        update(CargaPadron)
        .where(CargaPadron.expediente_id == carga.expediente_id, CargaPadron.estado == "confirmada")
        .values(estado="reemplazada")
    )
    carga.estado, carga.confirmada_en, carga.confirmada_por = "confirmada", ahora, actor.nombre
    db.session.flush()
    borrador = db.session.get_one(Borrador, carga.expediente_id)
    contenido = {**borrador.contenido, "padron": _padron_en_contenido(carga, corte or local_date(ahora))}
    capturar(carga.expediente_id, contenido, borrador.revision, actor=actor, ahora=ahora,
             reglas_version=carga.reglas_version)  # fmt: skip
    record("padron:confirmar", actor=actor, ahora=ahora, objeto=("expediente", carga.expediente_id),
           datos={"carga_id": carga_id, "validas": carga.validas, "huella": carga.huella})  # fmt: skip
    buscar_coincidencias(carga_id, "confirmada", ahora=ahora)


def _refuse_unready(carga: CargaPadron) -> None:
    if carga.estado == "reemplazada":
        raise Refused("CARGA_REEMPLAZADA")
    if carga.estado != "revisada" or carga.resumen is None:
        raise Refused("CARGA_NO_LISTA")
    reasons = [
        Reason(problema["codigo"], {nombre: valor for nombre, valor in problema.items() if nombre != "codigo"})
        for problema in carga.resumen.get("problemas", [])
    ]
    reglas = vigentes(carga.expediente_id)
    if reglas is None or reglas.huella != carga.reglas_huella:
        reasons.append(Reason("REGLAS_CAMBIARON"))
    if not carga.validas and not reasons:
        reasons.append(Reason("PADRON_SIN_FILAS_VALIDAS"))
    if reasons:
        raise Refused(reasons)


def _padron_en_contenido(carga: CargaPadron, corte: date) -> dict[str, Any]:
    resumen = carga.resumen or {}
    return {
        "carga_id": carga.id,
        "archivo_sha256": carga.archivo_sha256,
        "estructura": carga.estructura,
        "filas": carga.filas,
        "validas": carga.validas,
        "con_error": carga.con_error,
        "avisos": {codigo: hallado["n"] for codigo, hallado in resumen["avisos"].items()},
        "por_decidir": len(resumen["duplicados_probables"]),
        "huella": carga.huella,
        "corte": corte.isoformat(),
        "reglas_version": carga.reglas_version,
        "reglas_huella": carga.reglas_huella,
    }


@use_case
def registrar_descarga(carga_id: int, *, actor: Actor, ahora: datetime) -> None:
    """Who took the rows with errors, in clear, to correct them. Only who may capture the dossier."""
    carga = lock(CargaPadron, carga_id)
    acto_de(carga.expediente_id, actor=actor, ahora=ahora)
    if carga.resumen is None:
        raise Refused("CARGA_NO_LISTA")
    completa = carga.filas <= LIBRO_COMPLETO
    anotar("descargar", "correccion", actor=actor, ahora=ahora, dependencia=str(carga.reglas.get("ur") or ""),
           expediente_id=carga.expediente_id, carga_id=carga_id, alcance="carga" if completa else "con_error",
           filas=carga.filas if completa else carga.con_error, campos=carga.encabezados or ())  # fmt: skip
    record("padron:descargar_errores", actor=actor, ahora=ahora, objeto=("expediente", carga.expediente_id),
           datos={"carga_id": carga_id, "filas": carga.con_error})  # fmt: skip
