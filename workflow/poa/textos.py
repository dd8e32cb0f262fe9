"""What the POA room says to people, in es-MX."""

from __future__ import annotations

from workflow.poa.esquema import CODIGOS
from workflow.poa.matriz import textos as matriz
from workflow.poa.textos_hallazgos import HALLAZGOS as DEL_CONTENIDO

HALLAZGOS: dict[str, str] = {**DEL_CONTENIDO, **matriz.HALLAZGOS}

RAZONES: dict[str, str] = {
    **matriz.RAZONES,
    "CATALOGOS_INCOMPLETOS": "A la carpeta de catálogos {carpeta} le faltan: {faltan}. Agréguelos o indique otra "
    "carpeta.",
    "CATALOGO_DESCONOCIDO": "No existe el catálogo «{catalogo}». Los que se cargan son: {admitidos}.",
    "CATALOGO_SIN_ARCHIVO": "Elija el archivo del catálogo (.xlsx, .ods o .csv).",
    "CATALOGO_ARCHIVO_VACIO": "El archivo no tiene nada escrito. Elija el que lleva los títulos en la primera fila.",
    "CATALOGO_MUY_LARGO": "El archivo tiene más de {maximo:,} renglones. Súbalo por partes o quite lo que sobra.",
    "CATALOGO_CON_FALLAS": "El archivo tiene {cuantas} falla(s) que impiden cargarlo. Corríjalas en el archivo y "
    "súbalo de nuevo.",
    "CATALOGO_SIN_MOTIVO": "Escriba por qué cambia el catálogo, o el acuerdo que lo respalda.",
    "CATALOGO_YA_ES_OTRO": "Otra persona cargó este catálogo mientras usted lo revisaba. Vuelva a ver qué cambia antes "
    "de aplicarlo.",
    "CATALOGO_CARGA_CERRADA": "Este archivo ya se cerró ({estado}). Suba otro si necesita cambiar el catálogo.",
    "CATALOGO_EJERCICIO": "El ejercicio {ejercicio} no es un año que se pueda usar.",
    "CATALOGO_NADA_QUE_COPIAR": "No hay nada que copiar: el ejercicio {a} ya tiene todos los catálogos que tiene {de}.",
    "CATALOGO_CLAVE_REPETIDA": "En el catálogo «{catalogo}» la clave {clave} está repetida. Deje una sola y vuelva "
    "a cargarlo.",
    "SIN_CATALOGOS": "No hay catálogos del ejercicio {ejercicio}. Pida a Planeación que los cargue.",
    "CARGA_CON_ERRORES": "El libro tiene {errores} error(es) de estructura o de dato que impiden importarlo: {cuales}. "
    "Corríjalos en el libro y súbalo de nuevo.",
    "CARGA_ERRORES_SIN_ACEPTAR": "El libro tiene {errores} error(es) por corregir. Corríjalos y súbalo de nuevo, o "
    "marque "
    "que lo importa así para corregirlos en la página.",
    "LIBRO_SIN_MARCAR": "La copia con las celdas marcadas todavía no está lista. Espere un momento y vuelva a pedirla.",
    "CARGA_SIN_ELEGIR": "Elija al menos una sección del libro para importarla, o descarte el libro.",
    "CARGA_CON_CONFLICTOS": "Falta elegir qué se queda en {conflictos} lugar(es) que cambiaron en el libro y también "
    "en el sistema: {cuales}.",
    "CATALOGO_INCOMPLETO": "A un renglón del catálogo le falta {falta}. Complételo y vuelva a cargarlo.",
    "CARGA_NO_LISTA": "El archivo todavía se está leyendo, o no se pudo leer. Espere a que termine o vuelva a subirlo.",
    "CARGA_YA_CERRADA": "Esta carga ya se {estado}. Suba el libro otra vez si necesita importarlo de nuevo.",
    "CARGA_INEXISTENTE": "No existe esa carga, o no es de su dependencia.",
    "EXPEDIENTE_NO_ES_POA": "Este expediente no es un POA: el libro se sube en el expediente del POA de la "
    "dependencia.",
    "CARGA_DE_OTRA_UR": "El libro es de la unidad {clave} y el expediente es de la {esperada}. Suba el libro de su "
    "unidad.",
    "CARGA_DE_OTRO_EJERCICIO": "El libro es del ejercicio {ejercicio} y el expediente es del {esperado}.",
    "CONTENIDO_INCOMPLETO": "Al POA le falta o le sobra algo en {errores} lugar(es). Revíselos en la lista de la "
    "página.",
    "POA_POR_CORREGIR": "{lugar}: {texto}",
    "POA_CAMPOS_VACIOS": "{lugar}: falta llenar {cuales}.",
    "POA_MAS_POR_CORREGIR": "Y {cuantos} más: la página de captura los muestra todos.",
    "CAMPO_INVALIDO": "{campo}: {motivo}",
    "CAMPO_NO_SE_MODIFICA": "«{campo}» no se escribe: se calcula de los demás datos, o no existe. Elija otro dato.",
    "FILA_INEXISTENTE": "Esa fila ya no existe: alguien la quitó o cambió su clave. Vuelva a abrir la sección.",
    "SECCION_INEXISTENTE": "No existe esa sección del POA.",
    "SIN_ARCHIVO": "Elija el libro de Excel (.xlsx) que va a subir.",
    "POA_NO_SE_CAPTURA_AHORA": "Este POA no se puede capturar ahora: no está en borrador ni devuelto a su "
    "dependencia, o no "
    "es de la suya.",
    "REJILLA_ILEGIBLE": "La tabla envió algo que no se entiende. Recargue la página: lo pendiente "
    "sigue en este equipo.",
    "REJILLA_MUY_GRANDE": "Son demasiados cambios o filas de una vez: el máximo es {maximo:,}. Pegue por partes, "
    "o suba el libro de Excel.",
    "POA_SIN_MIR": "La matriz la captura la unidad líder del programa, no esta unidad.",
}

ROTULOS: dict[str, dict[str, str]] = {
    **CODIGOS,
    **matriz.ROTULOS,
    "trabajo_tipo": {"poa.leer": "Lectura de un libro del POA"},
    "estado_carga_poa": {
        "recibida": "En espera de lectura",
        "leida": "Leída, por confirmar",
        "fallida": "No se pudo leer",
        "confirmada": "Confirmada",
        "descartada": "Descartada",
    },
    "severidad": {"error": "Error", "aviso": "Aviso"},
    "seccion_poa": {
        "identificacion": "Identificación",
        "alineacion": "Alineación",
        "actividades": "Actividades",
        "presupuesto": "Presupuesto",
        "mir": "MIR",
        "diagnostico": "Diagnóstico",
        "fichas": "Fichas técnicas",
        "variables": "Variables",
    },
}
