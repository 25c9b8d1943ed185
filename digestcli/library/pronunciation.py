"""`pronunciation.toml`: how a library wants names to be said in its recordings.

    LoRA = "劳拉"
    "GPT-4o" = "GPT four o"

An editor writes it and the program only reads it. What is wrong in it is told and never stops anybody: a
faulty line is as one that is not there.
"""

from collections.abc import Iterator, Mapping

from digestcli.library import toml, wordlists
from digestcli.library.root import PRONUNCIATION, Library
from digestcli.library.wordlists import LONGEST, Place, WordList, is_word
from digestcli.markup import whole_words
from digestcli.messages import _
from digestcli.model.problem import Problem

LIMIT = 32 * 1024  # bytes: a thousand words, each of which is looked for wherever one begins
_EXAMPLE = '"GPT-4o" = "GPT four o"'
_LONGEST_CHAIN = 4  # words that are said by other words of the list


def load(library: Library) -> tuple[dict[str, str], tuple[Problem, ...]]:
    """What each word is said like, and the faults in the file; neither where there is no file."""
    read = wordlists.load(library.pronunciation, _EXAMPLE, LIMIT)
    if not isinstance(read, WordList):
        return {}, (read,) if read else ()
    places = _places(read.text)
    problems = list(_no_words(read.said, places))
    sayings = {
        word: value.strip() for word, value in read.said.items() if is_word(value) and isinstance(value, str)
    }
    sayings = {word: said for word, said in sayings.items() if _is_name(word)}
    for word in [word for word in sayings if not _ends(word, sayings)]:
        del sayings[word]
        message = _("{word} is said by itself, again and again").format(word=word)
        hint = _("say it without {word}, or by one line only").format(word=word)
        place = places.get(word, (1, 1))
        problems.append(wordlists.problem(PRONUNCIATION, "pronunciation-circle", place, message, hint))
    return sayings, tuple(sorted(problems, key=lambda each: (each.line, each.column)))


def _no_words(said: Mapping[str, object], places: Mapping[str, Place]) -> Iterator[Problem]:
    for word, value in said.items():
        place = places.get(word, (1, 1))
        if isinstance(value, dict):
            message = _("{word}: a word with a dot in it stands in quotes").format(word=word)
            hint = _("a line reads: {example}").format(example=_EXAMPLE)
        elif not _is_name(word):
            message = _("{word} is no word that could be looked for").format(word=word or '""')
            hint = _("one word with a letter in it, {number} characters at most").format(number=LONGEST)
        elif not is_word(value):
            message = _("{name} is not what it should be").format(name=word)
            expected = _("words in quotes, {number} characters at most").format(number=LONGEST)
            hint = _("expected: {expected}").format(expected=expected)
        else:
            continue
        yield wordlists.problem(PRONUNCIATION, "pronunciation-value", place, message, hint)


def _places(text: str) -> dict[str, Place]:
    """Where each word stands; of one without quotes, the part before its first dot."""
    places: dict[str, Place] = {}
    for line, column, name, _is_table in toml.names(text):
        for each in (name, name.partition(".")[0]):
            places.setdefault(each, (line, column))
    return places


def _is_name(word: str) -> bool:
    return is_word(word) and " " not in word and any(map(str.isalpha, word))


def _ends(word: str, sayings: Mapping[str, str]) -> bool:
    """Whether saying the word comes to an end, when what it is said by is said in turn."""
    known = whole_words.pattern(sayings)
    said = word
    for _step in range(_LONGEST_CHAIN):
        before, said = said, known.sub(lambda found: sayings[found[0]], said)
        if said == before:
            return True
        if len(said) > LONGEST * _LONGEST_CHAIN:
            break
    return False
