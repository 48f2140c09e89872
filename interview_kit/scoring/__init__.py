"""Pure functions on domain values: totals, minimums, merit order, agreement, certainty."""
