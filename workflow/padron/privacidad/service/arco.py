"""ARCO requests: registered with who asks encrypted, moved by facts, and the data handed over once, with its hash."""

from __future__ import annotations

import io
import json
import os
import zipfile
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from rustpy_xlsxwriter import FastExcel
from sqlalchemy import func, select

from workflow.audit.service import once, record
from workflow.db import db, lock, use_case
from workflow.kernel.actor import Actor
from workflow.kernel.clock import local_date
from workflow.kernel.hashes import sha256_bytes
from workflow.kernel.refusals import Invalid, NotAllowed, Reason, Refused
from workflow.padron.cifrado import LARGO_NONCE, Llavero
from workflow.padron.identidad import leer_curp
from workflow.padron.privacidad import arco
from workflow.padron.privacidad.accesos import ATIENDE_ARCO, con_datos_personales
from workflow.padron.privacidad.arco import Hecho
from workflow.padron.privacidad.models import ArcoHecho, ArcoSolicitud
from workflow.padron.privacidad.queries import arco as queries
from workflow.padron.privacidad.queries.expediente_personal import reunir
from workflow.padron.privacidad.queries.registros import parametro
from workflow.padron.privacidad.service.accesos import anotar
from workflow.padron.privacidad.service.llaves import contexto_arco


@dataclass(frozen=True)
class Nueva:
    """What is typed to register a request. `curp`: of whose data it is; the rest, of who asks."""

    tipo: str
    medio: str
    nombre: str
    curp: str
    contacto: str
    representante: str
    recibida: date | None


