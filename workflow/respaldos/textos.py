"""Words of this room (es-MX)."""

RAZONES: dict[str, str] = {
    "RESPALDO_SIN_MANIFIESTO": (
        "Esa carpeta no es un respaldo de Ruta: falta manifiesto.json o no se puede leer. Revise la ruta."
    ),
    "RESPALDO_DE_OTRO_FORMATO": (
        "El respaldo tiene el formato {formato}, que esta versión no lee. Use la versión de Ruta con que se hizo."
    ),
    "RESPALDO_ALTERADO": "El manifiesto del respaldo fue alterado: su huella no coincide. Use otra copia.",
    "RESPALDO_FALTA_PIEZA": "Falta «{nombre}» en el respaldo. Use otra copia.",
    "RESPALDO_PIEZA_DANADA": "«{nombre}» no tiene la huella que dice el manifiesto: está dañado. Use otra copia.",
    "RESPALDO_PIEZA_DE_MAS": "«{nombre}» está de más: el manifiesto no lo menciona. Retírelo o use otra copia.",
    "RESPALDO_BASE_ILEGIBLE": "La copia de la base de datos no se puede leer: {detalle}. Use otra copia.",
    "RESPALDO_CUENTA_DISTINTA": (
        "La tabla «{tabla}» debía tener {esperadas} filas y tiene {halladas}. No use esta base: restaure otra copia."
    ),
    "RESPALDO_BITACORA_DISTINTA": (
        "La bitácora restaurada no es la del respaldo, o su cadena está rota. No use esta base: restaure otra copia."
    ),
    "RESPALDO_ARCHIVO_PERDIDO": (
        "La base menciona {cuantos} archivos que no están en el respaldo; el primero, de huella {huella}."
    ),
    "RESPALDO_BASE_OCUPADA": (
        "La base de destino ya tiene tablas. Restaure en una base vacía: cree otra y apunte a ella DATABASE_URL."
    ),
    "RESPALDO_CARPETA_OCUPADA": (
        "La carpeta de archivos de destino ({carpeta}) ya tiene archivos. Use una carpeta vacía en RUTA_FILES."
    ),
    "RESPALDO_OTRO_MOTOR": (
        "El respaldo es de {motor} y DATABASE_URL apunta a {destino}. Restaure en una base del mismo motor."
    ),
    "RESPALDO_DESTINO_EXISTE": "Ya existe «{carpeta}». Indique una carpeta nueva con --en.",
    "RESPALDO_FALTAN_LLAVES": (
        "A PADRON_KEYS le faltan las llaves {llaves}: sin ellas no se abren los padrones. Agréguelas al final de la "
        "variable, desde el sobre que se guardó aparte."
    ),
    "RESPALDO_SIN_HERRAMIENTA": (
        "No está «{herramienta}» de PostgreSQL, o es anterior al servidor. Instale postgresql-client de la versión del "
        "servidor, o diga en RUTA_PG_BIN la carpeta donde está."
    ),
    "RESPALDO_FALLO_HERRAMIENTA": "«{herramienta}» terminó con un error: {detalle}.",
    "LLAVES_SIN_CARPETA": "La carpeta «{carpeta}» no existe o no se puede escribir. Use una que solo usted lea.",
}

ROTULOS: dict[str, dict[str, str]] = {
    "acto": {"entrega:exportar": "Exportó todo en formatos abiertos, para entrega-recepción"},
}
