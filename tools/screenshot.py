"""Pictures of the mails: phone and desktop width, light and dark, as a reader's program shows them.

    python -m tools.screenshot build/pictures           every mail at every width and scheme
    python -m tools.screenshot docs/images --readme     the two pictures of the README, one screen each
    python -m tools.screenshot docs/images --mail FILE  a mail as it was sent, named by the file's stem: digest.eml
    python -m tools.screenshot docs/images --page FILE  a page such as `backtest --html` writes, its first screen

Needs Debian's chromium (`make screenshots` says how to get it) and the dev dependencies; it installs
nothing. All of them are made by the program itself, from seeds/belgorod.txt and what tools/sample_day.py lets
come after it, so the pictures show what a reader gets and not what somebody drew.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from monitor.delivery import Templates, render
from monitor.model import Letter
from monitor.settings import Receiver
from tools.sample_day import day
from tools.sample_letter import AT, sample_letter

SCREENS = {"phone": (390, 844), "desktop": (1200, 900)}
SCHEMES = ("light", "dark")
RECEIVER = Receiver.model_validate({"name": "desk", "email": {"to": ["desk@example.org"], "location": "Europe/London"}})


def main() -> int:
    """Write the pictures; return the exit code."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", type=Path)
    options.add_argument("--readme", action="store_true", help="only the alert, in light, named for the README")
    options.add_argument("--mail", type=Path, help="only this mail, whole, at every width and scheme")
    options.add_argument("--page", type=Path, help="only this page, its first screen, at every width and scheme")
    chosen = options.parse_args()
    chromium = shutil.which("chromium")
    if chromium is None:
        print("chromium is missing; on Debian, as root: apt-get install chromium", file=sys.stderr)
        return 1
    chosen.folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        if chosen.readme:
            take(browser, html_of(sample_letter()), str(chosen.folder / "alert"), "light", whole=False)
        if chosen.mail:
            html = html_part(chosen.mail.read_bytes())
            for scheme in SCHEMES:
                take(browser, html, str(chosen.folder / f"{chosen.mail.stem}-{scheme}"), scheme, whole=True)
        if chosen.page:
            html = chosen.page.read_text(encoding="utf-8")
            for scheme in SCHEMES:
                take(browser, html, str(chosen.folder / f"{chosen.page.stem}-{scheme}"), scheme, whole=False)
        for name, letter in () if chosen.readme or chosen.mail or chosen.page else day().items():
            for scheme in SCHEMES:
                take(browser, html_of(letter), str(chosen.folder / f"{name}-{scheme}"), scheme, whole=True)
        browser.close()
    return 0


def take(browser: Browser, html: str, path: str, scheme: str, *, whole: bool) -> None:
    """Take the page at both widths, whole or its first screen."""
    for device, (width, height) in SCREENS.items():
        page = browser.new_page(
            viewport={"width": width, "height": height}, color_scheme="dark" if scheme == "dark" else "light"
        )
        page.set_content(html)
        if page.evaluate("document.documentElement.scrollWidth") > width:
            raise SystemExit(f"{path} is wider than a {device}")
        page.screenshot(path=f"{path}-{device}.png", full_page=whole)
        page.close()


def html_of(letter: Letter) -> str:
    """Render a letter and take its HTML back out of the mail."""
    mail = render(letter, RECEIVER, from_="Desk <desk@example.org>", templates=Templates.load(None), now=AT)
    if mail.problem:
        raise SystemExit(mail.problem)
    return html_part(mail.raw)


def html_part(raw: bytes) -> str:
    """Take the HTML back out of a mail."""
    message = message_from_bytes(raw, policy=policy.default)
    part = message.get_body(("html",)) if isinstance(message, EmailMessage) else None
    if part is None:
        raise SystemExit("the mail has no HTML part")
    return str(part.get_content())


if __name__ == "__main__":
    raise SystemExit(main())
