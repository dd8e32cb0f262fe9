"""Cases of `votaciones.yaml`: reads the input, asks the rule, prints the answer in the format of the file. Pure."""

from __future__ import annotations

from typing import Any

from workflow.sesiones import votacion
from workflow.sesiones.configuracion import organ_rules
from workflow.sesiones.conteo import Captura, Cedulas, ErrorCaptura
from workflow.sesiones.mayorias import Totales
from workflow.sesiones.quorum import Composicion, Evento, Quorum


def resolver(documento: dict[str, Any], caso: dict[str, Any]) -> dict[str, Any]:
    """The answer of the product to one case. `documento` carries the catalogue `organos`."""
    entrada = caso["entrada"]
    organo = documento["organos"][entrada["organo"]]
    composicion = Composicion(
        asientos=tuple(organo["asientos"]),
        preside=organo["preside"],
        vacantes=frozenset(entrada.get("vacantes") or ()),
        licencias=frozenset(entrada.get("licencias") or ()),
        suplentes=frozenset(entrada.get("suplentes_en_funciones") or ()),
    )
    sesion = entrada["sesion"]
    asistencia = votacion.Asistencia(
        apertura=minutes(sesion["apertura"]),
        lista=tuple(sesion["lista"]),
        eventos=tuple(Evento(minutes(e["hora"]), e["evento"], e["persona"]) for e in sesion.get("eventos") or ()),
    )
    voto = entrada["votacion"]
    pedida = votacion.Votacion(
        tipo=voto["tipo"],
        preside=voto["preside"],
        rondas=tuple(votacion.Ronda(minutes(r["hora"]), capture(r, voto["tipo"])) for r in voto["rondas"]),
        excusas=frozenset(voto.get("excusas") or ()),
        voto_calidad=voto.get("voto_calidad"),
    )
    return _answer(votacion.resolve(composicion, organ_rules(entrada["reglas"]), asistencia, pedida))


def minutes(hora: str) -> int:
    """ "HH:MM" as minutes; "00:10+1" is ten past midnight of the next day."""
    reloj, _, dias = hora.partition("+")
    horas, minutos = reloj.split(":")
    return int(dias or 0) * 1440 + int(horas) * 60 + int(minutos)


def capture(ronda: dict[str, Any], tipo: str = "economica") -> Captura | Cedulas:
    cedulas = ronda.get("cedulas")
    votos = ronda.get("votos") or {}
    if cedulas is None and tipo == "cedula" and "totales" in votos:
        cedulas = {"entregadas": sum(votos["totales"].values()), **votos["totales"]}
    if cedulas is not None:
        cuentas = {k: cedulas.get(k) or 0 for k in ("entregadas", "a_favor", "en_contra", "abstencion", "nulos")}
        return Cedulas(**cuentas, candidaturas=cedulas.get("candidaturas"))
    return votes(votos)


def votes(votos: dict[str, Any]) -> Captura:
    if "totales" in votos:
        return Captura(solo_totales=True)
    listas = (votos.get("salvo") or {}) if "todos" in votos else votos
    return Captura(
        a_favor=tuple(listas.get("a_favor") or ()),
        en_contra=tuple(listas.get("en_contra") or ()),
        abstencion=tuple(listas.get("abstencion") or ()),
        todos=votos.get("todos"),
    )


def quorum_answer(quorum: Quorum) -> dict[str, Any]:
    return {"requerido": quorum.requerido, "presentes": quorum.presentes, "hay": quorum.hay}


def errors_answer(errores: tuple[ErrorCaptura, ...]) -> list[dict[str, str]]:
    return [{"codigo": e.codigo, "persona": e.persona} if e.persona else {"codigo": e.codigo} for e in errores]


def _answer(r: votacion.Resultado) -> dict[str, Any]:
    calidad: dict[str, Any] = {"usado": False}
    if r.calidad is not None:
        calidad = {"usado": True, "sentido": r.calidad.sentido, "quien": r.calidad.quien}
    respuesta: dict[str, Any] = {
        "n_efectivo": r.n_efectivo,
        "integrantes_en_funciones": r.integrantes_en_funciones,
        "quorum_inicial": quorum_answer(r.quorum_inicial),
        "quorum": quorum_answer(r.quorum),
        "electorado": r.electorado,
        "ronda": r.ronda,
        "base": None if r.base is None else {"tipo": r.base.tipo, "valor": r.base.valor},
        "requeridos": r.requeridos,
        "totales": None if r.totales is None else _totals(r, r.totales),
        "resultado": r.resultado,
        "motivo": r.motivo,
        "etiqueta": r.etiqueta,
        "voto_calidad": calidad,
        "errores": errors_answer(r.errores),
    }
    if r.electo is not None:
        respuesta["electo"] = r.electo
    if r.pasan is not None:
        respuesta["pasan"] = list(r.pasan)
    return respuesta


def _totals(r: votacion.Resultado, totales: Totales) -> dict[str, Any]:
    comunes = {"abstencion": totales.abstencion, "nulos": totales.nulos}
    cuerpo = {"excusados": r.excusados, "ausentes": r.ausentes}
    if r.por_candidatura is not None:
        return {**comunes, **cuerpo, "por_candidatura": r.por_candidatura}
    return {"a_favor": totales.a_favor, "en_contra": totales.en_contra, **comunes, **cuerpo}
