"""The shape of a POA: sections, fields, codes and the layout of its workbook. Data, no decisions.

Content (`contenido`) is a JSON document:

    {"identificacion": {field: value}, "alineacion": [row], "actividades": [row], "presupuesto": [row],
     "mir": [row] or null}

Texts are text; `entero` is int; `decimal` is the Decimal as text ("7.1"); `dinero` is integer centavos; `fecha` is ISO
text; `codigo` is a code of ROTULOS; `lista` is a list of texts; `meses` has twelve values. Absent is null or [].
"""

from __future__ import annotations

from dataclasses import dataclass

MESES = (
    "Enero",
    "Febrero",
    "Marzo",
    "Abril",
    "Mayo",
    "Junio",
    "Julio",
    "Agosto",
    "Septiembre",
    "Octubre",
    "Noviembre",
    "Diciembre",
)
TODO_EL_MUNICIPIO = "Todo el municipio"


@dataclass(frozen=True)
class Campo:
    """A field or a column: its key in the content, its title in the workbook, its type."""

    clave: str
    titulo: str
    tipo: str = "texto"
    obligatorio: bool = True
    codigos: str | None = None
    mes: int | None = None


@dataclass(frozen=True)
class Seccion:
    clave: str
    hoja: str
    campos: tuple[Campo, ...]

    def campo(self, clave: str) -> Campo:
        return next(campo for campo in self.campos if campo.clave == clave)


IDENTIFICACION = Seccion(
    "identificacion",
    "Identificación",
    (
        Campo("ejercicio", "Ejercicio fiscal", "entero"),
        Campo("version", "Versión", "entero"),
        Campo("fecha_elaboracion", "Fecha de elaboración", "fecha"),
        Campo("clave_ur", "Clave UR"),
        Campo("unidad_responsable", "Unidad responsable"),
        Campo("siglas", "Siglas"),
        Campo("cargo_titular", "Cargo de la persona titular"),
        Campo("programa", "Clave del programa presupuestario"),
        Campo("programa_nombre", "Programa presupuestario"),
        Campo("modalidad", "Modalidad"),
        Campo("ur_lider", "UR líder de la MIR"),
        Campo("otros_programas", "Otros programas en que participa", "lista", obligatorio=False),
        Campo("tipo_programa", "Tipo de programa", "codigo", codigos="tipo_programa"),
        Campo("problema_central", "Problema central"),
        Campo("objetivo_general", "Objetivo general"),
        Campo("poblacion_referencia", "Población de referencia"),
        Campo("potencial_total", "Población potencial total", "entero"),
        Campo("potencial_mujeres", "Población potencial mujeres", "entero", obligatorio=False),
        Campo("potencial_hombres", "Población potencial hombres", "entero", obligatorio=False),
        Campo("objetivo_total", "Población objetivo total", "entero"),
        Campo("objetivo_mujeres", "Población objetivo mujeres", "entero", obligatorio=False),
        Campo("objetivo_hombres", "Población objetivo hombres", "entero", obligatorio=False),
        Campo("cobertura", "Cobertura territorial", "lista"),
        Campo("elaboro", "Elaboró"),
        Campo("reviso", "Revisó"),
        Campo("autorizo", "Autorizó"),
        Campo("visto_bueno", "Visto bueno de suficiencia"),
    ),
)

ALINEACION = Seccion(
    "alineacion",
    "Alineación",
    (
        Campo("instrumento", "Instrumento", "codigo", codigos="instrumento"),
        Campo("nivel", "Nivel", "codigo", codigos="nivel_alineacion"),
        Campo("clave", "Clave", "clave"),
        Campo("descripcion", "Descripción"),
    ),
)

ACTIVIDADES = Seccion(
    "actividades",
    "Actividades",
    (
        Campo("clave", "Clave"),
        Campo("programa", "Programa"),
        Campo("componente", "Componente MIR"),
        Campo("descripcion", "Descripción de la actividad"),
        Campo("unidad", "Unidad de medida"),
        Campo("tipo_meta", "Tipo de meta", "codigo", codigos="tipo_meta"),
        *(Campo("meses", mes, "decimal", mes=numero) for numero, mes in enumerate(MESES, 1)),
        Campo("total", "Total anual", "decimal"),
        Campo("localidades", "Localidades", "lista"),
        Campo("medio", "Medio de verificación"),
        Campo("responsable", "Responsable"),
    ),
)

PRESUPUESTO = Seccion(
    "presupuesto",
    "Presupuesto",
    (
        Campo("partida", "Partida", "numero_o_clave"),
        Campo("concepto", "Concepto"),
        Campo("fuente", "Fuente", "clave"),
        *(Campo("meses", mes, "dinero", mes=numero) for numero, mes in enumerate(MESES, 1)),
        Campo("total", "Total", "dinero"),
    ),
)

