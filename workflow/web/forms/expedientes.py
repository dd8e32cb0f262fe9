"""The form that opens a dossier."""

from __future__ import annotations

from wtforms import IntegerField, RadioField, SelectField, StringField, validators

from workflow.web.forms.base import Form, at_most, choices, required, strip


class NuevoForm(Form):
    tipo = RadioField(
        "¿Qué va a presentar?",
        [validators.InputRequired("Elija si es un POA o un padrón.")],
        choices=choices(
            ("poa", "POA: Programa Operativo Anual"), ("padron", "Padrón de beneficiarios, con sus reglas de operación")
        ),
        default="poa",
    )
    dependencia = SelectField("¿De qué dependencia?", choices=[])
    programa = StringField(
        "¿De qué programa?",
        [required("Escriba la clave del programa, por ejemplo PP-12."), at_most(40)],
        description="Elija la clave del programa presupuestario (al escribir aparece la lista), por ejemplo PP-12.",
        render_kw={"list": "programas", "autocomplete": "off"},
        filters=[strip],
    )
    ejercicio = IntegerField(
        "¿De qué año?", [validators.InputRequired("Escriba el año con cuatro cifras, por ejemplo 2027.")]
    )
    titulo = StringField(
        "¿Qué título lleva?",
        [required("Escriba un título que se entienda por sí solo."), at_most(300)],
        description="Como debe leerse en el orden del día del Cabildo.",
        filters=[strip],
    )
