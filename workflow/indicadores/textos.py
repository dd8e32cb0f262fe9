"""Words of this room (es-MX)."""

RAZONES: dict[str, str] = {
    "AVANCE_NADA_ESCRITO": "No escribió ningún avance. Llene al menos un renglón y guarde.",
    "AVANCE_ILEGIBLE": "{lugar}: «{texto}» no es un número. Escriba solo cifras, por ejemplo 1,250 o 12.5.",
    "AVANCE_PERIODO_AJENO": "{lugar}: no se reporta en {periodo}.",
    "AVANCE_PERIODO_ABIERTO": "{lugar}: {periodo} todavía no termina; podrá reportarse al día siguiente.",
    "AVANCE_VARIABLE_FALTANTE": "{lugar}: escriba cada dato que pide ({cuales}). El resultado lo calcula el sistema.",
    "AVANCE_NEGATIVO": "{lugar}: un dato no puede ser menor que cero.",
    "AVANCE_SIN_JUSTIFICAR": "{lugar}: está fuera de la meta. Explique por qué en la justificación.",
    "AVANCE_RECTIFICACION_SIN_MOTIVO": "{lugar}: {periodo} ya tiene corte. Para rectificar, escriba el motivo.",
    "AVANCE_CAMBIO_DESPUES": "{lugar}: otra persona lo reportó mientras usted escribía. Revíselo y guarde otra vez.",
    "AVANCE_NO_EXISTE_EN_POA": "Ese dato no está en el POA aprobado. Abra la captura otra vez desde la lista.",
    "LIBRO_DE_AVANCES_AJENO": "El libro no es el de este mes y POA. Descárguelo aquí y no cambie la primera columna.",
    "GASTO_NADA_ESCRITO": "No escribió ningún monto nuevo. Llene al menos un renglón y guarde.",
    "GASTO_ILEGIBLE": "{lugar}: «{texto}» no es un monto. Escriba pesos y centavos, por ejemplo 12,500.50.",
    "GASTO_MES_ABIERTO": "{lugar}: {periodo} todavía no termina; podrá reportarse al día siguiente.",
    "GASTO_FUERA_DE_LUGAR": "{lugar}: {monto} no puede ser. Si hubo un reintegro, rectifique el mes en que se ejerció.",
    "GASTO_RECTIFICACION_SIN_MOTIVO": "{lugar}: {periodo} ya tiene corte. Para rectificar, escriba el motivo.",
    "GASTO_NO_EXISTE_EN_POA": "Ese renglón no está en el presupuesto aprobado. Abra la captura otra vez desde la "
    "lista.",
    "LIBRO_DE_GASTO_AJENO": "El libro no es el del gasto de este mes y POA. Descárguelo aquí y no cambie la primera "
    "columna.",
    "REVISION_PROPIA": "Usted capturó ese avance o es de su dependencia; debe revisarlo otra persona de Planeación.",
    "REVISION_SIN_TEXTO": "Escriba qué debe corregir la dependencia.",
    "REVISION_YA_REEMPLAZADA": "La dependencia ya reportó otro dato. Revise el más reciente.",
    "CORTE_PERIODO_INVALIDO": "Elija un mes o un trimestre.",
    "CORTE_ANTES_DE_TIEMPO": "{periodo} todavía no termina. El corte se hace a partir del día siguiente.",
    "CORTE_YA_HECHO": "El corte de {periodo} ya está hecho y no se repite.",
    "CORTE_SIN_PROGRAMAS": "No hay ningún POA publicado de ese año. Publique al menos uno y haga el corte.",
}

ROTULOS: dict[str, dict[str, str]] = {
    "semaforo": {
        "verde": "En meta",
        "amarillo": "Atención",
        "naranja": "En riesgo",
        "rojo": "Fuera de meta",
        "morado": "Muy por encima",
        "gris": "Sin dato",
        "sin_semaforo": "No se califica",
    },
    "estado_avance": {
        "evaluado": "Evaluado",
        "sin_programacion": "Sin programación",
        "avance_no_programado": "Avance no programado",
        "sin_reporte": "Sin reporte",
        "no_aplica": "No aplica en el periodo",
        "no_calculable": "No puede calcularse",
    },
    "nivel_medida": {
        "fin": "Fin",
        "proposito": "Propósito",
        "componente": "Componente",
        "actividad": "Actividad de la MIR",
        "actividad_poa": "Actividad del POA",
    },
    "revision_avance": {"aceptado": "Aceptado", "observado": "Observado", "pendiente": "Por revisar"},
    "no_calculable": {
        "DIVISION_ENTRE_CERO": "El cálculo divide entre cero.",
        "VARIABLE_SIN_VALOR": "Falta el dato de una variable de la fórmula.",
        "DENOMINADOR_CERO": "El segundo dato es cero: no hay con qué comparar.",
        "META_NEGATIVA": "La meta es negativa y el cociente no sirve; use la línea base.",
        "LINEA_BASE_IGUAL_A_META": "La línea base es igual a la meta.",
    },
    "acto": {
        "avance:reportar": "Reportó avances",
        "avance:rectificar": "Rectificó avances después del corte",
        "avance:revisar": "Revisó un avance",
        "gasto:reportar": "Reportó lo ejercido en un mes",
        "gasto:rectificar": "Rectificó lo ejercido después del corte",
        "corte:hacer": "Hizo el corte del periodo",
    },
}
