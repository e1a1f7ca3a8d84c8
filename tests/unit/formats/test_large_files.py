"""Files of any size: what is read of one is in proportion to it, and alike wherever it is cut."""

import json
import tracemalloc
import weakref

import pytest
from scaneo_bridge.core.base import large_bytes as large
from scaneo_bridge.core.base import packed
from scaneo_bridge.core.base.garbage import no_collection_of_garbage
from scaneo_bridge.core.base.geometry import Box
from scaneo_bridge.core.base.large_bytes import LargeBytes, sha256_of
from scaneo_bridge.core.base.model import Annotation, Task
from scaneo_bridge.core.formats.geojson import features, reader
from scaneo_bridge.core.formats.geojson.document import read_document
from scaneo_bridge.core.formats.geojson.reader import Unreadable
from scaneo_bridge.core.formats.scaneo.addition import NewFeature, add_to_file
from scaneo_bridge.core.formats.scaneo.change import change_file
from scaneo_bridge.core.formats.scaneo.content import read_annotations
from scaneo_bridge.core.formats.scaneo.feature_text import box_text
from scaneo_bridge.core.formats.scaneo.merge.last_read import newest_known
from scaneo_bridge.core.formats.scaneo.merge.matching import Version
from scaneo_bridge.core.formats.scaneo.union.disagreements import Keep
from scaneo_bridge.core.formats.scaneo.union.union import Person, Source, unite
from scaneo_bridge.core.store import regular_files as regular
from support.geojson import as_bytes, collection, one_of_each

COUNT = 30_000
MOST = 2  # times the bytes of a file: as objects, its features take more than ten times as many
WINDOWS = (9, 37, 300)
SMALL = {
    "plain": as_bytes(collection(*one_of_each())),
    "indented": as_bytes(collection(*one_of_each(), crs={"é": "😀", "n": [1.5e-7]}), indent=2),
    "many tongues": json.dumps(
        collection(*({"a": "é€😀" * n, "b": [n, -1.5e-7]} for n in range(40))), ensure_ascii=False
    ).encode(),
    "numbers": b'{"type": "FeatureCollection", "features": ['
    + b", ".join(b"%d.%d" % (n, n) for n in range(50))
    + b", 1.5E+10, -Infinity, NaN, true, null, -0.0e-5]}",
    "wide": as_bytes(collection(*one_of_each())).replace(b",", b" " * 20 + b"," + b"\n" * 70),
    "with a mark": b"\xef\xbb\xbf" + as_bytes(collection(*one_of_each())),
    "two lists": b'{"features": [1, {"a": [2]}], "type": "FeatureCollection", "features": [{}, 3]}',
}

EACH = [
    pytest.param(data, id=name, marks=[pytest.mark.slow] if len(data) > 2_000 else [])
    for name, data in SMALL.items()
]


@pytest.fixture(scope="module")
def boxes():
    """A file of boxes, with a character for which Python takes four bytes of each other, too."""
    random = [n * 1e-9 + 1e-15 for n in range(COUNT)]
    texts = (box_text("a", Box(1 + one, 2 + one, 1.1 + one, 2.1 + one)) for one in random)
    text = f'{{"type": "FeatureCollection", "name": "😀", "features": [{", ".join(texts)}]}}'
    return text.encode()


def peak(deed):
    """The most memory in bytes that Python's objects take while something is done."""
    tracemalloc.start()
    try:
        result = deed()
        return tracemalloc.get_traced_memory()[1], result
    finally:
        tracemalloc.stop()


@pytest.mark.slow
def test_a_large_file_is_read_in_little_memory(boxes):
    most, content = peak(lambda: read_annotations("a.geojson", boxes))
    assert len(content.annotations) == COUNT and not content.faults
    assert most < MOST * len(boxes)


@pytest.mark.slow
def test_what_people_made_of_a_large_file_is_united_in_little_memory(boxes):
    mine = boxes.replace(b'"label": "a"', b'"label": "b"', 1)
    listed = json.loads(boxes)
    listed["features"].reverse()
    theirs = json.dumps(listed).encode()

    def unite_all():
        base = Source(boxes)
        first = Source(mine, base)
        people = [Person(0, first), Person(1, Source(theirs, first))]
        return unite(people, base, base, None, 0.8, Keep.BOTH, in_place=True)

    most, united = peak(unite_all)
    assert (united.annotation_count, united.changed) == (COUNT, 1)
    assert united.data == mine
    assert most < MOST * (len(mine) + len(theirs))


@pytest.mark.slow
def test_an_edit_of_a_large_file_is_written_in_little_memory(boxes):
    rows = read_annotations("a.geojson", boxes).annotations
    edited = packed.PackedAnnotations(
        Annotation(
            one.task, "b" if one.feature_index == 7 else one.label, one.wkb, one.feature_index
        )
        for one in rows
    )

    def edit():
        change = change_file(boxes, edited)
        return change, change.digest, change.gives(boxes)

    most, (change, _, is_same) = peak(edit)
    assert (change.changed, change.added, change.deleted, is_same) == (1, 0, 0, False)
    assert most < MOST * len(boxes)
    assert json.loads(change.data)["features"][7]["properties"]["label"] == "b"


