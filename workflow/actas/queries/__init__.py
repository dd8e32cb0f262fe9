"""Reads of the actas: what a snapshot is made of, and the documents already made."""

from workflow.actas.queries.borradores import (
    Borrador,
    approved,
    borrador,
    certificaciones_of,
    differences,
    preview,
    undone_approvals,
    versions_of,
)
from workflow.actas.queries.certificaciones import snapshot_of_acuerdo
from workflow.actas.queries.dictamenes import snapshot_of_dictamen
from workflow.actas.queries.documentos import (
    ActaVista,
    DocumentoVista,
    acta_of,
    documento,
    documentos_of,
    documentos_of_expediente,
    formats_of,
    frozen,
    of_sesion,
)
from workflow.actas.queries.firmas import FirmasVista, firmado_archivo, firmas
from workflow.actas.queries.libro import libro
from workflow.actas.queries.libro import verify as verify_books
from workflow.actas.queries.sesiones import snapshot_of_sesion
from workflow.actas.queries.tramites import AcuerdoVista, DictamenVista, acuerdo, dictamen, publicas_of
from workflow.actas.queries.verificacion import Verificable, verificable

__all__ = [
    "ActaVista",
    "AcuerdoVista",
    "Borrador",
    "DictamenVista",
    "DocumentoVista",
    "FirmasVista",
    "Verificable",
    "acta_of",
    "acuerdo",
    "approved",
    "borrador",
    "certificaciones_of",
    "dictamen",
    "differences",
    "documento",
    "documentos_of",
    "documentos_of_expediente",
    "firmado_archivo",
    "firmas",
    "formats_of",
    "frozen",
    "libro",
    "of_sesion",
    "preview",
    "publicas_of",
    "snapshot_of_acuerdo",
    "snapshot_of_dictamen",
    "snapshot_of_sesion",
    "undone_approvals",
    "verificable",
    "verify_books",
    "versions_of",
]
