"""The comparison: one model that decides every figure, three renderers that draw."""
