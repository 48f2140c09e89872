"""The Housing Officer campaign of tests/housing and the report made from it, for every test here."""

from __future__ import annotations

import datetime as dt
import importlib.util
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from interview_kit.reports.build import build_report
from interview_kit.reports.model import Report

PLACE = Path(__file__).parents[1] / "housing" / "housing.py"
TEMPLATES = Path(__file__).parents[2] / "templates"
MADE_AT = dt.datetime(2026, 3, 18, 10, 42)  # noqa: DTZ001 - local time, as on the page


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


@pytest.fixture(scope="session")
def make_report() -> Callable[..., Report]:
    """Makes the report of a campaign."""

    def make(campaign: Any, **options: Any) -> Report:  # noqa: ANN401 - see housing
        return build_report(
            campaign.plan,
            campaign.campaign,
            campaign.candidates,
            campaign.sheets,
            **{
                "agreed": campaign.agreed,
                "ledger_head": "5D1E-0B77",
                "made_at": MADE_AT,
                "kit_version": "0.1.0",
            }
            | options,
        )

    return make


@pytest.fixture(scope="session")
def report(housing: Any, make_report: Callable[..., Report]) -> Report:  # noqa: ANN401 - see housing
    """The report of the campaign as it stands."""
    return make_report(housing)


@pytest.fixture(scope="session")
def templates() -> Mapping[str, Path]:
    """The shipped templates by name."""
    return {path.name: path for path in TEMPLATES.iterdir() if path.is_file()}
