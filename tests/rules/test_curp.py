"""CURP beyond the cases of tests/cases/curp.yaml: every check, every look-alike, every rule of the name."""

from __future__ import annotations

import string
from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.casos import document
from workflow.kernel import curp

BUENA = "ROCL880709MZSBSR95"  # Laura Robles Castro, fictitious, key of the case file
HOY = date(2026, 3, 30)
CONSONANTES = [letra for letra in string.ascii_uppercase if letra not in "AEIOU"]


def digit_by_hand(primeros: str) -> str:
    """Check digit from the table of the instructive: each character has a place, Ñ between N and O."""
    tabla = {**{str(n): n for n in range(10)}, **{letra: 10 + i for i, letra in enumerate("ABCDEFGHIJKLMN")}}
    tabla.update({letra: 25 + i for i, letra in enumerate("OPQRSTUVWXYZ")})
    pesos = range(18, 1, -1)
    return str((10 - sum(tabla[c] * peso for c, peso in zip(primeros, pesos, strict=True)) % 10) % 10)


@st.composite
def official_keys(draw: st.DrawFn) -> str:
    """Keys built as the official rules say, born between 1900 and 2026-03-30."""
    born = draw(st.dates(date(1900, 1, 1), HOY))
    head = draw(st.sampled_from(string.ascii_uppercase)) + draw(st.sampled_from("AEIOUX"))
    head += "".join(draw(st.lists(st.sampled_from(string.ascii_uppercase), min_size=2, max_size=2)))
    tail = "".join(draw(st.lists(st.sampled_from(CONSONANTES), min_size=3, max_size=3)))
    place = draw(st.sampled_from(sorted(curp.ENTIDADES)))
    seventeenth = draw(st.sampled_from(string.digits if born.year < 2000 else string.ascii_uppercase))
    body = f"{head}{born:%y%m%d}{draw(st.sampled_from('HM'))}{place}{tail}{seventeenth}"
    return body + digit_by_hand(body)


@given(official_keys())
def test_una_clave_construida_con_las_reglas_oficiales_es_valida(clave: str) -> None:
    hallado = curp.validar(clave, fecha_referencia=HOY)
    assert hallado.codigo is None
    assert hallado.sugerencia is None
    assert hallado.fecha_nacimiento is not None
    assert f"{hallado.fecha_nacimiento:%y%m%d}" == clave[4:10]
    assert (hallado.fecha_nacimiento.year < 2000) == clave[16].isdigit()


@given(official_keys(), st.integers(0, 16), st.sampled_from(string.ascii_uppercase + string.digits))
def test_un_caracter_cambiado_se_nota_donde_el_digito_lo_puede_ver(clave: str, lugar: int, otro: str) -> None:
    cambiada = clave[:lugar] + otro + clave[lugar + 1 :]
    assume(digit_by_hand(cambiada[:17]) != cambiada[17])
    assert not curp.validar(cambiada).valida


@given(official_keys(), st.integers(4, 9), st.sampled_from(string.digits))
def test_una_cifra_cambiada_de_la_fecha_en_peso_impar_siempre_se_nota(clave: str, lugar: int, otra: str) -> None:
    """Weights 13, 11 and 9 (positions 6, 8 and 10) share no factor with 10: any other digit moves the sum."""
    assume(clave[lugar] != otra and (18 - lugar) % 2 == 1)
    assert not curp.validar(clave[:lugar] + otra + clave[lugar + 1 :]).valida


@given(official_keys(), st.sampled_from(string.digits))
def test_otro_digito_verificador_nunca_pasa(clave: str, otro: str) -> None:
    assume(clave[17] != otro)
    assert curp.validar(clave[:17] + otro).codigo == "CURP_DIGITO"


@given(official_keys())
def test_la_clave_se_lee_igual_en_minusculas_y_con_blancos(clave: str) -> None:
    sucia = f"\ufeff {clave[:4].lower()}-{clave[4:10]}\u00a0\u200b{clave[10:]}\t\r\n"
    assert curp.normalizar(sucia) == clave


