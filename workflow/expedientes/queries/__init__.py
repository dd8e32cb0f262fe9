"""Reads of the dossiers."""

from workflow.expedientes.queries.envios import diferencias, envio_contenido
from workflow.expedientes.queries.ficha import ficha
from workflow.expedientes.queries.hechos import calendario, regla, termino
from workflow.expedientes.queries.listas import (
    Bandeja,
    Fila,
    Filtro,
    Tablero,
    bandeja,
    filas,
    tablero,
    visible,
    waiting,
)
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
    "AdjuntoVista",
    "Bandeja",
    "Diferencia",
    "EnvioVista",
    "Ficha",
    "Fila",
    "Filtro",
    "Hito",
    "ObservacionVista",
    "Posible",
    "Tablero",
    "bandeja",
    "calendario",
    "diferencias",
    "envio_contenido",
    "ficha",
    "filas",
    "regla",
    "tablero",
    "termino",
    "visible",
    "waiting",
]
