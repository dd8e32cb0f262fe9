"""The forms of a POA, drawn from its schema: groups of fields with their options, help and what is wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from workflow.poa.catalogos import Catalogos
from workflow.poa.esquema import CODIGOS, TODO_EL_MUNICIPIO, Campo, Seccion
from workflow.poa.formas import CALCULADOS, name_of
from workflow.poa.reparto import COMO_FILA, MODOS

Opciones = list[tuple[str, str]]
LARGOS = frozenset(
    {
        "problema_central",
        "objetivo_general",
        "descripcion",
        "resumen",
        "definicion",
        "metodo",
        "supuesto",
        "medio",
        "focalizacion",
        "proposito_subsidio",
    }
)
UNO_POR_RENGLON = frozenset({"causas", "efectos", "objetivos_especificos"})
AYUDAS: dict[str, str] = {
    "fecha_elaboracion": "El nombre de la unidad se revisa contra el vigente en esta fecha.",
    "potencial_mujeres": "Mujeres y hombres van los dos, o ninguno si la población no es de personas.",
    "objetivo_mujeres": "Mujeres y hombres van los dos, o ninguno si la población no es de personas.",
    "tipo_meta": "Acumulable suma los meses; Constante repite el nivel; Última es diciembre; Promedio es la media; "
    "Única se entrega en un solo mes. Un porcentaje nunca es Acumulable.",
    "componente": "La clave del componente en la matriz del programa, por ejemplo C1.",
    "unidad": "En singular: Obra, Consulta, Porcentaje.",
    "meta_anual": "Vacía solo si el indicador es bienal o trianual y este año no se mide.",
    "numero": "1 o 2: el orden del indicador dentro del nivel.",
    "causas": "Una por renglón.",
    "efectos": "Uno por renglón.",
    "objetivos_especificos": "Uno por renglón.",
    "focalizacion": "Con qué criterios se elige a quién se atiende primero.",
    "atendida_total": "A quiénes se atiende este año: no más que la población objetivo.",
    "atendida_mujeres": "Mujeres y hombres van los dos, o ninguno si la población no es de personas.",
    "funcion": "Finalidad, función y subfunción del gasto (CONAC).",
    "tipo_apoyo": "Solo si el programa entrega apoyos, subsidios o ayudas (conceptos 4300 y 4400).",
    "proposito_subsidio": "Para qué es, en una frase. Con subsidios o ayudas, la Ley de Disciplina Financiera lo pide "
    "público (art. 13, fracción VII).",
    "temporalidad_subsidio": "Desde cuándo y hasta cuándo se entrega, o cada cuánto.",
    "beneficiarios": "A cuántas personas llega, o a quiénes: «1,200 productoras».",
    "tipo_gasto": "Corriente, de capital… (CONAC). Si no lo sabe, déjelo vacío.",
    "amarillo_desde": "Los cuatro umbrales van de menor a mayor, en por ciento de cumplimiento.",
}
AYUDAS_DE: dict[tuple[str, str], str] = {
    ("alineacion", "clave"): "PMD: 5.2.1.2. ODS: 11 el objetivo, 11.1 la meta. Transversal: T1, T3, T4 o T5.",
    ("alineacion", "descripcion"): "Si la deja vacía y la clave es del PMD o de los ODS, se llena sola.",
    ("actividades", "clave"): "A01, A02…, sin repetir.",
    ("mir", "clave"): "F1, P1, C1, C1A1.",
    ("mir", "resumen"): "Fin: «Contribuir a … mediante …». Propósito: sujeto y verbo. Componente: participio.",
}
GRUPOS: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "identificacion": (
        ("Documento", ("ejercicio", "version", "fecha_elaboracion")),
        ("Unidad", ("clave_ur", "unidad_responsable", "siglas", "cargo_titular")),
        (
            "Programa",
            ("programa", "programa_nombre", "modalidad", "ur_lider", "otros_programas", "tipo_programa"),
        ),
        (
            "Problema, objetivo y cobertura",
            ("problema_central", "objetivo_general", "poblacion_referencia", "cobertura"),
        ),
        ("Población potencial", ("potencial_total", "potencial_mujeres", "potencial_hombres")),
        ("Población objetivo", ("objetivo_total", "objetivo_mujeres", "objetivo_hombres")),
        ("Firmas (cargos)", ("elaboro", "reviso", "autorizo", "visto_bueno")),
    ),
    "diagnostico": (
        ("El problema", ("descripcion", "causas", "efectos")),
        ("A dónde se quiere llegar", ("objetivos_especificos",)),
        ("Población atendida", ("focalizacion", "atendida_total", "atendida_mujeres", "atendida_hombres")),
        ("Clasificación del gasto", ("funcion",)),
        ("Subsidios y ayudas", ("tipo_apoyo", "proposito_subsidio", "temporalidad_subsidio")),
    ),
    "alineacion": (("Instrumento y clave", ("instrumento", "nivel", "clave", "descripcion")),),
    "actividades": (
        ("Actividad", ("clave", "programa", "componente", "descripcion", "unidad", "tipo_meta")),
        ("Calendario de metas", ("meses",)),
        ("Dónde, cómo se comprueba y quién responde", ("localidades", "medio", "responsable", "beneficiarios")),
    ),
    "presupuesto": (("Partida", ("partida", "fuente", "tipo_gasto")), ("Calendario en pesos", ("meses",))),
    "mir": (
        ("Nivel", ("nivel", "clave", "resumen", "numero")),
        (
            "Indicador",
            ("indicador", "definicion", "metodo", "tipo_formula", "variable_1", "variable_2", "unidad"),
        ),
        ("Clasificación", ("dimension", "tipo", "frecuencia", "sentido")),
        (
            "Línea base y metas",
            ("linea_base", "anio_linea_base", "meta_anual", "meta_t1", "meta_t2", "meta_t3", "meta_t4"),
        ),
        ("Semáforo", ("amarillo_desde", "verde_desde", "verde_hasta", "amarillo_hasta")),
        ("Comprobación", ("medio", "supuesto")),
    ),
}  # fmt: skip


@dataclass(frozen=True)
class CampoForma:
    """One field as the page draws it. `tipo`: text, date, textarea, select or casillas (`valor` is then a list)."""

    nombre: str
    rotulo: str
    tipo: str
    valor: Any
    opcional: bool
    ayuda: str | None = None
    error: str | None = None
    opciones: Opciones = field(default_factory=list)
    numerico: bool = False


@dataclass(frozen=True)
class Grupo:
    titulo: str
    campos: list[CampoForma]
    calendario: bool = False


@dataclass(frozen=True)
class Reparto:
    """What a year comes to and how it is spread, as typed (`anual`, `modo`, `como`), and the rows whose proportion
    may be taken."""

    escrito: Mapping[str, str]
    filas: list[str]

    @property
    def modos(self) -> Opciones:
        return [(clave, texto) for clave, texto in MODOS.items() if self.filas or clave != COMO_FILA]

    @property
    def opciones(self) -> Opciones:
        return [("", "Elija…"), *((clave, clave.replace("|", " con fuente ")) for clave in self.filas)]


def groups(
    seccion: Seccion, values: Mapping[str, Any], errors: Mapping[str, str], options: Mapping[str, Opciones]
) -> list[Grupo]:
    """The groups of a form with what each field holds and what is wrong with it."""
    found = []
    for titulo, claves in GRUPOS[seccion.clave]:
        fields = [
            field_of(seccion, campo, values, errors, options)
            for clave in claves
            for campo in seccion.campos
            if campo.clave == clave and campo.clave not in CALCULADOS
        ]
        found.append(Grupo(titulo, fields, claves == ("meses",)))
    return found


def field_of(
    seccion: Seccion,
    campo: Campo,
    values: Mapping[str, Any],
    errors: Mapping[str, str],
    options: Mapping[str, Opciones],
) -> CampoForma:
    name = name_of(campo)
    found = list(options.get(campo.clave, ()))
    if campo.codigos:
        found = [("", "Elija…"), *CODIGOS[campo.codigos].items()]
    kind = _kind(campo, found)
    value = values.get(name, [] if kind == "casillas" else "")
    if kind == "textarea" and isinstance(value, list):
        value = "\n".join(value)
    return CampoForma(
        nombre=name,
        rotulo=campo.titulo,
        tipo=kind,
        valor=value,
        opcional=not campo.obligatorio,
        ayuda=AYUDAS_DE.get((seccion.clave, campo.clave)) or AYUDAS.get(campo.clave),
        error=errors.get(name),
        opciones=_with_own(found, value),
        numerico=campo.tipo in ("entero", "decimal", "dinero"),
    )


def _kind(campo: Campo, options: Opciones) -> str:
    if campo.clave in UNO_POR_RENGLON:
        return "textarea"
    if campo.tipo == "lista":
        return "casillas"
    if options:
        return "select"
    if campo.tipo == "fecha":
        return "date"
    return "textarea" if campo.clave in LARGOS else "text"


def _with_own(options: Opciones, value: Any) -> Opciones:
    """What is already captured stays among the options even if the catalogue no longer has it."""
    known = {code for code, _ in options}
    own = value if isinstance(value, list) else [value]
    missing = [(code, f"{code} (no está en el catálogo)") for code in own if code and code not in known]
    return options + missing if options else options


def options_of(
    seccion: str,
    document: Mapping[str, Any],
    catalogos: Catalogos,
    matriz: Sequence[str],
    resumenes: Mapping[str, str] | None = None,
) -> dict[str, Opciones]:
    """What the fields that come from a catalogue may hold. `matriz`: known components of the programme, with what each
    one is in `resumenes`."""
    names = resumenes or {}
    data = document.get("identificacion") or {}
    programmes = [(p.clave, f"{p.clave} {p.nombre}") for p in catalogos.programas.values()]
    if seccion == "identificacion":
        units = [(unit.clave, f"{unit.clave} {unit.nombre(None)}") for unit in catalogos.dependencias.values()]
        places = [TODO_EL_MUNICIPIO, *(names[0] for names in catalogos.localidades.values())]
        return {
            "programa": [("", "Elija…"), *programmes],
            "otros_programas": programmes,
            "ur_lider": [("", "Elija…"), *units],
            "cobertura": [(name, name) for name in dict.fromkeys(places)],
        }  # fmt: skip
    if seccion == "diagnostico" and catalogos.funciones:
        return {"funcion": [("", "Elija…"), *((clave, f"{clave} {n}") for clave, n in catalogos.funciones.items())]}
    if seccion == "actividades":
        own = {data.get("programa"), *(data.get("otros_programas") or [])} - {None, ""}
        return {
            "programa": [("", "Elija…"), *(pair for pair in programmes if not own or pair[0] in own)],
            "componente": [("", "Elija…"), *((clave, f"{clave} {names.get(clave, '')}".strip()) for clave in matriz)]
            if matriz
            else [],
            "localidades": [
                (TODO_EL_MUNICIPIO, TODO_EL_MUNICIPIO),
                *((clave, f"{names[0]} ({clave})") for clave, names in catalogos.localidades.items()),
            ],
        }
    if seccion == "presupuesto":
        return {
            "partida": [("", "Elija…"), *((clave, f"{clave} {name}") for clave, name in catalogos.partidas.items())],
            "fuente": [("", "Elija…"), *((clave, f"{clave} {name}") for clave, name in catalogos.fuentes.items())],
        }
    return {}
