"""What each act was, in the past tense, as the bitácora prints it (es-MX). A room may say its own in its textos."""

RAZONES: dict[str, str] = {}

_EXPEDIENTE = {
    "crear": "Abrió el expediente",
    "capturar": "Capturó cambios",
    "adjuntar": "Agregó un anexo",
    "enviar": "Envió el expediente a Planeación",
    "recuperar": "Recuperó el envío para corregirlo",
    "tomar_revision": "Tomó la revisión",
    "observar": "Hizo una observación",
    "notificar_observaciones": "Notificó las observaciones a la dependencia",
    "responder": "Respondió una observación",
    "calificar": "Calificó una respuesta",
    "retirar_observacion": "Retiró una observación",
    "validar": "Validó el expediente",
    "autorizar_delegado": "Autorizó el cambio por delegación",
    "turnar": "Turnó el expediente a Comisiones Unidas",
    "dictaminar": "Registró el dictamen de Comisiones Unidas",
    "enlistar": "Enlistó el expediente en el orden del día",
    "retirar_del_orden": "Retiró el expediente del orden del día",
    "registrar_acuerdo": "Registró el acuerdo del Cabildo",
    "anular_dictamen": "Dejó sin efecto el dictamen: se anuló su votación",
    "anular_acuerdo": "Dejó sin efecto el acuerdo: se anuló su votación",
    "acusar_modificaciones": "Acusó las modificaciones del Cabildo",
    "publicar": "Publicó la versión aprobada",
    "abrir_modificacion": "Abrió una modificación",
}
_SESION = {
    "convocar": "Convocó a sesión",
    "cancelar": "Canceló la sesión",
    "instalar": "Pasó lista e instaló la sesión",
    "no_verificada": "Pasó lista: no hubo quórum",
    "asistencia": "Anotó una llegada o una salida",
    "corregir_asistencia": "Corrigió la asistencia",
    "incidencia": "Anotó una incidencia de la sesión",
    "preside": "Anotó quién preside",
    "abrir_punto": "Abrió el punto del orden del día",
    "intervencion": "Anotó una intervención",
    "excusa": "Anotó una excusa",
    "desahogar": "Dio por desahogado el punto",
    "votar": "Sometió el punto a votación",
    "anular_votacion": "Anuló una votación",
    "proponer_en_generales": "Propuso un acuerdo en asuntos generales",
    "informar_acuerdo": "Informó en sesión el avance de un acuerdo",
    "voto_calidad": "Anotó el voto de calidad",
    "retirar": "Retiró el punto del orden del día",
    "retiro_rechazado": "El retiro del punto no se aprobó",
    "dictamen": "Se emitió el dictamen",
    "acuerdo": "Se tomó el acuerdo",
    "clausurar": "Clausuró la sesión",
}
_OTROS = {
    "poa:cargar": "Subió el libro del POA",
    "poa:leer": "Se leyó el libro del POA",
    "poa:confirmar": "Confirmó lo leído del libro",
    "poa:descartar": "Descartó lo leído del libro",
    "acta:levantar": "Se levantó el acta",
    "acta:aprobar": "Se aprobó el acta",
    "dictamen:emitir": "Se hizo el documento del dictamen",
    "certificacion:emitir": "Se hizo la certificación del acuerdo",
    "trabajo:reintentar": "Pidió reintentar un trabajo",
    "organo:reglas": "Registró reglas de un órgano",
    "calendario:inhabil": "Registró un día inhábil",
    "calendario:plazo": "Registró un plazo",
    "calendario:regla": "Registró una regla de la ruta",
    "catalogo:dependencias": "Cargó el catálogo de dependencias",
    "catalogo:curules": "Cargó el catálogo de curules",
    "catalogos:cargar": "Cargó los clasificadores",
}

ROTULOS: dict[str, dict[str, str]] = {
    "acto": {
        **{f"expediente:{name}": words for name, words in _EXPEDIENTE.items()},
        **{f"sesion:{name}": words for name, words in _SESION.items()},
        **_OTROS,
    }
}
