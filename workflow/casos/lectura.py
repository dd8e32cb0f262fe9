"""Reads a file of cases as the lawyers wrote it: what looks like an hour, a date or a decimal stays text.

The usual YAML readers turn an unquoted 10:05 into the number 605, 2026-03-30 into a date, 66.70 into a binary float
and NO into false. Here only whole numbers, true, false and null are more than text.
"""

from __future__ import annotations

import re
from typing import Any

import yaml


class ArchivoIlegible(ValueError):
    """The file is not a file of cases; the message is a Spanish sentence for whoever wrote it."""


class _Lector(yaml.SafeLoader):
    """SafeLoader with the scalar rules of this module, which refuses a key written twice."""

    def compose_mapping_node(self, anchor: Any) -> Any:
        nodo = super().compose_mapping_node(anchor)
        vistas = set()
        for llave, _ in nodo.value:
            if llave.value in vistas:
                linea = llave.start_mark.line + 1
                raise ArchivoIlegible(f"Línea {linea}: la clave «{llave.value}» está repetida; deje una sola.")
            vistas.add(llave.value)
        return nodo


_Lector.yaml_implicit_resolvers = {}
_Lector.add_implicit_resolver("tag:yaml.org,2002:merge", re.compile(r"<<\Z"), ["<"])
_Lector.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"(?:~|null|Null|NULL|)\Z"), ["~", "n", "N", ""])
_Lector.add_implicit_resolver(
    "tag:yaml.org,2002:bool", re.compile(r"(?:true|True|TRUE|false|False|FALSE)\Z"), list("tTfF")
)
_Lector.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"[-+]?(?:0|[1-9][0-9]*)\Z"), list("-+0123456789"))


def read_cases(contenido: bytes) -> dict[str, Any]:
    """The document of a file of cases, with a text `archivo` and a list `casos`. ArchivoIlegible says what to fix."""
    try:
        texto = contenido.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ArchivoIlegible("El archivo no está en UTF-8; guárdelo con esa codificación.") from None
    try:
        documento = yaml.load(texto, Loader=_Lector)  # noqa: S506 - it is a SafeLoader
    except yaml.YAMLError as error:
        raise ArchivoIlegible(f"El archivo no es YAML correcto{_where(error)}; revise sangrías y comillas.") from None
    except ArchivoIlegible:
        raise
    except (RecursionError, ValueError, TypeError):
        raise ArchivoIlegible("El archivo no es YAML correcto; revise sangrías y comillas.") from None
    if not isinstance(documento, dict):
        raise ArchivoIlegible("El archivo no es un archivo de casos: le faltan «archivo» y «casos».")
    if not isinstance(documento.get("archivo"), str):
        raise ArchivoIlegible("Falta «archivo» con el nombre de la clase de casos, por ejemplo «archivo: votaciones».")
    if not isinstance(documento.get("casos"), list):
        raise ArchivoIlegible("Falta «casos» con la lista de casos.")
    return documento


def _where(error: yaml.YAMLError) -> str:
    marca = getattr(error, "problem_mark", None)
    return f" (línea {marca.line + 1}, columna {marca.column + 1})" if marca else ""
