"""The columns of the Padrón Único de Beneficiarios, by structure, as its layouts have them. Pure.

Each line: TITLE | kind | what goes in it. Kinds: t text, f date, n number, and l:NAME a text of a list. A `*` before
the title: it cannot be empty.
"""

from __future__ import annotations

from dataclasses import dataclass

HOJAS = {"persona": "Personas", "actor_social": "Actor Social", "poblacion": "Poblaciones"}


@dataclass(frozen=True)
class Columna:
    titulo: str
    tipo: str
    sentido: str
    seccion: str
    lista: str = ""
    obligatoria: bool = False


_DOMICILIO = """
TIPOVIAL | l:vialidad | Tipo de vialidad: calle, avenida, callejón
NOMVIAL | t | Nombre de la vialidad
CARRETERA | t | Nombre de la carretera, si el domicilio está en una
CAMINO | t | Nombre del camino, si el domicilio está en uno
NUMEXTNUM1 | t | Número exterior
NUMEXTNUM2 | t | Segundo número exterior
NUMEXTALF1 | t | Letra del número exterior
NUMEXTANT | t | Número exterior anterior
NUMINTNUM | t | Número interior
NUMINTALF | t | Letra del número interior
TIPOASEN | l:asentamiento | Tipo de asentamiento: colonia, ejido, pueblo
NOMASEN | t | Nombre de la colonia o asentamiento
CP | t | Código postal, cinco cifras con sus ceros
NOM_LOC | t | Nombre de la localidad
CVE_LOC | l:localidad | Clave de la localidad, cuatro cifras con sus ceros
NOM_MUN | t | Nombre del municipio
CVE_MUN | t | Clave del municipio, tres cifras con sus ceros (Fresnillo: 010)
NOM_ENT | t | Nombre de la entidad
CVE_ENT | l:entidad | Clave de la entidad, dos cifras con sus ceros (Zacatecas: 32)
TIPOREF1 | t | Tipo de la primera referencia del domicilio
NOMREF1 | t | Primera referencia
TIPOREF2 | t | Tipo de la segunda referencia
NOMREF2 | t | Segunda referencia
TIPOREF3 | t | Tipo de la tercera referencia
NOMREF3 | t | Tercera referencia
DESCRUBIC | t | Descripción de la ubicación
AGEB | t | Área geoestadística básica
CLAVE_MZNA | t | Clave de la manzana
LONGITUD | t | Longitud, en grados
LATITUD | t | Latitud, en grados
"""
_PERSONA = """
ID_HOGAR | t | Folio del hogar
ID_CUIS_PS | t | Folio del cuestionario del programa
ID_CUIS_SEDESOL | t | Folio del cuestionario único
FH_LEVANTAMIENTO | f | Día en que se levantó el cuestionario
ID_PERSONA | t | Folio de la persona
*NB_PRIMER_AP | t | Primer apellido
NB_SEGUNDO_AP | t | Segundo apellido; vacío si la persona no tiene
*NB_NOMBRE | t | Nombre o nombres
*FH_NACIMIENTO | f | Fecha de nacimiento
CD_SEXO | l:sexo | H hombre, M mujer, X no binario
CD_EDO_NAC | l:entidad | Entidad de nacimiento, clave del INEGI
*NB_CURP | t | CURP, 18 caracteres; si la persona no tiene, vacía y con su motivo en MOTIVO_SIN_CURP
IN_HUELLA | n | 1 si se tomó la huella, 0 si no
IN_IRIS | n | 1 si se tomó el iris, 0 si no
CD_EDO_CIVIL | t | Estado civil
"""
_PADRON = """
CD_DEPENDENCIA | t | Clave de la dependencia
CD_INSTITUCION | t | Clave de la unidad responsable
CD_PADRON | t | Clave del padrón
CD_INTRAPROGRAMA | t | Clave del componente del programa
NB_SUBPROGRAMA | t | Nombre del subprograma
*FH_ALTA | f | Día en que la persona entró al padrón
"""
_BENEFICIO = """
CD_ESTATUS_BEN | t | Situación de la persona beneficiaria
CD_ESTATUS_HOG | t | Situación del hogar
CD_ENT_PAGO | t | Entidad donde se entrega, dos cifras
CD_MUN_PAGO | t | Municipio donde se entrega, tres cifras
CD_LOC_PAGO | t | Localidad donde se entrega, cuatro cifras
NB_PERIODO_CORRES | t | Periodo al que corresponde el apoyo, por ejemplo 2026-T1
CD_TP_BENEFICIO | t | Tipo de apoyo: dinero, especie o servicio
CD_TP_EXPEDICION | t | Tipo de expedición
IN_TITULAR | l:si_no | 1 si es titular del apoyo, 0 si no
CD_PARENTESCO | t | Parentesco con la persona titular
CD_TP_BEN_DET | t | Razón del apoyo
NU_BENEFICIOS | n | Cuántos apoyos
CD_BENEFICIO | t | Clave del apoyo
*NU_IMP_MONETARIO | n | Monto del apoyo en pesos; 0 si no se entregó dinero
NU_MES_PAGO | n | Mes de la entrega
CD_MET_PAGO | t | Método de entrega
ID_AGRUPADOR | t | Folio que agrupa apoyos
IN_CORRESP | n | 1 si hay corresponsabilidad, 0 si no
"""
_MUNICIPAL = """
CURP_TUTOR | t | CURP de la madre, el padre o quien ejerza la tutela; solo de menores de 18 años
NB_TUTOR | t | Nombre de esa persona
MOTIVO_SIN_CURP | t | Por qué la persona no tiene CURP
"""
_ACTOR = """
*RAZON_SOCIAL | t | Razón o denominación social
*RFC | t | RFC con homoclave, 12 caracteres
*FH_CONSTITUCION | f | Fecha de constitución
NB_ACTIVIDAD | t | Actividad
"""
_REPRESENTANTE = """
*NB_PRIMER_AP_REP | t | Primer apellido de quien representa
NB_SEGUNDO_AP_REP | t | Segundo apellido; vacío si no tiene
*NB_NOMBRE_REP | t | Nombre de quien representa
*NB_CURP_REP | t | CURP de quien representa, 18 caracteres
*FH_NACIMIENTO_REP | f | Fecha de nacimiento de quien representa
"""
_DEL_ACTOR = """
CD_DEPENDENCIA | t | Clave de la dependencia
CD_PADRON | t | Clave del padrón
NB_PERIODO_CORRES | t | Periodo al que corresponde el apoyo, por ejemplo 2026-T1
*FH_ALTA | f | Día en que entró al padrón
CD_BENEFICIO | t | Clave del apoyo
NU_BENEFICIOS | n | Cuántos apoyos
*NU_IMP_MONETARIO | n | Monto del apoyo en pesos; 0 si no se entregó dinero
"""
_OBRA = """
*ID_OBRA | t | Clave de la obra o acción
*NB_OBRA | t | Nombre de la obra o acción
RFC_EJECUTOR | t | RFC de quien ejecuta
TIPO_EJECUCION | t | Tipo de ejecución
MOD_EJECUCION | t | Modalidad de ejecución: contrato o administración directa
TIPO_INTERV | t | Tipo de intervención: construcción, ampliación, rehabilitación
"""
_POBLACION = """
*NU_BENEF | n | Personas beneficiarias; hombres más mujeres
*NU_BENEF_HOM | n | Hombres
*NU_BENEF_MUJ | n | Mujeres
NU_VIVIENDAS | n | Viviendas
"""
_INVERSION = """
*NU_INV_TOT | n | Inversión total en pesos; la suma de las cuatro que siguen
*NU_INV_FED | n | Inversión federal
*NU_INV_EST | n | Inversión estatal
*NU_INV_MUN | n | Inversión municipal
*NU_INV_OTRAS | n | Otras inversiones
*FH_INICIO | f | Fecha de inicio
*FH_TERMINO | f | Fecha de término
"""
_PROGRAMA_OBRA = """
CD_DEPENDENCIA | t | Clave de la dependencia
CD_PADRON | t | Clave del padrón
*ANIO | n | Año
*TRIMESTRE | l:trimestre | Trimestre, de 1 a 4
ETAPA | t | Etapa de captura
"""


