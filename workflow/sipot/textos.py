"""Words of this room (es-MX)."""

RAZONES: dict[str, str] = {
    "FORMATO_SIN_COLUMNAS": "El formato no tiene columnas. Suba el libro oficial en blanco, o el archivo de datos.",
    "FORMATO_DATO_DESCONOCIDO": "El formato trae «{dato}», que no se conoce. Quítelo del archivo.",
    "FORMATO_TABLA_REPETIDA": "Dos columnas usan la hoja «{tabla}». Cada tabla lleva la suya.",
    "FORMATO_SIN_FUENTES": "Ninguna columna dice qué dato lleva. Elija al menos uno.",
    "FORMATO_DEMASIADAS_COLUMNAS": "El formato tiene más de {maximo} columnas. Revise que sea el archivo correcto.",
    "FORMATO_COLUMNA_ILEGIBLE": "La columna {columna} no tiene nombre, o es demasiado largo.",
    "FORMATO_TIPO_DESCONOCIDO": "«{rotulo}»: el tipo «{tipo}» no existe en los formatos.",
    "FORMATO_FUENTE_DESCONOCIDA": "«{rotulo}»: el dato «{fuente}» no existe en esta obligación.",
    "FORMATO_FUENTE_DE_TABLA": "«{rotulo}»: «{fuente}» no puede ir ahí. Una tabla lleva una lista, y lo demás un dato.",
    "FORMATO_CATALOGO": "«{rotulo}»: una columna de catálogo lleva sus valores, sin repetir; las demás no llevan.",
    "FORMATO_TABLA": "«{rotulo}»: falta la hoja de su tabla (Tabla_ y su número) o sus columnas.",
    "FORMATO_TEXTO": "«{dato}»: no es un texto, o es demasiado largo.",
    "FORMATO_NO_ES_OFICIAL": (
        "El libro no tiene la hoja «Reporte de Formatos» con su renglón «Tabla Campos». Descargue el formato en blanco "
        "de la Plataforma y súbalo sin cambiarlo."
    ),
    "FORMATO_ILEGIBLE": "El archivo no se entiende. Suba el libro oficial (.xlsx), o el archivo de datos (.json).",
    "FORMATO_SIN_FUNDAMENTO": "Escriba el fundamento: los lineamientos o el acuerdo que cambian el formato.",
    "FORMATO_FECHA": "Escriba desde qué día rige, como día/mes/año.",
}

ROTULOS: dict[str, dict[str, str]] = {
    "problema_sipot": {
        "fuera_de_catalogo": "No está en el catálogo de la columna",
        "no_es_fecha": "No es una fecha",
        "no_es_numero": "No es un número",
        "no_es_vinculo": "No es un vínculo que empiece con https://",
        "texto_recortado": "El texto no cabe en una celda y se recortó",
    },
    "acto": {"formato:registrar": "Registró un formato de las obligaciones de transparencia"},
    "tipo_sipot": {
        "texto": "Texto",
        "texto_largo": "Texto largo",
        "numero": "Número",
        "fecha": "Fecha",
        "hora": "Hora",
        "moneda": "Pesos",
        "hipervinculo": "Vínculo",
        "catalogo": "Catálogo",
        "tabla": "Tabla",
        "anio": "Año",
        "actualizacion": "Fecha de actualización",
        "nota": "Nota",
    },
}
