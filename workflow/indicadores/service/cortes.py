"""The corte of a month or a quarter: what is known then, frozen with its hash; and making it again to compare."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from workflow.audit.service import once, record, settle
from workflow.db import db, use_case
from workflow.indicadores import queries
from workflow.indicadores.models import Corte
from workflow.indicadores.periodos import ended, months, words
from workflow.indicadores.queries.cortes import fingerprint, last_fact
from workflow.indicadores.queries.financiero import last_spending
from workflow.indicadores.reglas import CIERRAN
from workflow.indicadores.situacion import METODO
from workflow.kernel.actor import Actor
from workflow.kernel.clock import local_date
from workflow.kernel.refusals import Invalid, NotAllowed, Refused


@use_case
def hacer_corte(periodo: str, *, actor: Actor, ahora: datetime, llave: str | None = None) -> int:
    """Freeze a month or a quarter. Returns its id. Raises Refused or Invalid."""
    if not actor.has(*CIERRAN):
        raise NotAllowed("ROL_NO_AUTORIZADO")
    if len(months(periodo)) not in (1, 3):
        raise Invalid("CORTE_PERIODO_INVALIDO")
    if not ended(periodo, local_date(ahora)):
        raise Refused("CORTE_ANTES_DE_TIEMPO", periodo=words(periodo).capitalize())
    once(llave, actor=actor, ahora=ahora)
    ejercicio = int(periodo[:4])
    # First the entry, which locks the chain of the year: no report arrives while it is being frozen.
    record("corte:hacer", actor=actor, ahora=ahora, objeto=("seguimiento", ejercicio), datos={"periodo": periodo})
    if db.session.scalar(select(Corte.id).where(Corte.periodo == periodo)) is not None:
        raise Refused("CORTE_YA_HECHO", periodo=words(periodo))
    contenido = queries.snapshot(ejercicio, periodo, ahora, last_fact(ejercicio), last_spending(ejercicio))
    if not contenido["poas"]:
        raise Refused("CORTE_SIN_PROGRAMAS")
    row = Corte(
        ejercicio=ejercicio,
        periodo=periodo,
        contenido=contenido,
        sha256=fingerprint(contenido),
        por_id=actor.usuario_id,
        por=actor.nombre,
        en=ahora,
    )
    db.session.add(row)
    db.session.flush()
    settle(llave, actor=actor, destino=f"/indicadores/cortes/{row.id}")
    return row.id


def comprobar(corte_id: int) -> bool:
    """Whether making it again out of the facts of its hour gives the same hash. Writes nothing.

    Of one that was computed as cortes were before, only that what was kept is untouched.
    """
    found = queries.corte(corte_id)
    if found.contenido.get("metodo", 1) != METODO:
        return fingerprint(found.contenido) == found.sha256
    gasto_id = found.contenido.get("gasto", {}).get("hasta_id", 0)
    again = queries.snapshot(found.ejercicio, found.periodo, found.en, found.contenido["hasta_id"], gasto_id)
    return fingerprint(again) == found.sha256 == fingerprint(found.contenido)
