"""The real SCANEO 2025.12.10, run for a test in a process of its own.

SCANEO lives in a virtual environment of its own (`SCANEO_VENV`), since its packages and QGIS's
don't mix. Campaigns are made and exported over websockets, for which QGIS's Python has no client:
`websocket_client.py` beside this file is run by SCANEO's own Python instead.
"""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Optional

from interop.shown import Shown, corners

CLIENT = Path(__file__).with_name("websocket_client.py")
START_SECONDS = 300.0  # on a machine on which all cores are busy
STOP_SECONDS = 10.0
DEADLINE_SECONDS = 300.0

_LISTENING = re.compile(r"running on http://127\.0\.0\.1:(\d+)")
# QGIS sets the first ones for its own libraries, and SCANEO's rasterio then looks for its own in
# the wrong place.
_NOT_INHERITED = (
    "GDAL_DATA",
    "GDAL_DRIVER_PATH",
    "PROJ_DATA",
    "PROJ_LIB",
    "PYTHONHOME",
    "PYTHONPATH",
)


class ScaneoError(Exception):
    """SCANEO did not start, did not answer, or answered with an error."""


class ScaneoImportError(ScaneoError):
    """SCANEO could not import a folder. The text is SCANEO's own message."""


class ScaneoServer:
    """One SCANEO server with an empty database, on a free port that only this machine reaches."""

    def __init__(self, venv: Path, work: Path) -> None:
        """`venv`: where SCANEO is installed. `work`: an empty folder for its files and its log."""
        self.python = venv / "bin" / "python"
        self.log = work / "scaneo.log"
        self._venv = venv
        self._cache = work / "cache"
        self._process: Optional[subprocess.Popen[bytes]] = None
        self._port = 0
        # A proxy of the machine must not come between the test and the loopback.
        self._opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))

    # -- its life --------------------------------------------------------------------------------
    # --------------

    def start(self) -> None:
        """Start the server and wait until it answers."""
        self._cache.mkdir(parents=True, exist_ok=True)
        command = [str(self.python), "-m", "uvicorn", "api:app", "--app-dir", str(self._app_dir())]
        # Port 0: the system picks a free one, which uvicorn then logs. Choosing it here could
        # lose a race for it.
        command += ["--host", "127.0.0.1", "--port", "0", "--no-use-colors"]
        # An import holds SCANEO's event loop, so that a ping in the middle of a long one would
        # end the connection.
        command += ["--ws-ping-interval", "86400"]
        with self.log.open("wb") as log:
            self._process = subprocess.Popen(
                command,
                cwd=str(self._cache),
                env=self._environment(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        try:
            self._wait_until_ready()
        except ScaneoError:
            self.stop()
            raise

    def stop(self) -> None:
        """End the server and what it started, and nothing else: its session is its own."""
        process, self._process = self._process, None
        if process is None or process.poll() is not None:
            return
        os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait(STOP_SECONDS)

    def run(self, script: Path, *arguments: str) -> str:
        """What a script says, run by SCANEO's own Python, which has rasterio."""
        done = subprocess.run(
            [str(self.python), str(script), *arguments],
            env=self._environment(),
            capture_output=True,
            text=True,
            timeout=DEADLINE_SECONDS,
            check=False,
        )
        if done.returncode != 0:
            raise ScaneoError(f"{script.name}: {done.stderr}")
        return done.stdout

    # -- campaigns -------------------------------------------------------------------------------
    # --------------

    def import_folder(
        self,
        path: Path,
        name: Optional[str] = None,
        labels: Optional[Mapping[str, str]] = None,
    ) -> str:
        """Make a campaign of the folder, as SCANEO's own page does, and return its id.

        SCANEO refuses a name that it has already, so that by default each import gets one of its
        own. `labels`, names with their colours, are for a folder without spai.json: SCANEO makes
        a new campaign of it, and takes no notice of them elsewhere.
        """
        listed = [{"name": label, "color": color} for label, color in (labels or {}).items()]
        answer = self._talk(
            "/_campaigns/create",
            {
                "name": name or f"{Path(path).name} {uuid.uuid4()}",
                "description": "",
                "path": str(path),
                "labels": listed,
                "labelMappings": {},
            },
        )
        if answer.get("status") != "complete":
            raise ScaneoImportError(str(answer.get("error", answer)))
        return str(answer["data"]["id"])

    def export(self, campaign: str, folder: Optional[Path] = None) -> None:
        """Write the campaign into its own folder, or into another one.

        SCANEO 2025.12.10 writes spai.json into the campaign's own folder in both cases: another
        folder gets the GeoJSON files only.
        """
        answer = self._talk(
            f"/_campaigns/{campaign}/export",
            {
                "exportType": "campaign" if folder is None else "folder",
                "exportPath": str(folder or ""),
            },
        )
        if answer.get("status") != "complete":
            raise ScaneoError(str(answer.get("error", answer)))

    def images(self, campaign: str) -> list[dict[str, Any]]:
        """The campaign's images: `id`, `path`, `bbox` and more."""
        answer: list[dict[str, Any]] = self._get(f"/images/{campaign}")
        return answer

    def labels(self, campaign: str) -> list[dict[str, Any]]:
        """The campaign's labels, newest first: `id`, `name`, `color`."""
        answer: list[dict[str, Any]] = self._get(f"/labels/{campaign}")
        return answer

    def annotations(self, image: int) -> list[dict[str, Any]]:
        """The image's annotations, newest first: `id`, `type`, `value` (the label), `bb`,
        `layer_data`.
        """
        answer: list[dict[str, Any]] = self._get(f"/annotations/{image}")
        return answer

    def add(
        self,
        image: int,
        task: str,
        label: str,
        bb: Optional[list[list[float]]] = None,
        layer_data: Optional[dict[str, Any]] = None,
    ) -> None:
        """Add an annotation as SCANEO's page does. `bb`: two corners, latitude first.
        `layer_data`: a Feature.
        """
        body: dict[str, Any] = {"imageId": image, "label": label}
        if bb is not None:
            body["bb"] = bb
        if layer_data is not None:
            body["layer_data"] = layer_data
        answer = self._get(f"/annotations/{task}", body)
        # For a segmentation SCANEO returns its error with status 200.
        if "id" not in answer:
            raise ScaneoError(f"SCANEO did not add the {task} of {label!r}: {answer}")

    def delete(self, annotation: int) -> None:
        """Delete an annotation by its number, as SCANEO's page does."""
        self._get(f"/annotations/{annotation}", method="DELETE")

    def snapshot(self, campaign: str) -> dict[str, list[Shown]]:
        """What SCANEO shows on each image, oldest first: after an import that is the order of the
        file.
        """
        return {
            image["path"]: [
                _shown(annotation) for annotation in reversed(self.annotations(image["id"]))
            ]
            for image in self.images(campaign)
        }

    # -- how it is reached
    # -------------------------------------------------------------------------------------

    def _app_dir(self) -> Path:
        found = sorted(self._venv.glob("lib/python3*/site-packages/scaneo/api.py"))
        if not found:
            raise ScaneoError(f"there is no SCANEO in {self._venv}")
        return found[0].parent

    def _environment(self) -> dict[str, str]:
        kept = {
            name: value
            for name, value in os.environ.items()
            if name not in _NOT_INHERITED and not name.lower().endswith("_proxy")
        }
        # SCANEO puts the name of its database after this without a separator.
        return dict(
            kept,
            SCANEO_CACHE_DIR=f"{self._cache.resolve()}/",
            PYTHONNOUSERSITE="1",
            PYTHONIOENCODING="utf-8",
        )

    def _wait_until_ready(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            if self._process is None or self._process.poll() is not None:
                raise ScaneoError(f"SCANEO ended before it answered:\n{self._log_tail()}")
            listening = _LISTENING.search(self._log_tail())
            if listening:
                self._port = int(listening.group(1))
                self._get("/_campaigns")
                return
            time.sleep(0.1)
        raise ScaneoError(
            f"SCANEO did not answer within {START_SECONDS:.0f} seconds:\n{self._log_tail()}"
        )

    def _log_tail(self) -> str:
        return self.log.read_text(encoding="utf-8", errors="replace")[-3000:]

    def _get(
        self, path: str, body: Optional[dict[str, Any]] = None, method: Optional[str] = None
    ) -> Any:
        """GET, or POST where there is a body, or another `method`. SCANEO answers an address it
        doesn't know with its page, not a 404.
        """
        address = f"http://127.0.0.1:{self._port}{path}"
        request = urllib.request.Request(address, method=method)
        if body is not None:
            request.data = json.dumps(body).encode()
            request.add_header("Content-Type", "application/json")
        try:
            with self._opener.open(request, timeout=DEADLINE_SECONDS) as response:
                text = response.read().decode()
        except urllib.error.HTTPError as error:
            raise ScaneoError(
                f"{path}: {error.code} {error.read().decode(errors='replace')}"
            ) from error
        try:
            return json.loads(text)
        except ValueError as error:
            raise ScaneoError(f"{path}: the answer is not JSON: {text[:200]}") from error

    def _talk(self, path: str, message: dict[str, Any]) -> dict[str, Any]:
        """Send one message over a websocket and return the last answer; the ones before it are
        progress.
        """
        done = subprocess.run(
            [str(self.python), str(CLIENT), f"ws://127.0.0.1:{self._port}{path}"],
            input=json.dumps(message).encode(),
            capture_output=True,
            env=self._environment(),
            timeout=DEADLINE_SECONDS,
            check=False,
        )
        if done.returncode != 0:
            raise ScaneoError(f"{path}: {done.stderr.decode(errors='replace')}\n{self._log_tail()}")
        answer: dict[str, Any] = json.loads(done.stdout)
        return answer


def _shown(annotation: dict[str, Any]) -> Shown:
    bbox: Optional[tuple[float, float, float, float]] = None
    geometry: Optional[dict[str, Any]] = None
    if annotation["type"] == "detection":
        bbox = corners(annotation["bb"])
    elif annotation["type"] == "segmentation":
        geometry = annotation["layer_data"]["geometry"]
    return Shown(annotation["type"], annotation["value"], bbox, geometry)
