"""From any snapshot to its composed document, and from it to a format. Pure."""

from __future__ import annotations

from workflow.actas.impresion.documento import Documento
from workflow.actas.instantanea import InstantaneaActa
from workflow.actas.instantanea_consolidado import InstantaneaConsolidado
from workflow.actas.instantanea_convocatoria import InstantaneaConvocatoria
from workflow.actas.instantanea_dictamen import InstantaneaCertificacion, InstantaneaDictamen
from workflow.actas.instantanea_informe import InstantaneaInforme
from workflow.actas.instantanea_oficio import InstantaneaOficio
from workflow.actas.redaccion.acta import componer_acta
from workflow.actas.redaccion.certificacion import componer_certificacion
from workflow.actas.redaccion.consolidado import componer_consolidado
from workflow.actas.redaccion.convocatoria import componer_convocatoria
from workflow.actas.redaccion.dictamen import componer_dictamen
from workflow.actas.redaccion.informe import componer_informe
from workflow.actas.redaccion.oficio import componer_oficio
from workflow.actas.redaccion.publica import componer_publica

Snapshot = (
    InstantaneaActa
    | InstantaneaDictamen
    | InstantaneaCertificacion
    | InstantaneaConvocatoria
    | InstantaneaOficio
    | InstantaneaInforme
    | InstantaneaConsolidado
)


def componer(snapshot: Snapshot) -> Documento:
    if isinstance(snapshot, InstantaneaActa):
        return componer_acta(snapshot) if snapshot.caratula is None else componer_publica(snapshot)
    if isinstance(snapshot, InstantaneaDictamen):
        return componer_dictamen(snapshot)
    if isinstance(snapshot, InstantaneaConvocatoria):
        return componer_convocatoria(snapshot)
    if isinstance(snapshot, InstantaneaOficio):
        return componer_oficio(snapshot)
    if isinstance(snapshot, InstantaneaInforme):
        return componer_informe(snapshot)
    if isinstance(snapshot, InstantaneaConsolidado):
        return componer_consolidado(snapshot)
    return componer_certificacion(snapshot)
