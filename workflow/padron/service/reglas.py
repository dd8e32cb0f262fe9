"""Reglas de operación of a dossier's programme: a version that was sent is never rewritten."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
from workflow.kernel.refusals import Invalid, Reason, Refused, Stale
from workflow.padron.apartados import TODOS
from workflow.padron.criterios import documento_de as documento_de_criterios
from workflow.padron.models import ReglaOperacion
from workflow.padron.reglas import apartados_de, documento_de
from workflow.poa.queries import catalogos as catalogos_del_ejercicio


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

    `datos`: as `reglas.documento_de`; without `apartados` the texts stay. `documento`: (file name, content) of the
    approved text. `revision`: the one of the draft that the page showed. A version that was sent is kept as it was,
    and this makes the next one.
    """
    once(llave, actor=actor, ahora=ahora, destino=f"/expedientes/{expediente_id}")
    acto = acto_de(expediente_id, actor=actor, ahora=ahora)
    documentado = documento_de(datos, programa=acto.row.programa)
    borrador = _borrador_al_dia(expediente_id, revision)
    anterior = vigentes(expediente_id)
    documentado.setdefault("apartados", dict(anterior.apartados) if anterior else {})
    documento_id = anterior.documento_id if anterior else None
    if documento is not None:
        documento_id = keep(
            documento[1], nombre=documento[0], actor=actor, ahora=ahora, clase="reglas", tipos=DOCUMENTOS,
            expediente_id=expediente_id,
        )  # fmt: skip
    modalidad = modalidad_de(acto.row.programa, acto.row.ejercicio)
    row = _version_editable(anterior, acto.row.programa, expediente_id)
    row.modalidad = modalidad
    _escribir_reglas(row, documentado, documento_id)
    return _guardar(row, borrador, actor=actor, ahora=ahora, escritos=None)


@use_case
def guardar_apartados(
    expediente_id: int,
    textos: Mapping[str, str],
    *,
    actor: Actor,
    ahora: datetime,
    revision: int | None = None,
    llave: str | None = None,
) -> int:
    """Write some sections of the rules, by code; the rest stay as they were. Returns the version of the rules."""
    once(llave, actor=actor, ahora=ahora, destino=f"/expedientes/{expediente_id}/padron/reglas")
    acto_de(expediente_id, actor=actor, ahora=ahora)
    borrador = _borrador_al_dia(expediente_id, revision)
    anterior = vigentes(expediente_id)
    if anterior is None:
        raise Refused("REGLAS_FALTANTES")
    faltas: list[Reason] = []
    apartados = apartados_de({**anterior.apartados, **{nombre: textos[nombre] for nombre in textos if nombre in TODOS}},
                             faltas)  # fmt: skip
    if faltas:
        raise Invalid(faltas)
    cambiados = sorted(codigo for codigo in TODOS if apartados.get(codigo) != anterior.apartados.get(codigo))
    if not cambiados:
        return anterior.version
    row = _version_editable(anterior, anterior.programa, expediente_id)
    if row is not anterior:
        _copiar(anterior, row)
    row.apartados = apartados
    return _guardar(row, borrador, actor=actor, ahora=ahora, escritos=cambiados)


@use_case
def guardar_localidades(
    expediente_id: int, claves: Sequence[str], *, actor: Actor, ahora: datetime, llave: str | None = None
) -> int:
    """The localities the rules cover, by CVEGEO; none: the whole municipality. Returns the version of the rules."""
    once(llave, actor=actor, ahora=ahora, destino=f"/expedientes/{expediente_id}/padron/reglas")
    acto_de(expediente_id, actor=actor, ahora=ahora)
    borrador = _borrador_al_dia(expediente_id, None)
    anterior = vigentes(expediente_id)
    if anterior is None:
        raise Refused("REGLAS_FALTANTES")
    criterios, faltas = documento_de_criterios({**(anterior.criterios or {}), "localidades": list(claves)})
    if faltas:
        raise Invalid(faltas)
    if criterios == (anterior.criterios or {}):
        return anterior.version
    row = _version_editable(anterior, anterior.programa, expediente_id)
    if row is not anterior:
        _copiar(anterior, row)
        row.apartados = dict(anterior.apartados)
    row.criterios = criterios or None
    row.huella = _huella(row, criterios)
    return _guardar(row, borrador, actor=actor, ahora=ahora, escritos=None)


