"""An upload of a padrón: kept, read by the worker, stored encrypted all or nothing, confirmed by a person."""

from __future__ import annotations

import hashlib
from datetime import date, datetime
from typing import Any, BinaryIO

from sqlalchemy import delete, select, update

from workflow.archivos import queries as archivos
from workflow.archivos.service import keep
from workflow.archivos.tipos import HOJAS
from workflow.audit.service import once, record
from workflow.db import db, lock, use_case
from workflow.expedientes.models import Borrador
from workflow.expedientes.service import capturar
from workflow.kernel.actor import Actor
from workflow.kernel.clock import local_date
from workflow.kernel.hashes import sha256_stream
from workflow.kernel.refusals import Reason, Refused
from workflow.libros.limites import PADRON
from workflow.outbox.service import leave
from workflow.padron.coincidencias.service.generar import pedir as buscar_coincidencias
from workflow.padron.criterios import criterios_de
from workflow.padron.models import CargaPadron, PadronFila
from workflow.padron.privacidad.service.accesos import anotar, vistas_en_claro
from workflow.padron.queries import LIBRO_COMPLETO
from workflow.padron.service.movimientos import cotejar
from workflow.padron.service.reglas import acto_de, reglas_en_contenido, vigentes

MEGA = 1024 * 1024
TRABAJO = "padron.leer"
CUENTAS = ("base_version", "altas", "bajas", "correcciones", "iguales", "vigentes")
VIVAS = ("pendiente", "leyendo", "por_columnas", "revisada", "confirmada")


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
        data, nombre=nombre, actor=actor, ahora=ahora, clase="padron", tipos=HOJAS, expediente_id=expediente_id,
        limite=PADRON.tamano,
    )  # fmt: skip
    _retirar_sin_confirmar(expediente_id)
    carga = CargaPadron(
        expediente_id=expediente_id,
        archivo_id=archivo_id,
        archivo_sha256=archivos.get(archivo_id).sha256,
        reglas_version=reglas.version,
        reglas_huella=reglas.huella,
        reglas={**reglas_en_contenido(reglas), "programa": reglas.programa, "ur": acto.facts.dependencia},
    )
    return _por_leer(carga, actor, ahora)


def _por_leer(carga: CargaPadron, actor: Actor, ahora: datetime) -> int:
    carga.por_id, carga.por, carga.en = actor.usuario_id or 0, actor.nombre, ahora
    db.session.add(carga)
    db.session.flush()
    leave(TRABAJO, llave=f"{TRABAJO}:{carga.id}", payload={"carga_id": carga.id}, ahora=ahora,
          objeto=("carga_padron", carga.id))  # fmt: skip
    record("padron:subir", actor=actor, ahora=ahora, objeto=("expediente", carga.expediente_id),
           datos={"carga_id": carga.id, "archivo_id": carga.archivo_id})  # fmt: skip
    return carga.id


def otra_lectura(carga: CargaPadron, columnas: dict[str, Any] | None, *, actor: Actor, ahora: datetime) -> int:
    """The same file as a new upload, with its columns said; what was read of it before stays as it was read."""
    _retirar_sin_confirmar(carga.expediente_id)
    nombres = ("expediente_id", "archivo_id", "archivo_sha256", "reglas_version", "reglas_huella", "reglas")
    nueva = CargaPadron(**{nombre: getattr(carga, nombre) for nombre in nombres}, columnas=columnas)
    return _por_leer(nueva, actor, ahora)


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
                CargaPadron.estado.in_(("pendiente", "leyendo", "por_columnas", "revisada", "ilegible")),
            )
        )
    )
    if viejas:
        sin_ver = set(viejas) - vistas_en_claro(viejas)
        db.session.execute(delete(PadronFila).where(PadronFila.carga_id.in_(sin_ver)))
        db.session.execute(
            update(CargaPadron)
            .where(CargaPadron.id.in_(viejas))
            .values(estado="reemplazada", muestra=None, avance=None)
        )


@use_case
def confirmar(
    carga_id: int,
    *,
    actor: Actor,
    ahora: datetime,
    expediente_id: int | None = None,
    corte: date | None = None,
    motivo_bajas: str | None = None,
    llave: str | None = None,
) -> None:
    """What was read becomes the padrón of the draft. `corte`: cut-off date, today if not said.

    `motivo_bajas`: why those in force who are not in a whole padrón leave it; one of the causes of the rules.
    `expediente_id`: the dossier of the page, if the upload must be of it. Raises Refused with every reason.
    """
    carga = lock(CargaPadron, carga_id)
    once(llave, actor=actor, ahora=ahora, destino=f"/expedientes/{carga.expediente_id}")
    if expediente_id is not None and expediente_id != carga.expediente_id:
        raise Refused("CARGA_AJENA")
    acto_de(carga.expediente_id, actor=actor, ahora=ahora)
    if carga.estado == "confirmada":
        return
    if carga.estado == "revisada" and carga.delta is None:  # it was read by a version that did not compare
        cotejar(carga.id, llavero=None, ahora=ahora)
    _refuse_unready(carga, motivo_bajas)
    carga.motivo_bajas = motivo_bajas if bajas_sin_decir(carga) else None
    db.session.execute(
        update(CargaPadron)
        .where(CargaPadron.expediente_id == carga.expediente_id, CargaPadron.estado == "confirmada")
        .values(estado="reemplazada")
    )
    carga.estado, carga.confirmada_en, carga.confirmada_por = "confirmada", ahora, actor.nombre
    carga.muestra = None  # it was for the page of the columns
    db.session.flush()
    borrador = db.session.get_one(Borrador, carga.expediente_id)
    contenido = {**borrador.contenido, "padron": _padron_en_contenido(carga, corte or local_date(ahora))}
    capturar(carga.expediente_id, contenido, borrador.revision, actor=actor, ahora=ahora,
             reglas_version=carga.reglas_version)  # fmt: skip
    record("padron:confirmar", actor=actor, ahora=ahora, objeto=("expediente", carga.expediente_id),
           datos={"carga_id": carga_id, "validas": carga.validas, "huella": carga.huella})  # fmt: skip
    buscar_coincidencias(carga_id, "confirmada", ahora=ahora)


def bajas_sin_decir(carga: CargaPadron) -> int:
    """How many are in force and are not in a whole padrón: nobody has said yet why they leave."""
    return int((carga.delta or {}).get("bajas", 0)) if carga.clase == "completo" else 0


def _refuse_unready(carga: CargaPadron, motivo_bajas: str | None) -> None:
    if carga.estado == "reemplazada":
        raise Refused("CARGA_REEMPLAZADA")
    if carga.estado != "revisada" or carga.resumen is None or carga.delta is None:
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
    if bajas_sin_decir(carga) and motivo_bajas not in criterios_de(carga.reglas.get("criterios") or {}).causas_baja:
        reasons.append(Reason("BAJAS_SIN_CAUSA", {"bajas": bajas_sin_decir(carga)}))
    if reasons:
        raise Refused(reasons)


def _padron_en_contenido(carga: CargaPadron, corte: date) -> dict[str, Any]:
    resumen, delta = carga.resumen or {}, carga.delta or {}
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
        "clase": carga.clase,
        "motivo_bajas": carga.motivo_bajas,
        "huella_vigente": delta["huella"],
        **{
            nombre: delta[nombre]
            for nombre in ("base_version", "altas", "bajas", "correcciones", "iguales", "vigentes")
        },
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
