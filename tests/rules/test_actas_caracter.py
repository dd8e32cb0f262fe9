"""What makes a session different is read in its acta and in its convocatoria."""

from __future__ import annotations

from dataclasses import replace

from tests.builders_actas import acta_cabildo
from workflow.actas.caracter import caracter, recinto
from workflow.actas.impresion.documento import Parrafo
from workflow.actas.redaccion.acta import proemio


def words(**mas: object) -> str:
    acta = acta_cabildo()
    bloques = proemio(replace(acta, sesion=replace(acta.sesion, **mas)))  # type: ignore[arg-type]
    return " ".join("".join(t.texto for t in b.trozos) for b in bloques if isinstance(b, Parrafo))


def test_una_ordinaria_publica_en_su_recinto_no_dice_nada_de_mas() -> None:
    usual = {"tipo": "ordinaria", "publicidad": "publica", "modalidad": "presencial", "permanente": False}
    assert caracter(**usual) == [] and recinto("recinto_oficial", "") == ""  # type: ignore[arg-type]


def test_el_acta_dice_la_sede_itinerante_con_su_acuerdo_y_que_fue_hibrida() -> None:
    texto = words(itinerante=True, recinto_acuerdo="Acuerdo AHC/004/2026.", modalidad="hibrida")
    assert "en sede itinerante (Acuerdo AHC/004/2026)" in texto
    assert "se asiste en el recinto o a distancia" in texto


def test_el_acta_dice_si_fue_privada_solemne_o_permanente() -> None:
    assert "La sesión es privada" in words(publicidad="privada")
    assert "no se someten asuntos a votación" in words(tipo="solemne")
    assert "se declara permanente" in words(permanente=True)
    assert "como recinto alterno (toma del edificio)" in words(recinto_acuerdo="toma del edificio")
