"""The agenda of a session as it is really followed: withdrawn, added, reserved, voted in block, left pending. Pure.

Every action has one answer, `ok` or a code; a refused action changes nothing. Votes are totals over the people present.
What is left pending is the beginning of the next agenda; numbers of acuerdos have no gaps.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from workflow.sesiones import mayorias, quorum
from workflow.sesiones.estados import ESTRUCTURALES, SIN_VOTACION
from workflow.sesiones.mayorias import Cuerpo, Totales
from workflow.sesiones.orden_puntos import Convocatoria, Punto, PuntoConvocado, Reglas, convening_errors

OK = "ok"
EMPATES_DE = frozenset({"simple", "absoluta_presentes", "absoluta_integrantes"})
ENLISTABLES = ("dictaminado", "retirado", "en_cabildo")


class Desarrollo:
    """A session as it runs. `do` answers each action; what results is read from the attributes."""

    def __init__(
        self, convocatoria: Convocatoria, reglas: Reglas, expedientes: Mapping[str, str], acuerdo_siguiente: int
    ) -> None:
        self.convocatoria, self.reglas = convocatoria, reglas
        self.expedientes = dict(expedientes)
        self.errores = convening_errors(convocatoria, expedientes)
        self.estado = "no_convocada" if self.errores else "sin_abrir"
        self.puntos = [] if self.errores else [Punto(p, dentro=list(p.asuntos)) for p in convocatoria.orden]
        self.orden_aprobado = False
        self.presentes = 0
        self.acuerdos: dict[str, int] = {}
        self.avisos: list[str] = []
        self._siguiente = acuerdo_siguiente
        self._receso_desde = 0

    # -- what results -------------------------------------------------------------------------------------------

    @property
    def acta_tipo(self) -> str | None:
        if self.estado in ("no_convocada", "sin_abrir"):
            return None
        return "constancia_no_verificativo" if self.estado == "no_verificada" else "acta"

    @property
    def consume_numero(self) -> bool:
        if self.estado == "no_verificada":
            return self.reglas.no_verificada_consume_numero
        return self.estado not in ("no_convocada", "sin_abrir")

    def final_state(self, punto: Punto) -> str:
        """The state of an item as the acta says it: a structural one never reached is not «pending»."""
        nunca = punto.estado == "pendiente" and punto.convocado.tipo in ESTRUCTURALES
        return "no_desahogado" if nunca else punto.estado

    def next_agenda(self) -> list[str]:
        """Keys that begin the next agenda (or the second call), in order."""
        claves: list[str] = []
        for punto in self.puntos:
            if punto.convocado.tipo in ESTRUCTURALES:
                continue
            if punto.estado == "pendiente":
                claves.append(punto.convocado.clave)
            elif punto.convocado.tipo == "bloque" and punto.estado == "desahogado":
                claves += [e for e in punto.dentro if e in punto.reservados and e not in punto.resueltos]
        return claves

    # -- actions ------------------------------------------------------------------------------------------------

    def do(self, accion: str, **datos: Any) -> str:
        """The answer to one action: `ok` or the first code that forbids it."""
        if self.estado in ("celebrada", "levantada", "no_verificada", "no_convocada"):
            return "SESION_CERRADA"
        if self.estado == "sin_abrir" and accion != "pasar_lista":
            return "SESION_NO_INSTALADA"
        if self.estado == "en_receso" and accion != "reverificar":
            return "EN_RECESO"
        hacer = _ACCIONES.get(accion)
        return "ACCION_DESCONOCIDA" if hacer is None else hacer(self, **datos)

    def call_roll(self, presentes: int, hora: int = 0) -> str:
        if self.estado != "sin_abrir":
            return "LISTA_YA_PASADA"
        self.presentes = presentes
        lista = next((p for p in self.puntos if p.convocado.tipo == "lista"), None)
        if lista is not None:
            self._deal_with(lista, "desahogado")
        if not self._has_quorum(presentes):
            self.estado = "no_verificada"
            return "SIN_QUORUM"
        self.estado = "en_curso"
        self.orden_aprobado = self.convocatoria.tipo == "solemne"
        return OK

    def head_count(self, presentes: int, hora: int) -> str:
        self.presentes = presentes
        if self._has_quorum(presentes):
            return OK
        if self.reglas.quorum_perdido == "receso":
            self.estado, self._receso_desde = "en_receso", hora
            return "RECESO"
        self.estado = "levantada"
        return "SESION_LEVANTADA"

    def check_again(self, presentes: int, hora: int) -> str:
        if self.estado != "en_receso":
            return "SIN_RECESO"
        a_tiempo = hora - self._receso_desde <= self.reglas.receso_max_min
        if a_tiempo and self._has_quorum(presentes):
            self.estado, self.presentes = "en_curso", presentes
            return OK
        self.estado = "levantada"
        return "SESION_LEVANTADA"

    def withdraw(self, clave: str, expediente: str | None = None, votos: Totales | None = None) -> str:
        punto = self._find(clave)
        if punto is None:
            return "PUNTO_INEXISTENTE"
        if punto.convocado.tipo in ESTRUCTURALES:
            return "PUNTO_ESTRUCTURAL"
        if punto.cerrado:
            return "PUNTO_YA_DESAHOGADO"
        if expediente is not None and expediente not in punto.dentro:
            return "EXPEDIENTE_FUERA_DE_BLOQUE"
        if self.orden_aprobado:
            if votos is None:
                return "RETIRO_REQUIERE_VOTACION"
            if votos.emitidos != self.presentes:
                return "VOTOS_NO_CUADRAN"
            if not self._approves(self.reglas.mayoria_retiro, votos):
                return "RETIRO_NO_APROBADO"
        for retirado in [expediente] if expediente is not None else list(punto.dentro):
            self.expedientes[retirado] = "retirado"
            punto.dentro.remove(retirado)
            if retirado in punto.reservados:
                punto.reservados.remove(retirado)
        if expediente is None or not punto.dentro:
            punto.estado = "retirado"
        return OK

    def add(self, punto: PuntoConvocado, despues_de: str, calificacion: str, votos: Totales) -> str:
        refused = self._addition_refused(punto, calificacion)
        if refused is not None:
            return refused
        if votos.emitidos != self.presentes:
            return "VOTOS_NO_CUADRAN"
        if not self._approves(self.reglas.mayoria_adicion, votos):
            return "ADICION_NO_APROBADA"
        claves = [p.convocado.clave for p in self.puntos]
        lugar = claves.index(despues_de) + 1 if despues_de in claves else len(claves) - 1
        self.puntos.insert(lugar, Punto(punto, dentro=list(punto.asuntos)))
        for expediente in punto.asuntos:
            self.expedientes[expediente] = "en_cabildo"
        return OK

    def _addition_refused(self, punto: PuntoConvocado, calificacion: str) -> str | None:
        if self.convocatoria.tipo == "extraordinaria":
            return "EXTRAORDINARIA_SOLO_LISTADOS"
        if self.convocatoria.tipo == "solemne":
            return "SOLEMNE_SIN_VOTACIONES"
        if self.orden_aprobado:
            return "ORDEN_YA_APROBADO"
        if calificacion != "urgente_y_obvia":
            return "ADICION_SIN_URGENCIA"
        if any(self.expedientes.get(e) not in ENLISTABLES for e in punto.asuntos):
            return "EXPEDIENTE_NO_DICTAMINADO"
        return None

    def approve_agenda(self, votos: Totales) -> str:
        if self.convocatoria.tipo == "solemne":
            return "SOLEMNE_SIN_VOTACIONES"
        if self.orden_aprobado:
            return "ORDEN_YA_APROBADO"
        if votos.emitidos != self.presentes:
            return "VOTOS_NO_CUADRAN"
        if not self._approves(self.reglas.mayoria_orden, votos):
            return "ORDEN_RECHAZADO"
        self.orden_aprobado = True
        orden = next((p for p in self.puntos if p.convocado.tipo == "orden"), None)
        if orden is not None:
            self._deal_with(orden, "desahogado")
        return OK

    def deal_with(self, clave: str) -> str:
        punto = self._find(clave)
        if punto is None:
            return "PUNTO_INEXISTENTE"
        if not self.orden_aprobado:
            return "ORDEN_NO_APROBADO"
        if punto.cerrado:
            return "PUNTO_YA_DESAHOGADO"
        if punto.convocado.tipo not in SIN_VOTACION:
            return "PUNTO_REQUIERE_VOTACION"
        self._deal_with(punto, "desahogado")
        return OK

    def vote(self, clave: str, votos: Totales, modificaciones: bool = False) -> str:
        if self.convocatoria.tipo == "solemne":
            return "SOLEMNE_SIN_VOTACIONES"
        punto = self._find(clave)
        if punto is None:
            return "PUNTO_INEXISTENTE"
        if not self.orden_aprobado:
            return "ORDEN_NO_APROBADO"
        convocado = punto.convocado
        if convocado.tipo in (*SIN_VOTACION, "clausura"):
            return "PUNTO_INFORMATIVO_NO_SE_VOTA"
        if convocado.tipo == "bloque":
            return "PUNTO_EN_BLOQUE"
        if punto.cerrado:
            return "PUNTO_YA_DESAHOGADO"
        respuesta, aprobado = self._count(punto, "", convocado.mayoria, votos)
        if respuesta != OK:
            return respuesta
        self._deal_with(punto, _state(aprobado, modificaciones))
        if aprobado and convocado.tipo == "votable":
            self._number(convocado.clave)
        for expediente in punto.dentro:
            self.expedientes[expediente] = self._stage(aprobado, modificaciones, convocado.sentido_dictamen)
        return OK

    def reserve(self, clave: str, expedientes: Sequence[str]) -> str:
        punto = self._find(clave)
        refused = self._block_refused(punto)
        if refused is not None or punto is None:
            return refused or "PUNTO_INEXISTENTE"
        if punto.cerrado or punto.vueltas:
            return "RESERVA_EXTEMPORANEA"
        if any(e not in punto.dentro for e in expedientes):
            return "EXPEDIENTE_FUERA_DE_BLOQUE"
        punto.reservados += [e for e in expedientes if e not in punto.reservados]
        return OK

    def vote_block(self, clave: str, votos: Totales) -> str:
        punto = self._find(clave)
        refused = self._block_refused(punto)
        if refused is not None or punto is None:
            return refused or "PUNTO_INEXISTENTE"
        if punto.cerrado:
            return "PUNTO_YA_DESAHOGADO"
        respuesta, aprobado = self._count(punto, "", punto.convocado.mayoria, votos)
        if respuesta != OK:
            return respuesta
        self._deal_with(punto, "desahogado")
        decididos = [e for e in punto.dentro if e not in punto.reservados]
        for expediente in decididos:
            punto.resueltos.add(expediente)
            self.expedientes[expediente] = _state(aprobado, False)
        if aprobado and decididos:
            por_bloque = self.reglas.acuerdo_en_bloque == "uno_por_bloque"
            for llave in [clave] if por_bloque else decididos:
                self._number(llave)
        return OK

    def vote_reserved(self, clave: str, expediente: str, votos: Totales, modificaciones: bool = False) -> str:
        punto = self._find(clave)
        if punto is None:
            return "PUNTO_INEXISTENTE"
        if not self.orden_aprobado:
            return "ORDEN_NO_APROBADO"
        if expediente not in punto.reservados:
            return "NO_RESERVADO"
        if punto.estado != "desahogado":
            return "BLOQUE_SIN_VOTAR"
        if expediente in punto.resueltos or punto.vueltas.get(expediente, 0) > 1:
            return "PUNTO_YA_DESAHOGADO"
        respuesta, aprobado = self._count(punto, expediente, punto.convocado.mayoria, votos)
        if respuesta != OK:
            return respuesta
        punto.resueltos.add(expediente)
        self.expedientes[expediente] = _state(aprobado, modificaciones)
        if aprobado:
            self._number(expediente)
        return OK

    def agree_in_general_matters(self, materia: str, clave_acuerdo: str, votos: Totales) -> str:
        if self.convocatoria.tipo == "extraordinaria":
            return "EXTRAORDINARIA_SIN_ASUNTOS_GENERALES"
        if all(p.convocado.tipo != "asuntos_generales" for p in self.puntos):
            return "PUNTO_INEXISTENTE"
        if materia in ("poa", "padron"):
            return "ASUNTOS_GENERALES_SIN_POA"
        if votos.emitidos != self.presentes:
            return "VOTOS_NO_CUADRAN"
        if not self._approves(self.reglas.mayoria_asuntos, votos):
            return "ACUERDO_NO_APROBADO"
        self._number(clave_acuerdo)
        self.avisos.append("RIESGO_DE_NULIDAD")
        return OK

    def close(self, hora: int = 0) -> str:
        clausura = next((p for p in self.puntos if p.convocado.tipo == "clausura"), None)
        if clausura is not None:
            self._deal_with(clausura, "desahogado")
        self.estado = "celebrada"
        return OK

    # -- inside -------------------------------------------------------------------------------------------------

    def _find(self, clave: str) -> Punto | None:
        return next((p for p in self.puntos if p.convocado.clave == clave), None)

    def _has_quorum(self, presentes: int) -> bool:
        regla = self.reglas.quorum_segunda if self.convocatoria.segunda else self.reglas.quorum
        return quorum.measure(regla, self.convocatoria.integrantes, presentes).hay

    def _deal_with(self, punto: Punto, estado: str) -> None:
        numeros = [p.num_desahogado for p in self.puntos if p.num_desahogado is not None]
        punto.estado, punto.num_desahogado = estado, max(numeros, default=0) + 1

    def _number(self, clave: str) -> None:
        self.acuerdos[clave] = self._siguiente
        self._siguiente += 1

    def _stage(self, aprobado: bool, modificaciones: bool, sentido: str | None) -> str:
        """To approve a negative dictamen is to reject the dossier; to reject it leaves it where the rule says."""
        if sentido == "desfavorable":
            return "rechazado" if aprobado else self.reglas.rechazo_de_dictamen_desfavorable
        return _state(aprobado, modificaciones)

    def _block_refused(self, punto: Punto | None) -> str | None:
        if punto is None:
            return "PUNTO_INEXISTENTE"
        if not self.orden_aprobado:
            return "ORDEN_NO_APROBADO"
        return None if punto.convocado.tipo == "bloque" else "PUNTO_NO_ES_BLOQUE"

    def _required(self, mayoria: str, votos: Totales) -> int:
        presentes, n = self.presentes, self.convocatoria.integrantes
        cuerpo = Cuerpo(presentes, 0, 0, n, n)
        base = mayorias.base_of(mayoria, votos.a_favor + votos.en_contra, cuerpo)
        return mayorias.votes_required(mayoria, base.valor)

    def _approves(self, mayoria: str, votos: Totales) -> bool:
        return votos.a_favor >= self._required(mayoria, votos)

    def _count(self, punto: Punto, expediente: str, propia: str | None, votos: Totales) -> tuple[str, bool]:
        """Answer and whether it was approved; the first tie is repeated, the second defers the matter."""
        if votos.emitidos != self.presentes:
            return "VOTOS_NO_CUADRAN", False
        mayoria = propia or self.reglas.mayoria_asuntos
        requeridos = self._required(mayoria, votos)
        if mayorias.tie_can_be_broken(mayoria, votos, requeridos, EMPATES_DE):
            vuelta = punto.vueltas[expediente] = punto.vueltas.get(expediente, 0) + 1
            return ("EMPATE_A_REPETIR" if vuelta == 1 else "DIFERIDO"), False
        return OK, votos.a_favor >= requeridos


def _state(aprobado: bool, modificaciones: bool) -> str:
    if not aprobado:
        return "rechazado"
    return "aprobado_con_modificaciones" if modificaciones else "aprobado"


_ACCIONES: dict[str, Callable[..., str]] = {
    "pasar_lista": Desarrollo.call_roll,
    "asistencia": Desarrollo.head_count,
    "reverificar": Desarrollo.check_again,
    "retirar": Desarrollo.withdraw,
    "adicionar": Desarrollo.add,
    "aprobar_orden": Desarrollo.approve_agenda,
    "desahogar": Desarrollo.deal_with,
    "votar": Desarrollo.vote,
    "reservar": Desarrollo.reserve,
    "votar_bloque": Desarrollo.vote_block,
    "votar_reserva": Desarrollo.vote_reserved,
    "acuerdo_en_asuntos_generales": Desarrollo.agree_in_general_matters,
    "clausurar": Desarrollo.close,
}
