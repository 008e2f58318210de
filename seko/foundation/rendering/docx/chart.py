"""A bar chart as a part that Word draws itself, and its place in the text with words for those who hear it."""

from __future__ import annotations

from html import escape

from seko.foundation.rendering.docx.runs import WORD_LANG, attribute
from seko.foundation.rendering.figures import number
from seko.foundation.rendering.palette import FILLS, SYMBOLS
from seko.foundation.rendering.report import BarChart, Inline, Report, Text, plain

_EMU_MM = 36_000
_WIDTH_MM, _BAR_MM, _EDGE_MM = 140, 8, 4
_NAMESPACES = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
_NO_LINE = "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"


def _label(inline: Inline) -> str:
    return "".join(
        run.words if isinstance(run, Text) else f"{SYMBOLS[run.shape]} {run.word.words}" for run in inline
    ).replace("\n", " ")


def _letters(size: int) -> str:
    return (
        f'<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="{size}"><a:solidFill><a:srgbClr val="18202C"/>'
        '</a:solidFill><a:latin typeface="Calibri"/></a:defRPr></a:pPr><a:endParaRPr lang="en-GB"/></a:p></c:txPr>'
    )


def part(chart: BarChart, report: Report) -> bytes:
    """Return the chart's own part: bars from zero, in order, their numbers written out, no grid."""
    count = len(chart.bars)
    names = "".join(
        f'<c:pt idx="{place}"><c:v>{escape(_label(bar.label))}</c:v></c:pt>' for place, bar in enumerate(chart.bars)
    )
    values = "".join(f'<c:pt idx="{place}"><c:v>{bar.value}</c:v></c:pt>' for place, bar in enumerate(chart.bars))
    looks = "".join(_look(place, *FILLS[bar.fill]) for place, bar in enumerate(chart.bars))
    series = (
        f'<c:ser><c:idx val="0"/><c:order val="0"/><c:tx><c:v>{escape(chart.value_title.words)}</c:v></c:tx>'
        f'<c:invertIfNegative val="0"/>{looks}<c:dLbls><c:numFmt formatCode="#,##0.##########" sourceLinked="0"/>'
        f'<c:spPr><a:noFill/></c:spPr>{_letters(1000)}<c:dLblPos val="outEnd"/><c:showLegendKey val="0"/>'
        '<c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/>'
        f'<c:showBubbleSize val="0"/></c:dLbls><c:cat><c:strLit><c:ptCount val="{count}"/>{names}</c:strLit></c:cat>'
        f'<c:val><c:numLit><c:formatCode>General</c:formatCode><c:ptCount val="{count}"/>{values}</c:numLit></c:val>'
        "</c:ser>"
    )
    axes = (
        '<c:catAx><c:axId val="1"/><c:scaling><c:orientation val="maxMin"/></c:scaling><c:delete val="0"/>'
        '<c:axPos val="l"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>'
        '<c:spPr><a:ln w="9525"><a:solidFill><a:srgbClr val="7D8796"/></a:solidFill></a:ln></c:spPr>'
        f'{_letters(1000)}<c:crossAx val="2"/><c:crosses val="autoZero"/><c:noMultiLvlLbl val="1"/></c:catAx>'
        '<c:valAx><c:axId val="2"/><c:scaling><c:orientation val="minMax"/><c:min val="0"/></c:scaling>'
        '<c:delete val="1"/><c:axPos val="b"/><c:numFmt formatCode="General" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="none"/><c:crossAx val="1"/>'
        '<c:crosses val="autoZero"/></c:valAx>'
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><c:chartSpace {_NAMESPACES}>'
        f'<c:date1904 val="0"/><c:lang val="{WORD_LANG[report.lang]}"/><c:roundedCorners val="0"/><c:chart>'
        '<c:autoTitleDeleted val="1"/><c:plotArea><c:layout/><c:barChart><c:barDir val="bar"/>'
        f'<c:grouping val="clustered"/><c:varyColors val="0"/>{series}<c:gapWidth val="70"/><c:axId val="1"/>'
        f'<c:axId val="2"/></c:barChart>{axes}{_NO_LINE}</c:plotArea><c:plotVisOnly val="1"/>'
        f'<c:dispBlanksAs val="gap"/></c:chart>{_NO_LINE}</c:chartSpace>'
    ).encode()


def _look(place: int, fill: str, outline: str) -> str:
    return (
        f'<c:dPt><c:idx val="{place}"/><c:invertIfNegative val="0"/><c:bubble3D val="0"/><c:spPr><a:solidFill>'
        f'<a:srgbClr val="{fill[1:].upper()}"/></a:solidFill><a:ln w="15875"><a:solidFill>'
        f'<a:srgbClr val="{outline[1:].upper()}"/></a:solidFill></a:ln></c:spPr></c:dPt>'
    )


def words(chart: BarChart, report: Report) -> str:
    """Return what the picture says: its finding, then each label with its number."""
    bars = "; ".join(f"{plain(bar.label)}: {number(bar.value, report.form)}" for bar in chart.bars)
    return f"{plain(chart.caption)}. {bars}."


def drawing(chart: BarChart, report: Report, count: int) -> str:
    """Return the run that shows chart part number `count`, with its title and its alternative text."""
    height = (len(chart.bars) * _BAR_MM + _EDGE_MM) * _EMU_MM
    name, title, text = f"chart{count}", attribute(plain(chart.caption)), attribute(words(chart, report))
    return (
        f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{_WIDTH_MM * _EMU_MM}"'
        f' cy="{height}"/><wp:docPr id="{count}" name="{name}" title="{title}" descr="{text}"/><wp:cNvGraphicFramePr/>'
        '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData'
        ' uri="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:chart'
        f' xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" r:id="{name}"/></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )
