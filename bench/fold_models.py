"""The models of the cross-validation: each scores pages of domains that it never saw."""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

from pipeline.extract.generic.model import Model, unpack
from train.benchmarks import ROOT
from train.corpus import FOLDS

FOLD_MODELS = ROOT / "build" / "fold-models"


def add_folds_option(parser: argparse.ArgumentParser) -> None:
    """`--folds DIR`: where the models lie already."""
    parser.add_argument("--folds", type=Path, help="folder with the models of the cross-validation")


def fold_models(folder: Path | None) -> list[Model]:
    """The models, one a fold; trained now where no folder of them is named, and kept under build/."""
    if folder is None:
        folder = FOLD_MODELS
        folder.mkdir(parents=True, exist_ok=True)
        command = [sys.executable, "-m", "train", "--folds", str(folder)]
        command += ["--model", str(folder / "model.bin"), "--log", str(folder / "log.json")]
        subprocess.run(command, check=True, cwd=ROOT, stdout=subprocess.DEVNULL)
    return [unpack((folder / f"fold-{number}.bin").read_bytes()) for number in range(FOLDS)]
