"""The route of the program is the one that docs/ruta.md tells people, in both directions."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from workflow.expedientes import observaciones
from workflow.expedientes.avisos import AVISAR
from workflow.expedientes.conditions import CONDITIONS
from workflow.expedientes.modificacion import REQUIERE_CABILDO
from workflow.expedientes.plazos_etapa import DIAS_INICIALES
from workflow.expedientes.relojes import LADOS, PIDEN, RESUELVEN, lado_de
from workflow.expedientes.route import BY_ACTION, DE_SESION, DESHACEN, EN_LINEA, ESPERA_A, ETAPAS, LINEA, ROUTE, TODOS
from workflow.kernel.actor import ROLES
from workflow.textos import razones, rotulos

DOC = (Path(__file__).resolve().parents[2] / "docs" / "ruta.md").read_text(encoding="utf-8")


def table(section: str) -> list[list[str]]:
    """Rows of the first table of a numbered section, without its header."""
    body = re.split(rf"^## {section}\. .*$", DOC, flags=re.M)[1].split("\n## ")[0]
    rows = [line for line in body.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows[2:]]


def codes(cell: str) -> tuple[str, ...]:
    return tuple(re.findall(r"`([^`]+)`", cell))


def test_las_etapas_del_documento_son_las_del_programa_con_su_nombre_y_a_quien_esperan() -> None:
    told = [(codes(row[1])[0], row[0], codes(row[3])) for row in table("1")]
    assert told == [(etapa, rotulos()["etapa"][etapa], ESPERA_A[etapa]) for etapa in ETAPAS]


def test_las_acciones_del_documento_son_las_del_programa_y_al_reves() -> None:
    told = [
        (
            codes(row[1])[0],
            row[0],
            TODOS if row[2] == "todos" else codes(row[2]),
            () if row[3] == "cualquiera" else codes(row[3]),
            () if row[4] == "sin cambio" else codes(row[4]),
            {"sí": True, "no": False}[row[5]],
            codes(row[6]),
            codes(row[7]),
        )
        for row in table("2")
    ]
    assert told == [
        (t.accion, rotulos()["accion"][t.accion], t.roles, t.desde, t.hacia, t.separacion, t.condiciones, t.avisos)
        for t in ROUTE
    ]


def test_los_estados_de_una_observacion_son_los_del_documento() -> None:
    told = [(codes(row[1])[0], row[0], row[2] == "sí", row[3] == "sí") for row in table("5")]
    assert told == [
        (
            estado,
            rotulos()["estado_observacion"][estado],
            estado in observaciones.PENDIENTES,
            estado in observaciones.CERRADAS,
        )
        for estado in observaciones.ESTADOS
    ]


def test_que_cambios_requieren_cabildo_es_lo_que_dice_el_documento() -> None:
    told = {codes(row[1])[0]: (row[0], row[2] == "sí") for row in table("6")}
    assert told == {code: (rotulos()["tipo_cambio"][code], needs) for code, needs in REQUIERE_CABILDO.items()}


def test_los_plazos_iniciales_son_los_del_documento() -> None:
    assert {codes(row[1])[0]: int(row[2]) for row in table("7")} == DIAS_INICIALES


def test_quien_pide_prorroga_y_quien_contesta_es_lo_que_dice_el_documento() -> None:
    assert {codes(row[1])[0]: codes(row[2]) for row in table("10")} == PIDEN
    assert {codes(row[1])[0]: codes(row[3]) for row in table("10")} == RESUELVEN


def test_quien_pide_nunca_es_quien_contesta() -> None:
    assert all(set(PIDEN[lado]).isdisjoint(RESUELVEN[lado]) for lado in LADOS)


def test_toda_etapa_que_espera_a_alguien_tiene_plazo_y_lado() -> None:
    esperan = {etapa for etapa, roles in ESPERA_A.items() if roles}
    assert esperan == set(DIAS_INICIALES) == {etapa for etapa in ETAPAS if lado_de(etapa)}


def test_cada_condicion_del_programa_esta_explicada_y_ninguna_sobra() -> None:
    told = {codes(row[0])[0] for row in table("8")}
    used = {code for t in ROUTE for code in (*t.condiciones, *t.avisos)}
    assert told == used
    assert {code for t in ROUTE for code in t.condiciones} == set(CONDITIONS)


def test_a_quien_se_avisa_es_lo_que_dice_el_documento() -> None:
    assert {codes(row[1])[0]: codes(row[2]) for row in table("9")} == AVISAR


def test_el_orden_de_las_revisiones_esta_en_el_documento() -> None:
    section = re.split(r"^## 3\. .*$", DOC, flags=re.M)[1].split("\n## ")[0]
    assert codes(section) == (
        "ACCION_DESCONOCIDA",
        "ROL_NO_AUTORIZADO",
        "DEPENDENCIA_AJENA",
        "ETAPA_INVALIDA",
        "MODIFICACION_EN_CURSO",
        "REVISOR_MISMA_DEPENDENCIA",
        "SEPARACION_DE_FUNCIONES",
    )


def reachable(start: str, *, without: str, actions_out: frozenset[str] = frozenset({"autorizar_delegado"})) -> set[str]:
    """Stages that can be reached from `start` when nothing may pass through the stage `without`.

    What undoes an act only goes back to where the dossier already was, so it opens no way.
    """
    actions_out = actions_out | frozenset(DESHACEN)
    seen, pending = {start}, [start]
    while pending:
        here = pending.pop()
        for t in ROUTE:
            if t.accion in actions_out or here not in t.desde:
                continue
            for after in t.hacia:
                if after != without and after not in seen:
                    seen.add(after)
                    pending.append(after)
    return seen


@pytest.mark.parametrize("paso", ["enviado", "en_revision", "validado", "en_comisiones", "dictaminado", "en_cabildo"])
def test_nada_se_aprueba_sin_pasar_por_planeacion_comisiones_y_cabildo(paso: str) -> None:
    approved = {"aprobado", "aprobado_con_modificaciones", "publicado"}
    assert not approved & reachable("borrador", without=paso)


def test_deshacer_un_acto_es_su_camino_de_vuelta_y_solo_si_fue_el_ultimo() -> None:
    assert DESHACEN == {"anular_dictamen": "dictaminar", "anular_acuerdo": "registrar_acuerdo"}
    for vuelta, ida in DESHACEN.items():
        back, forth = BY_ACTION[vuelta], BY_ACTION[ida]
        assert back.hacia == forth.desde
        assert set(back.desde) == set(forth.hacia) - set(forth.desde)
        assert back.roles == forth.roles
        assert "ACTO_POSTERIOR" in back.condiciones


def test_con_todas_las_etapas_si_se_llega_a_todas() -> None:
    assert reachable("borrador", without="ninguna") == set(ETAPAS)


def test_la_delegacion_es_el_unico_atajo_y_aun_asi_pasa_por_planeacion() -> None:
    shortcut = reachable("borrador", without="en_comisiones", actions_out=frozenset())
    assert "aprobado" in shortcut
    for paso in ("enviado", "en_revision", "validado"):
        assert "aprobado" not in reachable("borrador", without=paso, actions_out=frozenset())
    delegated = next(t for t in ROUTE if t.accion == "autorizar_delegado")
    assert delegated.condiciones == ("REQUIERE_CABILDO",) and delegated.separacion


def test_cada_codigo_de_la_ruta_tiene_su_nombre_o_su_frase() -> None:
    sentences = razones()
    for t in ROUTE:
        for code in (*t.condiciones, *t.avisos):
            assert code in sentences, code
        for rol in t.roles:
            assert rol in ROLES and rol in rotulos()["rol"], rol
        for etapa in (*t.desde, *t.hacia):
            assert etapa in ETAPAS, etapa


def test_la_linea_de_avance_coloca_todas_las_etapas() -> None:
    assert set(LINEA) | set(EN_LINEA) == set(ETAPAS) and set(EN_LINEA.values()) <= set(LINEA)
    assert set(DE_SESION) <= {t.accion for t in ROUTE}
