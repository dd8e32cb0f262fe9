"""When personal data stops being used and when it is deleted: bloqueo, then supresión (LGPDPPSO 3-V, 17, 18). Pure."""

from __future__ import annotations

from datetime import date

from workflow.kernel.plazos import add_months
from workflow.kernel.refusals import Reason

ESTADOS: tuple[str, ...] = ("bloqueada", "suprimida")
ACCIONES: tuple[str, ...] = ("bloquear", "levantar", "suprimir")
DECIDEN = ("transparencia",)
SERIE = "Padrones de beneficiarios"
FUNDAMENTO_MINIMO, FUNDAMENTO_MAXIMO = 10, 300


def plazo(corte: date, anios: int) -> date:
    """The day on which the term of conservation of the series ends."""
    return add_months(corte, anios * 12)


def reparos(
    accion: str,
    *,
    bloqueo: str | None,
    fundamento: str,
    serie: str,
    plazo_hasta: date | None,
    por_solicitud: bool,
    hoy: date,
) -> list[Reason]:
    """What forbids the act, all at once. `bloqueo`: how the data is; `por_solicitud`: an ARCO request was granted."""
    faltas = []
    if bloqueo == "suprimida":
        return [Reason("BLOQUEO_YA_SUPRIMIDA")]
    if accion == "bloquear" and bloqueo is not None:
        faltas.append(Reason("BLOQUEO_YA_BLOQUEADA"))
    if accion in ("levantar", "suprimir") and bloqueo != "bloqueada":
        faltas.append(Reason("BLOQUEO_SIN_BLOQUEAR"))
    if not FUNDAMENTO_MINIMO <= len(fundamento) <= FUNDAMENTO_MAXIMO:
        faltas.append(Reason("PRIVACIDAD_SIN_FUNDAMENTO"))
    if not 3 <= len(serie) <= 100:
        faltas.append(Reason("BLOQUEO_SIN_SERIE"))
    if accion == "bloquear" and plazo_hasta is None:
        faltas.append(Reason("BLOQUEO_SIN_PLAZO"))
    if accion == "suprimir" and bloqueo and not por_solicitud and (plazo_hasta is None or plazo_hasta > hoy):
        faltas.append(Reason("SUPRESION_ANTES_DE_PLAZO", {"hasta": f"{plazo_hasta or hoy:%d/%m/%Y}"}))
    return faltas
