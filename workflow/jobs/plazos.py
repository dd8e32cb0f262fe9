"""Work of the clocks and of what is owed of the goals: the review of each day, and the e-mails that come of it."""

from __future__ import annotations

import hashlib
from datetime import date, datetime, time
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Any

from flask import current_app

from config import Settings
from workflow.avisos import queries, service
from workflow.avisos.queries import ResumenVista
from workflow.expedientes import service as expedientes
from workflow.indicadores import service as indicadores
from workflow.jobs import correo
from workflow.jobs.handlers import JobContext, handler
from workflow.kernel.actor import SISTEMA
from workflow.kernel.clock import local

HORA = time(7, 0)  # of the office's day: the reminders are there when people come in


@handler("plazos.repaso")
def review(payload: dict[str, Any], job: JobContext) -> None:
    """Every open clock, in batches, and every programme that owes; done again after a crash, nobody is told twice."""
    who: dict[str, Any] = {"actor": SISTEMA, "ahora": job.ahora}
    while expedientes.abrir_faltantes(**who):
        pass
    recount({}, job)
    last, told = 0, 0
    while True:
        new, last = service.recordar(last, **who)
        told += new
        job.progress(told, None)
        if last == 0:
            break
    told += indicadores.recordar_avances(**who)
    job.progress(told, None)
    service.dejar_resumenes(local(job.ahora).date(), **who)


@handler("plazos.contar")
def recount(payload: dict[str, Any], job: JobContext) -> None:
    """The days of closed clocks that a change of the calendar touched, or that were never told."""
    while expedientes.contar_pendientes(actor=SISTEMA, ahora=job.ahora):
        pass


@handler("aviso.plazo")
def tell(payload: dict[str, Any], job: JobContext) -> None:
    service.avisar_hecho(payload["hecho_id"], actor=SISTEMA, ahora=job.ahora)


@handler("aviso.calendario")
def tell_moved(payload: dict[str, Any], job: JobContext) -> None:
    service.avisar_cambio(payload["cambio_id"], actor=SISTEMA, ahora=job.ahora)


@handler("aviso.resumen")
def write(payload: dict[str, Any], job: JobContext) -> None:
    """One e-mail with every reminder of a day, or every term that a change moved. Repeated, it is the same message."""
    usuario_id = payload["usuario_id"]
    if "cambio_id" in payload:
        found = queries.resumen_del_cambio(usuario_id, payload["cambio_id"])
    else:
        found = queries.resumen_del_dia(usuario_id, date.fromisoformat(payload["dia"]))
    if found is not None:
        correo.send(job.settings, compose(found, job.settings, job.ahora), f"resumen-{job.trabajo_id:06d}")


def compose(found: ResumenVista, settings: Settings, ahora: datetime) -> EmailMessage:
    text = current_app.jinja_env.get_template("notices/resumen.txt").render(
        avisos=found.avisos,
        nombre=found.nombre,
        base=settings.base_url.rstrip("/"),
        municipio=settings.municipio,
        ahora=ahora,
    )
    subject, _, body = text.partition("\n\n")
    domain = settings.mail_from.rpartition("@")[2]
    message = EmailMessage()
    message["Subject"] = " ".join(subject.removeprefix("Asunto:").split())
    message["From"] = Address("Ruta", addr_spec=settings.mail_from)
    message["To"] = Address(" ".join(found.nombre.split()), addr_spec=found.para)
    message["Date"] = format_datetime(local(found.avisos[0].creado_en))
    message["Message-ID"] = f"<{hashlib.sha256(found.llave.encode()).hexdigest()[:24]}.resumen@{domain}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(body.strip() + "\n", cte="quoted-printable")
    message["Content-Language"] = "es-MX"
    return message


_left: list[date] = []


def leave_daily(ahora: datetime) -> bool:
    """Leave the review of the day once its hour has come. True if this process had not left it yet."""
    here = local(ahora)
    if here.time() < HORA or here.date() in _left:
        return False
    service.dejar_repaso(here.date(), actor=SISTEMA, ahora=ahora)
    _left[:] = [here.date()]
    return True
