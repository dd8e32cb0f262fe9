"""Use cases of the tickets, the linked keys and the lists."""

from workflow.padron.coincidencias.service.decidir import decidir
from workflow.padron.coincidencias.service.generar import pedir, registrar
from workflow.padron.coincidencias.service.listas import importar, retirar
from workflow.padron.coincidencias.service.vinculos import desvincular, vincular

__all__ = ["decidir", "desvincular", "importar", "pedir", "registrar", "retirar", "vincular"]
