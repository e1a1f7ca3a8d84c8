"""Files that are called as images are, and are none. Each names a raster elsewhere, or a server."""

from __future__ import annotations

from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import NamedTuple

from osgeo import gdal

VRT = """<VRTDataset rasterXSize="10" rasterYSize="10">
  <SRS>EPSG:4326</SRS>
  <GeoTransform>2, 0.05, 0, 42, 0, -0.1</GeoTransform>
  <VRTRasterBand dataType="Byte" band="1">
    <SimpleSource>
      <SourceFilename relativeToVRT="0">{source}</SourceFilename><SourceBand>1</SourceBand>
    </SimpleSource>
  </VRTRasterBand>
</VRTDataset>"""
WMS = """<GDAL_WMS>
  <Service name="TMS"><ServerUrl>{url}/${{z}}/${{x}}/${{y}}.png</ServerUrl></Service>
  <DataWindow>
    <UpperLeftX>-180</UpperLeftX><UpperLeftY>90</UpperLeftY>
    <LowerRightX>180</LowerRightX><LowerRightY>-90</LowerRightY>
    <TileLevel>1</TileLevel><TileCountX>1</TileCountX><TileCountY>1</TileCountY>
  </DataWindow>
  <Projection>EPSG:4326</Projection><BandsCount>1</BandsCount>
</GDAL_WMS>"""
WMTS = """<GDAL_WMTS>
  <GetCapabilitiesUrl>{url}/capabilities</GetCapabilitiesUrl><Layer>x</Layer>
</GDAL_WMTS>"""
WCS = """<WCS_GDAL><ServiceURL>{url}/wcs?</ServiceURL><Version>1.0.0</Version>
<CoverageName>x</CoverageName></WCS_GDAL>"""
OVERVIEWS = """<PAMDataset>
  <Metadata domain="OVERVIEWS"><MDI key="OVERVIEW_FILE">{file}</MDI></Metadata>
</PAMDataset>"""


class Loopback(NamedTuple):
    """A server of the test's own; ``asked`` is what it was asked for."""

    url: str
    asked: list[str]


@contextmanager
def loopback():
    """Runs it for the block."""
    asked: list[str] = []

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        do_HEAD = do_GET

        def log_message(self, *_: object) -> None:
            """It is counted, not printed."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield Loopback(f"http://127.0.0.1:{server.server_address[1]}", asked)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def write_as(path, driver):
    """A whole image of another kind, under that name."""
    source = gdal.GetDriverByName("MEM").Create("", 10, 10, 1)
    source.SetGeoTransform((2.0, 0.05, 0.0, 42.0, 0.0, -0.1))
    source.GetRasterBand(1).Fill(7)
    part = path.with_suffix(".gpkg" if driver == "GPKG" else ".part")
    made = gdal.GetDriverByName(driver).CreateCopy(str(part), source)
    assert made is not None
    del made
    part.with_name(f"{part.name}.aux.xml").unlink(missing_ok=True)
    return part.rename(path)