@use_case
def recibir(nueva: Nueva, *, llavero: Llavero, actor: Actor, ahora: datetime, llave: str | None = None) -> int:
    """Register a request. Returns its id. Raises NotAllowed, or Invalid with every reason."""
    _attend(actor)
    curp = leer_curp(nueva.curp).curp
    faltas = arco.reparos_nueva(nueva.tipo, nueva.medio, nueva.nombre, curp, nueva.recibida, local_date(ahora))
    if faltas or nueva.recibida is None:
        raise Invalid(faltas)
    once(llave, actor=actor, ahora=ahora, destino="/datos-personales/solicitudes")
    folio = _folio(nueva.recibida.year)
    datos = {
        "nombre": nueva.nombre,
        "curp": curp,
        "contacto": nueva.contacto[:200],
        "representante": nueva.representante[:200],
    }
    row = ArcoSolicitud(
        folio=folio, tipo=nueva.tipo, medio=nueva.medio, recibida=nueva.recibida,
        dias_respuesta=parametro("arco_respuesta", nueva.recibida).entero,
        dias_ampliacion=parametro("arco_ampliacion", nueva.recibida).entero,
        dias_efectiva=parametro("arco_efectiva", nueva.recibida).entero,
        llave=llavero.actual,
        datos=llavero.cifrar(
            json.dumps(datos, ensure_ascii=False).encode(), nonce=os.urandom(LARGO_NONCE), contexto=contexto_arco(folio)
        ),
        indice=llavero.indice(curp), por_id=actor.usuario_id, por=actor.nombre, en=ahora,
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    _add(row, Hecho("recibida", nueva.recibida), "", actor=actor, ahora=ahora)
    record("arco:recibir", actor=actor, ahora=ahora, objeto=("arco", row.id),
           datos={"folio": folio, "tipo": nueva.tipo, "medio": nueva.medio})  # fmt: skip
    return row.id


def _attend(actor: Actor) -> None:
    if not actor.has(*ATIENDE_ARCO):
        raise NotAllowed("ACCESO_NO_PERMITIDO")


def _folio(anio: int) -> str:
    ultimo = db.session.scalar(
        select(func.count()).select_from(ArcoSolicitud).where(ArcoSolicitud.folio.like(f"ARCO-{anio}-%"))
    )
    return f"ARCO-{anio}-{(ultimo or 0) + 1:04d}"


def _add(
    row: ArcoSolicitud, hecho: Hecho, detalle: str, *, actor: Actor, ahora: datetime, sha256: str | None = None
) -> None:
    db.session.add(
        ArcoHecho(
            solicitud_id=row.id, hecho=hecho.hecho, sentido=hecho.sentido, dia=hecho.dia, detalle=detalle,
            sha256=sha256, por_id=actor.usuario_id, por=actor.nombre, en=ahora,
        )
    )  # fmt: skip
    db.session.flush()


@use_case
def escribir(
    solicitud_id: int,
    hecho: Hecho,
    detalle: str,
    *,
    actor: Actor,
    ahora: datetime,
    llave: str | None = None,
) -> None:
    """One act of a request. What is handed over is another use case. Raises NotAllowed or Invalid with every reason."""
    _attend(actor)
    row = lock(ArcoSolicitud, solicitud_id)
    _refuse(row, hecho, detalle, local_date(ahora))
    if hecho.hecho == "cumplida" and row.tipo == "acceso" and not _entregada(solicitud_id):
        raise Refused("ARCO_SIN_ENTREGA")
    once(llave, actor=actor, ahora=ahora, destino=f"/datos-personales/solicitudes/{solicitud_id}")
    _add(row, hecho, detalle, actor=actor, ahora=ahora)
    record("arco:acto", actor=actor, ahora=ahora, objeto=("arco", solicitud_id),
           datos={"folio": row.folio, "hecho": hecho.hecho, "dia": hecho.dia, "sentido": hecho.sentido})  # fmt: skip


def _refuse(row: ArcoSolicitud, hecho: Hecho, detalle: str, hoy: date) -> None:
    vista = queries.solicitud(row.id, hoy)
    faltas = arco.reparos(hecho, vista.hechos_puros, tipo=row.tipo, hoy=hoy, vencimiento=vista.vence, detalle=detalle)
    if con_datos_personales(detalle):
        faltas.append(Reason("TEXTO_CON_DATOS_PERSONALES"))
    if faltas:
        raise Invalid(faltas)


def _entregada(solicitud_id: int) -> bool:
    statement = select(ArcoHecho.id).where(ArcoHecho.solicitud_id == solicitud_id, ArcoHecho.hecho == "entrega")
    return db.session.scalar(statement.limit(1)) is not None


@use_case
def entregar(
    solicitud_id: int, detalle: str, *, llavero: Llavero, actor: Actor, ahora: datetime, llave: str | None = None
) -> tuple[str, bytes]:
    """(name of the file, ZIP) with everything that is held of the person. Given once; again only with a reason.

    Raises NotAllowed, or Invalid. Nothing of it stays in the installation but its hash.
    """
    _attend(actor)
    row = lock(ArcoSolicitud, solicitud_id)
    if row.tipo != "acceso":
        raise Invalid("ARCO_NO_ES_DE_ACCESO")
    hoy = local_date(ahora)
    _refuse(row, Hecho("entrega", hoy), detalle, hoy)
    once(llave, actor=actor, ahora=ahora, destino=f"/datos-personales/solicitudes/{solicitud_id}")
    datos = json.loads(llavero.descifrar(row.datos, llave=row.llave, contexto=contexto_arco(row.folio)))
    reunido, filas = reunir(datos["curp"], llavero)
    for fila in filas:
        anotar(
            "exportar", "solicitud_arco", row.folio, actor=actor, ahora=ahora, expediente_id=fila.expediente_id,
            carga_id=fila.carga_id, fila_id=fila.fila_id, solicitud_id=solicitud_id,
        )  # fmt: skip
    paquete = _paquete({"solicitud": row.folio, "fecha": hoy.isoformat(), **reunido})
    digest = sha256_bytes(paquete)
    _add(row, Hecho("entrega", hoy), detalle, actor=actor, ahora=ahora, sha256=digest)
    record("arco:entregar", actor=actor, ahora=ahora, objeto=("arco", solicitud_id),
           datos={"folio": row.folio, "filas": len(filas), "sha256": digest})  # fmt: skip
    return f"{row.folio}.zip", paquete


def _paquete(reunido: dict[str, Any]) -> bytes:
    """The same in two ways: a workbook to read and a JSON for another system."""
    book = io.BytesIO()
    excel = FastExcel(book)
    for hoja, registros in _hojas(reunido):
        excel = excel.sheet(hoja, registros or [{"Nota": "No hay registros"}])
    excel.save()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("datos.json", json.dumps(reunido, ensure_ascii=False, indent=1, default=str))
        packed.writestr("datos.xlsx", book.getvalue())
    return out.getvalue()


def _hojas(reunido: dict[str, Any]) -> list[tuple[str, list[dict[str, Any]]]]:
    planos = [
        {"Padrón": fila["padron"], "Dependencia": fila["dependencia"], "Dato": dato, "Valor": valor}
        for fila in reunido["filas"]
        for dato, valor in fila["datos"].items()
    ]
    return [
        ("Datos", planos),
        ("Inscripciones", reunido["inscripciones"]),
        ("Movimientos", reunido["movimientos"]),
        ("Otras claves", [{"Nota": texto} for texto in reunido["vinculos"]]),
        ("Entregas", reunido["entregas"]),
        ("Quién la ha visto", reunido["accesos"]),
    ]


@use_case
def ver_solicitante(solicitud_id: int, *, llavero: Llavero, actor: Actor, ahora: datetime) -> queries.Solicitante:
    """Who asks, in clear; that it was seen is written. Raises NotAllowed."""
    _attend(actor)
    row = lock(ArcoSolicitud, solicitud_id)
    anotar("consultar", "solicitud_arco", row.folio, actor=actor, ahora=ahora, filas=0, solicitud_id=solicitud_id,
           campos=("Nombre", "CURP", "Contacto"))  # fmt: skip
    return queries.solicitante(solicitud_id, llavero)