MIR = Seccion(
    "mir",
    "MIR",
    (
        Campo("nivel", "Nivel", "codigo", codigos="nivel_mir"),
        Campo("clave", "Clave"),
        Campo("resumen", "Resumen narrativo"),
        Campo("numero", "Núm.", "entero"),
        Campo("indicador", "Indicador"),
        Campo("definicion", "Definición"),
        Campo("metodo", "Método de cálculo"),
        Campo("tipo_formula", "Tipo de fórmula", "codigo", codigos="tipo_formula"),
        Campo("variable_1", "Variable 1"),
        Campo("variable_2", "Variable 2", obligatorio=False),
        Campo("unidad", "Unidad de medida"),
        Campo("dimension", "Dimensión", "codigo", codigos="dimension"),
        Campo("tipo", "Tipo", "codigo", codigos="tipo_indicador"),
        Campo("frecuencia", "Frecuencia", "codigo", codigos="frecuencia"),
        Campo("sentido", "Sentido", "codigo", codigos="sentido"),
        Campo("linea_base", "Línea base", "decimal"),
        Campo("anio_linea_base", "Año línea base", "entero"),
        Campo("meta_anual", "Meta anual", "decimal", obligatorio=False),
        Campo("meta_t1", "Meta T1", "decimal", obligatorio=False),
        Campo("meta_t2", "Meta T2", "decimal", obligatorio=False),
        Campo("meta_t3", "Meta T3", "decimal", obligatorio=False),
        Campo("meta_t4", "Meta T4", "decimal", obligatorio=False),
        Campo("amarillo_desde", "Amarillo desde", "decimal"),
        Campo("verde_desde", "Verde desde", "decimal"),
        Campo("verde_hasta", "Verde hasta", "decimal"),
        Campo("amarillo_hasta", "Amarillo hasta", "decimal"),
        Campo("medio", "Medio de verificación"),
        Campo("supuesto", "Supuesto"),
    ),
)

TABLAS: tuple[Seccion, ...] = (ALINEACION, ACTIVIDADES, PRESUPUESTO, MIR)
SECCIONES: tuple[Seccion, ...] = (IDENTIFICACION, *TABLAS)
SECCION: dict[str, Seccion] = {seccion.clave: seccion for seccion in SECCIONES}

NIVELES_DE: dict[str, tuple[str, ...]] = {
    "pnd": ("eje_general",),
    "ped": ("principio_rector",),
    "pmd": ("eje", "objetivo", "estrategia", "linea_accion"),
    "ods": ("objetivo", "meta"),
    "transversal": ("enfoque",),
}
PMD_NIVEL: dict[str, str] = {
    "eje": "eje",
    "objetivo": "objetivo",
    "estrategia": "estrategia",
    "linea_accion": "línea",
}
TRANSVERSALES = frozenset({"T1", "T3", "T4", "T5"})
METAS = ("meta_t1", "meta_t2", "meta_t3", "meta_t4")
METAS_POR_FRECUENCIA: dict[str, frozenset[str]] = {
    "mensual": frozenset(METAS),
    "trimestral": frozenset(METAS),
    "semestral": frozenset({"meta_t2", "meta_t4"}),
    "anual": frozenset({"meta_t4"}),
    "bienal": frozenset({"meta_t4"}),
    "trianual": frozenset({"meta_t4"}),
}
PERIODO: dict[str, int] = {"bienal": 2, "trianual": 3}

CODIGOS: dict[str, dict[str, str]] = {
    "tipo_programa": {"nuevo": "Nuevo", "continuidad": "Continuidad"},
    "instrumento": {
        "pnd": "PND 2025-2030",
        "ped": "PED 2022-2027",
        "pmd": "PMD 2024-2027",
        "ods": "ODS",
        "transversal": "Transversal",
    },
    "nivel_alineacion": {
        "eje_general": "Eje general",
        "principio_rector": "Principio rector",
        "eje": "Eje",
        "objetivo": "Objetivo",
        "estrategia": "Estrategia",
        "linea_accion": "Línea de acción",
        "meta": "Meta",
        "enfoque": "Enfoque",
    },
    "tipo_meta": {
        "acumulable": "Acumulable",
        "constante": "Constante",
        "ultima": "Última",
        "promedio": "Promedio",
        "unica": "Única",
    },
    "nivel_mir": {"fin": "Fin", "proposito": "Propósito", "componente": "Componente", "actividad": "Actividad"},
    "tipo_formula": {
        "porcentaje": "Porcentaje",
        "tasa_variacion": "Tasa de variación",
        "razon_promedio": "Razón o promedio",
        "valor_absoluto": "Valor absoluto",
    },
    "dimension": {
        "eficacia": "Eficacia",
        "eficiencia": "Eficiencia",
        "calidad": "Calidad",
        "economia": "Economía",
    },
    "tipo_indicador": {"estrategico": "Estratégico", "gestion": "Gestión"},
    "frecuencia": {
        "mensual": "Mensual",
        "trimestral": "Trimestral",
        "semestral": "Semestral",
        "anual": "Anual",
        "bienal": "Bienal",
        "trianual": "Trianual",
    },
    "sentido": {"ascendente": "Ascendente", "descendente": "Descendente", "regular": "Regular"},
}