def _borrador_al_dia(expediente_id: int, revision: int | None) -> Borrador:
    """The draft, if it is the one that the page showed. Raises Stale."""
    borrador = db.session.get_one(Borrador, expediente_id)
    if revision is not None and revision != borrador.revision:
        raise Stale(
            "CAPTURA_DESACTUALIZADA", por=borrador.por, hora="", cuantos=0, cambios=[], revision=borrador.revision
        )
    return borrador


def _guardar(
    row: ReglaOperacion, borrador: Borrador, *, actor: Actor, ahora: datetime, escritos: list[str] | None
) -> int:
    """The version into the draft of its dossier, and into the record."""
    row.por_id, row.por, row.en = actor.usuario_id, actor.nombre, ahora
    db.session.flush()
    expediente_id = row.expediente_id
    capturar(
        expediente_id, {**borrador.contenido, "reglas": reglas_en_contenido(row)}, borrador.revision,
        actor=actor, ahora=ahora, reglas_version=row.version,
    )  # fmt: skip
    datos = {"reglas_version": row.version, "huella": row.huella}
    record(
        "padron:reglas", actor=actor, ahora=ahora, objeto=("expediente", expediente_id),
        datos=datos if escritos is None else datos | {"apartados": escritos},
    )  # fmt: skip
    return row.version


def modalidad_de(programa: str, ejercicio: int) -> str | None:
    """The modality of the programme in the catalogue of its year; None if it is not there."""
    hallado = catalogos_del_ejercicio(ejercicio).programas.get(programa)
    return hallado.modalidad[:1] or None if hallado else None


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


_COPIABLES = (
    "nombre", "formato", "vigencia", "vigencia_hasta", "edad_min", "edad_max", "edad_en", "pide_tutor", "clave",
    "criterios", "modalidad", "documento_id", "huella",
)  # fmt: skip


def _copiar(anterior: ReglaOperacion, row: ReglaOperacion) -> None:
    for campo in _COPIABLES:
        setattr(row, campo, getattr(anterior, campo))


def _escribir_reglas(row: ReglaOperacion, documentado: Mapping[str, Any], documento_id: int | None) -> None:
    hasta = documentado["vigencia_hasta"]
    row.nombre, row.formato = documentado["nombre"], documentado["formato"]
    row.vigencia = date.fromisoformat(documentado["vigencia_reglas"])
    row.vigencia_hasta = date.fromisoformat(hasta) if hasta else None
    row.edad_min, row.edad_max, row.edad_en = documentado["edad_min"], documentado["edad_max"], documentado["edad_en"]
    row.pide_tutor, row.clave = documentado["pide_tutor"], documentado["clave"]
    row.criterios = documentado["criterios"] or None
    row.apartados, row.documento_id = documentado["apartados"], documento_id
    row.huella = _huella(row, documentado["criterios"])


def _huella(row: ReglaOperacion, criterios: Mapping[str, Any]) -> str:
    """Of what the rows are checked with. Rules without criteria are hashed as they always were."""
    aplicables = {
        "vigencia_reglas": row.vigencia.isoformat(),
        "edad_min": row.edad_min,
        "edad_max": row.edad_max,
        "edad_en": row.edad_en,
        "pide_tutor": row.pide_tutor,
        "clave": row.clave,
        "formato": row.formato,
    }
    return sha256({**aplicables, "criterios": dict(criterios)} if criterios else aplicables)


def reglas_en_contenido(row: ReglaOperacion) -> dict[str, Any]:
    documento = archivos.get(row.documento_id) if row.documento_id is not None else None
    return {
        "version": row.version,
        "nombre": row.nombre,
        "modalidad": row.modalidad,
        "vigencia_reglas": row.vigencia.isoformat(),
        "vigencia_hasta": row.vigencia_hasta.isoformat() if row.vigencia_hasta else None,
        "edad_min": row.edad_min,
        "edad_max": row.edad_max,
        "edad_en": row.edad_en,
        "pide_tutor": row.pide_tutor,
        "clave": row.clave,
        "formato": row.formato,
        "criterios": dict(row.criterios or {}),
        "apartados": dict(row.apartados),
        "huella": row.huella,
        "documento": documento and {"archivo_id": documento.id, "nombre": documento.nombre, "sha256": documento.sha256},
    }
