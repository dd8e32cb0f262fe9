"""Backups: made while people work, checked where they lie, restored only where nothing can be lost."""

from workflow.respaldos.service.crear import Hecho, crear, guardar_llaves
from workflow.respaldos.service.entrega import Entregada, entregar
from workflow.respaldos.service.restaurar import comprobar, restaurar, verificar

__all__ = ["Entregada", "Hecho", "comprobar", "crear", "entregar", "guardar_llaves", "restaurar", "verificar"]
