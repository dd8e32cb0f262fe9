"""The Spanish of the convocatoria, its acuses and the calendars. Pure."""

from __future__ import annotations

RAZONES: dict[str, str] = {
    "SEDE_SIN_ACUERDO": "La sesión no es en el recinto oficial: escriba el acuerdo que declara el otro lugar o por qué "
    "se cambia.",
    "ENLACE_ILEGIBLE": "El enlace para asistir a distancia debe comenzar con https://.",
    "RECTIFICACION_SIN_CAMBIOS": "No cambió ningún dato: corrija lo que estaba mal antes de emitir la fe de erratas.",
    "CONVOCATORIA_SIN_EMITIR": "Esta sesión se convocó antes de que se emitieran convocatorias: no tiene acuses.",
    "SEGUIMIENTO_FECHA_ILEGIBLE": "Escriba la fecha de vencimiento completa, o déjela en blanco.",
    "ACUSE_SIN_MEDIO": "Elija por qué medio se notificó: correo, oficio o estrados.",
    "ACUSE_SIN_QUIEN": "Escriba quién recibió la convocatoria.",
    "ACUSE_FUTURO": "La hora en que se recibió todavía no llega. Escriba la que dice el acuse.",
    "ACUSE_ANTERIOR": "El acuse dice una hora anterior a la emisión de esta convocatoria. Revise el día y la hora.",
    "CONVOCATORIA_SIN_HORA": "Escriba el día y la hora completos de la sesión.",
    "ACUSE_SIN_HORA": "Escriba el día y la hora completos que dice el acuse.",
    "ACUSE_REPETIDO": "{persona} ya tiene acuse de esta convocatoria. Si está mal, anúlelo y registre el correcto.",
    "ACUSE_YA_ANULADO": "Ese acuse ya estaba anulado.",
    "ACUSE_DE_OTRO": "Solo acusa de recibo quien está convocado a esta sesión.",
    "SEGUNDA_ANTES_DE_TIEMPO": "La segunda convocatoria exige esperar {espera} desde la hora de la primera: puede ser "
    "desde el {desde}.",
    "ACTA_NO_PENDIENTE": "Una de las actas elegidas ya se aprobó, está en otro orden del día o no es de este órgano. "
    "Vuelva a abrir la página.",
    "RETIRO_SIN_MOTIVO": "Escriba por qué se retira el punto «{titulo}».",
    "AUSENCIA_SIN_MOTIVO": "Escriba por qué no podrá asistir.",
    "CONFIRMACION_TARDE": "La sesión ya no espera confirmaciones: se abrió o se canceló.",
    "ORGANO_SIN_NOMBRE": "Escriba el nombre completo del órgano, de hasta 200 letras.",
    "ORGANO_NOMBRE_FUTURO": "Registre el nombre nuevo el día en que empiece a regir, o después.",
    "ORGANO_NOMBRE_ANTERIOR": "El nombre de hoy rige desde el {desde}: el cambio debe ser posterior.",
    "ORGANO_NOMBRE_IGUAL": "Ese ya es su nombre.",
    "ORGANO_SIN_QUIEN_CONDUCE": "Elija qué cargo conduce sus sesiones.",
    "ORGANO_SECRETARIO_INCOMPLETO": "De quien certifica las sesiones, escriba nombre y cargo, y elija mujer u hombre.",
    "ORGANO_SIN_MODELO": "Elija de qué órgano de la misma clase se copian las reglas.",
    "ACUSE_TARDE": "La sesión ya no espera: el acuse se da antes de que se abra. La Secretaría puede registrarlo.",
}

ROTULOS: dict[str, dict[str, str]] = {
    "sede": {
        "recinto_oficial": "Recinto oficial",
        "recinto_alterno": "Recinto alterno",
        "itinerante": "Itinerante",
    },
    "acuse_medio": {"sistema": "En Ruta", "correo": "Correo", "oficio": "Oficio", "estrados": "Estrados"},
    "convocatoria_estado": {
        "pendiente": "Faltan acuses",
        "en_tiempo": "En tiempo",
        "defectuosa": "Fuera de plazo: puede impugnarse",
        "subsanada": "Subsanada: asistieron todas las personas convocadas",
    },
    "convocatoria_campo": {
        "programada_para": "Día y hora",
        "lugar": "Lugar",
        "domicilio": "Domicilio",
        "sede": "Recinto",
        "recinto_acuerdo": "Acuerdo o justificación del recinto",
        "modalidad": "Modalidad",
        "enlace": "Enlace para asistir a distancia",
        "publicidad": "Publicidad",
        "permanente": "Sesión permanente",
        "punto_corregido": "Se corrige el título de un punto",
        "punto_adicionado": "Se agrega un punto",
        "punto_retirado": "Se retira un punto",
    },
    "orden_seccion": {
        "acta_anterior": "Aprobación de actas anteriores",
        "pendientes": "Asuntos pendientes de otras sesiones",
        "expedientes": "Expedientes",
        "votables": "Otros puntos que se votan",
        "informativos": "Puntos informativos",
    },
    "asistencia_publica": {
        "presente": "Asistió",
        "ausente_justificado": "Inasistencia justificada",
        "ausente_injustificado": "Inasistencia sin justificar",
        "licencia": "Con licencia",
        "vacante": "Lugar vacante",
    },
    "sentido_publico": {
        "a_favor": "A favor",
        "en_contra": "En contra",
        "abstencion": "Abstención",
        "excusa": "Se excusó",
    },
    "acto": {
        "sesion:rectificar": "Emitió la fe de erratas de la convocatoria",
        "sesion:acusar": "Registró un acuse de recibo de la convocatoria",
        "sesion:anular_acuse": "Anuló un acuse de recibo",
        "sesion:retirar_antes": "Retiró un punto de la convocatoria antes de la sesión",
        "sesion:confirmar": "Confirmó la asistencia a la sesión",
        "sesion:anunciar_ausencia": "Anunció que no asistirá a la sesión",
        "organo:nombre": "Registró el nombre nuevo del órgano",
        "organo:conduccion": "Registró quién conduce y quién certifica las sesiones del órgano",
        "calendario:crear": "Creó la dirección de su calendario",
        "calendario:revocar": "Revocó la dirección de su calendario",
    },
    "trabajo_tipo": {
        "convocatoria.generar": "Elaboración de la convocatoria",
        "convocatoria.correo": "Correo de la convocatoria",
        "convocatoria.cancelacion": "Correo de la cancelación de la sesión",
    },
}
