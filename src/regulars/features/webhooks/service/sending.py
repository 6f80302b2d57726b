"""Sending one message: one POST to a checked address, no redirects, a bounded wait, and of the answer only its status."""

from __future__ import annotations

import time
from datetime import datetime

import httpx

from regulars.features.webhooks.addresses import Networks, resolve
from regulars.features.webhooks.contracts import Attempt, Claimed
from regulars.features.webhooks.signing import headers
from regulars.kit.problems import Problem

CONNECT_SECONDS_MAX = 5.0
ANSWER_SECONDS_MAX = 15.0
WAIT_SECONDS_MAX = 86_400
"""The longest wait that a receiver can ask for."""
USER_AGENT = "Regulars-Webhooks"
SUCCESS = range(200, 300)
GONE = 410
DEFAULT_PORTS = {"http": 80, "https": 443}


class Sender:
    """Sends messages over connections that it keeps; safe to use from many threads."""

    def __init__(self, allowed: Networks = ()) -> None:
        self.allowed = allowed
        self._client = httpx.Client(
            timeout=httpx.Timeout(ANSWER_SECONDS_MAX, connect=CONNECT_SECONDS_MAX), follow_redirects=False, trust_env=False
        )

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def send(self, claimed: Claimed, now: datetime) -> Attempt:
        """Try once to hand a message over. Never raises: what went wrong is the answer."""
        try:
            return self._post(claimed, now)
        except Problem as problem:
            return Attempt(is_delivered=False, answer=problem.errors[0].message)
        except httpx.TimeoutException:
            return Attempt(is_delivered=False, answer="timed out")
        except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
            return Attempt(is_delivered=False, answer=type(error).__name__)

    def _post(self, claimed: Claimed, now: datetime) -> Attempt:
        url = httpx.URL(claimed.url)
        address = resolve(url.host, url.port or DEFAULT_PORTS[url.scheme], self.allowed)
        body = claimed.body.encode()
        signed = headers(claimed.message_id, now, body, claimed.secrets)
        host = url.netloc.decode("ascii")
        request = self._client.build_request(
            "POST",
            url.copy_with(host=address),
            content=body,
            headers={**signed, "Host": host, "Content-Type": "application/json", "User-Agent": USER_AGENT},
            extensions={"sni_hostname": url.host},
        )
        give_up_at = time.monotonic() + ANSWER_SECONDS_MAX
        response = self._client.send(request, stream=True)
        try:
            # The body says nothing to us. It is read so far as comes at once, so that the connection can be used again.
            for _ in response.iter_raw(4_096):
                if time.monotonic() > give_up_at or response.num_bytes_downloaded > 65_536:
                    break
        except httpx.HTTPError:
            pass
        finally:
            response.close()
        return Attempt(
            response.status_code in SUCCESS, str(response.status_code), response.status_code == GONE, _asked_wait(response)
        )


def _asked_wait(response: httpx.Response) -> int:
    asked = response.headers.get("retry-after", "")
    return min(int(asked), WAIT_SECONDS_MAX) if asked.isascii() and asked.isdigit() else 0
