"""Everything that knows OOXML: a `Dokumen` becomes a .docx (`writer`) and a .docx becomes a `Dokumen` again (`reader`)."""
