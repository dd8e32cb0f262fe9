"""Reglas de operación of a dossier's programme: a version that was sent is never rewritten."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, BinaryIO

from sqlalchemy import select

from workflow.archivos import queries as archivos
from workflow.archivos.service import keep
from workflow.archivos.tipos import DOCUMENTOS
from workflow.audit.service import once, record
from workflow.db import db, use_case
from workflow.expedientes.models import Borrador, Envio
from workflow.expedientes.service import capturar
from workflow.expedientes.service.acto import Acto
from workflow.kernel.actor import Actor
from workflow.kernel.hashes import sha256
from workflow.kernel.refusals import Refused, Stale
from workflow.padron.models import ReglaOperacion
from workflow.padron.reglas import documento_de


def acto_de(expediente_id: int, *, actor: Actor, ahora: datetime) -> Acto:
    """The dossier, locked, if it is a padrón and this person may capture it now."""
    acto = Acto(expediente_id, "capturar", {}, actor=actor, ahora=ahora)
    acto.decide().enforce()
    if acto.row.tipo != "padron":
        raise Refused("PADRON_TIPO_DE_EXPEDIENTE")
    return acto


@use_case
def guardar_reglas(
    expediente_id: int,
    datos: Mapping[str, Any],
    *,
    actor: Actor,
    ahora: datetime,
    documento: tuple[str, bytes | BinaryIO] | None = None,
    revision: int | None = None,
    llave: str | None = None,
) -> int:
    """Save the reglas de operación of the dossier's programme and return their version.

    `datos`: as `reglas.documento_de`. `documento`: (file name, content) of the approved text. `revision`: the one of
    the draft that the page showed. A version that was sent is kept as it was, and this makes the next one.
    """
    once(llave, actor=actor, ahora=ahora, destino=f"/expedientes/{expediente_id}")
    acto = acto_de(expediente_id, actor=actor, ahora=ahora)
    documentado = documento_de(datos)
    borrador = db.session.get_one(Borrador, expediente_id)
    if revision is not None and revision != borrador.revision:
        raise Stale(
            "CAPTURA_DESACTUALIZADA", por=borrador.por, hora="", cuantos=0, cambios=[], revision=borrador.revision
        )
    anterior = vigentes(expediente_id)
    documento_id = anterior.documento_id if anterior else None
    if documento is not None:
        documento_id = keep(
            documento[1], nombre=documento[0], actor=actor, ahora=ahora, clase="reglas", tipos=DOCUMENTOS,
            expediente_id=expediente_id,
        )  # fmt: skip
    row = _version_editable(anterior, acto.row.programa, expediente_id)
    _escribir_reglas(row, documentado, documento_id, actor=actor, ahora=ahora)
    db.session.flush()
    capturar(
        expediente_id, {**borrador.contenido, "reglas": reglas_en_contenido(row)}, borrador.revision,
        actor=actor, ahora=ahora, reglas_version=row.version,
    )  # fmt: skip
    record(
        "padron:reglas", actor=actor, ahora=ahora, objeto=("expediente", expediente_id),
        datos={"reglas_version": row.version, "huella": row.huella},
    )  # fmt: skip
    return row.version


def vigentes(expediente_id: int) -> ReglaOperacion | None:
    return db.session.scalar(
        select(ReglaOperacion)
        .where(ReglaOperacion.expediente_id == expediente_id)
        .order_by(ReglaOperacion.version.desc())
        .limit(1)
    )


def _version_editable(anterior: ReglaOperacion | None, programa: str, expediente_id: int) -> ReglaOperacion:
    """The latest version if nobody ever received it, else a new one."""
    if anterior is not None:
        enviada = db.session.scalar(
            select(Envio.id).where(
                Envio.expediente_id == expediente_id, Envio.reglas_version == anterior.version
            ).limit(1)
        )  # fmt: skip
        if enviada is None:
            return anterior
    row = ReglaOperacion(
        expediente_id=expediente_id, programa=programa, version=anterior.version + 1 if anterior else 1
    )
    db.session.add(row)
    return row


def _escribir_reglas(
    row: ReglaOperacion, documentado: Mapping[str, Any], documento_id: int | None, *, actor: Actor, ahora: datetime
) -> None:
    row.nombre, row.formato = documentado["nombre"], documentado["formato"]
    row.vigencia = date.fromisoformat(documentado["vigencia_reglas"])
    row.edad_min, row.edad_max, row.edad_en = documentado["edad_min"], documentado["edad_max"], documentado["edad_en"]
    row.pide_tutor, row.clave = documentado["pide_tutor"], documentado["clave"]
    row.apartados, row.documento_id = documentado["apartados"], documento_id
    aplicables = {nombre: documentado[nombre] for nombre in documentado if nombre not in ("nombre", "apartados")}
    row.huella = sha256(aplicables)
    row.por_id, row.por, row.en = actor.usuario_id, actor.nombre, ahora


def reglas_en_contenido(row: ReglaOperacion) -> dict[str, Any]:
    documento = archivos.get(row.documento_id) if row.documento_id is not None else None
    return {
        "version": row.version,
        "nombre": row.nombre,
        "vigencia_reglas": row.vigencia.isoformat(),
        "edad_min": row.edad_min,
        "edad_max": row.edad_max,
        "edad_en": row.edad_en,
        "pide_tutor": row.pide_tutor,
        "clave": row.clave,
        "formato": row.formato,
        "apartados": dict(row.apartados),
        "huella": row.huella,
        "documento": documento and {"archivo_id": documento.id, "nombre": documento.nombre, "sha256": documento.sha256},
    }
