"""What an approved POA promised to report: each activity by month and each indicator of its MIR by its frequency."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from typing import Any

from workflow.indicadores.clases import MUNICIPAL, Regla, five_bands
from workflow.indicadores.periodos import month, months, of_frequency
from workflow.indicadores.presupuesto import Renglon, goal_of, lines_of
from workflow.poa import campos
from workflow.poa.contenido import Actividad, Indicador, from_dict
from workflow.poa.esquema import PERIODO
from workflow.poa.matriz.fichas import Ficha, kind_of, of_document
from workflow.poa.matriz.formulas import Formula, unknown

_CIEN = Decimal(100)
_FORMULA = {"porcentaje": "porcentaje", "tasa_variacion": "tasa_variacion", "razon_promedio": "razon"}
_SENTIDO = {"ascendente": "ascendente", "descendente": "descendente", "regular": "constante"}


@dataclass(frozen=True)
class Medida:
    """One thing that is reported. `direccion` is its address in the POA, the same through its versions."""

    direccion: str
    clase: str
    nivel: str
    clave: str
    nombre: str
    unidad: str
    frecuencia: str
    variables: tuple[str, ...]
    regla: Regla
    programado: Mapping[str, Decimal | None]
    """Period -> meta (None: nothing was programmed), in the order of the year."""
    medio: str = ""
    componente: str = ""

    @property
    def periodos(self) -> tuple[str, ...]:
        return tuple(self.programado)

    def asks(self, periodo: str) -> bool:
        """Whether not reporting that period is a fault."""
        meta = self.programado.get(periodo)
        return meta is not None and (meta != 0 or self.regla.meta_cero_es_meta)


@dataclass(frozen=True)
class Programa:
    """`objetivo`: clave and words of that of the Plan Municipal de Desarrollo. `nombre`: of its programme."""

    eje: str
    medidas: tuple[Medida, ...]
    presupuesto: tuple[Renglon, ...] = ()
    objetivo: tuple[str, str] = ("", "")
    nombre: str = ""

    @cached_property
    def _por_direccion(self) -> Mapping[str, Medida]:
        return {medida.direccion: medida for medida in self.medidas}

    def get(self, direccion: str) -> Medida | None:
        return self._por_direccion.get(direccion)


def of_content(documento: Mapping[str, Any], ejercicio: int) -> Programa:
    """The programme of a frozen content."""
    contenido = from_dict(documento)
    medidas = [
        _of_activity(key, fila, raw, ejercicio)
        for key, fila, raw in zip(
            campos.keys("actividades", contenido.filas["actividades"]),
            contenido.actividades,
            contenido.filas["actividades"],
            strict=True,
        )
    ]
    if contenido.mir is not None:
        filas = contenido.filas["mir"]
        fichas = of_document(contenido.filas)
        for key, indicador, raw in zip(campos.keys("mir", filas), contenido.mir, filas, strict=True):
            medidas.append(_of_indicator(key, indicador, raw, fichas[key], ejercicio))
    eje = next((str(a["clave"]) for a in contenido.alineacion if a["instrumento"] == "pmd" and a["nivel"] == "eje"), "")
    nombre = str(contenido.identificacion.get("programa_nombre") or "")
    return Programa(eje, tuple(medidas), lines_of(contenido), goal_of(contenido.alineacion), nombre)


def _of_activity(key: str, fila: Actividad, raw: Mapping[str, Any], ejercicio: int) -> Medida:
    return Medida(
        direccion=campos.address("actividades", key),
        clase="actividad",
        nivel="actividad_poa",
        clave=fila.clave,
        nombre=fila.descripcion,
        unidad=fila.unidad,
        frecuencia="mensual",
        variables=("Logrado",),
        regla=_activity_rule(fila.tipo_meta),
        programado={month(ejercicio, mes): meta for mes, meta in enumerate(fila.meses, 1)},
        medio=str(raw.get("medio") or ""),
        componente=fila.componente,
    )


def _activity_rule(tipo_meta: str) -> Regla:
    """A single delivery is whatever month it is in, so its months add up; a mean is compared with the mean."""
    if tipo_meta == "promedio":
        return Regla(tipo_meta="promedio", meta_en_promedio=True, semaforo_propio=False)
    kind = "acumulable" if tipo_meta in ("", "unica") else tipo_meta
    return Regla(tipo_meta=kind, semaforo_propio=False)


def _of_indicator(key: str, fila: Indicador, raw: Mapping[str, Any], ficha: Ficha, ejercicio: int) -> Medida:
    """By the formula of its ficha over the variables of its ficha; without one, by its type over Variable 1 and 2."""
    own = _own(ficha)
    formula = _FORMULA.get(fila.tipo_formula, "valor_absoluto")
    if formula != "valor_absoluto" and not fila.variable_2:
        formula = "valor_absoluto"
    dichas = (str(raw.get("variable_1") or "Logrado"), fila.variable_2)
    return Medida(
        direccion=campos.address("mir", key),
        clase="indicador",
        nivel=fila.nivel,
        clave=fila.clave,
        nombre=str(raw.get("indicador") or fila.resumen),
        unidad=str(raw.get("unidad") or ""),
        frecuencia=fila.frecuencia,
        variables=_names(ficha, own) if own else dichas if formula != "valor_absoluto" else dichas[:1],
        regla=_of_formula(_rule(fila, raw, formula), own) if own else _rule(fila, raw, formula),
        programado=_goals(fila, ejercicio),
        medio=str(raw.get("medio") or ""),
    )


def _own(ficha: Ficha) -> Formula | None:
    """The formula of its own of an indicator, if it can be computed with the variables of its ficha."""
    formula = ficha.formula if ficha.propia else None
    return None if formula is None or not formula.variables or unknown(formula, ficha.letras) else formula


def _letters(formula: Formula) -> tuple[str, ...]:
    """In the order of the alphabet, so that moving a line of the ficha does not change what was reported."""
    return tuple(sorted(formula.variables))


def _names(ficha: Ficha, formula: Formula) -> tuple[str, ...]:
    nombres = {variable.letra: variable.nombre or variable.letra for variable in ficha.variables}
    return tuple(nombres[letra] for letra in _letters(formula))


def _of_formula(regla: Regla, formula: Formula) -> Regla:
    kind = _FORMULA.get(kind_of(formula), "valor_absoluto")
    return replace(regla, formula=kind, expresion=formula, letras=_letters(formula))


def _rule(fila: Indicador, raw: Mapping[str, Any], formula: str) -> Regla:
    """The metas of a MIR are levels: that of the fourth quarter is the one of the year."""
    metas = [meta for meta in fila.metas if meta is not None]
    sentido = _SENTIDO.get(str(raw.get("sentido") or ""), "ascendente")
    base = raw.get("linea_base")
    por_base = any(meta < 0 for meta in metas) and base is not None
    w, x, y, z = fila.umbrales
    semaforo = (
        five_bands(w, x, y, z)
        if w is not None and x is not None and y is not None and z is not None and w <= x <= y <= z
        else None
    )
    return Regla(
        sentido=sentido,
        formula=formula,
        metodo="linea_base" if por_base else "cociente",
        semaforo=semaforo or MUNICIPAL,
        semaforo_propio=semaforo is not None,
        tipo_meta="ultima",
        linea_base=None if base is None else Decimal(str(base)),
        logrado_cero=_CIEN if sentido == "descendente" else None,
        logrado_cero_propio=sentido != "descendente",
    )


def _goals(fila: Indicador, ejercicio: int) -> dict[str, Decimal | None]:
    """The meta of a period is that of the quarter in which it ends; of several years, only in the year it is due."""
    anios = PERIODO.get(fila.frecuencia)
    if anios is not None and fila.anio_linea_base is not None and fila.anio_linea_base + anios != ejercicio:
        return {}
    return {periodo: fila.metas[(months(periodo)[-1] - 1) // 3] for periodo in of_frequency(fila.frecuencia, ejercicio)}
