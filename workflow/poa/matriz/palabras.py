"""Spanish words by their ending, with the irregular ones that a MIR uses: participles, infinitives, nouns of action.

Every word comes without accents and in lower case (`numeros.plain`).
"""

from __future__ import annotations

import re


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


_PARTICIPIO = re.compile(r"[a-z]{2,}(?:ad|id|uid)(?:o|a|os|as)")
_IRREGULAR = re.compile(
    r"(?:abiert|cubiert|descubiert|dich|hech|satisfech|escrit|inscrit|suscrit|descrit|transcrit|impres|muert|puest|"
    r"dispuest|compuest|expuest|propuest|repuest|supuest|resuelt|disuelt|devuelt|vuelt|vist|previst|revist|provist|"
    r"rot|elect|completo|limpi|concret)(?:o|a|os|as)"
)
_NO_PARTICIPIOS = _set(
    "ganado ganados mercado mercados estado estados poblado poblados juzgado juzgados alumbrado alcantarillado "
    "grado grados lado lados resultado resultados sentido sentidos contenido contenidos partido partidos vida "
    "vidas medida medidas comida comidas bebida bebidas salida salidas partida partidas entrada entradas jornada "
    "jornadas temporada temporadas avenida avenidas abogado abogada abogados abogadas diputado diputada soldado "
    "soldados tratado tratados cuidado cuidados postgrado posgrado estudiantado alumnado profesorado electorado "
    "certificado certificados cada nada ayuda ayudas deuda deudas demanda demandas agenda agendas tienda tiendas "
    "vivienda viviendas hacienda prenda brigada brigadas fachada fachadas cruzada cruzadas madrugada llamada "
    "llamadas mirada empleado empleados pescado calzado calzados tejado sindicato ruido sonido vestido vestidos "
    "liquido liquidos acido acidos rapido rapida rapidos rapidas solido solidos solida solidas valido valida "
    "validos validas indebido"
)


def is_participle(word: str) -> bool:
    if word in _NO_PARTICIPIOS:
        return False
    return bool(_PARTICIPIO.fullmatch(word) or _IRREGULAR.fullmatch(word))


_INFINITIVO = re.compile(r"[a-z]{2,}(?:ar|er|ir)(?:se|lo|la|los|las|les)?")
_NO_INFINITIVOS = _set(
    "taller mujer hogar lugar auxiliar escolar familiar popular regular titular particular similar militar "
    "celular vehicular solar nuclear preescolar ejemplar altar bar par mar cancer caracter alquiler placer primer "
    "tercer superior menester lider chofer ayer ser collar pilar dolar edilicio semestre curricular muscular "
    "bienestar malestar telar azucar angular lagar pulsar avatar exvoto"
)


def is_infinitive(word: str) -> bool:
    return word not in _NO_INFINITIVOS and bool(_INFINITIVO.fullmatch(word))


_FUTURO = re.compile(r"[a-z]{3,}(?:ar|er|ir|dr)an|[a-z]{3,}(?:ara|era|ira|endra|ondra)")
_NO_FUTUROS = _set(
    "primera camara manera carretera ganadera cartera frontera escalera financiera obrera minera lechera bandera "
    "partera enfermera pesquera tercera cochera guardera ladera ribera"
)


def is_future(word: str) -> bool:
    """`recibira`, `obtendran`. Without accents `-era` and `-ara` are also of nouns: the usual ones are left out."""
    return word not in _NO_FUTUROS and bool(_FUTURO.fullmatch(word))


_PRESENTES = _set(
    "recibe obtiene cuenta dispone accede mejora cumple preserva defiende resuelve conoce opera siente transita "
    "fortalece ejerce paga aplica previene corrige utiliza realiza participa permanece prolonga recomienda "
    "incrementa habita construye practica reduce aumenta disminuye tiene goza disfruta logra alcanza adquiere "
    "mantiene conserva aprovecha desarrolla satisface eleva amplia consolida garantiza ahorra genera produce vive "
    "convive aprende concluye termina usa emplea consume obtienen es son esta estan ejercen recupera regulariza "
    "presenta encuentra ve percibe confia respeta cuida integra incorpora beneficia administra atiende gestiona "
    "protege posee supera consigue"
)
_NO_PRESENTES = _set(
    "orden examen origen imagen margen volumen joven virgen resumen regimen crimen dictamen plan pan gran tan sin "
    "bien buen quien tambien ademas san jovenes alguien almacen"
)
_DELANTE_DE_NOMBRE = _set(
    "el la los las un una unos unas de del al a con en por para sin su sus este esta cada mas entre sobre ante "
    "gran cuyo cuya y/o"
)


def is_present(word: str, before: str) -> bool:
    """A verb in the present, third person. `before`: an article or a preposition before it makes it a noun."""
    if before in _DELANTE_DE_NOMBRE or not before:
        return False
    if word in _PRESENTES:
        return True
    return len(word) > 3 and word not in _NO_PRESENTES and word.endswith(("an", "en"))


