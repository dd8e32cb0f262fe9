"""Reads of the follow-up."""

from workflow.indicadores.queries.captura import (
    Fila,
    Hecho,
    Hoja,
    PorHacer,
    evidencia,
    historia,
    hoja,
    por_hacer,
    por_revisar,
)
from workflow.indicadores.queries.cortes import CorteVista, corte, cortes, fingerprint, snapshot
from workflow.indicadores.queries.financiero import (
    FilaGasto,
    GastoPorHacer,
    HechoGasto,
    HojaGasto,
    cuenta,
    ejercidos,
    gastos_por_hacer,
    hoja_gasto,
)
from workflow.indicadores.queries.origen import Origen, aprobados_por, origenes
from workflow.indicadores.queries.programas import Poa, ejercicios, ejes, poa, poas, reglas, situaciones
from workflow.indicadores.queries.publicos import (
    contenido_de,
    corte_de,
    cortes_publicados,
    documentos,
    preliminar,
    publicado,
)
from workflow.indicadores.queries.vigencias import ReglaVista, reglas_vistas

__all__ = [
    "CorteVista",
    "Fila",
    "FilaGasto",
    "GastoPorHacer",
    "Hecho",
    "HechoGasto",
    "Hoja",
    "HojaGasto",
    "Origen",
    "Poa",
    "PorHacer",
    "ReglaVista",
    "aprobados_por",
    "contenido_de",
    "corte",
    "corte_de",
    "cortes",
    "cortes_publicados",
    "cuenta",
    "documentos",
    "ejercicios",
    "ejercidos",
    "ejes",
    "evidencia",
    "fingerprint",
    "gastos_por_hacer",
    "historia",
    "hoja",
    "hoja_gasto",
    "origenes",
    "poa",
    "poas",
    "por_hacer",
    "por_revisar",
    "preliminar",
    "publicado",
    "reglas",
    "reglas_vistas",
    "situaciones",
    "snapshot",
]
