"""What the matrix says to people: why a formula cannot be read, and each finding of its logic, in es-MX."""

from __future__ import annotations

FORMULAS: dict[str, str] = {
    "FORMULA_VACIA": "La fórmula está vacía. Escriba, por ejemplo: (A / B) × 100.",
    "FORMULA_LARGA": "La fórmula tiene más de {maximo} letras. Divídala en variables más simples.",
    "FORMULA_HONDA": "La fórmula tiene más de {maximo} paréntesis uno dentro de otro. Simplifíquela.",
    "FORMULA_PARENTESIS_ABIERTO": "El paréntesis del lugar {lugar} no se cierra. Agregue «)» donde termina.",
    "FORMULA_PARENTESIS_DE_MAS": "El paréntesis «)» del lugar {lugar} está de más: nada se abrió antes. Quítelo.",
    "FORMULA_INCOMPLETA": "La fórmula termina antes de tiempo: después del último signo falta una variable o un número.",
    "FORMULA_CON_PORCIENTO": "No use el signo «%». Multiplique por 100: (A / B) × 100.",
    "FORMULA_SIGNO_NO_ADMITIDO": "El signo «{signo}» (lugar {lugar}) no se usa aquí. Los que hay son + − × / y los "
    "paréntesis.",
    "FORMULA_SIN_OPERADOR": "Falta un signo antes de «{parte}» (lugar {lugar}): escriba, por ejemplo, A × B en lugar "
    "de A B.",
    "FORMULA_NO_SE_ENTIENDE": "No se entiende «{parte}» (lugar {lugar}). Use letras de variables, números, + − × / y "
    "paréntesis, o PROMEDIO, SUMA, MIN y MAX con sus partes separadas por punto y coma.",
    "FORMULA_VARIABLE_DESCONOCIDA": "La fórmula usa {cuales} y la ficha no la tiene. Agréguela a las variables, o use "
    "las que hay: {hay}.",
}
