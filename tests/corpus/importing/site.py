"""A publisher's site on loopback."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Site:
    """Pages by their paths. `asked`: the paths of all requests but those for robots.txt, with the status."""

    pages: dict[str, str | bytes] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    asked: list[tuple[str, int]] = field(default_factory=list)
    port: int = 0

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"


@contextmanager
def serving() -> Iterator[Site]:
    """Serve a site; each page has an ETag of what it says."""
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            page = site.pages.get(self.path)
            body = page.encode() if isinstance(page, str) else page
            tag = f'"{hash(body)}"'
            known = self.headers.get("If-None-Match") == tag
            status = 404 if body is None else (304 if known else 200)
            if self.path != "/robots.txt":
                site.asked.append((self.path, status))
            self.send_response(status)
            self.send_header("ETag", tag)
            self.send_header("Content-Type", site.kinds.get(self.path, "text/html; charset=utf-8"))
            self.send_header("Content-Length", str(len(body or b"") if status == 200 else 0))
            self.end_headers()
            if status == 200 and body:
                self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    site.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
