"""The shape of a POA: sections, fields, codes and the layout of its workbook. Data, no decisions.

Content (`contenido`) is a JSON document:

    {"identificacion": {field: value}, "alineacion": [row], "actividades": [row], "presupuesto": [row],
     "mir": [row] or null, "diagnostico": {field: value}, "fichas": [row], "variables": [row]}

Texts are text; `entero` is int; `decimal` is the Decimal as text ("7.1"); `dinero` is integer centavos; `fecha` is ISO
text; `codigo` is a code of CODIGOS; `lista` is a list of texts; `meses` has twelve values. Absent is null or [].

What is `adicional` (a section, or a field of a row) came after the first contents were frozen: while it holds nothing,
its key is not there at all, so a content without it keeps its canonical form and its hash (`contenido.lean`).
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
    """A field or a column: its key in the content, its title in the workbook, its type.

    `adicional`: its key is absent from a row while it has no value, and a workbook may lack its column.
    """

    clave: str
    titulo: str
    tipo: str = "texto"
    obligatorio: bool = True
    codigos: str | None = None
    mes: int | None = None
    adicional: bool = False


@dataclass(frozen=True)
class Seccion:
    """A sheet. `llave`: the fields that make the key of a row; without them it is a form (one field per line).

    `adicional`: absent from a content while it holds nothing, and a workbook may lack its sheet.
    """

    clave: str
    hoja: str
    campos: tuple[Campo, ...]
    llave: tuple[str, ...] = ()
    adicional: bool = False

    @property
    def es_forma(self) -> bool:
        return not self.llave

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
    ("instrumento", "nivel", "clave"),
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
        Campo("beneficiarios", "Beneficiarios", obligatorio=False, adicional=True),
    ),
    ("clave",),
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
        Campo("tipo_gasto", "Tipo de gasto", "codigo", obligatorio=False, codigos="tipo_gasto", adicional=True),
    ),
    ("partida", "fuente"),
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
    ("clave", "numero"),
)

DIAGNOSTICO = Seccion(
    "diagnostico",
    "Diagnóstico",
    (
        Campo("descripcion", "Descripción del diagnóstico", obligatorio=False),
        Campo("causas", "Causas del problema", "lista", obligatorio=False),
        Campo("efectos", "Efectos del problema", "lista", obligatorio=False),
        Campo("objetivos_especificos", "Objetivos específicos", "lista", obligatorio=False),
        Campo("focalizacion", "Criterios de focalización", obligatorio=False),
        Campo("atendida_total", "Población atendida total", "entero", obligatorio=False),
        Campo("atendida_mujeres", "Población atendida mujeres", "entero", obligatorio=False),
        Campo("atendida_hombres", "Población atendida hombres", "entero", obligatorio=False),
        Campo("funcion", "Clasificación funcional del gasto", "clave", obligatorio=False),
        Campo("tipo_apoyo", "Tipo de apoyo", "codigo", obligatorio=False, codigos="tipo_apoyo"),
        Campo("proposito_subsidio", "Propósito o destino principal del subsidio", obligatorio=False),
        Campo("temporalidad_subsidio", "Temporalidad del subsidio", obligatorio=False),
    ),
    adicional=True,
)

_CREMAA = (
    ("cremaa_claro", "Claro"),
    ("cremaa_relevante", "Relevante"),
    ("cremaa_economico", "Económico"),
    ("cremaa_monitoreable", "Monitoreable"),
    ("cremaa_adecuado", "Adecuado"),
    ("cremaa_aporte", "Aportación marginal"),
)

# `clave` and `numero` are those of the row of the MIR: `numero` alone (1 or 2) only tells apart those of one level.
FICHAS = Seccion(
    "fichas",
    "Fichas técnicas",
    (
        Campo("clave", "Clave"),
        Campo("numero", "Núm.", "entero"),
        Campo("objetivo_prioritario", "Objetivo prioritario", obligatorio=False),
        Campo("desagregacion", "Nivel de desagregación", obligatorio=False),
        Campo("acumulado", "Acumulado o periódico", "codigo", obligatorio=False, codigos="acumulado"),
        Campo("periodo_recoleccion", "Periodo de recolección", obligatorio=False),
        Campo("disponibilidad", "Disponibilidad de la información", obligatorio=False),
        Campo("ur_reporta", "UR que reporta", obligatorio=False),
        Campo("bases_datos", "Bases de datos utilizadas", obligatorio=False),
        Campo("observaciones", "Observaciones", obligatorio=False),
        Campo("formula", "Fórmula", obligatorio=False),
        *(Campo(clave, titulo, "codigo", obligatorio=False, codigos="cremaa") for clave, titulo in _CREMAA),
        Campo("cremaa_nota", "Nota CREMAA", obligatorio=False),
    ),
    ("clave", "numero"),
    adicional=True,
)

VARIABLES = Seccion(
    "variables",
    "Variables",
    (
        Campo("clave", "Clave"),
        Campo("numero", "Núm.", "entero"),
        Campo("letra", "Letra"),
        Campo("nombre", "Nombre"),
        Campo("descripcion", "Descripción", obligatorio=False),
        Campo("unidad", "Unidad de medida", obligatorio=False),
        Campo("fuente", "Medio de verificación", obligatorio=False),
        Campo("frecuencia", "Frecuencia", "codigo", obligatorio=False, codigos="frecuencia"),
        Campo("valor_base", "Valor base", "decimal", obligatorio=False),
    ),
    ("clave", "numero", "letra"),
    adicional=True,
)

FORMAS: tuple[Seccion, ...] = (IDENTIFICACION, DIAGNOSTICO)
TABLAS: tuple[Seccion, ...] = (ALINEACION, ACTIVIDADES, PRESUPUESTO, MIR, FICHAS, VARIABLES)
SECCIONES: tuple[Seccion, ...] = (IDENTIFICACION, DIAGNOSTICO, *TABLAS)
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
        "indice": "Índice",
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
    "acumulado": {"acumulado": "Acumulado", "periodico": "Periódico"},
    "cremaa": {"si": "Sí", "no": "No", "parcial": "Parcial"},
    "tipo_apoyo": {
        "economico": "Económico",
        "especie": "En especie",
        "servicio": "Servicio",
        "obra": "Obra",
        "mixto": "Mixto",
    },
    "tipo_gasto": {
        "corriente": "Gasto corriente",
        "capital": "Gasto de capital",
        "amortizacion": "Amortización de la deuda y disminución de pasivos",
        "pensiones": "Pensiones y jubilaciones",
        "participaciones": "Participaciones",
    },
    "sentido": {"ascendente": "Ascendente", "descendente": "Descendente", "regular": "Regular"},
}
