"""The interview question bank and scoring kit for public bodies."""

__version__ = "0.1.0"
