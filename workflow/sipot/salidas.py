"""What is published by obligation, and the data that each output can give. A format places them in its columns."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Fuente:
    """One datum that a record carries under `clave`; with `de`, a list of child records that carry those."""

    clave: str
    rotulo: str
    de: tuple[Fuente, ...] = ()


@dataclass(frozen=True)
class Salida:
    clave: str
    titulo: str
    fundamento: str
    fuentes: tuple[Fuente, ...]

    @property
    def todas(self) -> dict[str, Fuente]:
        return {fuente.clave: fuente for fuente in (*COMUNES, *self.fuentes)}


COMUNES = (
    Fuente("ejercicio", "Ejercicio"),
    Fuente("inicio", "Fecha de inicio del periodo"),
    Fuente("termino", "Fecha de término del periodo"),
    Fuente("area", "Área responsable de la información"),
    Fuente("actualizado", "Fecha de actualización"),
    Fuente("nota", "Nota"),
)
"""What every format has. The last ones may come said for all the records at once."""

METAS = Salida(
    "metas",
    "Metas y objetivos de las áreas",
    "LGTAIP, artículo 65, fracción IV",
    (
        Fuente("unidad", "Área que tiene la meta"),
        Fuente("objetivo", "Objetivo del área"),
        Fuente("programa", "Programa"),
        Fuente("programa_operativo", "Vínculo al programa operativo"),
        Fuente(
            "metas",
            "Indicadores y metas (tabla)",
            (
                Fuente("indicador", "Indicador o meta"),
                Fuente("meta", "Meta del año"),
                Fuente("unidad_medida", "Unidad de medida"),
                Fuente("avance", "Avance a la fecha, por ciento"),
            ),
        ),
    ),
)
INDICADORES = Salida(
    "indicadores",
    "Indicadores de resultados",
    "LGTAIP, artículo 65, fracción V",
    (
        Fuente("programa", "Programa"),
        Fuente("unidad", "Área que reporta"),
        Fuente("objetivo", "Objetivo institucional"),
        Fuente("indicador", "Nombre del indicador"),
        Fuente("dimension", "Dimensión a medir"),
        Fuente("definicion", "Definición"),
        Fuente("metodo", "Método de cálculo con sus variables"),
        Fuente("unidad_medida", "Unidad de medida"),
        Fuente("frecuencia", "Frecuencia de medición"),
        Fuente("linea_base", "Línea base"),
        Fuente("meta_programada", "Meta programada"),
        Fuente("meta_ajustada", "Meta ajustada"),
        Fuente("avance_metas", "Avance de la meta"),
        Fuente("cumplimiento", "Cumplimiento, por ciento"),
        Fuente("sentido", "Sentido del indicador"),
        Fuente("fuente_informacion", "Fuente de información"),
    ),
)
PADRON = Salida(
    "padron",
    "Padrón de personas beneficiarias, versión pública",
    "LGTAIP, artículo 65, fracción XIV, inciso q",
    (
        Fuente("ambito", "Ámbito del programa"),
        Fuente("tipo_programa", "Tipo de programa"),
        Fuente("programa", "Denominación del programa"),
        Fuente("informacion_estadistica", "Vínculo a la información estadística"),
        Fuente(
            "beneficiarios",
            "Personas beneficiarias (tabla)",
            (
                Fuente("nombre", "Nombre o nombres"),
                Fuente("primer_apellido", "Primer apellido"),
                Fuente("segundo_apellido", "Segundo apellido"),
                Fuente("sexo", "Sexo"),
                Fuente("razon_social", "Denominación de la persona moral"),
                Fuente("beneficio", "Monto, recurso, beneficio o apoyo"),
                Fuente("fecha", "Fecha en que se volvió beneficiaria"),
                Fuente("unidad_territorial", "Unidad territorial"),
                Fuente("edad", "Edad"),
            ),
        ),
    ),
)
SALIDAS: dict[str, Salida] = {salida.clave: salida for salida in (METAS, INDICADORES, PADRON)}
