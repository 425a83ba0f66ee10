#!/usr/bin/env python3
"""Fit the first stage of an unboil model with scikit-learn, and compare the coefficients.

    unboil features data/pages.jsonl -o features.parquet
    unboil train data/pages.jsonl -o model.json --one-stage --lambda 0.01 --tolerance 1e-9
    python3 examples/sklearn_fit.py features.parquet model.json

Needs scikit-learn and pandas, and pyarrow for Parquet; a .csv works as well. Exits with 1 where a coefficient differs
by more than 1e-6.
"""

import json
import sys

import numpy as np
import pandas as pd
from sklearn.linear_model import LogisticRegression

TOLERANCE = 1e-6
FIRST_FEATURE = 7  # after set, id, site, fold, block, content, weight


def main(features, model):
    table = pd.read_parquet(features) if features.endswith(".parquet") else pd.read_csv(features)
    # Rows that are not labelled, or of pages that take no part, weigh nothing.
    table = table[table["weight"] > 0]
    names = list(table.columns[FIRST_FEATURE:])
    x = table[names].to_numpy(dtype=np.float64)
    y = table["content"].astype(str).str.lower().eq("true").to_numpy()
    weight = table["weight"].to_numpy()

    # Columns are standardised by weight; those that are constant are left out.
    mean = np.average(x, axis=0, weights=weight)
    scale = np.sqrt(np.average((x - mean) ** 2, axis=0, weights=weight))
    varies = scale > 1e-9
    x = (x[:, varies] - mean[varies]) / scale[varies]
    names = [name for name, is_used in zip(names, varies) if is_used]

    with open(model, encoding="utf-8") as file:
        body = json.load(file)["body"]
    strength = body["manifest"]["lambda"]
    # unboil minimises the weighted mean of the log loss + λ/2 |w|²; scikit-learn C times the weighted sum + 1/2 |w|².
    fit = LogisticRegression(C=1 / (strength * weight.sum()), solver="newton-cholesky", tol=1e-12, max_iter=500)
    fit.fit(x, y, sample_weight=weight)

    ours = {column["feature"]: column["weight"] for column in body["first"]["columns"]}
    theirs = dict(zip(names, fit.coef_[0]))
    differences = [abs(theirs[name] - ours.get(name, 0.0)) for name in names]
    differences.append(abs(fit.intercept_[0] - body["first"]["intercept"]))
    unknown = sorted(set(ours) - set(theirs))
    print(f"{len(y)} rows, {len(names)} coefficients, λ {strength}: largest difference {max(differences):.1e}")
    if unknown:
        print("columns of the model that are not in the table:", ", ".join(unknown))
    return 1 if unknown or max(differences) > TOLERANCE else 0


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
