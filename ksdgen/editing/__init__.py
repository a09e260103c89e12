"""Changes to agreement files that keep comments, line breaks and meaning."""
