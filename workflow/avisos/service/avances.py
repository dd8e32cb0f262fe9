"""Reminders of what each programme owes of its goals: notices in the page, which the digest of the day gathers."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from workflow.avisos.recordatorios_avances import Cadencia, Debe, Mes, Recordatorio, recordatorios
from workflow.avisos.service.actos import insert_new, known_keys
from workflow.db import use_case
from workflow.expedientes.queries import calendario
from workflow.kernel.actor import Actor
from workflow.kernel.clock import ZONE, local_date
from workflow.people.queries import directorio


@use_case
def recordar_debes(debes: Iterable[Debe], cadencia: Cadencia, *, actor: Actor, ahora: datetime) -> int:
    """How many people were told anew. However often it runs on a day, each one is told once."""
    hoy, dias = local_date(ahora), calendario()
    pending = list(debes)
    if not pending:
        return 0
    personas = directorio(hoy)
    wanted: dict[str, tuple[Debe, Recordatorio]] = {}
    for debe in pending:
        for one in recordatorios(debe, hoy, dias, cadencia, personas):
            wanted.setdefault(one.clave, (debe, one))
    known = known_keys(wanted)
    told = [
        insert_new(
            {
                "llave": clave,
                "usuario_id": one.envio.usuario_id,
                "expediente_id": debe.expediente_id,
                "codigo": one.envio.momento.codigo,
                "etapa": "publicado",
                "rol": one.envio.rol,
                "creado_en": ahora,
                "suple_id": one.envio.suple_id,
                "vence": datetime.combine(min(mes.vence for mes in one.meses), dias.fin, ZONE),
                "detalle": [_told(mes) for mes in one.meses],
            }
        )
        for clave, (debe, one) in wanted.items()
        if clave not in known
    ]
    return sum(1 for aviso_id in told if aviso_id is not None)


def _told(mes: Mes) -> dict[str, Any]:
    return {
        "mes": mes.mes,
        "nombre": mes.nombre,
        "vence": mes.vence.isoformat(),
        "faltan": mes.faltan,
        "observados": mes.observados,
        "gasto": mes.gasto,
    }
