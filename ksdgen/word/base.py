"""The slim base document: the parts that are the same in every file, as they stand in the package."""

from __future__ import annotations

from ksdgen.word.identity import NS
from ksdgen.word.ooxml import NSMAP

_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

# Compatibility mode 15 is Word 2013 and later; without doNotExpandShiftReturn justified lines that end in a line
# break are stretched.
SETTINGS = f"""{_DECLARATION}<w:settings xmlns:w="{NSMAP["w"]}">
<w:zoom w:percent="100"/>
<w:defaultTabStop w:val="567"/>
<w:characterSpacingControl w:val="doNotCompress"/>
<w:compat>
<w:doNotExpandShiftReturn/>
<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>
<w:compatSetting w:name="overrideTableStyleFontSizeAndJustification"
 w:uri="http://schemas.microsoft.com/office/word" w:val="1"/>
<w:compatSetting w:name="enableOpenTypeFeatures" w:uri="http://schemas.microsoft.com/office/word" w:val="1"/>
<w:compatSetting w:name="doNotFlipMirrorIndents" w:uri="http://schemas.microsoft.com/office/word" w:val="1"/>
<w:compatSetting w:name="differentiateMultirowTableHeaders" w:uri="http://schemas.microsoft.com/office/word" w:val="1"/>
</w:compat>
<w:themeFontLang w:val="id-ID"/>
<w:decimalSymbol w:val=","/>
<w:listSeparator w:val=";"/>
</w:settings>
""".encode()

BOOKMARK_PROPERTIES = f"""{_DECLARATION}<ds:datastoreItem
 xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml"
 ds:itemID="{{6B736467-656E-4E41-8A01-6E61736B6168}}">
<ds:schemaRefs><ds:schemaRef ds:uri="{NS}"/></ds:schemaRefs></ds:datastoreItem>
""".encode()

_COLOURS = (
    ("dk1", "000000"),
    ("lt1", "FFFFFF"),
    ("dk2", "44546A"),
    ("lt2", "E7E6E6"),
    ("accent1", "4472C4"),
    ("accent2", "ED7D31"),
    ("accent3", "A5A5A5"),
    ("accent4", "FFC000"),
    ("accent5", "5B9BD5"),
    ("accent6", "70AD47"),
    ("hlink", "0563C1"),
    ("folHlink", "954F72"),
)
_FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
_LINE = f'<a:ln w="6350">{_FILL}<a:prstDash val="solid"/></a:ln>'
_FONT = '<a:latin typeface="Bookman Old Style"/><a:ea typeface=""/><a:cs typeface=""/>'

# No style of ours takes anything from the theme; Word's own pickers want one (ISO/IEC 29500-1, 14.2.7 and 20.1.6.9).
THEME = f"""{_DECLARATION}<a:theme xmlns:a="{NSMAP["a"]}" name="ksdgen"><a:themeElements>
<a:clrScheme name="ksdgen">{"".join(f'<a:{n}><a:srgbClr val="{v}"/></a:{n}>' for n, v in _COLOURS)}</a:clrScheme>
<a:fontScheme name="ksdgen"><a:majorFont>{_FONT}</a:majorFont><a:minorFont>{_FONT}</a:minorFont></a:fontScheme>
<a:fmtScheme name="ksdgen"><a:fillStyleLst>{_FILL * 3}</a:fillStyleLst><a:lnStyleLst>{_LINE * 3}</a:lnStyleLst>
<a:effectStyleLst>{"<a:effectStyle><a:effectLst/></a:effectStyle>" * 3}</a:effectStyleLst>
<a:bgFillStyleLst>{_FILL * 3}</a:bgFillStyleLst></a:fmtScheme>
</a:themeElements></a:theme>
""".encode()
