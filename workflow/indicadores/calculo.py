"""The avance of a period, and of several together. Exact: nothing is rounded before it is compared, unless declared.

Three cells that look alike and are not: a meta of zero (nothing was programmed), no report (grey, and a missed
report), and zero achieved of a meta (0 %, with its colour).
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from workflow.indicadores.clases import Periodo, Regla, Resultado, Semaforo, rounded
from workflow.poa.matriz.formulas import evaluate as compute


def color_of(semaforo: Semaforo, avance: Fraction) -> str:
    """The first range that holds it. Ranges that leave a gap leave it without a colour."""
    return next((rango.color for rango in semaforo if rango.contains(avance)), "sin_semaforo")


def evaluate(regla: Regla, periodo: Periodo) -> Resultado:
    """What one period resulted in."""
    if periodo.reporte == "no_aplica":
        return Resultado("no_aplica", "sin_semaforo")
    if not _reported(periodo):
        if _nothing_programmed(regla, periodo.programado):
            return Resultado("sin_programacion", "sin_semaforo")
        return Resultado("sin_reporte", "gris")
    valor, codigo = observed(regla, periodo.uno, periodo.dos, periodo.otras)
    return judge(regla, valor, periodo.programado, codigo)


def _reported(periodo: Periodo) -> bool:
    return periodo.reporte == "reportado" and periodo.uno is not None


def observed(
    regla: Regla, uno: Decimal | None, dos: Decimal | None, otras: Sequence[Decimal] = ()
) -> tuple[Fraction | None, str | None]:
    """The observed value out of its variables, or the code of why there is none."""
    if uno is None:
        return None, None
    if regla.expresion is not None:
        said = [uno, dos, *otras]
        padded = [*said, *[None] * (len(regla.letras) - len(said))]
        found = compute(regla.expresion, dict(zip(regla.letras, padded, strict=False)))
        return found.valor, found.codigo
    if regla.formula == "valor_absoluto":
        return Fraction(uno), None
    if not dos:
        return None, "DIVISION_ENTRE_CERO" if regla.formula == "tasa_variacion" else "DENOMINADOR_CERO"
    razon = Fraction(uno) / Fraction(dos)
    if regla.formula == "razon":
        return razon, None
    return (razon - 1 if regla.formula == "tasa_variacion" else razon) * 100, None


def judge(
    regla: Regla, valor: Fraction | None, meta: Decimal | Fraction | None, codigo: str | None = None
) -> Resultado:
    """A value against its meta (or its band)."""
    sin_meta = _nothing_programmed(regla, meta)
    if valor is None and not sin_meta:
        return Resultado("no_calculable", "gris", codigo=codigo)
    if sin_meta:
        estado = "avance_no_programado" if valor is not None and valor > 0 else "sin_programacion"
        return Resultado(estado, "sin_semaforo", valor)
    assert valor is not None
    if regla.sentido == "banda" and regla.banda is not None:
        return Resultado("evaluado", regla.banda.color(valor), valor)
    avance, codigo = _progress(regla, valor, Fraction(meta or 0))
    if avance is None:
        return Resultado("no_calculable", "gris", valor, codigo=codigo)
    comparado = Fraction(rounded(avance, regla.decimales)) if regla.redondear_antes else avance
    return Resultado("evaluado", color_of(regla.semaforo, comparado), valor, avance)


def _nothing_programmed(regla: Regla, meta: Decimal | Fraction | None) -> bool:
    if regla.sentido == "banda":
        return False
    return meta is None or (meta == 0 and not regla.meta_cero_es_meta)


def _progress(regla: Regla, valor: Fraction, meta: Fraction) -> tuple[Fraction | None, str | None]:
    if regla.metodo == "linea_base":
        base = Fraction(regla.linea_base or 0)
        if base == meta:
            return None, "LINEA_BASE_IGUAL_A_META"
        return (base - valor) / (base - meta) * 100, None
    if meta < 0:
        return None, "META_NEGATIVA"
    if regla.metodo == "dos_menos":
        return (None, "DIVISION_ENTRE_CERO") if meta == 0 else ((2 - valor / meta) * 100, None)
    if regla.sentido == "descendente":
        if valor > 0:
            return meta / valor * 100, None
        if regla.logrado_cero is None:
            return None, "DIVISION_ENTRE_CERO"
        return Fraction(regla.logrado_cero), None
    return (None, "DIVISION_ENTRE_CERO") if meta == 0 else (valor / meta * 100, None)


def accumulate(regla: Regla, periodos: Sequence[Periodo]) -> Resultado:
    """Several periods as one: sums of numerators and denominators, never the mean of percentages."""
    aplican = [periodo for periodo in periodos if periodo.reporte != "no_aplica"]
    reportados = [periodo for periodo in aplican if _reported(periodo)]
    faltas = sum(
        1 for periodo in aplican if not _reported(periodo) and not _nothing_programmed(regla, periodo.programado)
    )
    if not reportados:
        if faltas:
            return Resultado("sin_reporte", "gris", incumplimientos=faltas)
        return Resultado("sin_programacion" if aplican else "no_aplica", "sin_semaforo")
    valor, codigo = together(regla, reportados)
    considerados = reportados if regla.excluye_sin_reporte else aplican
    found = judge(regla, valor, target(regla, [periodo.programado for periodo in considerados]), codigo)
    return Resultado(found.estado, found.semaforo, found.valor, found.avance, found.codigo, faltas)


def together(regla: Regla, reportados: Sequence[Periodo]) -> tuple[Fraction | None, str | None]:
    """The observed value of the reported periods taken together."""
    unos = [periodo.uno or Decimal(0) for periodo in reportados]
    if regla.expresion is not None:
        return _together_by_formula(regla, reportados)
    if regla.formula != "valor_absoluto":
        return observed(regla, sum(unos, Decimal(0)), sum((p.dos or Decimal(0) for p in reportados), Decimal(0)))
    if regla.junta == "ultimo":
        return Fraction(unos[-1]), None
    total = sum((Fraction(uno) for uno in unos), Fraction(0))
    return (total / len(unos) if regla.junta == "promedio" else total), None


def _together_by_formula(regla: Regla, reportados: Sequence[Periodo]) -> tuple[Fraction | None, str | None]:
    """Of a quotient, the sums of each variable; of a value or an index, as its periods are joined."""
    if regla.formula != "valor_absoluto":
        length = max(len(periodo.otras) for periodo in reportados)
        sums = [sum((p.otras[n] for p in reportados if n < len(p.otras)), Decimal(0)) for n in range(length)]
        uno = sum((p.uno or Decimal(0) for p in reportados), Decimal(0))
        return observed(regla, uno, sum((p.dos or Decimal(0) for p in reportados), Decimal(0)), sums)
    found = [observed(regla, p.uno, p.dos, p.otras) for p in reportados]
    if regla.junta == "ultimo":
        return found[-1]
    values = [value for value, _ in found if value is not None]
    if len(values) < len(found):
        return None, next(code for value, code in found if value is None)
    total = sum(values, Fraction(0))
    return (total / len(values) if regla.junta == "promedio" else total), None


def target(regla: Regla, programados: Sequence[Decimal | None]) -> Decimal | Fraction | None:
    """The meta of several periods: their sum, the last level, or their mean. None if none says anything."""
    dichos = [programado for programado in programados if programado is not None]
    if not dichos:
        return None
    if regla.meta_en_promedio:
        return sum((Fraction(dicho) for dicho in dichos), Fraction(0)) / len(dichos)
    return dichos[-1] if regla.por_nivel else sum(dichos, Decimal(0))
