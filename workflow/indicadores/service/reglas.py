"""Registering a dated choice of the follow-up. What a corte already froze is never judged again by another rule."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import select

from workflow.audit.service import once, record, settle
from workflow.db import db, use_case
from workflow.indicadores.models import Corte, SeguimientoRegla
from workflow.indicadores.periodos import last_day, words
from workflow.indicadores.politica import INICIALES, read
from workflow.indicadores.reglas import CIERRAN
from workflow.kernel.actor import Actor
from workflow.kernel.refusals import Invalid, NotAllowed, Reason

JUZGAN = ("semaforo", "tope", "logrado_cero")
"""Those that change a result; the others only say when something is due or reminded."""


@use_case
def registrar_regla(
    clave: str,
    valor: str,
    vigente_desde: date | None,
    fundamento: str,
    *,
    actor: Actor,
    ahora: datetime,
    por_confirmar: bool = True,
    llave: str | None = None,
) -> None:
    """From a day on. Raises NotAllowed, or Invalid with every reason."""
    if not actor.has(*CIERRAN):
        raise NotAllowed("ROL_NO_AUTORIZADO")
    once(llave, actor=actor, ahora=ahora)
    kept, wrong = read(clave, valor), []
    if clave not in INICIALES:
        wrong.append(Reason("REGLA_SEGUIMIENTO_DESCONOCIDA"))
    elif kept is None:
        wrong.append(Reason(f"REGLA_SEGUIMIENTO_{'SEMAFORO' if clave == 'semaforo' else 'VALOR'}"))
    if vigente_desde is None:
        wrong.append(Reason("REGLA_SEGUIMIENTO_FECHA"))
    if not fundamento.strip():
        wrong.append(Reason("REGLA_SEGUIMIENTO_FUNDAMENTO"))
    if wrong or vigente_desde is None or kept is None:
        raise Invalid(wrong)
    datos = {"clave": clave, "valor": kept, "desde": vigente_desde.isoformat()}
    # The entry locks the chain of the year: a corte and a rule of the same year wait for each other.
    record("regla:registrar", actor=actor, ahora=ahora, objeto=("seguimiento", vigente_desde.year), datos=datos)
    frozen = [p for p in db.session.scalars(select(Corte.periodo)) if last_day(p) >= vigente_desde]
    if clave in JUZGAN and frozen:
        last = max(frozen, key=last_day)
        raise Invalid("REGLA_SEGUIMIENTO_CON_CORTE", periodo=words(last))
    db.session.add(
        SeguimientoRegla(
            clave=clave,
            valor=kept,
            vigente_desde=vigente_desde,
            fundamento=fundamento.strip()[:300],
            por_confirmar=por_confirmar,
            por_id=actor.usuario_id,
            por=actor.nombre,
            en=ahora,
        )
    )
    settle(llave, actor=actor, destino="/indicadores/reglas")
