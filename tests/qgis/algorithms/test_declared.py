"""Parameters, results, help and table of an algorithm are what it declares, once."""

import threading
from pathlib import Path

import pytest
from qgis.core import (
    QgsApplication,
    QgsProcessingAlgRunnerTask,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputLayerDefinition,
    QgsVectorLayer,
)
from scaneo_bridge import classFactory
from scaneo_bridge.core.algorithms import check_campaign
from scaneo_bridge.core.algorithms.base import ScaneoAlgorithm
from scaneo_bridge.core.algorithms.declaration import Column, Declaration, Output, ResultTable
from scaneo_bridge.core.algorithms.parameters import (
    Boolean,
    Choice,
    Expression,
    File,
    FileDestination,
    Files,
    Folder,
    Layers,
    Number,
    Parameter,
    String,
)
from scaneo_bridge.core.algorithms.provider import ALGORITHMS
from scaneo_bridge.core.base.errors import ScaneoError
from scaneo_bridge.core.base.model import Severity
from scaneo_bridge.core.base.rules import RULES, Rule
from support.files.broken import BY_HAND, MENDABLE, break_folder
from support.folders import write_files
from support.geojson import LABELS, collection, detection
from support.images import write_image
from support.sources import SQUARE, layer_of


class Words(ScaneoAlgorithm):
    """A made-up algorithm: how often each word is in a text."""

    NAME = "words"

    def declare(self):
        return Declaration(
            title="Count words",
            summary="Counts.",
            tags="words,count",
            intro="Counts the words of a text.",
            parameters=[
                Parameter("TEXT", "Text", String(), "what is counted."),
                Parameter("LONG", "Long words only", Boolean(), "leaves short ones.", "Long"),
                Parameter("SILENT", "Say nothing", Boolean()),
            ],
            outputs=[Output("WORD_COUNT", "Words", len)],
            table=ResultTable(
                "TABLE",
                "Words",
                rows=lambda words: sorted(set(words)),
                columns=[
                    Column("word", lambda word: word),
                    Column("length", len, "integer"),
                ],
            ),
            outro="Table has each word once.",
        )

    def execute(self, values, feedback):
        if not values["TEXT"]:
            raise ScaneoError("There is no text.", "Write one.")
        return [word for word in values["TEXT"].split() if not values["LONG"] or len(word) > 3]


def run(algorithm, context=None, **parameters):
    """Runs a new one of an algorithm, as models and scripts do, and answers its results."""
    context = context or QgsProcessingContext()
    found, good = algorithm.create().run(
        parameters, context, QgsProcessingFeedback(False), catchExceptions=False
    )
    assert good
    return found


def test_qgis_knows_what_is_declared(qgis_app):
    words = Words().create()
    assert (words.name(), words.displayName(), words.shortDescription()) == (
        "words", "Count words", "Counts.",
    )  # fmt: skip
    assert words.tags() == ["words", "count"]
    assert [(one.name(), one.type()) for one in words.parameterDefinitions()] == [
        ("TEXT", "string"), ("LONG", "boolean"), ("SILENT", "boolean"), ("TABLE", "sink"),
    ]  # fmt: skip
    assert [(one.name(), one.type()) for one in words.outputDefinitions()] == [
        ("TABLE", "outputVector"), ("WORD_COUNT", "outputNumber"),
    ]  # fmt: skip
    assert words.shortHelpString() == (
        "Counts the words of a text.\n\n"
        "Text: what is counted.\n"
        "Long: leaves short ones.\n\n"
        "Table has each word once."
    )


def test_results_and_table_are_made_of_what_the_run_answers(qgis_app):
    context = QgsProcessingContext()
    found = run(Words(), context, TEXT="red blue red green", LONG=True, TABLE="memory:")
    assert found["WORD_COUNT"] == 2
    layer = context.getMapLayer(found["TABLE"])
    assert [(field.name(), field.isNumeric()) for field in layer.fields()] == [
        ("word", False), ("length", True),
    ]  # fmt: skip
    assert not layer.isSpatial()
    assert [row.attributes() for row in layer.getFeatures()] == [["blue", 4], ["green", 5]]


def test_a_table_that_nobody_wants_is_not_made(qgis_app):
    assert run(Words(), TEXT="red blue", TABLE=QgsProcessingOutputLayerDefinition("")) == {
        "WORD_COUNT": 2
    }


def test_our_errors_are_told_with_their_details(qgis_app):
    with pytest.raises(QgsProcessingException, match=r"There is no text\.\nWrite one\."):
        run(Words(), TEXT="")


