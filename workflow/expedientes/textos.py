"""Spanish words of the room: labels of the codes, and the sentence of each reason. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from workflow.expedientes.transferencias import CLASES
from workflow.kernel.clock import local
from workflow.kernel.textos import ROTULOS as KERNEL

ROTULOS: dict[str, dict[str, str]] = {
    "etapa": {
        "borrador": "Borrador",
        "enviado": "Enviado",
        "en_revision": "En revisión",
        "con_observaciones": "Con observaciones",
        "validado": "Validado",
        "en_comisiones": "En Comisiones",
        "dictaminado": "Dictaminado",
        "en_cabildo": "En Cabildo",
        "aprobado": "Aprobado",
        "aprobado_con_modificaciones": "Aprobado con modificaciones",
        "rechazado": "Rechazado",
        "devuelto": "Devuelto",
        "retirado": "Retirado del orden del día",
        "publicado": "Publicado",
    },
    "accion": {
        "consultar": "Consultar",
        "capturar": "Capturar",
        "enviar": "Enviar a Planeación",
        "recuperar": "Recuperar el envío",
        "tomar_revision": "Tomar la revisión",
        "observar": "Observar",
        "notificar_observaciones": "Notificar las observaciones",
        "responder": "Responder una observación",
        "calificar": "Calificar una respuesta",
        "retirar_observacion": "Retirar una observación",
        "validar": "Validar",
        "autorizar_delegado": "Autorizar por delegación",
        "turnar": "Turnar a Comisiones",
        "dictaminar": "Registrar el dictamen",
        "enlistar": "Enlistar en el orden del día",
        "retirar_del_orden": "Retirar del orden del día",
        "registrar_acuerdo": "Registrar el acuerdo",
        "anular_dictamen": "Dejar sin efecto el dictamen",
        "anular_acuerdo": "Dejar sin efecto el acuerdo",
        "integrar_modificaciones": "Fijar el texto aprobado",
        "acusar_modificaciones": "Acusar las modificaciones",
        "verificar_modificaciones": "Verificar el texto aprobado",
        "publicar": "Publicar",
        "abrir_modificacion": "Abrir una modificación",
    },
    "clase_transferencia": dict(CLASES),
    "regla_cambio": {
        "ldf_servicios_personales": "Modificación que aumenta los servicios personales (LDF, art. 13-V)",
        "verificar_modificaciones": "Publicar lo aprobado con modificaciones sin que Planeación lo verifique",
        "cabildo:ampliacion": "Ampliación",
        "cabildo:reduccion": "Reducción",
        "cabildo:transferencia_compensada": "Transferencia compensada",
        "cabildo:recalendarizacion": "Recalendarización",
        "cabildo:reprogramacion_metas": "Reprogramación de metas",
        "cabildo:altas_y_bajas": "Altas y bajas del padrón",
        "cabildo:correccion_de_datos": "Corrección de datos del padrón",
        "cabildo:reforma_de_reglas": "Reforma de las reglas de operación",
    },
    "opcion_cambio": {
        "bloquear": "No se permite",
        "avisar": "Se permite, con aviso",
        "requiere": "La aprueba el Cabildo",
        "delegado": "La autoriza Planeación por delegación, si no mueve dinero",
    },
    "tipo_expediente": {"poa": "POA", "padron": "Padrón de beneficiarios"},
    "tipo_observacion": {"bloqueante": "Bloqueante", "recomendacion": "Recomendación"},
    "estado_observacion": {
        "abierta": "Abierta",
        "respondida": "Respondida",
        "solventada": "Solventada",
        "solventada_parcial": "Solventada en parte",
        "no_solventada": "No solventada",
        "retirada": "Retirada",
    },
    "sentido_dictamen": {
        "favorable": "Favorable",
        "favorable_con_modificaciones": "Favorable con modificaciones",
        "desfavorable": "Desfavorable",
        "devuelto": "Devuelto a la dependencia",
    },
    "tipo_cambio": {
        "ampliacion": "Ampliación",
        "reduccion": "Reducción",
        "transferencia_compensada": "Transferencia compensada",
        "recalendarizacion": "Recalendarización",
        "reprogramacion_metas": "Reprogramación de metas",
        "altas_y_bajas": "Altas y bajas del padrón",
        "correccion_de_datos": "Corrección de datos del padrón",
        "reforma_de_reglas": "Reforma de las reglas de operación",
    },
    "lado": {
        "dependencia": "La dependencia",
        "planeacion": "Planeación",
        "comisiones": "Comisiones",
        "gobierno": "Secretaría de Gobierno y Cabildo",
        "transparencia": "Transparencia",
    },
    "hecho_plazo": {
        "suspension": "Se puso en pausa",
        "reanudacion": "Se reanudó",
        "prorroga_pedida": "Se pidió una prórroga",
        "prorroga_concedida": "Se concedió la prórroga",
        "prorroga_negada": "Se negó la prórroga",
        "calendario": "Se recorrió por un cambio del calendario",
    },
    "accion_plazo": {
        "suspender": "Poner el plazo en pausa",
        "reanudar": "Reanudar el plazo",
        "pedir_prorroga": "Pedir una prórroga",
        "conceder_prorroga": "Conceder la prórroga",
        "negar_prorroga": "Negar la prórroga",
    },
    "politica_plazos": {
        "recordar_antes": "Recordar antes de vencer, a cuántos días hábiles",
        "recordar_despues_cada": "Recordar lo vencido, cada cuántos días hábiles",
        "escalar_titular_tras": "Avisar al titular tras cuántos días hábiles de atraso",
        "escalar_planeacion_tras": "Avisar a Planeación tras cuántos días hábiles de atraso",
        "recordar_pausa_cada": "Recordar una pausa, cada cuántos días hábiles",
        "prorroga_veces": "Prórrogas que se pueden conceder por plazo",
        "prorroga_dias": "Días hábiles de cada prórroga, como máximo",
    },
    "clase_envio": {"presentada": "Presentada por la dependencia", "aprobada": "Aprobada con modificaciones"},
}

RAZONES: dict[str, str] = {
    "DEPENDENCIA_FUSIONADA": "La dependencia {dependencia} se fusionó con {con}: abra el expediente en {con}.",
    "TRANSFERENCIA_SIN_FECHA": "Escriba la fecha en que surte efectos.",
    "TRANSFERENCIA_CLASE": "Elija si es fusión, escisión o cambio de adscripción.",
    "TRANSFERENCIA_DESTINO": "Elija a qué otra dependencia pasan; no puede ser la misma {de}.",
    "TRANSFERENCIA_FUTURA": "La fecha todavía no llega. Registre la transferencia el día en que surte efectos.",
    "TRANSFERENCIA_SIN_FUNDAMENTO": "Escriba el motivo y el acuerdo o reglamento que la ordena.",
    "TRANSFERENCIA_AJENA": "Alguno de los expedientes elegidos ya no es de {de}. Vuelva a cargar la página.",
    "TRANSFERENCIA_INCOMPLETA": "En una fusión pasan todos los expedientes; faltan {cuantos}: {folios}.",
    "TRANSFERENCIA_VACIA": "Elija al menos un expediente.",
    "TRANSFERENCIA_REPETIDA": "{a} ya tiene un expediente del mismo tipo, programa y ejercicio que: {folios}. "
    "Déjelos fuera, o cierre antes uno de los dos.",
    "ACCION_DESCONOCIDA": "La acción «{accion}» no existe en la ruta. Elija una de las acciones de la página.",
    "ETAPA_INVALIDA": "El expediente está en «{etapa}»{movido}. Para «{accion}» debe estar en {desde}.",
    "MODIFICACION_EN_CURSO": (
        "Ya hay una modificación en trámite (versión {version}, en «{etapa}»). Espere a que termine para abrir otra."
    ),
    "REVISOR_MISMA_DEPENDENCIA": (
        "Usted tiene un cargo en la dependencia del expediente ({dependencia}). Debe revisarlo personal habilitado de "
        "otra dependencia."
    ),
    "SEPARACION_DE_FUNCIONES": (
        "Usted capturó o envió la versión {version} de este expediente. Quien capturó o envió no revisa, no valida ni "
        "autoriza: pídalo a otra persona de Planeación."
    ),
    "PADRON_SIN_REGLAS": (
        "El padrón no tiene reglas de operación. Registre la versión de las reglas que lo rige antes de enviarlo."
    ),
    "OBSERVACIONES_SIN_RESPUESTA": (
        "Observaciones bloqueantes sin respuesta: {claves} (en total {cuantas}). Respóndalas y vuelva a enviar."
    ),
    "LDF_SERVICIOS_PERSONALES": (
        "La modificación aumenta servicios personales (capítulo 1000), que no pueden crecer durante el ejercicio (Ley "
        "de Disciplina Financiera, art. 13-V). Ajuste el capítulo 1000."
    ),
    "LDF_SIN_FUENTE": (
        "La modificación aumenta el gasto y no dice con qué ingreso se paga (Ley de Disciplina Financiera, art. 8). "
        "Indique la fuente o la reducción que lo compensa."
    ),
    "OBSERVACION_DUPLICADA": "Ya existe la observación {obs} en esta versión. Use otra clave.",
    "SIN_OBSERVACIONES": "No hay observaciones pendientes que notificar. Agregue alguna, o valide el expediente.",
    "OBSERVACIONES_SIN_CALIFICAR": (
        "Respuestas sin calificar: {claves} (en total {cuantas}). Califíquelas antes de notificar otra ronda."
    ),
    "OBSERVACION_INEXISTENTE": "No existe la observación {obs} en esta versión. Vuelva a cargar la página.",
    "OBSERVACION_ESTADO_INVALIDO": (
        "La observación {obs} está «{estado}» y así no admite este cambio. Vuelva a cargar la página."
    ),
    "BLOQUEANTE_ABIERTA": (
        "Observaciones bloqueantes sin cerrar: {claves} (en total {cuantas}). Califíquelas como solventadas o "
        "retírelas antes de validar."
    ),
    "REQUIERE_CABILDO": (
        "La primera versión y los cambios mayores los aprueba el Cabildo. Túrnelo a Comisiones en lugar de autorizarlo."
    ),
    "DICTAMEN_NO_APROBADO": (
        "Las Comisiones no aprobaron el dictamen (resultado: {resultado}). El expediente sigue en Comisiones hasta que "
        "lo aprueben o lo turnen al pleno."
    ),
    "SOLEMNE_SIN_VOTACIONES": "En una sesión solemne no se vota: quite los asuntos que requieren votación.",
    "ASUNTOS_GENERALES_SIN_POA": (
        "En asuntos generales no se aprueban POA ni padrones. Enlístelo en la sección de asuntos específicos."
    ),
    "RETIRO_REQUIERE_VOTACION": "El orden del día ya se aprobó: para retirar un punto hace falta una votación.",
    "RETIRO_NO_APROBADO": "El pleno no aprobó retirar el punto. Debe desahogarse en la sesión.",
    "SIN_VOTACION": "No hay votación registrada. Capture los votos de la sesión antes de registrar el acuerdo.",
    "VOTACION_NO_CONCLUYENTE": (
        "La votación no fue concluyente ({votacion}). Repítala o complétela antes de registrar el acuerdo."
    ),
    "ACTO_POSTERIOR": (
        "Después de esa votación hubo otro acto en el expediente {folio}: «{acto}» ({quien}, {hora}). Ya no "
        "puede anularse."
    ),
    "MODIFICACIONES_SIN_ACUSE": (
        "La dependencia no ha acusado las modificaciones del Cabildo. Pida a su titular que las acuse."
    ),
    "SIN_CAMBIOS_ANOTADOS": (
        "Aún no se anota ningún dato de los que modificó el Cabildo. Anótelos en «Texto aprobado», uno por uno."
    ),
    "TEXTO_SIN_INTEGRAR": (
        "El texto aprobado todavía es el que se presentó. Anote y fije primero lo que modificó el Cabildo."
    ),
    "MODIFICACIONES_SIN_VERIFICAR": (
        "Planeación no ha verificado que el texto aprobado lleve lo que modificó el Cabildo. Pida que lo verifique "
        "antes de publicar."
    ),
    "TEXTO_SIN_CAMPOS": "El texto de este expediente no se modifica dato por dato.",
    "MODIFICACION_SIN_DECIR": "Elija de qué modificación del Cabildo viene el cambio (hasta {maximo} caracteres).",
    "CAMBIO_IGUAL": "«{campo}» ya dice eso en el texto presentado. Escriba lo que debe decir.",
    "VERIFICA_QUIEN_ESCRIBIO": ("Usted fijó el texto aprobado: debe verificarlo otra persona de Planeación."),
    "TIPO_CAMBIO_DISTINTO": ("El documento cambia más de lo que se declaró. Se tramitará por lo que cambia: {tipos}."),
    "VERSION_NO_COINCIDE": "El archivo no es el de la versión aprobada. Publique la versión que aprobó el Cabildo.",
    "VERSION_PUBLICA_PENDIENTE": (
        "Falta la versión pública del padrón confirmada por el Comité de Transparencia. Solicítela antes de publicar."
    ),
    "ACCION_DE_SESION": (
        "«{accion}» resulta de una sesión: se registra en la página de la sesión, con su asistencia y su votación."
    ),
    "ACCION_CON_FORMA_PROPIA": "Los datos del expediente se guardan desde su propia página de captura.",
    "EXPEDIENTE_VACIO": "El expediente no tiene datos. Captúrelos o suba el libro de Excel antes de enviarlo.",
    "EXPEDIENTE_REPETIDO": (
        "Ya existe el expediente {folio} de esa dependencia, programa y ejercicio. Continúe en él, o abra una "
        "modificación si ya fue aprobado."
    ),
    "EXPEDIENTE_CAMBIO": (
        "{por} cambió el expediente a las {hora}, después de que usted abrió la página. Revise lo nuevo y repita su "
        "acción."
    ),
    "CAPTURA_DESACTUALIZADA": (
        "{por} guardó cambios a las {hora}, después de que usted abrió la página. Lo que usted escribió no se perdió: "
        "compare los {cuantos} datos que difieren y guarde de nuevo."
    ),
    "TIPO_EXPEDIENTE_INVALIDO": "Elija si el expediente es un POA o un padrón de beneficiarios.",
    "DEPENDENCIA_INEXISTENTE": "No existe la dependencia {dependencia}. Elíjala de la lista.",
    "TITULO_FALTA": "Escriba el título del expediente (de 3 a 300 caracteres).",
    "PROGRAMA_FALTA": "Elija el programa del expediente.",
    "EJERCICIO_INVALIDO": "Escriba el ejercicio con cuatro cifras, entre 2000 y 2100.",
    "CONTENIDO_INVALIDO": "Los datos enviados no se pueden leer. Vuelva a cargar la página y captúrelos de nuevo.",
    "OBSERVACION_TIPO_INVALIDO": "Elija si la observación es bloqueante o recomendación.",
    "OBSERVACION_CAMPO_FALTA": "Elija el dato que observa (hasta 200 caracteres).",
    "TEXTO_FALTA": "Escriba el texto antes de guardar.",
    "TEXTO_LARGO": "El texto es demasiado largo: caben {maximo} caracteres.",
    "SENTIDO_INVALIDO": "Elija el sentido del dictamen.",
    "RESOLUCION_INVALIDA": "Elija si se aprueba, se aprueba con modificaciones o se devuelve.",
    "FALTA_ACUERDO": "Falta el folio del acuerdo del Cabildo. Regístrelo junto con la resolución.",
    "FALTAN_MODIFICACIONES": "Escriba las modificaciones que se aprueban.",
    "TIPO_CAMBIO_INVALIDO": "Elija el tipo de cambio de la modificación.",
    "MOTIVO_CAMBIO_FALTA": "Explique por qué se modifica lo aprobado (hasta {maximo} caracteres).",
    "SURTE_EFECTOS_INVALIDA": "Escriba la fecha en que surte efectos, por ejemplo 01/07/2026, o déjela en blanco.",
    "DELTA_INVALIDO": "Escriba los importes de la modificación solo con números.",
    "PLAZO_INVALIDO": "Escriba un plazo de 1 a 365 días hábiles para una etapa de la ruta, con su fundamento.",
    "REGLA_PLAZO_INVALIDA": "Elija una de las opciones de la regla, o días enteros de 1 a 60, y escriba su fundamento.",
    "DIA_INHABIL_INVALIDO": "Escriba la fecha del día inhábil, su motivo y su fundamento.",
    "INHABIL_NO_EXISTE": "Ese día ya no está en la lista de inhábiles. Vuelva a cargar la página.",
    "INHABIL_BAJA_SIN_MOTIVO": "Escriba por qué ese día deja de ser inhábil (hasta 200 caracteres).",
    "INHABILES_VACIO": "Escriba al menos un día, uno por renglón: fecha; motivo; fundamento.",
    "INHABILES_MUCHOS": "Son demasiados renglones: caben {maximo}.",
    "INHABIL_FECHA": "Renglón {renglon}: la fecha no se entiende. Escríbala como 25/12/2027.",
    "INHABIL_OTRO_ANIO": "Renglón {renglon}: la fecha no es de {anio}.",
    "INHABIL_INCOMPLETO": "Renglón {renglon}: escriba fecha; motivo; fundamento, separados con punto y coma.",
    "INHABIL_LARGO": "Renglón {renglon}: el motivo cabe en 200 caracteres y el fundamento en 300.",
    "INHABIL_REPETIDO": "Renglón {renglon}: ese día ya está en otro renglón.",
    "PLAZO_SIN_RELOJ": "El expediente no espera a nadie ahora: no hay plazo que cambiar.",
    "PLAZO_NO_LE_TOCA": "Esto le corresponde a {roles}.",
    "PLAZO_DE_SU_DEPENDENCIA": (
        "Usted tiene un cargo en la dependencia del expediente ({dependencia}). El plazo debe decidirlo otra persona."
    ),
    "PRORROGA_PROPIA": "Usted pidió esta prórroga: debe contestarla otra persona.",
    "PLAZO_YA_PAUSADO": "El plazo ya está en pausa.",
    "PLAZO_NO_PAUSADO": "El plazo no está en pausa.",
    "PLAZO_VENCIDO": "El plazo ya venció: no puede ponerse en pausa ni prorrogarse.",
    "PRORROGA_PENDIENTE": "Ya se pidió una prórroga y falta que la contesten.",
    "PRORROGA_AGOTADA": "Este plazo ya tuvo las prórrogas que permite la regla vigente.",
    "PRORROGA_SIN_SOLICITUD": "No hay una prórroga pedida que contestar.",
    "PRORROGA_SIN_DIAS": "Escriba cuántos días hábiles, con número.",
    "PRORROGA_RESPUESTA": "Elija si concede o niega la prórroga.",
    "DIA_INHABIL_DE_OTRO_ANIO": "Escriba una fecha de {anio}.",
    "PRORROGA_DIAS": "Escriba cuántos días hábiles: de 1 a {maximo}.",
    "PLAZO_MOTIVO_FALTA": "Escriba el motivo.",
    "PLAZO_FUNDAMENTO_FALTA": "Escriba el fundamento: la norma y el artículo que lo permiten.",
    "PLAZO_FECHA_INVALIDA": "Escriba la fecha desde la que rige.",
    "CAMBIO_FUERA_DE_OBSERVACION": (
        "Datos cambiados que nadie había observado: {cuantos}. Planeación los verá señalados."
    ),
    "OBSERVACION_SOBRE_TEXTO_SIN_CAMBIO": (
        "Observa un dato ({campo}) que no cambió desde la ronda anterior. Explique por qué no se observó antes."
    ),
}


def etapa_words(etapa: str) -> str:
    return ROTULOS["etapa"].get(etapa, etapa)


def accion_words(accion: str) -> str:
    return ROTULOS["accion"].get(accion, accion)


def rol_words(rol: str) -> str:
    return KERNEL["rol"].get(rol, rol)


def tipos_cambio_words(tipos: Sequence[str]) -> str:
    """«ampliación y reprogramación de metas»."""
    return joined([ROTULOS["tipo_cambio"].get(tipo, tipo).lower() for tipo in tipos])


def moved_words(quien: str, en: datetime) -> str:
    """« desde las 10:05 del 12/01/2027 (Ana López)», on the wall clock of the municipality."""
    return f" desde las {local(en):%H:%M} del {local(en):%d/%m/%Y} ({quien})"


def plain(code: object) -> str:
    """A code as words, where another room owns its label: `sin_quorum` -> «sin quorum»."""
    return "sin registrar" if code is None else str(code).replace("_", " ")


def joined(words: Sequence[str], conjunction: str = "y") -> str:
    """«A», «A y B», «A, B y C»."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {conjunction} {words[-1]}"
