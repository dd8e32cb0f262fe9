"""The form that convenes a session."""

from __future__ import annotations

from datetime import datetime

from wtforms import BooleanField, DateField, RadioField, SelectField, StringField, TextAreaField, TimeField, validators

from workflow.kernel.clock import ZONE
from workflow.sesiones.convocatoria import SEDES
from workflow.sesiones.estados import MODALIDADES, PUBLICIDADES, TIPOS_SESION
from workflow.textos import rotulo
from workflow.web.forms.base import Form, at_most, choices, required, strip

UNO_POR_RENGLON = "Un punto por renglón."


class ConvocarForm(Form):
    tipo = RadioField(
        "¿Qué clase de sesión es?",
        [validators.InputRequired("Elija la clase de sesión.")],
        choices=choices(*((code, rotulo("sesion_tipo", code)) for code in TIPOS_SESION)),
        default="ordinaria",
    )
    fecha = DateField("¿Qué día?", [validators.InputRequired("Escriba el día completo: día, mes y año.")])
    hora = TimeField("¿A qué hora?", [validators.InputRequired("Escriba la hora, por ejemplo 10:00.")])
    lugar = StringField(
        "¿En qué lugar?",
        [required("Escriba el lugar, por ejemplo: Salón de Cabildo."), at_most(300)],
        description="Como debe leerse en el acta: «el Salón de Cabildo del Palacio Municipal».",
        filters=[strip],
    )
    domicilio = StringField("Domicilio", [at_most(300)], filters=[strip])
    publicidad = RadioField(
        "¿Es pública o privada?",
        choices=choices(*((code, rotulo("publicidad", code)) for code in PUBLICIDADES)),
        default="publica",
    )
    modalidad = SelectField(
        "Modalidad",
        choices=choices(*((code, rotulo("modalidad", code)) for code in MODALIDADES)),
        default="presencial",
    )
    sede = SelectField(
        "Recinto", choices=choices(*((code, rotulo("sede", code)) for code in SEDES)), default="recinto_oficial"
    )
    recinto_acuerdo = StringField(
        "Acuerdo que declara el recinto, o por qué se cambia",
        [at_most(300)],
        description="Hace falta cuando no es el recinto oficial.",
        filters=[strip],
    )
    enlace = StringField(
        "Enlace para asistir a distancia", [at_most(300)], description="Comienza con https://.", filters=[strip]
    )
    permanente = BooleanField("Es sesión permanente: concluye cuando se agotan los puntos")
    en_bloque = BooleanField("Votar los POA en bloque, con reserva de los que se discutan en lo particular")
    informativos = TextAreaField(
        "Otros puntos informativos", [at_most(4000)], description=f"{UNO_POR_RENGLON} No se votan.", filters=[strip]
    )
    votables = TextAreaField(
        "Otros puntos que se votan",
        [at_most(4000)],
        description=f"{UNO_POR_RENGLON} Asuntos que no son un expediente.",
        filters=[strip],
    )

    @property
    def momento(self) -> datetime:
        """Day and hour on the wall clock of the municipality, as an instant."""
        return datetime.combine(self.fecha.data, self.hora.data, tzinfo=ZONE)


def lines(texto: str | None) -> tuple[str, ...]:
    """Each line that says something."""
    return tuple(line.strip() for line in (texto or "").splitlines() if line.strip())
