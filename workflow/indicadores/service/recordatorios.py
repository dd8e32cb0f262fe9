"""What each programme owes today, to be reminded: once a day, by whoever reviews the terms."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from itertools import groupby

from workflow.avisos.recordatorios_avances import Cadencia, Debe, Mes
from workflow.avisos.service import recordar_debes
from workflow.db import use_case
from workflow.indicadores import queries
from workflow.indicadores.periodos import words
from workflow.kernel.actor import Actor
from workflow.kernel.clock import local_date


@use_case
def recordar_avances(*, actor: Actor, ahora: datetime) -> int:
    """How many people were told anew of goals and spending that are due or late."""
    hoy = local_date(ahora)
    politica = queries.reglas().on(hoy)
    cadencia = Cadencia(politica.antes, politica.cada, politica.titular, politica.planeacion)
    return recordar_debes(_owed(hoy), cadencia, actor=actor, ahora=ahora)


def _owed(hoy: date) -> Iterator[Debe]:
    pending = queries.por_hacer(None, hoy)
    spending = {(one.expediente_id, one.mes, one.vence): one.faltan for one in queries.gastos_por_hacer(None, hoy)}
    programmes = {one.expediente_id: one.dependencia_id for one in pending}
    if missing := {expediente_id for expediente_id, _, _ in spending} - programmes.keys():
        programmes |= {one.expediente_id: one.dependencia_id for one in queries.poas() if one.expediente_id in missing}
    found = {
        (one.expediente_id, one.mes, one.vence): Mes(one.mes, words(one.mes), one.vence, one.faltan, one.observados)
        for one in pending
    }
    for place, lines in spending.items():
        _, mes, vence = place
        was = found.get(place, Mes(mes, words(mes), vence))
        found[place] = Mes(mes, was.nombre, vence, was.faltan, was.observados, lines)
    for expediente_id, group in groupby(sorted(found.items(), key=lambda item: item[0]), key=lambda item: item[0][0]):
        meses = sorted((mes for _, mes in group), key=lambda mes: (mes.vence, mes.mes))
        yield Debe(expediente_id, programmes[expediente_id], tuple(meses))
