"""Forms of signing in and of one's own password."""

from __future__ import annotations

from wtforms import PasswordField, StringField, validators

from workflow.web.forms.base import Form, at_most, required, strip


class EntrarForm(Form):
    correo = StringField(
        "Correo institucional",
        [required("Escriba su correo institucional."), at_most(200)],
        filters=[strip],
        render_kw={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false", "inputmode": "email"},
    )
    clave = PasswordField(
        "Contraseña",
        [required("Escriba su contraseña."), at_most(1000)],
        render_kw={"autocomplete": "current-password"},
    )


class CodigoForm(Form):
    codigo = StringField(
        "Código",
        [required("Escriba el código."), at_most(40)],
        filters=[strip],
        render_kw={"autocomplete": "one-time-code", "autocapitalize": "none", "spellcheck": "false"},
    )


class ClaveForm(Form):
    actual = PasswordField(
        "Contraseña actual",
        [required("Escriba la contraseña con la que entró.")],
        render_kw={"autocomplete": "current-password"},
    )
    nueva = PasswordField(
        "Contraseña nueva",
        [required("Escriba una contraseña nueva."), at_most(1000)],
        description="Al menos 12 caracteres. Una frase de cuatro palabras sin relación es fácil de recordar.",
        render_kw={"autocomplete": "new-password"},
    )
    repetida = PasswordField(
        "Repita la contraseña nueva",
        [validators.EqualTo("nueva", "La contraseña nueva y su repetición no son iguales. Escríbalas de nuevo.")],
        render_kw={"autocomplete": "new-password"},
    )
