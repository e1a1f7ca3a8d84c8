"""What was measured becomes rows with a verdict, in a table for people and in JSON for programs."""

import json

import pytest
from benchmarks.ready.rows import (
    FIRST,
    FLOOR,
    OURS,
    Measured,
    dock_gaps,
    dock_rows,
    import_rows,
    large_rows,
    ratio,
    reopening_row,
)
from benchmarks.ready.turns import middle, scaled
from benchmarks.table import Row, Target, as_json, as_markdown, as_text

TIMES = {"seconds": 2.0}


def measured(size=100_000, floor=4.0, ours=2.0, first=8.0):
    seconds = {FLOOR: floor, OURS: ours, FIRST: first}
    return Measured.of(size, {who: {"seconds": value} for who, value in seconds.items()})


def facts(*rows):
    return json.loads(as_json(rows, {}))["rows"]


def test_a_row_is_an_object_with_all_its_numbers():
    row = Row("import", 100, 0.5, " × the floor", Target(0.75), 4, 2, first=8)
    content = json.loads(as_json([row], {"cores": 2}))
    assert content == {
        "about": {"cores": 2},
        "rows": [
            {"name": "import", "size": 100, "floor": 4, "ours": 2, "0.1.0": 8, "SCANEO": None,
             "ratio": 0.5, "unit": "× the floor", "bound": 0.75, "met": True},
        ],
    }  # fmt: skip


@pytest.mark.parametrize(
    "figure, target, met",
    [
        (0.75, Target(0.75), True),
        (0.76, Target(0.75), False),
        (50, Target(50, at_least=True), True),
        (49, Target(50, at_least=True), False),
        (49, None, None),
        (None, Target(50), None),
    ],
)
def test_a_bound_is_met_or_not_or_there_is_none(figure, target, met):
    (row,) = facts(Row("one", 1, figure, "", target))
    assert row["met"] is met
    assert row["bound"] == (target and target.bound)
    verdict = {True: "ok", False: "under" if target and target.at_least else "over", None: ""}[met]
    assert Row("one", 1, figure, "", target).cells()[-1] == verdict


def test_the_table_leaves_out_what_nobody_measured():
    rows = [Row("one", 1000, 2, " s", ours=2), Row("the other", 2, 3, " s", first=3)]
    assert as_markdown(rows).splitlines() == [
        "| measure | annotations | ours | 0.1.0 | figure |",
        "| --- | ---: | ---: | ---: | --- |",
        "| one | 1,000 | 2.00 s |  | 2.00 s |",
        "| the other | 2 |  | 3.00 s | 3.00 s |",
    ]
    assert as_text(rows).splitlines() == [
        "measure    annotations    ours   0.1.0  figure",
        "one              1,000  2.00 s          2.00 s",
        "the other            2          3.00 s  3.00 s",
    ]


def test_an_import_is_judged_by_the_floor_and_by_the_first_version():
    floor, first = facts(*import_rows(measured()))
    assert (floor["ratio"], floor["bound"], floor["met"]) == (0.5, 0.75, True)
    assert (first["ratio"], first["bound"], first["met"]) == (0.25, 0.6, True)
    assert (floor["floor"], floor["ours"], floor["0.1.0"]) == (4, 2, 8)
    (small,) = facts(*import_rows(measured(1000, floor=2)))
    assert (small["ratio"], small["bound"], small["met"]) == (1, 1, True)


def test_what_had_no_end_is_no_number_and_met_by_nobody():
    lost = Measured.of(100_000, {OURS: TIMES})
    floor, first = facts(*import_rows(lost))
    assert floor["ratio"] is first["ratio"] is floor["met"] is first["met"] is None
    assert floor["ours"] == 2
    assert ratio(None, 1) is ratio(1, None) is ratio(1, 0) is None
    assert facts(*dock_rows(Measured.of(1, {})))[0]["met"] is None


def test_opening_again_may_take_a_while_beside_its_walk():
    (row,) = facts(reopening_row(10_000, measured(20_000, floor=0.7, ours=1.2)))
    assert row["floor"] == pytest.approx(1.0)
    assert (row["ratio"], row["met"]) == (pytest.approx(1.2), True)


def test_the_first_box_is_judged_beside_the_whole_opening_of_the_first_version():
    rows = facts(*dock_rows(Measured.of(100_000, {
        OURS: {"shown": 0.5, "first box": 0.8, "box": 0.1, "box, while read": 0.12,
               "open, gap": 120.0},
        FIRST: {"shown": 16.0, "first box": 20.0, "box": 0.2, "open, gap": 90.0},
    })))  # fmt: skip
    named = {row["name"]: row for row in rows}
    box = named["open to the first box"]
    assert (box["ours"], box["0.1.0"], box["ratio"], box["met"]) == (0.8, 20, 0.8, True)
    beside = named["open to the first box, beside 0.1.0's opening"]
    assert (beside["0.1.0"], beside["ratio"], beside["met"]) == (16, 0.05, True)
    assert named["box drawn, all is read"]["ratio"] == 0.5
    behind = named["box drawn while the rest is read"]
    assert behind["ratio"] == pytest.approx(1.2)
    assert (behind["floor"], behind["ours"], behind["met"]) == (0.1, 0.12, True)
    gap = named["open, gap"]
    assert (gap["ours"], gap["0.1.0"], gap["ratio"], gap["met"]) == (0.12, 0.09, 120, False)


def test_of_a_million_the_growth_counts_and_the_memory():
    found, base = {"seconds": 36.0, "MB": 251.0}, {"seconds": 3.0, "MB": 90.0}
    time, memory = facts(*large_rows("import", 1_000_000, found, base))
    assert (time["ratio"], time["bound"], time["met"]) == (12, 12, True)
    assert (memory["ratio"], memory["bound"], memory["met"]) == (251, 250, False)
    time, _ = facts(*large_rows("box", 1_000_000, {"first box": 3.3}, {"first box": 1.0},
                                "first box"))  # fmt: skip
    assert (time["ratio"], time["bound"], time["met"]) == (3.3, 3, False)
    time, _ = facts(*large_rows("import", 100_000, base, None))
    assert (time["ours"], time["met"]) == (3, None)
    (gap,) = facts(*dock_gaps(", one image", 200_000, {"open, gap": 100.0, "box": 1.0}, {}))
    assert (gap["name"], gap["met"], gap["0.1.0"]) == ("open, gap, one image", True, None)


def test_the_middle_of_times_counts_and_the_longest_of_gaps():
    turns = [{"seconds": 1.0, "open, gap": 1.0}, {"seconds": 9.0, "open, gap": 9.0},
             {"seconds": 2.0, "open, gap": 2.0, "box": 4.0}]  # fmt: skip
    assert middle(turns) == {"seconds": 2, "open, gap": 9, "box": 4}
    assert middle([]) == {}


def test_a_part_of_a_size_is_made_of_whole_images():
    assert [scaled(size, 0.01, 100) for size in (1000, 10_000, 100_000)] == [100, 100, 1000]
    assert scaled(2000, 1.0, 2) == 2000
