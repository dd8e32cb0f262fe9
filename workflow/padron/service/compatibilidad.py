"""What two programmes are to each other, chosen by date with its fundamento. Planeación says it."""

from __future__ import annotations

from datetime import date, datetime

from workflow.audit.service import once, record
from workflow.db import db, use_case
from workflow.kernel.actor import Actor
from workflow.kernel.refusals import Invalid, NotAllowed, Reason
from workflow.padron.catalogos import REGLAS_COMPATIBILIDAD, TOPE_CONJUNTO
from workflow.padron.criterios import MONTO_TOPE
from workflow.padron.models import CompatibilidadPrograma

FUNDAMENTO = (5, 300)


@use_case
def registrar_compatibilidad(
    programa: str,
    otro: str,
    regla: str,
    tope: int | str | None,
    fundamento: str,
    desde: date | None,
    *,
    actor: Actor,
    ahora: datetime,
    llave: str | None = None,
) -> None:
    """From a day on, what a pair of programmes is. `tope`: centavos, only of tope_conjunto."""
    once(llave, actor=actor, ahora=ahora, destino="/catalogos/compatibilidad")
    if not actor.has("planeacion_titular"):
        raise NotAllowed("ROL_NO_AUTORIZADO")
    uno, dos = sorted((" ".join(programa.split()), " ".join(otro.split())))
    motivo = " ".join(fundamento.split())
    de_tope = regla == TOPE_CONJUNTO
    faltas = []
    if not uno or uno == dos or max(len(uno), len(dos)) > 40:
        faltas.append(Reason("COMPATIBILIDAD_PROGRAMAS"))
    if regla not in REGLAS_COMPATIBILIDAD:
        faltas.append(Reason("COMPATIBILIDAD_REGLA"))
    if de_tope and (not isinstance(tope, int) or not 0 < tope <= MONTO_TOPE):
        faltas.append(Reason("COMPATIBILIDAD_TOPE"))
    if not FUNDAMENTO[0] <= len(motivo) <= FUNDAMENTO[1]:
        faltas.append(Reason("COMPATIBILIDAD_FUNDAMENTO", {"maximo": FUNDAMENTO[1]}))
    if desde is None:
        faltas.append(Reason("COMPATIBILIDAD_DIA"))
    if faltas:
        raise Invalid(faltas)
    db.session.add(
        CompatibilidadPrograma(
            programa_a=uno, programa_b=dos, regla=regla, tope=tope if de_tope else None, fundamento=motivo,
            vigente_desde=desde, por_id=actor.usuario_id, por=actor.nombre, en=ahora,
        )
    )  # fmt: skip
    record("padron:compatibilidad", actor=actor, ahora=ahora, objeto=("compatibilidad", 0),
           datos={"programas": [uno, dos], "regla": regla, "desde": str(desde)})  # fmt: skip