@pytest.mark.slow
def test_annotations_are_added_to_a_large_file_in_little_memory(boxes):
    new = [NewFeature(Task.SEGMENTATION, '{"type": "Feature"}')]
    most, added = peak(lambda: add_to_file(boxes, new, [Task.CLASSIFICATION]))
    assert added.added == 1
    assert most < MOST * len(boxes)


@pytest.mark.slow
def test_a_large_file_that_breaks_off_is_told_in_little_memory(boxes):
    broken = boxes[:-5]
    most, content = peak(lambda: read_annotations("a.geojson", broken))
    assert not content.annotations
    assert content.problems[0].what == "The JSON is cut off."
    assert content.problems[0].location.startswith("line 1, column ")
    assert most < MOST * len(boxes)


@pytest.fixture(params=WINDOWS)
def cut(request, monkeypatch):
    """Windows of so many bytes; and all but the first of what is read is packed, or read anew."""

    def start():
        monkeypatch.setattr(reader, "_WINDOW", request.param)
        monkeypatch.setattr(features, "_KEPT", request.param)
        monkeypatch.setattr(packed, "_FIRST", 2)
        monkeypatch.setattr(large, "_BLOCK", 5)
        monkeypatch.setattr(large, "_PIECE", 11)
        monkeypatch.setattr(reader, "_SOME", 3)

    return start


@pytest.mark.parametrize("data", SMALL.values(), ids=SMALL)
def test_what_is_read_is_the_same_wherever_it_is_cut(data, cut):
    whole, shown = read_document(data), read_annotations("a.geojson", data)
    cut()
    _check_alike(data, whole, shown)
    _check_alike(LargeBytes([data[:20], data[20:]]), whole, shown)


def _check_alike(data, whole, shown):
    document = read_document(data)
    assert repr([*document.features]) == repr([*whole.features])
    assert (document.strict, document.bom) == (whole.strict, whole.bom)
    assert document.rewrite({0: "{}"}, ["5"]) == whole.rewrite({0: "{}"}, ["5"])
    content = read_annotations("a.geojson", data)
    assert repr(content.faults) == repr(shown.faults)
    assert [*content.annotations] == [*shown.annotations]
    assert (content.hidden_labels, content.other_tasks) == (shown.hidden_labels, shown.other_tasks)
    again = Version(data, Version(data))
    assert dict(again.shown) == {one.feature_index: one for one in shown.annotations}


@pytest.mark.parametrize("data", EACH)
def test_what_is_wrong_is_told_the_same_wherever_it_is_cut(data, cut):
    broken = [data[:end] for end in range(0, len(data), 17)]
    broken += [data[:at] + b"\xff" + data[at + 1 :] for at in range(0, len(data), 19)]
    broken += [data[:at] + b"%" + data[at:] for at in range(0, len(data), 23)]
    told = [_told(one) for one in broken]
    cut()
    for one, before in zip(broken, told):
        assert _told(one) == before
        assert _told(LargeBytes([one])) == before


def _told(data):
    try:
        return repr([*read_document(data).features])
    except Unreadable as error:
        return error.what, error.mend, error.location


def test_packed_annotations_are_what_was_put_in(monkeypatch):
    monkeypatch.setattr(packed, "_FIRST", 1)
    given = [
        Annotation(Task.CLASSIFICATION, "a", None, 5),
        Annotation(Task.DETECTION, "b", b"12", None),
        Annotation(Task.SEGMENTATION, "a", b"", 0),
        Annotation(Task.CLASSIFICATION, "😀", None, None),
    ]
    kept = packed.PackedAnnotations(given)
    assert [*kept] == given == kept
    assert [kept[index] for index in range(-4, 4)] == [*given, *given]
    assert kept[1:3] == given[1:3]
    with pytest.raises(IndexError):
        kept[4]


def test_the_shapes_of_many_annotations_take_little_memory(monkeypatch):
    monkeypatch.setattr(large, "_NEAR", 2**16)
    shapes = [bytes([number % 256]) * 300 for number in range(20_000)]
    given = [Annotation(Task.SEGMENTATION, "a", wkb, at) for at, wkb in enumerate(shapes)]
    most, kept = peak(lambda: packed.PackedAnnotations(given))
    assert most < 0.2 * sum(map(len, shapes))
    assert [*kept] == given
    assert [kept[at] for at in range(-1, -20_001, -7)] == given[::-7]


