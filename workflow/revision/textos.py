"""What the review desk says to people, in es-MX."""

from __future__ import annotations

RAZONES: dict[str, str] = {
    "SIN_ENVIO_QUE_REVISAR": "Este expediente todavía no se ha enviado: no hay nada que revisar. Aparecerá aquí cuando "
    "la dependencia lo envíe.",
    "HALLAZGO_YA_NO_ESTA": "Ese hallazgo ya no está en lo que se revisa: el contenido o la regla cambió. Vuelva a "
    "abrir la mesa y revise los que quedan.",
    "HALLAZGO_YA_DECIDIDO": "Alguien ya decidió ese hallazgo. Vuelva a abrir la mesa para ver qué se decidió.",
    "HALLAZGO_SIN_DECIDIR": "Ese hallazgo no tiene una decisión que deshacer.",
    "DESCARTE_SIN_MOTIVO": "Diga por qué descarta el hallazgo: quedará en el expediente.",
    "RESPUESTA_INVALIDA": "Para «{pregunta}» elija Cumple, No cumple o No aplica.",
    "RESPUESTA_SIN_NOTA": "Diga por qué en «{pregunta}»: lo que no cumple o no aplica lleva una nota.",
    "LISTA_SIN_CONTESTAR": "Falta contestar {cuantos} de la lista de revisión: {cuales}.",
    "PROPUESTA_SIN_NOTA": "Escriba una nota: qué revisó y por qué propone validar, o por qué lo regresa.",
    "PROPUESTA_YA_HECHA": "Este envío ya está propuesto para validar y espera a la persona titular de Planeación.",
    "PROPUESTA_NO_HAY": "Nadie ha propuesto validar este envío, así que no hay qué regresar.",
    "SEGUNDA_REVISION_SIN_PROPUESTA": "Antes de validar, quien revisa debe proponerlo desde la mesa de revisión: la "
    "regla vigente pide una segunda revisión.",
    "SEGUNDA_REVISION_MISMA_PERSONA": "Usted misma propuso validar este envío. La segunda revisión la hace otra "
    "persona titular de Planeación.",
    "REVISION_NO_SE_ASIGNA": "El expediente {folio} está en «{etapa}»: su revisión ya no se asigna.",
    "REVISOR_SIN_CARGO": "{nombre} no tiene un cargo de revisión en Planeación. Elija a otra persona.",
    "REVISOR_INEXISTENTE": "Elija a quién se asigna la revisión.",
    "REVISOR_IMPEDIDO": "{nombre} no puede revisar {folio}. Elija a otra persona.",
    "REVISOR_YA_ASIGNADO": "{folio} ya está asignado a {nombre}.",
    "NADA_ELEGIDO": "Elija al menos un expediente de la lista.",
    "TEXTO_REUTILIZABLE_INVALIDO": "Escriba la categoría (hasta 60 caracteres), el texto (hasta 2,000) y qué tan grave "
    "es.",
    "PREGUNTA_DE_LISTA_INVALIDA": "Escriba la pregunta (hasta 400 caracteres), su fundamento (hasta 300) y "
    "desde cuándo rige.",
    "UMBRAL_INVALIDO": "«{nombre}» va de {minimo} a {maximo}, con su fundamento y su fecha.",
    "CATALOGO_CAMBIO": "Alguien cambió este renglón antes que usted. Revise cómo quedó y repita su cambio.",
}

ROTULOS: dict[str, dict[str, str]] = {
    "respuesta_lista": {"cumple": "Cumple", "no_cumple": "No cumple", "no_aplica": "No aplica"},
    "decision_hallazgo": {
        "aceptado": "Aceptado como observación",
        "descartado": "Descartado",
        "reabierto": "Vuelto a ofrecer",
    },
    "regla_revision": {
        "segunda_revision": "Segunda revisión por la persona titular",
        "lista_de_revision": "Lista de revisión sin contestar",
        "coincidencias_por_decidir": "Posibles duplicados del padrón por decidir",
    },
    "opcion_revision": {
        "no_requerida": "No se requiere",
        "requerida": "Se requiere: solo se valida lo que otra persona propuso",
        "avisar": "Se avisa al validar",
        "bloquear": "Impide proponer y validar",
    },
    "estado_renglon": {"igual": "Sin cambio", "cambiado": "Cambió", "nuevo": "Nuevo", "quitado": "Se quitó"},
    "acto": {
        "expediente:asignar_revisor": "Asignó la revisión",
        "revision:aceptar_hallazgo": "Aceptó un hallazgo como observación",
        "revision:descartar_hallazgo": "Descartó un hallazgo",
        "revision:reabrir_hallazgo": "Volvió a ofrecer un hallazgo",
        "revision:contestar_lista": "Contestó la lista de revisión",
        "revision:proponer_validacion": "Propuso validar el expediente",
        "revision:devolver_propuesta": "Regresó la propuesta a quien revisa",
        "revision:registrar_texto": "Cambió un texto de observación",
        "revision:registrar_punto": "Cambió la lista de revisión",
        "revision:registrar_umbral": "Registró un umbral de la revisión",
    },
}
