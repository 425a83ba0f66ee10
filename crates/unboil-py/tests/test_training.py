"""Training and judging models: the numbers are the program's."""

import json

import pytest
import unboil
from program import ROOT

DATA = ROOT / "data" / "pages.jsonl"
MISSION = ROOT / "data" / "mission.jsonl"


@pytest.fixture(scope="module")
def model(tmp_path_factory):
    return unboil.train(DATA, tmp_path_factory.mktemp("model") / "ours.json", folds=3, lambda_=0.01, one_stage=True, without="keyword")


def test_models_are_the_programs(unboil_program, tmp_path, model):
    command = model.manifest["command"]
    assert command == "unboil train pages.jsonl --output ours.json --folds 3 --lambda 0.01 --one-stage --without keyword"
    words = command.replace("pages.jsonl", "data/pages.jsonl").replace("ours.json", f"{tmp_path}/ours.json").split()
    unboil_program(*words[1:])
    assert (tmp_path / "ours.json").read_bytes() == model.to_bytes()


@pytest.mark.parametrize("of", [str, lambda _: unboil.Model.builtin()])
def test_models_are_adapted_as_by_the_program(unboil_program, tmp_path, of):
    options = {"folds": 3, "lambda_": 0.1}
    model = unboil.train(DATA, tmp_path / "ours.json", base=of("default"), **options)
    unboil_program("train", DATA, "--from", "default", "-o", tmp_path / "theirs.json", "--folds", 3, "--lambda", 0.1)
    theirs = unboil.Model.load(tmp_path / "theirs.json")
    assert model.manifest["base"] == theirs.manifest["base"]
    without_command = [{**one.manifest, "command": ""} for one in (model, theirs)]
    assert without_command[0] == without_command[1]
    words = model.manifest["command"].replace("pages.jsonl", str(DATA)).replace("ours.json", f"{tmp_path}/ours.json")
    if of is str:
        unboil_program(*words.split()[1:])
        assert (tmp_path / "ours.json").read_bytes() == model.to_bytes()


def test_nothing_is_trained_that_cannot_be_written(tmp_path):
    labels = tmp_path / "labels.jsonl"
    labels.write_bytes(DATA.read_bytes())
    for output, message in ((labels, "is an input"), (tmp_path / "ours.json.gz", "outputs are not packed")):
        with pytest.raises(ValueError, match=message):
            unboil.train(labels, output)
    assert labels.read_bytes() == DATA.read_bytes()


def test_evaluations_are_the_programs(unboil_program, tmp_path, model):
    (tmp_path / "ours.json").write_bytes(model.to_bytes())
    unboil_program("evaluate", tmp_path / "ours.json", MISSION, "--json", tmp_path / "found.json")
    found = json.loads((tmp_path / "found.json").read_text())
    groups = unboil.evaluate(model, MISSION)
    none = (None, None)
    expected = [(found["sets"][0]["set"], group["name"], group["pages"], group["f1"], *(group["interval"] or none)) for group in found["sets"][0]["groups"]]
    columns = groups[["set", "group", "pages", "f1", "low", "high"]].astype(object)
    assert list(columns.where(columns.notna(), None).itertuples(index=False, name=None)) == expected
    assert groups.loc[0, "auc"] == found["sets"][0]["auc"]
    pages = unboil.evaluate(str(tmp_path / "ours.json"), [str(MISSION)], pages=True)
    assert pages.to_dict("records") == found["pages"]


def test_comparisons_are_the_programs(unboil_program, tmp_path, model):
    (tmp_path / "ours.json").write_bytes(model.to_bytes())
    texts = tmp_path / "texts.jsonl"
    unboil_program("extract", "data/pages", "--favor", "strict", "--output", texts)
    unboil_program("compare", "default", tmp_path / "ours.json", texts, "--data", DATA, "--json", tmp_path / "found.json")
    found = json.loads((tmp_path / "found.json").read_text())
    rows = unboil.compare({"default": "default", "ours": model, "texts": texts}, DATA)
    score = found["groups"][0]["scores"][1]
    row = rows[(rows["set"] == "pages") & (rows["group"] == "all") & (rows["competitor"] == "ours")].iloc[0]
    assert (row["f1"], row["low"], row["high"]) == (score["f1"], *score["interval"])
    against = score["against_first"]
    assert (row["difference"], row["p"], row["won"]) == (against["f1"], against["p"], against["won"])
    assert len(rows) == 3 * (1 + len(found["groups"]))
    pages = unboil.compare({"default": "default", "ours": model}, DATA, pages=True)
    assert list(pages["ours"]) == [page["f1"][1] for page in found["pages"]]


@pytest.mark.parametrize(
    "call, error, message",
    [
        (lambda: unboil.evaluate("default", "none.jsonl"), FileNotFoundError, "none.jsonl: cannot be read"),
        (lambda: unboil.train(DATA, "/no/such/folder/model.json", folds=3, lambda_=1.0, one_stage=True), OSError, "/no/such/folder/model.json"),
        (lambda: unboil.train(DATA, "model.json", lamda=1), ValueError, "unknown field `lamda`, expected one of"),
        (lambda: unboil.train(DATA, "model.json", without="texts"), ValueError, "there is no feature family `texts`"),
        (lambda: unboil.train(DATA, "model.json", base="default", columns=9), ValueError, "keeps its columns"),
        (lambda: unboil.train(DATA, "model.json", base="default", without="keyword"), ValueError, "keeps its columns"),
        (lambda: unboil.train(DATA, "model.json", one_stage=True, second_lambda=1), ValueError, "of the second stage"),
        (lambda: unboil.train(DATA, "model.json", shift=99), ValueError, "the shift must be from -20 to 20, not 99"),
        (lambda: unboil.train(DATA, "model.json", weight={"other": 1}), ValueError, "no label file is named `other`"),
        (lambda: unboil.train(MISSION, "model.json", folds=99), ValueError, "cannot be split into 99 folds"),
        (lambda: unboil.compare([], MISSION), ValueError, "give at least one"),
        (lambda: unboil.compare(["default", "default"], MISSION), ValueError, "two competitors are named `default`"),
    ],
)
def test_errors_say_what_is_wrong(call, error, message):
    with pytest.raises(error) as raised:
        call()
    assert message in str(raised.value)
