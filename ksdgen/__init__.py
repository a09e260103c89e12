"""ksdgen: agreements of regional cooperation (kerja sama daerah) as YAML, checked and rendered to Word."""

__version__ = "0.1.0"
