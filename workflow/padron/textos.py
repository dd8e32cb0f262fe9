"""Words of this room (es-MX)."""
# ruff: noqa: E501

from __future__ import annotations

from workflow.padron.codigos import AVISOS_TODOS, ERRORES_TODOS
from workflow.padron.coincidencias import textos as coincidencias
from workflow.padron.privacidad import textos as privacidad

RAZONES: dict[str, str] = {
    **coincidencias.RAZONES,
    **privacidad.RAZONES,
    "PADRON_SIN_ENCABEZADO": "No se reconocen los encabezados de un padrón en las hojas: {hojas}. Ponga en una sola fila los "
    "títulos de las columnas (por ejemplo CURP, NOMBRES, PRIMER APELLIDO, MONTO), o diga al subirlo qué es cada columna.",
    "COLUMNA_REPETIDA": "La columna «{columna}» está elegida para más de una cosa: {que}. Deje una sola.",
    "COLUMNA_INEXISTENTE": "La columna elegida para {que} no existe en esa fila de títulos. Elija otra.",
    "COLUMNA_OBLIGATORIA": "Falta decir en qué columna está: {que}. Elíjala; sin ella el archivo no se puede leer como padrón.",
    "COLUMNAS_SIN_FILA": "Elija la hoja, la fila de los títulos y de qué es el padrón, de las que aparecen en la lista.",
    "COLUMNAS_SIN_RECORDAR": "De los títulos de este archivo no hay nada recordado que olvidar. Regrese a la revisión.",
    "MUESTRA_FALTANTE": "Las primeras filas de este archivo ya no están guardadas. Vuelva a subirlo para decir qué es cada columna.",
    "LECTURA_INCOMPLETA": "La lectura no guardó todas las filas. Se repetirá por sí sola; no tiene que hacer nada.",
    "PADRON_SIN_COLUMNA": "Las reglas de operación necesitan estas columnas y el archivo no las trae: {columnas}. Agréguelas, "
    "o corrija las reglas, y vuelva a subir el archivo.",
    "PADRON_VARIAS_HOJAS": "Hay más de una hoja con padrón: solo se leyó «{hoja}» y quedó sin leer {otras}. Deje una sola hoja "
    "con todas las filas, o suba cada hoja en su propio archivo.",
    "PADRON_SIN_FILAS": "La hoja «{hoja}» tiene encabezados y ninguna fila de datos. Revise que sea el archivo correcto.",
    "PADRON_SIN_FILAS_VALIDAS": "Ninguna fila puede entrar al padrón: todas tienen errores. Descargue el libro de errores, "
    "corríjalas y vuelva a subir el archivo.",
    "PADRON_TIPO_DE_EXPEDIENTE": "Este expediente no es de un padrón de beneficiarios. Abra el expediente correcto.",
    "PADRON_VACIO": "El expediente aún no tiene padrón. Suba el archivo, revise el resultado y confírmelo.",
    "BAJAS_SIN_CAUSA": "{bajas} de quienes están en el padrón en vigor ya no aparecen en el archivo. Elija la causa de su baja entre las "
    "de las reglas de operación; si las causas son distintas, suba un archivo de movimientos.",
    "MOVIMIENTOS_SIN_PADRON": "El archivo trae solo movimientos y este expediente aún no tiene un padrón en vigor. Suba el padrón completo.",
    "REGLAS_PUBLICADA_INVALIDA": "Escriba el día en que se publicaron las reglas, que no puede ser posterior a hoy.",
    "REGLAS_MEDIO_FALTA": "Escriba dónde se publicaron: Periódico Oficial o Gaceta municipal, con su número.",
    "REGLAS_SIN_APROBAR": "Esa versión de las reglas aún no se aprueba.",
    "TRASLADO_MISMA_VERSION": "Elija dos versiones distintas de las reglas.",
    "TRASLADO_DIA": "Escriba el día de la decisión, que no puede ser posterior a hoy.",
    "TRASLADO_SIN_FUNDAMENTO": "Escriba el acuerdo o fundamento de la decisión, en {maximo} letras como máximo.",
    "TRASLADO_DE_NADIE": "Nadie está en vigor bajo esa versión de las reglas.",
    "PADRON_SIN_VIGOR": "Este expediente aún no tiene un padrón en vigor: lo tendrá cuando se publique.",
    "PADRON_LIBRO_LARGO": "El padrón tiene más de {maximo} inscripciones y el libro no cabe en una página. Suba un archivo solo con los "
    "movimientos: MOVIMIENTO, MOTIVO DE BAJA, CURP ANTERIOR y las columnas de siempre.",
    "COMPATIBILIDAD_PROGRAMAS": "Elija dos programas distintos.",
    "COMPATIBILIDAD_REGLA": "Elija si son compatibles, incompatibles o con tope conjunto.",
    "COMPATIBILIDAD_TOPE": "Escriba el tope conjunto en pesos, mayor que cero, por ejemplo 6000.",
    "COMPATIBILIDAD_FUNDAMENTO": "Escriba el fundamento, en {maximo} letras como máximo.",
    "COMPATIBILIDAD_DIA": "Escriba desde qué día vale la regla.",
    "MOVIMIENTOS_VACIOS": "Ningún renglón del archivo dice ALTA, BAJA o CORRECCION que se pueda aplicar. Revise la columna MOVIMIENTO y "
    "los errores.",
    "REGLAS_FALTANTES": "Faltan las reglas de operación del programa. Captúrelas antes de subir el padrón.",
    "REGLAS_CAMBIARON": "Las reglas de operación cambiaron después de leer el archivo. Vuelva a subirlo para revisarlo con las "
    "reglas de ahora.",
    "REGLAS_APARTADOS_FALTAN": "A las reglas de operación les faltan apartados que la ley pide a este programa: {apartados}. "
    "Escríbalos en la lista de apartados.",
    "REGLAS_APARTADO_LARGO": "El apartado «{apartado}» pasa de {maximo} letras. Acórtelo o pase el detalle a los anexos.",
    "REGLAS_LOCALIDAD_INVALIDA": "Estas claves de localidad no son de nueve cifras: {claves}. Búsquelas en el catálogo.",
    "REGLAS_SEXO_INVALIDO": "Elija mujeres, hombres, o ninguno de los dos si el apoyo es para todas las personas.",
    "REGLAS_HOGAR_INVALIDO": "El límite por hogar debe ser un número entero entre 1 y {maximo}, o quedar vacío.",
    "REGLAS_MONTO_INVALIDO": "El monto debe ser una cantidad en pesos, cero o mayor, por ejemplo 1200.50. Corríjalo o déjelo vacío.",
    "REGLAS_MONTOS_CRUZADOS": "El monto mínimo es mayor que el máximo. Corrija uno de los dos.",
    "REGLAS_DOCUMENTOS": "Escriba como máximo {cuantos} documentos, uno por renglón, de hasta {letras} letras cada uno.",
    "REGLAS_CAUSA_INVALIDA": "Elija las causas de baja de la lista.",
    "REGLAS_VIGENCIA_HASTA_INVALIDA": "El último día de vigencia no es una fecha. Escríbalo con día, mes y año.",
    "REGLAS_VIGENCIA_CRUZADA": "El último día de vigencia es anterior al primero. Corrija uno de los dos.",
    "REGLAS_NOMBRE_FALTANTE": "Escriba el nombre completo de las reglas de operación.",
    "REGLAS_CLAVE_FALTANTE": "Elija qué hace única a una fila del padrón.",
    "REGLAS_EDAD_INVALIDA": "La edad debe ser un número entero entre 0 y 130. Corríjala o déjela vacía.",
    "REGLAS_EDADES_CRUZADAS": "La edad mínima ({minima}) es mayor que la máxima ({maxima}). Corrija una de las dos.",
    "REGLAS_EDAD_SIN_COLUMNA": "Diga en qué columna está la fecha en que se cuenta la edad (por ejemplo FECHA DE ENTREGA).",
    "REGLAS_VIGENCIA_INVALIDA": "La fecha de entrada en vigor no es una fecha. Escríbala con día, mes y año.",
    "REGLAS_VIGENCIA_FALTANTE": "Escriba el día en que las reglas de operación entran en vigor.",
    "CARGA_NO_LISTA": "El archivo todavía se está leyendo, o no se pudo leer. Espere a que termine o vuelva a subirlo.",
    "CARGA_REEMPLAZADA": "Después de este archivo se subió otro. Revise y confirme el más reciente.",
    "CARGA_AJENA": "Ese archivo es de otro expediente. Vuelva al suyo.",
    "ARCHIVO_FALTANTE": "Elija el archivo del padrón en su equipo.",
    "CORTE_INVALIDO": "La fecha de corte no es una fecha. Escríbala con día, mes y año.",
    "LLAVE_DESCONOCIDA": "Los datos personales están cifrados con una llave que esta instalación no tiene. Avise a informática.",
}

