"""What can be asked of many dossiers at once, and by whom. Pure."""

from __future__ import annotations

# Act of the route -> (stage it is taken from, roles that may ask for it). Each dossier is decided by the route, alone.
ACCION: dict[str, tuple[str, tuple[str, ...]]] = {
    "tomar_revision": ("enviado", ("planeacion_revisor", "planeacion_titular")),
    "turnar": ("validado", ("planeacion_titular",)),
    "publicar": ("aprobado", ("transparencia",)),
}
ACCIONES: tuple[str, ...] = tuple(ACCION)
ESTADOS: tuple[str, ...] = ("pendiente", "hecho", "rechazado")
FORMATOS: tuple[str, ...] = ("pdf", "zip")
MAXIMO = 500
