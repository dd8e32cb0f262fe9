"""What every page of the sessions shares: its blueprint, how a session is named, and who conducts it."""

from __future__ import annotations

from datetime import datetime

from flask import Blueprint

from workflow.kernel import letras
from workflow.kernel.actor import Actor
from workflow.sesiones.configuracion import ROLES_QUE_CONDUCEN
from workflow.sesiones.vistas import OrganoVista, SesionFila, SesionVista
from workflow.textos import rotulo
from workflow.web.filters import fecha

bp = Blueprint("sesiones", __name__)

CONDUCEN = ROLES_QUE_CONDUCEN


def name_of(sesion: SesionFila | SesionVista) -> str:
    """«Décima séptima sesión ordinaria»; without a number yet, by its date."""
    tipo = rotulo("sesion_tipo", sesion.tipo).lower()
    if sesion.numero is None or sesion.numero > letras.ORDINAL_MAXIMO:
        return f"Sesión {tipo} del {fecha(sesion.programada_para)}"
    texto = f"{letras.ordinal(sesion.numero)} sesión {tipo}"
    return texto[0].upper() + texto[1:]


def short_organ(nombre: str) -> str:
    """«Cabildo» instead of the whole legal name of the organ."""
    return nombre.removeprefix("Ayuntamiento en sesión de ")


def short_commission(nombre: str) -> str:
    return nombre.removeprefix("Comisión Edilicia de ")


def may_conduct(actor: Actor, de: SesionVista | OrganoVista) -> bool:
    """Whether the actor keeps the sessions of that organ, or that session."""
    return actor.has(de.conduce)


def is_late(sesion: SesionFila, ahora: datetime) -> bool:
    """Convened for an hour that already passed and not opened."""
    return sesion.estado == "convocada" and sesion.programada_para < ahora
