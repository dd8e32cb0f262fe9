"""Kinds of document, of what they are about, and the folio each one carries. Pure."""

from __future__ import annotations

CLASES = ("acta", "dictamen", "certificacion", "convocatoria")
OBJETOS = ("sesion", "dictamen", "acuerdo")
OBJETO_DE = {"acta": "sesion", "convocatoria": "sesion", "dictamen": "dictamen", "certificacion": "acuerdo"}
TIPOS_ACTA = ("acta", "constancia")
ESTADOS_ACTA = ("proyecto", "aprobada")
FORMATOS = ("pdf", "docx")
_PREFIJOS = {"acta": "ACTA", "constancia": "CNV"}


def acta_folio(tipo: str, organo: str, periodo: str, numero: int) -> str:
    """«ACTA-CAB-2024-2027-028»: the series of an organ starts again with each Ayuntamiento."""
    return f"{_PREFIJOS[tipo]}-{organo}-{periodo}-{numero:03d}"


def certificacion_folio(acuerdo_folio: str) -> str:
    """«CERT/AHC/012/2026»."""
    return f"CERT/{acuerdo_folio}"


def file_name(clase: str, folio: str, version: int, formato: str) -> str:
    """A neutral name: kind, folio and version, never a person. «acta_ACTA-CAB-2024-2027-028_v1.pdf»."""
    safe = "".join(char if char.isalnum() and char.isascii() else "-" for char in folio).strip("-")
    return f"{clase}_{safe}_v{version}.{formato}"
