"""The sample form of /estilo."""

from __future__ import annotations

from wtforms import BooleanField, DateField, RadioField, SelectField, StringField, TextAreaField, validators

from workflow.web.forms.base import Form, choices, required, strip


class EstiloForm(Form):
    correo = StringField(
        "¿Cuál es su correo institucional?",
        [
            validators.Regexp(
                r"[^@ ]+@[^@ ]+\.[^@ ]+", message="Escriba el correo completo, como nombre@fresnillo.gob.mx."
            )
        ],
        description="El que le dio la Dirección de Informática.",
        filters=[strip],
    )
    tipo = RadioField(
        "¿Qué tan grave es?",
        choices=choices(
            ("bloqueante", "Bloqueante: impide validar"), ("recomendacion", "Recomendación: no impide validar")
        ),
    )
    dependencia = SelectField(
        "¿De qué dependencia?", choices=choices(("UR-043", "Obras Públicas"), ("UR-051", "Desarrollo Social"))
    )
    fecha = DateField("¿Desde qué día?", [validators.Optional()])
    texto = TextAreaField("Escriba la observación", [required("Escriba qué debe corregirse y por qué.")])
    acepto = BooleanField("Confirmo que revisé los renglones marcados")
