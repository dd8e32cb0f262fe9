"""Work of the deliveries: look for findings again."""

from __future__ import annotations

from typing import Any

from workflow.entregas import service
from workflow.jobs.handlers import JobContext, handler


@handler("entregas.hallazgos")
def hallazgos(payload: dict[str, Any], job: JobContext) -> None:
    """Idempotent: a finding that is there is left as it is."""
    service.revisar_entregas(payload["expediente_id"], ahora=job.ahora)