_DE_ACCION = re.compile(r"[a-z]+(?:cion|ciones|sion|siones|xion|stion|stiones|miento|mientos|aje|ajes|ura|uras|eo|eos|"
                        r"encia|ancia|azgo|ida|idas|ada|adas|ido|idos|ado|ados)")  # fmt: skip
_ACCIONES = _set(
    "cobro cobros pago pagos registro registros control controles entrega entregas compra compras visita visitas "
    "recorrido recorridos traslado traslados turno turnos apoyo apoyos asesoria asesorias toma soporte respaldo "
    "respaldos poda podas desazolve riego barrido sacrificio combate tramite tramites envio envios analisis "
    "diseno desarrollo cierre despliegue apostilla suministro reparto estudio estudios aviso avisos cotejo canje "
    "calculo censo fomento impulso acopio consulta consultas venta ventas renta rescate remate resguardo arreglo "
    "corte cortes ensayo ensayos enlace siembra siembras cosecha carga descarga busqueda ayuda ayudas defensa "
    "denuncia oferta propuesta propuestas reforma reformas mejora mejoras auditoria auditorias rondin rondines "
    "taller talleres curso cursos campana campanas evento eventos jornada jornadas feria ferias foro foros "
    "platica platicas reunion reuniones servicio servicios limpieza encuesta encuestas inventario inventarios "
    "cuidado rastreo abasto acarreo aforo alerta alta altas baja bajas avaluo avaluos dictamen dictamenes informe "
    "informes reporte reportes sondeo sorteo subasta tala trazo uso ejercicio acuerdo compostura destino embargo "
    "encargo gasto llenado rendicion ruta sesion sesiones simulacro simulacros operativo operativos vuelo inicio "
    "logro manejo trabajo trato intercambio convenio convenios conteo"
)


def is_deverbal(word: str) -> bool:
    """A noun that says an action: `integracion`, `mantenimiento`, `pago`. One that only names an event is let pass."""
    return word in _ACCIONES or bool(_DE_ACCION.fullmatch(word))


_SUSTANTIVO = {
    "entregar": "entrega", "pagar": "pago", "cobrar": "cobro", "registrar": "registro", "controlar": "control",
    "comprar": "compra", "visitar": "visita", "recorrer": "recorrido", "trasladar": "traslado", "apoyar": "apoyo",
    "asesorar": "asesoría", "podar": "poda", "regar": "riego", "combatir": "combate", "tramitar": "trámite",
    "enviar": "envío", "analizar": "análisis", "disenar": "diseño", "desarrollar": "desarrollo", "cerrar": "cierre",
    "suministrar": "suministro", "repartir": "reparto", "estudiar": "estudio", "fomentar": "fomento",
    "impulsar": "impulso", "consultar": "consulta", "vender": "venta", "rescatar": "rescate", "resguardar": "resguardo",
    "sembrar": "siembra", "cargar": "carga", "buscar": "búsqueda", "defender": "defensa", "reformar": "reforma",
    "mejorar": "mejora", "auditar": "auditoría", "hacer": "realización", "dar": "entrega", "llevar": "realización",
    "monitorear": "monitoreo", "bachear": "bacheo", "mantener": "mantenimiento", "atender": "atención",
    "seguir": "seguimiento", "recibir": "recepción", "emitir": "emisión", "expedir": "expedición",
    "difundir": "difusión", "revisar": "revisión", "supervisar": "supervisión", "construir": "construcción",
    "distribuir": "distribución", "imprimir": "impresión", "proteger": "protección", "producir": "producción",
    "promover": "promoción", "resolver": "resolución", "inscribir": "inscripción", "adquirir": "adquisición",
    "abrir": "apertura", "cubrir": "cobertura", "vigilar": "vigilancia", "equipar": "equipamiento",
    "recabar": "recopilación", "levantar": "levantamiento", "acompanar": "acompañamiento", "establecer":
    "establecimiento", "fortalecer": "fortalecimiento", "ofrecer": "ofrecimiento", "requerir": "requerimiento",
    "gestionar": "gestión", "implementar": "implementación", "invertir": "inversión", "remitir": "remisión",
    "transferir": "transferencia", "limpiar": "limpieza", "barrer": "barrido", "turnar": "turno", "reunir": "reunión",
}  # fmt: skip


def noun_of(infinitive: str) -> str:
    """The noun of an infinitive, as a proposal: `elaborar` is `elaboración`."""
    verb = re.sub(r"(?:se|lo|la|los|las|les)$", "", infinitive) if not re.search(r"[aei]r$", infinitive) else infinitive
    if verb in _SUSTANTIVO:
        return _SUSTANTIVO[verb]
    for ending, noun in (
        ("zar", "zación"),
        ("ificar", "ificación"),
        ("ar", "ación"),
        ("ir", "ición"),
        ("er", "imiento"),
    ):
        if verb.endswith(ending):
            return verb[: -len(ending)] + noun
    return verb
