"""Two states of a repository side by side, and every form in which people read the difference."""
