"""What is not common in a session, said in its convocatoria and its acta: solemn, private, remote, permanent."""

from __future__ import annotations

SOLEMNE = "Por ser solemne, en la sesión no se someten asuntos a votación."
PRIVADA = "La sesión es privada: no es pública su celebración, y sí lo que la ley ordena publicar de ella."
MODALIDADES = {
    "presencial": "La sesión es presencial.",
    "a_distancia": "La sesión es a distancia.",
    "hibrida": "La sesión es híbrida: se asiste en el recinto o a distancia.",
}
PERMANENTE = "La sesión se declara permanente: concluye cuando se agoten los puntos del orden del día."


def caracter(*, tipo: str, publicidad: str, modalidad: str, permanente: bool, enlace: str = "") -> list[str]:
    """A sentence for each thing that is not the usual; none for an ordinary, public session in its place."""
    frases = [SOLEMNE] if tipo == "solemne" else []
    if publicidad == "privada":
        frases.append(PRIVADA)
    if modalidad != "presencial":
        donde = f" El enlace para asistir a distancia es {enlace}" if enlace else ""
        frases.append(f"{MODALIDADES[modalidad]}{donde}")
    if permanente:
        frases.append(PERMANENTE)
    return frases


def recinto(sede: str, acuerdo: str) -> str:
    """«, en sede itinerante: Acuerdo AHC/004/2026»; nothing in the official place."""
    if not acuerdo:
        return ""
    que = "en sede itinerante" if sede == "itinerante" else "como recinto alterno"
    return f", {que} ({acuerdo.strip().rstrip('.')})"
