"""Take pictures of the pages of a running demonstration, on a screen and on a phone.

    make demo                                                        (in another window)
    python tools/shots.py --base http://127.0.0.1:8000 --out /tmp/imagenes
    python tools/shots.py --anchos 1280 --out docs/manual/imagenes   refresh the pictures of the manual

Writes NAME.png (1280 px) and NAME-360.png. Needs Chromium; the acta also needs pdftoppm. Exit 1 if some page failed.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright
from playwright.sync_api import Error as PlaywrightError

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from workflow.people.demostracion import CLAVE_DEMO

ARGS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--lang=es-MX",
]
ALTO_MAXIMO = 1_400  # of a picture, in pixels of the page


@dataclass(frozen=True)
class Toma:
    """One picture: who looks (key of a demo address; None: nobody signed in), from where, and what they click.

    `clics`: names of links of the page, each the beginning of one, clicked in turn.
    """

    nombre: str
    quien: str | None
    path: str
    clics: tuple[str, ...] = ()


TOMAS = (
    Toma("entrar", None, "/entrar"),
    Toma("bandeja", "planeacion", "/"),
    Toma("nuevo", "enlace.obras", "/", ("Nuevo expediente",)),
    Toma("expedientes", "revision", "/expedientes"),
    Toma("expediente", "titular.obras", "/expedientes?tipo=poa&dependencia=UR-050", ("POA.2026",)),
    Toma("observaciones", "titular.obras", "/expedientes?tipo=poa&dependencia=UR-050", ("POA.2026", "Observaciones")),
    Toma("versiones", "titular.obras", "/expedientes?tipo=poa&dependencia=UR-050", ("POA.2026", "Versiones")),
    Toma("bitacora", "auditoria", "/expedientes?tipo=poa&dependencia=UR-050", ("POA.2026", "Bitácora")),
    Toma("documentos", "auditoria", "/expedientes?tipo=poa&dependencia=UR-050", ("POA.2026", "Documentos")),
    Toma("padron", "titular.educacion", "/expedientes?tipo=padron", ("PAD.2026",)),
    Toma("varios", "planeacion", "/lotes/paquete"),
    Toma("panorama", "planeacion", "/panorama"),
    Toma("panorama-alineacion", "planeacion", "/panorama/alineacion"),
    Toma("panorama-etapas", "planeacion", "/panorama/etapas"),
    Toma("panorama-matrices", "planeacion", "/panorama/matrices"),
    Toma(
        "mesa-revision",
        "revision",
        "/expedientes?tipo=poa&dependencia=UR-050",
        ("POA.2026", "Mesa de revisión", "Identificación"),
    ),
    Toma("hallazgos", "revision", "/expedientes?etapa=en_revision", ("POA.2026", "Mesa de revisión", "Hallazgos")),
    Toma("reparto", "planeacion", "/revision"),
    Toma("lista-revision", "planeacion", "/revision/lista"),
    Toma("matriz", "titular.obras", "/expedientes?tipo=poa&dependencia=UR-050", ("POA.2026", "Ver como árbol")),
    Toma("fichas", "titular.obras", "/expedientes?tipo=poa&dependencia=UR-050", ("POA.2026", "Fichas técnicas")),
    Toma("captura", "titular.ur-004", "/expedientes?tipo=poa&dependencia=UR-004", ("POA.2026", "Capturar")),
    Toma(
        "diagnostico", "titular.ur-004", "/expedientes?tipo=poa&dependencia=UR-004", ("POA.2026", "Capturar", "Diagnó")
    ),
    Toma(
        "hoja",
        "titular.ur-004",
        "/expedientes?tipo=poa&dependencia=UR-004",
        ("POA.2026", "Capturar", "Presupuesto", "Editar como hoja"),
    ),
    Toma("catalogos", "planeacion", "/catalogos"),
    Toma("catalogo", "planeacion", "/catalogos/2026/fuentes"),
    Toma("dependencias", "planeacion", "/dependencias"),
    Toma("dependencia", "planeacion", "/dependencias/UR-061"),
    Toma("libro-poa", "titular.ur-003", "/expedientes?tipo=poa&dependencia=UR-003", ("POA.2026", "Capturar")),
    Toma("agenda", "planeacion", "/informes"),
    Toma("informe", "planeacion", "/informes", ("Informe",)),
    Toma("tablero", "gobierno", "/tablero"),
    Toma("dias", "gobierno", "/plazos"),
    Toma("inhabiles", "gobierno", "/plazos/calendario/2026"),
    Toma("plazos", "gobierno", "/plazos/reglas"),
    Toma("suplencias", "administracion", "/plazos/suplencias"),
    Toma("plazos-expediente", "planeacion", "/expedientes?tipo=poa&dependencia=UR-050", ("POA.2026", "Plazos y días")),
    Toma("sesiones", "gobierno", "/sesiones"),
    Toma("sesion", "gobierno", "/sesiones?organo=CAB", (".*[Ss]esión ordinaria",)),
    Toma("organo", "gobierno", "/sesiones/organos/CAB"),
    Toma("convocar", "gobierno", "/sesiones", ("Convocar sesión",)),
    Toma("organos", "gobierno", "/organos"),
    Toma("reglas", "gobierno", "/organos/CAB/reglas"),
    Toma("integrantes", "planeacion", "/organos/COPLADEMUN/integrantes"),
    Toma("reglas-turno", "planeacion", "/organos/turnos"),
    Toma("organo-nuevo", "gobierno", "/organos/nuevo"),
    Toma("curules", "gobierno", "/curules"),
    Toma("acuerdos", "gobierno", "/acuerdos"),
    Toma("libro", "gobierno", "/libro/CAB"),
    Toma("plantillas", "gobierno", "/plantillas"),
    Toma("plantilla", "gobierno", "/plantillas/acta"),
    Toma("campos", "gobierno", "/plantillas/acta/campos"),
    Toma("firma-electronica", "gobierno", "/firma-electronica"),
    Toma("reglas-firma", "gobierno", "/organos/CAB/firmas"),
    Toma("mis-firmas", "regidora", "/mis-firmas"),
    Toma("avisos", "titular.obras", "/avisos"),
    Toma("cuenta", "regidora", "/cuenta"),
    Toma("ayuda", "regidora", "/ayuda"),
    Toma("usuarios", "administracion", "/usuarios"),
    Toma("trabajos", "administracion", "/trabajos"),
)
ACTA = Toma("acta", "gobierno", "/sesiones?organo=CAB", (".*[Ss]esión ordinaria", "Acta .*PDF"))


@contextmanager
def window(browser: Browser, base: str, ancho: int, quien: str | None) -> Iterator[Page]:
    context = browser.new_context(
        base_url=base,
        locale="es-MX",
        timezone_id="America/Mexico_City",
        viewport={"width": ancho, "height": 800},
        reduced_motion="reduce",
    )
    context.set_default_timeout(15_000)
    page = context.new_page()
    if quien:
        page.goto("/entrar")
        page.get_by_label("Correo").fill(f"{quien}@fresnillo.test")
        page.get_by_label("Contraseña").fill(CLAVE_DEMO)
        page.get_by_role("main").get_by_role("button", name="Entrar", exact=True).first.click()
        page.wait_for_url(lambda url: "/entrar" not in url)
    try:
        yield page
    finally:
        context.close()


def walk(page: Page, toma: Toma) -> None:
    page.goto(toma.path)
    for name in toma.clics:
        page.get_by_role("main").get_by_role("link", name=re.compile(f"^({name})")).first.click()
    page.wait_for_load_state("networkidle")


def shoot(page: Page, toma: Toma, target: Path) -> None:
    walk(page, toma)
    width, height = page.evaluate("[document.documentElement.clientWidth, document.documentElement.scrollHeight]")
    clip = {"x": 0, "y": 0, "width": width, "height": min(height, ALTO_MAXIMO)}
    page.screenshot(path=target, full_page=True, clip=clip)  # type: ignore[arg-type]


def print_acta(page: Page, target: Path) -> None:
    """The first page of the acta, as it is printed."""
    walk(page, ACTA)
    with page.expect_download() as waiting, tempfile.TemporaryDirectory() as folder:
        page.get_by_role("main").get_by_role("link", name=re.compile("^Descargar en PDF")).first.click()
        pdf = Path(folder) / "acta.pdf"
        waiting.value.save_as(pdf)
        subprocess.run(
            ["pdftoppm", "-png", "-r", "80", "-f", "1", "-l", "1", "-singlefile", pdf, target.with_suffix("")],
            check=True,
        )


def take(browser: Browser, base: str, anchos: list[int], out: Path, only: set[str]) -> list[str]:
    """All the pictures; what could not be taken, by name."""
    failed = []
    for ancho in anchos:
        for quien in dict.fromkeys(toma.quien for toma in TOMAS):
            mine = [t for t in TOMAS if t.quien == quien and (not only or t.nombre in only)]
            if not mine:
                continue
            with window(browser, base, ancho, quien) as page:
                for toma in mine:
                    name = toma.nombre if ancho == anchos[0] else f"{toma.nombre}-{ancho}"
                    try:
                        shoot(page, toma, out / f"{name}.png")
                        print(out / f"{name}.png")
                    except PlaywrightError as error:
                        failed.append(f"{name}: {str(error).splitlines()[0]} ({page.url})")
    if (not only or ACTA.nombre in only) and shutil.which("pdftoppm"):
        with window(browser, base, 1280, ACTA.quien) as page:
            try:
                print_acta(page, out / "acta.png")
                print(out / "acta.png")
            except PlaywrightError as error:
                failed.append(f"acta: {str(error).splitlines()[0]} ({page.url})")
    return failed


def chromium() -> str:
    for name in (os.environ.get("CHROMIUM"), "chromium", "chromium-browser", "google-chrome"):
        found = shutil.which(name) if name else None
        if found:
            return found
    raise SystemExit("No hay Chromium (apt-get install chromium).")


def main() -> int:
    parser = argparse.ArgumentParser(description="Toma imágenes de las páginas de una demostración en marcha.")
    parser.add_argument("--base", default="http://127.0.0.1:8000", help="dirección de la demostración")
    parser.add_argument("--out", type=Path, required=True, help="carpeta de las imágenes")
    parser.add_argument("--anchos", default="1280,360", help="anchos en pixeles, separados por comas")
    parser.add_argument("--solo", default="", help="nombres de las tomas, separados por comas; vacío: todas")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    anchos = [int(part) for part in options.anchos.split(",")]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=ARGS)
        failed = take(
            browser, options.base.rstrip("/"), anchos, options.out, set(filter(None, options.solo.split(",")))
        )
        browser.close()
    for line in failed:
        print(f"No se tomó {line}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
