"""Every code that the kernel can answer has its Spanish sentence, and the sentence says what to do."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import workflow.kernel
from workflow.kernel.refusals import Reason
from workflow.kernel.textos import RAZONES, ROTULOS
from workflow.textos import razon

CARPETA = Path(workflow.kernel.__file__).parent
FUENTE = "\n".join(ruta.read_text("utf-8") for ruta in CARPETA.glob("*.py") if ruta.name != "textos.py")
CODIGOS = sorted(set(re.findall(r'"((?:CURP|RFC|DINERO|FOLIO|AVISO)_[A-Z_]+)"', FUENTE)))


@pytest.mark.parametrize("codigo", CODIGOS)
def test_el_codigo_tiene_palabras(codigo: str) -> None:
    assert codigo in RAZONES or codigo in ROTULOS["aviso_identidad"]


@pytest.mark.parametrize("codigo", sorted(RAZONES))
def test_la_razon_es_una_frase(codigo: str) -> None:
    assert RAZONES[codigo].endswith(".")
    assert RAZONES[codigo][0].isupper() or RAZONES[codigo][0] in "«{"


def test_la_razon_se_escribe_con_sus_datos() -> None:
    texto = razon(Reason("DINERO_ILEGIBLE", {"texto": "mucho"}))
    assert texto == "«mucho» no es un importe. Escríbalo en pesos, por ejemplo 1,234.50."
    assert razon(Reason("FOLIO_SIN_CONSECUTIVO")).endswith("Agregue {consec} o {consec:03d}.")
