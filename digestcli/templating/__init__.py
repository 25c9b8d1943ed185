"""Templates of the editor's own: files of Jinja, filled in with an issue as the data that `digest/1` is.

`press` starts the process that does it, which is given words and gives words back, and can do nothing else:
no file, no network, not all the memory and time there is (`limits`). What runs inside it is `child`,
`environment` and `filters`; nobody else loads Jinja. docs/decisions/templates.md says why.
"""

from digestcli.templating.names import is_template, written
from digestcli.templating.press import Press
from digestcli.templating.sources import Template, gathered
from digestcli.templating.starters import starter, starters

__all__ = ["Press", "Template", "gathered", "is_template", "starter", "starters", "written"]
