"""What a password and an assignment must satisfy. Pure."""

from __future__ import annotations

from datetime import date, timedelta

from workflow.kernel.actor import DEPENDENCIA_ROLES, ROLES

DURACION_ACCESO = timedelta(hours=12)
CLAVE_MINIMA = 12
CLAVE_MAXIMA = 128
# The ones that people choose first; a longer list is not kept because length does most of the work.
COMUNES = ("contraseña", "contrasena", "fresnillo", "zacatecas", "ayuntamiento", "123456", "qwerty", "password")


def password_problems(clave: str) -> list[str]:
    """Codes of what is wrong with a password: at least 12 characters, at most 128, not a common one."""
    problems = []
    if len(clave) < CLAVE_MINIMA:
        problems.append("CLAVE_CORTA")
    if len(clave) > CLAVE_MAXIMA:
        problems.append("CLAVE_LARGA")
    plain = clave.casefold()
    if any(plain.replace(word, "").strip("0123456789.-_ !") == "" for word in COMUNES) or len(set(plain)) < 5:
        problems.append("CLAVE_COMUN")
    return problems


def role_problems(rol: str, dependencia: str | None, desde: date, hasta: date | None) -> list[str]:
    """Codes of what is wrong with an assignment."""
    problems = []
    if rol not in ROLES:
        problems.append("ROL_DESCONOCIDO")
    if rol in DEPENDENCIA_ROLES and not dependencia:
        problems.append("ROL_SIN_DEPENDENCIA")
    if hasta is not None and hasta < desde:
        problems.append("FECHAS_INVERTIDAS")
    return problems
