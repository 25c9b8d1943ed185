"""What is done about each way a service can fail: the table that docs/fetching.md tells in words."""

from collections.abc import Mapping
from enum import Enum

from digestcli.values import dataclass

WAITS = (10, 20, 40)  # times the interval: before the second try, the third; after the first 429, the next
JITTER = 0.25  # so much longer at the most, that not everybody who was refused comes back at once
BRIEF = 10.0  # seconds that a service may ask us to wait and we just do
LONGEST = 24 * 3600.0  # seconds; nobody is believed who asks for more


class Fault(Enum):
    """How a service failed."""

    THROTTLED = "429, or 200 with Rate exceeded."
    FORBIDDEN = "403"
    REFUSED = "400, 404"
    OVERLOADED = "503, time-outs"
    BROKEN = "406, 500, resets, truncated or inconsistent answers"
    UNREACHABLE = "no connection"
    UNSAFE = "larger than any answer, or sent on to another host"


class Rest(Enum):
    """How long a service, with all its hosts, is left alone."""

    NONE = "until the next question"
    RUN = "until the command ends"
    COOLED = "until the cool-down ends, by other commands too"


@dataclass(frozen=True, slots=True)
class Remedy:
    """What is done about one fault of arXiv's API, in order."""

    tries: int  # of the same question, the first one included
    rest: Rest  # of the service, once they are used up
    then: tuple[str, ...]  # the sources that are asked instead


REMEDIES: Mapping[Fault, Remedy] = {
    Fault.THROTTLED: Remedy(2, Rest.COOLED, ("datacite",)),  # twice only where the wait asked for is brief
    Fault.FORBIDDEN: Remedy(1, Rest.RUN, ("datacite",)),
    Fault.REFUSED: Remedy(1, Rest.NONE, ("datacite",)),
    Fault.OVERLOADED: Remedy(3, Rest.NONE, ("oai", "datacite")),
    Fault.BROKEN: Remedy(3, Rest.NONE, ("datacite",)),
    Fault.UNREACHABLE: Remedy(1, Rest.NONE, ("datacite",)),
    Fault.UNSAFE: Remedy(1, Rest.NONE, ("datacite",)),
}
