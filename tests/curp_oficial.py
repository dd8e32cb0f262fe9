"""A builder of CURPs written from the official construction alone: it imports nothing of the program.

Source: instructivo normativo de la CURP. Words, particles, skipped given names and states are those of
`tests/cases/curp.yaml`, which is the oracle. What the program says of a key is compared with this.
"""

from __future__ import annotations

import re
import string
from dataclasses import dataclass
from datetime import date

from hypothesis import strategies as st

from tests.casos import document

_TABLA = document("curp")
INCONVENIENTES = frozenset(_TABLA["palabras_inconvenientes"])
ENTIDADES = tuple(_TABLA["entidades"])
PARTICULAS = tuple(_TABLA["particulas"])
VALORES = {caracter: valor for valor, caracter in enumerate("0123456789ABCDEFGHIJKLMNÑOPQRSTUVWXYZ")}
ESPECIALES = "/-.'"
HOY = date(2026, 3, 30)

_SIN_ACENTO = str.maketrans("ÁÀÂÄÃÉÈÊËÍÌÎÏÓÒÔÖÕÚÙÛÜÇÝ", "AAAAAEEEEIIIIOOOOOUUUUCY")
_PARTICULAS = re.compile(r"(?:(?:" + "|".join(map(re.escape, PARTICULAS)) + r")\s+)*(?=\S)")
_OMITIDO = re.compile(r"(?:MARIA|MA\.?|JOSE|J\.?)\s+(?=\S)")


@dataclass(frozen=True)
class Persona:
    """What a birth record says, and the character that RENAPO gives (position 17)."""

    nombre: str
    primero: str
    segundo: str
    nacimiento: date
    sexo: str
    entidad: str
    diferenciador: str

    @property
    def curp(self) -> str:
        uno, dos, tres = _palabra(self.primero), _palabra(self.segundo), _palabra(self.nombre, dado=True)
        letras = _inicial(uno) + _vocal(uno) + _inicial(dos) + _inicial(tres)
        if letras in INCONVENIENTES:
            letras = f"{letras[0]}X{letras[2:]}"
        cuerpo = letras + f"{self.nacimiento:%y%m%d}{self.sexo}{self.entidad}"
        cuerpo += _consonante(uno) + _consonante(dos) + _consonante(tres) + self.diferenciador
        return cuerpo + digito(cuerpo)


def digito(cuerpo: str) -> str:
    """Weights from 18 down to 2; what is missing to the next ten."""
    suma = 0
    for peso, caracter in zip(range(18, 1, -1), cuerpo, strict=True):
        suma += peso * VALORES[caracter]
    return str(-suma % 10)


def _palabra(escrito: str, *, dado: bool = False) -> str:
    llano = " ".join(escrito.upper().translate(_SIN_ACENTO).split())
    if dado:
        llano = _OMITIDO.sub("", llano, count=1) if _OMITIDO.match(llano) else llano
    hallada = _PARTICULAS.match(llano)
    return llano[hallada.end() :].split()[0] if hallada and llano else ""


def _inicial(palabra: str) -> str:
    return palabra[0] if palabra[:1] in {*string.ascii_uppercase} else "X"


def _vocal(palabra: str) -> str:
    hallada = re.search(r"[AEIOU/.'-]", palabra[1:])
    return hallada[0] if hallada and hallada[0] not in ESPECIALES else "X"


def _consonante(palabra: str) -> str:
    hallada = re.search(r"[^AEIOU]", palabra[1:])
    return hallada[0] if hallada and hallada[0] in string.ascii_uppercase else "X"


NOMBRES = (
    "ANA", "LUIS", "JOSÉ", "MARÍA", "MARÍA JOSÉ", "JOSÉ MARÍA", "MA. DEL CARMEN", "MA DEL ROSARIO", "MARÍA DE LA LUZ",
    "MARIA DE LOS ÁNGELES", "J JESÚS", "J. GUADALUPE", "JOSÉ DE JESÚS", "MARÍA DE", "J", "MA.", "DE LA LUZ", "ÍÑIGO",
    "ÑOÑO", "Ó", "UXUE", "AÍDA", "ÚRSULA", "ALI", "EVA", "IO", "PÍA", "JUAN DE DIOS", "GUADALUPE", "D'ARTAGNAN",
    "MARÍA Y ANA", "JOSÉ", "JOSE MA.", "MARIA MARIA", "ÁNGEL", "THOMAS", "YVES", "XÓCHITL", "LUZ DEL ALBA",
)  # fmt: skip
APELLIDOS = (
    "PEÑA", "MUÑOZ", "ÑANDO", "ÑÁÑEZ", "DE LA TORRE", "DEL RÍO", "DE LOS SANTOS", "DE LAS CASAS", "VAN DEN BERG",
    "VON DER LEYEN", "VAN DYCK", "MC GREGOR", "MAC ALLISTER", "MCGREGOR", "D/AMICO", "D'AMICO", "O'HARA", "D.AMICO",
    "GARCÍA-LÓPEZ", "PONCE DE LEÓN", "RIVA PALACIO", "ICH", "PECH", "PO", "LEE", "O", "Y", "DE", "DE LA O", "DE Y",
    "LE", "EK", "ÜC", "GÜEMES", "ARGÜELLO", "MEZA", "AGUILAR", "PEDRERO", "DÍAZ", "BACA", "CANO", "ROBLES", "CASTRO",
    "Y LIMÓN", "DA SILVA E SOUZA", "DI CONSTANZO", "DIE", "DD RUIZ", "LES", "ÁVILA", "ÍÑIGUEZ", "AÑORVE", "SUÁREZ",
    "ZÚÑIGA", "CAÑAS", "ST. CLAIR", "CU", "NG", "HU", "MACÍAS", "VANEGAS", "DELGADO", "LASTRA", "YÁÑEZ", "XX",
)  # fmt: skip
LETRAS = string.ascii_uppercase + "ÑÁÉÍÓÚÜ"
_sueltas = st.text(LETRAS, min_size=1, max_size=9)
_con_signo = st.tuples(_sueltas, st.sampled_from(ESPECIALES), _sueltas).map("".join)
_encadenadas = st.tuples(st.lists(st.sampled_from(PARTICULAS), max_size=3), _sueltas | _con_signo).map(
    lambda partes: " ".join([*partes[0], partes[1]])
)
apellidos = st.sampled_from(APELLIDOS) | _encadenadas
nombres = st.sampled_from(NOMBRES) | st.lists(st.sampled_from(NOMBRES) | _sueltas, min_size=1, max_size=3).map(" ".join)


@st.composite
def personas(draw: st.DrawFn) -> Persona:
    """Anybody born between 1900 and the day of the check, here or abroad, with or without second surname."""
    nacimiento = draw(st.dates(date(1900, 1, 1), HOY) | st.sampled_from([date(2000, 2, 29), date(1996, 2, 29), HOY]))
    return Persona(
        nombre=draw(nombres),
        primero=draw(apellidos),
        segundo=draw(st.just("") | apellidos),
        nacimiento=nacimiento,
        sexo=draw(st.sampled_from("HMX")),
        entidad=draw(st.sampled_from(ENTIDADES)),
        diferenciador=draw(st.sampled_from(string.digits if nacimiento.year < 2000 else string.ascii_uppercase)),
    )
