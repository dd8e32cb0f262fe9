"""What no session may ever do, whatever people type and in whatever order: properties, with arithmetic by hand."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from workflow.sesiones import comisiones_unidas, lista, votacion
from workflow.sesiones.conteo import Captura, ReglasVoto
from workflow.sesiones.ensayo import PuntoPorVotar, rehearse
from workflow.sesiones.lista import Asistio, Integrante, Pase
from workflow.sesiones.mayorias import MAYORIAS, Totales
from workflow.sesiones.orden_del_dia import Desarrollo
from workflow.sesiones.orden_puntos import Convocatoria, PuntoConvocado, Reglas
from workflow.sesiones.quorum import Composicion, Evento, ReglaQuorum, ReglasComposicion

ASIENTOS = ("P", "S", *(f"R{n:02d}" for n in range(1, 15)))
CALIFICADAS = tuple(m for m in MAYORIAS if m.startswith("calificada_"))
APLICA = frozenset({"simple", "absoluta_presentes", "absoluta_integrantes"})
sentidos = st.sampled_from(("a_favor", "en_contra", "abstencion"))
eventos = st.lists(st.tuples(st.sampled_from(("entra", "sale")), st.sampled_from(ASIENTOS)), max_size=25)


def reglas(mayoria: str) -> votacion.Reglas:
    voto = ReglasVoto(mayoria, "voto_calidad", "repetir_y_diferir", APLICA)
    return votacion.Reglas(ReglaQuorum("mitad_mas_uno"), voto, ReglasComposicion(), True)


def in_room(presentes: list[str], movimientos: list[tuple[str, str]]) -> list[str]:
    """Who is inside after those events, told apart from the code under test."""
    dentro = set(presentes)
    for evento, persona in movimientos:
        dentro = dentro | {persona} if evento == "entra" else dentro - {persona}
    return [p for p in ASIENTOS if p in dentro]


@settings(deadline=None)
@given(
    st.lists(st.sampled_from(ASIENTOS), min_size=9, unique=True),
    eventos,
    st.dictionaries(st.sampled_from(ASIENTOS), sentidos),
    st.sampled_from(MAYORIAS),
)
def test_nadie_que_no_este_en_la_sala_vota_y_los_votos_son_los_electores(
    presentes: list[str], movimientos: list[tuple[str, str]], votos: dict[str, str], mayoria: str
) -> None:
    dentro = in_room(presentes, movimientos)
    por_sentido = {s: tuple(p for p, v in votos.items() if v == s) for s in ("a_favor", "en_contra", "abstencion")}
    captura = Captura(**por_sentido)
    hechos = tuple(Evento(10 + n, evento, persona) for n, (evento, persona) in enumerate(movimientos))
    quien = dentro[0] if dentro else "P"
    pedida = votacion.Votacion("nominal", quien, (votacion.Ronda(1000, captura),))
    resultado = votacion.resolve(
        Composicion(ASIENTOS, "P"), reglas(mayoria), votacion.Asistencia(0, tuple(presentes), hechos), pedida
    )
    assert resultado.electorado == len(dentro)
    if len(dentro) < 9:
        assert resultado.resultado == "sin_quorum"
    elif set(votos) != set(dentro):
        assert resultado.resultado == "captura_invalida"
        assert resultado.totales is None
    else:
        assert resultado.totales is not None
        assert resultado.totales.emitidos == len(dentro)


@given(st.integers(9, 16), st.data(), st.sampled_from((*CALIFICADAS, "unanimidad")))
def test_el_voto_de_calidad_nunca_salva_una_mayoria_calificada(n: int, data: st.DataObject, mayoria: str) -> None:
    a_favor = data.draw(st.integers(0, n))
    en_contra = data.draw(st.integers(0, n - a_favor))
    sala = ASIENTOS[:n]
    captura = Captura(sala[:a_favor], sala[a_favor : a_favor + en_contra], sala[a_favor + en_contra :])
    exige = {
        "calificada_2_3_presentes": -(-2 * n // 3),
        "calificada_2_3_integrantes": 11,
        "calificada_3_4_integrantes": 12,
        "unanimidad": n,
    }[mayoria]
    for calidad in (None, "a_favor"):
        pedida = votacion.Votacion("nominal", "P", (votacion.Ronda(5, captura),), voto_calidad=calidad)
        resultado = votacion.resolve(Composicion(ASIENTOS, "P"), reglas(mayoria), votacion.Asistencia(0, sala), pedida)
        if calidad is not None:
            assert resultado.resultado == "captura_invalida"
        else:
            assert resultado.resultado == ("aprobado" if a_favor >= exige else "rechazado")


APERTURA = datetime(2026, 2, 13, 16, 0, tzinfo=UTC)
REGLAS_CABILDO: dict[str, Any] = {
    "quorum": {"regla": "mitad_mas_uno"},
    "mayoria": "simple",
    "regla_empate": "voto_calidad",
    "empate_aplica_a": sorted(APLICA),
    "quorum_perdido": "receso",
    "receso_max_min": 15,
}


def pase(movimientos: list[tuple[int, str, str]]) -> Pase:
    integrantes = tuple(
        Integrante(n, clave, clave, clave, "H", "Regidor", "presidencia" if n == 1 else "regiduria", "titular", n)
        for n, clave in enumerate(ASIENTOS, start=1)
    )
    hechos = [Asistio(clave, "presente", APERTURA) for clave in ASIENTOS[:9]]
    hechos += [Asistio(clave, evento, APERTURA + timedelta(minutes=m)) for m, evento, clave in movimientos]
    return Pase("cabildo", REGLAS_CABILDO, integrantes, tuple(hechos), APERTURA)


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 60), st.sampled_from(("entra", "sale"))), max_size=12))
def test_el_quorum_perdido_mas_de_quince_minutos_ya_no_vuelve(saltos: list[tuple[int, str]]) -> None:
    """Nine people: the ninth comes and goes, so the quórum is exactly whether that person is in."""
    minuto, movimientos = 0, []
    for salto, evento in saltos:
        minuto += salto + 1
        movimientos.append((minuto, evento, ASIENTOS[8]))
    perdido: int | None = None
    vencido = False
    for hora, evento, _ in movimientos:
        if evento == "sale" and perdido is None:
            perdido = hora
        elif evento == "entra" and perdido is not None:
            vencido = vencido or hora - perdido > 15
            perdido = perdido if vencido else None
    fin = APERTURA + timedelta(minutes=minuto)
    limite = lista.quorum_limit(pase(movimientos), fin)
    assert (limite is None) == (perdido is None)
    if perdido is not None:
        assert limite == APERTURA + timedelta(minutes=perdido + 15)


@settings(deadline=None)
@given(st.integers(0, 16), st.sampled_from(MAYORIAS))
def test_lo_que_el_ensayo_da_por_imposible_no_lo_aprueba_ni_el_voto_unanime(n: int, mayoria: str) -> None:
    ensayo = rehearse(pase([]), ASIENTOS[:n], [PuntoPorVotar(1, "Asunto", mayoria)], APERTURA)
    exige = {"calificada_2_3_integrantes": 11, "calificada_3_4_integrantes": 12}.get(mayoria, 9)
    assert (ensayo.impedimentos == ()) == (n >= max(9, exige))


class Sesion(RuleBasedStateMachine):
    """Any order of acts on an agenda with a block of five and two items: what must hold after each."""

    def __init__(self) -> None:
        super().__init__()
        self.bloque = tuple(f"E{n}" for n in range(1, 6))
        orden = (
            PuntoConvocado("lista", "lista", 1),
            PuntoConvocado("orden", "orden", 2),
            PuntoConvocado("bloque", "bloque", 3, expedientes=self.bloque),
            PuntoConvocado("solo", "votable", 4, expediente="E6"),
            PuntoConvocado("generales", "asuntos_generales", 5),
            PuntoConvocado("clausura", "clausura", 6),
        )
        etapas = dict.fromkeys((*self.bloque, "E6"), "en_cabildo") | {"E7": "dictaminado"}
        quorum = ReglaQuorum("mitad_mas_uno")
        reglas_orden = Reglas(quorum, quorum, "simple", "simple", "calificada_2_3_presentes", "simple", "receso", 15)
        self.sesion = Desarrollo(Convocatoria("ordinaria", 16, orden), reglas_orden, etapas, 41)
        self.hora = 0
        self.particular: dict[str, str] = {}

    def totals(self, data: st.DataObject) -> Totales:
        a_favor = data.draw(st.integers(0, self.sesion.presentes))
        en_contra = data.draw(st.integers(0, self.sesion.presentes - a_favor))
        return Totales(a_favor, en_contra, self.sesion.presentes - a_favor - en_contra)

    @precondition(lambda self: self.sesion.estado == "sin_abrir")
    @rule(n=st.integers(8, 16))
    def call_roll(self, n: int) -> None:
        self.sesion.do("pasar_lista", presentes=n)

    @rule(n=st.integers(7, 16), salto=st.integers(0, 20))
    def attendance(self, n: int, salto: int) -> None:
        self.hora += salto
        accion = "reverificar" if self.sesion.estado == "en_receso" else "asistencia"
        self.sesion.do(accion, presentes=n, hora=self.hora)

    @rule(data=st.data())
    def approve(self, data: st.DataObject) -> None:
        self.sesion.do("aprobar_orden", votos=self.totals(data))

    @rule(data=st.data(), modificaciones=st.booleans())
    def vote(self, data: st.DataObject, modificaciones: bool) -> None:
        self.sesion.do("votar", clave="solo", votos=self.totals(data), modificaciones=modificaciones)

    @rule(e=st.sampled_from([f"E{n}" for n in range(1, 7)]))
    def reserve(self, e: str) -> None:
        self.sesion.do("reservar", clave="bloque", expedientes=[e])

    @rule(data=st.data())
    def vote_block(self, data: st.DataObject) -> None:
        self.sesion.do("votar_bloque", clave="bloque", votos=self.totals(data))

    @rule(data=st.data(), e=st.sampled_from([f"E{n}" for n in range(1, 6)]))
    def vote_reserved(self, data: st.DataObject, e: str) -> None:
        votos = self.totals(data)
        if self.sesion.do("votar_reserva", clave="bloque", expediente=e, votos=votos) == "ok":
            self.particular[e] = "aprobado" if votos.a_favor > votos.en_contra else "rechazado"

    @rule(data=st.data(), e=st.sampled_from([None, "E1", "E2"]))
    def withdraw(self, data: st.DataObject, e: str | None) -> None:
        self.sesion.do("retirar", clave="bloque", expediente=e, votos=self.totals(data))

    @rule(data=st.data())
    def add(self, data: st.DataObject) -> None:
        punto = PuntoConvocado("nuevo", "votable", expediente="E7")
        if all(p.convocado.clave != "nuevo" for p in self.sesion.puntos):
            self.sesion.do(
                "adicionar", punto=punto, despues_de="orden", calificacion="urgente_y_obvia", votos=self.totals(data)
            )

    @invariant()
    def acuerdos_have_no_gaps(self) -> None:
        numeros = sorted(self.sesion.acuerdos.values())
        assert numeros == list(range(41, 41 + len(numeros)))

    @invariant()
    def approved_has_acuerdo_and_only_approved(self) -> None:
        for expediente, etapa in self.sesion.expedientes.items():
            clave = {"E6": "solo", "E7": "nuevo"}.get(expediente, expediente)
            assert (clave in self.sesion.acuerdos) == (etapa in ("aprobado", "aprobado_con_modificaciones"))

    @invariant()
    def a_reserve_never_inherits_the_general_result(self) -> None:
        bloque = next((p for p in self.sesion.puntos if p.convocado.clave == "bloque"), None)
        for e in bloque.reservados if bloque else ():
            assert self.sesion.expedientes[e] == self.particular.get(e, "en_cabildo")

    @invariant()
    def nothing_undecided_is_lost(self) -> None:
        if self.sesion.estado in ("sin_abrir", "no_convocada"):
            return
        siguiente = set(self.sesion.next_agenda())
        for e in self.bloque:
            if self.sesion.expedientes[e] == "en_cabildo":
                assert e in siguiente or "bloque" in siguiente

    @invariant()
    def order_numbers_have_no_gaps(self) -> None:
        numeros = sorted(p.num_desahogado for p in self.sesion.puntos if p.num_desahogado is not None)
        assert numeros == list(range(1, len(numeros) + 1))


TestSesion = Sesion.TestCase
TestSesion.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)


PRIMERA, SEGUNDA = ("A", "B", "C", "D", "E"), ("E", "F", "G", "H", "I")
COMISIONES = (
    comisiones_unidas.Comision("DE", PRIMERA, "A"),
    comisiones_unidas.Comision("DS", SEGUNDA, "F"),
)


@settings(deadline=None)
@given(st.sets(st.sampled_from(sorted({*PRIMERA, *SEGUNDA}))), st.data())
def test_en_unidas_no_hay_dictamen_si_una_sola_comision_no_lo_aprueba_y_nadie_ausente_vota(
    presentes: set[str], data: st.DataObject
) -> None:
    """E sits in both and may vote differently in each. Simple majority: more in favour than against, by hand."""
    voto = ReglasVoto("simple", "segunda_ronda_y_pleno", "desechar", APLICA)
    reglas_unidas = comisiones_unidas.Reglas("por_comision", ReglaQuorum("mitad_mas_uno"), "cada_comision", voto)
    dichos = {c.clave: {p: data.draw(sentidos) for p in c.integrantes if p in presentes} for c in COMISIONES}
    ronda = {
        clave: Captura(
            **{s: tuple(p for p, v in suyos.items() if v == s) for s in ("a_favor", "en_contra", "abstencion")}
        )
        for clave, suyos in dichos.items()
    }
    reunion = comisiones_unidas.Reunion(frozenset({"DE", "DS"}), frozenset(presentes))
    asunto = comisiones_unidas.Asunto("favorable", (ronda,))
    resultado = comisiones_unidas.resolve(COMISIONES, reglas_unidas, (reunion,), asunto)
    if any(len(suyos) < 3 for suyos in dichos.values()):
        assert resultado.resultado == "sin_quorum" and not resultado.votaciones
        return
    saldos = []
    for clave, suyos in dichos.items():
        votacion_ = resultado.votaciones[clave]
        assert votacion_.decision.totales.emitidos == len(suyos) == len(votacion_.grupo.electores) <= 5
        saldos.append(sum({"a_favor": 1, "en_contra": -1}.get(v, 0) for v in suyos.values()))
    assert (resultado.dictamen == "favorable") == all(saldo > 0 for saldo in saldos)
    ausente = data.draw(st.sampled_from(sorted({*PRIMERA, *SEGUNDA} - presentes) or ["A"]))
    if ausente not in presentes:
        de = "DE" if ausente in PRIMERA else "DS"
        colado = {**ronda, de: Captura(todos="a_favor", en_contra=(ausente,))}
        malo = comisiones_unidas.resolve(
            COMISIONES, reglas_unidas, (reunion,), comisiones_unidas.Asunto("favorable", (colado,))
        )
        assert malo.resultado == "captura_invalida"


def signed(dichos: dict[str, str]) -> Captura:
    return Captura(**{s: tuple(p for p, v in dichos.items() if v == s) for s in ("a_favor", "en_contra", "abstencion")})


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(
            st.fixed_dictionaries(dict.fromkeys(PRIMERA, sentidos)),
            st.fixed_dictionaries(dict.fromkeys(SEGUNDA, sentidos)),
        ),
        min_size=1,
        max_size=6,
    )
)
def test_en_un_bloque_de_unidas_cada_expediente_sigue_la_cuenta_de_cada_comision(
    bloque: list[tuple[dict[str, str], dict[str, str]]],
) -> None:
    """Each dossier is counted apart in each commission; E sits in both and counts once in each: 5 and 5 votes."""
    voto = ReglasVoto("simple", "segunda_ronda_y_pleno", "desechar", APLICA)
    reglas_unidas = comisiones_unidas.Reglas("por_comision", ReglaQuorum("mitad_mas_uno"), "cada_comision", voto)
    todos = frozenset({*PRIMERA, *SEGUNDA})
    reunion = comisiones_unidas.Reunion(frozenset({"DE", "DS"}), todos)
    for economica, social in bloque:
        asunto = comisiones_unidas.Asunto("favorable", ({"DE": signed(economica), "DS": signed(social)},))
        resultado = comisiones_unidas.resolve(COMISIONES, reglas_unidas, (reunion,), asunto)
        saldos = {
            clave: sum({"a_favor": 1, "en_contra": -1}.get(v, 0) for v in suyos.values())
            for clave, suyos in (("DE", economica), ("DS", social))
        }
        assert {c: v.decision.totales.emitidos for c, v in resultado.votaciones.items()} == {"DE": 5, "DS": 5}
        assert resultado.personas_presentes == 9
        a_favor = {c: v.decision.totales.a_favor for c, v in resultado.votaciones.items()}
        assert a_favor == {"DE": [*economica.values()].count("a_favor"), "DS": [*social.values()].count("a_favor")}
        if any(v.decision.resultado == "rechazado" for v in resultado.votaciones.values()):
            assert resultado.resultado == "dictamen_no_aprobado" and resultado.dictamen is None
        assert (resultado.resultado == "dictamen_aprobado") == all(s > 0 for s in saldos.values())
        assert any(s < 0 for s in saldos.values()) <= (resultado.resultado == "dictamen_no_aprobado")
