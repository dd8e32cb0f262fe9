"""Words of this room (es-MX)."""

RAZONES = {
    "ARCHIVO_VACIO": "El archivo está vacío. Elija el archivo con su contenido y vuelva a subirlo.",
    "ARCHIVO_DEMASIADO_GRANDE": "El archivo pesa más de {limite_mb} MB. Divídalo o quite imágenes y vuelva a subirlo.",
    "ARCHIVO_TIPO_NO_ADMITIDO": (
        "El contenido del archivo no es de un tipo admitido aquí ({admitidos}). "
        "Ábralo en su programa, guárdelo como uno de esos tipos y vuelva a subirlo."
    ),
    "ARCHIVO_LLAVE_DESCONOCIDA": (
        "El archivo está cifrado con la llave «{llave}», que esta instalación no tiene. "
        "Avise a informática: debe volver a ponerla en PADRON_KEYS."
    ),
    "ARCHIVO_ALTERADO": (
        "El archivo cifrado está dañado o lo cambiaron, y no se abre. "
        "Avise a informática para recuperarlo del respaldo."
    ),
    "ARCHIVO_SUPRIMIDO": "El archivo se suprimió conforme a su plazo de conservación y ya no existe.",
    "SIN_ESPACIO": "No hay espacio para guardar archivos. No se guardó nada; avise a Informática e inténtelo después.",
}

ROTULOS: dict[str, dict[str, str]] = {
    "tipo_archivo": {
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "libro de Excel (.xlsx)",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "documento de Word (.docx)",
        "application/vnd.oasis.opendocument.spreadsheet": "hoja de LibreOffice (.ods)",
        "text/csv": "texto separado por comas (.csv)",
        "application/pdf": "PDF",
        "image/png": "imagen PNG",
        "image/jpeg": "imagen JPEG",
    }
}
