"""Strict YAML: files to frozen models with line numbers, and back."""

from __future__ import annotations

from interview_kit.yaml_file.dump import dump_plain, dump_yaml, plain
from interview_kit.yaml_file.load import MAX_BYTES as MAX_YAML
from interview_kit.yaml_file.load import Loaded, load_yaml
from interview_kit.yaml_file.problems import nearest

__all__ = ["MAX_YAML", "Loaded", "dump_plain", "dump_yaml", "load_yaml", "nearest", "plain"]
