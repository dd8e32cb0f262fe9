"""Snapshots of sessions written by hand, with fictitious people: a Cabildo of sixteen, and Comisiones Unidas."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

from workflow.actas.instantanea import (
    Acuerdo,
    Anexo,
    Asistencia,
    AsuntoGeneral,
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
    Movimiento,
    OrganoRef,
    Persona,
    Punto,
    Quorum,
    Sesion,
    Votacion,
)
from workflow.actas.instantanea_dictamen import (
    Antecedentes,
    Contenido,
    InstantaneaCertificacion,
    InstantaneaDictamen,
    Modificacion,
    Renglon,
    Ronda,
    VotoParticular,
)

EMISOR = Emisor(
    ayuntamiento="H. Ayuntamiento de Fresnillo, Zacatecas",
    municipio="Fresnillo",
    entidad="Zacatecas",
    trienio="2024-2027",
    dependencia="Secretaría de Gobierno Municipal",
)
FRESNILLO = timezone(timedelta(hours=-6))
BASE = "https://ruta.fresnillo.invalid"
UNANIMES = "por unanimidad de los presentes"
HASH = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"

NOMBRES = (
    ("Rogelio Ibarra Quintero", "H"), ("Marisol Ávila Cervantes", "M"), ("Tomás Escobedo Luna", "H"),
    ("Elvira Nava Rentería", "M"), ("Hugo Saldaña Ríos", "H"), ("Ximena Ortega Félix", "M"),
    ("Gerardo Lozano Peña", "H"), ("Irma Valdivia Soto", "M"), ("Efraín Caldera Muro", "H"),
    ("Norma Trejo Bañuelos", "M"), ("Óscar Menchaca Ruiz", "H"), ("Patricia Güereca Solís", "M"),
    ("Ramiro Zúñiga Acosta", "H"), ("Leticia Dávila Ñíguez", "M"), ("Saúl Belmontes Cruz", "H"),
    ("Julia Ibáñez Carrillo", "M"),
)  # fmt: skip
SECRETARIO = Persona("Arturo Dueñas Palacios", "Secretario/a de Gobierno Municipal", "H", "SGM")


def en(dia: int, hora: int, minuto: int, mes: int = 1) -> datetime:
    """An instant of 2026 given by the clock of Fresnillo (UTC-6 all year)."""
    return datetime(2026, mes, dia, hora, minuto, tzinfo=FRESNILLO)


def cabildo() -> tuple[Persona, ...]:
    cargos = ("Presidente/a Municipal", "Síndico/a Municipal", *(["Regidor/a"] * 14))
    return tuple(
        Persona(nombre, cargo, genero, f"C{number:02d}")
        for number, ((nombre, genero), cargo) in enumerate(zip(NOMBRES, cargos, strict=True), start=1)
    )


PLENO = cabildo()


def votos(
    *, en_contra: tuple[str, ...] = (), abstencion: tuple[str, ...] = (), fuera: tuple[str, ...] = (), **otros: object
) -> Votacion:
    """A show of hands of the Cabildo: everybody in favour but the named seats."""
    electores = [one for one in PLENO if one.clave not in fuera]
    favor = [one for one in electores if one.clave not in (*en_contra, *abstencion)]
    base = Votacion(
        asunto="",
        tipo="economica",
        hora=en(30, 18, 40),
        comision=None,
        ronda=1,
        integrantes=16,
        electorado=len(electores),
        a_favor=len(favor),
        en_contra=len(en_contra),
        abstencion=len(abstencion),
        mayoria="absoluta_presentes",
        base_tipo="presentes",
        base_valor=len(electores),
        requeridos=len(electores) // 2 + 1,
        resultado="aprobado",
        motivo="mayoria_alcanzada",
        etiqueta="por mayoría" if en_contra or abstencion else "por unanimidad",
        ausentes=len(fuera),
        nombres_a_favor=tuple(one.nombre for one in favor),
        nombres_en_contra=_nombres(en_contra),
        nombres_abstencion=_nombres(abstencion),
    )
    return replace(base, **otros)  # type: ignore[arg-type]


def _nombres(claves: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(one.nombre for one in PLENO if one.clave in claves)


EXPEDIENTE = ExpedienteRef(
    folio="POA-2026-UR-043",
    clase="poa",
    titulo="Programa Operativo Anual 2026",
    dependencia="Secretaría de Planeación Estratégica",
    version=3,
    sha256=HASH,
)
DICTAMEN = DictamenRef("CUDEDS/001/2026", date(2026, 1, 28), ("Desarrollo Económico", "Desarrollo Social"), "favorable")


def punto_poa(numero: int = 4) -> Punto:
    return Punto(
        num_convocado=numero,
        num_desahogado=numero,
        titulo="Análisis, discusión y, en su caso, aprobación del Programa Operativo Anual 2026 de la Secretaría de "
        "Planeación Estratégica",
        clase="votable",
        estado="desahogado",
        presenta="la C. Ximena Ortega Félix, Regidora",
        exposicion="el dictamen fue aprobado por las dos comisiones y atiende las nueve observaciones de Planeación",
        expediente=EXPEDIENTE,
        dictamen=DICTAMEN,
        intervenciones=(
            Intervencion(PLENO[9], "pregunta por la meta de capacitación del segundo trimestre", en(30, 18, 21)),
            Intervencion(PLENO[6], "Mi voto no convalida el gasto en viáticos.", en(30, 18, 35), literal=True),
        ),
        excusas=(
            Excusa(
                PLENO[14], "Parentesco con la titular de la dependencia", sale=en(30, 18, 15), regresa=en(30, 18, 45)
            ),
        ),
        votaciones=(
            votos(
                fuera=("C12", "C15"),
                en_contra=("C07",),
                abstencion=("C10",),
                ausentes=1,
                nombres_excusados=("Saúl Belmontes Cruz",),
                etiqueta="por mayoría",
                quorum=Quorum(9, 15, True),
            ),
        ),
        acuerdo=Acuerdo(
            "AHC/012/2026",
            "Se aprueba el Programa Operativo Anual 2026 de la Secretaría de Planeación Estratégica, en su versión 3",
            (
                "Se aprueba el programa en los términos del dictamen CUDEDS/001/2026",
                "Se instruye a la Secretaría de Planeación Estratégica a publicar la versión aprobada",
                "Notifíquese a la Secretaría de Finanzas para los efectos a que haya lugar",
            ),
            "por mayoría",
        ),
    )


def acta_cabildo(**cambios: object) -> InstantaneaActa:
    """Seventeenth ordinary session: one absent with reason, one who arrives late, one dossier, past midnight."""
    lista = Lista(
        Comision("CAB", "Cabildo"), 16, _asistencias(), Quorum(9, 14, True, en(30, 18, 5)), Quorum(9, 13, True)
    )
    acta = InstantaneaActa(
        emisor=EMISOR,
        organo=OrganoRef("CAB", "Cabildo", "cabildo"),
        numero=28,
        folio="ACTA-CAB-2024-2027-028",
        version=1,
        estado="proyecto",
        sesion=Sesion(
            numero=17,
            tipo="ordinaria",
            publicidad="publica",
            apertura=en(30, 18, 5),
            clausura=en(31, 0, 20),
            lugar="el Salón de Cabildo del Palacio Municipal",
            domicilio="Juan de Tolosa número 100, colonia Centro",
            convocatoria_fecha=date(2026, 1, 28),
            convocatoria_fundamento="la reglamentación municipal aplicable",
        ),
        preside=PLENO[0],
        secretario=SECRETARIO,
        listas=(lista,),
        puntos=(
            Punto(1, 1, "Lista de asistencia y declaración de quórum legal", "lista", "desahogado"),
            Punto(
                2, 2, "Lectura y aprobación del orden del día", "orden", "desahogado",
                votaciones=(votos(fuera=("C12", "C16"), hora=en(30, 18, 8), etiqueta=UNANIMES),),
            ),
            Punto(3, None, "Informe de la Sindicatura Municipal", "informativo", "retirado"),
            punto_poa(),
            Punto(5, 5, "Informe trimestral de la Tesorería", "informativo", "desahogado"),
        ),
        asuntos_generales=(
            AsuntoGeneral(PLENO[2], "solicita reparar el alumbrado de la calle Hidalgo", "se turna a la Dirección"),
        ),
        incidencias=(
            Incidencia("receso", en(30, 21, 0), "se declara un receso", en(30, 21, 15), Quorum(9, 15, True)),
        ),
        firmas=(*(Firma(one) for one in PLENO if one.clave != "C12"), Firma(SECRETARIO)),
        anexos=(
            Anexo("Programa Operativo Anual 2026, POA-2026-UR-043", 3, HASH),
            Anexo("Dictamen CUDEDS/001/2026", 1, HASH[::-1]),
        ),
        base_url=BASE,
    )  # fmt: skip
    return replace(acta, **cambios)  # type: ignore[arg-type]


def _asistencias() -> tuple[Asistencia, ...]:
    especiales = {
        "C12": Asistencia(PLENO[11], "ausente_justificado", motivo="comisión oficial"),
        "C16": Asistencia(PLENO[15], "presente", (Movimiento("integra", en(30, 18, 12)),)),
        "C09": Asistencia(PLENO[8], "presente", (Movimiento("retira", en(30, 23, 50)),)),
        "C13": Asistencia(PLENO[12], "presente", suplente_en_funciones=True),
    }
    return tuple(especiales.get(one.clave, Asistencia(one, "presente")) for one in PLENO)


def acta_de(numero: int) -> InstantaneaActa:
    """A session with that many dossiers on the agenda, each with its own vote and acuerdo."""
    puntos = tuple(
        replace(
            punto_poa(n),
            excusas=(),
            titulo=f"Programa Operativo Anual 2026 de la unidad responsable {n}",
            votaciones=(votos(fuera=("C12",), etiqueta="por unanimidad de los presentes"),),
        )
        for n in range(1, numero + 1)
    )
    return acta_cabildo(puntos=puntos)


ECONOMICO, SOCIAL = Comision("DE", "Desarrollo Económico"), Comision("DS", "Desarrollo Social")
UNIDAS = OrganoRef(
    "CUDEDS",
    "Comisiones Unidas de Desarrollo Económico y de Desarrollo Social",
    "comisiones_unidas",
    (ECONOMICO, SOCIAL),
)
# A, B, C, D, E and E, F, G, H, J: the person E belongs to both.
A, B, C, D, E, F, G, H, J = PLENO[2:11]


def listas_unidas() -> tuple[Lista, Lista]:
    def lista(comision: Comision, members: tuple[Persona, ...], presentes: tuple[Persona, ...]) -> Lista:
        puestos = ("Presidente/a", "Secretario/a", "Vocal", "Vocal", "Vocal")
        asistencias = tuple(
            Asistencia(one, "presente" if one in presentes else "ausente_injustificado", puesto=puesto)
            for one, puesto in zip(members, puestos, strict=True)
        )
        return Lista(comision, 5, asistencias, Quorum(3, 3, True), Quorum(3, 3, True))

    return lista(ECONOMICO, (A, B, C, D, E), (A, B, E)), lista(SOCIAL, (F, E, G, H, J), (F, E, G))


def votos_unidas() -> tuple[Votacion, Votacion]:
    """Desarrollo Económico 3-0, Desarrollo Social 1-2: the shared member votes in both."""
    comun: dict[str, object] = {
        "hora": en(28, 10, 40), "integrantes": 5, "electorado": 3, "base_valor": 3, "requeridos": 2, "ausentes": 2,
    }  # fmt: skip
    economico = votos(
        comision=ECONOMICO, a_favor=3, nombres_a_favor=(A.nombre, B.nombre, E.nombre),
        etiqueta="por unanimidad de los presentes", **comun,
    )  # fmt: skip
    social = votos(
        comision=SOCIAL, a_favor=1, nombres_a_favor=(E.nombre,), resultado="rechazado",
        motivo="mayoria_no_alcanzada", etiqueta="por mayoría", **comun,
    )  # fmt: skip
    return economico, replace(social, en_contra=2, nombres_en_contra=(F.nombre, G.nombre))


def acta_unidas() -> InstantaneaActa:
    punto = replace(
        punto_poa(3),
        dictamen=None,
        excusas=(),
        intervenciones=(),
        votaciones=votos_unidas(),
        acuerdo=None,
        resultado="La propuesta no se aprueba: falta la mayoría de la Comisión de Desarrollo Social",
    )
    return acta_cabildo(
        organo=UNIDAS,
        numero=4,
        folio="ACTA-CUDEDS-2024-2027-004",
        sesion=replace(acta_cabildo().sesion, numero=4, apertura=en(28, 10, 5), clausura=en(28, 11, 1)),
        preside=replace(A, cargo="Presidente/a de la Comisión de Desarrollo Económico"),
        listas=listas_unidas(),
        puntos=(punto,),
        asuntos_generales=(),
        incidencias=(),
        firmas=firmas_unidas(),
        anexos=(),
    )


def firmas_unidas() -> tuple[Firma, ...]:
    economico = "Por la Comisión de Desarrollo Económico"
    social = "Por la Comisión de Desarrollo Social"
    puestos = ("Presidente/a", "Secretario/a", "Vocal")
    return (
        *(Firma(replace(one, cargo=p), economico) for one, p in zip((A, B, E), puestos, strict=True)),
        Firma(replace(F, cargo="Presidente/a"), social, "En contra"),
        Firma(replace(E, cargo="Secretario/a"), social),
        Firma(replace(G, cargo="Vocal"), social, "En contra"),
    )


def dictamen(**cambios: object) -> InstantaneaDictamen:
    snapshot = InstantaneaDictamen(
        emisor=EMISOR,
        organo=UNIDAS,
        folio="CUDEDS/001/2026",
        version=1,
        sentido="favorable_con_modificaciones",
        ejercicio=2026,
        expediente=EXPEDIENTE,
        fundamento=("artículos aplicables de la Ley Orgánica del Municipio del Estado de Zacatecas",),
        antecedentes=Antecedentes(
            presentado=date(2026, 1, 7),
            presentado_por="Secretaría de Planeación Estratégica",
            version_presentada=1,
            rondas=(
                Ronda(1, 9, 7, date(2026, 1, 12), date(2026, 1, 15)),
                Ronda(2, 1, 3, date(2026, 1, 19), date(2026, 1, 21)),
            ),
            validado=date(2026, 1, 22),
            turnado=date(2026, 1, 23),
        ),
        contenido=Contenido(
            parrafos=("El programa busca que las dependencias planeen y evalúen su gasto.",),
            tabla_titulo="Presupuesto por capítulo",
            renglones=(
                Renglon("2000 Materiales y suministros", "$101,350.75"),
                Renglon("3000 Servicios", "$25,000.00"),
            ),
        ),
        considerandos=("Que las comisiones son competentes para conocer del asunto.",),
        resolutivos=("Se aprueba el programa con las modificaciones señaladas.", "Túrnese al Cabildo."),
        sesion_ordinal=4,
        sesion_tipo="ordinaria",
        fecha=en(28, 11, 1),
        lugar="Fresnillo, Zacatecas",
        listas=listas_unidas(),
        votaciones=votos_unidas(),
        firmas=firmas_unidas(),
        base_url=BASE,
        modificaciones=(
            Modificacion("Actividades, A03, abril", "10", "12", "C. Elvira Nava Rentería", "por unanimidad"),
        ),
        impacto_presupuestal="El programa no rebasa el techo comunicado por la Secretaría de Finanzas.",
        votos_particulares=(VotoParticular(F, "Se aparta del sentido por la falta de indicadores."),),
        anexos=(Anexo("Programa Operativo Anual 2026, POA-2026-UR-043", 3, HASH),),
    )
    return replace(snapshot, **cambios)  # type: ignore[arg-type]


def certificacion(**cambios: object) -> InstantaneaCertificacion:
    punto = punto_poa()
    assert punto.acuerdo is not None
    snapshot = InstantaneaCertificacion(
        emisor=EMISOR,
        organo=OrganoRef("CAB", "Cabildo", "cabildo"),
        folio="CERT-AHC-012-2026",
        version=1,
        certifica=SECRETARIO,
        fundamento="la Ley Orgánica del Municipio del Estado de Zacatecas",
        sesion_ordinal=17,
        sesion_tipo="ordinaria",
        sesion_publicidad="publica",
        sesion_fecha=en(30, 18, 5),
        acta_numero=28,
        acta_folio="ACTA-CAB-2024-2027-028",
        acta_aprobada=False,
        punto=4,
        punto_titulo=punto.titulo,
        acuerdo_folio=punto.acuerdo.folio,
        acuerdo_texto=punto.acuerdo.texto,
        resolutivos=punto.acuerdo.resolutivos,
        votacion=punto.votaciones[0],
        expedida=en(2, 9, 30, mes=2),
        base_url=BASE,
        solicitante="la Secretaría de Planeación Estratégica",
        efectos="los efectos legales y administrativos a que haya lugar",
        expediente=EXPEDIENTE,
    )
    return replace(snapshot, **cambios)  # type: ignore[arg-type]
