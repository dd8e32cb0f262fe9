"""Ring the workers: speed only. The truth is in the outbox, and a sweep finds what was not rung."""

from __future__ import annotations

import secrets

import structlog
from flask import current_app
from redis import Redis
from redis.exceptions import RedisError
from rq import Queue
from rq.serializers import JSONSerializer

from workflow.jobs.connection import JUNTAS, connect, queue_of

log = structlog.get_logger("ruta.jobs")
RUN = "workflow.jobs.tasks.run"


def ring(left: list[tuple[int, str]]) -> None:
    """Enqueue a ring per piece of work. A queue that is down never breaks what was committed."""
    if current_app.config.get("MUTE_BELL"):
        return
    try:
        client = current_app.extensions.get("ruta_redis")
        if client is None:
            client = current_app.extensions["ruta_redis"] = connect(current_app.config["RUTA"])
        for identifier, tipo in left:
            where = queue(client, queue_of(tipo))
            if where.name == JUNTAS and where.count:
                continue  # a ring is waiting already, and it will do this one too
            name = f"{identifier}-{secrets.token_hex(4)}"
            where.enqueue_call(RUN, args=(identifier,), job_id=name, timeout=1800, result_ttl=0, failure_ttl=86400)
    except (RedisError, OSError) as error:
        log.warning("cola_no_disponible", trabajos=len(left), error=type(error).__name__)


def waiting(client: Redis, name: str) -> set[int]:
    """The pieces of work whose ring waits in the queue `name`. A ring is called after its work, never the same twice:
    an id used again while the first ring runs would be wiped out when it ends."""
    heads = (job.partition("-")[0] for job in queue(client, name).job_ids)
    return {int(head) for head in heads if head.isdecimal()}


def queue(client: Redis, name: str) -> Queue:
    return Queue(name, connection=client, serializer=JSONSerializer)
