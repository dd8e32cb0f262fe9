"""What a delivery must be to be recorded: within the rules of its enrolment, once, and into the right hands. Pure.

Nothing here looks at who somebody is: a deceased person or a public servant is a finding (see `hallazgos`), never a
refusal, because refusing to write down what already happened would hide it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from workflow.entregas import periodos
from workflow.entregas.clases import CLASES, RECIBEN
from workflow.kernel.money import MAXIMO_CENTAVOS, format_centavos
from workflow.kernel.refusals import Reason

MAYORIA_DE_EDAD = 18  # Constitución, art. 34
CANTIDAD_MAXIMA = Decimal(10) ** 9
LARGOS = {"unidad": 40, "descripcion": 200, "lugar": 200, "recibo": 40}


@dataclass(frozen=True)
class Limites:
    """What the rules of operation say of a delivery; amounts in centavos, of one person. None: they do not say it.

    `por_periodo`: how many deliveries an enrolment may have in a period.
    """

    desde: date | None = None
    hasta: date | None = None
    monto_min: int | None = None
    monto_max: int | None = None
    monto_persona: int | None = None
    por_periodo: int = 1


def limites_de(vigencia: date | None, publicada: date | None, criterios: Mapping[str, Any], hasta: Any) -> Limites:
    """In force means in force and published: the later of the two days, if both are known."""
    return Limites(
        desde=max((dia for dia in (vigencia, publicada) if dia is not None), default=None),
        hasta=date.fromisoformat(hasta) if isinstance(hasta, str) and hasta else hasta or None,
        monto_min=criterios.get("monto_min"),
        monto_max=criterios.get("monto_max"),
        monto_persona=criterios.get("monto_persona"),
        por_periodo=int(criterios.get("entregas_por_periodo") or 1),
    )


@dataclass(frozen=True)
class Anterior:
    """A delivery that counts: it was not annulled. `monto`: what stayed delivered, without what was returned."""

    dia: date
    periodo: str
    monto: int = 0
    recibo: str = ""


@dataclass(frozen=True)
class Situacion:
    """An enrolment on the day. `aprobado`: centavos that the padrón says, None when it says none.

    `edad`: in years on the day of the delivery, None if nobody knows; `periodo_cerrado`: of the one being recorded;
    `recibo_usado`: that folio is already of another delivery of the programme.
    `persona_total`: what the person already got from this programme under other enrolments, in centavos.
    """

    desde: date
    hasta: date | None
    limites: Limites
    aprobado: int | None = None
    edad: int | None = None
    anteriores: tuple[Anterior, ...] = ()
    periodo_cerrado: bool = False
    recibo_usado: bool = False
    persona_total: int = 0


@dataclass(frozen=True)
class Apoyo:
    """What was given. `monto` in centavos: the money, or what the goods are worth if that is known."""

    clase: str
    dia: date | None
    periodo: str
    monto: int | None = None
    cantidad: Decimal | None = None
    unidad: str = ""
    descripcion: str = ""
    lugar: str = ""
    cvegeo: str = ""
    recibe: str = "persona"
    recibo: str = ""
    con_archivo: bool = False
    localidades: frozenset[str] = field(default=frozenset(), compare=False)


def forma(apoyo: Apoyo, hoy: date) -> list[Reason]:
    """What is missing or cannot be read, whoever it is for."""
    faltas = []
    if apoyo.clase not in CLASES:
        faltas.append(Reason("ENTREGA_CLASE"))
    if apoyo.recibe not in RECIBEN:
        faltas.append(Reason("ENTREGA_RECIBE"))
    if apoyo.dia is None:
        faltas.append(Reason("ENTREGA_SIN_FECHA"))
    elif apoyo.dia > hoy:
        faltas.append(Reason("ENTREGA_FUTURA"))
    if not periodos.valido(apoyo.periodo):
        faltas.append(Reason("ENTREGA_PERIODO"))
    faltas += _cuanto(apoyo)
    if not apoyo.lugar and not apoyo.cvegeo:
        faltas.append(Reason("ENTREGA_SIN_LUGAR"))
    if apoyo.cvegeo and apoyo.localidades and apoyo.cvegeo not in apoyo.localidades:
        faltas.append(Reason("ENTREGA_LOCALIDAD"))
    largos = [nombre for nombre, largo in LARGOS.items() if len(getattr(apoyo, nombre)) > largo]
    if largos:
        faltas.append(Reason("ENTREGA_TEXTO_LARGO", {"campos": [nombre.capitalize() for nombre in largos]}))
    return faltas


def _cuanto(apoyo: Apoyo) -> list[Reason]:
    if apoyo.monto is not None and not 0 < apoyo.monto <= MAXIMO_CENTAVOS:
        return [Reason("ENTREGA_MONTO")]
    if apoyo.cantidad is not None and not 0 < apoyo.cantidad <= CANTIDAD_MAXIMA:
        return [Reason("ENTREGA_CANTIDAD")]
    if apoyo.clase == "monetario":
        return [] if apoyo.monto is not None else [Reason("ENTREGA_SIN_MONTO")]
    faltas = []
    if apoyo.clase == "en_especie" and (apoyo.cantidad is None or not apoyo.unidad):
        faltas.append(Reason("ENTREGA_SIN_CANTIDAD"))
    if apoyo.clase in CLASES and not apoyo.descripcion:
        faltas.append(Reason("ENTREGA_SIN_DESCRIPCION"))
    return faltas


def impedimentos(apoyo: Apoyo, situacion: Situacion) -> list[Reason]:
    """Why this delivery cannot be recorded for this enrolment, all at once. `apoyo` has the right form already."""
    if apoyo.dia is None:
        return [Reason("ENTREGA_SIN_FECHA")]
    return [
        *_vigencia(apoyo.dia, situacion),
        *_repeticion(apoyo, situacion),
        *_montos(apoyo, situacion),
        *_manos(apoyo, situacion),
    ]


def _vigencia(dia: date, situacion: Situacion) -> list[Reason]:
    faltas = []
    limites = situacion.limites
    if limites.desde is not None and dia < limites.desde:
        faltas.append(Reason("ENTREGA_ANTES_DE_REGLAS", {"desde": _fecha(limites.desde)}))
    if limites.hasta is not None and dia > limites.hasta:
        faltas.append(Reason("ENTREGA_TRAS_VIGENCIA", {"hasta": _fecha(limites.hasta)}))
    if dia < situacion.desde:
        faltas.append(Reason("ENTREGA_ANTES_DE_ALTA", {"desde": _fecha(situacion.desde)}))
    if situacion.hasta is not None and dia > situacion.hasta:
        faltas.append(Reason("ENTREGA_TRAS_BAJA", {"hasta": _fecha(situacion.hasta)}))
    return faltas


def _repeticion(apoyo: Apoyo, situacion: Situacion) -> list[Reason]:
    faltas = []
    if situacion.periodo_cerrado:
        faltas.append(Reason("ENTREGA_PERIODO_CERRADO", {"periodo": apoyo.periodo}))
    del_periodo = [una for una in situacion.anteriores if una.periodo == apoyo.periodo]
    del_dia = [una for una in situacion.anteriores if una.dia == apoyo.dia]
    veces = situacion.limites.por_periodo
    if len(del_periodo) >= veces:
        ultima = max(una.dia for una in del_periodo)
        faltas.append(
            Reason("ENTREGA_REPETIDA", {"periodo": apoyo.periodo, "dia": _fecha(ultima), "veces": veces})
        )  # fmt: skip
    elif veces == 1 and del_dia:
        faltas.append(Reason("ENTREGA_MISMO_DIA", {"dia": _fecha(del_dia[0].dia)}))
    if apoyo.recibo and situacion.recibo_usado:
        faltas.append(Reason("ENTREGA_RECIBO_REPETIDO", {"recibo": apoyo.recibo}))
    return faltas


def _montos(apoyo: Apoyo, situacion: Situacion) -> list[Reason]:
    if apoyo.monto is None:
        return []
    limites, faltas = situacion.limites, []
    del_periodo = sum(una.monto for una in situacion.anteriores if una.periodo == apoyo.periodo) + apoyo.monto
    total = sum(una.monto for una in situacion.anteriores) + apoyo.monto
    if limites.monto_min is not None and apoyo.monto < limites.monto_min:
        faltas.append(Reason("ENTREGA_MONTO_MENOR", {"minimo": format_centavos(limites.monto_min)}))
    if limites.monto_max is not None and del_periodo > limites.monto_max:
        faltas.append(Reason("ENTREGA_MONTO_MAYOR", {"maximo": format_centavos(limites.monto_max)}))
    if limites.monto_persona is not None and total + situacion.persona_total > limites.monto_persona:
        faltas.append(Reason("ENTREGA_MONTO_PERSONA", {"maximo": format_centavos(limites.monto_persona)}))
    if situacion.aprobado and total > situacion.aprobado:
        faltas.append(
            Reason(
                "ENTREGA_SOBRE_LO_APROBADO",
                {
                    "aprobado": format_centavos(situacion.aprobado),
                    "entregado": format_centavos(total - apoyo.monto),
                },
            )
        )
    return faltas


def _manos(apoyo: Apoyo, situacion: Situacion) -> list[Reason]:
    """Money of a minor goes to who has their guard (Código Civil); who comes for another brings the paper."""
    menor = situacion.edad is not None and situacion.edad < MAYORIA_DE_EDAD
    if menor and apoyo.clase == "monetario" and apoyo.recibe == "persona":
        return [Reason("ENTREGA_A_MENOR", {"edad": situacion.edad})]
    if not menor and apoyo.recibe == "tutora" and situacion.edad is not None:
        return [Reason("ENTREGA_TUTORA_DE_MAYOR", {"edad": situacion.edad})]
    if apoyo.recibe == "autorizada" and not apoyo.con_archivo:
        return [Reason("ENTREGA_AUTORIZADA_SIN_CARTA")]
    return []


def ajuste(clase: str, monto: int | None, motivo: str, *, anulada: bool, queda: int) -> list[Reason]:
    """Why an annulment or a return cannot be. `queda`: centavos of the delivery that were not returned yet."""
    faltas = []
    if anulada:
        faltas.append(Reason("ENTREGA_YA_ANULADA"))
    if len(motivo.strip()) < 10:
        faltas.append(Reason("ENTREGA_SIN_MOTIVO"))
    if clase == "reintegro" and not anulada and (monto is None or not 0 < monto <= queda):
        faltas.append(Reason("REINTEGRO_MONTO", {"queda": format_centavos(queda)}))
    return faltas


def _fecha(dia: date) -> str:
    return f"{dia:%d/%m/%Y}"


def faltas_de_cierre(clase: str, periodo: str, motivo: str, cerrados: Sequence[str]) -> list[Reason]:
    """Why a period cannot be closed or opened again."""
    if not periodos.valido(periodo):
        return [Reason("ENTREGA_PERIODO")]
    if clase == "cierre":
        return [Reason("PERIODO_YA_CERRADO", {"periodo": periodo})] if periodo in cerrados else []
    faltas = [] if periodo in cerrados else [Reason("PERIODO_NO_CERRADO", {"periodo": periodo})]
    return faltas if len(motivo.strip()) >= 10 else [*faltas, Reason("ENTREGA_SIN_MOTIVO")]
