"""Forms of user administration."""

from __future__ import annotations

from wtforms import BooleanField, DateField, SelectField, StringField, validators

from workflow.kernel.actor import ROLES
from workflow.textos import rotulo
from workflow.web.forms.base import Form, at_most, choices, required, strip

DATE = "Escriba la fecha completa: día, mes y año."


class PersonaForm(Form):
    nombre = StringField(
        "Nombre completo", [required("Escriba el nombre completo de la persona."), at_most(200)], filters=[strip]
    )
    cargo = StringField(
        "Cargo en el Ayuntamiento",
        [required("Escriba el cargo, como aparece en su nombramiento."), at_most(200)],
        description="Como debe aparecer en los documentos: «Directora de Obras Públicas».",
        filters=[strip],
    )


class NuevaForm(PersonaForm):
    correo = StringField(
        "Correo institucional",
        [required("Escriba el correo institucional de la persona."), at_most(200)],
        description="Con él entra y en él recibe los avisos.",
        filters=[strip],
        render_kw={"inputmode": "email", "autocapitalize": "none", "spellcheck": "false"},
    )


class EditarForm(NuevaForm):
    activo = BooleanField("Puede entrar a Ruta")


class CargoForm(Form):
    rol = SelectField("Cargo en Ruta", [required("Elija un cargo de la lista.")], choices=[])
    dependencia = SelectField(
        "Dependencia",
        [validators.Optional()],
        description="Obligatoria para enlaces y titulares de dependencia. En Planeación, la que no podrá revisar.",
        choices=[],
        validate_choice=False,
    )
    desde = DateField("Desde", [validators.InputRequired(DATE)])
    hasta = DateField("Hasta", [validators.Optional()], description="Último día. Vacío: sin fecha final.")

    def offer(self, dependencias: list[tuple[str, str]]) -> CargoForm:
        """Fill in the options. `dependencias`: (clave, name)."""
        self.rol.choices = choices(("", "Elija…"), *((rol, rotulo("rol", rol)) for rol in ROLES))
        self.dependencia.choices = choices(("", "Ninguna: todo el municipio"), *dependencias)
        return self


class TerminarForm(Form):
    hasta = DateField("Último día", [validators.Optional()])
