"""The Spanish of the room of actas. Pure."""

from __future__ import annotations

RAZONES: dict[str, str] = {
    "FOLIO_DESCONOCIDO": "Ningún documento tiene ese folio. Revise que esté escrito como aparece en el papel, con sus "
    "guiones y diagonales; si es así, el papel no fue expedido por el Ayuntamiento.",
    "SESION_SIN_CERRAR": "La sesión todavía no se clausura. El acta se elabora al cerrarla.",
    "ACTA_YA_APROBADA": "El acta {folio} ya está aprobada: no se aprueba dos veces.",
    "ACTA_SIN_ELABORAR": "El acta de esta sesión todavía no se elabora. Espere a que termine su elaboración.",
    "ACTA_SIN_CAMBIOS": "Nada cambió desde la versión {version}: no hace falta otra.",
    "TEXTO_CAMBIADO": "Mientras usted escribía, {quien} guardó «{apartado}» a las {hora}. Lo que usted escribió está "
    "abajo, junto a lo que quedó guardado: únalos y guarde de nuevo.",
    "TEXTO_DEMASIADO_LARGO": "El texto pasa de {maximo} letras. Divídalo o resúmalo.",
    "SECCION_DESCONOCIDA": "Ese apartado ya no está en el acta. Abra de nuevo la página y elija otro.",
    "PRECISION_INCOMPLETA": "Escriba qué debe decir el acta y quién lo solicita.",
    "PRECISION_SIN_COINCIDENCIA": "El acta no dice «{dice}» en ningún texto que pueda precisarse. Cópielo tal como "
    "aparece; los votos, la asistencia y los acuerdos se corrigen en la sesión.",
    "VOTACION_NO_APRUEBA_ACTA": "Esa votación no aprobó el acta: debe ser la del punto del acta anterior, aprobada en "
    "una sesión posterior del mismo órgano.",
    "DICTAMEN_SIN_FOLIO": "El dictamen no se aprobó: no hay documento que expedir.",
    "DOCUMENTO_NO_DISPONIBLE": "El archivo de este documento no se pudo leer. Inténtelo de nuevo en unos minutos; si "
    "sigue igual, avise a quien administra el sistema.",
    "HUELLA_NO_COINCIDE": "El contenido guardado no coincide con su huella: no se expide el documento. "
    "Avise a la Secretaría de Gobierno Municipal.",
}

ROTULOS: dict[str, dict[str, str]] = {
    "acto": {
        "acta:asentar": "Asentó el acta en el Libro",
        "acta:escribir": "Escribió en un apartado del acta",
        "acta:regenerar": "Elaboró otra versión del proyecto de acta",
        "acta:precisar": "Anotó una precisión u objeción al acta",
    },
    "libro_rotura": {
        "orden": "falta un acta antes de esta",
        "fojas": "sus fojas no siguen a las de la anterior",
        "cadena": "no lleva la huella de la anterior",
        "contenido": "sus datos no son los que se asentaron",
        "archivo": "su archivo falta o fue modificado",
    },
    "precision_clase": {
        "precision": "Precisión aceptada por el pleno",
        "objecion": "Objeción no aceptada, se anexa",
    },
    "documento_clase": {
        "acta": "Acta",
        "dictamen": "Dictamen",
        "certificacion": "Certificación de acuerdo",
        "convocatoria": "Convocatoria",
        "acta_publica": "Versión pública del acta",
    },
    "trabajo_tipo": {
        "acta.generar": "Elaboración del acta",
        "acta.aprobar": "Aprobación del acta",
        "dictamen.generar": "Elaboración del dictamen",
        "certificacion.generar": "Certificación del acuerdo",
    },
    "verificable_formato": {
        "pdf": "PDF",
        "docx": "Word (DOCX)",
        "firmado": "PDF firmado y digitalizado",
    },
    "formato": {"pdf": "PDF", "docx": "Word (DOCX)"},
    "documento_estado": {
        "proyecto": "Proyecto, todavía sin aprobar",
        "vigente": "Vigente",
        "sustituido": "Sustituido por una versión posterior",
        "cancelado": "Cancelado, sin efecto",
    },
    "acta_estado": {"proyecto": "Proyecto, pendiente de aprobación", "aprobada": "Aprobada"},
    "acta_tipo": {"acta": "Acta", "constancia": "Constancia de no verificativo"},
}
