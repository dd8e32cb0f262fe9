"""What a password and an assignment must satisfy. Pure."""

from __future__ import annotations

from datetime import date, timedelta

from workflow.kernel.actor import DEPENDENCIA_ROLES, ROLES, Actor

DURACION_ACCESO = timedelta(hours=12)
ESPERA_DEL_CODIGO = timedelta(minutes=10)
INTENTOS_DEL_CODIGO = 5
CODIGOS_DE_RECUPERACION = 10
# Who approves, certifies, opens personal data or decides who enters. ASVS 5, 6.3.3.
CON_SEGUNDO_FACTOR = (
    "administrador",
    "planeacion_titular",
    "comisiones_secretaria",
    "secretaria_gobierno",
    "integrante",
    "transparencia",
)
CLAVE_MINIMA = 12
CLAVE_MAXIMA = 128
FUNDAMENTO_MAXIMO = 300
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


def may_name_substitute(actor: Actor, persona: Actor) -> bool:
    """An administrador, for anybody; the head of an office, for those of it; Gobierno, for municipal posts."""
    if actor.has("administrador"):
        return True
    if actor.has("secretaria_gobierno") and persona.has("comisiones_secretaria", "secretaria_gobierno"):
        return True
    if actor.has("planeacion_titular") and persona.has("planeacion_revisor", "planeacion_titular"):
        return True
    own = actor.dependencias("dependencia_titular")
    return bool(own & persona.dependencias(*DEPENDENCIA_ROLES))


def substitute_problems(
    usuario_id: int,
    suplente_id: int,
    desde: date,
    hasta: date | None,
    fundamento: str,
    *,
    activo: bool,
    ocupado: bool,
) -> list[str]:
    """Codes of what is wrong with naming a substitute. `ocupado`: the person has another one in those dates."""
    problems = []
    if usuario_id == suplente_id:
        problems.append("SUPLENCIA_MISMA_PERSONA")
    if not activo:
        problems.append("SUPLENTE_INACTIVO")
    if hasta is not None and hasta < desde:
        problems.append("FECHAS_INVERTIDAS")
    if not fundamento or len(fundamento) > FUNDAMENTO_MAXIMO:
        problems.append("SUPLENCIA_SIN_FUNDAMENTO")
    if ocupado:
        problems.append("SUPLENCIA_ENCIMADA")
    return problems
