"""The demonstration: one POA and one padrón take the whole route, by the same use cases that the pages call."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from workflow.audit import queries as audit
from workflow.demo.carga import EJERCICIO, MUESTRA, Muestra
from workflow.demo.sesiones import cabildo, comisiones_unidas
from workflow.expedientes import queries as expedientes_queries
from workflow.expedientes import service as expedientes
from workflow.kernel.clock import local, local_date
from workflow.padron import queries as padron_queries
from workflow.padron import service as padron
from workflow.poa import queries as poa_queries
from workflow.poa import service as poa
from workflow.sesiones import service as sesiones
from workflow.textos import rotulo

REGLAS = "becas.xlsx"
TEXTO_DE_REGLAS = Path(__file__).with_name("reglas_becas.json")


class Reloj:
    """The hours of the story: each act some minutes after the one before, each day when it is told."""

    def __init__(self, start: datetime, tell: Callable[[datetime], Any] = lambda now: None) -> None:
        self.now, self.tell = start, tell
        tell(start)

    def __call__(self, minutes: int = 7) -> datetime:
        self.now += timedelta(minutes=minutes)
        self.tell(self.now)
        return self.now

    def day(self, month: int, day: int, hour: int = 9, minute: int = 0) -> datetime:
        self.now = datetime(EJERCICIO, month, day, hour + 6, minute, tzinfo=UTC)
        self.tell(self.now)
        return self.now


@dataclass(frozen=True)
class Recorrido:
    """What the story made: the dossiers and the sessions."""

    poa: int
    padron: int
    unidas: int
    cabildo: int


class Historia:
    """The story, told while it happens. `pump` lets the work in the background be seen; `tell` says each hour of it."""

    def __init__(
        self,
        muestra: Muestra,
        say: Callable[[str], None],
        pump: Callable[[], None],
        tell: Callable[[datetime], Any] = lambda now: None,
    ) -> None:
        self.muestra, self.say, self.pump = muestra, say, pump
        self.clock = Reloj(datetime(EJERCICIO, 1, 12, 15, 0, tzinfo=UTC), tell)

    def act(self, who: str, expediente: int, accion: str, **parametros: Any) -> None:
        if accion == "turnar":
            sesiones.turnar(expediente, actor=self.muestra.actor(who), ahora=self.clock())
            return
        expedientes.actuar(expediente, accion, actor=self.muestra.actor(who), ahora=self.clock(), parametros=parametros)

    def run(self) -> Recorrido:
        poa_id = self._poa_sent()
        padron_id = self._padron_sent()
        self._observed(poa_id)
        self._corrected(poa_id)
        for expediente in (poa_id, padron_id):
            self._validated(expediente)
        self.clock.day(2, 16, 10)
        unidas = comisiones_unidas(self.muestra, self.clock, [poa_id, padron_id])
        self.say("  18 feb  Comisiones Unidas: quórum en cada comisión, dos dictámenes")
        self.clock.day(2, 24, 11)
        session = cabildo(self.muestra, self.clock, [poa_id, padron_id])
        self.say("  27 feb  Cabildo: 15 de 16 presentes, dos acuerdos con folio")
        return Recorrido(poa_id, padron_id, unidas, session)

    def _poa_sent(self) -> int:
        """The workbook is uploaded, read in the background, checked and confirmed; the titular sends it."""
        expediente = self.muestra.poas["UR-050"]
        enlace = self.muestra.actor("enlace.obras")
        with (MUESTRA / "poa" / "UR-050.xlsx").open("rb") as data:
            carga = poa.cargar(expediente, data, nombre="UR-050.xlsx", actor=enlace, ahora=self.clock())
        read = self._await(lambda: poa_queries.carga(carga, expediente), "leida", "fallida")
        poa.confirmar(
            expediente, carga, revision=read.revision_vista, con_errores=False, actor=enlace, ahora=self.clock()
        )
        self.act("titular.obras", expediente, "enviar")
        self.say("  12 ene  Obras Públicas sube su libro de Excel, lo confirma y envía su POA")
        return expediente

    def _padron_sent(self) -> int:
        self.clock.day(1, 27, 10)
        enlace = self.muestra.actor("enlace.educacion")
        expediente = expedientes.crear(
            "padron", "UR-043", "PP-25", EJERCICIO, "Becas municipales 2026", actor=enlace, ahora=self.clock()
        )
        reglas = json.loads((MUESTRA / "padron" / "reglas.json").read_text())[REGLAS]
        padron.guardar_reglas(
            expediente,
            {
                **reglas,
                "nombre": "Reglas de operación del programa Becas y equipamiento educativo",
                "apartados": json.loads(TEXTO_DE_REGLAS.read_text(encoding="utf-8")),
            },
            actor=enlace,
            ahora=self.clock(),
        )
        with (MUESTRA / "padron" / REGLAS).open("rb") as data:
            carga = padron.subir(expediente, data, nombre=REGLAS, actor=enlace, ahora=self.clock())
        self._await(lambda: padron_queries.carga(carga, expediente), "revisada", "ilegible")
        padron.confirmar(
            carga, actor=enlace, ahora=self.clock(), expediente_id=expediente, corte=local_date(self.clock.now)
        )
        self.act("titular.educacion", expediente, "enviar")
        self.say("  27 ene  Educación sube su padrón de 1,200 filas con sus reglas de operación y lo envía")
        return expediente

    def _observed(self, expediente: int) -> None:
        self.clock.day(1, 28, 9)
        self.act("revision", expediente, "tomar_revision")
        for campo, tipo, texto in (
            (
                "identificacion.problema_central",
                "bloqueante",
                "El problema central no dice a qué población afecta. Precísese con el dato del diagnóstico.",
            ),
            (
                "actividades[A01].meses.3",
                "recomendacion",
                "La meta de marzo coincide con el cierre de trámites de licitación. Valórese recorrerla a abril.",
            ),
        ):
            self.act("revision", expediente, "observar", campo=campo, tipo=tipo, texto=texto)
        self.act("revision", expediente, "notificar_observaciones")
        self.say("  28 ene  Planeación observa dos celdas: una bloqueante y una recomendación")

    def _corrected(self, expediente: int) -> None:
        self.clock.day(1, 30, 11)
        enlace = self.muestra.actor("enlace.obras")
        ficha = expedientes_queries.ficha(expediente, enlace, local_date(self.clock.now))
        contenido = json.loads(json.dumps(ficha.contenido))
        contenido["identificacion"]["problema_central"] += (
            ". Afecta a las familias de las colonias sin pavimento, según el diagnóstico municipal de 2025."
        )
        expedientes.capturar(expediente, contenido, ficha.borrador_revision, actor=enlace, ahora=self.clock())
        for obs, texto in (
            ("O1", "Se precisó la población afectada y la fuente del dato."),
            ("O2", "Se valoró: el calendario de licitación permite iniciar en marzo, se mantiene la meta."),
        ):
            self.act("titular.obras", expediente, "responder", obs=obs, texto=texto)
        self.act("titular.obras", expediente, "enviar")
        self.say("  30 ene  Obras Públicas corrige, responde y reenvía (ronda 2)")

    def _validated(self, expediente: int) -> None:
        if self.clock.now < datetime(EJERCICIO, 2, 4, tzinfo=UTC):
            self.clock.day(2, 4, 12)
        self.act("revision", expediente, "tomar_revision")
        ficha = expedientes_queries.ficha(expediente, self.muestra.actor("revision"), local_date(self.clock.now))
        for observacion in ficha.observaciones:
            if observacion.estado == "respondida":
                self.act("revision", expediente, "calificar", obs=observacion.clave, estado="solventada")
        self.act("planeacion", expediente, "validar")
        self.act("planeacion", expediente, "turnar")
        self.say(f"   4 feb  Planeación valida {ficha.cabeza.folio} y lo turna a Comisiones Unidas")

    def _await(self, look: Callable[[], Any], done: str, failed: str) -> Any:
        for _ in range(600):
            self.pump()
            found = look()
            if found.estado == done:
                return found
            if found.estado == failed:
                raise RuntimeError(f"La lectura terminó como «{failed}»")
            time.sleep(0.1)
        raise TimeoutError("La lectura en segundo plano no terminó")


def timeline(expediente: int) -> list[str]:
    """The record of a dossier, one line per act."""
    return [
        f"  {local(acto.en):%d/%m/%Y %H:%M}  {acto.actor:<32.32} {rotulo('acto', acto.accion)}"
        for acto in audit.bitacora(expediente)
    ]
