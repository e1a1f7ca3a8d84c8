"""Recognises files that are no GeoTIFF by their first bytes, to tell the user what they are."""

from __future__ import annotations

from typing import Optional

from ...base.messages import message

_JPEG_2000 = message("file_kinds.jpeg-2000", "a JPEG 2000 image")
_MAP_SERVER = message("file_kinds.map-server", "the description of a map server")
_WEB_PAGE = message("file_kinds.web-page", "a web page")
_KINDS = (
    (b"\x89PNG", message("file_kinds.png", "a PNG image")),
    (b"\xff\xd8\xff", message("file_kinds.jpeg", "a JPEG image")),
    (b"GIF8", message("file_kinds.gif", "a GIF image")),
    (b"BM", message("file_kinds.bmp", "a BMP image")),
    (b"\0\0\0\x0cjP  ", _JPEG_2000),
    (b"\xff\x4f\xff\x51", _JPEG_2000),
    (b"\x89HDF", message("file_kinds.hdf5", "an HDF5 file")),
    (b"CDF", message("file_kinds.netcdf", "a netCDF file")),
    (b"EHFA_HEADER_TAG", message("file_kinds.erdas", "an ERDAS Imagine file")),
    (b"NITF", message("file_kinds.nitf", "a NITF file")),
    (b"%PDF", message("file_kinds.pdf", "a PDF document")),
    (b"PK\3\4", message("file_kinds.zip", "a zip archive")),
    (b"\x1f\x8b", message("file_kinds.gzip", "a gzip archive")),
    (b"SQLite format 3", message("file_kinds.database", "a database")),
    (
        b"version https://git-lfs",
        message("file_kinds.git-lfs", "the placeholder of Git LFS: fetch the file itself"),
    ),
    (b"<VRTDataset", message("file_kinds.vrt", "a virtual raster (VRT)")),
    (b"<GDAL_WMS", _MAP_SERVER),
    (b"<GDAL_WMTS", _MAP_SERVER),
    (b"<WCS_GDAL", _MAP_SERVER),
    (b"<GDALTileIndexDataset", message("file_kinds.tiles", "an index of tiles")),
    (b"<!DOCTYPE html", _WEB_PAGE),
    (b"<html", _WEB_PAGE),
    (b"<", message("file_kinds.xml", "an XML file")),
    (b"{", message("file_kinds.json", "a JSON file")),
)


def kind_of(head: bytes) -> Optional[str]:
    """The kind of a file by its first bytes; None where it is not recognised."""
    text = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    for sign, what in _KINDS:
        if text.startswith(sign) or (sign != b"<" and text.startswith(b"<?") and sign in text):
            return what
    return None
