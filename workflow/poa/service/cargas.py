"""A workbook on its way in: kept, read in the background, checked by a person, confirmed or discarded once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, BinaryIO

from workflow.archivos import queries as archivos
from workflow.archivos.service import keep
from workflow.archivos.tipos import ODS, XLSX
from workflow.audit.service import once, record, settle
from workflow.db import db, lock, use_case
from workflow.expedientes.models import Borrador, Expediente
from workflow.expedientes.queries import hechos
from workflow.expedientes.rules import evaluate
from workflow.expedientes.service import capturar
from workflow.kernel.actor import Actor
from workflow.kernel.clock import local_date
from workflow.kernel.refusals import Invalid, NotFound, Reason, Refused
from workflow.libros.guard import examine
from workflow.libros.limites import POA
from workflow.outbox.service import leave
from workflow.poa import comparar, importacion, queries
from workflow.poa.hallazgos import blocks
from workflow.poa.kind import label
from workflow.poa.lectura.libro import Revision
from workflow.poa.models import Carga
from workflow.poa.textos import ROTULOS


@use_case
def cargar(
    expediente_id: int,
    data: BinaryIO,
    *,
    nombre: str,
    actor: Actor,
    ahora: datetime,
    llave: str | None = None,
) -> int:
    """Keep a workbook and leave its reading to the background; returns the id of the upload.

    It is looked at (never opened) here: what is not a spreadsheet, or could hurt, is refused at once.
    Raises NotAllowed, Refused (stage), Invalid or TooLarge.
    """
    once(llave, actor=actor, ahora=ahora, destino=f"/expedientes/{expediente_id}/poa")
    row = _expediente(expediente_id, actor, ahora)
    examine(data, POA)
    data.seek(0)
    archivo_id = keep(
        data,
        nombre=nombre,
        actor=actor,
        ahora=ahora,
        clase="libro_poa",
        tipos=frozenset({XLSX, ODS}),
        expediente_id=row.id,
        limite=POA.tamano,
    )
    carga = Carga(
        expediente_id=row.id,
        archivo_id=archivo_id,
        nombre=archivos.get(archivo_id).nombre,
        revision_vista=db.session.get_one(Borrador, row.id).revision,
        hallazgos=[],
        creado_por=actor.usuario_id,
        creado_por_nombre=actor.nombre,
        creado_en=ahora,
    )
    db.session.add(carga)
    db.session.flush()
    leave(
        "poa.leer",
        llave=f"poa.leer:{carga.id}",
        payload={"carga_id": carga.id},
        ahora=ahora,
        objeto=("poa_carga", carga.id),
    )
    _record("poa:cargar", carga, actor=actor, ahora=ahora)
    settle(llave, actor=actor, destino=_page(carga))
    return carga.id


def _expediente(expediente_id: int, actor: Actor, ahora: datetime) -> Expediente:
    """The dossier, locked, if it is a POA that this person may capture now."""
    row = lock(Expediente, expediente_id)
    if row.tipo != "poa":
        raise Refused("EXPEDIENTE_NO_ES_POA")
    evaluate("capturar", actor, hechos.facts_of(row, local_date(ahora), changes=False)).enforce()
    return row


def _page(carga: Carga) -> str:
    return f"/expedientes/{carga.expediente_id}/poa/cargas/{carga.id}"


def _record(accion: str, carga: Carga, *, actor: Actor, ahora: datetime, **datos: Any) -> None:
    record(
        accion,
        actor=actor,
        ahora=ahora,
        objeto=("poa_carga", carga.id),
        expediente_id=carga.expediente_id,
        datos={"carga": carga.id, "archivo": carga.archivo_id, **datos},
    )


@use_case
def registrar_lectura(
    carga_id: int,
    revision: Revision,
    *,
    actor: Actor,
    ahora: datetime,
    hojas: Mapping[str, str] | None = None,
    origen: str | None = None,
) -> None:
    """What the background read. Once: a second reading of the same upload changes nothing.

    `hojas`: the sections that the workbook brings, each with the name of its sheet.
    """
    carga = lock(Carga, carga_id)
    if carga.estado != "recibida":
        return
    carga.estado, carga.leida_en = "leida", ahora
    carga.contenido, carga.origen = revision.contenido, origen
    carga.resumen = {**revision.resumen, **({} if hojas is None else {"hojas": dict(hojas)})}
    carga.hallazgos = [item.to_dict() for item in revision.hallazgos]
    _record("poa:leer", carga, actor=actor, ahora=ahora, hallazgos=len(carga.hallazgos))


@use_case
def registrar_fallo(carga_id: int, razones: tuple[Reason, ...], *, actor: Actor, ahora: datetime) -> None:
    """The workbook cannot be read, and why."""
    carga = lock(Carga, carga_id)
    if carga.estado != "recibida":
        return
    carga.estado, carga.leida_en = "fallida", ahora
    carga.error = {"razones": [{"codigo": reason.code, "hechos": dict(reason.facts)} for reason in razones]}
    _record("poa:leer", carga, actor=actor, ahora=ahora, fallo=razones[0].code)


@use_case
def registrar_marcado(carga_id: int, data: bytes, *, actor: Actor, ahora: datetime) -> None:
    """The copy of the workbook with its cells marked. Once."""
    carga = lock(Carga, carga_id)
    if carga.marcado_id is not None:
        return
    carga.marcado_id = keep(
        data,
        nombre=f"marcado-{carga.nombre.rpartition('.')[0] or carga.nombre}.xlsx",
        actor=actor,
        ahora=ahora,
        clase="libro_poa_marcado",
        tipos=frozenset({XLSX}),
        expediente_id=carga.expediente_id,
    )


@dataclass(frozen=True)
class Eleccion:
    """What a person decided on the check page. None: everything that the workbook brings.

    `quitar`: sections whose rows that do not come are removed; `conflictos`: address to comparar.LIBRO or BORRADOR.
    """

    secciones: frozenset[str] | None = None
    quitar: frozenset[str] | None = None
    conflictos: Mapping[str, str] = field(default_factory=dict)


@use_case
def confirmar(
    expediente_id: int,
    carga_id: int,
    *,
    revision: int,
    con_errores: bool,
    actor: Actor,
    ahora: datetime,
    eleccion: Eleccion | None = None,
    llave: str | None = None,
) -> int:
    """What the workbook changes goes to the draft; returns its revision (the same one when nothing changes).

    `revision`: of the draft that the page showed. `con_errores`: the person knows that errors are left to correct.
    Raises Refused with CARGA_CON_ERRORES (errors that would lose data), CARGA_ERRORES_SIN_ACEPTAR, CARGA_SIN_ELEGIR,
    CARGA_CON_CONFLICTOS, CARGA_NO_LISTA or CARGA_YA_CERRADA; Stale if somebody captured in between.
    """
    chosen = eleccion or Eleccion()
    once(llave, actor=actor, ahora=ahora, destino=f"/expedientes/{expediente_id}")
    _expediente(expediente_id, actor, ahora)
    carga = _open_carga(expediente_id, carga_id)
    if carga.estado != "leida" or carga.contenido is None:
        raise Refused("CARGA_NO_LISTA", estado=ROTULOS["estado_carga_poa"][carga.estado].lower())
    bring = importacion.sections_of(carga.resumen)
    secciones = bring if chosen.secciones is None else [clave for clave in bring if clave in chosen.secciones]
    if not secciones:
        raise Refused("CARGA_SIN_ELEGIR")
    found = importacion.findings_of(carga.hallazgos, carga.resumen, secciones)
    _refuse_blocking(found)
    draft = db.session.get_one(Borrador, expediente_id)
    known = queries.libro_emitido(expediente_id, carga.origen)
    base = None if known is None else known.contenido
    more = {"quitar": chosen.quitar, "elecciones": chosen.conflictos}
    mezcla = comparar.merge(base, draft.contenido, carga.contenido, secciones, **more)
    saved = draft.revision
    if mezcla.cuantos:
        _refuse_conflicts(mezcla, chosen.conflictos)
        _refuse_errors(found, con_errores)
        saved = capturar(expediente_id, mezcla.contenido, revision, actor=actor, ahora=ahora)
    _close(carga, "confirmada", actor=actor, ahora=ahora)
    _record("poa:confirmar", carga, actor=actor, ahora=ahora, revision=saved, secciones=secciones)
    return saved


def _refuse_conflicts(mezcla: comparar.Mezcla, choices: Mapping[str, str]) -> None:
    left = [one for one in mezcla.conflictos if choices.get(one.campo) not in (comparar.BORRADOR, comparar.LIBRO)]
    if left:
        which = "; ".join(label(one.campo) for one in left[:8])
        raise Refused("CARGA_CON_CONFLICTOS", conflictos=len(left), cuales=which + ("…" if len(left) > 8 else ""))


def _open_carga(expediente_id: int, carga_id: int) -> Carga:
    try:
        carga = lock(Carga, carga_id)
    except NotFound:
        raise NotFound("CARGA_INEXISTENTE") from None
    if carga.expediente_id != expediente_id:
        raise NotFound("CARGA_INEXISTENTE")
    if carga.estado in ("confirmada", "descartada"):
        raise Refused("CARGA_YA_CERRADA", estado={"confirmada": "confirmó", "descartada": "descartó"}[carga.estado])
    return carga


def _refuse_blocking(hallazgos: list[dict[str, Any]]) -> None:
    blocking = [item for item in hallazgos if blocks(item)]
    if blocking:
        which = "; ".join(_place(item) for item in blocking[:8])
        raise Invalid("CARGA_CON_ERRORES", errores=len(blocking), cuales=which + ("…" if len(blocking) > 8 else ""))


def _refuse_errors(hallazgos: list[dict[str, Any]], con_errores: bool) -> None:
    errors = sum(item["severidad"] == "error" for item in hallazgos)
    if errors and not con_errores:
        raise Refused("CARGA_ERRORES_SIN_ACEPTAR", errores=errors)


def _place(item: Mapping[str, Any]) -> str:
    place = " ".join(part for part in (item["hoja"], item["celda"]) if part)
    return f"{place}, {item['hallazgo']}".rstrip(".") if place else item["hallazgo"].rstrip(".")


def _close(carga: Carga, estado: str, *, actor: Actor, ahora: datetime) -> None:
    carga.estado, carga.cerrada_en, carga.cerrada_por = estado, ahora, actor.usuario_id


@use_case
def descartar(expediente_id: int, carga_id: int, *, actor: Actor, ahora: datetime, llave: str | None = None) -> None:
    """The upload is set aside; its file and its findings stay on record."""
    once(llave, actor=actor, ahora=ahora, destino=f"/expedientes/{expediente_id}/poa")
    _expediente(expediente_id, actor, ahora)
    carga = _open_carga(expediente_id, carga_id)
    _close(carga, "descartada", actor=actor, ahora=ahora)
    _record("poa:descartar", carga, actor=actor, ahora=ahora)
