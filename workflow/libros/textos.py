"""What the reader of spreadsheets says to people, in es-MX: what happened and what to do."""

from __future__ import annotations

_GUARDAR = "Ábralo en su hoja de cálculo, use «Guardar como», elija «Libro de Excel (.xlsx)» y vuelva a subirlo."

RAZONES: dict[str, str] = {
    "LIBRO_VACIO": "El archivo está vacío (0 bytes). Vuelva a guardarlo en su equipo y súbalo de nuevo.",
    "LIBRO_NO_ES_HOJA_DE_CALCULO": "El archivo no es una hoja de cálculo: su contenido es de otro tipo, "
    "aunque el nombre termine en .xlsx. " + _GUARDAR,
    "LIBRO_TIPO_NO_ADMITIDO": "Aquí no se admite un archivo {tipo}. Súbalo en uno de estos formatos: {admitidos}.",
    "LIBRO_FORMATO_ANTIGUO": "El archivo está en el formato antiguo .xls (Excel 97-2003). " + _GUARDAR,
    "LIBRO_CIFRADO": "El archivo está protegido con contraseña y no se puede leer. Quítele la contraseña "
    "(Archivo, Información, Proteger libro), guárdelo y vuelva a subirlo.",
    "LIBRO_CON_MACROS": "El libro contiene macros y no se admite. " + _GUARDAR,
    "LIBRO_BINARIO": "El libro está en formato binario (.xlsb). " + _GUARDAR,
    "LIBRO_DANADO": "El archivo está dañado o incompleto y no se puede abrir. " + _GUARDAR,
    "LIBRO_PESADO": "El archivo pesa {megas} MB y el máximo es de {maximo} MB. Quite imágenes y hojas que no se usan, "
    "guárdelo y vuelva a subirlo.",
    "LIBRO_DEMASIADAS_PARTES": "El libro tiene {partes} partes internas y el máximo es {maximo}. Copie solo las hojas "
    "de la plantilla a un libro nuevo y súbalo.",
    "LIBRO_DEMASIADO_GRANDE": "El libro descomprimido ocupa más de {maximo} MB. Copie solo las hojas y filas con datos "
    "a un libro nuevo y súbalo.",
    "LIBRO_CON_ARCHIVO_ADENTRO": "El libro lleva otro archivo incrustado. Quite los objetos incrustados, guárdelo y "
    "vuelva a subirlo.",
    "LIBRO_CON_ENTIDADES": "El libro contiene instrucciones XML que no se admiten (DTD o entidades). " + _GUARDAR,
    "LIBRO_DEMASIADAS_HOJAS": "El libro tiene {hojas} hojas y el máximo es {maximo}. Deje solo las de la plantilla y "
    "vuelva a subirlo.",
    "LIBRO_HOJA_DEMASIADO_EXTENSA": "Una hoja del libro llega hasta la celda {celda}: hay datos perdidos muy lejos "
    "de la tabla. Vaya a esa celda (Ctrl+Fin), borre las filas y columnas sobrantes, guárdelo y vuelva a subirlo.",
    "LIBRO_TARDA_DEMASIADO": "La lectura del libro tardó más de {segundos} segundos y se detuvo. Copie solo las "
    "hojas y filas con datos a un libro nuevo y súbalo.",
    "LIBRO_NO_SE_PUDO_LEER": "El libro no se pudo leer: está dañado o necesita demasiada memoria. Copie solo las "
    "hojas y filas con datos a un libro nuevo y súbalo.",
    "LIBRO_NO_SE_PUDO_MARCAR": "No se pudo hacer la copia con las celdas marcadas. La lista de lo encontrado está "
    "completa en la página.",
    "TEXTO_NO_LEGIBLE": "El archivo de texto no se puede leer: no es UTF-8, Windows-1252 ni UTF-16. En su hoja de "
    "cálculo use «Guardar como» y elija «CSV UTF-8».",
}

ROTULOS: dict[str, dict[str, str]] = {
    "tipo_libro": {
        "xlsx": "Libro de Excel (.xlsx)",
        "ods": "Hoja de OpenDocument (.ods)",
        "csv": "Texto separado (.csv)",
    },
}
