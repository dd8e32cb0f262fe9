"""Who signs in to the demonstration. Fictitious people, one for each thing that there is to do. Pure."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class PersonaDemo:
    """A demo user: key of the address, name, post, [(role, dependencia or None)], and what to see with it."""

    clave: str
    nombre: str
    cargo: str
    roles: tuple[tuple[str, str | None], ...]
    para_ver: str

    @property
    def correo(self) -> str:
        return f"{self.clave}@fresnillo.test"


PERSONAS: tuple[PersonaDemo, ...] = (
    PersonaDemo(
        "enlace.obras",
        "Brenda Olague Tovar",
        "Enlace de la Dirección de Obras Públicas",
        (("dependencia_captura", "UR-050"),),
        "Capturar un POA y subir su libro de Excel",
    ),
    PersonaDemo(
        "titular.obras",
        "Martín Zesati Rueda",
        "Director de Obras Públicas",
        (("dependencia_titular", "UR-050"),),
        "Enviar a Planeación y responder observaciones",
    ),
    PersonaDemo(
        "enlace.educacion",
        "Karina Soto Mata",
        "Enlace de la Dirección de Educación",
        (("dependencia_captura", "UR-043"),),
        "Subir un padrón de beneficiarios",
    ),
    PersonaDemo(
        "titular.educacion",
        "Elías Monreal Paz",
        "Director de Educación",
        (("dependencia_titular", "UR-043"),),
        "Enviar el padrón con sus reglas de operación",
    ),
    PersonaDemo(
        "revision",
        "Nohemí Ávila Cruz",
        "Analista de Planeación Estratégica",
        (("planeacion_revisor", "UR-036"),),
        "Revisar y observar, celda por celda",
    ),
    PersonaDemo(
        "planeacion",
        "Rebeca Trejo Salas",
        "Secretaria de Planeación Estratégica",
        (("planeacion_titular", "UR-036"),),
        "Validar y turnar a Comisiones Unidas",
    ),
    PersonaDemo(
        "comisiones",
        "Omar Ledesma Gil",
        "Secretario técnico de las comisiones edilicias",
        (("comisiones_secretaria", None),),
        "Sesión de Comisiones Unidas y dictamen",
    ),
    PersonaDemo(
        "gobierno",
        "Saúl Arteaga Nieto",
        "Secretario de Gobierno Municipal",
        (("secretaria_gobierno", None),),
        "Sesión de Cabildo, votación, acuerdo y acta",
    ),
    PersonaDemo(
        "regidora",
        "Lucía Magdalena Acuña Robles",
        "Regidora",
        (("integrante", None),),
        "Consultar lo que se votará y lo votado",
    ),
    PersonaDemo(
        "transparencia",
        "Irma Cid Valdez",
        "Titular de la Unidad de Transparencia",
        (("transparencia", "UR-014"),),
        "Publicar la versión aprobada",
    ),
    PersonaDemo("auditoria", "Hugo Reza Blanco", "Auditor", (("auditoria", None),), "Leer todo, sin cambiar nada"),
    PersonaDemo(
        "administracion",
        "Paola Lira Ham",
        "Jefa de Informática",
        (("administrador", None),),
        "Personas usuarias, cargos y trabajos",
    ),
)

CURUL_DE = {"regidora": "C04"}
