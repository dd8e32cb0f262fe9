"""What the Ley de Disciplina Financiera asks of a POA (arts. 8, 10, 13-V, 13-VII and 21). Pure.

Art. 8: an increase or creation of spending carries its source of income or the cut that pays for it. Art. 13-V: the
personal services do not grow during the year. Art. 13-VII: a subsidy says its target population, its main purpose and
its time span, and that is public. Art. 21 extends them to the municipalities.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import ROUND_UP, Decimal
from typing import Any

from workflow.expedientes.textos import ROTULOS, joined
from workflow.kernel.money import format_centavos
from workflow.poa import adecuacion
from workflow.poa.contenido import LineaPresupuesto, from_dict
from workflow.poa.numeros import decimal_text
from workflow.revision.hallazgos.tipos import Contexto, Documento, Hallazgo, told

SUBSIDIOS = ("43", "44")
"""Concepts of the Clasificador por Objeto del Gasto: 4300 subsidios y subvenciones, 4400 ayudas sociales."""


def check(document: Documento, contexto: Contexto) -> Iterator[Hallazgo]:
    if contexto.original is not None:
        yield from _modification(document, contexto.original, contexto)
    if contexto.anterior is not None:
        yield from _against_last_year(document, contexto.anterior, contexto.umbrales["personales_anual"])
    yield from _subsidies(document)


def _modification(document: Documento, original: Documento, contexto: Contexto) -> Iterator[Hallazgo]:
    change = adecuacion.compare(original, document)
    grown = change.ampliaciones - change.reducciones
    if grown > 0 and not contexto.fuente_del_cambio:
        yield told("LDF_AUMENTO_SIN_FUENTE", "presupuesto", monto=format_centavos(grown))
        for line in change.renglones:
            if line.original is None and line.cambio > 0:
                monto = format_centavos(line.cambio)
                facts = {"partida": line.partida, "concepto": line.concepto, "monto": monto}
                yield told("LDF_PARTIDA_NUEVA", line.campo, tipo="recomendacion", **facts)
    if change.servicios_personales > 0:
        yield told("LDF_PERSONALES_CRECEN", "presupuesto", monto=format_centavos(change.servicios_personales))
    if contexto.tipo_cambio and change.tipos and contexto.tipo_cambio not in change.tipos:
        words = ROTULOS["tipo_cambio"]
        real = joined([words[tipo].lower() for tipo in change.tipos])
        facts = {"declarado": words[contexto.tipo_cambio], "real": real}
        yield told("CAMBIO_DE_OTRO_TIPO", "presupuesto", tipo="recomendacion", **facts)
    for code in change.avisos:
        yield from _incongruence(code, change, contexto.umbrales["presupuesto_sin_metas"])


def _incongruence(codigo: str, change: adecuacion.Adecuacion, limite: int) -> Iterator[Hallazgo]:
    """A budget that moves with the same goals is told from a threshold on; goals with the same budget, always."""
    if codigo == "METAS_SIN_PRESUPUESTO":
        yield told(codigo, "actividades", tipo="recomendacion")
        return
    percent = percent_change(Decimal(change.original), Decimal(change.modificado))
    if percent is not None and abs(percent) > limite:
        yield told("PRESUPUESTO_SIN_METAS", "presupuesto", tipo="recomendacion", porcentaje=percent_words(percent))


def _against_last_year(document: Documento, anterior: Documento, limite: int) -> Iterator[Hallazgo]:
    now, before = (_personal(from_dict(one).presupuesto) for one in (document, anterior))
    percent = percent_change(Decimal(before), Decimal(now))
    if percent is not None and percent > limite:
        facts = {"porcentaje": percent_words(percent), "limite": limite}
        yield told("LDF_PERSONALES_ANUAL", "presupuesto", tipo="recomendacion", **facts)


def _personal(lines: tuple[LineaPresupuesto, ...]) -> int:
    return sum(sum(month or 0 for month in line.meses) for line in lines if line.partida.startswith("1"))


def percent_change(before: Decimal, after: Decimal) -> Decimal | None:
    """How much it changes, in percent, unrounded: it is compared as it is. None from zero, where it says nothing."""
    return None if before == 0 else (after - before) / abs(before) * 100


def percent_words(percent: Decimal) -> str:
    """With one decimal, rounded away from zero: «50.1», so that what passes a limit never reads as the limit."""
    return decimal_text(abs(percent).quantize(Decimal("0.1"), ROUND_UP))


def _subsidies(document: Documento) -> Iterator[Hallazgo]:
    contenido = from_dict(document)
    amount = sum(
        sum(month or 0 for month in line.meses) for line in contenido.presupuesto if line.partida.startswith(SUBSIDIOS)
    )
    if amount <= 0:
        return
    data, diagnosis = contenido.identificacion, contenido.diagnostico
    monto = format_centavos(amount)
    if not data.get("objetivo_total"):
        yield told("LDF_SUBSIDIO_SIN_POBLACION", "identificacion.objetivo_total", monto=monto)
    if not _said(diagnosis, "proposito_subsidio") and not _said(data, "objetivo_general"):
        yield told("LDF_SUBSIDIO_SIN_PROPOSITO", "identificacion.objetivo_general", monto=monto)
    if not _said(diagnosis, "temporalidad_subsidio"):
        # The templates of before have no place for it: it is asked for, and it does not stop anybody by itself.
        campo = "diagnostico.temporalidad_subsidio"
        yield told("LDF_SUBSIDIO_SIN_TEMPORALIDAD", campo, tipo="recomendacion", monto=monto)


def _said(data: Mapping[str, Any], campo: str) -> bool:
    return bool(str(data.get(campo) or "").strip())
