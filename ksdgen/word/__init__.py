"""Everything that knows OOXML: `Dokumen` → .docx (`writer`) and .docx → `Dokumen` (`reader`)."""
