"""Draws `docs/formats/*.png`, the example as it is exported: `python -m tests.draw_formats`.

It needs what tests marked `tool` need: Chromium, LibreOffice, poppler, and the extra `validators`.
"""

import email
import email.policy
import io
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from tests.browser import browser

if TYPE_CHECKING:
    from playwright.sync_api import Page

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs" / "formats"
KEY = "new-year-2026"
WIDTH = 640  # of a picture in pixels


def main() -> None:
    """Draw them all."""
    DOCS.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        digest("export", "--issue", KEY, "-f", "html,wechat,email,epub,pdf,docx", "-o", f"{folder}/")
        digest("site", "-o", f"{folder}/site")
        page("html", folder / f"{KEY}.html", 900, 1200)
        page("html-dark-phone", folder / f"{KEY}.html", 390, 1000, scheme="dark", scroll=900)
        page("wechat", folder / f"{KEY}.wechat.html", 900, 1200)
        page("email", mail(folder), 760, 1000)
        page("epub", chapter(folder), 620, 1000)
        page("site", folder / "site" / "index.html", 900, 900)
        page("search", folder / "site" / "search.html", 900, 900, query="模型")
        page("radio", recording(folder), 900, 1100)
        sheet("pdf", folder / f"{KEY}.pdf")
        sheet("docx", word(folder))


def digest(*arguments: str, library: Path = ROOT / "examples" / "weekly") -> None:
    command = [sys.executable, "-m", "digestcli", "-q", "-L", str(library)]
    subprocess.run([*command, *arguments], check=True, stdout=subprocess.DEVNULL)


def page(
    name: str, file: Path, width: int, height: int, *, scheme: str = "light", scroll: int = 0, query: str = ""
) -> None:
    """A picture of a page in a window."""
    with browser(width=width, height=height) as (context, _seen):
        seen: Page = context.new_page()
        seen.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        seen.goto(file.as_uri())
        if query:
            seen.get_by_role("searchbox").fill(query)
            seen.locator("#results a").first.wait_for()
        seen.mouse.wheel(0, scroll)
        seen.wait_for_timeout(300)
        keep(name, seen.screenshot())


def recording(folder: Path) -> Path:
    """The page of a recording, made from the other example's script."""
    library = folder / "radio"
    shutil.copytree(ROOT / "examples" / "radio", library)
    digest("radio", "audio", "NLP", "--issue", "2026-W03", library=library)
    digest("site", "-o", f"{folder}/heard", library=library)
    return folder / "heard" / "radio" / "2026-W03" / "nlp.html"


def mail(folder: Path) -> Path:
    """The mail's page, with its pictures beside it, as a mail program shows it."""
    message = email.message_from_bytes((folder / f"{KEY}.eml").read_bytes(), policy=email.policy.default)
    body = message.get_body(("html",))
    assert body is not None
    html = body.get_content()
    for part in message.walk():
        if part.get_content_maintype() == "image":
            cid = part["Content-ID"].strip("<>")
            (folder / cid).write_bytes(part.get_content())
            html = html.replace(f"cid:{cid}", cid)
    (folder / "mail.html").write_text(html, encoding="utf-8")
    return folder / "mail.html"


def chapter(folder: Path) -> Path:
    """The first paper of the book."""
    with zipfile.ZipFile(folder / f"{KEY}.epub") as book:
        book.extractall(folder / "book")
        name = next(each for each in book.namelist() if "paper" in each and each.endswith(".xhtml"))
    return folder / "book" / name


def word(folder: Path) -> Path:
    command = [
        "soffice",
        "--headless",
        "--convert-to",
        "pdf:writer_pdf_Export",
        "--outdir",
        str(folder / "word"),
    ]
    subprocess.run([*command, str(folder / f"{KEY}.docx")], check=True, stdout=subprocess.DEVNULL)
    return folder / "word" / f"{KEY}.pdf"


def sheet(name: str, pdf: Path) -> None:
    """A picture of the first page."""
    command = [
        "pdftoppm",
        "-png",
        "-r",
        "120",
        "-f",
        "1",
        "-l",
        "1",
        "-singlefile",
        str(pdf),
        str(pdf.with_suffix("")),
    ]
    subprocess.run(command, check=True)
    keep(name, pdf.with_suffix(".png").read_bytes())


def keep(name: str, data: bytes) -> None:
    """The picture, small, in few colours."""
    from PIL import Image  # noqa: PLC0415 - in the extra `validators`

    picture = Image.open(io.BytesIO(data)).convert("RGB")
    if picture.width > WIDTH:
        height = round(picture.height * WIDTH / picture.width)
        picture = picture.resize((WIDTH, height), Image.Resampling.LANCZOS)
    picture.quantize(64).save(DOCS / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
