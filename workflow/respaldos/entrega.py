"""What is handed over to the next administration: what goes, what stays, and how each thing is called. Pure.

Ley General de Archivos, arts. 10 and 13: who leaves hands over archives that are organised, with their inventories.
Open formats only: CSV, JSON, and the documents as they were issued.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from workflow.kernel.texto import slug

# Open sign-ins, forms already received and work in the background end with the installation.
TABLAS_DE_PASO = frozenset({"acceso", "peticion", "trabajo", "padron_fila", "borrador"})
_SECRETA = re.compile(r"(clave_hash|token|secreto|codigo_hash|llave_hash|direccion_secreta)")
_PELIGROSAS = ("=", "+", "-", "@", "\t", "\r", "\n")


@dataclass(frozen=True)
class Columna:
    """A column of the dictionary of data. `tipo` as a person reads it."""

    tabla: str
    nombre: str
    tipo: str
    obligatoria: bool
    apunta_a: str


def se_entrega(tabla: str, columna: str, tipo: str) -> bool:
    """Neither keys to enter nor encrypted bytes: without the keys of the installation they say nothing."""
    return tabla not in TABLAS_DE_PASO and not _SECRETA.search(columna) and "BINARY" not in tipo and tipo != "BLOB"


def celda(valor: Any) -> str:
    """A value as text that no spreadsheet runs; an instant in UTC, ISO 8601."""
    if valor is None:
        return ""
    if isinstance(valor, bool):
        return "sí" if valor else "no"
    if isinstance(valor, datetime | date):
        return valor.isoformat()
    if isinstance(valor, Decimal):
        return format(valor, "f")
    texto = str(valor)
    return f"'{texto}" if texto.startswith(_PELIGROSAS) and not _es_numero(texto) else texto


def _es_numero(texto: str) -> bool:
    return re.fullmatch(r"-?\d+(\.\d+)?", texto) is not None


def nombre_de_documento(folio: str, version: int, formato: str) -> str:
    """`AHC/012/2026`, 2, `pdf` → `ahc-012-2026-v2.pdf`."""
    return f"{slug(folio.replace('/', '-'))}-v{version}.{formato}"


def carpeta_de(folio: str) -> str:
    return slug(folio.replace("/", "-"))


def leame(*, municipio: str, creado: datetime, version: str, tablas: Iterable[tuple[str, int]]) -> str:
    """What each folder holds, for somebody who never saw the system."""
    renglones = "\n".join(f"  {tabla}.csv: {filas} filas" for tabla, filas in tablas)
    return f"""ENTREGA DE LA INFORMACIÓN DE RUTA
{municipio}
Hecha el {creado:%d/%m/%Y} a las {creado:%H:%M} (hora universal), con la versión {version}.

inventario.csv      Los expedientes: folio, asunto, dependencia, ejercicio, etapa, fechas y número de documentos.
documentos/         Actas, acuerdos, dictámenes, oficios e informes, como se expidieron. documentos.csv los enlista.
expedientes/        Una carpeta por expediente: cada versión presentada o aprobada en JSON, y sus archivos.
datos/              Todas las tablas en CSV (UTF-8, coma). diccionario.csv explica cada columna.
huellas.sha256      La huella de cada archivo. Se comprueba con: sha256sum -c huellas.sha256

Los datos personales de los padrones no están aquí: se entregan aparte, con el respaldo y sus llaves.
Un texto que empieza con = + - @ lleva antes un apóstrofo, para que ninguna hoja de cálculo lo ejecute.

{renglones}
"""
