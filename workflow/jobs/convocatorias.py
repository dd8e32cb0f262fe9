"""Work of the convocatorias: freeze and print the document, then write to each member, each as work of its own."""

from __future__ import annotations

import hashlib
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Any

from flask import current_app

from config import Settings
from workflow.actas.redaccion.convocatoria import change_in_words
from workflow.actas.service.convocatoria import emitir_convocatoria
from workflow.jobs import correo
from workflow.jobs.actas import _installation, _print_and_keep
from workflow.jobs.handlers import JobContext, handler
from workflow.kernel.actor import SISTEMA
from workflow.kernel.clock import local
from workflow.sesiones import calendario
from workflow.sesiones.queries import calendario as eventos
from workflow.sesiones.queries import convocatorias
from workflow.sesiones.queries.convocatorias import Destinatario
from workflow.sesiones.service import notificacion


@handler("convocatoria.generar")
def generar(payload: dict[str, Any], job: JobContext) -> None:
    """The documents first: who is notified finds them already made."""
    identifier = payload["convocatoria_id"]
    frozen = emitir_convocatoria(identifier, instalacion=_installation(job), actor=SISTEMA, ahora=job.ahora)
    _print_and_keep(frozen, job)
    notificacion.notificar(identifier, actor=SISTEMA, ahora=job.ahora)


@handler("convocatoria.correo")
def escribir(payload: dict[str, Any], job: JobContext) -> None:
    """The e-mail of one member. Repeated, it is the same message with the same Message-ID."""
    found = convocatorias.destinatario(payload["convocatoria_id"], payload["integrante_id"])
    if found is None:
        return
    name = f"convocatoria-{found.convocatoria_id:06d}-{found.integrante_id:06d}"
    correo.send(job.settings, compose(found, job.settings), name)
    notificacion.anotar_envio(found.convocatoria_id, found.integrante_id, actor=SISTEMA, ahora=job.ahora)


@handler("convocatoria.cancelacion")
def avisar_cancelacion(payload: dict[str, Any], job: JobContext) -> None:
    """The e-mail that says that the session will not be held, with its event cancelled."""
    found = convocatorias.destinatario(payload["convocatoria_id"], payload["integrante_id"])
    if found is None:
        return
    name = f"cancelacion-{found.convocatoria_id:06d}-{found.integrante_id:06d}"
    correo.send(job.settings, compose(found, job.settings, "cancelacion"), name)
    notificacion.anotar_envio(
        found.convocatoria_id, found.integrante_id, clase="cancelacion", actor=SISTEMA, ahora=job.ahora
    )


def compose(found: Destinatario, settings: Settings, clase: str = "convocatoria") -> EmailMessage:
    """The message of an issue, or the one that cancels it. Its event is the same, with a greater sequence."""
    cancela = clase == "cancelacion"
    text = current_app.jinja_env.get_template(f"notices/{clase}.txt").render(
        uno=found,
        cambios=[change_in_words(c["campo"], c["antes"], c["ahora"]) for c in found.cambios],
        programada=datetime.fromisoformat(found.contenido["programada_para"]),
        url=f"{settings.base_url}/sesiones/{found.sesion_id}/convocatoria",
        municipio=settings.municipio,
    )
    subject, _, body = text.partition("\n\n")
    domain = settings.mail_from.rpartition("@")[2]
    message = EmailMessage()
    message["Subject"] = " ".join(subject.removeprefix("Asunto:").split())
    message["From"] = Address("Ruta", addr_spec=settings.mail_from)
    message["To"] = Address(" ".join(found.nombre.split()), addr_spec=found.correo)
    message["Date"] = format_datetime(local(found.cancelada_en if cancela and found.cancelada_en else found.emitida_en))
    key = f"{clase}:{found.convocatoria_id}:{found.integrante_id}"
    message["Message-ID"] = f"<{clase}.{hashlib.sha256(key.encode()).hexdigest()[:24]}@{domain}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(body.strip() + "\n", cte="quoted-printable")
    message["Content-Language"] = "es-MX"
    evento = eventos.event_of(found.sesion_id, settings.base_url, con_enlace=True)
    metodo = "CANCEL" if cancela else "PUBLISH"
    message.add_attachment(
        calendario.calendar("Convocatoria", [evento], metodo).decode(),
        subtype="calendar",
        params={"method": metodo},
        filename="sesion.ics",
        cte="base64",
    )
    return message
