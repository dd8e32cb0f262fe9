"""Wiring: extensions, pages, commands, kinds of dossier. The only file that sees every floor."""

from __future__ import annotations

import importlib
import logging
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import structlog
from flask import Flask
from flask_babel import Babel
from flask_migrate import Migrate
from werkzeug.middleware.proxy_fix import ProxyFix
from whitenoise import WhiteNoise

import config as settings_module
from config import Settings
from workflow.archivos.queries import set_file_keys, set_files_root
from workflow.db import begin_reading, db, end_reading, install_postgres, install_sqlite
from workflow.demo.hora import hour_of
from workflow.entregas.queries.personal import entregas_de, recibos_de
from workflow.expedientes import compuertas
from workflow.jobs import bell
from workflow.kernel.actor import Actor
from workflow.kernel.clock import live_in
from workflow.outbox.service import on_left
from workflow.padron.cifrado import llavero
from workflow.padron.coincidencias.queries.compuerta import COINCIDENCIAS_AL_VALIDAR
from workflow.padron.privacidad.queries import expediente_personal
from workflow.padron.privacidad.queries.compuerta import AVISO_AL_ENVIAR
from workflow.padron.privacidad.service import bloqueo
from workflow.revision.queries.compuerta import VALIDAR
from workflow.sesiones import consecuencias
from workflow.web import errors, guard, headers
from workflow.web.extensions import csrf, limiter

migrate = Migrate()
babel = Babel()

MODELS = (
    "audit",
    "outbox",
    "people",
    "archivos",
    "sipot",
    "expedientes",
    "poa",
    "padron",
    "padron.coincidencias",
    "padron.privacidad",
    "padron.publico",
    "entregas",
    "revision",
    "sesiones",
    "actas",
    "avisos",
    "indicadores",
    "lotes",
    "asm",
    "informes",
)
PAGES = (
    "acceso",
    "segundo_paso",
    "usuarios",
    "bandeja",
    "expedientes",
    "modificacion",
    "lotes",
    "plazos",
    "poa",
    "catalogos",
    "compatibilidad",
    "dependencias",
    "padron",
    "entregas",
    "coincidencias",
    "privacidad",
    "padrones_publicos",
    "revision",
    "sesiones",
    "convocatorias",
    "calendario",
    "publicos",
    "abiertos",
    "transparencia",
    "acuerdos",
    "documentos",
    "actas",
    "verificacion",
    "tablero",
    "panorama",
    "beneficiarios",
    "indicadores",
    "asm",
    "informes",
    "avisos",
    "ayuda",
    "trabajos",
    "salud",
    "medidas",
)
COMMANDS = (
    ("workflow.cli.casos", "casos"),
    ("workflow.cli.poa", "poa"),
    ("workflow.cli.padron", "padron"),
    ("workflow.cli.audit", "audit"),
    ("workflow.cli.libro", "libro"),
    ("workflow.cli.respaldo", "backup"),
    ("workflow.cli.entrega", "entrega"),
    ("workflow.cli.firmas", "firmas"),
    ("workflow.cli.usuarios", "usuarios"),
    ("workflow.cli.dependencias", "dependencias"),
    ("workflow.cli.demo", "demo"),
    ("workflow.cli.servir", "servir"),
    ("workflow.jobs.commands", "trabajos"),
)
HANDLERS = (
    "poa",
    "padron",
    "padron_publico",
    "entregas",
    "coincidencias",
    "actas",
    "firmas",
    "avisos",
    "convocatorias",
    "plantillas",
    "oficios",
    "informes",
    "lotes",
    "plazos",
)


def create_app(settings: Settings | None = None, *, pages: bool = True, **overrides: Any) -> Flask:
    """`pages`: False for the commands and the work in the background, which serve none. `overrides`: of app.config."""
    settings = settings or settings_module.load()
    root = settings_module.ROOT
    app = Flask(
        "workflow",
        root_path=str(root / "workflow"),
        template_folder=str(root / "templates"),
        instance_path=str(settings.instance_path),
    )
    app.config.from_mapping(settings.flask())
    app.config.update(overrides)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    _logging(settings)
    if settings.demo:
        _live_in_the_story(app, settings)
    _extensions(app, settings)
    for name in MODELS:
        _optional(f"workflow.{name}.models")
    if pages:
        _pages(app, settings)
    _words(app)
    _commands(app)
    _kinds()
    _gates()
    return app


