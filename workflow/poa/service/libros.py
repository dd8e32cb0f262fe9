"""A workbook on its way out: what it was made from is kept, to compare when it comes back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select

from workflow.audit.service import record
from workflow.db import db, lock, use_case
from workflow.expedientes.models import Borrador, Expediente
from workflow.expedientes.queries import hechos
from workflow.expedientes.rules import evaluate
from workflow.kernel.actor import Actor
from workflow.kernel.clock import local, local_date
from workflow.poa.comparar import normal
from workflow.poa.contenido import fingerprint
from workflow.poa.exportar import Origen
from workflow.poa.models import LibroEmitido


@use_case
def emitir_libro(expediente_id: int, contenido: Mapping[str, Any], *, actor: Actor, ahora: datetime) -> Origen:
    """Keep what a workbook is made from and say what goes in its sheet «Origen».

    Only for who may capture the dossier now (others get a workbook that cannot be uploaded anyway). Idempotent: the
    same content handed out again changes nothing. Raises NotAllowed or Refused.
    """
    row = lock(Expediente, expediente_id)
    evaluate("capturar", actor, hechos.facts_of(row, local_date(ahora), changes=False)).enforce()
    draft = db.session.get_one(Borrador, expediente_id)
    base = normal(contenido)
    huella = fingerprint(base)
    mine = (LibroEmitido.expediente_id == expediente_id, LibroEmitido.huella == huella)
    if db.session.scalar(select(LibroEmitido.id).where(*mine)) is None:
        found = LibroEmitido(
            expediente_id=expediente_id,
            huella=huella,
            revision=draft.revision,
            contenido=base,
            emitido_por=actor.usuario_id,
            emitido_en=ahora,
        )
        db.session.add(found)
        db.session.flush()
        objeto = ("poa_libro_emitido", found.id)
        record("poa:emitir", actor=actor, ahora=ahora, objeto=objeto, expediente_id=expediente_id,
               datos={"libro": found.id, "revision": draft.revision, "huella": huella})  # fmt: skip
    return Origen(row.folio, huella, draft.revision, f"{local(ahora):%d/%m/%Y %H:%M}")
