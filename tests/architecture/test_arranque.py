"""What a process loads when it starts: the worker no pages, nobody what is only for who downloads a workbook."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from flask import Flask

import config
from tests.conftest import settings_for
from workflow import create_app
from workflow.archivos.queries import set_files_root
from workflow.jobs.handlers import HANDLERS

LATER = ("openpyxl", "icalendar", "email_validator", "typst", "pyhanko")
STARTS = f"""
import importlib, sys
import click
with click.Context(click.Command("flask")):
    import wsgi
print([name for name in sys.modules if name.startswith("workflow.web.sesiones")])
print([rule.endpoint for rule in wsgi.app.url_map.iter_rules()])
wsgi = importlib.reload(wsgi)
print(len(wsgi.app.view_functions) > 100)
print([name for name in {LATER!r} if name in sys.modules])
"""


@pytest.fixture
def sin_paginas(tmp_path: Path) -> Flask:
    app = create_app(settings_for(f"sqlite:///{tmp_path / 'p.db'}", tmp_path), pages=False)
    set_files_root(tmp_path / "archivos")
    return app


def test_el_trabajador_no_tiene_paginas_y_sabe_escribir_todos_los_correos(sin_paginas: Flask) -> None:
    assert [rule.endpoint for rule in sin_paginas.url_map.iter_rules()] == ["static"]
    notices = sorted(path.name for path in (config.ROOT / "templates" / "notices").iterdir())
    assert notices
    for name in notices:  # a filter that only the pages know would stop here
        sin_paginas.jinja_env.get_template(f"notices/{name}")
    assert {"acta.generar", "aviso.correo", "poa.leer", "padron.leer", "plantilla.previa"} <= HANDLERS.keys()


def test_ningun_proceso_carga_al_arrancar_lo_que_quiza_nadie_le_pida(tmp_path: Path) -> None:
    environ = {**os.environ, "RUTA_ENV": "testing", "RUTA_INSTANCE": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", STARTS], cwd=config.ROOT, env=environ, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert done.stdout.splitlines() == ["[]", "['static']", "True", "[]"]
