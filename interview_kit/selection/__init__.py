"""From a role profile and the bank to a plan."""
