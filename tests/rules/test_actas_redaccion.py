"""What an acta says, from snapshots written by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests import builders_actas as b
from workflow.actas.canonico import canonical, digest, from_plain, to_plain
from workflow.actas.impresion.documento import Documento, Recuadro, Tabla, Titulo, texto_de
from workflow.actas.instantanea import Asistencia, InstantaneaActa, Persona, Punto, Quorum, VotoCalidad
from workflow.actas.instantanea_dictamen import InstantaneaCertificacion, InstantaneaDictamen
from workflow.actas.palabras import cargo, de_comisiones, del_cargo, el_c_cargo
from workflow.actas.redaccion.acta import componer_acta
from workflow.actas.redaccion.certificacion import componer_certificacion
from workflow.actas.redaccion.dictamen import componer_dictamen
from workflow.kernel.articulos import de_dependencia


@pytest.fixture(scope="module")
def cabildo() -> str:
    return texto_de(componer_acta(b.acta_cabildo()))


@pytest.fixture(scope="module")
def unidas() -> str:
    return texto_de(componer_acta(b.acta_unidas()))


def tables(documento: Documento, beginning: str) -> list[Tabla]:
    return [one for one in documento.bloques if isinstance(one, Tabla) and one.descripcion.startswith(beginning)]


def test_el_proemio_dice_hora_dia_lugar_y_convocatoria_con_letra(cabildo: str) -> None:
    assert (
        "En la ciudad de Fresnillo, Zacatecas, siendo las dieciocho horas con cinco minutos del día treinta de "
        "enero de dos mil veintiséis, en el Salón de Cabildo del Palacio Municipal, con domicilio en Juan de Tolosa "
        "número 100, colonia Centro, previa convocatoria de fecha veintiocho de enero de dos mil veintiséis" in cabildo
    )


def test_la_sesion_se_nombra_con_su_ordinal_y_el_acta_con_su_numero(cabildo: str) -> None:
    assert cabildo.startswith("Acta número veintiocho\nDécima Séptima Sesión Ordinaria Pública de Cabildo\n")


def test_quien_preside_y_quien_da_fe_llevan_su_cargo(cabildo: str) -> None:
    assert "Preside la sesión el C. Rogelio Ibarra Quintero, Presidente Municipal;" in cabildo
    assert "el C. Arturo Dueñas Palacios, Secretario de Gobierno Municipal, quien da fe." in cabildo


def test_una_presidenta_y_una_secretaria_se_nombran_en_femenino() -> None:
    acta = b.acta_cabildo(
        preside=Persona("Ana Ríos", "Presidente/a Municipal", "M"),
        secretario=Persona("Eva Paz", "Secretario/a de Gobierno Municipal", "M"),
    )
    text = texto_de(componer_acta(acta))
    assert "la Presidenta Municipal declara formalmente instalada la sesión" in text
    assert "La Secretaria de Gobierno Municipal procede a pasar lista" in text
    assert "ante la fe de la Secretaria de Gobierno Municipal. DOY FE." in text


@pytest.mark.parametrize(
    ("post", "genero", "printed"),
    [
        ("Síndico/a Municipal", "M", "Síndica Municipal"),
        ("Síndico/a Municipal", "H", "Síndico Municipal"),
        ("Regidor/a", "M", "Regidora"),
        ("Regidor/a", "H", "Regidor"),
        ("Regidor", "M", "Regidora"),
        ("Presidente/a Municipal", "M", "Presidenta Municipal"),
        ("Presidente/a Municipal", "H", "Presidente Municipal"),
        ("Vocal", "M", "Vocal"),
        ("Secretario/a", "X", "Secretario/a"),
    ],
)
def test_el_cargo_concuerda_con_la_persona(post: str, genero: str, printed: str) -> None:
    assert cargo(Persona("Alguien", post, genero)) == printed


def test_el_articulo_se_contrae_solo_en_masculino() -> None:
    assert del_cargo(Persona("X", "Secretario/a de Gobierno Municipal", "H")) == "del Secretario de Gobierno Municipal"
    assert (
        del_cargo(Persona("X", "Secretario/a de Gobierno Municipal", "M")) == "de la Secretaria de Gobierno Municipal"
    )
    assert el_c_cargo(Persona("Luz Mar", "Regidor/a", "M")) == "la C. Luz Mar, Regidora"
    assert de_dependencia("Instituto Municipal de Cultura") == "del Instituto Municipal de Cultura"
    assert de_dependencia("Secretaría de Finanzas") == "de la Secretaría de Finanzas"


def test_las_comisiones_se_enumeran_cada_una_con_su_de() -> None:
    nombres = ("Comisión Edilicia de Desarrollo Económico", "Comisión Edilicia de Desarrollo Social")
    assert de_comisiones(nombres) == "de Desarrollo Económico y de Desarrollo Social"


def test_el_quorum_se_cuenta_con_letra(cabildo: str) -> None:
    assert (
        "se cuenta con la asistencia de catorce de dieciséis integrantes con derecho a voz y voto, siendo el quórum "
        "requerido de nueve; por lo tanto, existe quórum legal para sesionar." in cabildo
    )


def test_la_lista_dice_quien_llego_tarde_quien_se_retiro_y_quien_justifico() -> None:
    (lista,) = tables(componer_acta(b.acta_cabildo()), "Lista de asistencia")
    rows = {row[0][0].texto: row[2][0].texto for row in lista.filas}
    assert rows["Julia Ibáñez Carrillo"] == "Incorporada después de iniciada la sesión; se integra a las 18:12 horas"
    assert rows["Efraín Caldera Muro"] == "Presente; se retira a las 23:50 horas"
    assert rows["Patricia Güereca Solís"].startswith("Ausente, presenta justificante de inasistencia")
    assert len(rows) == 16


def test_una_economica_lleva_el_nombre_de_cada_integrante() -> None:
    votacion = tables(componer_acta(b.acta_cabildo()), "Votación económica")[1]
    rows = {row[0][0].texto: (row[1][0].texto, row[2][0].texto) for row in votacion.filas}
    assert rows["A favor"][0] == "12"
    assert rows["A favor"][1].count(";") == 11
    assert rows["En contra"] == ("1", "Gerardo Lozano Peña")
    assert rows["Abstención"] == ("1", "Norma Trejo Bañuelos")
    assert rows["Con excusa"] == ("1", "Saúl Belmontes Cruz")


def test_el_resultado_se_dice_con_su_etiqueta_y_sus_votos(cabildo: str) -> None:
    assert "Resultado: se aprueba por mayoría, con doce votos a favor, uno en contra y una abstención." in cabildo


def test_el_voto_de_calidad_no_cambia_los_totales() -> None:
    """Ocho a ocho: el acta sigue diciendo ocho a ocho."""
    claves = tuple(f"C{n:02d}" for n in range(9, 17))
    empate = b.votos(
        en_contra=claves, motivo="empate_voto_calidad", etiqueta="por mayoría", requeridos=9,
        voto_calidad=VotoCalidad("a_favor", b.PLENO[0]),
    )  # fmt: skip
    text = texto_de(componer_acta(b.acta_cabildo(puntos=(replace(b.punto_poa(), votaciones=(empate,)),))))
    assert "ante el empate, el C. Rogelio Ibarra Quintero, Presidente Municipal, ejerce voto de calidad a favor" in text
    assert "con ocho votos a favor, ocho en contra y cero abstenciones" in text
    assert "nueve votos a favor, " not in text


def test_una_cedula_no_lleva_nombres() -> None:
    secreta = b.votos(tipo="cedula", nombres_a_favor=(), nulos=1)
    documento = componer_acta(b.acta_cabildo(puntos=(replace(b.punto_poa(), votaciones=(secreta,)),)))
    assert tables(documento, "Votación") == []
    assert "un voto nulo" in texto_de(documento)


def test_pasada_la_medianoche_la_clausura_dice_el_dia_siguiente(cabildo: str) -> None:
    assert (
        "siendo las cero horas con veinte minutos del día treinta y uno de enero de dos mil veintiséis, con la "
        "presencia de trece integrantes" in cabildo
    )


def test_el_punto_retirado_conserva_su_numero_y_no_se_vota(cabildo: str) -> None:
    assert "3. Informe de la Sindicatura Municipal (retirado)." in cabildo
    assert "el retiro no prejuzga sobre su contenido" in cabildo


def test_el_acuerdo_lleva_folio_texto_y_resolutivos() -> None:
    (acuerdo,) = [one for one in componer_acta(b.acta_cabildo()).bloques if isinstance(one, Recuadro)]
    assert acuerdo.titulo == "Acuerdo AHC/012/2026, por mayoría"
    assert [one.marca for one in acuerdo.elementos] == ["PRIMERO.", "SEGUNDO.", "TERCERO."]


def test_lo_pedido_literal_va_entre_comillas(cabildo: str) -> None:
    assert "solicita que conste en acta: «Mi voto no convalida el gasto en viáticos»." in cabildo


def test_una_extraordinaria_no_tiene_asuntos_generales() -> None:
    acta = b.acta_cabildo(sesion=replace(b.acta_cabildo().sesion, tipo="extraordinaria"), asuntos_generales=())
    titles = [one.texto for one in componer_acta(acta).bloques if isinstance(one, Titulo)]
    assert "Asuntos generales" not in titles
    assert "Décima Séptima Sesión Extraordinaria Pública de Cabildo" in texto_de(componer_acta(acta))


def test_cada_comision_cuenta_su_quorum_y_la_compartida_consta(unidas: str) -> None:
    assert unidas.count("se encuentran presentes tres de cinco integrantes; se requiere la presencia de tres") == 2
    assert "Se hace constar que Gerardo Lozano Peña forma parte de más de una de las comisiones" in unidas


def test_la_derrota_en_una_comision_se_lee_en_el_acta(unidas: str) -> None:
    """DE tres a cero y DS uno a dos: no se aprueba, aunque sumen cuatro a dos."""
    assert "con tres votos a favor, cero en contra y cero abstenciones" in unidas
    assert "se rechaza por mayoría, con un voto a favor, dos en contra y cero abstenciones" in unidas


def test_la_constancia_no_desahoga_puntos() -> None:
    lista = replace(b.acta_cabildo().listas[0], quorum_inicial=Quorum(9, 8, False))
    acta = b.acta_cabildo(
        sesion=replace(b.acta_cabildo().sesion, instalada=False, numero=0), listas=(lista,), numero=1,
        acuerdos_de_no_instalacion="Procede segunda convocatoria: 24 h después",
    )  # fmt: skip
    documento = componer_acta(acta)
    text = texto_de(documento)
    assert text.startswith("Constancia número uno\nSesión Ordinaria Pública de Cabildo")
    assert "no existe quórum legal para sesionar" in text
    assert "Desahogo del orden del día" not in text
    assert documento.marca == "PROYECTO DE CONSTANCIA"


def test_el_acta_aprobada_ya_no_es_proyecto() -> None:
    acta = b.acta_cabildo(estado="aprobada", aprobada_en=date(2026, 2, 20), aprobada_por="AHC/020/2026")
    documento = componer_acta(acta)
    assert documento.marca == ""
    assert "Acta aprobada el 20 de febrero de 2026 mediante acuerdo AHC/020/2026" in texto_de(documento)


def test_un_caracter_de_control_no_llega_al_documento() -> None:
    punto = Punto(1, 1, "Asunto\x0b con\x00 controles", "informativo", "desahogado")
    text = texto_de(componer_acta(b.acta_cabildo(puntos=(punto,), anexos=())))
    assert "Asunto con controles." in text


def test_el_dictamen_cuenta_las_rondas_y_lleva_en_contra_junto_a_la_firma() -> None:
    text = texto_de(componer_dictamen(b.dictamen()))
    assert "que aprueba con modificaciones el Programa Operativo Anual 2026 de la Secretaría" in text
    assert (
        "En la primera ronda de revisión, Planeación emitió nueve observaciones, notificadas el doce de enero" in text
    )
    assert "C. Irma Valdivia Soto Presidenta En contra" in text
    assert "C. Elvira Nava Rentería Secretaria" in text


def test_la_certificacion_dice_si_el_acta_esta_pendiente_o_aprobada() -> None:
    pendiente = texto_de(componer_certificacion(b.certificacion()))
    aprobada = texto_de(componer_certificacion(b.certificacion(acta_aprobada=True)))
    acta = "el acta número veintiocho, folio ACTA-CAB-2024-2027-028, se encuentra"
    assert f"{acta} pendiente de aprobación." in pendiente
    assert f"{acta} aprobada." in aprobada
    assert "Se expide la presente a solicitud de la Secretaría de Planeación Estratégica" in pendiente


SNAPSHOTS = [b.acta_cabildo(), b.acta_unidas(), b.dictamen(), b.certificacion()]
KINDS = {one.esquema: type(one) for one in SNAPSHOTS}


@pytest.mark.parametrize("snapshot", SNAPSHOTS, ids=lambda one: one.folio)
def test_una_instantanea_se_guarda_y_se_lee_sin_perder_nada(
    snapshot: InstantaneaActa | InstantaneaDictamen | InstantaneaCertificacion,
) -> None:
    back = from_plain(KINDS[snapshot.esquema], to_plain(snapshot))
    assert canonical(back) == canonical(snapshot)
    assert back == from_plain(KINDS[snapshot.esquema], to_plain(back))


def test_cambiar_un_solo_voto_cambia_la_huella() -> None:
    otra = b.acta_cabildo(puntos=(replace(b.punto_poa(), votaciones=(b.votos(en_contra=("C08",)),)),))
    assert digest(otra) != digest(b.acta_cabildo(puntos=(b.punto_poa(),)))


def test_una_clave_desconocida_no_se_lee_como_si_nada() -> None:
    with pytest.raises(ValueError, match="unknown keys"):
        from_plain(Asistencia, {**to_plain(Asistencia(b.PLENO[0], "presente")), "sobra": 1})
