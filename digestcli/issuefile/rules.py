"""Every rule an issue file can break, in one table."""

from types import MappingProxyType

from digestcli.messages import N_, _
from digestcli.model.problem import Severity
from digestcli.values import dataclass

_ERROR, _WARNING, _HINT = Severity.ERROR, Severity.WARNING, Severity.HINT


@dataclass(frozen=True, slots=True)
class Rule:
    """One way a file can be at fault; errors stop `export`, warnings and hints do not."""

    name: str  # kebab-case, unique in the program
    severity: Severity
    text: str  # in English, the key of its translation

    @property
    def explanation(self) -> str:
        """One line for the user, in their language."""
        return _(self.text)


RULES = MappingProxyType(
    {
        rule.name: rule
        for rule in (
            Rule("comment-open", _ERROR, N_("a comment is never closed")),
            Rule("comment-nested", _ERROR, N_("a comment opens inside a comment: the first --> closes both")),
            Rule("comment-stray", _ERROR, N_("--> ends a line outside any comment and would be printed")),
            Rule("code-open", _ERROR, N_("a code block is never closed")),
            Rule("formula-open", _ERROR, N_("a $$ formula is never closed")),
            Rule("conflict", _ERROR, N_("git's conflict markers are still in the file")),
            Rule("front-matter-open", _ERROR, N_("the front matter is never closed")),
            Rule("front-matter-again", _ERROR, N_("a second front matter: two issues in one file")),
            Rule("front-matter-yaml", _ERROR, N_("front matter that cannot be read")),
            Rule("key-twice", _ERROR, N_("a front matter key stands twice")),
            Rule("title-twice", _ERROR, N_("the front matter and a heading give different titles")),
            Rule("date-form", _ERROR, N_("a date that does not read YYYY-MM-DD")),
            Rule("date-missing", _WARNING, N_("an issue not named after a week has no date")),
            Rule("heading-mark", _WARNING, N_("a heading's mark is not # or ## and a blank")),
            Rule("heading-empty", _ERROR, N_("a heading without words")),
            Rule("heading-level", _WARNING, N_("a heading of the wrong level for what it names")),
            Rule("heading-inside", _HINT, N_("a paper's heading that does not begin its line is not read")),
            Rule("id-form", _ERROR, N_("looks like an arXiv id and is not one")),
            Rule("id-read", _WARNING, N_("an arXiv id was read although it is not written as arXiv does")),
            Rule("two-ids", _WARNING, N_("more than one arXiv id where one is expected")),
            Rule("other-paper", _ERROR, N_("a paper's link leads to another paper")),
            Rule("paper-twice", _ERROR, N_("the same paper stands twice")),
            Rule("paper-unnamed", _WARNING, N_("a section has a paper's labels and names no paper")),
            Rule("passage", _HINT, N_("a ## section names no paper and is printed unnumbered")),
            Rule("contents", _HINT, N_("a table of contents is derived and not read")),
            Rule("field-unknown", _WARNING, N_("a field's label is not known to the library")),
            Rule("field-empty", _WARNING, N_("a field has no value")),
            Rule("field-twice", _ERROR, N_("a field stands twice, only the first is printed")),
            Rule("field-mark", _WARNING, N_("a line reads like a field and lacks its - ")),
            Rule("label-twice", _ERROR, N_("a paper has two summaries or two recommendations")),
            Rule("label-late", _ERROR, N_("words stand before the label of the summary")),
            Rule("label-inside", _HINT, N_("a label in a list or a quote, or indented, is not read")),
            Rule("label-colon", _HINT, N_("a label without its colon is not read")),
            Rule("link-twice", _ERROR, N_("two link definitions of one name, only the first is followed")),
            Rule("radio-twice", _ERROR, N_("a second Radiostation")),
            Rule("radio-paper", _ERROR, N_("a paper's section below the Radiostation")),
            Rule("radio-list", _WARNING, N_("papers of the Radiostation stand above its first ## list")),
            Rule("pick-unnamed", _WARNING, N_("a line of a radio list names no arXiv paper")),
            Rule("bench-line", _HINT, N_("an id on the bench that has no ## of its own is not read")),
        )
    }
)
