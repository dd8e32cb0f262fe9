"""Sentences and labels that belong to the pages themselves. Pure."""

from __future__ import annotations

RAZONES: dict[str, str] = {
    "ARCHIVO_NO_ELEGIDO": "Elija el archivo en su equipo antes de guardar.",
    "HORA_ILEGIBLE": "«{texto}» no es una hora. Escríbala con dos cifras y dos puntos, por ejemplo 10:05.",
    "MOVIMIENTO_SIN_PERSONA": "Elija quién se mueve y qué ocurrió: llega, se retira o regresa.",
    "CONFIRME_SIN_QUORUM": "Con las personas marcadas no hay quórum{donde}: hay {presentes}, se requieren {requerido}. "
    "Revise la lista; si es correcta, confirme abajo que la sesión no se instala.",
    "ACTO_DE_CURUL": "Elija qué ocurrió con el asiento.",
    "FECHA_ILEGIBLE": "Escriba el día completo: día, mes y año.",
    "CEDULAS_ILEGIBLES": "Escriba cuántas cédulas hubo de cada clase, con números enteros.",
}
ROTULOS: dict[str, dict[str, str]] = {}
