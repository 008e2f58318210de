"""A realistic report in three language forms: passages, sources, outcomes, reasons, objections, figures.

All names and words are made up for it. `sample("sr", 2_000)` is what the timings in `measure.py` are taken on.
"""

from __future__ import annotations

from datetime import UTC, date, datetime

from seko.foundation.design.states import Shape, Tone
from seko.foundation.rendering.columns import Kind
from seko.foundation.rendering.report import (
    FRAME_LANG,
    Bar,
    BarChart,
    Block,
    Bullets,
    Callout,
    Fact,
    Facts,
    Fill,
    Form,
    Group,
    Heading,
    Inline,
    Lang,
    Mark,
    PageBreak,
    Paragraph,
    Quote,
    Report,
    Row,
    Seal,
    Span,
    Table,
    TableColumn,
    Text,
    Wording,
)

MADE_AT = datetime(2027, 3, 15, 9, 30, tzinfo=UTC)
HASH = "9f2c4e7a1b0d8c35f6e1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e6f7"

# The frame: Cyrillic master and English. The Latin form is derived from the Cyrillic while the report is settled.
FRAME = {
    "title": (
        "Извештај о спроведеним консултацијама: Акциони документ за животну средину и климатске промене 2027",
        "Feedback report: Action Document for Environment and Climate Change 2027",
    ),
    "subtitle": ("Примедбе, предлози и сугестије са одговорима", "Remarks, proposals and suggestions with answers"),
    "facts": ("Подаци о извештају", "About the report"),
    "yes": ("да", "yes"),
    "no": ("не", "no"),
    "print": ("Отисак садржаја (SHA-256)", "Fingerprint of the content (SHA-256)"),
    "document": ("Документ", "Document"),
    "round": ("Круг консултација", "Round of consultation"),
    "dates": ("Трајање", "Duration"),
    "institution": ("Одговорна институција", "Responsible institution"),
    "organisations": ("Организације које су учествовале", "Organisations that took part"),
    "footer": ("Извештај о спроведеним консултацијама, КР-2027-04", "Feedback report, KR-2027-04"),
    "demo": (
        "Пример. Организације, институције и документ у овом извештају су измишљени.",
        "Example. The organisations, institutions and document in this report are fictional.",
    ),
    "overview": ("Преглед", "Overview"),
    "lead": (
        "Током консултација послато је коментара: {count}. Сваки је добио одговор са образложењем. Где се аутори не "
        "слажу са одговором, њихово неслагање је приложено.",
        "Comments sent during the consultation: {count}. Each has an answer with a reason. Where the authors object to "
        "an answer, their objection is annexed.",
    ),
    "outcome": ("Исход разматрања", "Outcome"),
    "outcomes": ("Прихваћено је највише коментара", "Most comments were accepted"),
    "number": ("Број", "Number"),
    "by-sector": ("По институцијама", "By institution"),
    "answers": ("Одговори", "Answers"),
    "answered": ("Одговорено", "Answered"),
    "late": ("Без одговора у року", "Past its term"),
    "median": ("Медијана, радних дана", "Median, working days"),
    "oldest": ("Последњи одговор", "Last answer"),
    "annexed": ("Има неслагања", "Has objections"),
    "changes": ("Шта је измењено", "What changed"),
    "chosen": ("Одговори по деловима текста", "Answers by passage"),
    "passage": ("Део текста", "Passage"),
    "comment": ("Обједињени коментар", "Consolidated comment"),
    "sources": ("Извори", "Sources"),
    "reason": ("Образложење", "Reason"),
    "objection": ("Неслагање са одговором", "Objection to the answer"),
    "all": ("Сви обједињени коментари", "All consolidated comments"),
    "all-intro": (
        "Табела садржи све коментаре редом којим се појављују у документу.",
        "The table holds all comments in the order of the document.",
    ),
    "no.": ("Бр.", "No."),
    "day": ("Датум одговора", "Date of answer"),
    "signed": ("За Министарство за европске интеграције", "For the Ministry of European Integration"),
    "note": ("Напомена", "Note"),
    "note-text": (
        "Ово није деловодни број. Речи организација наведене су онако како су написане.",
        "This is not a registry number. The words of organisations stand as they were written.",
    ),
}

