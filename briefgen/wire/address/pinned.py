"""Connections to addresses that were looked up once and checked: the name is never looked up again."""

import contextlib
import http.client
import queue
import socket
import ssl
import threading
import time
from collections.abc import Sequence

from briefgen.errors import SourceError


def look_up(host: str, port: int, deadline: float) -> list[str]:
    """The addresses of a host, each once, in the order of the resolver.

    Args:
        host: a name in ASCII or a plain address.
        port: where to, for the resolver.
        deadline: on the monotonic clock.

    Raises:
        SourceError: it has none, or the resolver does not answer in time.
    """
    answers: queue.SimpleQueue[list[str] | Exception] = queue.SimpleQueue()

    def ask() -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            # A number after the port is the zone of a link-local address; "%" keeps it from passing as public.
            answers.put([f"{at[0]}%{at[3]}" if len(at) > 2 and at[3] else str(at[0]) for *_, at in found])  # noqa: PLR2004
        except Exception as exc:  # noqa: BLE001 - a thread's exception is raised by the one that waits for it
            answers.put(exc)

    # The resolver takes no time limit, so it is asked in a thread that may be left behind.
    threading.Thread(target=ask, daemon=True, name="look-up").start()
    try:
        answer = answers.get(timeout=max(0.0, deadline - time.monotonic()))
    except queue.Empty:
        raise SourceError(f"{host}: its address could not be looked up in time") from None
    if isinstance(answer, Exception) or not answer:
        raise SourceError(f"{host}: there is no such host")
    return list(dict.fromkeys(answer))


class PinnedConnection(http.client.HTTPConnection):
    """One exchange with `host` at one of its checked addresses, cut off at the deadline.

    Certificates and the Host header are those of the name. A timeout of a socket starts anew with every byte, so a
    timer ends what trickles.
    """

    def __init__(self, host: str, port: int, addresses: Sequence[str], deadline: float, *, tls: bool) -> None:
        super().__init__(host, port)
        self._addresses = addresses
        self._deadline = deadline
        self._tls = ssl.create_default_context() if tls else None
        self._timer: threading.Timer | None = None
        self._reached: socket.socket | None = None

    def connect(self) -> None:
        """Connect to the first address that answers.

        Raises:
            OSError: none does, the certificate is not the host's, or the deadline has passed.
        """
        self.sock = self._reached = self._reach()
        self._timer = threading.Timer(max(0.0, self._deadline - time.monotonic()), self._cut)
        self._timer.daemon = True
        self._timer.start()
        if self._tls is not None:
            # The handshake comes after the socket has its place, where the timer can find it.
            secured = self._tls.wrap_socket(self.sock, server_hostname=self.host, do_handshake_on_connect=False)
            self.sock = self._reached = secured
            secured.do_handshake()

    def end(self) -> None:
        """Stop the timer and close the socket; `close` alone is called before the body is read and leaves both."""
        if self._timer is not None:
            self._timer.cancel()
        self.close()
        if self._reached is not None:
            self._reached.close()

    def _reach(self) -> socket.socket:
        failed: OSError = TimeoutError("no time left")
        for address in self._addresses:
            left = self._deadline - time.monotonic()
            if left <= 0:
                break
            try:
                return socket.create_connection((address, self.port), timeout=left)
            except OSError as exc:
                failed = exc
        raise failed

    def _cut(self) -> None:
        if self._reached is not None:
            with contextlib.suppress(OSError):
                # The plain socket's method: a secured one's takes its state away while it is being read.
                socket.socket.shutdown(self._reached, socket.SHUT_RDWR)
