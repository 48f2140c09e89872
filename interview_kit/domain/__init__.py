"""Frozen values of the field: no files, no Word, no clock."""
