"""Names of units with their article, as a sentence needs them (es-MX). Pure."""

from __future__ import annotations

_LA = (
    "Secretaría", "Subsecretaría", "Dirección", "Subdirección", "Coordinación", "Unidad", "Presidencia", "Sindicatura",
    "Contraloría", "Tesorería", "Oficialía", "Comisaría", "Jefatura", "Delegación", "Policía", "Junta", "Agencia",
)  # fmt: skip
_EL = (
    "Instituto", "Sistema", "Cuerpo", "Departamento", "Órgano", "Centro", "Consejo", "Patronato", "Rastro", "Archivo",
    "Registro",
    "Juzgado", "Comité",
)  # fmt: skip
_ARTICULOS = dict.fromkeys(_LA, "la ") | dict.fromkeys(_EL, "el ")


def dependencia(nombre: str) -> str:
    """«la Secretaría de Finanzas», «el Instituto…»; unchanged when the article cannot be known."""
    return _ARTICULOS.get(nombre.partition(" ")[0], "") + nombre


def de_dependencia(nombre: str) -> str:
    """«de la Secretaría de Finanzas», «del Instituto…»."""
    phrase = dependencia(nombre)
    return "del " + phrase.removeprefix("el ") if phrase.startswith("el ") else "de " + phrase
