"""Work of the electronic signature: freeze the PDF, judge what was signed, and tell who is to sign."""

from __future__ import annotations

import hashlib
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Any

from flask import current_app

from config import Settings
from workflow.actas.firma.ejemplar import specimen
from workflow.actas.queries.firmas_avisos import Aviso, avisos, por_congelar
from workflow.actas.service.firmas_proceso import guardar_congelado
from workflow.actas.service.firmas_revision import anotar_revision, revisar_firmas
from workflow.actas.service.firmas_vigencia import consulta
from workflow.jobs import correo
from workflow.jobs.handlers import JobContext, handler
from workflow.kernel.actor import SISTEMA
from workflow.kernel.clock import local


@handler("firma.congelar")
def congelar(payload: dict[str, Any], job: JobContext) -> None:
    """Print the specimen with its boxes and fields, and keep it. Found done when it is repeated."""
    found = por_congelar(payload["proceso_id"])
    if found is None:
        return
    from workflow.actas.firma.pdf import open_fields

    job.progress(1, 3)
    documento, da_fe = found
    pdf, cajas = specimen(documento, da_fe)
    job.progress(2, 3)
    guardar_congelado(payload["proceso_id"], open_fields(pdf, cajas), actor=SISTEMA, ahora=job.ahora)
    job.progress(3, 3)


@handler("firma.revisar")
def revisar(payload: dict[str, Any], job: JobContext) -> None:
    """Judge every signature of the last file, and ask again for what nobody answered."""
    found = revisar_firmas(payload["proceso_id"], consultar=consulta(job.ahora), ahora=job.ahora)
    anotar_revision(payload["proceso_id"], found, payload["vuelta"], actor=SISTEMA, ahora=job.ahora)


@handler("firma.aviso")
def avisar(payload: dict[str, Any], job: JobContext) -> None:
    """Write to who is to sign. Repeated, it is the same message with the same Message-ID."""
    for one in avisos(payload["proceso_id"], payload["clave"], job.ahora):
        name = f"firma-{one.proceso_id:06d}-{one.clave}-{one.usuario_id:06d}"
        correo.send(job.settings, compose(one, job.settings), name)


def compose(one: Aviso, settings: Settings) -> EmailMessage:
    text = current_app.jinja_env.get_template("notices/firma.txt").render(
        uno=one, url=f"{settings.base_url}/actas/firmas/{one.instantanea_id}", municipio=settings.municipio
    )
    subject, _, body = text.partition("\n\n")
    domain = settings.mail_from.rpartition("@")[2]
    key = hashlib.sha256(f"firma:{one.proceso_id}:{one.clave}:{one.usuario_id}".encode()).hexdigest()[:24]
    message = EmailMessage()
    message["Subject"] = " ".join(subject.removeprefix("Asunto:").split())
    message["From"] = Address("Ruta", addr_spec=settings.mail_from)
    message["To"] = Address(" ".join(one.nombre.split()), addr_spec=one.para)
    message["Date"] = format_datetime(local(one.en))
    message["Message-ID"] = f"<firma.{key}.{one.proceso_id}@{domain}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(body.strip() + "\n", cte="quoted-printable")
    message["Content-Language"] = "es-MX"
    return message
