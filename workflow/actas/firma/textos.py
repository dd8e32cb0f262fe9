"""What is said about electronic signatures (es-MX). Pure; `textos` gathers it."""

from __future__ import annotations

RAZONES: dict[str, str] = {
    "FIRMA_SIN_FUNDAMENTO": "Este órgano firma en papel esa clase de documento. Para firmarlo con e.firma escriba el "
    "fundamento: el acuerdo o la disposición que lo permite.",
    "FIRMA_SIN_FIRMANTES": "Nadie firma este documento.",
    "FIRMA_YA_INICIADA": "El documento {folio} ya se está firmando electrónicamente.",
    "FIRMA_DOCUMENTO_SIN_VIGENCIA": "El documento {folio} fue sustituido o quedó sin efecto: ya no se firma.",
    "FIRMA_DE_PROYECTO": "El documento {folio} todavía es un proyecto. Se firma cuando se apruebe.",
    "FIRMA_SIN_INICIAR": "Este documento no se está firmando electrónicamente.",
    "FIRMA_CONGELANDO": "El ejemplar que se va a firmar todavía se está elaborando. Inténtelo en unos segundos.",
    "FIRMA_COMPLETA": "El documento {folio} ya está firmado por todas las personas: no se regresa al papel.",
    "FIRMA_FIN_SIN_MOTIVO": "Escriba por qué: la razón queda asentada.",
    "FIRMA_NO_ES_SUYA": "Ese lugar le corresponde firmarlo a otra persona.",
    "FIRMA_YA_ESTA": "{persona} ya firmó este documento.",
    "FIRMA_CON_NOTA": "La secretaría asentó que {persona} no firma. Para que firme, corrija antes esa nota.",
    "FIRMA_FUERA_DE_TURNO": "Todavía no es el turno de {persona}. Antes firma: {antes}.",
    "FIRMA_ES_ELECTRONICA": "Este documento se firma electrónicamente: aquí solo se anota a quien no firma.",
    "FIRMA_CERTIFICADO_ILEGIBLE": "El archivo no es un certificado. Elija el que termina en .cer.",
    "FIRMA_CERTIFICADO_CSD": "Ese certificado es de sello digital (el de las facturas). Firme con el de su e.firma.",
    "FIRMA_CERTIFICADO_USO": "Ese certificado no sirve para firmar documentos.",
    "FIRMA_CERTIFICADO_LLAVE": "La llave de ese certificado es débil o de otro tipo. Debe ser RSA de {minimo} bits o "
    "más.",
    "FIRMA_CERTIFICADO_AUN_NO": "Ese certificado empieza a valer el {desde}.",
    "FIRMA_CERTIFICADO_VENCIDO": "Ese certificado venció el {hasta}. Renueve su e.firma o use la vigente.",
    "FIRMA_CERTIFICADO_SIN_TITULAR": "Ese certificado no dice de quién es: le falta el nombre, o el RFC y la CURP.",
    "FIRMA_CERTIFICADO_REVOCADO": "La autoridad que emitió ese certificado responde que está revocado: no se puede "
    "firmar con él.",
    "FIRMA_CERTIFICADO_DESCONOCIDO": "La autoridad que dice haber emitido ese certificado responde que no lo conoce.",
    "FIRMA_SIN_CONFIANZA": "El Ayuntamiento no tiene registrada a la autoridad que emitió ese certificado ({emisor}). "
    "Use su e.firma; si lo es, pida que se registre esa autoridad.",
    "FIRMA_DE_OTRA_PERSONA": "El RFC o la CURP de ese certificado no son los registrados de {persona}.",
    "FIRMA_POR_CONFIRMAR": "El nombre del certificado no es el registrado. La secretaría de la sesión debe confirmar "
    "que es suyo; después, firme.",
    "FIRMA_NADA_QUE_CONFIRMAR": "No hay ningún certificado por confirmar en ese lugar.",
    "FIRMA_IDENTIDAD_VACIA": "Escriba el RFC o la CURP.",
    "FIRMA_IDENTIDAD_RFC": "El RFC no está bien escrito. Son 13 letras y números, con homoclave.",
    "FIRMA_IDENTIDAD_CURP": "La CURP no está bien escrita. Son 18 letras y números.",
    "FIRMA_SELLO_ILEGIBLE": "El sello no se entiende. Debe ser la firma RSA-SHA256 de la cadena original, en archivo o "
    "en base64.",
    "FIRMA_SELLO_NO_COINCIDE": "El sello no corresponde a la cadena original de este documento, o no se hizo con la "
    "llave de ese certificado.",
    "FIRMA_CMS_ILEGIBLE": "El archivo no es una firma. Debe ser un CMS (PKCS #7), en DER o PEM.",
    "FIRMA_CMS_DE_OTRO": "La firma se hizo con un certificado distinto del que se preparó. Use el mismo.",
    "FIRMA_CMS_ALGORITMO": "La firma usa un algoritmo que no se admite. Debe ser RSA con SHA-256 o mayor, con sus "
    "atributos firmados.",
    "FIRMA_CMS_NO_COINCIDE": "La firma no corresponde a este documento. Firme el archivo que se descarga aquí, "
    "completo y sin abrirlo.",
    "FIRMA_CMS_DEMASIADO_GRANDE": "La firma es más grande de lo que cabe en el documento. Fírmelo sin adjuntar el "
    "contenido.",
    "FIRMA_OTRA_ANTES": "Otra persona firmó mientras usted preparaba la suya. Nada se perdió: prepárela de nuevo.",
    "FIRMA_SIN_PREPARAR": "Primero prepare su firma con su certificado y su sello. Lo preparado vale una hora.",
    "FIRMA_REGLA_INCOMPLETA": "Elija qué documento, cómo se firma y en qué orden.",
    "FIRMA_AUTORIDAD_NO_ES": "Ese certificado no es de una autoridad certificadora: es de una persona o de un sistema.",
    "FIRMA_AUTORIDAD_DIRECCION": "La dirección de consulta debe empezar con http:// o https://.",
    "FIRMA_AUTORIDAD_REPETIDA": "La autoridad {nombre} ya está registrada con ese certificado.",
    "FIRMA_AUTORIDAD_YA_RETIRADA": "La autoridad {nombre} ya se había retirado.",
}