def test_without_room_for_them_shapes_stay_in_memory(monkeypatch):
    monkeypatch.setattr(large, "_NEAR", 10)
    shelf = large.SpooledBytes()
    for piece in (b"abc", b"", b"defghijk", b"lm"):  # some of it is put away
        shelf.add(piece)

    def refuse(self, piece):
        raise large.NoTemporarySpace(28, "No space left on device")

    monkeypatch.setattr(large.LargeBytes, "append", refuse)
    for piece in (b"nopqrstuvw", b"x", b"yz"):
        shelf.add(piece)
    assert len(shelf) == 26
    places = ((0, 3), (3, 3), (3, 11), (11, 13), (13, 23), (23, 24), (24, 26))
    whole = b"abcdefghijklmnopqrstuvwxyz"
    assert [shelf.between(*one) for one in places] == [whole[a:b] for a, b in places]


def test_a_disk_that_is_full_takes_nothing_of_what_was_kept(monkeypatch):
    kept = LargeBytes([b"abc"])

    class Full:
        def __init__(self, file):
            self._file = file

        def write(self, piece):
            self._file.write(piece[:1])
            raise OSError(28, "No space left on device")

        def __getattr__(self, name):
            return getattr(self._file, name)

    monkeypatch.setattr(kept, "_file", Full(kept._file))
    with pytest.raises(large.NoTemporarySpace):
        kept.append(b"def")
    assert (len(kept), bytes(kept)) == (3, b"abc")


def test_what_a_writer_knows_is_told_by_no_more_versions_than_needed():
    # Whose annotations the first version has all need not be compared with the later ones.
    assert newest_known([SMALL["plain"], b"no document"], SMALL["indented"]) == 0


def test_what_was_read_is_gone_without_a_search_for_cycles(boxes):
    with no_collection_of_garbage():
        reading = reader.FileReader(boxes)
        reading.value(reading.start)
        gone = weakref.ref(reading)
        del reading
        assert gone() is None


def test_large_bytes_are_looked_at_like_others(monkeypatch):
    monkeypatch.setattr(large, "_BLOCK", 5)
    monkeypatch.setattr(large, "_PIECE", 4)
    data = bytes(range(10)) * 3
    kept = LargeBytes([data[:7], b"", data[7:]])
    assert (len(kept), bytes(kept), sha256_of(kept)) == (30, data, sha256_of(data))
    assert kept == data == kept and kept == LargeBytes([data]) and kept != data[:-1] + b"x"
    spans = [(start, end) for start in range(-31, 32) for end in range(-31, 32)]
    assert all(kept[start:end] == data[start:end] for start, end in spans)
    assert [kept[at] for at in range(-30, 30)] == [data[at] for at in range(-30, 30)]
    with pytest.raises(IndexError):
        kept[30]
    for start, end in ((0, 30), (3, 17), (9, 9), (11, 30)):
        assert kept.count(b"\3", start, end) == data.count(b"\3", start, end)
        assert kept.rfind(b"\3", start, end) == data.rfind(b"\3", start, end)
    assert kept.startswith(data[12:20], 12) and not kept.startswith(data, 1)


@pytest.mark.slow
def test_an_edit_of_large_bytes_is_that_of_others(boxes):
    rows = [*read_annotations("a.geojson", boxes).annotations]
    rows[7] = Annotation(Task.DETECTION, "b", rows[7].wkb, 7)
    kept = LargeBytes([boxes])
    change, other = change_file(kept, rows), change_file(boxes, rows)
    assert change.digest == other.digest and change.gives(other.data) and other.gives(change.data)
    assert not change.gives(kept) and not change.gives(boxes)
    rows[7] = Annotation(Task.DETECTION, "a", rows[7].wkb, 7)
    same = change_file(kept, rows)
    assert same.gives(kept) and same.gives(boxes) and same.data == boxes


def test_a_large_file_is_read_without_keeping_it(tmp_path, monkeypatch):
    monkeypatch.setattr(regular, "LARGE", 100)
    path = tmp_path / "a.geojson"
    path.write_bytes(b"x" * 99)
    assert regular.read_data(path) == b"x" * 99 and isinstance(regular.read_data(path), bytes)
    path.write_bytes(b"x" * 100)
    kept = regular.read_data(path)
    assert isinstance(kept, LargeBytes) and kept == b"x" * 100
    path.write_bytes(b"")  # whoever cuts it off cuts off nothing of what was read
    assert kept == b"x" * 100


def test_without_room_for_it_a_large_file_is_kept_in_memory(tmp_path, monkeypatch):
    monkeypatch.setattr(regular, "LARGE", 100)
    monkeypatch.setattr(large.tempfile, "tempdir", str(tmp_path / "none"))
    path = tmp_path / "a.geojson"
    path.write_bytes(b"x" * 100)
    assert regular.read_data(path) == b"x" * 100 and isinstance(regular.read_data(path), bytes)


def test_a_file_is_not_read_beyond_the_limit(tmp_path, monkeypatch):
    monkeypatch.setattr(regular, "LARGE", 100)
    monkeypatch.setattr(regular._Limit, "largest", 150)
    path = tmp_path / "a.geojson"
    path.write_bytes(b"x" * 151)
    with pytest.raises(regular.TooLarge, match="larger than 150 bytes"):
        regular.read_data(path)
