"""The page of a dossier made ready for its templates: actions, tabs, observations beside what they observe."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import current_app, url_for
from werkzeug.routing import BuildError

from workflow.expedientes.queries import EnvioVista, Ficha, ObservacionVista
from workflow.expedientes.route import PLANEACION
from workflow.kernel.refusals import Reason
from workflow.textos import razon, rotulo
from workflow.web import guard
from workflow.web.camino import steps
from workflow.web.filters import dato
from workflow.web.forms.acciones import FORMAS, ICONOS
from workflow.web.partes import PARTES

DE_OBSERVACIONES = ("BLOQUEANTE_ABIERTA", "OBSERVACIONES_SIN_RESPUESTA", "OBSERVACIONES_SIN_CALIFICAR")
CERRADAS = ("solventada", "retirada")
PENDIENTES = ("abierta", "no_solventada", "solventada_parcial")
PRINCIPALES = ("enviar", "tomar_revision", "validar", "turnar", "acusar_modificaciones", "publicar", "capturar")
TABS = (
    ("ver", "Contenido"),
    ("observaciones", "Observaciones"),
    ("versiones", "Versiones y diferencias"),
    ("sesiones", "Sesiones y votaciones"),
    ("documentos", "Documentos"),
    ("bitacora", "Bitácora"),
)


@dataclass(frozen=True)
class Boton:
    """An action as the page draws it: a button, or a disabled one with everything that is missing."""

    accion: str
    nombre: str
    url: str
    icono: str
    principal: bool
    con_forma: bool
    motivos: tuple[Any, ...]


@dataclass(frozen=True)
class Motivo:
    """A reason with the place where it is solved."""

    texto: str
    url: str | None
    enlace: str = ""


@dataclass(frozen=True)
class Celda:
    """An observation with its three values: before, thread, now."""

    o: ObservacionVista
    antes: str | None
    ahora: str | None
    mensajes: list[dict[str, Any]]

    @property
    def cambio(self) -> bool:
        return self.antes != self.ahora

    @property
    def cerrada(self) -> bool:
        return self.o.estado in CERRADAS


def context(ficha: Ficha, tab: str, ahora: datetime) -> dict[str, Any]:
    """What the head of every page of a dossier prints."""
    return {
        "ficha": ficha,
        "fila": ficha.cabeza,
        "pasos": steps(ficha.linea, ahora),
        "botones": buttons(ficha),
        "en_sesion": [rotulo("accion", accion) for accion in ficha.en_sesion],
        "url_sesiones": _endpoint("sesiones.lista"),
        "pestanas": tabs(ficha, tab),
    }


def buttons(ficha: Ficha) -> list[Boton]:
    """What this person may do now, the main act first; then what is not possible yet, with its reasons."""
    found = [_button(ficha, posible.accion, posible.motivos) for posible in ficha.acciones]
    capture = capture_url(ficha)
    if ficha.puede_capturar and capture:
        found.append(Boton("capturar", "Capturar o subir el libro", capture, "lapiz", not ficha.envios, True, ()))
    return sorted(found, key=lambda boton: (bool(boton.motivos), not boton.principal))


def _button(ficha: Ficha, accion: str, motivos: tuple[Reason, ...]) -> Boton:
    url = url_for("expedientes.accion", expediente_id=ficha.cabeza.id, accion=accion)
    told = tuple(motivo_in_place(ficha, motivo) for motivo in motivos)
    return Boton(
        accion,
        rotulo("accion", accion),
        url,
        ICONOS.get(accion, "punto"),
        accion in PRINCIPALES,
        accion in FORMAS,
        told,
    )


def motivo_in_place(ficha: Ficha, motivo: Reason) -> Motivo:
    """The reason with a link to where it is solved: the observations, or the field in the capture."""
    if motivo.facts.get("claves") and motivo.code in DE_OBSERVACIONES:
        url = url_for("expedientes.observaciones", expediente_id=ficha.cabeza.id)
        return Motivo(razon(motivo), url, "Ver las observaciones")
    campo, parte = motivo.facts.get("campo"), PARTES.get(ficha.cabeza.tipo)
    if not ficha.puede_capturar or not isinstance(campo, str) or parte is None:
        return Motivo(razon(motivo), None)
    place = parte.lugar(ficha.cabeza.id, campo) if parte.lugar else capture_url(ficha)
    return Motivo(razon(motivo), place, "Corregir")


def capture_url(ficha: Ficha) -> str | None:
    parte = PARTES.get(ficha.cabeza.tipo)
    return None if parte is None or parte.captura is None else _endpoint(parte.captura, expediente_id=ficha.cabeza.id)


def _endpoint(name: str, **values: Any) -> str | None:
    if name not in current_app.view_functions:
        return None
    try:
        return url_for(name, **values)
    except BuildError:
        return None


def tabs(ficha: Ficha, current: str) -> list[dict[str, Any]]:
    still_open = sum(1 for one in ficha.observaciones if one.estado not in CERRADAS)
    counts = {"observaciones": still_open or None, "versiones": len(ficha.envios) or None}
    shown = [
        {
            "nombre": nombre,
            "url": url_for(f"expedientes.{name}", expediente_id=ficha.cabeza.id),
            "actual": name == current,
            "cuenta": counts.get(name),
            "alerta": name == "observaciones" and bool(still_open),
        }
        for name, nombre in TABS
    ]
    shown.insert(
        4,
        {
            "nombre": "Plazos y días",
            "url": url_for("plazos.expediente", expediente_id=ficha.cabeza.id),
            "actual": current == "plazos",
        },
    )
    shown[3:3] = [
        {"nombre": nombre, "url": url_for(endpoint, expediente_id=ficha.cabeza.id), "actual": name == current}
        for name, nombre, endpoint, there in _of_its_moment(ficha)
        if there
    ]
    return shown


def _of_its_moment(ficha: Ficha) -> list[tuple[str, str, str, bool]]:
    """Tabs that only some dossiers have: (name, words, endpoint, whether this one does)."""
    poa = ficha.cabeza.tipo == "poa"
    modified = poa and ficha.modificacion is not None and bool(ficha.envios)
    approved = poa and bool(ficha.resoluciones) and ficha.resoluciones[-1].etapa == "aprobado_con_modificaciones"
    reviewed = ficha.v_presentada_id is not None and guard.actor().has(*PLANEACION)
    return [
        ("revision.mesa", "Mesa de revisión", "revision.mesa", reviewed),
        ("modificacion", "Original y modificado", "modificacion.original", modified),
        ("texto_aprobado", "Texto aprobado", "modificacion.texto", approved and not ficha.resoluciones[-1].anulada),
    ]


def rounds(ficha: Ficha) -> list[dict[str, Any]]:
    """The observations round by round, the newest round first; blocking ones apart."""
    return [
        {
            "clave": ronda,
            "nombre": f"Ronda {ronda}",
            "bloqueantes": [cell(one) for one in ones if one.tipo == "bloqueante"],
            "recomendaciones": [cell(one) for one in ones if one.tipo != "bloqueante"],
        }
        for ronda, ones in sorted(ficha.rondas().items(), reverse=True)
    ]


def cell(one: ObservacionVista) -> Celda:
    messages = [
        {"titulo": message_title(m.accion, m.estado), "texto": m.texto, "autor": m.autor, "en": m.en}
        for m in one.mensajes
    ]
    return Celda(one, dato(one.valor_observado), dato(one.valor_actual), messages)


def message_title(accion: str, estado: str) -> str:
    titles = {"observar": "Observación", "responder": "Respuesta", "retirar_observacion": "Se retiró"}
    return titles.get(accion) or f"Calificación: {rotulo('estado_observacion', estado).lower()}"


def summary(observaciones: Sequence[ObservacionVista]) -> dict[str, int]:
    return {
        "bloqueantes": sum(o.tipo == "bloqueante" and o.estado not in CERRADAS for o in observaciones),
        "por_responder": sum(o.estado in PENDIENTES for o in observaciones),
        "por_calificar": sum(o.estado == "respondida" for o in observaciones),
        "cerradas": sum(o.estado in CERRADAS for o in observaciones),
    }


def envio_name(envio: EnvioVista) -> str:
    name = f"Envío {envio.numero}: versión {envio.version}, ronda {envio.ronda}"
    return f"{name}, con las modificaciones del Cabildo" if envio.clase == "aprobada" else name