ROTULOS: dict[str, dict[str, str]] = {
    "acto": {
        "firma:iniciar": "Inició la firma electrónica de un documento",
        "firma:terminar": "Dejó la firma electrónica de un documento",
        "firma:electronica": "Se firmó electrónicamente un documento",
        "firma:identidad": "Registró la clave de quien firma",
        "firma:confirmar": "Confirmó de quién es un certificado",
        "firma:regla": "Registró cómo firma un órgano",
        "firma:autoridad": "Registró una autoridad certificadora",
        "firma:retirar_autoridad": "Retiró una autoridad certificadora",
        "firma:hallazgo": "La revisión encontró algo en una firma electrónica",
    },
    "firma_modo": {"autografa": "En papel (autógrafa)", "electronica": "Electrónica, con e.firma"},
    "firma_orden": {
        "estricto": "Uno tras otro, como los lista el documento",
        "libre": "En cualquier orden",
        "fe_al_final": "En cualquier orden, y al final quien da fe",
    },
    "firma_lugar": {
        "firmada": "Firmó",
        "en_turno": "Le toca firmar",
        "en_espera": "En espera de su turno",
        "se_nego": "Se negó a firmar",
        "ausente": "No pudo firmar",
    },
    "firma_proceso": {
        "congelando": "Se está elaborando el ejemplar que se va a firmar",
        "firmando": "En firma",
        "completo": "Firmado por todas las personas",
        "terminado": "Se dejó la firma electrónica",
    },
    "firma_resultado": {
        "": "En revisión",
        "valida": "Válida: el documento no cambió y el certificado es de una autoridad reconocida",
        "alterada": "El documento cambió después de firmarse",
        "sin_confianza": "El certificado no es de una autoridad reconocida",
        "revocada": "El certificado estaba revocado al firmar",
        "ilegible": "El archivo firmado no se pudo leer",
    },
    "firma_vigencia": {
        "vigente": "Vigente según la autoridad que lo emitió",
        "revocado": "Revocado según la autoridad que lo emitió",
        "desconocido": "La autoridad que lo emitió no lo conoce",
        "no_comprobada": "Vigencia no comprobada con la autoridad que lo emitió",
    },
    "firma_identidad": {
        "rfc": "por su RFC",
        "curp": "por su CURP",
        "nombre": "por su nombre",
        "confirmada": "confirmada por la secretaría",
        "por_confirmar": "confirmada por la secretaría",
    },
    "firma_autoridad_clase": {
        "raiz": "Raíz: en ella se confía",
        "intermedia": "Intermedia: emite en nombre de una raíz",
    },
    "trabajo_tipo": {
        "firma.congelar": "Elaboración del ejemplar para firma electrónica",
        "firma.revisar": "Revisión de las firmas electrónicas",
        "firma.aviso": "Aviso a quien le toca firmar",
    },
    "verificable_formato": {"firmado_electronico": "PDF con firma electrónica"},
}
