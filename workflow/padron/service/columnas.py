"""A person says what each column of a file is; the dependencia does not have to say it again for the next one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import delete, select

from workflow.audit.service import once, record
from workflow.db import db, lock, use_case
from workflow.kernel.actor import Actor
from workflow.kernel.refusals import Invalid, Refused
from workflow.padron.cifrado import Llavero
from workflow.padron.encabezados import ESTRUCTURAS, Columnas, columnas_de
from workflow.padron.mapeo import reparos
from workflow.padron.models import CargaPadron, ColumnasRecordadas
from workflow.padron.queries import muestra
from workflow.padron.recordadas import columnas_dichas, firma
from workflow.padron.service.carga import otra_lectura
from workflow.padron.service.reglas import acto_de


@use_case
def decir_columnas(
    carga_id: int,
    *,
    hoja: str,
    fila: int,
    estructura: str,
    roles: Mapping[str, int],
    llavero: Llavero,
    actor: Actor,
    ahora: datetime,
    llave: str | None = None,
) -> int:
    """Read the same file again with these columns, and remember them for its dependencia. Returns the new upload.

    Raises Invalid with every fault, or Refused.
    """
    carga = lock(CargaPadron, carga_id)
    once(llave, actor=actor, ahora=ahora, destino=f"/expedientes/{carga.expediente_id}/padron")
    acto_de(carga.expediente_id, actor=actor, ahora=ahora)
    columnas = _columnas(carga, hoja, fila, estructura, roles, llavero)
    _recordar(carga, columnas, actor, ahora)
    record("padron:columnas", actor=actor, ahora=ahora, objeto=("expediente", carga.expediente_id),
           datos={"carga_id": carga_id, "estructura": estructura, "columnas": len(roles)})  # fmt: skip
    return otra_lectura(carga, columnas.documento(hoja), actor=actor, ahora=ahora)


def _columnas(
    carga: CargaPadron, hoja: str, fila: int, estructura: str, roles: Mapping[str, int], llavero: Llavero
) -> Columnas:
    hojas = muestra(carga.id, carga.expediente_id, llavero)
    celdas = next((cs for una in hojas if una["nombre"] == hoja for n, cs in una["filas"] if n == fila), None)
    if celdas is None or estructura not in ESTRUCTURAS:
        raise Invalid("COLUMNAS_SIN_FILA")
    columnas = columnas_dichas(celdas, fila, estructura, roles)
    if faltas := reparos(estructura, roles, columnas.encabezados):
        raise Invalid(faltas)
    return columnas


def _recordar(carga: CargaPadron, columnas: Columnas, actor: Actor, ahora: datetime) -> None:
    ur, clave = carga.reglas.get("ur", ""), firma(columnas.encabezados)
    row = db.session.scalar(
        select(ColumnasRecordadas).where(ColumnasRecordadas.dependencia == ur, ColumnasRecordadas.firma == clave)
    )
    if row is None:
        row = ColumnasRecordadas(dependencia=ur, firma=clave)
        db.session.add(row)
    row.estructura, row.roles = columnas.estructura, dict(columnas.roles)
    row.por_id, row.por, row.en = actor.usuario_id or 0, actor.nombre, ahora
    db.session.flush()


@use_case
def olvidar_columnas(carga_id: int, *, actor: Actor, ahora: datetime, llave: str | None = None) -> int:
    """What was said of the columns of this header is no longer used; the file is read again by its titles."""
    carga = lock(CargaPadron, carga_id)
    once(llave, actor=actor, ahora=ahora, destino=f"/expedientes/{carga.expediente_id}/padron")
    acto_de(carga.expediente_id, actor=actor, ahora=ahora)
    if carga.columnas is None or carga.columnas["origen"] == "titulos":
        raise Refused("COLUMNAS_SIN_RECORDAR")
    clave = firma(columnas_de(carga.columnas).encabezados)
    db.session.execute(
        delete(ColumnasRecordadas).where(
            ColumnasRecordadas.dependencia == carga.reglas.get("ur", ""), ColumnasRecordadas.firma == clave
        )
    )
    record("padron:olvidar_columnas", actor=actor, ahora=ahora, objeto=("expediente", carga.expediente_id),
           datos={"carga_id": carga_id})  # fmt: skip
    return otra_lectura(carga, None, actor=actor, ahora=ahora)
