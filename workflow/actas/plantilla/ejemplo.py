"""Fictitious documents on which a template is tried and shown: short ones, with everything a template may find."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from workflow.actas.instantanea import (
    Acuerdo,
    Anexo,
    Asistencia,
    AsuntoGeneral,
    Caratula,
    Comision,
    DictamenRef,
    Emisor,
    Excusa,
    ExpedienteRef,
    Firma,
    Incidencia,
    InstantaneaActa,
    Intervencion,
    Lista,
    Objecion,
    OrganoRef,
    Persona,
    Precision,
    Punto,
    Quorum,
    Sesion,
    Tacha,
    Votacion,
)
from workflow.actas.instantanea_convocatoria import CambioConvocatoria, InstantaneaConvocatoria, PuntoConvocado
from workflow.actas.instantanea_dictamen import (
    Antecedentes,
    AsuntoDictaminado,
    Contenido,
    InstantaneaCertificacion,
    InstantaneaDictamen,
    Modificacion,
    Renglon,
    Ronda,
    VotoParticular,
)

BASE = "https://ruta.ejemplo.invalid"
HUELLA = "3b7e1f0c9a5d2468ace013579bdf2468ace013579bdf02468ace13579bdf0246"
EMISOR = Emisor(
    "H. Ayuntamiento de Fresnillo, Zacatecas", "Fresnillo", "Zacatecas", "2024-2027", "Secretaría de Gobierno Municipal"
)


def _a_las(hora: int, minuto: int = 0) -> datetime:
    """An hour of Friday 30 January 2026 in Fresnillo."""
    return datetime(2026, 1, 30, hora + 6, minuto, tzinfo=UTC)


PLENO = (
    Persona("Amalia Frías Robledo", "Presidente/a Municipal", "M", "C01"),
    Persona("Benito Carranza Solís", "Síndico/a Municipal", "H", "C02"),
    Persona("Celia Montes Urrutia", "Regidor/a", "M", "C03"),
    Persona("Darío Pinedo Salas", "Regidor/a", "H", "C04"),
    Persona("Eugenia Rosales Trejo", "Regidor/a", "M", "C05"),
)
SECRETARIA = Persona("Fabián Ochoa Lira", "Secretario/a de Gobierno Municipal", "H", "SGM")
CABILDO = OrganoRef("CAB", "Cabildo", "cabildo")
EXPEDIENTE = ExpedienteRef(
    "POA-2026-UR-001", "poa", "Programa Operativo Anual 2026", "Dirección de Parques y Jardines", 2, HUELLA
)
VOTOS = Votacion(
    asunto="",
    tipo="economica",
    hora=_a_las(11, 20),
    comision=None,
    ronda=1,
    integrantes=5,
    electorado=4,
    a_favor=3,
    en_contra=1,
    abstencion=0,
    mayoria="absoluta_presentes",
    base_tipo="presentes",
    base_valor=4,
    requeridos=3,
    resultado="aprobado",
    motivo="mayoria_alcanzada",
    etiqueta="por mayoría",
    ausentes=1,
    nombres_a_favor=tuple(one.nombre for one in PLENO[:3]),
    nombres_en_contra=(PLENO[3].nombre,),
    quorum=Quorum(3, 4, True),
)
ACUERDO = Acuerdo(
    "AHC/001/2026",
    "Se aprueba el Programa Operativo Anual 2026 de la Dirección de Parques y Jardines, en su versión 2",
    ("Publíquese la versión aprobada", "Notifíquese a la dependencia"),
    "por mayoría",
)
PUNTOS = (
    Punto(1, 1, "Lista de asistencia y declaración de quórum legal", "lista", "desahogado"),
    Punto(
        2,
        2,
        "Análisis, discusión y, en su caso, aprobación del Programa Operativo Anual 2026 de la Dirección de Parques y "
        "Jardines",
        "votable",
        "desahogado",
        presenta="la Regidora Celia Montes Urrutia",
        exposicion="el dictamen atiende las observaciones de Planeación",
        expediente=EXPEDIENTE,
        dictamen=DictamenRef("CU/001/2026", date(2026, 1, 28), ("Hacienda", "Obras Públicas"), "favorable"),
        intervenciones=(
            Intervencion(PLENO[3], "pregunta por el costo de las plantas & su riego <diario>", _a_las(11)),
        ),
        excusas=(Excusa(PLENO[4], "parentesco con la titular", sale=_a_las(10, 50), regresa=_a_las(11, 30)),),
        votaciones=(VOTOS,),
        acuerdo=ACUERDO,
    ),
    Punto(3, None, "Informe de la Tesorería Municipal", "informativo", "retirado", nota="Lo retira quien lo propuso"),
)
ANEXOS = (Anexo("Programa Operativo Anual 2026", 2, HUELLA),)


def proyectos() -> tuple[InstantaneaActa, ...]:
    asistencias = tuple(Asistencia(one, "presente") for one in PLENO[:4])
    ausente = Asistencia(PLENO[4], "ausente_justificado", motivo="comisión oficial")
    completa = InstantaneaActa(
        emisor=EMISOR,
        organo=CABILDO,
        numero=3,
        folio="ACTA-EJEMPLO-003",
        version=1,
        estado="proyecto",
        sesion=Sesion(
            2,
            "ordinaria",
            "publica",
            _a_las(10, 5),
            _a_las(12, 40),
            "el Salón de Cabildo del Palacio Municipal",
            domicilio="calle del Ejemplo número 100, colonia Centro",
            convocatoria_fecha=date(2026, 1, 28),
            convocatoria_fundamento="la reglamentación municipal aplicable",
        ),
        preside=PLENO[0],
        secretario=SECRETARIA,
        listas=(Lista(Comision("CAB", "Cabildo"), 5, (*asistencias, ausente), Quorum(3, 4, True), Quorum(3, 4, True)),),
        puntos=PUNTOS,
        base_url=BASE,
        firmas=(*(Firma(one) for one in PLENO[:4]), Firma(SECRETARIA)),
        asuntos_generales=(AsuntoGeneral(PLENO[2], "solicita reparar una luminaria", "se turna a la Dirección"),),
        incidencias=(Incidencia("receso", _a_las(11, 40), "se declara un receso", _a_las(12), Quorum(3, 4, True)),),
        anexos=ANEXOS,
    )
    minima = replace(
        completa,
        puntos=(),
        asuntos_generales=(),
        incidencias=(),
        anexos=(),
        sesion=replace(completa.sesion, domicilio="", convocatoria_fecha=None, convocatoria_fundamento=""),
    )
    return (completa, minima)


def actas() -> tuple[InstantaneaActa, ...]:
    completa, minima = proyectos()
    aprobada = replace(
        completa,
        version=2,
        estado="aprobada",
        aprobada_en=date(2026, 2, 27),
        aprobada_por="AHC/002/2026",
        precisiones=(Precision("luminaria", "luminarias", "Celia Montes Urrutia"),),
        objeciones=(Objecion("Darío Pinedo Salas", "considera incompleta su intervención"),),
    )
    # The template of the acta serves its project too, so it is tried on both.
    return (aprobada, completa, minima)


def constancias() -> tuple[InstantaneaActa, ...]:
    acta = proyectos()[1]
    presentes = tuple(Asistencia(one, "presente" if n < 2 else "ausente_injustificado") for n, one in enumerate(PLENO))
    return (
        replace(
            acta,
            folio="CNV-EJEMPLO-001",
            sesion=replace(acta.sesion, instalada=False, clausura=_a_las(10, 35)),
            listas=(Lista(Comision("CAB", "Cabildo"), 5, presentes, Quorum(3, 2, False)),),
            firmas=(Firma(PLENO[0]), Firma(PLENO[1]), Firma(SECRETARIA)),
            acuerdos_de_no_instalacion="Se citará en segunda convocatoria",
        ),
    )


def publicas() -> tuple[InstantaneaActa, ...]:
    acta = actas()[0]
    cover = Caratula(
        "Secretaría de Gobierno Municipal",
        "Acta número tres",
        "Contiene datos personales de particulares",
        SECRETARIA.nombre,
        "CT/001/2026",
        date(2026, 3, 2),
        (Tacha("Domicilio particular", "la ley de transparencia aplicable", 1),),
    )
    return (replace(acta, folio="VP-ACTA-EJEMPLO-003", caratula=cover),)


def convocatorias() -> tuple[InstantaneaConvocatoria, ...]:
    primera = InstantaneaConvocatoria(
        emisor=EMISOR,
        organo=CABILDO,
        folio="CONV-EJEMPLO-001",
        version=1,
        tipo="ordinaria",
        publicidad="publica",
        modalidad="hibrida",
        sede="recinto_oficial",
        permanente=False,
        programada=_a_las(10),
        lugar="el Salón de Cabildo del Palacio Municipal",
        fundamento="la reglamentación municipal aplicable",
        horas_minimas=24,
        convoca=PLENO[0],
        emitida=datetime(2026, 1, 28, 16, 0, tzinfo=UTC),
        puntos=tuple(PuntoConvocado(n, p.titulo, p.clase) for n, p in enumerate(PUNTOS, start=1)),
        convocados=PLENO,
        base_url=BASE,
        domicilio="calle del Ejemplo número 100, colonia Centro",
        anexos=ANEXOS,
    )
    cambio = CambioConvocatoria("Lugar", "el Salón de Cabildo", "el auditorio")
    corregida = replace(primera, version=2, cambios=(cambio,), motivo="cambio de recinto")
    segunda = replace(primera, segunda_de=_a_las(9), convocados=(), anexos=(), fundamento="", horas_minimas=0)
    return (primera, corregida, segunda)


ANTECEDENTES = Antecedentes(
    date(2026, 1, 7),
    "Dirección de Parques y Jardines",
    1,
    (Ronda(1, 3, 3, date(2026, 1, 9), date(2026, 1, 12)),),
    date(2026, 1, 16),
    date(2026, 1, 19),
)


def dictamenes() -> tuple[InstantaneaDictamen, ...]:
    hacienda = Comision("HAC", "Hacienda")
    organo = OrganoRef("CU", "Comisiones Unidas de Hacienda y de Obras Públicas", "comisiones_unidas", (hacienda,))
    miembros = tuple(Asistencia(one, "presente", puesto="Vocal") for one in PLENO[2:])
    votos = replace(
        VOTOS,
        comision=hacienda,
        integrantes=3,
        electorado=3,
        a_favor=2,
        base_valor=3,
        requeridos=2,
        ausentes=0,
        nombres_a_favor=(PLENO[2].nombre, PLENO[4].nombre),
    )
    completo = InstantaneaDictamen(
        emisor=EMISOR,
        organo=organo,
        folio="CU/001/2026",
        version=1,
        sentido="favorable_con_modificaciones",
        ejercicio=2026,
        expediente=EXPEDIENTE,
        fundamento=("la reglamentación municipal aplicable",),
        antecedentes=ANTECEDENTES,
        contenido=Contenido(("El programa cuida las áreas verdes.",), "Presupuesto", (Renglon("Total", "$1,250.00"),)),
        considerandos=("Que las comisiones son competentes para dictaminar el asunto",),
        resolutivos=("Se aprueba el programa con las modificaciones señaladas", "Túrnese al Cabildo"),
        sesion_ordinal=1,
        sesion_tipo="ordinaria",
        fecha=_a_las(9),
        lugar="Fresnillo, Zacatecas",
        listas=(Lista(hacienda, 3, miembros, Quorum(2, 3, True)),),
        votaciones=(votos,),
        firmas=(
            Firma(PLENO[2], "Por la Comisión de Hacienda"),
            Firma(PLENO[3], "Por la Comisión de Hacienda", "En contra"),
        ),
        base_url=BASE,
        modificaciones=(Modificacion("Actividad 2, mayo", "10", "12", PLENO[2].nombre, "por mayoría"),),
        impacto_presupuestal="El programa no rebasa su techo presupuestal",
        votos_particulares=(VotoParticular(PLENO[3], "Se aparta del sentido por el costo."),),
        anexos=ANEXOS,
    )
    minimo = replace(
        completo,
        modificaciones=(),
        votos_particulares=(),
        anexos=(),
        fundamento=(),
        contenido=Contenido(),
        impacto_presupuestal="",
        sentido="desfavorable",
    )
    return (completo, minimo, _de_bloque(minimo, completo.modificaciones[0], votos))


def _de_bloque(uno: InstantaneaDictamen, cambio: Modificacion, votos: Votacion) -> InstantaneaDictamen:
    """One dictamen for two dossiers: one approved in general, another reserved and approved with a change."""
    return replace(
        uno,
        sentido="favorable",
        asuntos=(
            AsuntoDictaminado(
                EXPEDIENTE, "Áreas verdes", "$1,250.00", "aprobado", "favorable", "Se aprueba", ANTECEDENTES
            ),
            AsuntoDictaminado(
                replace(EXPEDIENTE, folio="EXP-EJEMPLO-002"),
                "Alumbrado",
                "—",
                "aprobado_con_modificaciones",
                "favorable_con_modificaciones",
                "Se aprueba con modificaciones",
                ANTECEDENTES,
                reservado=True,
                reservado_por=PLENO[3].nombre,
                dictamen="CU/002/2026",
                votaciones=(votos,),
                modificaciones=(cambio,),
            ),
        ),
    )


def certificaciones() -> tuple[InstantaneaCertificacion, ...]:
    pendiente = InstantaneaCertificacion(
        emisor=EMISOR,
        organo=CABILDO,
        folio="CERT/EJEMPLO/001/2026",
        version=1,
        certifica=SECRETARIA,
        fundamento="la reglamentación municipal aplicable",
        sesion_ordinal=2,
        sesion_tipo="ordinaria",
        sesion_publicidad="publica",
        sesion_fecha=_a_las(10, 5),
        acta_numero=3,
        acta_folio="ACTA-EJEMPLO-003",
        acta_aprobada=False,
        punto=2,
        punto_titulo=PUNTOS[1].titulo,
        acuerdo_folio=ACUERDO.folio,
        acuerdo_texto=ACUERDO.texto,
        resolutivos=ACUERDO.resolutivos,
        votacion=VOTOS,
        expedida=_a_las(14),
        base_url=BASE,
        solicitante="la Dirección de Parques y Jardines",
        efectos="los efectos legales a que haya lugar",
        expediente=EXPEDIENTE,
    )
    minima = replace(
        pendiente, acta_aprobada=True, expediente=None, resolutivos=(), solicitante="", efectos="", fundamento=""
    )
    return (pendiente, minima)