@given(official_keys())
def test_la_letra_o_en_la_fecha_y_el_cero_en_el_prefijo_se_sugieren(clave: str) -> None:
    assume("0" in clave[4:10])
    torcida = clave[:4] + clave[4:10].replace("0", "O") + clave[10:]
    hallado = curp.validar(torcida)
    assert (hallado.codigo, hallado.sugerencia) == ("CURP_ESTRUCTURA", clave)


@given(st.text(max_size=30))
def test_ningun_texto_hace_fallar_la_validacion(texto: str) -> None:
    hallado = curp.validar(texto, fecha_referencia=HOY)
    assert hallado.valida == (hallado.codigo is None)
    if not hallado.valida:
        assert (hallado.fecha_nacimiento, hallado.sexo, hallado.entidad, hallado.avisos) == (None, None, None, ())


@given(st.text(max_size=20), st.text(max_size=20), st.none() | st.text(max_size=20))
def test_ningun_nombre_hace_fallar_el_cotejo(nombre: str, primero: str, segundo: str | None) -> None:
    prefijo, consonantes = curp.letras_del_nombre(nombre, primero, segundo)
    assert len(prefijo) == 4 and prefijo.isascii() and prefijo.isupper()
    assert len(consonantes) == 3 and not set(consonantes) & set("AEIOUÑ")


def test_los_catalogos_del_sistema_son_los_del_archivo_de_casos() -> None:
    documento = document("curp")
    assert set(documento["palabras_inconvenientes"]) == curp.PALABRAS_INCONVENIENTES
    assert set(documento["particulas"]) == curp.PARTICULAS
    assert set(documento["nombres_omitidos"]) == curp.NOMBRES_OMITIDOS
    assert set(documento["entidades"]) == curp.ENTIDADES


class TestOrdenDeLasRazones:
    """Only the first fault is told, in the order of the rule."""

    @pytest.mark.parametrize(
        ("clave", "codigo"),
        [
            (None, "CURP_VACIA"),
            ("-- \u200b", "CURP_VACIA"),
            ("ROCL880709MZSBSR9Ñ5", "CURP_LONGITUD"),
            ("RÑ", "CURP_LONGITUD"),
            ("RÑCL880709MZSBSR95", "CURP_CARACTER"),
            ("R?CLX80709MZSBSR95", "CURP_CARACTER"),
            ("ROCL880709MZSBSR9٥", "CURP_CARACTER"),  # an Arabic-Indic digit is not a digit of a CURP
            ("RBCL88O709MZSBSR95", "CURP_ESTRUCTURA"),
            ("ROCL8807091ZSBSR95", "CURP_ESTRUCTURA"),
            ("RBCL881309FZCBAR97", "CURP_VOCAL"),
            ("ROCL881309FZCBAR97", "CURP_FECHA"),
            ("ROCL880700MZSBSR95", "CURP_FECHA"),
            ("ROCL880709FZCBAR97", "CURP_SEXO"),
            ("ROCL880709MZCBAR97", "CURP_ENTIDAD"),
            ("ROCL880709MZSBARZ1", "CURP_CONSONANTES"),
            ("ROCL880709MZSBSRZ1", "CURP_FECHA_FUTURA"),
            ("ROCL880709MZSBSR91", "CURP_DIGITO"),
        ],
    )
    def test_primera_razon(self, clave: str | None, codigo: str) -> None:
        assert curp.validar(clave, fecha_referencia=HOY).codigo == codigo

    def test_la_x_es_vocal_admitida(self) -> None:
        body = "IXPO820130MYNCCF9"
        assert curp.validar(body + digit_by_hand(body)).valida

    def test_sin_fecha_de_referencia_no_hay_futuro_ni_edad(self) -> None:
        body = "ROCL990101MZSBSRZ"
        hallado = curp.validar(body + digit_by_hand(body))
        assert hallado.valida
        assert hallado.fecha_nacimiento == date(2099, 1, 1)
        assert hallado.edad is None

    def test_nacer_al_dia_siguiente_de_la_referencia_es_futuro(self) -> None:
        body = "ROCL260331MZSBSRX"
        clave = body + digit_by_hand(body)
        assert curp.validar(clave, fecha_referencia=HOY).codigo == "CURP_FECHA_FUTURA"
        assert curp.validar(clave, fecha_referencia=HOY + timedelta(days=1)).edad == 0

    def test_ciento_diez_anios_no_son_improbables_y_ciento_once_si(self) -> None:
        body = "ROCL150101MZSBSR9"
        clave = body + digit_by_hand(body)
        assert curp.validar(clave, fecha_referencia=date(2025, 12, 31)).avisos == ()
        hallado = curp.validar(clave, fecha_referencia=date(2026, 1, 1))
        assert (hallado.edad, hallado.avisos) == (111, ("AVISO_EDAD_IMPROBABLE",))

    def test_los_tres_avisos_van_en_su_orden(self) -> None:
        body = "PEDO100101XZSRZL9"
        hallado = curp.validar(body + digit_by_hand(body), fecha_referencia=HOY)
        assert hallado.avisos == ("AVISO_SEXO_X", "AVISO_PALABRA_INCONVENIENTE", "AVISO_EDAD_IMPROBABLE")


