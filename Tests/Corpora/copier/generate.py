#!/usr/bin/env python3
"""Writes cases/ and updates/: what the real Copier makes of every template in `templates/`."""

import pathlib
import sys

FOLDER = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(FOLDER.parent), str(FOLDER)]

import corpus  # noqa: E402
import generating  # noqa: E402
import oracle  # noqa: E402

if __name__ == "__main__":
    generating.main(FOLDER, corpus, oracle)
