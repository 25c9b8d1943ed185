"""How a library renders a term: one line of its glossary."""

from digestcli.values import dataclass


@dataclass(frozen=True, slots=True)
class Term:
    """An English term with the one Chinese rendering the library has chosen for it."""

    english: str
    chinese: str
    forbidden: tuple[str, ...] = ()  # renderings that are not to be used
