"""Reads of the dossiers."""

from workflow.expedientes.queries.bandeja import TOPE, Bandeja, bandeja, por_vencer
from workflow.expedientes.queries.envios import diferencias, envio_contenido
from workflow.expedientes.queries.ficha import ficha
from workflow.expedientes.queries.hechos import calendario, regla, termino
from workflow.expedientes.queries.listas import (
    ORDEN,
    ORDENES,
    Fila,
    Filtro,
    Tablero,
    filas,
    tablero,
    visible,
    waiting,
)
from workflow.expedientes.queries.plazos import PlazosVista, plazos
from workflow.expedientes.queries.relojes import politica as politica_plazos
from workflow.expedientes.queries.texto_aprobado import campo_por_modificar, campos_por_modificar, texto_aprobado
from workflow.expedientes.queries.vistas import (
    AdjuntoVista,
    Diferencia,
    EnvioVista,
    Ficha,
    Hito,
    ObservacionVista,
    Posible,
)

__all__ = [
    "ORDEN",
    "ORDENES",
    "TOPE",
    "AdjuntoVista",
    "Bandeja",
    "Diferencia",
    "EnvioVista",
    "Ficha",
    "Fila",
    "Filtro",
    "Hito",
    "ObservacionVista",
    "PlazosVista",
    "Posible",
    "Tablero",
    "bandeja",
    "calendario",
    "campo_por_modificar",
    "campos_por_modificar",
    "diferencias",
    "envio_contenido",
    "ficha",
    "filas",
    "plazos",
    "politica_plazos",
    "por_vencer",
    "regla",
    "tablero",
    "termino",
    "texto_aprobado",
    "visible",
    "waiting",
]