class TestSugerencia:
    @pytest.mark.parametrize("letra,cifra", [("O", "0"), ("I", "1"), ("Z", "2"), ("S", "5"), ("B", "8"), ("G", "6")])
    def test_cifra_en_lugar_de_letra(self, letra: str, cifra: str) -> None:
        body = f"{letra}ACL880709MZSBSR9"
        clave = body + digit_by_hand(body)
        assert curp.validar(cifra + clave[1:]).sugerencia == clave

    @pytest.mark.parametrize(
        "letra,cifra", [("O", "0"), ("I", "1"), ("L", "1"), ("Z", "2"), ("S", "5"), ("B", "8"), ("G", "6")]
    )
    def test_letra_en_lugar_de_cifra(self, letra: str, cifra: str) -> None:
        body = f"ROCL9{cifra}0709MZSBSR9"
        clave = body + digit_by_hand(body)
        assert curp.validar(f"ROCL9{letra}{clave[6:]}").sugerencia == clave

    def test_cifras_en_sexo_entidad_y_consonantes(self) -> None:
        assert curp.validar("ROCL880709M25B5R95").sugerencia == "ROCL880709MZSBSR95"

    def test_letra_en_el_digito_verificador(self) -> None:
        assert curp.validar(BUENA[:17] + "S").sugerencia == BUENA

    def test_una_clave_valida_no_lleva_sugerencia(self) -> None:
        assert curp.validar(BUENA).sugerencia is None

    def test_cero_por_o_en_la_posicion_17_cambia_el_siglo(self) -> None:
        """29 February 2000 typed with a zero: 1900 had no such day, and the check digit is the same."""
        body = "ROCL000229MZSBSRO"
        clave = body + digit_by_hand(body)
        con_cero = body[:16] + "0" + clave[17]
        assert digit_by_hand(con_cero[:17]) == clave[17]
        hallado = curp.validar(con_cero)
        assert (hallado.codigo, hallado.sugerencia) == ("CURP_FECHA", clave)

    def test_o_por_cero_en_la_posicion_17_evita_el_futuro(self) -> None:
        body = "ROCL880709MZSBSR0"
        clave = body + digit_by_hand(body)
        con_o = clave[:16] + "O" + clave[17]
        assert curp.validar(con_o, fecha_referencia=HOY).sugerencia == clave
        assert curp.validar(con_o).valida  # without a reference date nobody can tell

    def test_las_dos_correcciones_juntas(self) -> None:
        body = "ROCL000229MZSBSRO"
        clave = body + digit_by_hand(body)
        torcida = "R0CL" + clave[4:16] + "0" + clave[17]
        assert curp.validar(torcida).sugerencia == clave

    def test_no_se_sugiere_lo_que_naceria_en_el_futuro(self) -> None:
        body = "ROCL300101MZSBSRZ"
        clave = body + digit_by_hand(body)
        assert curp.validar("R0" + clave[2:]).sugerencia == clave
        assert curp.validar("R0" + clave[2:], fecha_referencia=HOY).sugerencia is None

    def test_no_se_sugiere_con_otra_longitud_ni_con_otro_digito(self) -> None:
        assert curp.validar("R0CL880709MZSBSR9").sugerencia is None
        assert curp.validar("R0CL880709MZSBSR98").sugerencia is None


