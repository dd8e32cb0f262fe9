"""Other words for the titles of the columns, as workbooks made before say them. Data. Pure."""

from __future__ import annotations

from functools import cache

from workflow.poa.esquema import Seccion
from workflow.poa.numeros import plain

_MESES = {
    "Enero": ("ene",), "Febrero": ("feb",), "Marzo": ("mar",), "Abril": ("abr",), "Mayo": ("may",), "Junio": ("jun",),
    "Julio": ("jul",), "Agosto": ("ago",), "Septiembre": ("sep", "sept", "setiembre"), "Octubre": ("oct",),
    "Noviembre": ("nov",), "Diciembre": ("dic",),
}  # fmt: skip
_MEDIOS = ("Medios de verificación", "Medio de comprobación", "Evidencia")
SINONIMOS: dict[str, dict[str, tuple[str, ...]]] = {
    "alineacion": {
        "Instrumento": ("Plan", "Instrumento de planeación"),
        "Descripción": ("Texto", "Denominación"),
    },
    "actividades": {
        **_MESES,
        "Clave": ("Clave de la actividad", "No.", "Núm."),
        "Programa": ("Programa presupuestario", "Clave del programa"),
        "Componente MIR": ("Componente", "Componente de la MIR"),
        "Descripción de la actividad": ("Descripción", "Actividad", "Acción", "Denominación"),
        "Unidad de medida": ("Unidad", "UM", "U. de medida"),
        "Tipo de meta": ("Tipo", "Acumulado o periódico"),
        "Total anual": ("Total", "Meta anual", "Anual"),
        "Localidades": ("Localidad", "Cobertura"),
        "Medio de verificación": _MEDIOS,
        "Responsable": ("Responsables", "Área responsable", "Cargo responsable"),
    },
    "presupuesto": {
        **_MESES,
        "Partida": ("COG", "Clave COG", "Partida genérica", "Clave de la partida"),
        "Concepto": ("Nombre de la partida", "Descripción", "Denominación"),
        "Fuente": ("Fuente de financiamiento", "FF"),
        "Total": ("Total anual", "Importe anual", "Anual"),
    },
    "mir": {
        "Resumen narrativo": ("Resumen", "Objetivo"),
        "Núm.": ("No.", "Núm", "Número", "#"),
        "Indicador": ("Nombre del indicador",),
        "Definición": ("Definición del indicador",),
        "Método de cálculo": ("Fórmula", "Fórmula de cálculo"),
        "Dimensión": ("Dimensión del indicador",),
        "Tipo": ("Tipo de indicador",),
        "Frecuencia": ("Frecuencia de medición", "Periodicidad"),
        "Sentido": ("Sentido del indicador", "Comportamiento", "Tendencia esperada"),
        "Línea base": ("Línea de base",),
        "Año línea base": ("Año de la línea base", "Año base"),
        "Medio de verificación": _MEDIOS,
        "Supuesto": ("Supuestos",),
    },
}
"""Section to title to other words. A word that is itself a title of the section always means that title."""


@cache
def known_titles(seccion: Seccion) -> dict[str, str]:
    """What a header may say, as plain text, to the plain title that it means."""
    titles = {plain(campo.titulo): plain(campo.titulo) for campo in seccion.campos}
    others = {plain(word): plain(title) for title, words in SINONIMOS.get(seccion.clave, {}).items() for word in words}
    return {**others, **titles}
