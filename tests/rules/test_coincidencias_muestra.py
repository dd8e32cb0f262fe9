"""On the sample padrones the tickets are the probable duplicates that were written with them, no more and no less."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from workflow.libros.lector import read_isolated
from workflow.padron.catalogos import incluidos
from workflow.padron.coincidencias.comparar import Dato, dato_de, en_bloque
from workflow.padron.lectura import abrir
from workflow.padron.reglas import reglas_de
from workflow.padron.revision import revisar

MUESTRA = Path(__file__).resolve().parents[2] / "workflow" / "demo" / "fresnillo" / "padron"
ESPERADO: dict[str, Any] = json.loads((MUESTRA / "expected.json").read_text(encoding="utf-8"))["archivos"]
REGLAS: dict[str, Any] = json.loads((MUESTRA / "reglas.json").read_text(encoding="utf-8"))
MOTIVOS = {
    "homónimos: mismo nombre, fecha, sexo y entidad; la CURP difiere en 17 y 18": "homonimos",
    "posible segunda CURP: cambia la entidad": "otra_entidad",
    "apellidos invertidos": "apellidos_invertidos",
    "MARIA y MA. son el mismo nombre": "nombre_abreviado",
    "una de las dos filas no tiene CURP": "una_sin_curp",
    "mismo nombre y teléfono; una de las dos filas no tiene CURP": "una_sin_curp",
}


@pytest.mark.parametrize("nombre", ["becas.xlsx", "despensas_como_llega.xlsx"])
def test_los_pares_de_la_muestra_con_su_razon_y_ningun_gemelo(nombre: str) -> None:
    libro = read_isolated(MUESTRA / nombre, "padron")
    lectura = abrir(libro)
    celdas = dict(lectura.datos())
    bloques: dict[tuple[str, Any], list[Dato]] = defaultdict(list)
    for fila in revisar(libro, reglas_de(REGLAS[nombre]), incluidos()).filas:
        if fila.con_error:
            continue
        leido = dato_de(fila.numero, fila.numero, fila.sexo, celdas[fila.numero], lectura.columnas)
        assert (leido.partes, leido.curp, leido.nacimiento) == (fila.partes, fila.curp, fila.nacimiento)
        for comparte, valor in (
            ("mismo_nacimiento", fila.nacimiento),
            ("mismo_telefono", fila.telefono),
            ("mismo_domicilio", fila.domicilio),
        ):
            if valor:
                bloques[comparte, valor].append(leido)
    hallados = {
        (par.uno.numero, par.otro.numero): par.parecido.razones[0]
        for (comparte, _), bloque in bloques.items()
        for par in en_bloque(bloque, comparte)
    }
    esperados = {tuple(par["filas"]): MOTIVOS[par["motivo"]] for par in ESPERADO[nombre]["duplicados_probables"]}
    assert hallados == esperados
    assert not hallados.keys() & {tuple(par["filas"]) for par in ESPERADO[nombre]["no_son_duplicados"]}
