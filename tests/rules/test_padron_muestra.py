"""The sample padrones of Fresnillo give exactly the counts that were written with them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from workflow.libros.lector import read_isolated
from workflow.padron.catalogos import de_carpeta
from workflow.padron.codigos import AVISOS, ERRORES
from workflow.padron.cruces import entre_archivos
from workflow.padron.reglas import reglas_de
from workflow.padron.revision import Revision, revisar

MUESTRA = Path(__file__).resolve().parents[2] / "workflow" / "demo" / "fresnillo"
ESPERADO: dict[str, Any] = json.loads((MUESTRA / "padron" / "expected.json").read_text(encoding="utf-8"))
REGLAS: dict[str, Any] = json.loads((MUESTRA / "padron" / "reglas.json").read_text(encoding="utf-8"))
CATALOGOS = de_carpeta(MUESTRA / "catalogos")


@pytest.fixture(scope="module")
def revisiones() -> dict[str, Revision]:
    return {
        nombre: revisar(read_isolated(MUESTRA / "padron" / nombre, "padron"), reglas_de(REGLAS[nombre]), CATALOGOS)
        for nombre in ESPERADO["archivos"]
    }


@pytest.mark.parametrize("nombre", sorted(ESPERADO["archivos"]))
def test_cada_padron_de_la_muestra_da_las_cuentas_y_filas_esperadas(
    nombre: str, revisiones: dict[str, Revision]
) -> None:
    obtenido = revisiones[nombre].documento()
    for parte, valor in ESPERADO["archivos"][nombre].items():
        assert obtenido[parte] == valor, parte
    assert obtenido.keys() == ESPERADO["archivos"][nombre].keys()


def test_las_personas_en_dos_padrones_y_quien_rebasa_el_tope_son_las_esperadas(revisiones: dict[str, Revision]) -> None:
    assert entre_archivos(revisiones, CATALOGOS) == ESPERADO["entre_archivos"]


def test_los_codigos_y_su_sentido_son_los_documentados_y_en_su_orden() -> None:
    assert list(ERRORES.items()) == list(ESPERADO["codigos_error"].items())
    assert list(AVISOS.items()) == list(ESPERADO["codigos_aviso"].items())


def test_un_hallazgo_no_lleva_datos_personales_solo_numeros_de_fila(revisiones: dict[str, Revision]) -> None:
    for revision in revisiones.values():
        curps = {fila.curp for fila in revision.filas if fila.curp}
        impreso = json.dumps(revision.documento())
        assert not any(curp in impreso for curp in curps)
