"""Serves the built console: files by name, and `index.html` for every address that the console's own router knows.

Files under `assets/` carry a hash in their name and are kept by browsers for a year; `index.html`, which names them, is
asked for each time.
"""

from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.staticfiles import StaticFiles

from regulars.api.asgi import ASGIApp, Message, Receive, Scope, Send

BUILD = Path(__file__).parent / "console_build"
CACHE_HASHED = "public, max-age=31536000, immutable"
CACHE_NEVER = "no-store"
CACHE_BRIEFLY = "public, max-age=3600"
API_PATHS = ("/v1", "/metrics")
NOT_BUILT = """<!doctype html><meta charset="utf-8"><title>Regulars</title>
<p>The console is not built. Run <code>make setup</code> and start again; the API under <code>/v1</code> works without it.</p>
<p>控制台尚未构建。请运行 <code>make setup</code> 后重新启动;<code>/v1</code> 接口可直接使用。</p>
"""


class Console:
    """Answers what no route of the API took."""

    def __init__(self, build: Path = BUILD) -> None:
        self.build = build
        self.files: ASGIApp = GZipMiddleware(StaticFiles(directory=build, check_dir=False), minimum_size=1024)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send a file, the console's page, or 404 for what looks like the API or like a file that is not there."""
        path: str = scope["path"]
        if scope["type"] != "http" or path.startswith(API_PATHS):
            raise HTTPException(404)
        if scope["method"] not in ("GET", "HEAD"):
            raise HTTPException(405, headers={"Allow": "GET, HEAD"})
        if _names_file(path):
            await self.files(scope, receive, _with_cache(send, CACHE_HASHED if path.startswith("/assets/") else CACHE_BRIEFLY))
        else:
            await self._page()(scope, receive, send)

    def _page(self) -> Response:
        index = self.build / "index.html"
        headers = {"Cache-Control": CACHE_NEVER}
        if index.is_file():
            return FileResponse(index, media_type="text/html", headers=headers)
        return HTMLResponse(NOT_BUILT, status_code=503, headers=headers)


def _names_file(path: str) -> bool:
    """A last part with a dot is a file (`/assets/app-1f3a.js`); anything else is a page of the console (`/members/7`)."""
    return "." in path.rsplit("/", 1)[-1] and path != "/index.html"


def _with_cache(send: Send, value: str) -> Send:
    async def send_with_cache(message: Message) -> None:
        if message["type"] == "http.response.start" and message["status"] in (200, 304):
            message["headers"] = [*message["headers"], (b"cache-control", value.encode())]
        await send(message)

    return send_with_cache
