"""A mail server on this machine: it speaks enough SMTP to take a message, and keeps what came."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage


class Mailbox:
    """What came, in the order in which it came."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.arrived = threading.Semaphore(0)
        self._messages: list[EmailMessage] = []

    def take(self, data: bytes) -> None:
        """Keep a message."""
        self._messages.append(message_from_bytes(data, policy=policy.default))  # type: ignore[arg-type]  # stdlib stubs know one policy only
        self.arrived.release()

    def next(self) -> EmailMessage:
        """Wait for the next message."""
        assert self.arrived.acquire(timeout=10), "no mail came"
        return self._messages[-1]

    def newest(self) -> EmailMessage:
        """The message that came last."""
        return self._messages[-1]

    def count(self) -> int:
        """How many came."""
        return len(self._messages)


@contextmanager
def open_mailbox() -> Iterator[Mailbox]:
    """Run a mail server."""

    class Conversation(socketserver.StreamRequestHandler):
        """One sender, line by line."""

        def handle(self) -> None:
            self.wfile.write(b"220 mailbox\r\n")
            for line in iter(self.rfile.readline, b""):
                word = line[:4].upper()
                if word == b"DATA":
                    self.wfile.write(b"354 go on\r\n")
                    lines = list(iter(self.rfile.readline, b".\r\n"))
                    mailbox.take(b"".join(each.removeprefix(b".") if each.startswith(b"..") else each for each in lines))
                self.wfile.write(b"221 bye\r\n" if word == b"QUIT" else b"250 ok\r\n")
                if word == b"QUIT":
                    return

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Conversation) as server:
        server.daemon_threads = True
        mailbox = Mailbox(f"smtp://127.0.0.1:{server.server_address[1]}")
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield mailbox
        finally:
            server.shutdown()
            thread.join()