class TestEdad:
    @pytest.mark.parametrize(
        ("nacimiento", "dia", "anios"),
        [
            (date(2008, 5, 20), date(2026, 5, 19), 17),
            (date(2008, 5, 20), date(2026, 5, 20), 18),
            (date(2008, 2, 29), date(2026, 2, 28), 17),
            (date(2008, 2, 29), date(2026, 3, 1), 18),
            (date(2008, 2, 29), date(2028, 2, 29), 20),
            (date(2026, 3, 30), date(2026, 3, 30), 0),
        ],
    )
    def test_anios_cumplidos(self, nacimiento: date, dia: date, anios: int) -> None:
        assert curp.edad_cumplida(nacimiento, dia) == anios


class TestLetrasDelNombre:
    @pytest.mark.parametrize(
        ("nombre", "primero", "segundo", "prefijo", "consonantes"),
        [
            ("Ana", "Ñando", "Ibarra", "XAIA", "NBN"),
            ("Ñoño", "Peña", "Ñu", "PEXX", "XXX"),
            ("Juan", "D'Amico", "Álvarez", "DXAJ", "XLN"),
            ("Juan", "D´Amico", "Álvarez", "DXAJ", "XLN"),
            ("Juan", "D’Amico", "Álvarez", "DXAJ", "XLN"),
            ("Juan", "O'Hara", "Álvarez", "OXAJ", "XLN"),
            ("Juan", "García-López", "Ruiz", "GARJ", "RZN"),
            ("Juan", "St. Clair", "Ruiz", "SXRJ", "TZN"),
            ("Luz", "de la O", "Ruiz", "OXRL", "XZZ"),
            ("Luz", "de", "del", "DEDL", "XLZ"),  # a surname made only of particles keeps its last word
            ("Luz", "de la", "Y", "LAYL", "XXZ"),
            ("Yolanda", "Aymerich", "Oyarzun", "AEOY", "YYL"),  # Y is a consonant
            ("María", "Cano", "Ruiz", "CARM", "NZR"),
            ("María de la Luz", "Cano", "Ruiz", "CARL", "NZZ"),
            ("María de", "Cano", "Ruiz", "CARD", "NZX"),
            ("J. Jesús", "Cano", "Ruiz", "CARJ", "NZS"),
            ("Ma Guadalupe", "Cano", "Ruiz", "CARG", "NZD"),
            ("Mª Guadalupe", "Cano", "Ruiz", "CARG", "NZD"),
            ("José María", "Cano", "Ruiz", "CARM", "NZR"),
            ("Ana María", "Cano", "Ruiz", "CARA", "NZN"),
            ("De la Luz", "Cano", "Ruiz", "CARL", "NZZ"),
            ("Ana", "Cano", "  ", "CAXA", "NXN"),
            ("Ana", "Cano", "-", "CAXA", "NXN"),
            ("Ana", "Núñez", "Gómez", "NUGA", "XMN"),
            ("Ana", "Çelik", "Müller", "CEMA", "LLN"),
            (None, None, None, "XXXX", "XXX"),
            ("Édgar", "McGregor", "van Dyck", "MEDE", "CYD"),
        ],
    )
    def test_letras(self, nombre: str, primero: str, segundo: str, prefijo: str, consonantes: str) -> None:
        assert curp.letras_del_nombre(nombre, primero, segundo) == (prefijo, consonantes)

    @pytest.mark.parametrize(
        ("nombre", "primero", "segundo", "prefijo"),
        [
            ("Óscar", "Meza", "Aguilar", "MEAO"),
            ("Rosa", "Meza", "Aguilar", "MXAR"),
            ("Ana", "Baca", "Cano", "BXCA"),
            ("Tomás", "Peralta", "Núñez", "PENT"),
            ("Eva", "Peralta", "Núñez", "PXNE"),
        ],
    )
    def test_la_segunda_letra_de_una_palabra_inconveniente_es_x(
        self, nombre: str, primero: str, segundo: str, prefijo: str
    ) -> None:
        assert curp.letras_del_nombre(nombre, primero, segundo)[0] == prefijo

    def test_quien_llama_puede_traer_sus_catalogos(self) -> None:
        propios = curp.Catalogos(
            palabras_inconvenientes=frozenset({"CARA"}),
            particulas=frozenset(),
            nombres_omitidos=frozenset(),
            entidades=frozenset({"ZS"}),
        )
        assert curp.letras_del_nombre("Ana", "Cano", "Ruiz", catalogos=propios)[0] == "CXRA"
        assert curp.letras_del_nombre("José Luis", "de la Torre", "Ruiz", catalogos=propios) == ("DERJ", "XZS")
        assert curp.validar("ROCL880709MDFBSR90", catalogos=propios).codigo == "CURP_ENTIDAD"


