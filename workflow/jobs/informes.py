"""Work of the quarterly reports: print the version that was frozen."""

from __future__ import annotations

from typing import Any

from workflow.jobs.actas import _reprinted
from workflow.jobs.handlers import JobContext, handler


@handler("informe.generar")
def generar(payload: dict[str, Any], job: JobContext) -> None:
    """`instantanea_id`: the version; what is printed already is left as it is."""
    _reprinted(payload, job)