def _live_in_the_story(app: Flask, settings: Settings) -> None:
    """A demonstration has its own hour, which its story moves: the background reads it before each piece of work."""

    def told() -> None:
        live_in(hour_of(settings.instance_path))

    told()
    app.extensions["ruta_hora"] = told


def _optional(name: str) -> Any | None:
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as error:
        if error.name and name.startswith(error.name):
            return None
        raise


def _logging(settings: Settings) -> None:
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelName(settings.log_level)),
        cache_logger_on_first_use=False,
    )


def _extensions(app: Flask, settings: Settings) -> None:
    settings.instance_path.mkdir(parents=True, exist_ok=True)
    set_files_root(settings.files_path)
    set_file_keys(llavero(settings.padron_keys))
    db.init_app(app)
    app.before_request(begin_reading)
    app.teardown_request(end_reading)
    errors.init(app)  # first: a request has its number before anything can refuse it
    migrate.init_app(app, db, directory=str(settings_module.ROOT / "migrations"), render_as_batch=True)
    csrf.init_app(app)
    limiter.init_app(app)
    babel.init_app(app)
    guard.init(app)
    headers.init(app)
    with app.app_context():
        install_sqlite(db.engine)
        install_postgres(db.engine)
    app.wsgi_app = WhiteNoise(  # type: ignore[method-assign]
        app.wsgi_app,
        root=app.static_folder,
        prefix="static/",
        max_age=86400,
        autorefresh=settings.environment != "production",
    )
    if settings.proxies:  # whose word about the address of a person is taken; none unless the installation says so
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=settings.proxies, x_proto=settings.proxies)  # type: ignore[method-assign]
    on_left(bell.ring)


def _pages(app: Flask, settings: Settings) -> None:
    for name in ("numeros", "medidas"):
        module = _optional(f"workflow.web.{name}")
        if module is not None:
            module.init_app(app)
    names = [*PAGES, *(["estilo"] if settings.environment != "production" else [])]
    for name in names:
        module = _optional(f"workflow.web.{name}")
        if module is not None:
            app.register_blueprint(module.bp)


def _words(app: Flask) -> None:
    """How a date or a sum is written, in pages and in e-mails."""
    filters = _optional("workflow.web.filters")
    if filters is not None:
        filters.init(app)


def _commands(app: Flask) -> None:
    for path, name in COMMANDS:
        module = _optional(path)
        if module is not None:
            app.cli.add_command(getattr(module, name))
    for name in HANDLERS:
        _optional(f"workflow.jobs.{name}")


def _kinds() -> None:
    """The kinds of dossier: what the route must know of a POA or a padrón comes from here."""
    registry = _optional("workflow.expedientes.kinds")
    if registry is None:
        return
    for name in ("poa", "padron"):
        module = _optional(f"workflow.{name}.kind")
        if module is not None:
            registry.register(module.KIND)


def _undo_approval(votaciones: Sequence[int], *, motivo: str, actor: Actor, ahora: datetime) -> None:
    """What the room of the actas undoes when a count is annulled; loaded the first time it is needed."""
    from workflow.actas.service.desaprobar import undo_approval

    undo_approval(votaciones, motivo=motivo, actor=actor, ahora=ahora)


def _gates() -> None:
    """What a room to the right asks before an act of the route, or undoes after one of a session."""
    compuertas.register("validar", VALIDAR)
    compuertas.register("validar", COINCIDENCIAS_AL_VALIDAR)
    compuertas.register("enviar", AVISO_AL_ENVIAR)
    expediente_personal.register("entregas", entregas_de)
    bloqueo.register(recibos_de)
    consecuencias.register(_undo_approval)