class TestCotejo:
    def test_una_letra_interna_distinta_avisa_de_ese_nombre(self) -> None:
        def avisos(nombre: str, primero: str, segundo: str) -> tuple[str, ...]:
            return curp.cotejar(BUENA, nombre=nombre, primer_apellido=primero, segundo_apellido=segundo).avisos

        assert avisos("LAURA", "ROBLES", "CASTRO") == ()
        assert avisos("LAURA", "ROSALES", "CASTRO") == ("AVISO_PRIMER_APELLIDO",)
        assert avisos("LAURA", "RUBIO", "CASTRO") == ("AVISO_PRIMER_APELLIDO",)
        assert avisos("LAURA", "ROBLES", "CRUZ") == ("AVISO_SEGUNDO_APELLIDO",)
        assert avisos("LUISA", "ROBLES", "CASTRO") == ("AVISO_NOMBRE",)

    def test_sin_segundo_apellido_en_la_lista_se_avisa(self) -> None:
        hallado = curp.cotejar(BUENA, nombre="LAURA", primer_apellido="ROBLES")
        assert (hallado.prefijo_esperado, hallado.consonantes_esperadas) == ("ROXL", "BXR")
        assert hallado.avisos == ("AVISO_SEGUNDO_APELLIDO",)

    def test_una_clave_ilegible_avisa_de_todo_y_no_falla(self) -> None:
        hallado = curp.cotejar(
            "?", nombre="Ana", primer_apellido="Cano", segundo_apellido="Ruiz",
            fecha_nacimiento=date(1990, 1, 1), sexo="M", entidad="ZS",
        )  # fmt: skip
        assert hallado.avisos == (
            "AVISO_PRIMER_APELLIDO",
            "AVISO_SEGUNDO_APELLIDO",
            "AVISO_NOMBRE",
            "AVISO_FECHA_NACIMIENTO",
            "AVISO_SEXO",
            "AVISO_ENTIDAD",
        )

    def test_la_clave_se_normaliza_antes_de_cotejar(self) -> None:
        hallado = curp.cotejar(
            "rocl 880709-mzsbsr95\u00a0", nombre="laura", primer_apellido="robles", segundo_apellido="castro",
            fecha_nacimiento=date(1988, 7, 9), sexo="M", entidad="ZS",
        )  # fmt: skip
        assert hallado.avisos == ()
