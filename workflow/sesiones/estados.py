"""Codes of the life of a session. Pure; `textos.ROTULOS` has their Spanish names."""

from __future__ import annotations

TIPOS_SESION = ("ordinaria", "extraordinaria", "solemne")
MODALIDADES = ("presencial", "a_distancia", "hibrida")
PUBLICIDADES = ("publica", "privada")
ESTADOS_SESION = ("convocada", "en_curso", "clausurada", "no_verificada", "cancelada")
SITUACIONES = ("titular", "suplente", "licencia", "vacante", "disponible")
TIPOS_PUNTO = ("lista", "orden", "acta_anterior", "informativo", "votable", "bloque", "asuntos_generales", "clausura")
ESTRUCTURALES = ("lista", "orden", "asuntos_generales", "clausura")
SIN_VOTACION = ("informativo", "asuntos_generales")
VOTABLES = ("orden", "acta_anterior", "votable")
ESTADOS_PUNTO = (
    "pendiente",
    "en_desahogo",
    "desahogado",
    "aprobado",
    "aprobado_con_modificaciones",
    "rechazado",
    "devuelto",
    "retirado",
    "no_desahogado",
)
ESTADOS_ASUNTO = (
    "pendiente",
    "aprobado",
    "aprobado_con_modificaciones",
    "rechazado",
    "devuelto",
    "retirado",
    "turnado",
)
ABIERTOS = ("pendiente", "en_desahogo")
EVENTOS_ASISTENCIA = (
    "presente",
    "justifica",
    "retardo",
    "entra",
    "sale",
    "licencia",
    "suplente",
    "reincorpora",
    "cambia_modo",
)
EVENTOS_EN_SESION = EVENTOS_ASISTENCIA[2:]
# They bring somebody in, and say how they attend; `cambia_modo` says it anew.
LLEGADAS = ("presente", "retardo", "entra", "suplente", "reincorpora")
CON_MODO = (*LLEGADAS, "cambia_modo")
INCIDENCIAS = ("receso", "reanudacion", "quorum_perdido", "quorum_restablecido", "sede", "otra")
ASUNTOS = ("punto", "retiro", "adicion", "reserva")
RESULTADOS_VOTO = (
    "aprobado",
    "rechazado",
    "empate",
    "empate_a_repetir",
    "diferido",
    "pendiente_voto_calidad",
    "electo",
    "segunda_vuelta",
)
CIERRES_URNA = ("contada", "sin_efecto")
RESOLUCIONES = ("aprobado", "aprobado_con_modificaciones", "devuelto")
ESTADOS_SEGUIMIENTO = ("asignado", "en_proceso", "cumplido", "sin_efecto")
SEGUIMIENTO_ABIERTO = ("asignado", "en_proceso")
