"""A session conducted by its pages: what the tests of the room share."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from flask import Flask

from tests import builders_sesiones as b
from tests.cast import Cast
from tests.conftest import sign_in
from tests.web.page import Browser, Page
from workflow.db import db
from workflow.kernel.actor import Actor
from workflow.sesiones.models import Punto


def browser_of(app: Flask, actor: Actor) -> Browser:
    browser = Browser(app)
    sign_in(browser.client, actor.usuario_id)
    return browser


def at(app: Flask, momento: datetime) -> None:
    """From now on it is that hour for every page."""
    app.config["CLOCK"] = lambda: momento


def fresh() -> None:
    """What a test reads next is what the pages committed."""
    db.session.rollback()
    db.session.expire_all()


class Sala:
    """One session and its page, for who conducts it."""

    def __init__(self, app: Flask, organo: str, actor: Actor, sesion_id: int) -> None:
        self.app, self.organo, self.actor, self.id = app, organo, actor, sesion_id
        self.browser = browser_of(app, actor)
        self.last: Page | None = None

    @property
    def url(self) -> str:
        return f"/sesiones/{self.id}"

    def page(self, **query: str) -> Page:
        return self.browser.get(self.url, query_string=query)

    def items(self) -> dict[str, int]:
        fresh()
        return b.items(self.id)

    def item_url(self, clave: str, acto: str) -> str:
        return f"{self.url}/puntos/{self.items()[clave]}/{acto}"

    def state_of(self, clave: str) -> str:
        fresh()
        return db.session.get_one(Punto, self.items()[clave]).estado

    def form(self, action: str, **query: str) -> dict[str, Any]:
        """The form as it is shown: in the answer to the last act, or in the page opened anew."""
        if query or self.last is None or not self.last.all(f"form[action='{action}']"):
            self.last = self.page(**query)
        return self.last.form(action)

    def send(self, action: str, follow: bool = True, query: dict[str, str] | None = None, **values: Any) -> Page:
        data = {**self.form(action, **(query or {})), **values}
        answer = self.browser.post(action, data, follow_redirects=follow)
        self.last = answer if answer.soup is not None and answer.response.request.path == self.url else None
        return answer

    def roll(self, *presentes: str, **values: Any) -> Page:
        return self.send(f"{self.url}/abrir", presente=list(presentes), **values)

    def open_item(self, clave: str) -> Page:
        return self.send(self.item_url(clave, "abrir"))

    def vote(self, clave: str, **values: Any) -> Page:
        return self.send(self.item_url(clave, "votar"), **values)

    def ready(self, *presentes: str) -> None:
        """Installed, with the agenda approved by all: by the use cases, as the pages call them."""
        unidas = "CU-" in self.organo
        b.open_with_agenda(self.id, presentes, self.actor, self.app.config["CLOCK"](), unidas=unidas)
        self.last = None


def unidas(app: Flask, cast: Cast, ahora: datetime) -> Sala:
    """Comisiones Unidas convened with one dossier, on the day of the session."""
    b.load_organs(cast, ahora)
    b.turned(cast, ahora)
    sesion_id = b.convene("CU-DEDS", cast.comisiones, ahora)
    at(app, ahora + timedelta(days=3))
    return Sala(app, "CU-DEDS", cast.comisiones, sesion_id)


def cabildo(app: Flask, cast: Cast, ahora: datetime, **cambios: Any) -> Sala:
    """The Cabildo convened with one dossier, on the day of the session."""
    b.load_organs(cast, ahora)
    b.dictaminated(cast, ahora)
    sesion_id = b.convene("CAB", cast.gobierno, ahora, **cambios)
    at(app, ahora + timedelta(days=3))
    return Sala(app, "CAB", cast.gobierno, sesion_id)