def _columnas(*partes: tuple[str, str]) -> tuple[Columna, ...]:
    halladas = []
    for seccion, escritas in partes:
        for linea in escritas.strip().splitlines():
            titulo, tipo, sentido = (parte.strip() for parte in linea.split("|", 2))
            lista = tipo.removeprefix("l:") if tipo.startswith("l:") else ""
            halladas.append(
                Columna(titulo.lstrip("*"), tipo[0], sentido, seccion, lista, obligatoria=titulo.startswith("*"))
            )
    return tuple(halladas)


PUB: dict[str, tuple[Columna, ...]] = {
    "persona": _columnas(
        ("Persona", _PERSONA),
        ("Padrón", _PADRON),
        ("Apoyo", _BENEFICIO),
        ("Domicilio", _DOMICILIO),
        ("Del municipio", _MUNICIPAL),
    ),
    "actor_social": _columnas(
        ("Persona moral", _ACTOR), ("Representante", _REPRESENTANTE), ("Apoyo", _DEL_ACTOR), ("Domicilio", _DOMICILIO)
    ),
    "poblacion": _columnas(
        ("Obra o acción", _OBRA),
        ("Población", _POBLACION),
        ("Inversión", _INVERSION),
        ("Padrón", _PROGRAMA_OBRA),
        ("Domicilio", _DOMICILIO),
    ),
}
