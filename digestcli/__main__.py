"""`digest` and `python -m digestcli`."""

import gc
import os
import sys


def main() -> None:
    """Run the command line and leave with its exit code.

    A run lasts a tenth of a second: collecting cycles during it and taking the interpreter apart after it
    would be a fifth of that (docs/decisions/start-and-end.md). `show --watch` stays, and turns it on.
    """
    gc.disable()
    from digestcli.cli.start import run  # noqa: PLC0415 - after the collector is off

    code = run(sys.argv[1:])
    sys.stderr.flush()  # stdout is, and a reader that left is known
    os._exit(code)


if __name__ == "__main__":
    main()
