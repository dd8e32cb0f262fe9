"""Register an activity of the Secretaría, correct it and withdraw it: each one is another fact."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from docx.image.exceptions import InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError
from docx.image.image import Image

from workflow.archivos.fotos import Ilegible, sin_metadatos
from workflow.archivos.service import keep
from workflow.archivos.tipos import JPEG, PNG
from workflow.audit.service import once, record
from workflow.db import db, lock, use_case
from workflow.informes.clases import EDITAN
from workflow.informes.models import Actividad, ActividadHecho
from workflow.informes.queries.agenda import actividad as current
from workflow.informes.reglas import FOTO_BYTES, Datos, Foto, reparos, reparos_fotos
from workflow.kernel.actor import Actor
from workflow.kernel.refusals import Invalid, NotAllowed, Reason, Refused, Stale

MOTIVO = 300


@dataclass(frozen=True)
class FotoNueva:
    """A photograph as it arrives. `texto`: what it shows."""

    datos: bytes
    nombre: str
    texto: str
    pie: str = ""


@use_case
def registrar(
    datos: Datos, fotos: Sequence[FotoNueva] = (), *, actor: Actor, ahora: datetime, llave: str | None = None
) -> int:
    """Register an activity and return its id. Invalid with everything that is wrong."""
    _may(actor)
    _check(datos, (), fotos)
    once(llave, actor=actor, ahora=ahora, destino="/informes")
    row = Actividad(en=ahora, por_id=actor.usuario_id, por=actor.nombre)
    db.session.add(row)
    db.session.flush()
    _add(row.id, 1, datos, _kept((), fotos, actor, ahora), actor, ahora)
    record("actividad:registrar", actor=actor, ahora=ahora, objeto=("actividad", row.id), datos={"tipo": datos.tipo})
    return row.id


@use_case
def corregir(
    actividad_id: int,
    datos: Datos,
    conserva: Sequence[Foto],
    fotos: Sequence[FotoNueva] = (),
    *,
    vista: int,
    actor: Actor,
    ahora: datetime,
    llave: str | None = None,
) -> int:
    """Another fact of the activity. `conserva`: the photographs that stay; `vista`: the revision the person saw.

    Stale when somebody corrected it meanwhile. Returns the new revision.
    """
    _may(actor)
    lock(Actividad, actividad_id)
    before = current(actividad_id)
    if before.retirada:
        raise Refused("ACTIVIDAD_RETIRADA")
    once(llave, actor=actor, ahora=ahora)
    if before.revision != vista:
        raise Stale("ACTIVIDAD_CAMBIADA", quien=before.por)
    known = {one.archivo_id for one in before.fotos}
    kept = tuple(one for one in conserva if one.archivo_id in known)
    _check(datos, kept, fotos)
    _add(actividad_id, vista + 1, datos, _kept(kept, fotos, actor, ahora), actor, ahora)
    datos_ = {"tipo": datos.tipo, "revision": vista + 1}
    record("actividad:corregir", actor=actor, ahora=ahora, objeto=("actividad", actividad_id), datos=datos_)
    return vista + 1


@use_case
def retirar(actividad_id: int, motivo: str, *, actor: Actor, ahora: datetime, llave: str | None = None) -> None:
    """It did not happen, or it was registered twice: it stays in its history, and counts no more."""
    _may(actor)
    lock(Actividad, actividad_id)
    before = current(actividad_id)
    if before.retirada:
        raise Refused("ACTIVIDAD_RETIRADA")
    motivo = motivo.strip()
    if not 0 < len(motivo) <= MOTIVO:
        raise Invalid("ACTIVIDAD_SIN_MOTIVO")
    once(llave, actor=actor, ahora=ahora)
    datos = Datos(
        before.tipo, before.fechas, before.titulo, before.hora, before.lugar, before.detalle, before.asistentes,
        before.quienes, before.organo_id, before.desde, before.hasta,
    )  # fmt: skip
    fotos = [Foto(one.archivo_id, one.texto, one.pie) for one in before.fotos]
    _add(actividad_id, before.revision + 1, datos, fotos, actor, ahora, retirada=motivo)
    record("actividad:retirar", actor=actor, ahora=ahora, objeto=("actividad", actividad_id))


def _may(actor: Actor) -> None:
    if not actor.has(*EDITAN):
        raise NotAllowed("ROL_NO_AUTORIZADO")


def _check(datos: Datos, conserva: Sequence[Foto], nuevas: Sequence[FotoNueva]) -> None:
    textos = tuple((one.texto, one.pie) for one in (*conserva, *nuevas))
    found = (*reparos(datos), *reparos_fotos(textos))
    if any(_clean(one.datos) is None for one in nuevas):
        found = (*found, Reason("FOTO_ILEGIBLE", {"campo": "foto"}))
    if found:
        raise Invalid(found)


def _clean(data: bytes) -> bytes | None:
    """The photograph without where and when it was taken; None if it cannot be read: it would stop the report."""
    try:
        clean = sin_metadatos(data)
        image = Image.from_blob(clean)
    except (Ilegible, UnrecognizedImageError, InvalidImageStreamError, UnexpectedEndOfFileError, ValueError, KeyError):
        return None
    return clean if image.px_width > 0 and image.px_height > 0 else None


def _kept(conserva: Sequence[Foto], nuevas: Sequence[FotoNueva], actor: Actor, ahora: datetime) -> list[Foto]:
    found = list(conserva)
    for one in nuevas:
        archivo_id = keep(
            io.BytesIO(_clean(one.datos) or b""),
            nombre="fotografia",
            actor=actor,
            ahora=ahora,
            clase="fotografia",
            tipos=frozenset({PNG, JPEG}),
            limite=FOTO_BYTES,
        )
        found.append(Foto(archivo_id, one.texto.strip(), one.pie.strip()))
    return found


def _add(
    actividad_id: int,
    revision: int,
    datos: Datos,
    fotos: Sequence[Foto],
    actor: Actor,
    ahora: datetime,
    *,
    retirada: str = "",
) -> None:
    dias = sorted(set(datos.fechas))
    desde, hasta = (dias[0], dias[-1]) if dias else (datos.desde, datos.hasta)
    assert isinstance(desde, date) and isinstance(hasta, date)  # the rule asked for one or the other
    db.session.add(
        ActividadHecho(
            actividad_id=actividad_id,
            revision=revision,
            tipo=datos.tipo,
            titulo=datos.titulo,
            fechas=[dia.isoformat() for dia in dias],
            desde=desde,
            hasta=hasta,
            hora=datos.hora,
            lugar=datos.lugar,
            detalle=datos.detalle,
            asistentes=datos.asistentes,
            quienes=datos.quienes,
            organo_id=datos.organo_id,
            fotos=[{"archivo_id": one.archivo_id, "texto": one.texto, "pie": one.pie} for one in fotos],
            retirada=retirada,
            en=ahora,
            por_id=actor.usuario_id,
            por=actor.nombre,
        )
    )
    db.session.flush()
