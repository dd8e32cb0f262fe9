"""Kinds of document, of what they are about, and the folio each one carries. Pure."""

from __future__ import annotations

CLASES = ("acta", "dictamen", "certificacion", "convocatoria", "acta_publica", "oficio", "informe")
OBJETOS = ("sesion", "dictamen", "acuerdo", "oficio", "informe")
OBJETO_DE = {
    "acta": "sesion",
    "acta_publica": "sesion",
    "convocatoria": "sesion",
    "dictamen": "dictamen",
    "certificacion": "acuerdo",
    "oficio": "oficio",
    "informe": "informe",
}
TIPOS_ACTA = ("acta", "constancia")
ESTADOS_ACTA = ("proyecto", "aprobada")
FORMATOS = ("pdf", "docx")
CLASES_PRECISION = ("precision", "objecion")
ESTADOS_FIRMA = ("firmo", "se_nego", "ausente")
# What a document is worth today, for whoever verifies it.
ESTADOS_DOCUMENTO = ("proyecto", "vigente", "sustituido", "cancelado")
_PREFIJOS = {"acta": "ACTA", "constancia": "CNV"}


def acta_folio(tipo: str, organo: str, periodo: str, numero: int) -> str:
    """«ACTA-CAB-2024-2027-028»: the series of an organ starts again with each Ayuntamiento."""
    return f"{_PREFIJOS[tipo]}-{organo}-{periodo}-{numero:03d}"


def certificacion_folio(acuerdo_folio: str) -> str:
    """«CERT/AHC/012/2026»."""
    return f"CERT/{acuerdo_folio}"


def public_folio(acta_folio_: str) -> str:
    """«VP-ACTA-CAB-2024-2027-028»: the public version of an acta."""
    return f"VP-{acta_folio_}"


def document_state(*, cancelado: bool, ultima: bool, proyecto: bool) -> str:
    """`ultima`: no later version of it exists. A project is never in force."""
    if cancelado:
        return "cancelado"
    if not ultima:
        return "sustituido"
    return "proyecto" if proyecto else "vigente"


def file_name(clase: str, folio: str, version: int, formato: str) -> str:
    """A neutral name: kind, folio and version, never a person. «acta_ACTA-CAB-2024-2027-028_v1.pdf»."""
    safe = "".join(char if char.isalnum() and char.isascii() else "-" for char in folio).strip("-")
    return f"{clase}_{safe}_v{version}.{formato}"
