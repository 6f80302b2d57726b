"""A person at the console: one window of a real Chromium, which notes everything the browser complains about."""

import re
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Final, Literal

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Request, expect, sync_playwright

from tests.support.served_example import ServedExample

Language = Literal["en", "zh"]
DESK_WIDTH, PHONE_WIDTH = 1440, 390
HEIGHT = 900
WAIT_MS_MAX: Final = 60_000
"""Guards against waiting for ever; how long something takes never fails a test."""
CLICKS_MAX: Final = 3
"""So often is clicked what shows no sign of having been clicked; the test of it fails afterwards."""
SIGN_MS_MAX: Final = 5_000
"""So long a click may take to show a sign, but for the last one, which has as long as everything else."""
SWITCHES = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
COMPLAINTS = {"error", "warning"}
INLINE_SCHEMES = ("data:", "blob:")

# A page is settled when no skeleton, spinner or older row is left and every chart is drawn.
SETTLED = """() => {
    const main = document.querySelector("main");
    if (!main || main.textContent.trim() === "") return false;
    const waiting = "[role=status], [aria-busy=true], .ant-spin-spinning, .ant-btn-loading";
    if (document.querySelector(waiting)) return false;
    return [...main.querySelectorAll("[role=img][aria-label]")].every((chart) => chart.querySelector("svg path"));
}"""

# The list of a choice or a menu that is open and stands still: neither unfolding nor folding.
OPEN_LIST = ":is(.ant-select-dropdown, .ant-dropdown)" + "".join(
    f':not([class*="-{state}"])' for state in ("hidden", "enter", "appear", "leave")
)
OFFERED = ":is(.ant-select-item-option, [role=menuitem])"

NEXT_FRAME = "() => new Promise(requestAnimationFrame)"


class Desk:
    """One window at the console, in a language, as wide as said."""

    def __init__(self, context: BrowserContext, example: ServedExample) -> None:
        self.example = example
        self.page = context.new_page()
        self._complaints: list[str] = []
        self._tolerated: list[str] = []
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self._complaints.append(f"uncaught: {error}"))
        self.page.on("request", self._watch)

    def open(self, path: str) -> "Desk":
        """Go to a path of the console by its address and wait until it is settled."""
        self.page.goto(self.example.url + path)
        return self.settle()

    def settle(self) -> "Desk":
        """Wait until nothing on the page is on its way any more."""
        self.page.wait_for_function(SETTLED)
        return self

    def reload(self) -> "Desk":
        """Load the page anew."""
        self.page.reload()
        return self.settle()

    def see(self, selector: str) -> Locator:
        """What a selector finds."""
        return self.page.locator(selector)

    def figure(self, name: str) -> Locator:
        """A figure of a page by the name it carries."""
        return self.page.locator(f'main [data-figure="{name}"]')

    def panel(self, title: str) -> Locator:
        """A titled area of a page."""
        return self.page.get_by_role("region", name=title, exact=True)

    def button(self, name: str) -> Locator:
        """A button by its words."""
        return self.page.get_by_role("button", name=name, exact=True)

    def choose(self, opener: Locator, option: str) -> None:
        """Choose of a list or menu by words, as a person does: open it, click, see that it has gone, or click again.

        A click is lost where something else lies under the pointer when it is let go than when it was pressed: the list was still
        unfolding, or scrolled to what is chosen now. A person sees the list stay and clicks once more.
        """
        opened = self.see(OPEN_LIST)
        self._insist(lambda: opened.count() or opener.click(), opened, 1)
        offered = opened.locator(OFFERED).filter(has_text=option)
        self._insist(lambda: opened.count() and offered.click(), opened, 0)

    def is_at(self, path: str) -> None:
        """Wait until the address is a path (with its query), and settled."""
        expect(self.page).to_have_url(self.example.url + path)
        self.settle()

    def heading(self, text: str | re.Pattern[str]) -> None:
        """Wait for a page by its one h1, and until it is settled."""
        expect(self.page.get_by_role("heading", level=1)).to_have_text(text)
        self.settle()

    def words(self) -> str:
        """The line below the page's heading."""
        return self.see("main header:has(h1) p").inner_text()

    def focused(self) -> Locator:
        """What has the keyboard."""
        return self.page.locator("*:focus")

    def becomes(self, read: Callable[[], object], expected: object) -> None:
        """Wait until what is read off the page is as expected; in the end say what was there."""
        give_up_at = time.monotonic() + WAIT_MS_MAX / 1000
        while (found := read()) != expected:
            assert time.monotonic() < give_up_at, f"{found!r} instead of {expected!r}"
            self.page.evaluate(NEXT_FRAME)

    def tolerate(self, pattern: str) -> None:
        """Say which complaint of the browser is meant, such as that of an answer 401."""
        self._tolerated.append(pattern)

    def complaints(self) -> list[str]:
        """What the browser complained about so far, without what is tolerated."""
        return [line for line in self._complaints if not any(re.search(pattern, line) for pattern in self._tolerated)]

    def wait_for_complaint(self, words: str) -> None:
        """Wait until the browser complains with some words."""
        give_up_at = time.monotonic() + WAIT_MS_MAX / 1000
        while not any(words in line for line in self._complaints):
            assert time.monotonic() < give_up_at, f"no {words!r} in {self._complaints}"
            self.page.evaluate(NEXT_FRAME)

    def _insist(self, act: Callable[[], object], sign: Locator, count: int) -> None:
        """Do something until it shows: so many elements are there then."""
        for _ in range(CLICKS_MAX - 1):
            act()
            with suppress(AssertionError):
                expect(sign).to_have_count(count, timeout=SIGN_MS_MAX)
                return
        act()
        expect(sign).to_have_count(count)

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in COMPLAINTS:
            self._complaints.append(f"{message.type}: {message.text} ({message.location.get('url', '')})")

    def _watch(self, request: Request) -> None:
        if not request.url.startswith((f"{self.example.url}/", *INLINE_SCHEMES)):
            self._complaints.append(f"asked another site: {request.url}")


