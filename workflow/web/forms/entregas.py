"""Forms of the deliveries: what was given, where and to whose hands."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal, InvalidOperation

from wtforms import BooleanField, DateField, FileField, SelectField, StringField, TextAreaField, validators
from wtforms.fields.core import Field

from workflow.entregas.clases import CLASES, RECIBEN
from workflow.entregas.periodos import del_ejercicio, en_palabras
from workflow.entregas.reglas import Apoyo
from workflow.kernel.money import parse_centavos
from workflow.kernel.refusals import Invalid
from workflow.padron.lugares import Lugares
from workflow.textos import razon, rotulo
from workflow.web.forms.base import Form, at_most, choices, required, strip

# Beside which field each reason is printed.
JUNTO_A = {
    "ENTREGA_CLASE": "clase",
    "ENTREGA_RECIBE": "recibe",
    "ENTREGA_A_MENOR": "recibe",
    "ENTREGA_TUTORA_DE_MAYOR": "recibe",
    "ENTREGA_AUTORIZADA_SIN_CARTA": "archivo",
    "ENTREGA_SIN_FECHA": "dia",
    "ENTREGA_FUTURA": "dia",
    "ENTREGA_ANTES_DE_REGLAS": "dia",
    "ENTREGA_TRAS_VIGENCIA": "dia",
    "ENTREGA_ANTES_DE_ALTA": "dia",
    "ENTREGA_TRAS_BAJA": "dia",
    "ENTREGA_MISMO_DIA": "dia",
    "ENTREGA_PERIODO": "periodo",
    "ENTREGA_PERIODO_CERRADO": "periodo",
    "ENTREGA_REPETIDA": "periodo",
    "ENTREGA_MONTO": "monto",
    "ENTREGA_SIN_MONTO": "monto",
    "ENTREGA_MONTO_MENOR": "monto",
    "ENTREGA_MONTO_MAYOR": "monto",
    "ENTREGA_MONTO_PERSONA": "monto",
    "ENTREGA_SOBRE_LO_APROBADO": "monto",
    "REINTEGRO_MONTO": "monto",
    "ENTREGA_CANTIDAD": "cantidad",
    "ENTREGA_SIN_CANTIDAD": "cantidad",
    "ENTREGA_SIN_DESCRIPCION": "descripcion",
    "ENTREGA_SIN_LUGAR": "lugar",
    "ENTREGA_LOCALIDAD": "cvegeo",
    "ENTREGA_RECIBO_REPETIDO": "recibo",
    "ENTREGA_SIN_MOTIVO": "motivo",
    "AJUSTE_FECHA": "dia",
}


def _read(reader: Callable[[str], object]) -> Callable[[Form, Field], None]:
    def check(form: Form, field: Field) -> None:
        if not field.data:
            return
        try:
            reader(field.data)
        except Invalid as wrong:
            raise validators.ValidationError(" ".join(razon(reason) for reason in wrong.reasons)) from None

    return check


def cantidad(escrita: str) -> Decimal | None:
    """A quantity as typed, `1,200.5`. None when there is none. Raises Invalid."""
    limpia = "".join(escrita.split()).replace(",", "")
    if not limpia:
        return None
    try:
        leida = Decimal(limpia)
    except InvalidOperation:
        raise Invalid("ENTREGA_CANTIDAD") from None
    if not leida.is_finite():
        raise Invalid("ENTREGA_CANTIDAD")
    return leida


class ApoyoForm(Form):
    """What is given: the same for one delivery and for a jornada."""

    clase = SelectField(
        "¿Qué tipo de apoyo es?", choices=choices(*((code, rotulo("clase_entrega", code)) for code in CLASES))
    )
    monto = StringField(
        "¿Cuánto dinero, o cuánto vale?",
        [_read(parse_centavos)],
        description="En pesos, por ejemplo 1,500.00. En especie o servicio puede quedar vacío.",
        filters=[strip],
        render_kw={"inputmode": "decimal"},
    )
    cantidad = StringField(
        "¿Cuántas piezas o qué cantidad?",
        [_read(cantidad)],
        description="Solo si es en especie: 1, 20, 2.5…",
        filters=[strip],
        render_kw={"inputmode": "decimal"},
    )
    unidad = StringField("¿En qué unidad?", [at_most(40)], description="despensa, litros, pieza…", filters=[strip])
    descripcion = StringField(
        "¿Qué se entregó o qué servicio se dio?",
        [at_most(200)],
        description="Sin datos de la persona.",
        filters=[strip],
    )
    dia = DateField("¿Qué día?", [validators.InputRequired("Escriba el día, con día, mes y año.")])
    periodo = SelectField("¿A qué periodo corresponde?")
    lugar = StringField(
        "¿En qué recinto?", [at_most(200)], description="Salón ejidal, plaza, oficina…", filters=[strip]
    )
    cvegeo = SelectField("¿En qué localidad?")

    def offer(self, ejercicio: int, lugares: Lugares) -> None:
        """What can be chosen."""
        self.periodo.choices = choices(
            *((clave, f"{clave}, {en_palabras(clave)}") for clave in del_ejercicio(ejercicio))
        )
        self.cvegeo.choices = choices(
            ("", "No se dice"), *((clave, lugares.nombre(clave)) for clave in lugares.por_clave)
        )

    def apoyo(self, lugares: Lugares, **more: str) -> Apoyo:
        return Apoyo(
            clase=self.clase.data or "",
            dia=self.dia.data,
            periodo=self.periodo.data or "",
            monto=parse_centavos(self.monto.data) if self.monto.data else None,
            cantidad=cantidad(self.cantidad.data or ""),
            unidad=self.unidad.data or "",
            descripcion=self.descripcion.data or "",
            lugar=self.lugar.data or "",
            cvegeo=self.cvegeo.data or "",
            localidades=frozenset(lugares.por_clave),
            **more,
        )


class EntregaForm(ApoyoForm):
    recibe = SelectField(
        "¿Quién recibe?", choices=choices(*((code, rotulo("recibe_entrega", code)) for code in RECIBEN))
    )
    recibo = StringField("¿Qué folio tiene el recibo?", [at_most(40)], filters=[strip])
    archivo = FileField(
        "Recibo firmado",
        description="Foto o PDF, de hasta 25 MB. Se guarda cifrado, con su huella.",
        render_kw={"accept": ".pdf,.png,.jpg,.jpeg"},
    )


class JornadaForm(ApoyoForm):
    localidad = SelectField(
        "¿De qué localidad son las personas?",
        description="Sin elegir, todas las del padrón. La lista queda fija al prepararla.",
    )
    solo_pendientes = BooleanField("Solo quienes no han recibido en el periodo")


class LibroForm(ApoyoForm):
    """What is the same in all the rows; the day and the amount are in each one."""

    archivo = FileField(
        "Libro de entregas",
        description="Excel (.xlsx), OpenDocument (.ods) o texto (.csv), de hasta 25 MB. Se guarda cifrado.",
        render_kw={"accept": ".xlsx,.ods,.csv"},
    )
    dia = None
    monto = None
    cantidad = None
    unidad = None

    def comunes(self) -> Apoyo:
        return Apoyo(
            self.clase.data or "",
            None,
            self.periodo.data or "",
            descripcion=self.descripcion.data or "",
            lugar=self.lugar.data or "",
            cvegeo=self.cvegeo.data or "",
            recibe="",
        )


class AjusteForm(Form):
    clase = SelectField(
        "¿Qué pasó?",
        choices=choices(
            ("anulacion", "La entrega no se hizo: anularla"), ("reintegro", "Se hizo y se devolvió dinero: reintegro")
        ),
    )
    monto = StringField(
        "¿Cuánto se reintegró?",
        [_read(parse_centavos)],
        description="En pesos. Solo si es un reintegro.",
        filters=[strip],
        render_kw={"inputmode": "decimal"},
    )
    dia = DateField("¿Qué día?", [validators.InputRequired("Escriba el día, con día, mes y año.")])
    motivo = TextAreaField(
        "¿Por qué?",
        [required("Explique el motivo."), at_most(500)],
        description="Al menos 10 letras, sin escribir datos de la persona. No se borra.",
        render_kw={"rows": 3},
    )
    archivo = FileField("Comprobante", description="PDF o foto.", render_kw={"accept": ".pdf,.png,.jpg,.jpeg"})

    def centavos(self) -> int | None:
        return parse_centavos(self.monto.data) if self.monto.data else None
