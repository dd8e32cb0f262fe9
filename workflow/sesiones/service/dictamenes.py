"""The dictamen of commissions that sit together: its folio, its sense, and the dossier that goes on to the Cabildo."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from workflow.db import db
from workflow.expedientes import service as expedientes
from workflow.kernel.actor import Actor
from workflow.kernel.clock import local_date
from workflow.kernel.folios import format_folio
from workflow.sesiones.models import Dictamen, Punto, Sesion
from workflow.sesiones.service.comun import _note, _take_numbers
from workflow.sesiones.service.conclusion import _Fin


def _dictaminate(
    sesion: Sesion, punto: Punto, fin: _Fin, ids: Sequence[int], actor: Actor, ahora: datetime
) -> list[Dictamen]:
    """The dictamen of each of those dossiers, in order: folio and sense only when it was approved.

    Those of a block share one folio when the rule of the organ is one dictamen for the block. A persistent tie sends
    the dossier to the pleno without a dictamen.
    """
    anio = local_date(sesion.apertura or fin.momento).year
    numeros: list[int | None] = [None] * len(ids)
    if fin.resultado == "dictamen_aprobado" and ids:
        uno = sesion.reglas.get("acuerdo_en_bloque") == "uno_por_bloque"
        tomados = list(_take_numbers(sesion.organo_id, "dictamen", str(anio), 1 if uno else len(ids)))
        numeros = [*tomados * len(ids)] if uno else [*tomados]
    return [
        _dictamen(sesion, punto, fin, expediente, numero, anio, actor, ahora)
        for expediente, numero in zip(ids, numeros, strict=True)
    ]


def _dictamen(
    sesion: Sesion,
    punto: Punto,
    fin: _Fin,
    expediente_id: int,
    consecutivo: int | None,
    anio: int,
    actor: Actor,
    ahora: datetime,
) -> Dictamen:
    folio = None
    if consecutivo is not None:
        folio = format_folio(sesion.organo.prefijo_acuerdo, consec=consecutivo, anio=anio, sesion=sesion.numero)
    fila = Dictamen(
        organo_id=sesion.organo_id,
        anio=anio,
        consecutivo=consecutivo,
        folio=folio,
        sesion_id=sesion.id,
        punto_id=punto.id,
        votacion_id=fin.primera.id,
        expediente_id=expediente_id,
        resultado=fin.resultado,
        sentido=fin.sentido,
        razon=fin.razon,
        texto=fin.primera.texto,
        emitido_en=fin.momento,
    )
    db.session.add(fila)
    db.session.flush()
    _note(
        "dictamen",
        sesion,
        actor=actor,
        ahora=ahora,
        expediente_id=expediente_id,
        folio=folio,
        resultado=fin.resultado,
        sentido=fin.sentido,
    )
    if fin.resultado in ("dictamen_aprobado", "turnado_al_pleno"):
        expedientes.apply_dictamen(
            expediente_id,
            resultado=fin.resultado,
            sentido=fin.sentido,
            origen=("votacion", fin.primera.id),
            actor=actor,
            ahora=ahora,
        )
    return fila
