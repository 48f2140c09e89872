"""The Housing Officer campaign of tests/housing, for every test here."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import Any

import pytest

PLACE = Path(__file__).parents[1] / "housing" / "housing.py"


@pytest.fixture(scope="session")
def housing() -> Any:  # noqa: ANN401 - the module is loaded by its path; test folders are not packages
    """The campaign, as tests/housing/housing.py makes it."""
    spec = importlib.util.spec_from_file_location("tests_housing", PLACE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["tests_housing"] = module
    spec.loader.exec_module(module)
    return module.housing()
