"""The picture on the clipboard, asked of whatever program the desktop has for it."""

import os
import shutil
import sys
from collections.abc import Callable, Iterator

from digestcli import files
from digestcli.errors import FileError
from digestcli.messages import _
from digestcli.values import dataclass

_PATIENCE = 20  # seconds; a clipboard whose owner hangs hangs us too
_TYPES = ("image/png", "image/jpeg", "image/gif", "image/webp", "image/svg+xml")


@dataclass(frozen=True, slots=True)
class _Program:
    """What is run for each type of picture, and how its answer becomes bytes."""

    words: tuple[str, ...]
    types: tuple[str, ...] = ("",)  # for `{type}`
    bytes_of: Callable[[bytes], bytes] = bytes
    needs: str = ""  # an environment variable


def _from_applescript(answer: bytes) -> bytes:
    """The bytes of `«data PNGf89504E47…»`."""
    begin, end = answer.find(b"PNGf"), answer.rfind("»".encode())
    return bytes.fromhex(answer[begin + 4 : end].decode("ascii", "replace")) if begin >= 0 < end else b""


def _from_base64(answer: bytes) -> bytes:
    from base64 import b64decode  # noqa: PLC0415 - on Windows alone

    return b64decode(answer)


_POWERSHELL = (
    "Add-Type -AssemblyName System.Windows.Forms, System.Drawing;"
    "$i = [System.Windows.Forms.Clipboard]::GetImage(); if ($i -eq $null) { exit 1 };"
    "$m = New-Object System.IO.MemoryStream; $i.Save($m, [System.Drawing.Imaging.ImageFormat]::Png);"
    "[Convert]::ToBase64String($m.ToArray())"
)
_ALL = {
    "linux": (
        _Program(("wl-paste", "--no-newline", "--type", "{type}"), _TYPES, needs="WAYLAND_DISPLAY"),
        _Program(("xclip", "-selection", "clipboard", "-t", "{type}", "-o"), _TYPES, needs="DISPLAY"),
    ),
    "darwin": (
        _Program(("pngpaste", "-")),
        _Program(("osascript", "-e", "the clipboard as «class PNGf»"), bytes_of=_from_applescript),
    ),
    "win32": (
        _Program(("powershell", "-NoProfile", "-STA", "-Command", _POWERSHELL), bytes_of=_from_base64),
    ),
}
_INSTALL = {"linux": "wl-clipboard, xclip", "darwin": "pngpaste", "win32": "PowerShell"}


def picture() -> bytes:
    """The bytes of the picture; raises FileError where there is none, or no program that gives it."""
    platform = sys.platform if sys.platform in _ALL else "linux"
    usable = [each for each in _ALL[platform] if _is_usable(each)]
    if not usable:
        raise FileError(
            _("no program here can give the clipboard's picture"),
            _("install one of {names}, or save the picture as a file and name it").format(
                names=_INSTALL[platform]
            ),
        )
    for data in _given(usable[0]):
        if data:
            return data
    raise FileError(
        _("there is no picture on the clipboard"), _("copy it again, or save it as a file and name it")
    )


def _is_usable(program: _Program) -> bool:
    return shutil.which(program.words[0]) is not None and (not program.needs or program.needs in os.environ)


def _given(program: _Program) -> Iterator[bytes]:
    """What the program answers for each type, the one we want most first."""
    import subprocess  # noqa: PLC0415 - nobody else starts a program

    for kind in program.types:
        words = [shutil.which(program.words[0]) or program.words[0], *program.words[1:]]
        try:
            done = subprocess.run(  # noqa: S603 - one of the table, without a shell
                [word.replace("{type}", kind) for word in words],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                timeout=_PATIENCE,
                check=False,
            )
            yield program.bytes_of(done.stdout) if done.returncode == 0 else b""
        except subprocess.TimeoutExpired:
            raise FileError(_("{program} does not answer").format(program=program.words[0])) from None
        except OSError as error:
            raise FileError(
                _("{path} cannot be started: {cause}").format(path=words[0], cause=files.cause(error))
            ) from error
        except ValueError:  # neither hexadecimal nor base64
            yield b""
