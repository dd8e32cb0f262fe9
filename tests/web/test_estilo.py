"""The design language: every piece on one page, light, with contrasts that can be read."""

from __future__ import annotations

import gzip
import re
import subprocess
import sys
from pathlib import Path

import pytest
from flask import Flask

from tests.web.page import Browser, check

ROOT = Path(__file__).resolve().parents[2]
STATIC = ROOT / "workflow" / "static"
TOKENS = (STATIC / "css" / "tokens.css").read_text(encoding="utf-8")
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))


def test_la_pagina_de_estilo_ensena_todas_las_piezas(app: Flask) -> None:
    page = Browser(app).get("/estilo")
    assert page.status == 200
    for selector in (
        ".boton--primario", ".campo--error", ".resumen-errores", ".insignia", ".ruta__paso--actual", ".tabla", ".vacio",
        ".datos", ".pestanas", ".motivos", "progress", ".grafica svg", ".cronologia", ".persona",
    ):  # fmt: skip
        assert page.all(selector), selector


def test_el_resumen_de_errores_lleva_a_cada_campo_y_el_error_esta_junto_a_el(app: Flask) -> None:
    page = Browser(app).get("/estilo")
    targets = [a["href"] for a in page.all(".resumen-errores a")]
    assert "#correo" in targets and "#texto" in targets
    field = page.one("#correo")
    assert field["aria-invalid"] == "true"
    assert "correo-error" in field["aria-describedby"] and "correo-ayuda" in field["aria-describedby"]


def test_ninguna_pagina_pesa_mas_de_150_kb_la_primera_vez(app: Flask) -> None:
    page = Browser(app).get("/estilo")
    html = page.response.get_data()
    links = [*re.findall(rb'(?:src|href)="/static/([^"#?]+)', html), b"vendor/fonts/source-serif-4-latin-600.woff2"]
    names = {link.decode() for link in links}
    total = len(gzip.compress(html)) + sum(
        (STATIC / name).stat().st_size if name.endswith("woff2") else len(gzip.compress((STATIC / name).read_bytes()))
        for name in names
    )
    assert total < 150_000, f"{total} bytes"


@pytest.mark.parametrize(
    ("texto", "fondo"),
    [
        ("tinta", "arena-50"), ("tinta-suave", "arena-50"), ("tinta-suave", "papel"), ("tinta-suave", "arena-100"),
        ("verde-700", "papel"), ("verde-700", "arena-50"), ("verde-700", "verde-100"), ("papel", "verde-700"),
        ("papel", "verde-800"), ("verde-200", "verde-800"), ("guinda-700", "papel"), ("guinda-700", "guinda-100"),
        ("guinda-700", "arena-50"), ("papel", "guinda-700"), ("ambar-800", "ambar-100"), ("ambar-800", "papel"),
        ("azul-700", "azul-100"), ("gris-700", "gris-100"), ("gris-700", "arena-100"), ("tinta", "oro-200"),
        ("papel", "verde-900"),
    ],
)  # fmt: skip
def test_todo_texto_se_lee_con_contraste_de_cuatro_y_medio(texto: str, fondo: str) -> None:
    assert contrast(token(texto), token(fondo)) >= 4.5


@pytest.mark.parametrize(
    ("borde", "fondo"), [("arena-500", "papel"), ("foco", "arena-50"), ("foco", "papel"), ("verde-600", "arena-100")]
)
def test_los_bordes_de_campos_y_el_foco_se_distinguen(borde: str, fondo: str) -> None:
    assert contrast(token(borde), token(fondo)) >= 3


def test_lo_ajeno_es_exactamente_lo_que_dice_el_manifiesto() -> None:
    answer = subprocess.run(
        [sys.executable, str(ROOT / "tools" / "vendor.py"), "--check"], capture_output=True, text=True, check=False
    )
    assert answer.returncode == 0, answer.stderr


def test_los_colores_solo_se_escriben_en_los_tokens() -> None:
    for name in ("ruta.css", "piezas.css"):
        raw = re.findall(r"#[0-9a-f]{3,6}\b", (STATIC / "css" / name).read_text(encoding="utf-8"))
        assert set(raw) <= {"#fff", "#000"}, name


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT / "templates")))
def test_las_plantillas_no_llevan_nada_en_linea_y_caben_en_200_renglones(template: Path) -> None:
    text = template.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 200
    assert not re.search(r"\sstyle=|\son[a-z]+=|<style|<script(?![^>]*src=)", text)


def test_los_iconos_que_piden_las_plantillas_estan_en_el_sprite() -> None:
    sprite = set(re.findall(r'symbol id="([^"]+)"', (STATIC / "img" / "iconos.svg").read_text(encoding="utf-8")))
    asked = {
        name for path in TEMPLATES for name in re.findall(r"icono\('([a-z]+)'\)", path.read_text(encoding="utf-8"))
    }
    asked |= {name for path in TEMPLATES for name in re.findall(r"icono_='([a-z]+)'", path.read_text(encoding="utf-8"))}
    assert asked <= sprite, asked - sprite


@pytest.mark.parametrize(
    ("html", "problem"),
    [
        ("<p style='color:red'>a</p>", "inline style"),
        ("<p onclick='a()'>a</p>", "onclick"),
        ("<p>Submit</p>", "English"),
        ("<p>{{ nombre }}</p>", "template leftover"),
        ("<p>BLOQUEANTE_ABIERTA</p>", "bare code"),
        ("<input name='a'>", "no label"),
        ("<form method='post'></form>", "CSRF"),
        ("<a href='/x'></a>", "no text"),
        ("<b id='a'></b><b id='a'></b>", "id twice"),
        ("<p><div></div></p>", "invalid HTML"),
        ("<img src='https://example.org/x.png' alt=''>", "leaves"),
    ],
)
def test_el_revisor_de_paginas_ve_cada_defecto(html: str, problem: str) -> None:
    assert any(problem in found for found in check(html))


def token(name: str) -> tuple[float, ...]:
    found = re.search(rf"--{name}: (#[0-9a-f]{{6}});", TOKENS)
    assert found, name
    return tuple(int(found[1][i : i + 2], 16) / 255 for i in (1, 3, 5))


def contrast(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    """WCAG 2.2: (L1 + 0.05) / (L2 + 0.05)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: tuple[float, ...]) -> float:
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
