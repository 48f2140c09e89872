from __future__ import annotations

from pathlib import Path

import pytest

from tests.security.campaigns import Stages, build, copy


@pytest.fixture(scope="session")
def stages(tmp_path_factory: pytest.TempPathFactory) -> Stages:
    """The campaign at its stages; nobody changes these folders."""
    return build(tmp_path_factory.mktemp("stages"))


@pytest.fixture
def packed(stages: Stages, tmp_path: Path) -> Path:
    """A copy of the campaign with its pack, before anything came back."""
    return copy(stages.packed, tmp_path)


@pytest.fixture
def filled(stages: Stages, tmp_path: Path) -> Path:
    """A copy of the campaign with all sheets returned, none collected."""
    return copy(stages.filled, tmp_path)
