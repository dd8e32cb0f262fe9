"""Work of the notices: find who is told of an act, and write to each one."""

from __future__ import annotations

import hashlib
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Any

from flask import current_app

from config import Settings
from workflow.avisos import queries, service
from workflow.avisos.queries import CorreoVista
from workflow.jobs import correo
from workflow.jobs.handlers import JobContext, handler
from workflow.kernel.actor import SISTEMA
from workflow.kernel.clock import local
from workflow.poa.service import matriz


@handler("aviso.enviar")
def tell(payload: dict[str, Any], job: JobContext) -> None:
    """Write the notice of everybody who holds the role; each e-mail is left as work of its own."""
    service.notify(
        expediente_id=payload["expediente_id"],
        revision=payload.get("revision") or job.trabajo_id,
        accion=payload["accion"],
        etapa=payload["etapa"],
        rol=payload["rol"],
        dependencia_id=payload.get("dependencia_id"),
        usuario_id=payload.get("usuario_id"),
        actor=SISTEMA,
        ahora=job.ahora,
    )
    if payload["accion"] == "enviar":
        matriz.avisar_sin_componente(
            payload["expediente_id"], payload.get("revision") or job.trabajo_id, actor=SISTEMA, ahora=job.ahora
        )


@handler("aviso.matriz")
def tell_of_matrix(payload: dict[str, Any], job: JobContext) -> None:
    """A proposal to a MIR, its answer, or activities left without their component."""
    service.notify(
        expediente_id=payload["expediente_id"],
        revision=0,
        accion=payload["accion"],
        etapa=payload["etapa"],
        rol=payload["rol"],
        dependencia_id=payload["dependencia_id"],
        marca=payload["marca"],
        actor=SISTEMA,
        ahora=job.ahora,
    )


@handler("aviso.correo")
def write(payload: dict[str, Any], job: JobContext) -> None:
    """Send the e-mail of one notice. Repeated, it is the same message with the same Message-ID."""
    found = queries.correo(payload["aviso_id"])
    if found is not None:
        correo.send(job.settings, compose(found, job.settings), f"aviso-{found.aviso.id:06d}")


def compose(found: CorreoVista, settings: Settings) -> EmailMessage:
    text = current_app.jinja_env.get_template("notices/aviso.txt").render(
        aviso=found.aviso,
        titulo=" ".join(found.aviso.titulo.split()),
        nombre=found.nombre,
        url=f"{settings.base_url}/expedientes/{found.aviso.expediente_id}",
        municipio=settings.municipio,
    )
    subject, _, body = text.partition("\n\n")
    domain = settings.mail_from.rpartition("@")[2]
    message = EmailMessage()
    message["Subject"] = " ".join(subject.removeprefix("Asunto:").split())
    message["From"] = Address("Ruta", addr_spec=settings.mail_from)
    message["To"] = Address(" ".join(found.nombre.split()), addr_spec=found.para)
    message["Date"] = format_datetime(local(found.aviso.creado_en))
    message["Message-ID"] = f"<aviso.{hashlib.sha256(found.llave.encode()).hexdigest()[:24]}.{found.aviso.id}@{domain}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(body.strip() + "\n", cte="quoted-printable")
    message["Content-Language"] = "es-MX"
    return message