ROTULOS: dict[str, dict[str, str]] = {
    **{nombre: rotulos for nombre, rotulos in coincidencias.ROTULOS.items() if nombre not in ("acto", "trabajo_tipo")},
    **{nombre: rotulos for nombre, rotulos in privacidad.ROTULOS.items() if nombre not in ("acto", "trabajo_tipo")},
    "codigo_padron": {**ERRORES_TODOS, **AVISOS_TODOS},
    "estado_fila": {"valida": "Válida", "aviso": "Con aviso", "error": "Con error"},
    "estado_carga": {
        "pendiente": "En espera de lectura",
        "leyendo": "Leyéndose",
        "por_columnas": "Falta decir qué es cada columna",
        "revisada": "Lista para revisar",
        "ilegible": "No se pudo leer",
        "confirmada": "Confirmada",
        "reemplazada": "Reemplazada por otro archivo",
    },
    "estructura_padron": {
        "persona": "Personas",
        "actor_social": "Actores sociales (personas morales)",
        "poblacion": "Poblaciones beneficiarias de obras",
    },
    "causa_baja": {
        "defuncion": "Defunción",
        "renuncia": "Renuncia",
        "cambio_domicilio": "Cambio de domicilio",
        "incumplimiento": "Incumplimiento de las reglas",
        "duplicidad": "Duplicidad",
        "fin_vigencia": "Fin de vigencia",
        "otra": "Otra",
    },
    "movimiento_padron": {
        "alta": "Alta",
        "baja": "Baja",
        "correccion": "Corrección",
        "igual": "Sin cambio",
    },
    "estado_reglas": {
        "en_vigor": "En vigor",
        "sustituida": "Sustituida",
        "en_tramite": "En trámite",
        "borrador": "En borrador",
    },
    "estado_inscripcion": {"vigente": "En vigor", "baja": "Baja"},
    "clase_carga": {"completo": "Padrón completo", "movimientos": "Solo movimientos"},
    "columnas_por": {
        "titulo": "por su título",
        "parecido": "por su título parecido",
        "contenido": "por lo que contiene",
    },
    "fila_ignorada": {
        "titulo": "Títulos arriba de la tabla",
        "encabezado_repetido": "Encabezado repetido",
        "fila_vacia": "Filas vacías",
        "totales": "Totales",
        "nota_al_pie": "Notas o firmas al pie",
    },
    "compatibilidad": {
        "compatible": "Compatibles",
        "incompatible": "Incompatibles",
        "tope_conjunto": "Con tope conjunto",
    },
    "regla_compatibilidad": {
        "compatible": "programas compatibles",
        "incompatible": "programas incompatibles",
        "tope_conjunto": "programas con tope conjunto",
    },
    "trabajo_tipo": {
        **privacidad.ROTULOS["trabajo_tipo"],
        **coincidencias.ROTULOS["trabajo_tipo"],
        "padron.leer": "Lectura de un padrón de beneficiarios",
        "padron.inscribir": "Altas, bajas y correcciones de un padrón publicado",
    },
    "acto": {
        **coincidencias.ROTULOS["acto"],
        **privacidad.ROTULOS["acto"],
        "padron:columnas": "Dijo qué es cada columna del padrón",
        "padron:olvidar_columnas": "Olvidó lo dicho de las columnas del padrón",
        "padron:subir": "Subió el archivo de un padrón",
        "padron:revisar": "Se revisó el padrón que se subió",
        "padron:confirmar": "Confirmó el padrón",
        "padron:inscribir": "Puso en vigor las altas, bajas y correcciones del padrón",
        "padron:publicar_reglas": "Anotó la publicación de las reglas de operación",
        "padron:trasladar_reglas": "Pasó inscripciones a otra versión de las reglas",
        "padron:descargar_vigor": "Descargó el libro del padrón en vigor",
        "padron:completar": "Completó los datos de búsqueda de un padrón anterior",
        "padron:compatibilidad": "Cambió la compatibilidad entre programas",
        "padron:reglas": "Guardó las reglas de operación",
        "padron:descargar_errores": "Descargó el libro de errores del padrón",
    },
}