@contextmanager
def open_chromium() -> Iterator[Browser]:
    """Start the machine's Chromium, or the one that Playwright installed, with a fresh profile."""
    expect.set_options(timeout=WAIT_MS_MAX)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=SWITCHES)
        yield browser
        browser.close()


class Office:
    """The windows on one example. Those opened alike share a profile, as tabs do, unless one asks for a fresh one."""

    def __init__(self, browser: Browser, example: ServedExample) -> None:
        self._browser = browser
        self._example = example
        self._profiles: dict[tuple[Language, int, bool], BrowserContext] = {}

    @contextmanager
    def sit_down(
        self,
        *,
        language: Language = "en",
        width: int = DESK_WIDTH,
        calm: bool = True,
        logged_in: bool = True,
        fresh: bool = False,
    ) -> Iterator[Desk]:
        """Open a window; at the end the browser must have had nothing to complain about.

        `calm`: for a person who asks the system for less motion, as all do but those whose test is about what moves: that
        takes its time, and may lose a click. Whoever is not logged in gets a fresh profile.
        """
        choice = (language, width, calm)
        is_shared = logged_in and not fresh
        profile = self._profiles.get(choice) if is_shared else None
        if profile is None:
            profile = self._profile(*choice, logged_in=logged_in)
        if is_shared:
            self._profiles[choice] = profile
        desk = Desk(profile, self._example)
        yield desk
        desk.page.close()
        if not is_shared:
            profile.close()
        assert not desk.complaints(), "\n".join(desk.complaints())

    def _profile(self, language: Language, width: int, calm: bool, *, logged_in: bool) -> BrowserContext:
        url = self._example.url
        language_chosen = [{"name": "regulars.language", "value": language}]
        profile = self._browser.new_context(
            viewport={"width": width, "height": HEIGHT},
            storage_state={"cookies": [], "origins": [{"origin": url, "localStorage": language_chosen}]},
            timezone_id="Asia/Tokyo",  # far from the program's zone, which is the one to be shown
            reduced_motion="reduce" if calm else "no-preference",
        )
        if logged_in:
            jar = self._example.client.cookies.jar
            profile.add_cookies([{"name": cookie.name, "value": cookie.value or "", "url": url} for cookie in jar])
        profile.set_default_timeout(WAIT_MS_MAX)
        return profile
