"""A program that knows no lock writes a file in the moment in which a write replaces it."""

import hashlib

import pytest
from scaneo_bridge.core.store.folder import OWN_FOLDER, CampaignFolder
from scaneo_bridge.core.store.write.journal import (
    STAGED_FOLDER,
    ChangedMeanwhile,
    FileMove,
    Journal,
)

OLD, NEW, THEIRS = b"old", b"new", b"theirs"


def digest(data):
    return hashlib.sha256(data).hexdigest()


@pytest.fixture
def journal(tmp_path):
    """A write of two files that has begun, with its backup gathered."""
    own = tmp_path / OWN_FOLDER / STAGED_FOLDER / "token"
    (own / "kept").mkdir(parents=True)
    steps = []
    for number, name in enumerate(("a.geojson", "b.geojson")):
        (tmp_path / name).write_bytes(OLD)
        (own / "kept" / name).write_bytes(OLD)
        (own / str(number)).write_bytes(NEW)
        steps.append(FileMove(str(number), name, digest(OLD), digest(NEW)))
    begun = Journal(CampaignFolder(tmp_path), own, "2026-01-01T000000.000000Z", steps, [])
    begun.begin()
    return begun


def test_what_it_wrote_is_not_replaced(tmp_path, journal):
    (tmp_path / "b.geojson").write_bytes(THEIRS)
    with pytest.raises(ChangedMeanwhile):
        journal.finish()
    assert (tmp_path / "b.geojson").read_bytes() == THEIRS


def test_what_was_replaced_before_is_put_back_and_theirs_stays(tmp_path, journal):
    (tmp_path / "b.geojson").write_bytes(THEIRS)
    with pytest.raises(ChangedMeanwhile):
        journal.finish()
    assert (tmp_path / "a.geojson").read_bytes() == NEW
    journal.undo()
    assert (tmp_path / "a.geojson").read_bytes() == OLD
    assert (tmp_path / "b.geojson").read_bytes() == THEIRS


def test_a_file_that_it_deleted_or_made_is_noticed_too(tmp_path, journal):
    (tmp_path / "a.geojson").unlink()
    with pytest.raises(ChangedMeanwhile):
        journal.finish()
    assert not (tmp_path / "a.geojson").exists()
