"""The hand-over (entrega-recepción): everything that may be read without the system, in open formats."""

from __future__ import annotations

import csv
import json
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, select, text

from workflow.archivos.queries import content_path
from workflow.audit.service import record
from workflow.db import Base, db, use_case
from workflow.kernel.actor import SISTEMA, Actor
from workflow.kernel.refusals import Refused
from workflow.respaldos.entrega import Columna, carpeta_de, celda, leame, nombre_de_documento, se_entrega
from workflow.respaldos.service.crear import huella_de

LOTE = 2_000
HUELLAS = "huellas.sha256"
_INVENTARIO = """
SELECT e.folio, e.titulo, d.clave AS dependencia, e.ejercicio, e.etapa, e.creado_en, e.cambiado_en,
       (SELECT count(*) FROM envio v WHERE v.expediente_id = e.id) AS versiones,
       (SELECT count(*) FROM adjunto a WHERE a.expediente_id = e.id) AS archivos
FROM expediente e JOIN dependencia d ON d.id = e.dependencia_id ORDER BY e.folio
"""
_DOCUMENTOS = """
SELECT i.folio, t.clase, t.version, t.formato, t.sha256, t.creado_en
FROM documento t JOIN instantanea i ON i.id = t.instantanea_id
WHERE t.sha256 NOT IN (SELECT sha256 FROM archivo_cifrado) ORDER BY i.folio, t.version, t.formato
"""
_ARCHIVOS = """
SELECT e.folio, x.version, a.nombre, a.sha256, a.id
FROM adjunto x JOIN archivo a ON a.id = x.archivo_id JOIN expediente e ON e.id = x.expediente_id
WHERE a.sha256 NOT IN (SELECT sha256 FROM archivo_cifrado) ORDER BY e.folio, a.id
"""
_ENVIOS = """
SELECT e.folio, v.numero, v.version, v.clase, v.sha256, v.contenido
FROM envio v JOIN expediente e ON e.id = v.expediente_id ORDER BY e.folio, v.numero
"""


@dataclass(frozen=True)
class Entregada:
    """`perdidos`: hashes of files that the database mentions and the disk does not have."""

    carpeta: Path
    tablas: dict[str, int]
    documentos: int
    expedientes: int
    perdidos: tuple[str, ...]


@use_case
def entregar(carpeta: Path, *, municipio: str, version: str, ahora: datetime, actor: Actor = SISTEMA) -> Entregada:
    """Write the hand-over in a new folder, and in the record that it was made. Raises Refused; leaves nothing then."""
    if carpeta.exists():
        raise Refused("RESPALDO_DESTINO_EXISTE", carpeta=str(carpeta))
    carpeta.parent.mkdir(parents=True, exist_ok=True)
    temporal = Path(tempfile.mkdtemp(prefix=".entrega-", dir=carpeta.parent))
    try:
        hecha = _escribir(temporal, db.session.connection(), municipio=municipio, version=version, ahora=ahora)
        record("entrega:exportar", actor=actor, ahora=ahora, objeto=("entrega", 1),
               datos={"documentos": hecha.documentos, "expedientes": hecha.expedientes,
                      "huellas": huella_de(temporal / HUELLAS)})  # fmt: skip
        temporal.chmod(0o700)
        temporal.rename(carpeta)
    except BaseException:
        shutil.rmtree(temporal, ignore_errors=True)
        raise
    return Entregada(carpeta, hecha.tablas, hecha.documentos, hecha.expedientes, hecha.perdidos)


def _escribir(raiz: Path, base: Connection, *, municipio: str, version: str, ahora: datetime) -> Entregada:
    perdidos: list[str] = []
    tablas = _tablas(raiz / "datos", base)
    inventario = _consulta(base, _INVENTARIO)
    _csv(raiz / "inventario.csv", inventario[0], inventario[1])
    documentos = _documentos(raiz, base, perdidos)
    _expedientes(raiz / "expedientes", base, perdidos)
    texto = leame(municipio=municipio, creado=ahora, version=version, tablas=tablas.items())
    (raiz / "LEAME.txt").write_text(texto, encoding="utf-8")
    with (raiz / HUELLAS).open("w", encoding="utf-8") as salida:
        for path in sorted(one for one in raiz.rglob("*") if one.is_file() and one.name != HUELLAS):
            salida.write(f"{huella_de(path)}  {path.relative_to(raiz).as_posix()}\n")
    return Entregada(raiz, tablas, documentos, len(inventario[1]), tuple(sorted(set(perdidos))))


