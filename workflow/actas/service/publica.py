"""The public version of an approved acta, without the data that the Comité de Transparencia classified."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from workflow.actas.clases import public_folio
from workflow.actas.instantanea import Caratula
from workflow.actas.models import Acta
from workflow.actas.queries.borradores import last_version
from workflow.actas.redaccion.publica import componer_publica
from workflow.actas.service.comun import _freeze, _last, _print
from workflow.actas.tachado import Peticion, leaks, problems, redact
from workflow.audit.service import once, record
from workflow.db import lock, use_case
from workflow.kernel.actor import Actor
from workflow.kernel.refusals import Invalid, NotAllowed, Reason, Refused

PUBLICAN = ("transparencia", "secretaria_gobierno")


@dataclass(frozen=True)
class Clasificacion:
    """What the cover says of who classified and who confirmed it."""

    area: str
    motivacion: str
    titular: str
    comite_acta: str
    comite_fecha: date | None


@use_case
def publicar_acta(
    acta_id: int,
    peticiones: Sequence[Peticion],
    clasificacion: Clasificacion,
    *,
    actor: Actor,
    ahora: datetime,
    llave: str | None = None,
) -> int:
    """Make the public version; asked again, it is another version of it. Returns the version.

    Refused ACTA_SIN_APROBAR. Invalid with every problem of the words and of the cover. The words are not kept.
    """
    if not actor.has(*PUBLICAN):
        raise NotAllowed("ROL_NO_AUTORIZADO")
    acta = lock(Acta, acta_id)
    once(llave, actor=actor, ahora=ahora, destino=f"/actas/{acta_id}/publica")
    if acta.estado != "aprobada":
        raise Refused("ACTA_SIN_APROBAR", folio=acta.folio)
    approved = last_version(acta)
    reasons = [*problems(approved, peticiones), *_cover_problems(clasificacion)]
    if reasons or clasificacion.comite_fecha is None:
        raise Invalid(reasons)
    previous = _last("acta_publica", acta.sesion_id)
    redacted, tachas = redact(approved, peticiones)
    public = replace(
        redacted,
        folio=public_folio(acta.folio),
        version=previous.version + 1 if previous else 1,
        caratula=Caratula(
            area=clasificacion.area.strip(),
            documento=f"Acta {acta.folio}, versión {approved.version}",
            motivacion=clasificacion.motivacion.strip(),
            titular=clasificacion.titular.strip(),
            comite_acta=clasificacion.comite_acta.strip(),
            comite_fecha=clasificacion.comite_fecha,
            tachas=tachas,
        ),
    )
    if leaks(componer_publica(public), peticiones):
        raise Refused("TACHA_INCOMPLETA")
    row = _freeze("acta_publica", acta.sesion_id, public, ahora)
    record(
        "acta:publicar",
        actor=actor,
        ahora=ahora,
        objeto=("sesion", acta.sesion_id),
        datos={"folio": row.folio, "version": row.version, "tachas": len(tachas)},
    )
    _print(row, acta.sesion_id, ahora)
    return row.version


def _cover_problems(one: Clasificacion) -> list[Reason]:
    fields = (one.area, one.motivacion, one.titular, one.comite_acta)
    complete = all(text.strip() for text in fields) and one.comite_fecha is not None
    return [] if complete else [Reason("CARATULA_INCOMPLETA")]