@pytest.mark.parametrize("is_last", [False, True])
def test_whether_a_table_can_be_made_is_known_before_the_work(qgis_app, tmp_path, is_last):
    """Unless it may replace what the work reads."""
    ran = []

    class Changed(Words):
        def declare(self):
            declared = super().declare()
            table = ResultTable("TABLE", "Words", list, [Column("word", str)], is_last=is_last)
            return Declaration(**{**vars(declared), "table": table})

        def execute(self, values, feedback):
            ran.append(values)
            return []

    with pytest.raises(QgsProcessingException):
        run(Changed(), TEXT="red", TABLE=str(tmp_path / "no folder" / "rows.gpkg"))
    assert len(ran) == is_last


def test_what_is_given_is_read_on_the_main_thread_before_a_run(qgis_app, qtbot):
    threads = {}

    class Watched(Words):
        def begin(self, values, context, feedback):
            threads["begin"] = (threading.current_thread(), values["TEXT"])

        def execute(self, values, feedback):
            threads["execute"] = (threading.current_thread(), values["TEXT"])
            return super().execute(values, feedback)

    algorithm, context = Watched().create(), QgsProcessingContext()
    feedback = QgsProcessingFeedback(False)
    task = QgsProcessingAlgRunnerTask(
        algorithm, {"TEXT": "red", "TABLE": "memory:"}, context, feedback
    )
    with qtbot.waitSignal(task.executed) as waiting:
        QgsApplication.taskManager().addTask(task)
    good, found = waiting.args
    assert good and found["WORD_COUNT"] == 1
    main = threading.main_thread()
    assert threads["begin"] == (main, "red")
    assert threads["execute"][0] is not main and threads["execute"][1] == "red"


# The kinds of parameters

SIDES = {None: "Neither", "ours": "Ours", "theirs": "Theirs"}


@pytest.mark.parametrize(
    ("kind", "given", "value"),
    [
        (Folder(), "/data", Path("/data")),
        (Folder(), "~/data", Path("/home/ann/data")),
        (Folder(), "data", Path("/tmp/data")),
        (Folder(), "~nobody that is known/data", Path("/tmp/~nobody that is known/data")),
        (Folder(), "", Path("/tmp")),
        (Folder(is_optional=True), "", None),
        (Folder(is_optional=True), None, None),
        (File("*.gpkg"), "~/a.gpkg", Path("/home/ann/a.gpkg")),
        (Files(), ["/data/../a", "", "b"], [Path("/a"), Path("/tmp/b")]),
        (Files(), "/a", [Path("/a")]),
        (FileDestination("*.gpkg"), "~/new.gpkg", Path("/home/ann/new.gpkg")),
        (FileDestination("*.gpkg"), None, None),
        (Choice(SIDES), None, None),
        (Choice(SIDES), 0, None),
        (Choice(SIDES), 2, "theirs"),
        (Boolean(), None, False),
        (Boolean(), "true", True),
        (Number(0.8, 0, 1), None, 0.8),
        (Number(0.8, 0, 1), 0.25, 0.25),
        (String(), None, ""),
        (String("usual"), None, "usual"),
        (String(), "some text", "some text"),
        (Expression('"label"'), None, '"label"'),
        (Expression('"label"'), "no ( expression", "no ( expression"),
        (Layers(), [], []),
    ],
)
def test_a_value_is_what_its_kind_says(qgis_app, monkeypatch, kind, given, value):
    monkeypatch.setenv("HOME", "/home/ann")
    monkeypatch.chdir("/tmp")
    found = []

    class One(ScaneoAlgorithm):
        def declare(self):
            return Declaration("One", "", "", "", [Parameter("IT", "It", kind)], [])

        def execute(self, values, feedback):
            found.append(values["IT"])

    run(One(), **({} if given is None else {"IT": given}))
    assert found == [value]
    assert type(found[0]) is type(value) or isinstance(value, Path)


def test_layers_are_those_that_are_given(qgis_app):
    layer = layer_of((SQUARE, "water", "a.tif"), fields=("label:string", "image:string"))
    found = []

    class One(ScaneoAlgorithm):
        def declare(self):
            return Declaration("One", "", "", "", [Parameter("IT", "It", Layers())], [])

        def begin(self, values, context, feedback):
            found.extend(values["IT"])

        def execute(self, values, feedback):
            pass

    run(One(), IT=[layer])
    assert found == [layer]


# The algorithms of the provider


@pytest.mark.parametrize("kind", ALGORITHMS, ids=lambda kind: kind.NAME)
def test_the_help_says_each_thing_once(qgis_app, kind):
    algorithm = kind().create()
    lines = algorithm.shortHelpString().split("\n")
    headings = [one.heading or one.title for one in algorithm.declared.parameters if one.help_text]
    assert headings
    for heading in headings:
        assert len([line for line in lines if line.startswith(f"{heading}: ")]) == 1
    for text in (*lines, algorithm.shortDescription()):
        assert not text or text.endswith((".", ":")), "it is made of sentences"