def _consulta(base: Connection, sql: str) -> tuple[list[str], list[Sequence[Any]]]:
    hallado = base.execute(text(sql))
    return list(hallado.keys()), [tuple(row) for row in hallado]


def _csv(path: Path, columnas: Sequence[str], filas: Iterable[Sequence[Any]]) -> int:
    path.parent.mkdir(parents=True, exist_ok=True)
    cuantas = 0
    with path.open("w", encoding="utf-8", newline="") as salida:
        writer = csv.writer(salida)
        writer.writerow(columnas)
        for fila in filas:
            writer.writerow([celda(_plano(valor)) for valor in fila])
            cuantas += 1
    return cuantas


def _plano(valor: Any) -> Any:
    return json.dumps(valor, ensure_ascii=False, sort_keys=True) if isinstance(valor, dict | list) else valor


def _tablas(carpeta: Path, base: Connection) -> dict[str, int]:
    diccionario: list[Columna] = []
    cuentas = {}
    for tabla in Base.metadata.sorted_tables:
        columnas = [one for one in tabla.columns if se_entrega(tabla.name, one.name, str(one.type))]
        if not columnas:
            continue
        diccionario += [
            Columna(tabla.name, one.name, str(one.type), not one.nullable, ", ".join(_apunta(one))) for one in columnas
        ]
        todas = select(*columnas).order_by(*tabla.primary_key.columns).execution_options(yield_per=LOTE)
        filas = base.execute(todas)
        cuentas[tabla.name] = _csv(carpeta / f"{tabla.name}.csv", [one.name for one in columnas], filas)
    _csv(carpeta / "diccionario.csv", ["tabla", "columna", "tipo", "obligatoria", "apunta a"],
         [(one.tabla, one.nombre, one.tipo, one.obligatoria, one.apunta_a) for one in diccionario])  # fmt: skip
    return cuentas


def _apunta(columna: Any) -> Iterator[str]:
    for clave in columna.foreign_keys:
        destino: Table = clave.column.table
        yield f"{destino.name}.{clave.column.name}"


def _copiar(sha256: str, destino: Path, perdidos: list[str]) -> None:
    destino.parent.mkdir(parents=True, exist_ok=True)
    try:
        shutil.copyfile(content_path(sha256), destino)
    except FileNotFoundError:
        perdidos.append(sha256)


def _documentos(raiz: Path, base: Connection, perdidos: list[str]) -> int:
    columnas, filas = _consulta(base, _DOCUMENTOS)
    enlistadas = []
    for fila in filas:
        nombre = nombre_de_documento(fila[0], fila[2], fila[3])
        _copiar(fila[4], raiz / "documentos" / fila[1] / nombre, perdidos)
        enlistadas.append((*fila, f"documentos/{fila[1]}/{nombre}"))
    _csv(raiz / "documentos.csv", [*columnas, "archivo"], enlistadas)
    return len(filas)


def _expedientes(carpeta: Path, base: Connection, perdidos: list[str]) -> None:
    """Files keep the name that people gave them, after a number: two may have the same."""
    for folio, _, nombre, sha256, archivo_id in _consulta(base, _ARCHIVOS)[1]:
        _copiar(sha256, carpeta / carpeta_de(folio) / "archivos" / f"{archivo_id}-{nombre}", perdidos)
    for folio, numero, version, clase, sha256, contenido in _consulta(base, _ENVIOS)[1]:
        documento = json.loads(contenido) if isinstance(contenido, str) else contenido
        destino = carpeta / carpeta_de(folio) / f"{numero:03d}-v{version}-{clase}.json"
        destino.parent.mkdir(parents=True, exist_ok=True)
        escrito = {"folio": folio, "version": version, "clase": clase, "sha256": sha256, "contenido": documento}
        destino.write_text(json.dumps(escrito, ensure_ascii=False, indent=1, sort_keys=True), encoding="utf-8")
