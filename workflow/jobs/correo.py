"""E-mail out of the installation: an SMTP server by SMTP_URL, or a folder of .eml files without one."""

from __future__ import annotations

import smtplib
import ssl
from email.message import EmailMessage
from urllib.parse import SplitResult, unquote, urlsplit

from config import Settings
from workflow.jobs.handlers import Unworkable

PORTS = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}
LOCAL = {"localhost", "127.0.0.1", "::1"}
TIMEOUT = 20


def send(settings: Settings, message: EmailMessage, name: str) -> None:
    """Hand the message over. `name`: of its file, without personal data.

    Raises Unworkable when trying again would not help; whatever else it raises is tried again later.
    """
    if settings.smtp_url is None:
        _drop(settings, message, name)
        return
    try:
        with _connect(settings.smtp_url) as client:
            client.send_message(message)
    except smtplib.SMTPRecipientsRefused as error:
        if all(500 <= code < 600 for code, _ in error.recipients.values()):
            raise Unworkable("CORREO_RECHAZADO") from None
        raise
    except smtplib.SMTPNotSupportedError:
        raise Unworkable("CORREO_MAL_CONFIGURADO") from None


def _connect(address: str) -> smtplib.SMTP:
    url = urlsplit(address)
    if url.scheme not in PORTS or not url.hostname:
        raise Unworkable("CORREO_MAL_CONFIGURADO")
    if url.scheme == "smtp" and url.username and url.hostname not in LOCAL:
        raise Unworkable("CORREO_SIN_CIFRADO")
    return _open(url, url.hostname)


def _open(url: SplitResult, host: str) -> smtplib.SMTP:
    port = url.port or PORTS[url.scheme]
    client: smtplib.SMTP
    if url.scheme == "smtps":
        client = smtplib.SMTP_SSL(host, port, timeout=TIMEOUT, context=ssl.create_default_context())
    else:
        client = smtplib.SMTP(host, port, timeout=TIMEOUT)
    try:
        if url.scheme == "smtp+starttls":
            client.starttls(context=ssl.create_default_context())
        if url.username:
            client.login(unquote(url.username), unquote(url.password or ""))
    except BaseException:
        client.close()
        raise
    return client


def _drop(settings: Settings, message: EmailMessage, name: str) -> None:
    """Written beside and renamed: nobody reads half a message, and a repeat overwrites the same file."""
    settings.mailbox_path.mkdir(parents=True, exist_ok=True)
    beside = settings.mailbox_path / f".{name}.parte"
    beside.write_bytes(message.as_bytes())
    beside.replace(settings.mailbox_path / f"{name}.eml")