STATES: tuple[tuple[Shape, Tone, Fill, str, str], ...] = (
    (Shape.DISC_TICK, Tone.YES, Fill.YES, "Прихваћено", "Accepted"),
    (Shape.HALF, Tone.YES, Fill.PART, "Делимично прихваћено", "Accepted in part"),
    (Shape.DISC_BAR, Tone.NO, Fill.NO, "Није прихваћено", "Not accepted"),
    (Shape.RING_DOT, Tone.PLAIN, Fill.PLAIN, "Примљено к знању", "Noted"),
    (Shape.RING_DASHED, Tone.PLAIN, Fill.PLAIN, "Није предмет ових консултација", "Outside the scope"),
    (Shape.RING, Tone.WAIT, Fill.WAIT, "Чека одговор", "Awaiting answer"),
    (Shape.DIAMOND, Tone.LATE, Fill.LATE, "Без одговора у року", "Past its term"),
    (Shape.ARROWS, Tone.YES, Fill.YES, "Измењено у нацрту 2", "Changed in draft 2"),
    (Shape.TRIANGLE, Tone.PLAIN, Fill.PLAIN, "Не слажемо се", "We object"),
)

PASSAGES: tuple[tuple[str, Lang], ...] = (
    ("Изградња постројења за пречишћавање отпадних вода у три агломерације до краја 2029. године.", "sr-Cyrl"),
    ("Support to local self-governments in preparing projects for waste water treatment.", "en"),
    ("Индикатор 1.2: удео становништва прикљученог на канализациону мрежу, разврстан по општинама.", "sr-Cyrl"),
    ("Успостављање система раног упозоравања на поплаве у сливу Западне Мораве.", "sr-Cyrl"),
)
POINTS: tuple[tuple[str, Lang], ...] = (
    (
        "Предлажемо да се индикатор допуни разврставањем по полу, узрасту и типу насеља, јер просек за општину "
        "прикрива разлике између градског и сеоског подручја.",
        "sr-Cyrl",
    ),
    (
        "Tražimo da se među ciljne grupe dodaju male organizacije iz nerazvijenih opština; bez njih "
        "„najugroženija naselja“ ostaju samo reč u uvodu.",
        "sr-Latn",
    ),
    ("The budget for capacity building is below 2% of the total; we propose at least 5%.", "en"),
    (
        "У делу о одрживости недостаје ко плаћа одржавање после завршетка пројекта. Најнеразвијенијим општинама је "
        "потребно суфинансирање и вишегодишњи план, иначе ће постројења стајати неискоришћена.",
        "sr-Cyrl",
    ),
)
REASONS: tuple[tuple[str, Lang], ...] = (
    ("Индикатор је допуњен разврставањем по полу и типу насеља; за узраст не постоје годишњи подаци.", "sr-Cyrl"),
    ("Male organizacije su dodate u odeljak 3.2 i u tabelu ciljnih grupa.", "sr-Latn"),
    ("Висина средстава одређена је Финансијским споразумом и не може се мењати у овој фази.", "sr-Cyrl"),
    ("Одржавање преузимају јавна комунална предузећа; уговори су услов за почетак радова.", "sr-Cyrl"),
)
ORGANISATIONS: tuple[tuple[str, Lang], ...] = (
    ("Зелени прстен, Чачак", "sr-Cyrl"),
    ("Udruženje „Reka bez granica“, Novi Pazar", "sr-Latn"),
    ("Центар за одрживе општине", "sr-Cyrl"),
    ("Young Engineers for Water", "en"),
)
INSTITUTIONS = (
    "Дирекција за отпадне воде",
    "Агенција за отпад",
    "Секретаријат за климу",
    "Служба за програмирање и предприступну помоћ",
)