def sections_of(text):
    """The lists of a help, by the lines above them."""
    parts = [part.split("\n") for part in text.split("\n\n")]
    return {part[0]: part[1:] for part in parts if part[1:] and part[1].startswith("•")}


def test_the_help_of_a_check_says_what_becomes_of_what_each_rule_finds(qgis_app, tmp_path):
    mended, left = sections_of(check_campaign.CheckCampaign().create().shortHelpString()).values()
    assert set(mended) | set(left) == {f"• {one.title}. {one.mend}" for one in RULES if one.mend}
    assert len(mended) + len(left) == len([one for one in RULES if one.mend])
    lines = {one.id: f"• {one.title}. {one.mend}" for one in RULES}

    def rules_of(**parameters):
        context = QgsProcessingContext()
        found = run(check_campaign.CheckCampaign(), context, OUTPUT="memory:", **parameters)
        rows = context.getMapLayer(found["OUTPUT"]).getFeatures()
        return {row["rule"] for row in rows}

    folder = str(break_folder(tmp_path / "broken"))
    before = rules_of(FOLDER=folder)
    after = rules_of(FOLDER=folder, MEND=True)
    assert before - after == MENDABLE - BY_HAND and after & MENDABLE == BY_HAND
    assert {lines[rule] for rule in before - after} <= set(mended), "what goes is said"
    assert {lines[rule] for rule in after}.isdisjoint(mended), "what stays is not"
    assert {lines[rule] for rule in BY_HAND} <= set(left)


def test_a_rule_more_is_in_the_help_by_itself(qgis_app, monkeypatch):
    more = Rule("made-up", Severity.WARNING, "A made-up thing is so", "It is so no more.")
    silent = Rule("silent", Severity.WARNING, "A silent thing is so")
    monkeypatch.setattr(check_campaign, "RULES", (*RULES, more, silent))
    mended, _ = sections_of(check_campaign.CheckCampaign().create().shortHelpString()).values()
    assert mended[-1] == "• A made-up thing is so. It is so no more."


@pytest.fixture(scope="module")
def provider(qgis_processing):
    plugin = classFactory(None)
    plugin.initProcessing()
    yield
    plugin.unload()


@pytest.fixture
def folder(tmp_path):
    files = {"spai.json": LABELS, "a.geojson": collection(detection("not listed"))}
    folder = write_files(tmp_path / "coast", files)
    write_image(folder / "a.tif")
    return folder


WHERE = "file place image task label what mend"


@pytest.mark.parametrize(
    ("name", "table", "columns", "numbers"),
    [
        ("checkcampaign", "OUTPUT", f"rule severity title {WHERE}", []),
        ("mergecampaigns", "OUTPUT", f"conflict severity folders {WHERE}", ["conflict"]),
        ("exportlayers", "PROBLEMS", "layer id what mend", ["id"]),
    ],
)
def test_the_columns_that_scripts_know(
    provider, folder, tmp_path, qgis_new_project, name, table, columns, numbers
):
    other = write_files(tmp_path / "other", {"a.geojson": collection(detection("urban"))})
    lost = layer_of((None, "water", "a.tif"), fields=("label:string", "image:string"))
    parameters = {
        "checkcampaign": {"FOLDER": str(folder)},
        "mergecampaigns": {
            "FOLDERS": [str(folder), str(other)],
            "FOLDER": str(write_files(tmp_path / "merged", {})),
        },
        "exportlayers": {"DETECTION": [lost], "FOLDER": str(folder)},
    }[name]
    algorithm = QgsApplication.processingRegistry().algorithmById(f"scaneo:{name}")
    output = tmp_path / "rows.gpkg"
    run(algorithm, **{**parameters, table: str(output)})
    layer = QgsVectorLayer(str(output), "rows", "ogr")
    fields = list(layer.fields())[1:]  # the first is the GeoPackage's own
    assert [field.name() for field in fields] == columns.split()
    assert [field.name() for field in fields if field.isNumeric()] == numbers
    assert layer.isSpatial() == (name != "exportlayers")
    assert layer.featureCount() > 0


def test_a_path_means_the_same_to_all(provider, folder, tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    registry = QgsApplication.processingRegistry()
    opened = run(registry.algorithmById("scaneo:importcampaign"), FOLDER="~/coast")
    assert opened["WORKSPACE"] == str(folder / "scaneo.gpkg")
    done = run(
        registry.algorithmById("scaneo:exportcampaign"),
        WORKSPACE="~/coast/scaneo.gpkg",
        FOLDER="away",
    )
    assert (done["FOLDER"], done["ANNOTATION_COUNT"]) == (str(tmp_path / "away"), 1)
    checked = run(registry.algorithmById("scaneo:checkcampaign"), FOLDER="~/coast")
    assert checked["ANNOTATION_COUNT"] == 1
