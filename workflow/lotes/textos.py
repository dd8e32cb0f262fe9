"""The Spanish of the acts in bulk. Pure."""

from __future__ import annotations

RAZONES: dict[str, str] = {
    "LOTE_VACIO": "Marque al menos un expediente.",
    "LOTE_GRANDE": "Son demasiados de una vez: el máximo es {maximo}. Filtre y hágalo por partes.",
    "LOTE_EXPEDIENTE_AJENO": "Alguno de los expedientes marcados ya no existe. Abra de nuevo la lista.",
    "PAQUETE_SIN_POA": "Ninguno de los expedientes elegidos es un POA que se haya enviado: no hay qué reunir.",
    "PAQUETE_FORMATO": "Elija si quiere un solo PDF o un ZIP con cada archivo.",
}
ROTULOS: dict[str, dict[str, str]] = {
    "acto": {
        "lote:pedir": "Pidió un acto para varios expedientes",
        "lote:terminar": "Terminó el acto para varios expedientes",
        "paquete:pedir": "Pidió reunir los POA en un archivo",
    },
    "trabajo_tipo": {
        "lote.ejecutar": "Acto para varios expedientes",
        "paquete.generar": "POA reunidos en un archivo",
    },
    "estado_lote": {"pendiente": "Por hacer", "hecho": "Hecho", "rechazado": "No se hizo"},
    "formato_paquete": {"pdf": "Un solo PDF, con índice", "zip": "ZIP con el PDF y el libro de Excel de cada uno"},
}
