"""What was typed in the grid of a POA: saved by the same door as a form or a workbook, and audited the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from workflow.audit.service import once
from workflow.db import db, lock, use_case
from workflow.expedientes.models import Borrador, Expediente
from workflow.expedientes.service import capturar
from workflow.kernel.actor import Actor
from workflow.kernel.refusals import Invalid, Refused
from workflow.poa import formas, queries, rejilla
from workflow.poa.rejilla import Resultado


@use_case
def guardar_rejilla(
    expediente_id: int,
    seccion: str,
    cambios: Sequence[Mapping[str, Any]],
    claves: Mapping[str, str],
    *,
    actor: Actor,
    ahora: datetime,
    llave: str | None = None,
) -> Resultado:
    """Apply the changes to the draft as it is now; what another person changed meanwhile is told, never overwritten.

    Raises NotAllowed, Refused (stage), Invalid, or AlreadyDone when the same batch comes again.
    """
    once(llave, actor=actor, ahora=ahora, destino=f"/expedientes/{expediente_id}/poa")
    if seccion not in rejilla.SECCIONES:
        raise Invalid("REJILLA_ILEGIBLE")
    row = lock(Expediente, expediente_id)
    draft = db.session.get(Borrador, expediente_id, populate_existing=True)
    if draft is None or row.tipo != "poa":
        raise Refused("EXPEDIENTE_NO_ES_POA")
    document = formas.complete_document(draft.contenido, row.ejercicio)
    done = rejilla.apply(document, seccion, cambios, claves, queries.catalogos(row.ejercicio))
    capturar(expediente_id, done.documento, draft.revision, actor=actor, ahora=ahora)
    return done
