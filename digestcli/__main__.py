"""`digest` and `python -m digestcli`."""

import sys


def main() -> None:
    """Run the command line and leave with its exit code."""
    from digestcli.cli.start import run  # noqa: PLC0415 - whoever imports this module does not want to run it

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
