"""What a library says about itself in `digest.toml`."""

from dataclasses import asdict, field, replace

from digestcli.values import dataclass
from digestcli.words import FROM, RADIO, USUAL_LABELS, Printed, printed

THEMES = ("plain", "ink", "bright")
LIBRARY = "library"  # the theme in the library's own templates/wechat.css


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """The settings of one column; the defaults are those of a library that says nothing."""

    id: str | None = None  # what tells this publication from all others, for good; made by `init`
    title: str | None = None
    link: str | None = None
    language: str = "zh"  # of the printed issue: zh or en
    timezone: str = "Asia/Shanghai"
    week_turns: str = "Mon 00:00"  # when the desk's week begins, in that zone
    authors: int = 2  # names printed before 等; 0 prints all
    labels: frozenset[str] = field(default=frozenset(USUAL_LABELS))  # `- 标签：` lines not to warn about
    radio_heading: str = RADIO
    check_off: frozenset[str] = frozenset()  # rules that `check` leaves out
    spacing: str = "wide"  # between 汉字 and Latin letters or digits: wide, tight, or any
    radio_lists: tuple[str, ...] = ("NLP", "CV", "ML")
    radio_length: int = 10  # papers in each list; 0: as many as you like
    radio_categories: tuple[tuple[str, tuple[str, ...]], ...] = (  # arXiv's, from which a list is picked
        ("NLP", ("cs.CL",)),
        ("CV", ("cs.CV",)),
        ("ML", ("cs.LG", "stat.ML")),
    )
    radio_known: tuple[str, ...] = ()  # authors whom readers know: a pick is "from" them
    radio_from: str = FROM[0]  # stands before the names of a pick
    radio_audio: str | None = None  # the label of a recording's line; None: the language's own
    radio_cover: str | None = None  # the picture of its podcast, as an issue would name it
    feed_length: int = 20  # issues in a feed; 0: all of them
    theme: str = THEMES[0]  # of articles for WeChat: one of THEMES, or LIBRARY

    def categories_of(self, name: str) -> tuple[str, ...]:
        """The categories a radio list is picked from; none where nobody has said them."""
        return dict(self.radio_categories).get(name, ())

    @property
    def words(self) -> Printed:
        """What its issues are printed with: the words of its language, and its own."""
        usual = printed(self.language)
        return replace(usual, audio=self.radio_audio or usual.audio, pick_from=self.radio_from)

    @property
    def fingerprint(self) -> str:
        """All of it in one string: what was remembered under other settings is not remembered."""
        said = sorted(asdict(self).items())
        return repr([(name, sorted(v) if isinstance(v, frozenset) else v) for name, v in said])
