"""Cases of `plazos.yaml`: business days, hours, months, convocatorias and second calls. Pure."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from workflow.casos.campos import EntradaInvalida, a_date, a_time, an_instant, maybe_instant, one_of, whole
from workflow.kernel import plazos
from workflow.kernel.clock import local

Entrada = dict[str, Any]


def resolver(documento: dict[str, Any], caso: dict[str, Any]) -> dict[str, Any]:
    entrada = caso["entrada"]
    tipo = entrada["tipo"]
    if tipo not in _TIPOS:
        raise EntradaInvalida(f"No existe el tipo «{tipo}»; los que hay son {', '.join(_TIPOS)}.")
    return _TIPOS[tipo](entrada, _calendar(documento, entrada))


def _calendar(documento: dict[str, Any], entrada: Entrada) -> plazos.Calendario:
    if entrada.get("calendario") is None:
        return plazos.Calendario()
    datos = documento["calendarios"][entrada["calendario"]]
    horario = datos["horario"]
    return plazos.Calendario(
        inhabiles=frozenset(a_date(dia) for dia in datos.get("inhabiles") or ()),
        inicio=a_time(horario["inicio"]),
        fin=a_time(horario["fin"]),
    )


def _dias_habiles(entrada: Entrada, calendario: plazos.Calendario) -> dict[str, Any]:
    prorroga = entrada.get("prorroga")
    plazo = plazos.dias_habiles(
        an_instant(entrada["inicio"]),
        whole(entrada["cantidad"]),
        calendario,
        fuera_de_horario=one_of(
            entrada.get("notificacion_fuera_de_horario") or "siguiente_habil", "siguiente_habil", "mismo_dia"
        ),
        vence=_due_kind(entrada, "cierre_oficina"),
        prorroga=prorroga and plazos.Prorroga(whole(prorroga["cantidad"]), an_instant(prorroga["solicitada"])),
    )
    respuesta: dict[str, Any] = {
        "surte_efecto": plazo.surte_efecto.isoformat(),
        "primer_dia": plazo.primer_dia.isoformat(),
    }
    if plazo.prorroga_procede is not None:
        respuesta["prorroga_procede"] = plazo.prorroga_procede
    return {**respuesta, **_due(entrada, plazo.vence)}


def _dias_naturales(entrada: Entrada, calendario: plazos.Calendario) -> dict[str, Any]:
    return _due(entrada, plazos.dias_naturales(*_span(entrada), calendario, **_date_rules(entrada)))


def _meses(entrada: Entrada, calendario: plazos.Calendario) -> dict[str, Any]:
    return _due(entrada, plazos.meses(*_span(entrada), calendario, **_date_rules(entrada)))


def _horas(entrada: Entrada, _calendario: plazos.Calendario) -> dict[str, Any]:
    return _due(entrada, plazos.horas(*_span(entrada)))


def _ultimo_habil_mes(entrada: Entrada, calendario: plazos.Calendario) -> dict[str, Any]:
    vence = plazos.ultimo_habil_mes(
        whole(entrada["anio"]), whole(entrada["mes"]), calendario, vence=_due_kind(entrada, "fin_de_dia")
    )
    return _due(entrada, vence)


def _convocatoria(entrada: Entrada, _calendario: plazos.Calendario) -> dict[str, Any]:
    notificaciones = {str(quien): maybe_instant(momento) for quien, momento in entrada["notificaciones"].items()}
    asistentes = [str(quien) for quien in entrada.get("asistentes") or ()]
    hallado = plazos.convocatoria(
        an_instant(entrada["sesion"]), whole(entrada["horas_minimas"]), notificaciones, asistentes
    )
    return {
        **_instant("limite", hallado.limite),
        "por_integrante": {
            quien: {"anticipacion_min": aviso.anticipacion_min, "cumple": aviso.cumple}
            for quien, aviso in hallado.por_integrante.items()
        },
        "defectuosas": list(hallado.defectuosas),
        "subsanada": hallado.subsanada,
        "convocatoria_valida": hallado.valida,
    }


def _segunda_llamada(entrada: Entrada, _calendario: plazos.Calendario) -> dict[str, Any]:
    hallado = plazos.segunda_llamada(
        an_instant(entrada["primera"]),
        whole(entrada["espera_minutos"]),
        maybe_instant(entrada.get("llamada")),
    )
    return {**_instant("no_antes_de", hallado.no_antes_de), "valida": hallado.valida}


_TIPOS: dict[str, Callable[[Entrada, plazos.Calendario], dict[str, Any]]] = {
    "dias_habiles": _dias_habiles,
    "dias_naturales": _dias_naturales,
    "meses": _meses,
    "horas": _horas,
    "ultimo_habil_mes": _ultimo_habil_mes,
    "convocatoria": _convocatoria,
    "segunda_llamada": _segunda_llamada,
}


def _span(entrada: Entrada) -> tuple[datetime, int]:
    return an_instant(entrada["inicio"]), whole(entrada["cantidad"])


def _date_rules(entrada: Entrada) -> dict[str, Any]:
    return {
        "si_inhabil": one_of(entrada.get("si_inhabil") or "sin_cambio", "siguiente_habil", "sin_cambio"),
        "vence": _due_kind(entrada, "fin_de_dia"),
    }


def _due_kind(entrada: Entrada, si_falta: str) -> Any:
    return one_of(entrada.get("vence") or si_falta, "cierre_oficina", "fin_de_dia")


def _due(entrada: Entrada, vence: datetime) -> dict[str, Any]:
    respuesta: dict[str, Any] = _instant("vence", vence)
    if entrada.get("ahora") is not None:
        respuesta["vencido"] = plazos.vencido(vence, an_instant(entrada["ahora"]))
    return respuesta


def _instant(nombre: str, momento: datetime) -> dict[str, Any]:
    utc = momento.isoformat().replace("+00:00", "Z")
    return {nombre: local(momento).isoformat(), f"{nombre}_utc": utc}
