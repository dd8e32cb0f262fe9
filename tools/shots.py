"""Screenshots of a running demonstration, for the manual and to look at every page: 1280 and 360 px wide.

python tools/shots.py --base http://127.0.0.1:8000 --out docs/manual/imagenes
"""

from __future__ import annotations

import argparse
import shutil
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

CLAVE = "fresnillo-de-prueba-2026"
# No request of the browser itself leaves the machine.
ARGS = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"]


@dataclass(frozen=True)
class Shot:
    quien: str
    ruta: str
    nombre: str
    alto: int = 900


SHOTS = (
    Shot("", "/entrar", "entrar"),
    Shot("revision", "/", "bandeja"),
    Shot("titular.obras", "/expedientes/50", "expediente"),
    Shot("titular.obras", "/expedientes/50/observaciones", "observaciones", 1100),
    Shot("titular.obras", "/expedientes/50/versiones", "versiones"),
    Shot("planeacion", "/tablero", "tablero"),
    Shot("enlace.educacion", "/expedientes/68", "padron"),
    Shot("gobierno", "/sesiones", "sesiones"),
    Shot("gobierno", "/sesiones/2", "sesion"),
    Shot("comisiones", "/sesiones/3", "convocada"),
    Shot("gobierno", "/organos/CAB", "organo"),
    Shot("administracion", "/usuarios", "usuarios"),
    Shot("administracion", "/trabajos", "trabajos"),
    Shot("revision", "/avisos", "avisos"),
    Shot("regidora", "/", "regidora"),
    Shot("revision", "/ayuda", "ayuda"),
)


def sign_in(browser: Browser, base: str, quien: str, ancho: int) -> Page:
    page = browser.new_context(viewport={"width": ancho, "height": 900}, locale="es-MX").new_page()
    if quien:
        page.goto(f"{base}/entrar")
        page.locator("#correo").fill(f"{quien}@fresnillo.test")
        page.locator("input[type=password]").first.fill(CLAVE)
        page.get_by_role("button", name="Entrar", exact=True).first.click()
    return page


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", default="http://127.0.0.1:8000")
    parser.add_argument("--out", type=Path, default=Path("docs/manual/imagenes"))
    parser.add_argument("--ancho", type=int, action="append", help="repetible; si falta, 1280 y 360")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=ARGS)
        for ancho in options.ancho or [1280, 360]:
            pages: dict[str, Page] = {}
            for shot in SHOTS:
                page = pages.get(shot.quien) or sign_in(browser, options.base, shot.quien, ancho)
                pages[shot.quien] = page
                answer = page.goto(options.base + shot.ruta)
                clip = {"x": 0, "y": 0, "width": ancho, "height": shot.alto}
                suffix = "" if ancho == 1280 else f"-{ancho}"
                page.set_viewport_size({"width": ancho, "height": shot.alto})
                page.screenshot(path=options.out / f"{shot.nombre}{suffix}.png", clip=clip)
                print(ancho, answer.status if answer else "-", shot.ruta)
        browser.close()


if __name__ == "__main__":
    main()
