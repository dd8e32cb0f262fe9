"""The Spanish of the room of sessions: a sentence for each reason, a label for each code. Pure."""

from __future__ import annotations

RAZONES: dict[str, str] = {
    "VOTO_DE_NO_ELECTOR": "{persona} no puede votar este punto: no está en la sala, se excusó o no es integrante. "
    "Quite su voto o corrija la asistencia.",
    "VOTO_FALTANTE": "Falta el sentido del voto de {persona}. Si no votó a favor ni en contra, registre su abstención.",
    "VOTO_DOBLE": "{persona} aparece con más de un voto. Deje uno solo.",
    "FALTA_SENTIDO_POR_INTEGRANTE": "No basta el total: registre el sentido del voto de cada integrante. "
    "Solo la cédula puede no llevar nombres.",
    "CEDULAS_NO_CUADRAN": "Las cédulas entregadas deben ser tantas como electores y sumar lo contado. Revise.",
    "CANDIDATURA_NO_PASA": "{persona} no pasó a la segunda vuelta: sus votos no pueden contarse.",
    "PRESIDE_AUSENTE": "{persona} no está en la sala y no puede presidir. Indique quién preside este punto.",
    "PRESIDE_EXCUSADO": "{persona} se excusó de este punto y no puede presidirlo. Indique quién lo preside.",
    "EXCUSA_DE_AUSENTE": "{persona} no está en la sala: no hace falta su excusa. Quítela o corrija la asistencia.",
    "CALIDAD_NO_PROCEDE": "El voto de calidad no procede: no hay empate que resolver, la regla es otra o quien preside "
    "no lo tiene.",
    "RONDA_SIN_EMPATE": "Esta votación ya tiene resultado: no procede una segunda ronda.",
    "FALTA_VOTACION": "Falta la votación de {persona}. Registre los votos de todas las comisiones.",
    "RONDA_INDEBIDA": "{persona} no empató: no procede una segunda ronda en ella.",
}

ROTULOS: dict[str, dict[str, str]] = {
    "sentido": {"a_favor": "A favor", "en_contra": "En contra", "abstencion": "Abstención"},
    "votacion_tipo": {"economica": "Económica", "nominal": "Nominal", "cedula": "Por cédula"},
    "mayoria": {
        "simple": "Mayoría simple",
        "absoluta_presentes": "Mayoría absoluta de los presentes",
        "absoluta_integrantes": "Mayoría absoluta de los integrantes",
        "calificada_2_3_presentes": "Dos terceras partes de los presentes",
        "calificada_2_3_integrantes": "Dos terceras partes de los integrantes",
        "calificada_3_4_integrantes": "Tres cuartas partes de los integrantes",
        "unanimidad": "Unanimidad",
    },
    "regla_empate": {
        "voto_calidad": "Voto de calidad de quien preside",
        "repetir_y_diferir": "Se repite y, si persiste, se difiere",
        "segunda_ronda_y_pleno": "Segunda ronda y, si persiste, al pleno",
        "desechar": "Se desecha",
    },
    "quorum_regla": {
        "mitad_mas_uno": "La mitad más uno",
        "dos_tercios": "Dos terceras partes",
        "con_los_que_asistan": "Con los que asistan",
        "fijo": "Número fijo",
    },
    "resultado": {
        "aprobado": "Aprobado",
        "rechazado": "Rechazado",
        "empate": "Empate",
        "empate_a_repetir": "Empate: debe repetirse",
        "diferido": "Diferido por empate",
        "pendiente_voto_calidad": "Falta el voto de calidad",
        "sin_quorum": "Sin quórum",
        "captura_invalida": "Captura con errores",
        "electo": "Electo",
        "segunda_vuelta": "Segunda vuelta",
    },
    "resultado_unidas": {
        "dictamen_aprobado": "Dictamen aprobado",
        "dictamen_no_aprobado": "Dictamen no aprobado",
        "segunda_ronda": "Segunda ronda",
        "turnado_al_pleno": "Turnado al pleno por empate",
        "pendiente_voto_calidad": "Falta el voto de calidad",
        "sin_quorum": "Sin quórum",
        "sin_reunion_conjunta": "Sin reunión conjunta",
        "captura_invalida": "Captura con errores",
    },
    "dictamen": {
        "favorable": "Favorable",
        "favorable_con_modificaciones": "Favorable con modificaciones",
        "desfavorable": "Desfavorable",
        "devuelto": "Devuelto a la dependencia",
    },
}
