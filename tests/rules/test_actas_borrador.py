"""What is written by hand stays apart from the facts, corrections touch only prose, and versions are compared."""

from __future__ import annotations

from dataclasses import replace

from tests import builders_actas as b
from workflow.actas.diferencias import compare
from workflow.actas.impresion.documento import texto_de
from workflow.actas.instantanea import InstantaneaActa, Precision
from workflow.actas.precisiones import apply, occurrences
from workflow.actas.redaccion.acta import componer_acta
from workflow.actas.secciones import editable_keys, facts_of, sections, texts_of, with_texts


def acta() -> InstantaneaActa:
    return b.acta_cabildo(puntos=(replace(b.punto_poa(), clave="41"),))


def test_lo_escrito_a_mano_sale_en_el_acta_y_los_hechos_siguen_iguales() -> None:
    escrita = with_texts(acta(), {"discusion:41": "Se pidió un informe trimestral", "incidencias": "Falló el audio"})
    text = texto_de(componer_acta(escrita))
    assert "Se pidió un informe trimestral." in text
    assert "Falló el audio." in text
    assert facts_of(escrita) == facts_of(acta())
    assert texts_of(escrita) == {"discusion:41": "Se pidió un informe trimestral", "incidencias": "Falló el audio"}


def test_solo_se_escribe_en_los_apartados_que_no_son_hechos() -> None:
    assert editable_keys(acta()) == {"exposicion:41", "discusion:41", "asuntos", "incidencias"}
    titulos = [one.titulo for one in sections(acta()) if one.editables]
    assert titulos[0].startswith("Punto 4. ")
    assert titulos[1:] == ["Asuntos generales", "Recesos e incidencias"]


def test_los_hechos_de_la_pagina_no_traen_lo_escrito_a_mano() -> None:
    escrita = with_texts(acta(), {"discusion:41": "Texto de la mano"})
    hechos = "".join(str(one.hechos) for one in sections(escrita))
    assert "Texto de la mano" not in hechos


def test_la_precision_cambia_la_prosa_y_nunca_un_acuerdo_ni_un_voto() -> None:
    one = acta()
    assert occurrences(one, "nueve observaciones") == 1
    corregida = apply(one, [Precision("nueve observaciones", "ocho observaciones", "C. Hugo Saldaña Ríos")])
    text = texto_de(componer_acta(corregida))
    assert "atiende las ocho observaciones" in text
    assert corregida.puntos[0].votaciones == one.puntos[0].votaciones
    assert occurrences(one, b.NOMBRES[0][0]) == 0  # a name in the roll is not prose


def test_la_precision_se_narra_con_lo_que_decia_y_quien_la_pidio() -> None:
    text = texto_de(componer_acta(apply(acta(), [Precision("", "Se agradece al público", "C. Elvira Nava")])))
    for part in ("Precisiones incorporadas al aprobarse el acta", "(se agrega)", "Se agradece al público", "C. Elvira"):
        assert part in text


def test_entre_dos_versiones_se_ve_que_decia_y_que_dice() -> None:
    antes = componer_acta(acta())
    ahora = componer_acta(apply(acta(), [Precision("nueve observaciones", "ocho observaciones", "C. Hugo")]))
    assert compare(antes, antes) == ()
    cambio = next(one for one in compare(antes, ahora) if "observaciones" in one.antes)
    assert "nueve observaciones" in cambio.antes and "ocho observaciones" in cambio.ahora
    assert cambio.apartado.startswith("Punto 4.")


def test_una_tabla_se_compara_por_renglones_enteros() -> None:
    antes = componer_acta(acta())
    ahora = componer_acta(apply(acta(), [Precision("nueve observaciones", "ocho observaciones", "C. Hugo")]))
    nuevos = [one.ahora for one in compare(antes, ahora) if one.apartado.startswith("Precisiones")]
    assert nuevos == ["nueve observaciones · ocho observaciones · C. Hugo"]
