"""The laws of the house: floors, rooms, sizes, and words for every code."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from tools.strict_types import ROOMS, rule_files
from workflow.textos import razones, rotulos

ROOT = Path(__file__).resolve().parents[2]
DOORS = ("web", "cli", "jobs", "api")
PURE_FORBIDDEN = {"flask", "sqlalchemy", "flask_sqlalchemy", "redis", "rq", "random", "secrets", "os", "time"}
# `proceso` is the reader's own process: it exists to touch the machine; `lector` starts it.
MACHINE_FILES = {"workflow/libros/proceso.py", "workflow/libros/corriente.py", "workflow/libros/lector.py"}


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def test_las_salas_y_las_puertas_se_importan_solo_como_dice_la_casa() -> None:
    result = subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-cache"], cwd=ROOT, capture_output=True, text=True
    )
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize("path", rule_files(), ids=_name)
def test_un_archivo_de_reglas_no_conoce_la_base_la_web_ni_el_azar(path: Path) -> None:
    if _name(path) in MACHINE_FILES:
        pytest.skip("este archivo existe para tocar la máquina")
    tops = {name.split(".")[0] for name in _imports(path)}
    assert not tops & PURE_FORBIDDEN
    rooms = {name for name in _imports(path) if name.split(".")[-1] in ("models", "queries", "service", "db")}
    assert not {name for name in rooms if name.startswith("workflow.")}


def test_las_reglas_se_cargan_sin_flask_ni_sqlalchemy() -> None:
    modules = [
        _name(path).removesuffix(".py").replace("/", ".").removesuffix(".__init__")
        for path in rule_files()
        if _name(path) not in MACHINE_FILES
    ]
    code = (
        "import sys\n"
        "for name in ('flask', 'sqlalchemy', 'flask_sqlalchemy', 'redis', 'rq'): sys.modules[name] = None\n"
        f"for name in {modules!r}: __import__(name)\n"
    )
    result = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert result.returncode == 0, result.stderr[-2000:]


def test_las_puertas_no_importan_modelos_ni_la_base() -> None:
    allowed = {"workflow/jobs/tasks.py", "workflow/jobs/commands.py"}  # the worker owns its connections
    broken = [
        f"{_name(path)}: {name}"
        for door in DOORS
        for path in (ROOT / "workflow" / door).glob("**/*.py")
        for name in _imports(path)
        if name.startswith("workflow.") and name.split(".")[-1] in ("models", "db") and _name(path) not in allowed
    ]
    assert broken == []


def test_los_init_de_las_salas_y_de_sus_paquetes_de_reglas_estan_vacios() -> None:
    inits = [path for path in rule_files() if path.name == "__init__.py"]
    assert {f"workflow/{room}/__init__.py" for room in ROOMS} <= {_name(path) for path in inits}
    assert [_name(path) for path in inits if path.read_text().strip()] == []


def test_cada_caso_de_uso_publico_es_una_sola_transaccion_y_recibe_quien_y_cuando() -> None:
    """Public functions that write take `ahora` and never read the clock."""
    broken = []
    for path in (ROOT / "workflow").glob("**/*.py"):
        if path.name != "service.py" and "service" not in path.parts:
            continue
        text = path.read_text()
        if "utc_now(" in text or "datetime.now(" in text or "current_user" in text:
            broken.append(_name(path))
    assert broken == []


LIMITS = {".py": 400, ".html": 200}


@pytest.mark.parametrize("suffix", sorted(LIMITS))
def test_ningun_archivo_crece_mas_de_lo_que_cabe_en_la_cabeza(suffix: str) -> None:
    folder = ROOT / ("templates" if suffix == ".html" else "workflow")
    long = {_name(p): n for p in folder.glob(f"**/*{suffix}") if (n := p.read_text().count("\n")) > LIMITS[suffix]}
    assert long == {}


def test_ninguna_funcion_pasa_de_sesenta_lineas() -> None:
    long = [
        f"{_name(path)}:{node.name} {node.end_lineno - node.lineno + 1}"
        for path in (ROOT / "workflow").glob("**/*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno is not None
        and node.end_lineno - node.lineno + 1 > 60
    ]
    assert long == []


def _codes_raised() -> set[str]:
    """Every code that a rule or a use case can answer with: literals given to Reason, Refused and its kinds."""
    found: set[str] = set()
    kinds = {"Reason", "Refused", "Invalid", "NotAllowed", "NotFound", "Stale", "TooLarge"}
    for path in (ROOT / "workflow").glob("**/*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in kinds and node.args:
                first = node.args[0]
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    found.add(first.value)
    return found


def test_cada_codigo_de_rechazo_tiene_su_frase_en_espanol() -> None:
    assert sorted(_codes_raised() - razones().keys()) == []
    assert [code for code, sentence in razones().items() if not sentence.endswith((".", "»", "}"))] == []


def test_nada_queda_para_despues_en_el_codigo() -> None:
    marks = ("# TO" + "DO", "FIX" + "ME", "raise NotImplemented" + "Error")
    found = [
        f"{_name(path)}: {mark}"
        for path in (ROOT / "workflow").glob("**/*.py")
        for mark in marks
        if mark in path.read_text()
    ]
    assert found == []


def _acts_recorded() -> set[str]:
    """Every act that a use case writes in the record, as `room:verb`."""
    prefix = {"record": "", "_record": "", "_note": "sesion:", "noted": "calendario:"}
    found: set[str] = set()
    for path in (ROOT / "workflow").glob("**/*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in prefix):
                continue
            first = node.args[0] if node.args else None
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                found.add(prefix[node.func.id] + first.value)
    return found


def test_cada_acto_de_la_bitacora_tiene_su_frase() -> None:
    from workflow.expedientes.route import ACCIONES

    acts = _acts_recorded() | {f"expediente:{accion}" for accion in ACCIONES if accion != "consultar"}
    assert sorted(acts - rotulos()["acto"].keys()) == []
