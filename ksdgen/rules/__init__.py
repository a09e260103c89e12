"""The regulation's demands: every rule is a data file, its logic one of a few shapes."""
