"""The public version of a padrón, in the background: its rows are opened, the files are written, the fact is kept."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from workflow.jobs.handlers import JobContext, handler
from workflow.kernel.actor import SISTEMA
from workflow.kernel.clock import local_date
from workflow.padron.cifrado import llavero
from workflow.padron.publico import service
from workflow.padron.publico.service import Pedido
from workflow.people.queries import actor_of


@handler("padron.publicar")
def publicar(payload: dict[str, Any], job: JobContext) -> None:
    """Idempotent: a request that was already made is not made twice."""
    pedido = Pedido(payload["ejercicio"], payload["trimestre"], payload["curp"], payload["curp_fundamento"])
    service.publicar(
        payload["expediente_id"],
        pedido,
        municipio=job.settings.municipio,
        direccion=f"{job.settings.base_url}/datos/padrones",
        llavero=llavero(job.settings.padron_keys),
        actor=actor_of(payload["usuario_id"], local_date(job.ahora)) or SISTEMA,
        ahora=job.ahora,
        pedida=datetime.fromisoformat(payload["pedida"]),
    )
