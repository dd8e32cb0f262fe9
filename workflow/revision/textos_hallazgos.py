"""The sentence and the legal source of each finding that the review adds to those of the POA (es-MX)."""

from __future__ import annotations

LDF = "Ley de Disciplina Financiera de las Entidades Federativas y los Municipios"

FRASES: dict[str, str] = {
    "LDF_AUMENTO_SIN_FUENTE": "El presupuesto sube {monto} respecto de la versión vigente y no se dice con qué ingreso "
    "o con qué reducción se paga.",
    "LDF_PARTIDA_NUEVA": "La partida {partida}, «{concepto}», se crea con {monto} en esta modificación. Diga qué "
    "reducción o qué ingreso la cubre.",
    "LDF_PERSONALES_CRECEN": "Los servicios personales (capítulo 1000) suben {monto} respecto de la versión vigente, y "
    "no pueden crecer durante el ejercicio.",
    "LDF_PERSONALES_ANUAL": "Los servicios personales (capítulo 1000) suben {porcentaje} % respecto del ejercicio "
    "anterior, más que el {limite} % que se tiene por límite.",
    "LDF_SUBSIDIO_SIN_POBLACION": "Hay subsidios o ayudas por {monto} y no se dice cuál es su población objetivo.",
    "LDF_SUBSIDIO_SIN_PROPOSITO": "Hay subsidios o ayudas por {monto} y no se dice su propósito o destino principal.",
    "LDF_SUBSIDIO_SIN_TEMPORALIDAD": "Hay subsidios o ayudas por {monto} y no se dice su temporalidad: de cuándo a "
    "cuándo se otorgan.",
    "CAMBIO_DE_OTRO_TIPO": "La modificación se abrió como «{declarado}» y lo que cambia es: {real}.",
    "PRESUPUESTO_SIN_METAS": "El presupuesto cambia {porcentaje} % y ninguna meta cambia. Confirme que las metas se "
    "alcanzan con el presupuesto nuevo.",
    "METAS_SIN_PRESUPUESTO": "Cambian metas y el presupuesto es el mismo. Confirme que alcanza.",
    "INDICADOR_REPETIDO": "El indicador «{nombre}» también está en el POA de {dependencia} ({folio}, {clave}). "
    "Confirme quién lo mide, para que no se cuente dos veces.",
    "INDICADOR_PARECIDO": "El indicador «{nombre}» se parece al del POA de {dependencia} ({folio}, {clave}): «{otro}». "
    "Confirme que miden cosas distintas.",
    "META_LEJANA": "La meta de «{nombre}» pasa de {antes} en el ejercicio anterior a {ahora}: cambia {porcentaje} %, "
    "más que el {limite} % que se tiene por normal. Diga a qué se debe.",
    "CAMPOS_VACIOS": "Falta llenar {cuales}.",
}
FUNDAMENTOS: dict[str, str] = {
    "LDF_AUMENTO_SIN_FUENTE": f"{LDF}, art. 8",
    "LDF_PARTIDA_NUEVA": f"{LDF}, art. 8",
    "LDF_PERSONALES_CRECEN": f"{LDF}, art. 13, fracción V",
    "LDF_PERSONALES_ANUAL": f"{LDF}, arts. 10 y 21, por confirmar con Finanzas",
    "LDF_SUBSIDIO_SIN_POBLACION": f"{LDF}, art. 13, fracción VII",
    "LDF_SUBSIDIO_SIN_PROPOSITO": f"{LDF}, art. 13, fracción VII",
    "LDF_SUBSIDIO_SIN_TEMPORALIDAD": f"{LDF}, art. 13, fracción VII",
    "CAMBIO_DE_OTRO_TIPO": "Reglas de modificación del municipio, por confirmar con Gobierno Municipal",
    "PRESUPUESTO_SIN_METAS": "Ley General de Contabilidad Gubernamental, art. 46: congruencia de metas y presupuesto",
    "METAS_SIN_PRESUPUESTO": "Ley General de Contabilidad Gubernamental, art. 46: congruencia de metas y presupuesto",
    "INDICADOR_REPETIDO": "Ley General de Contabilidad Gubernamental, art. 61, fracción II, inciso b",
    "INDICADOR_PARECIDO": "Ley General de Contabilidad Gubernamental, art. 61, fracción II, inciso b",
    "META_LEJANA": f"{LDF}, art. 18: objetivos anuales, estrategias y metas con parámetros cuantificables",
    "CAMPOS_VACIOS": "Plantilla del POA, por confirmar con Planeación",
}
LOGICA = "Metodología de Marco Lógico (guía de la SHCP y el CONEVAL), por confirmar con Planeación"
# The legal source of what the rules of the POA find, by section of the content.
DE_SECCION: dict[str, str] = {
    "identificacion": "Plantilla del POA, por confirmar con Planeación",
    "diagnostico": "Metodología de Marco Lógico: diagnóstico del problema",
    "alineacion": f"{LDF}, art. 18: congruencia con los planes de desarrollo",
    "actividades": f"{LDF}, art. 18: metas y parámetros cuantificables",
    "presupuesto": "Ley General de Contabilidad Gubernamental, art. 61, fracción II, inciso c",
    "mir": "Ley General de Contabilidad Gubernamental, art. 61, fracción II, inciso b",
    "fichas": "Ley General de Contabilidad Gubernamental, art. 61, fracción II, inciso b",
    "variables": "Ley General de Contabilidad Gubernamental, art. 61, fracción II, inciso b",
}
