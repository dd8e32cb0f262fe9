"""Photographs without what a telephone writes inside them: where they were taken, when and with what. Pure.

Only the metadata goes; the pixels, the colour profile and which side is up stay.
Shapes: JPEG, ITU-T T.81 annex B; Exif 2.32, 4.6; PNG, W3C Recommendation, clause 11.
"""

from __future__ import annotations

import struct
import zlib

_PNG = b"\x89PNG\r\n\x1a\n"
_DE_MAS = frozenset({b"eXIf", b"tEXt", b"zTXt", b"iTXt", b"tIME"})
_SOI, _EOI, _SOS, _COM, _EXIF = 0xD8, 0xD9, 0xDA, 0xFE, 0xE1
_SIN_LARGO = frozenset({0x01, *range(0xD0, 0xD8)})
_QUEDAN = frozenset({0xE0, 0xE2, 0xEE})  # JFIF, colour profile, Adobe's transform: the colours depend on them
_ORIENTACION = 0x0112


class Ilegible(Exception):
    """It is not a whole photograph of those kinds."""


def sin_metadatos(data: bytes) -> bytes:
    """The same picture without metadata. Raises Ilegible."""
    try:
        return _png(data) if data.startswith(_PNG) else _jpeg(data)
    except (struct.error, IndexError) as error:
        raise Ilegible from error


def orientacion(data: bytes) -> int:
    """1 to 8, as Exif counts them: 6 is to be turned a quarter to the right. 1 when it does not say."""
    try:
        for marker, body, _ in _segments(data):
            if marker == _EXIF and body.startswith(b"Exif\x00\x00"):
                return _orientation(body[6:])
    except (struct.error, IndexError, Ilegible):
        return 1
    return 1


def _orientation(tiff: bytes) -> int:
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None:
        return 1
    (start,) = struct.unpack(f"{order}I", tiff[4:8])
    (entries,) = struct.unpack(f"{order}H", tiff[start : start + 2])
    for number in range(entries):
        place = start + 2 + 12 * number
        tag, kind, _, value = struct.unpack(f"{order}HHIH", tiff[place : place + 10])
        if tag == _ORIENTACION and kind == 3:
            return int(value) if 1 <= value <= 8 else 1
    return 1


def _segments(data: bytes) -> list[tuple[int, bytes, bytes]]:
    """(marker, body, as it is written) of each segment, from after the beginning up to the end of the image."""
    if data[:2] != bytes((0xFF, _SOI)):
        raise Ilegible
    found: list[tuple[int, bytes, bytes]] = []
    place = 2
    while True:
        if data[place] != 0xFF:
            raise Ilegible
        while data[place + 1] == 0xFF:  # filling
            place += 1
        marker = data[place + 1]
        if marker == _EOI:
            return found
        if marker in _SIN_LARGO:
            found.append((marker, b"", data[place : place + 2]))
            place += 2
            continue
        (length,) = struct.unpack(">H", data[place + 2 : place + 4])
        end = place + 2 + length
        if length < 2 or end > len(data):
            raise Ilegible
        body = data[place + 4 : end]
        if marker == _SOS:
            end = _scan_end(data, end)
        found.append((marker, body, data[place:end]))
        place = end


def _scan_end(data: bytes, place: int) -> int:
    """Where the coded data of a scan ends: at the first mark that is neither filling nor a restart."""
    while True:
        place = data.find(b"\xff", place)
        if place < 0 or place + 1 >= len(data):
            raise Ilegible
        following = data[place + 1]
        if following != 0x00 and not 0xD0 <= following <= 0xD7 and following != 0xFF:
            return place
        place += 1 if following == 0xFF else 2


def _jpeg(data: bytes) -> bytes:
    segments = _segments(data)
    if not any(marker == _SOS for marker, _, _ in segments):
        raise Ilegible
    lado = orientacion(data)
    kept = [raw for marker, _, raw in segments if not _is_metadata(marker)]
    return b"".join((bytes((0xFF, _SOI)), _exif(lado) if lado != 1 else b"", *kept, bytes((0xFF, _EOI))))


def _is_metadata(marker: int) -> bool:
    return marker == _COM or (0xE0 <= marker <= 0xEF and marker not in _QUEDAN)


def _exif(lado: int) -> bytes:
    """The least that says which side is up."""
    tiff = b"MM\x00\x2a" + struct.pack(">IHHHIHHI", 8, 1, _ORIENTACION, 3, 1, lado, 0, 0)
    body = b"Exif\x00\x00" + tiff
    return struct.pack(">BBH", 0xFF, _EXIF, len(body) + 2) + body


def _png(data: bytes) -> bytes:
    kept, place = [_PNG], len(_PNG)
    while True:
        length, kind = struct.unpack(">I4s", data[place : place + 8])
        end = place + 12 + length
        if end > len(data) or zlib.crc32(data[place + 4 : end - 4]) != struct.unpack(">I", data[end - 4 : end])[0]:
            raise Ilegible
        if kind not in _DE_MAS:
            kept.append(data[place:end])
        if kind == b"IEND":
            return b"".join(kept)
        place = end