class Sample:
    """Builds the report's blocks in one language form."""

    def __init__(self, form: Form) -> None:
        self.form = form
        self.lang: Lang = "en" if form == "en" else "sr-Cyrl"

    def frame(self, key: str, **values: object) -> Text:
        """Return a text of the frame."""
        return Text(FRAME[key][self.form == "en"].format(**values), self.lang)

    def mark(self, number: int) -> Mark:
        """Return a state's mark."""
        shape, tone, _, serbian, english = STATES[number]
        return Mark(shape, tone, Text(english if self.form == "en" else serbian, self.lang))

    def overview(self, points: int) -> list[Block]:
        """Return the figures: one chart, one table with titles over titles."""
        bars = tuple(
            Bar((self.mark(number),), value, STATES[number][2])
            for number, value in enumerate((points * 3 // 8, points // 4, points // 5, points // 8, points // 20))
        )
        columns = (
            TableColumn(self.frame("institution"), width=4),
            TableColumn(self.frame("answered"), Kind.NUMBER, 1.5),
            TableColumn(self.frame("late"), Kind.NUMBER, 1.5),
            TableColumn(self.frame("median"), Kind.NUMBER, 1.5),
            TableColumn(self.frame("oldest"), Kind.DATE, 2),
            TableColumn(self.frame("annexed"), Kind.BOOLEAN, 1.5),
        )
        rows: tuple[Row, ...] = tuple(
            (
                (Text(name, "sr-Cyrl"),),
                1_204 - place * 311,
                place * 3,
                9.5 - place,
                date(2027, 2, 26 - place),
                place > 1,
            )
            for place, name in enumerate(INSTITUTIONS)
        )
        nothing = Text("", self.lang)
        spans = ((Span(nothing), Span(self.frame("answers"), 2), Span(nothing, 3)),)
        return [
            Heading((self.frame("overview"),)),
            Paragraph((self.frame("lead", count=points),)),
            BarChart((self.frame("outcomes"),), self.frame("outcome"), self.frame("number"), bars),
            Heading((self.frame("by-sector"),), 2),
            Table(columns, rows, (self.frame("by-sector"),), spans, row_heads=True),
            Heading((self.frame("changes"),), 2),
            Bullets(tuple((Text(words, lang),) for words, lang in REASONS[:3])),
            Callout((self.frame("note"),), (self.frame("note-text"),)),
        ]

    def point(self, number: int) -> list[Block]:
        """Return one point in full: passage, words, outcome, reason, objection."""
        passage, words, reason, organisation = (
            pieces[number % len(pieces)] for pieces in (PASSAGES, POINTS, REASONS, ORGANISATIONS)
        )
        facts = (
            Fact(self.frame("sources"), (Text(*organisation),)),
            Fact(self.frame("outcome"), (self.mark(number % 5),)),
            Fact(self.frame("reason"), (Text(*reason),), words=True),
        )
        blocks: list[Block] = [
            Heading((Text(f"{self.frame('comment').words} {number + 1}", self.lang),), 2),
            Quote((Text(*passage),), (Text(f"{self.frame('passage').words} 2.{number + 1}", self.lang),)),
            Paragraph((Text(*words),)),
            Facts(facts),
        ]
        if number % 3 == 2:
            objection = (Text(*POINTS[(number + 1) % 4]),)
            blocks.append(Callout((self.mark(8), Text(": ", self.lang), self.frame("objection")), objection, Tone.LATE))
        return blocks

    def annex(self, points: int) -> list[Block]:
        """Return every point as a row of a wide table, grouped by institution."""
        columns = (
            TableColumn(self.frame("no."), Kind.NUMBER, 1),
            TableColumn(self.frame("passage"), Kind.WORDS, 5),
            TableColumn(self.frame("comment"), Kind.WORDS, 7),
            TableColumn(self.frame("sources"), Kind.TEXT, 4),
            TableColumn(self.frame("outcome"), Kind.TEXT, 3.4),
            TableColumn(self.frame("reason"), Kind.WORDS, 6),
            TableColumn(self.frame("day"), Kind.DATE, 2.5),
        )
        rows: list[Row | Group] = []
        for number in range(points):
            if number % max(points // 4, 1) == 0:
                rows.append(Group((Text(INSTITUTIONS[number * 4 // points % 4], "sr-Cyrl"),)))
            sources: Inline = tuple(
                Text(name + ("\n" if place == 0 else ""), lang)
                for place, (name, lang) in enumerate((ORGANISATIONS[number % 4], ORGANISATIONS[(number + 1) % 4]))
            )
            rows.append(
                (
                    number + 1,
                    (Text(*PASSAGES[number % 4]),),
                    (Text(*POINTS[(number + number // 4) % 4]),),
                    sources,
                    (self.mark(number % 5),),
                    (Text(*REASONS[number % 4]),),
                    date(2027, 2, 1 + number % 26),
                )
            )
        return [
            Heading((self.frame("all"),)),
            Paragraph((self.frame("all-intro"),), note=True),
            Table(columns, tuple(rows), (self.frame("all"),), wide=True),
        ]


def sample(form: Form, points: int = 24, *, full: int = 6) -> Report:
    """Return a report with `full` points in full and all `points` in the annexed table."""
    make = Sample(form)
    blocks = make.overview(points)
    blocks.append(Heading((make.frame("chosen"),)))
    for number in range(full):
        blocks.extend(make.point(number))
    blocks.extend(make.annex(points))
    blocks.extend((PageBreak(), Seal((Fact(make.frame("signed"), (Text("Милица Пример", "sr-Cyrl"),)),))))
    facts = (
        Fact(make.frame("document"), (Text("Акциони документ, нацрт 1", "sr-Cyrl"),)),
        Fact(make.frame("round"), (Text("КР-2027-04", "sr-Cyrl"),)),
        Fact(make.frame("dates"), (Text("11.01.2027. – 26.02.2027.", FRAME_LANG[form]),)),
        Fact(make.frame("organisations"), (Text("418", FRAME_LANG[form]),)),
    )
    return Report(
        title=make.frame("title"),
        form=form,
        made_at=MADE_AT,
        wording=Wording(*(make.frame(key).words for key in ("facts", "yes", "no", "print"))),
        blocks=tuple(blocks),
        subtitle=(make.frame("subtitle"),),
        facts=facts,
        footer=(make.frame("footer"),),
        demonstration=(make.frame("demo"),),
        sha256=HASH,
    )
