"""The codes of the deliveries, and who does what with them."""

from __future__ import annotations

CLASES: tuple[str, ...] = ("monetario", "en_especie", "servicio")
RECIBEN: tuple[str, ...] = ("persona", "tutora", "autorizada")
VIAS: tuple[str, ...] = ("una_por_una", "jornada", "libro")
AJUSTES: tuple[str, ...] = ("anulacion", "reintegro")
CIERRES: tuple[str, ...] = ("cierre", "reapertura")
ESTADOS_LIBRO: tuple[str, ...] = (
    "pendiente",
    "leyendo",
    "revisado",
    "ilegible",
    "confirmado",
    "registrado",
    "reemplazado",
)

HALLAZGOS: tuple[str, ...] = (
    "edad_en_entrega",
    "entrega_tras_baja",
    "hogar_rebasado",
    "difunta",
    "servidora_publica",
)
SEGUIMIENTOS: tuple[str, ...] = ("pendiente", "en_revision", "explicada", "reintegro", "a_contraloria", "descartada")
ABIERTOS: tuple[str, ...] = ("pendiente", "en_revision", "reintegro", "a_contraloria")

# Who records deliveries: of the dossier's own dependencia. Who follows up what was found. Who may see persons.
CAPTURAN = ("dependencia_captura", "dependencia_titular")
DAN_SEGUIMIENTO = ("planeacion_revisor", "planeacion_titular", "auditoria")
VEN_TODO = DAN_SEGUIMIENTO
