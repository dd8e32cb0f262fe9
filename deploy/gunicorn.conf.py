"""Server settings of the project, for the demo, production and the benchmarks alike."""

import os
import shutil
import tempfile
from pathlib import Path

wsgi_app = "wsgi:app"
bind = os.environ.get("RUTA_BIND", "127.0.0.1:8000")
worker_class = "gthread"
workers = int(os.environ.get("RUTA_WORKERS", "2"))
threads = int(os.environ.get("RUTA_THREADS", "4"))
timeout = 60
graceful_timeout = 20
keepalive = 5
preload_app = True  # what is loaded is shared by the processes, and one that ends its turn is replaced at once
# A live session with 500 people asks each process 400 times a second: its turn must not end every minute.
max_requests = 250_000
max_requests_jitter = 25_000
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108
accesslog = None
errorlog = "-"
loglevel = "warning"
forwarded_allow_ips = os.environ.get("RUTA_PROXY", "127.0.0.1")
limit_request_line = 4094
limit_request_field_size = 8190

# Each process counts its own requests, and whoever is asked adds them up: they meet in a folder in memory.
if os.environ.get("RUTA_METRICS_TOKEN") and not os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = tempfile.mkdtemp(prefix="ruta-metricas-", dir=worker_tmp_dir)


def child_exit(server, worker):
    """What a process that ended had counted stays counted; what it was doing does not."""
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        from prometheus_client import multiprocess

        multiprocess.mark_process_dead(worker.pid)


def on_exit(server):
    folder = os.environ.get("PROMETHEUS_MULTIPROC_DIR", "")
    if Path(folder).name.startswith("ruta-metricas-"):
        shutil.rmtree(folder, ignore_errors=True)
