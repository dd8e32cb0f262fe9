"""Which notice an act of the route makes, and what it asks of who reads it. Pure."""

from __future__ import annotations

# The act alone, or the act and the stage it led to where they are told differently.
POR_ACTO: dict[tuple[str, str | None], str] = {
    ("enviar", None): "enviado",
    ("notificar_observaciones", None): "observado",
    ("validar", None): "validado",
    ("turnar", None): "turnado",
    ("dictaminar", None): "dictaminado",
    ("dictaminar", "devuelto"): "devuelto_por_comisiones",
    ("enlistar", None): "enlistado",
    ("retirar_del_orden", None): "retirado",
    ("registrar_acuerdo", None): "tratado_en_cabildo",
    ("registrar_acuerdo", "aprobado"): "aprobado",
    ("registrar_acuerdo", "aprobado_con_modificaciones"): "aprobado_con_modificaciones",
    ("registrar_acuerdo", "rechazado"): "rechazado",
    ("registrar_acuerdo", "devuelto"): "devuelto_por_cabildo",
    ("anular_dictamen", None): "dictamen_anulado",
    ("anular_acuerdo", None): "acuerdo_anulado",
    ("autorizar_delegado", None): "autorizado",
    ("integrar_modificaciones", None): "texto_fijado",
    ("acusar_modificaciones", None): "acusado",
    ("verificar_modificaciones", None): "texto_verificado",
    ("publicar", None): "publicado",
    ("matriz_propuesta", None): "matriz_propuesta",
    ("matriz_respuesta", None): "matriz_respuesta",
    ("matriz_sin_componente", None): "matriz_sin_componente",
    ("asignar_revisor", None): "revision_asignada",
    ("proponer_validacion", None): "validacion_propuesta",
    ("devolver_propuesta", None): "propuesta_devuelta",
}
OTRO = "movido"
# What a clock says: its reminders, and what was done to it.
DE_PLAZO: tuple[str, ...] = (
    "plazo_por_vencer",
    "plazo_vence_hoy",
    "plazo_vencido",
    "plazo_escalado",
    "plazo_sin_persona",
    "plazo_en_pausa",
    "plazo_suspendido",
    "plazo_reanudado",
    "plazo_recorrido",
    "prorroga_pedida",
    "prorroga_concedida",
    "prorroga_negada",
)
# What a programme owes of its goals and of its spending.
DE_AVANCE: tuple[str, ...] = (
    "avance_por_vencer",
    "avance_vence_hoy",
    "avance_vencido",
    "avance_escalado",
    "avance_sin_persona",
)
RECORDATORIOS: tuple[str, ...] = (*DE_PLAZO[:6], *DE_AVANCE)  # what the daily review tells; the rest, somebody's act
CODIGOS: tuple[str, ...] = (*dict.fromkeys(POR_ACTO.values()), OTRO, *DE_PLAZO, *DE_AVANCE)
# (notice, role): whose turn it is now. Everybody else is only told.
TOCA: frozenset[tuple[str, str]] = frozenset(
    {
        ("enviado", "planeacion_revisor"),
        ("enviado", "planeacion_titular"),
        ("revision_asignada", "planeacion_revisor"),
        ("revision_asignada", "planeacion_titular"),
        ("validacion_propuesta", "planeacion_titular"),
        ("propuesta_devuelta", "planeacion_revisor"),
        ("propuesta_devuelta", "planeacion_titular"),
        ("matriz_propuesta", "dependencia_captura"),
        ("matriz_propuesta", "dependencia_titular"),
        ("matriz_sin_componente", "dependencia_captura"),
        ("matriz_sin_componente", "dependencia_titular"),
        ("observado", "dependencia_captura"),
        ("observado", "dependencia_titular"),
        ("turnado", "comisiones_secretaria"),
        ("dictaminado", "secretaria_gobierno"),
        ("devuelto_por_comisiones", "dependencia_captura"),
        ("devuelto_por_comisiones", "dependencia_titular"),
        ("devuelto_por_cabildo", "dependencia_captura"),
        ("devuelto_por_cabildo", "dependencia_titular"),
        ("aprobado", "transparencia"),
        ("aprobado_con_modificaciones", "dependencia_titular"),
        ("autorizado", "transparencia"),
        ("texto_fijado", "dependencia_titular"),
        ("acusado", "transparencia"),
        ("acusado", "planeacion_titular"),
        ("texto_verificado", "transparencia"),
    }
)


def code_of(accion: str, etapa: str) -> str:
    """The notice of an act that led to a stage."""
    return POR_ACTO.get((accion, etapa)) or POR_ACTO.get((accion, None), OTRO)


def asks(codigo: str, rol: str) -> str:
    """Code of what to do: «<notice>:<role>» when it is their turn, «informado» when it is not.

    What a clock or a goal says asks the same of everybody who is told.
    """
    if codigo in DE_PLAZO or codigo in DE_AVANCE:
        return codigo
    return f"{codigo}:{rol}" if (codigo, rol) in TOCA else "informado"


def message_key(expediente_id: int, revision: int | str, usuario_id: int) -> str:
    """One notice per person and act, however many roles they hold. `revision`: of the dossier, or what makes it one."""
    return f"expediente:{expediente_id}:{revision}:{usuario_id}"
