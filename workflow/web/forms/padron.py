"""Forms of the padrones: the reglas de operación and the file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wtforms import (
    BooleanField,
    DateField,
    FileField,
    IntegerField,
    SelectField,
    StringField,
    TextAreaField,
    validators,
)

from workflow.padron.reglas import APARTADOS, CLAVES, EDAD_MAXIMA
from workflow.web.forms.base import Form, at_most, choices, required, strip

FORMATOS = ("PUB Personas", "PUB Actor social", "PUB Poblaciones", "libre")
NOMBRES_FORMATO = {
    "PUB Personas": "Padrón único: personas",
    "PUB Actor social": "Padrón único: actores sociales",
    "PUB Poblaciones": "Padrón único: poblaciones beneficiarias de obras",
    "libre": "Formato propio de la dependencia",
}
NOMBRES_CLAVE = {
    "CURP": "Una fila por persona (CURP)",
    "CURP + NB_PERIODO_CORRES": "Una fila por persona y periodo, en el formato del padrón único",
    "CURP + PERIODO": "Una fila por persona y periodo",
    "RFC + NB_PERIODO_CORRES": "Una fila por organización y periodo",
    "ID_OBRA + TRIMESTRE": "Una fila por obra y trimestre",
}
# Beside which field each reason of the rules is printed.
JUNTO_A = {
    "REGLAS_NOMBRE_FALTANTE": "nombre",
    "REGLAS_VIGENCIA_INVALIDA": "vigencia_reglas",
    "REGLAS_VIGENCIA_FALTANTE": "vigencia_reglas",
    "REGLAS_EDAD_INVALIDA": "edad_min",
    "REGLAS_EDADES_CRUZADAS": "edad_min",
    "REGLAS_EDAD_SIN_COLUMNA": "edad_en",
    "REGLAS_CLAVE_FALTANTE": "clave",
}


def _edad(pregunta: str) -> IntegerField:
    return IntegerField(
        pregunta,
        [
            validators.Optional(),
            validators.NumberRange(0, EDAD_MAXIMA, "Escriba una edad en años, entre 0 y 130, o deje el espacio vacío."),
        ],
        render_kw={"inputmode": "numeric"},
    )


class ReglasForm(Form):
    nombre = StringField(
        "¿Cómo se llaman las reglas de operación?",
        [required("Escriba el nombre completo de las reglas de operación."), at_most(300)],
        filters=[strip],
    )
    vigencia_reglas = DateField(
        "¿Desde qué día están en vigor?",
        [validators.InputRequired("Escriba el día en que las reglas entran en vigor, con día, mes y año.")],
        description="Nadie puede entrar al padrón con fecha anterior.",
    )
    formato = SelectField(
        "¿En qué formato llega el padrón?", choices=choices(*((code, NOMBRES_FORMATO[code]) for code in FORMATOS))
    )
    clave = SelectField(
        "¿Qué hace única a una fila?",
        choices=choices(*((code, NOMBRES_CLAVE[code]) for code in CLAVES)),
        description="Dos filas con lo mismo son un duplicado: la primera se queda.",
    )
    edad_min = _edad("¿Cuál es la edad mínima?")
    edad_max = _edad("¿Cuál es la edad máxima?")
    edad_en = StringField(
        "¿En qué columna del archivo está la fecha en que se cuenta la edad?",
        [at_most(80)],
        description="El título de la columna con la fecha de alta o de entrega, tal como está en el archivo.",
        filters=[strip],
    )
    pide_tutor = BooleanField("Las personas menores de 18 años necesitan la CURP de su madre, padre o persona tutora")
    documento = FileField(
        "Documento de las reglas de operación",
        description="PDF o Word del texto aprobado.",
        render_kw={"accept": ".pdf,.docx"},
    )

    def datos(self, apartados: Mapping[str, str]) -> dict[str, Any]:
        """What the use case asks for. `apartados`: the texts, as typed."""
        vigencia = self.vigencia_reglas.data
        return {
            "nombre": self.nombre.data or "",
            "vigencia_reglas": vigencia.isoformat() if vigencia else None,
            "edad_min": self.edad_min.data,
            "edad_max": self.edad_max.data,
            "edad_en": self.edad_en.data or None,
            "pide_tutor": bool(self.pide_tutor.data),
            "clave": self.clave.data,
            "formato": self.formato.data,
            "apartados": {nombre: apartados.get(nombre, "") for nombre in APARTADOS},
        }


def _with_texts() -> None:
    """One long text per part of the rules that the law names."""
    for nombre, rotulo in APARTADOS.items():
        setattr(ReglasForm, f"apartado_{nombre}", TextAreaField(rotulo, [at_most(4000)], render_kw={"rows": 4}))


_with_texts()


class SubirForm(Form):
    archivo = FileField(
        "Archivo del padrón",
        description="Libro de Excel (.xlsx), OpenDocument (.ods) o texto separado por comas (.csv), de hasta 25 MB.",
        render_kw={"accept": ".xlsx,.ods,.csv"},
    )
