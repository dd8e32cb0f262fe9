"""E-mails as a real SMTP server receives them, and as files where there is none."""

from __future__ import annotations

import dataclasses
import email
import email.policy
import socket
from collections.abc import Iterator
from datetime import datetime
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from flask import Flask

from tests.builders_expedientes import Camino
from tests.cast import Cast
from workflow.avisos import queries
from workflow.db import db
from workflow.expedientes import kinds
from workflow.jobs import correo, tasks
from workflow.jobs.handlers import Unworkable
from workflow.outbox import queries as outbox


class Sink:
    """Keeps what arrives; answers what it is told to for some addresses."""

    def __init__(self) -> None:
        self.messages: list[EmailMessage] = []
        self.envelopes: list[Envelope] = []
        self.refuse: dict[str, str] = {}

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address in self.refuse:
            return self.refuse[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        content = envelope.content
        assert isinstance(content, bytes)
        message = email.message_from_bytes(content, policy=email.policy.default)
        assert isinstance(message, EmailMessage)
        self.messages.append(message)
        self.envelopes.append(envelope)
        return "250 OK"


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@pytest.fixture
def sink() -> Iterator[tuple[Sink, int]]:
    handler, port = Sink(), free_port()
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    yield handler, port
    controller.stop()


@pytest.fixture(autouse=True)
def _plain_dossiers(sqlite_app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kinds, "_REGISTRY", {})


def with_smtp(app: Flask, monkeypatch: pytest.MonkeyPatch, url: str | None) -> None:
    monkeypatch.setitem(app.config, "RUTA", dataclasses.replace(app.config["RUTA"], smtp_url=url))


def text_of(message: EmailMessage) -> str:
    return str(message.get_content()).replace("\r\n", "\n")


def test_cada_persona_recibe_su_correo_en_espanol_con_el_enlace_y_sin_otras_personas(
    sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime, sink: tuple[Sink, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    handler, port = sink
    with_smtp(sqlite_app, monkeypatch, f"smtp://127.0.0.1:{port}")
    camino = Camino(sqlite_cast, ahora)
    camino.do("titular", "enviar")
    tasks.drain()
    assert sorted(envelope.rcpt_tos[0] for envelope in handler.envelopes) == [
        "planeacion@fresnillo.test", "revisor@fresnillo.test", "revisora@fresnillo.test",
    ]  # fmt: skip
    (message,) = [m for m in handler.messages if m["To"].addresses[0].addr_spec == "revisora@fresnillo.test"]
    assert message["Subject"].endswith(": Llegó a Planeación para su revisión")
    assert str(message["From"].addresses[0].addr_spec) == "ruta@fresnillo.test"
    assert message["Auto-Submitted"] == "auto-generated" and message["Content-Language"] == "es-MX"
    body = text_of(message)
    for text in (
        "Nohemí Ávila Cruz:", "«Pavimentación de calles»", "Dirección de Obras Públicas",
        "Abra el expediente y tome la revisión.", f"http://127.0.0.1:8000/expedientes/{camino.id}\n",
    ):  # fmt: skip
        assert text in body
    assert "revisor@" not in body and "Joaquín" not in body
    assert "{{" not in body and "None" not in body


def test_el_mismo_aviso_lleva_siempre_el_mismo_identificador(
    sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime, sink: tuple[Sink, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    from workflow.jobs.avisos import compose

    Camino(sqlite_cast, ahora).do("titular", "enviar")
    tasks.drain()
    db.session.rollback()
    settings = sqlite_app.config["RUTA"]
    found = [queries.correo(aviso_id) for aviso_id in (1, 1, 2)]
    ids = [compose(one, settings)["Message-ID"] for one in found if one is not None]
    assert ids[0] == ids[1] != ids[2]
    assert str(ids[0]).endswith("@fresnillo.test>")


def test_un_correo_que_falla_no_repite_los_que_ya_salieron(
    sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime, sink: tuple[Sink, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    handler, port = sink
    handler.refuse = {"revisor@fresnillo.test": "450 4.2.0 despues", "planeacion@fresnillo.test": "550 5.1.1 no existe"}
    with_smtp(sqlite_app, monkeypatch, f"smtp://127.0.0.1:{port}")
    Camino(sqlite_cast, ahora).do("titular", "enviar")
    tasks.drain()
    assert [envelope.rcpt_tos for envelope in handler.envelopes] == [["revisora@fresnillo.test"]]
    db.session.rollback()
    assert [(job.tipo, job.error) for job in outbox.failed()] == [("aviso.correo", "CORREO_RECHAZADO")]
    waiting = [job for number in (1, 2, 3) for job in outbox.status_of(("aviso", number)) if job.estado == "pendiente"]
    assert [(job.intentos, job.error) for job in waiting] == [(1, "SMTPRecipientsRefused")]


def test_sin_servidor_de_correo_queda_un_archivo_por_aviso_sin_datos_en_su_nombre(
    sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime
) -> None:
    Camino(sqlite_cast, ahora).do("titular", "enviar")
    tasks.drain()
    folder: Path = sqlite_app.config["RUTA"].mailbox_path
    names = sorted(path.name for path in folder.iterdir())
    assert names == ["aviso-000001.eml", "aviso-000002.eml", "aviso-000003.eml"]
    message = email.message_from_bytes((folder / names[0]).read_bytes(), policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    assert "Llegó a Planeación" in str(message["Subject"]) and "Pavimentación" in text_of(message)


def test_a_quien_se_desactivo_entre_tanto_no_se_le_escribe(
    sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime
) -> None:
    from workflow.people import service as people

    Camino(sqlite_cast, ahora).do("titular", "enviar")
    tasks.work(1)  # who is told is found; the e-mails are still to be sent
    admin = sqlite_cast.administradora
    people.update_user(sqlite_cast.revisora.usuario_id, nombre="X", cargo="Y", activo=False, actor=admin, ahora=ahora)
    tasks.drain()
    folder: Path = sqlite_app.config["RUTA"].mailbox_path
    written = [email.message_from_bytes(path.read_bytes(), policy=email.policy.default) for path in folder.iterdir()]
    assert "revisora@fresnillo.test" not in {m["To"].addresses[0].addr_spec for m in written}


def test_el_servidor_que_pide_contrasena_la_recibe(sqlite_app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Any] = []

    def authenticate(server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
        assert isinstance(data, LoginPassword)
        seen.append((data.login.decode(), data.password.decode()))
        return AuthResult(success=True)

    handler, port = Sink(), free_port()
    controller = Controller(
        handler, hostname="127.0.0.1", port=port, authenticator=authenticate, auth_require_tls=False, auth_required=True
    )
    controller.start()
    try:
        with_smtp(sqlite_app, monkeypatch, f"smtp://ruta%40fresnillo:una%2Fclave@127.0.0.1:{port}")
        correo.send(sqlite_app.config["RUTA"], simple(), "prueba")
    finally:
        controller.stop()
    assert seen == [("ruta@fresnillo", "una/clave")] and len(handler.messages) == 1


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("smtp://persona:clave@correo.ejemplo.test", "CORREO_SIN_CIFRADO"),
        ("http://correo.ejemplo.test", "CORREO_MAL_CONFIGURADO"),
        ("correo.ejemplo.test:25", "CORREO_MAL_CONFIGURADO"),
    ],
)
def test_una_direccion_de_servidor_insegura_o_ilegible_no_envia_y_lo_dice(
    sqlite_app: Flask, monkeypatch: pytest.MonkeyPatch, url: str, code: str
) -> None:
    with_smtp(sqlite_app, monkeypatch, url)
    with pytest.raises(Unworkable, match=code):
        correo.send(sqlite_app.config["RUTA"], simple(), "prueba")


def test_un_servidor_sin_cifrado_no_recibe_nada_si_se_pidio_cifrar(
    sqlite_app: Flask, sink: tuple[Sink, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    handler, port = sink
    with_smtp(sqlite_app, monkeypatch, f"smtp+starttls://127.0.0.1:{port}")
    with pytest.raises(Unworkable, match="CORREO_MAL_CONFIGURADO"):
        correo.send(sqlite_app.config["RUTA"], simple(), "prueba")
    assert handler.messages == []


def simple() -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "ruta@fresnillo.test", "a@fresnillo.test", "Prueba"
    message.set_content("Prueba")
    return message
