"""All that touches the machine: files and folders, git revisions, processes, LibreOffice, the cache."""
