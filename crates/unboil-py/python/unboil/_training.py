"""Training and judging models."""

import json
import os

from . import _unboil


def train(data, output, *, base=None, **options):
    """Trains a model on label files as `unboil train` does, writes it to `output` and returns it.

    `data` is a label file or a list of them, one set each. The options are those of the command, by the same names with
    `_` for `-`: folds, seed, lambda_ and second_lambda (numbers or lists), weight and licence (dicts by set), min_found, shift,
    doubt, length, augment, columns, tolerance, one_stage, leave_one_set_out, curve, ablate, without (a family or a list). `base` is the
    model to adapt, as `--from`: a `Model`, the path of one, or "default". `model.manifest` has the scores out of fold. The model's
    file is that of the command which its manifest names, byte for byte.

    Raises ValueError for data or options that cannot be trained with, OSError for files that cannot be read or written.
    """
    data, output = _paths(data), os.fspath(output)
    options = {name.rstrip("_"): value for name, value in options.items() if value is not None and value is not False}
    for name in ("lambda", "second_lambda", "without"):
        if not isinstance(options.get(name, []), (list, tuple)):
            options[name] = [options[name]]
    options["command"] = _command(data, output, base, options)
    return _unboil.train(data, output, base, json.dumps(options))


def evaluate(model, data, *, pages=False):
    """Scores a model on label files as `unboil evaluate` does, as a pandas DataFrame.

    A row a group of pages: set, group ("all", or what its pages have in common, such as "page_type=forum"), pages, f1,
    low and high (the 95 % interval of f1, none for fewer than six sites), precision, recall; those of all pages of a set have
    block_precision, block_recall, auc and calibration_error as well, none where undefined. With `pages=True` a row a
    page: id, set, site, page_type, lang, f1. `model` is a `Model`, the path of one, or "default".

    Mind that a model knows the pages it was trained on.
    """
    import pandas as pd

    found = _unboil.evaluate(_model(model), _paths(data))
    if pages:
        return pd.DataFrame(found["pages"])
    return pd.DataFrame([row for of_set in found["sets"] for row in _groups(of_set)])


def compare(competitors, data, *, seed=1, pages=False):
    """Compares models and other tools on the same label files as `unboil compare` does, as a pandas DataFrame.

    `competitors` is a dict from names to models, or a list: of a `Model`, the path of one, "default", or the path of what
    any other tool took out of the pages, as JSON Lines of {"id", "text"}. All are held against the first. A row a group
    of pages and a competitor: set (None for the mean of all sets, each counting once), group, pages, sites, competitor,
    f1, low and high (the 95 % interval of f1, none for fewer than six sites), precision, recall; difference, difference_low,
    difference_high, p, won, lost and sign_test_p against the first. With `pages=True` a row a page, with the f1 of each competitor.
    """
    import pandas as pd

    named = competitors.items() if isinstance(competitors, dict) else [(None, given) for given in competitors]
    named = [(name, given if isinstance(given, _unboil.Model) else os.fspath(given)) for name, given in named]
    if not named:
        raise ValueError("competitors: give at least one")
    found = _unboil.compare(named, _paths(data), seed)
    names = [competitor["name"] for competitor in found["competitors"]]
    if pages:
        return pd.DataFrame([{**page, **dict(zip(names, page["f1"]))} for page in found["pages"]]).drop(columns="f1")
    rows = [found["overall"], *found["groups"]]
    return pd.DataFrame([_standing(row, name, score) for row in rows for name, score in zip(names, row["scores"])])


def _groups(of_set):
    for group in of_set["groups"]:
        low, high = group["interval"] or (None, None)
        row = {"set": of_set["set"], "group": group["name"], "pages": group["pages"], "f1": group["f1"]}
        row.update(low=low, high=high, precision=group["precision"], recall=group["recall"])
        if group["name"] == "all":
            row.update((name, of_set[name]) for name in ("block_precision", "block_recall", "auc", "calibration_error"))
        yield row


def _standing(row, name, score):
    against = score["against_first"] or {}
    low, high = score["interval"] or (None, None)
    difference_low, difference_high = against.get("interval") or (None, None)
    return {
        **{key: row[key] for key in ("set", "group", "pages", "sites")},
        "competitor": name,
        "f1": score["f1"],
        "low": low,
        "high": high,
        "precision": score["precision"],
        "recall": score["recall"],
        "difference": against.get("f1"),
        "difference_low": difference_low,
        "difference_high": difference_high,
        **{key: against.get(key) for key in ("p", "won", "lost", "sign_test_p")},
    }


def _paths(data):
    return [os.fspath(path) for path in ([data] if isinstance(data, (str, os.PathLike)) else data)]


def _model(model):
    """A model, or None for the one that is built in."""
    if model is None or isinstance(model, _unboil.Model):
        return model
    return None if model == "default" else _unboil.Model.load(model)


def _command(data, output, base, options):
    """The command line that makes the same model, files by their names alone."""
    words = ["unboil", "train", *map(os.path.basename, data), "--output", os.path.basename(output)]
    if base is not None:
        is_model = isinstance(base, _unboil.Model)
        words += ["--from", base.sha256 if is_model else os.path.basename(os.fspath(base))]
    for name, value in options.items():
        flag = "--" + name.replace("_", "-")
        if value is True:
            words.append(flag)
        elif isinstance(value, dict):
            words += [word for of_set, given in value.items() for word in (flag, f"{of_set}={given}")]
        else:
            for given in value if isinstance(value, (list, tuple)) else [value]:
                words += [flag, str(given)]
    return " ".join(f"'{word}'" if " " in word else word for word in words)
