"""Settings: read once from the environment, frozen, and strict in production."""

from __future__ import annotations

import base64
import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent
DEVELOPMENT_SECRET = "solo-para-desarrollo-no-usar-en-produccion"  # noqa: S105


class ConfigurationError(RuntimeError):
    """The installation cannot start safely with these settings."""


@dataclass(frozen=True)
class Settings:
    """Every setting of the installation; see docs/operacion.md for what each is for."""

    environment: str
    secret_key: str
    database_url: str
    redis_url: str | None
    instance_path: Path
    files_path: Path
    base_url: str
    municipio: str
    demo: bool
    mail_from: str
    smtp_url: str | None
    mailbox_path: Path
    padron_keys: tuple[str, ...]
    max_upload_bytes: int
    secure_cookies: bool
    proxies: int
    log_level: str
    metrics_token: str | None
    second_factor_required: bool

    @property
    def is_sqlite(self) -> bool:
        return self.database_url.startswith("sqlite")

    @property
    def redis_socket(self) -> Path:
        """Socket of the embedded queue, used where no REDIS_URL is given."""
        return self.instance_path / "cola" / "valkey.sock"

    def flask(self) -> dict[str, object]:
        """What Flask and its extensions read."""
        return {
            "SECRET_KEY": self.secret_key,
            "SQLALCHEMY_DATABASE_URI": self.database_url,
            "SQLALCHEMY_ENGINE_OPTIONS": _engine_options(self.database_url),
            "MAX_CONTENT_LENGTH": self.max_upload_bytes,
            "MAX_FORM_MEMORY_SIZE": 4 * 1024 * 1024,
            "MAX_FORM_PARTS": 5_000,
            "SESSION_COOKIE_NAME": "__Host-ruta" if self.secure_cookies else "ruta",
            "SESSION_COOKIE_HTTPONLY": True,
            "SESSION_COOKIE_SAMESITE": "Lax",
            "SESSION_COOKIE_SECURE": self.secure_cookies,
            "PERMANENT_SESSION_LIFETIME": 12 * 3600,
            "WTF_CSRF_TIME_LIMIT": None,
            "RATELIMIT_STORAGE_URI": (self.redis_url or "memory://").replace("unix://", "redis+unix://"),
            "RATELIMIT_HEADERS_ENABLED": True,
            "BABEL_DEFAULT_LOCALE": "es_MX",
            "BABEL_DEFAULT_TIMEZONE": "America/Mexico_City",
            "DEMO": self.demo,
            "RUTA": self,
        }


def load(environ: Mapping[str, str] | None = None) -> Settings:
    """Read the environment. Raises ConfigurationError when production would start unsafe."""
    env = os.environ if environ is None else environ
    environment = env.get("RUTA_ENV", "development")
    instance = Path(env.get("RUTA_INSTANCE", ROOT / "instance")).resolve()
    production = environment == "production"
    secret = env.get("SECRET_KEY", DEVELOPMENT_SECRET)
    keys = tuple(part for part in env.get("PADRON_KEYS", "").split(",") if part)
    if not keys and not production:
        keys = (development_key(secret),)
    if production:
        _require_safe(secret, keys, env)
    return Settings(
        environment=environment,
        secret_key=secret,
        database_url=_database_url(env.get("DATABASE_URL"), instance),
        redis_url=env.get("REDIS_URL") or None,
        instance_path=instance,
        files_path=Path(env.get("RUTA_FILES", instance / "archivos")).resolve(),
        base_url=env.get("RUTA_BASE_URL", "http://127.0.0.1:8000").rstrip("/"),
        municipio=env.get("RUTA_MUNICIPIO", "Fresnillo, Zacatecas"),
        demo=env.get("RUTA_DEMO", "") == "1",
        mail_from=env.get("MAIL_FROM", "ruta@fresnillo.test"),
        smtp_url=env.get("SMTP_URL") or None,
        mailbox_path=Path(env.get("RUTA_MAILBOX", instance / "correo")).resolve(),
        padron_keys=keys,
        max_upload_bytes=int(env.get("RUTA_MAX_UPLOAD_MB", "60")) * 1024 * 1024,
        secure_cookies=env.get("RUTA_SECURE_COOKIES", "1" if production else "0") == "1",
        proxies=int(env.get("RUTA_PROXIES", "0")),
        log_level=env.get("RUTA_LOG_LEVEL", "INFO"),
        second_factor_required=_second_factor(env.get("RUTA_SEGUNDO_FACTOR"), production),
        metrics_token=env.get("RUTA_METRICS_TOKEN") or None,
    )


def _second_factor(said: str | None, production: bool) -> bool:
    """Whether who approves must enter with two steps; in production, unless the installation says otherwise."""
    if said not in (None, "", "exigir", "ofrecer"):
        raise ConfigurationError("RUTA_SEGUNDO_FACTOR debe ser exigir u ofrecer.")
    return said == "exigir" if said else production


def development_key(secret: str) -> str:
    """A stable 256-bit key for machines that hold only fictitious people."""
    return "d1:" + base64.urlsafe_b64encode(hashlib.sha256(b"padron|" + secret.encode()).digest()).decode()


def _require_safe(secret: str, keys: tuple[str, ...], env: Mapping[str, str]) -> None:
    problems = []
    if secret == DEVELOPMENT_SECRET or len(secret) < 32:
        problems.append("SECRET_KEY debe ser propia y de al menos 32 caracteres")
    if not keys:
        problems.append("PADRON_KEYS debe tener al menos una llave (flask padron llave)")
    if not env.get("DATABASE_URL"):
        problems.append("DATABASE_URL debe apuntar a PostgreSQL")
    if not env.get("REDIS_URL"):
        problems.append("REDIS_URL debe apuntar a Redis")
    if problems:
        raise ConfigurationError("No se puede iniciar en producción: " + "; ".join(problems) + ".")


def _database_url(url: str | None, instance: Path) -> str:
    if not url:
        return f"sqlite:///{instance / 'ruta.db'}"
    for prefix in ("postgres://", "postgresql://"):
        if url.startswith(prefix):
            return "postgresql+psycopg://" + url.removeprefix(prefix)
    return url


def _engine_options(url: str) -> dict[str, object]:
    if url.startswith("sqlite"):
        return {"connect_args": {"timeout": 15}}
    return {"pool_size": 5, "max_overflow": 10, "pool_recycle": 1800}
