"""Forms of the padrones: the reglas de operación and the file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
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

from workflow.padron.criterios import CAUSAS_BAJA, LIMITE_HOGAR_MAXIMO
from workflow.padron.reglas import CLAVES, EDAD_MAXIMA
from workflow.textos import rotulo
from workflow.web.forms.acciones import centavos
from workflow.web.forms.base import Form, MultiCheckboxField, at_most, choices, required, strip

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
    "REGLAS_VIGENCIA_HASTA_INVALIDA": "vigencia_hasta",
    "REGLAS_VIGENCIA_CRUZADA": "vigencia_hasta",
    "REGLAS_HOGAR_INVALIDO": "limite_hogar",
    "REGLAS_MONTOS_CRUZADOS": "monto_min",
    "REGLAS_DOCUMENTOS": "documentos",
    "REGLAS_SEXO_INVALIDO": "sexos",
    "REGLAS_CAUSA_INVALIDA": "causas_baja",
}
CAMPOS_CRITERIO = {nombre: nombre for nombre in ("monto_min", "monto_max", "monto_persona")}


def _edad(pregunta: str) -> IntegerField:
    return IntegerField(
        pregunta,
        [
            validators.Optional(),
            validators.NumberRange(0, EDAD_MAXIMA, "Escriba una edad en años, entre 0 y 130, o deje el espacio vacío."),
        ],
        render_kw={"inputmode": "numeric"},
    )


def _pesos(pregunta: str, ayuda: str) -> StringField:
    return StringField(pregunta, [at_most(20)], filters=[strip], description=ayuda, render_kw={"inputmode": "decimal"})


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
    vigencia_hasta = DateField(
        "¿Hasta qué día?", [validators.Optional()], description="Vacío si no dicen su último día de vigencia."
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
    sexos = MultiCheckboxField(
        "¿Es solo para mujeres o solo para hombres?",
        choices=choices(("M", "Mujeres"), ("H", "Hombres")),
        description="Sin marcar ninguno, para todas las personas.",
    )
    limite_hogar = IntegerField(
        "¿Cuántas personas de un mismo hogar pueden recibirlo?",
        [
            validators.Optional(),
            validators.NumberRange(
                1, LIMITE_HOGAR_MAXIMO, f"Escriba un número entre 1 y {LIMITE_HOGAR_MAXIMO}, o deje el espacio vacío."
            ),
        ],
        description="Se cuenta por domicilio y se avisa; vacío si no hay límite.",
        render_kw={"inputmode": "numeric"},
    )
    monto_min = _pesos("¿Cuánto recibe una persona como mínimo, en pesos?", "En cada fila del padrón.")
    monto_max = _pesos("¿Cuánto como máximo, en pesos?", "En cada fila del padrón.")
    monto_persona = _pesos("¿Cuánto como máximo en total, en pesos?", "Sumadas todas las filas de una misma persona.")
    incompatibles = MultiCheckboxField(
        "¿Con qué otros programas no se puede recibir?",
        description="Planeación verá quién está en ambos padrones.",
    )
    documentos = TextAreaField(
        "¿Qué documentos se piden?",
        description="Uno por renglón. Si el archivo trae una columna con ese título, se revisa que diga SÍ.",
        render_kw={"rows": 4},
    )
    causas_baja = MultiCheckboxField(
        "¿Por qué causas se da de baja a una persona?",
        choices=choices(*((causa, rotulo("causa_baja", causa)) for causa in CAUSAS_BAJA)),
        description="Cada baja dirá una de ellas. Sin marcar ninguna, se admiten todas.",
    )
    documento = FileField(
        "Documento de las reglas de operación",
        description="PDF o Word del texto aprobado.",
        render_kw={"accept": ".pdf,.docx"},
    )

    def con_programas(self, programas: Sequence[tuple[str, str]]) -> None:
        """The programmes that may be declared incompatible: (clave, name)."""
        self.incompatibles.choices = choices(*((clave, f"{clave} {nombre}") for clave, nombre in programas))

    def fill_criterios(self, criterios: Mapping[str, Any]) -> None:
        """As they were saved. A programme that is no longer in the catalogue stays as an option."""
        for nombre in CAMPOS_CRITERIO:
            self[nombre].data = "" if criterios.get(nombre) is None else f"{Decimal(criterios[nombre]) / 100:,.2f}"
        self.limite_hogar.data = criterios.get("limite_hogar")
        self.documentos.data = "\n".join(criterios.get("documentos") or ())
        for nombre in ("sexos", "incompatibles", "causas_baja"):
            self[nombre].data = list(criterios.get(nombre) or ())
        conocidos = {opcion.value for opcion in self.incompatibles.choices}
        self.incompatibles.choices += choices(
            *((clave, clave) for clave in criterios.get("incompatibles") or () if clave not in conocidos)
        )

    def datos(self, criterios: Mapping[str, Any]) -> dict[str, Any]:
        """What the use case asks for. `criterios`: those saved, of which the localities have a page of their own."""
        desde, hasta = self.vigencia_reglas.data, self.vigencia_hasta.data
        return {
            "nombre": self.nombre.data or "",
            "vigencia_reglas": desde.isoformat() if desde else None,
            "vigencia_hasta": hasta.isoformat() if hasta else None,
            "edad_min": self.edad_min.data,
            "edad_max": self.edad_max.data,
            "edad_en": self.edad_en.data or None,
            "pide_tutor": bool(self.pide_tutor.data),
            "clave": self.clave.data,
            "formato": self.formato.data,
            "criterios": {
                "localidades": criterios.get("localidades") or [],
                "sexos": self.sexos.data or [],
                "limite_hogar": self.limite_hogar.data,
                **{nombre: _centavos(self[nombre].data or "") for nombre in CAMPOS_CRITERIO},
                "incompatibles": self.incompatibles.data or [],
                "documentos": (self.documentos.data or "").splitlines(),
                "causas_baja": self.causas_baja.data or [],
            },
        }


def _centavos(pesos: str) -> int | str | None:
    """Whole centavos; what is no amount stays as it was typed, for the rule to refuse it."""
    escrito = centavos(pesos)
    return int(escrito) if escrito is not None and escrito.lstrip("-").isdigit() else escrito


class SubirForm(Form):
    archivo = FileField(
        "Archivo del padrón",
        description="Libro de Excel (.xlsx), OpenDocument (.ods) o texto separado por comas (.csv), de hasta 60 MB.",
        render_kw={"accept": ".xlsx,.ods,.csv"},
    )
