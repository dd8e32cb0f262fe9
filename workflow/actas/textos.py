"""The Spanish of the room of actas. Pure."""

from __future__ import annotations

from workflow.actas.firma import textos as firma_textos
from workflow.actas.plantilla import textos as plantilla_textos

RAZONES: dict[str, str] = {
    **plantilla_textos.RAZONES,
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
    "ACTA_NO_ES_CONSTANCIA": "Solo la constancia de una sesión que no se verificó se asienta sin votación: un acta la "
    "aprueba el pleno.",
    "CONSTANCIA_YA_ASENTADA": "La constancia {folio} ya está en el Libro.",
    "VOTACION_NO_APRUEBA_ACTA": "Esa votación no aprobó el acta: debe ser la del punto del acta anterior, aprobada en "
    "una sesión posterior del mismo órgano.",
    "ACTA_SIN_APROBAR": "El acta {folio} todavía es un proyecto. Su versión pública espera a que se apruebe.",
    "TACHA_NINGUNA": "Escriba al menos un dato que deba eliminarse. Si ninguno lo requiere, publique el acta íntegra.",
    "TACHA_SIN_FUNDAMENTO": "En el renglón {numero} falta qué dato es o su fundamento legal.",
    "TACHA_CORTA": "En el renglón {numero} el texto tiene menos de {minimo} letras: escriba la frase completa.",
    "TACHA_NO_ENCONTRADA": "El texto del renglón {numero} no está en el acta. Cópielo tal como aparece.",
    "TACHA_INCOMPLETA": "Un dato seguiría leyéndose en el documento: nada se publicó. Escriba todas las formas en que "
    "aparece.",
    "CARATULA_INCOMPLETA": "Complete la carátula: área, motivación, titular, y acta y fecha del Comité.",
    "ACUERDO_SIN_EFECTO": "La votación del acuerdo {folio} se anuló: no puede certificarse.",
    "CERTIFICACION_INCOMPLETA": "Escriba quién solicita la certificación, en menos de 200 letras, y para qué, en menos "
    "de 400.",
    "DOCUMENTO_NO_SE_CANCELA": "Un acta o un dictamen no se cancelan: se sustituyen por otra versión.",
    "DOCUMENTO_YA_CANCELADO": "El documento {folio} ya estaba cancelado.",
    "CANCELACION_SIN_MOTIVO": "Escriba por qué queda sin efecto el documento.",
    "FIRMA_DESCONOCIDA": "Una de las firmas no corresponde a este documento. Abra de nuevo la página.",
    "FIRMA_SIN_NOTA": "Escriba por qué no firmó {persona}: la razón queda asentada.",
    "FIRMADO_REPETIDO": "Ese archivo firmado ya estaba guardado.",
    "VOTO_PARTICULAR_TARDE": "El plazo para presentar un voto particular terminó el {limite}.",
    "VOTO_PARTICULAR_VACIO": "Escriba el voto particular: sus fundamentos y lo que propone resolver.",
    "VOTO_PARTICULAR_SIN_DISENSO": "{persona} no votó en contra ni se abstuvo: solo quien disiente lo presenta.",
    "VOTO_PARTICULAR_YA": "{persona} ya presentó su voto particular.",
    "DICTAMEN_SIN_FOLIO": "El dictamen no se aprobó: no hay documento que expedir.",
    "DOCUMENTO_NO_DISPONIBLE": "El archivo de este documento no se pudo leer. Inténtelo de nuevo en unos minutos; si "
    "sigue igual, avise a quien administra el sistema.",
    "HUELLA_NO_COINCIDE": "El contenido guardado no coincide con su huella: no se expide el documento. "
    "Avise a la Secretaría de Gobierno Municipal.",
}

ROTULOS: dict[str, dict[str, str]] = {
    "acto": {
        **plantilla_textos.ACTOS,
        "acta:publicar": "Elaboró la versión pública del acta",
        "documento:cancelar": "Dejó sin efecto un documento",
        "firma:anotar": "Anotó las firmas de un documento",
        "firma:digitalizar": "Guardó el documento firmado y digitalizado",
        "dictamen:voto_particular": "Agregó un voto particular al dictamen",
        "acta:asentar": "Asentó el acta en el Libro",
        "acta:asentar_constancia": "Dio por levantada la constancia de no verificativo",
        "acta:escribir": "Escribió en un apartado del acta",
        "acta:regenerar": "Elaboró otra versión del proyecto de acta",
        "acta:precisar": "Anotó una precisión u objeción al acta",
    },
    "firma_estado": {"firmo": "Firmó", "se_nego": "Se negó a firmar", "ausente": "No pudo firmar"},
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
        "oficio": "Oficio de Planeación",
        "informe": "Informe de Planeación",
    },
    "plantilla_clase": plantilla_textos.CLASES,
    "trabajo_tipo": {
        "plantilla.previa": "Vista previa de una plantilla",
        "acta.generar": "Elaboración del acta",
        "acta.aprobar": "Aprobación del acta",
        "dictamen.generar": "Elaboración del dictamen",
        "certificacion.generar": "Certificación del acuerdo",
        "oficio.generar": "Oficio de Planeación",
        "informe.generar": "Informe de Planeación",
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
    "constancia_estado": {"proyecto": "Proyecto, por asentar en el Libro", "aprobada": "Asentada en el Libro"},
    "acta_estado": {
        "proyecto": "Proyecto, pendiente de aprobación",
        "aprobada": "Aprobada",
        "cancelada": "Cancelada, sin efecto",
    },
    "acta_tipo": {"acta": "Acta", "constancia": "Constancia de no verificativo"},
}

RAZONES.update(firma_textos.RAZONES)
for _enum, _names in firma_textos.ROTULOS.items():
    ROTULOS.setdefault(_enum, {}).update(_names)
