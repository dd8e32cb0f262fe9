"""Where the queue is: REDIS_URL, or the embedded server of this machine by its socket."""

from __future__ import annotations

from redis import Redis
from redis.exceptions import RedisError

from config import Settings

QUEUES = ("documentos", "lecturas", "rapida")  # in this order: people wait for documents, not for e-mail
JUNTAS = "rapida"  # many and small: one ring does all that is due of them
BY_PREFIX = {"aviso": "rapida", "plazos": "lecturas", "poa": "lecturas", "padron": "lecturas"}


def queue_of(tipo: str) -> str:
    """The queue of a kind of work, by what it is for."""
    return BY_PREFIX.get(tipo.partition(".")[0], "documentos")


def connect(settings: Settings) -> Redis:
    """A client that gives up soon: the queue is a doorbell, never a reason to make people wait."""
    if settings.redis_url and settings.redis_url.startswith("unix:"):
        return Redis.from_url(settings.redis_url, socket_timeout=5)
    if settings.redis_url:
        return Redis.from_url(settings.redis_url, socket_connect_timeout=0.5, socket_timeout=5)
    return Redis(unix_socket_path=str(settings.redis_socket), socket_timeout=5)


def reachable(settings: Settings) -> bool:
    try:
        return bool(connect(settings).ping())
    except (RedisError, OSError):
        return False
