"""What every page carries: who is signed in, the few places to go by role, and the help of this page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from uuid import uuid4

from flask import Flask, current_app, has_request_context, request, url_for

from workflow.kernel.actor import Actor
from workflow.sesiones.configuracion import ROLES_QUE_CONDUCEN
from workflow.web import guard

TODOS: tuple[str, ...] = ()


@dataclass(frozen=True)
class Lugar:
    """A place of the navigation. `roles` empty: everybody who is signed in."""

    endpoint: str
    nombre: str
    roles: tuple[str, ...] = TODOS
    icono: str = "punto"


LUGARES: tuple[Lugar, ...] = (
    Lugar("bandeja.index", "Mi bandeja"),
    Lugar("expedientes.lista", "Expedientes"),
    Lugar("tablero.index", "Tablero"),
    Lugar("indicadores.index", "Seguimiento"),
    Lugar("sesiones.lista", "Sesiones"),
    Lugar("acuerdos.lista", "Acuerdos"),
)
PERSONALES: tuple[Lugar, ...] = (
    Lugar("acceso.cuenta", "Mi cuenta", icono="persona"),
    Lugar("avisos.lista", "Mis avisos", icono="campana"),
    Lugar("beneficiarios.index", "Beneficiarios", icono="grupo"),
    Lugar("actas.mis_firmas", "Mis firmas", ("integrante", *ROLES_QUE_CONDUCEN), icono="firma"),
    Lugar(
        "actas.plantillas",
        "Plantillas de documentos",
        ("secretaria_gobierno", "administrador", "transparencia", "auditoria"),
        icono="documento",
    ),
    Lugar(
        "privacidad.inicio",
        "Datos personales",
        ("transparencia", "auditoria", "administrador", "planeacion_titular", "dependencia_titular"),
        icono="lupa",
    ),
    Lugar(
        "coincidencias.lista",
        "Posibles duplicados",
        ("dependencia_captura", "dependencia_titular", "planeacion_revisor", "planeacion_titular", "auditoria"),
        icono="grupo",
    ),
    Lugar("catalogos.lista", "Catálogos", ("planeacion_titular", "administrador", "auditoria"), icono="documento"),
    Lugar(
        "transparencia.index",
        "Obligaciones de transparencia",
        ("transparencia", "planeacion_titular", "auditoria"),
        icono="globo",
    ),
    Lugar("revision.reparto", "Reparto de la revisión", ("planeacion_revisor", "planeacion_titular"), icono="lupa"),
    Lugar(
        "plazos.index",
        "Plazos y calendario",
        ("planeacion_titular", "secretaria_gobierno", "administrador", "dependencia_titular"),
        icono="reloj",
    ),
    Lugar("dependencias.lista", "Dependencias", ("planeacion_titular", "administrador"), icono="grupo"),
    Lugar("usuarios.lista", "Personas usuarias", ("administrador",), icono="persona"),
    Lugar("trabajos.lista", "Trabajos en segundo plano", ("administrador",), icono="reloj"),
)


def init(app: Flask) -> None:
    app.jinja_env.globals["llave"] = lambda: uuid4().hex
    app.jinja_env.globals["url_for"] = _address
    app.jinja_env.globals["kept"] = kept
    app.context_processor(context)


@lru_cache(maxsize=4096)
def _known(app: Flask, root: str, endpoint: str, values: tuple[tuple[str, str | int], ...]) -> str:
    """An address that is always the same: a page asks for dozens of them, and making one costs as much as a row."""
    return app.url_for(endpoint, **dict(values))


def _address(endpoint: str, **values: Any) -> str:
    """url_for of the templates."""
    plain = endpoint == "static" or all(type(value) is int for value in values.values())
    if plain and has_request_context() and not endpoint.startswith("."):
        app = current_app._get_current_object()  # type: ignore[attr-defined]
        return _known(app, request.root_path, endpoint, tuple(values.items()))
    return url_for(endpoint, **values)


def kept(macro: Callable[..., Any]) -> Callable[..., Any]:
    """A macro whose text only depends on its few possible arguments (an icon, a state), written once per process."""

    @lru_cache(maxsize=1024)
    def written(root: str, *args: str) -> Any:
        return macro(*args)

    def tell(*args: str) -> Any:
        return written(request.root_path, *args) if has_request_context() else macro(*args)

    return tell


def context() -> dict[str, Any]:
    actor = guard.actor_or_none()
    return {
        "municipio": current_app.config["RUTA"].municipio,
        "navegacion": places(LUGARES, actor),
        "menu_personal": places(PERSONALES, actor),
        "inicio_url": _url("bandeja.index") or "/",
        "salir_url": _url("acceso.salir"),
        "ayuda_url": _url("ayuda.tema", tema=request.blueprint or "inicio")
        or f"/ayuda/{request.blueprint or 'inicio'}",
    }


def places(lugares: tuple[Lugar, ...], actor: Actor | None) -> list[dict[str, Any]]:
    """The places this person may go to, that this installation has."""
    if actor is None:
        return []
    found = []
    for lugar in lugares:
        url = _url(lugar.endpoint)
        if url and (not lugar.roles or actor.has(*lugar.roles)):
            room = lugar.endpoint.partition(".")[0]
            found.append(
                {"nombre": lugar.nombre, "url": url, "icono": lugar.icono, "actual": request.blueprint == room}
            )
    return found


def _url(endpoint: str, **values: Any) -> str | None:
    return _address(endpoint, **values) if endpoint in current_app.view_functions else None
