"""What the use cases of the review share: the dossier locked, and that this person may review it now."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from workflow.audit.service import record
from workflow.db import lock
from workflow.expedientes.facts import Facts
from workflow.expedientes.models import Expediente
from workflow.expedientes.queries import hechos
from workflow.expedientes.rules import evaluate
from workflow.kernel.actor import Actor
from workflow.kernel.clock import local_date
from workflow.kernel.refusals import NotAllowed, Refused
from workflow.outbox.service import leave

CONFIGURA = "planeacion_titular"


def in_review(expediente_id: int, actor: Actor, ahora: datetime) -> tuple[Expediente, Facts]:
    """The dossier, locked, when this person may observe it now: same role, stage and separation of duties.

    Raises NotFound, NotAllowed, or Refused with every reason.
    """
    row = lock(Expediente, expediente_id)
    facts = hechos.facts_of(row, local_date(ahora), changes=False)
    evaluate("observar", actor, facts).enforce()
    return row, facts


def sent_of(row: Expediente) -> int:
    """The id of the submission in review."""
    if row.v_presentada_id is None:
        raise Refused("SIN_ENVIO_QUE_REVISAR")
    return row.v_presentada_id


def configures(actor: Actor) -> None:
    """Only the titular of Planeación edits the checklist, the texts and the thresholds."""
    if not actor.has(CONFIGURA):
        raise NotAllowed("ROL_NO_AUTORIZADO")


def tell(accion: str, row: Expediente, marca: int, *, ahora: datetime, a: dict[str, int | None]) -> None:
    """Leave a notice for each role of `a` (role -> only that person, or None for all who hold it).

    `marca`: a number of the fact that no revision of the dossier has (a negative one), so that each is told once.
    """
    for rol, usuario_id in a.items():
        leave(
            "aviso.enviar",
            llave=f"aviso:{row.id}:{marca}:{rol}",
            payload={
                "expediente_id": row.id,
                "revision": marca,
                "accion": accion,
                "etapa": row.etapa,
                "rol": rol,
                "dependencia_id": None,
                "usuario_id": usuario_id,
            },
            ahora=ahora,
            objeto=("expediente", row.id),
        )


def trace(what: str, *, row: Expediente, actor: Actor, ahora: datetime, datos: dict[str, Any]) -> None:
    told = {"version": row.version, "ronda": row.ronda, **datos}
    record(f"revision:{what}", actor=actor, ahora=ahora, objeto=("expediente", row.id), datos=told)
