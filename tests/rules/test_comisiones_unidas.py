"""Joint commissions: the oracle cases, and the traps of a shared member."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from workflow.casos import comisiones_unidas as casos
from workflow.sesiones import comisiones_unidas as unidas
from workflow.sesiones.conteo import Captura, ReglasVoto
from workflow.sesiones.quorum import ReglaQuorum

DOCUMENTO = yaml.safe_load((Path(__file__).parents[1] / "cases" / "comisiones_unidas.yaml").read_text(encoding="utf-8"))
DE = unidas.Comision("DE", tuple("ABCDE"), "A", "Desarrollo Económico")
DS = unidas.Comision("DS", tuple("FEGHI"), "F", "Desarrollo Social")
AMBAS = frozenset({"DE", "DS"})
APLICA = frozenset({"simple", "absoluta_presentes", "absoluta_integrantes"})


def reglas(empate: str = "segunda_ronda_y_pleno", modo: str = "por_comision") -> unidas.Reglas:
    voto = ReglasVoto("absoluta_presentes", empate, "segunda_ronda_y_pleno", APLICA)
    return unidas.Reglas(modo, ReglaQuorum("mitad_mas_uno"), "cada_comision", voto)


def resolve(presentes: str, *rondas: dict[str, Captura], regla: unidas.Reglas | None = None, **extra: object):
    asunto = unidas.Asunto("favorable", rondas, **extra)  # type: ignore[arg-type]
    reunion = unidas.Reunion(AMBAS, frozenset(presentes))
    return unidas.resolve((DE, DS), regla or reglas(), (reunion,), asunto)


@pytest.mark.parametrize("caso", DOCUMENTO["casos"], ids=lambda caso: caso["id"])
def test_caso_de_comisiones_unidas(caso: dict) -> None:
    assert casos.resolver(DOCUMENTO, caso) == caso["esperado"]


def test_la_derrota_en_una_comision_no_se_esconde_en_la_suma() -> None:
    """6 a 3 en total, pero Desarrollo Social 2-3: no hay dictamen."""
    ronda = {"DE": Captura(tuple("ABCDE")), "DS": Captura(tuple("EF"), tuple("GHI"))}
    resultado = resolve("ABCDEFGHI", ronda)
    assert (resultado.resultado, resultado.fallan, resultado.dictamen) == ("dictamen_no_aprobado", ("DS",), None)
    assert resultado.razon == (
        "DE: 5 a favor, 0 en contra y 0 abstenciones (3 requeridos); DS: 2 a favor, 3 en contra y 0 abstenciones "
        "(3 requeridos). No hay dictamen: no alcanzó la mayoría en DS."
    )


def test_la_integrante_compartida_cuenta_una_vez_como_persona_y_vota_en_cada_comision() -> None:
    ronda = {"DE": Captura(tuple("ABE")), "DS": Captura(tuple("EFG"))}
    resultado = resolve("ABEFG", ronda)
    assert resultado.personas_presentes == 5
    assert [q.presentes for q in resultado.quorum.values()] == [3, 3]
    assert resultado.resultado == "dictamen_aprobado"


def test_no_basta_votar_en_una_comision() -> None:
    resultado = resolve("ABCDEFGHI", {"DE": Captura(tuple("ABCDE"))})
    assert [(e.codigo, e.persona) for e in resultado.errores] == [("FALTA_VOTACION", "DS")]


def test_la_comision_que_no_empato_no_vuelve_a_votar() -> None:
    empate = {"DE": Captura(tuple("AB"), tuple("CD"), ("E",)), "DS": Captura(tuple("EFG"))}
    segunda = {"DE": Captura(tuple("ABE"), tuple("CD")), "DS": Captura(tuple("EFG"))}
    resultado = resolve("ABCDEFG", empate, segunda)
    assert [(e.codigo, e.persona) for e in resultado.errores] == [("RONDA_INDEBIDA", "DS")]


def test_la_calidad_de_una_comision_no_desempata_la_otra() -> None:
    empate = {"DE": Captura(tuple("BC"), tuple("DE")), "DS": Captura(tuple("EFGH"))}
    resultado = resolve("BCDEFGH", empate, regla=reglas("voto_calidad"), voto_calidad={"DE": "a_favor"})
    assert [(e.codigo, e.persona) for e in resultado.errores] == [("CALIDAD_NO_PROCEDE", "DE")]


def test_una_excusa_de_quien_no_asistio_es_un_error_de_captura() -> None:
    ronda = {"DE": Captura(tuple("ABC")), "DS": Captura(tuple("FGH"))}
    resultado = resolve("ABCFGH", ronda, excusas=frozenset("D"))
    assert [(e.codigo, e.persona) for e in resultado.errores] == [("EXCUSA_DE_AUSENTE", "D")]


def test_si_las_dos_presidencias_faltan_conduce_la_siguiente_integrante_de_la_primera() -> None:
    assert resolve("BCDGHI").conduce == "B"


def test_todas_las_reglas_de_empate_llevan_a_una_salida_conocida() -> None:
    empate = {"DE": Captura(tuple("AB"), tuple("CD")), "DS": Captura(tuple("FG"), tuple("HI"))}
    salidas = {e: resolve("ABCDFGHI", empate, regla=reglas(e)).resultado for e in ("voto_calidad", "desechar")}
    assert salidas == {"voto_calidad": "pendiente_voto_calidad", "desechar": "dictamen_no_aprobado"}
    assert resolve("ABCDFGHI", empate).empatadas == ("DE", "DS")
    assert resolve("ABCDFGHI", empate, empate).resultado == "turnado_al_pleno"


@given(
    presentes=st.frozensets(st.sampled_from("ABCDEFGHI")),
    excusas=st.frozensets(st.sampled_from("ABCDEFGHI"), max_size=3),
    sentidos=st.lists(st.sampled_from(("a_favor", "en_contra", "abstencion")), min_size=10, max_size=10),
    empate=st.sampled_from(("segunda_ronda_y_pleno", "voto_calidad", "desechar")),
)
@settings(max_examples=200, deadline=None)
def test_propiedades_de_toda_reunion_conjunta(
    presentes: frozenset[str], excusas: frozenset[str], sentidos: list[str], empate: str
) -> None:
    excusas &= presentes
    votos = dict(zip((("DE", p) for p in DE.integrantes), sentidos[:5], strict=True))
    votos |= dict(zip((("DS", p) for p in DS.integrantes), sentidos[5:], strict=True))
    ronda = {
        c.clave: Captura(
            **{
                s: tuple(p for p in c.integrantes if p in presentes - excusas and votos[c.clave, p] == s)
                for s in ("a_favor", "en_contra", "abstencion")
            }
        )
        for c in (DE, DS)
    }
    resultado = resolve("".join(presentes), ronda, regla=reglas(empate), excusas=excusas)
    assert resultado.errores == ()
    assert resultado.personas_presentes == len(presentes)
    for votado in resultado.votaciones.values():
        grupo = votado.grupo
        assert len(grupo.electores) + len(grupo.excusados) + grupo.ausentes == len(grupo.integrantes)
        assert votado.decision.totales.emitidos == len(grupo.electores)
    if resultado.dictamen is not None:
        assert all(v.decision.resultado == "aprobado" for v in resultado.votaciones.values())
        assert set(resultado.votaciones) == AMBAS
