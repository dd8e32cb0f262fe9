"""Words of this room (es-MX)."""

RAZONES: dict[str, str] = {
    "TIPO_DESCONOCIDO": "Esta versión de Ruta no sabe hacer ese trabajo. Actualícela y reintente.",
    "FALLA_TECNICA": "Falló por una causa técnica. Reintente; si se repite, dé a soporte el número de trabajo.",
}

ROTULOS: dict[str, dict[str, str]] = {
    "estado_trabajo": {
        "pendiente": "Por hacer",
        "tomado": "En proceso",
        "hecho": "Hecho",
        "fallido": "Falló",
    }
}
