"""Senders: how a code reaches a member - by e-mail over SMTP, by text message over the operator's gateway.

A sender is a function of an address, a code and the minutes it is good. Another provider is another function and one line in
`senders_of`.
"""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Callable
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

import httpx
import structlog

from regulars.features.member_access.contracts import CodeToSend, Ways
from regulars.kit.settings import MessageSettings

Sender = Callable[[str, str, int], None]
SECONDS_MAX = 15.0
OWN_NAME = "[127.0.0.1]"
"""How we greet: what the library says itself where it cannot find a name, without looking for one."""
TEXT = (
    "验证码 {code}，{minutes} 分钟内有效，请勿告诉他人。\n"
    "Your code is {code}. It is good for {minutes} minutes; tell it to nobody."
)


def senders_of(settings: MessageSettings) -> dict[str, Sender]:
    """By kind of identity, what can be reached with these settings."""
    senders: dict[str, Sender] = {}
    if settings.smtp_url:
        senders["email"] = lambda to, code, minutes: send_mail(settings, to, code, minutes)
    if settings.sms_url:
        senders["phone"] = lambda to, code, minutes: send_text(settings, to, code, minutes)
    return senders


def ways_of(settings: MessageSettings) -> Ways:
    """How members get in with these settings."""
    senders = senders_of(settings)
    return Ways("email" in senders, "phone" in senders, settings.token_issuer if settings.token_keys is not None else None)


def send(senders: dict[str, Sender], made: CodeToSend) -> None:
    """Send a code to whoever has the address. What goes wrong is logged, without address or code, and told to nobody."""
    if made.to is None:
        return
    try:
        senders[made.to.kind](made.to.value, made.code, made.minutes)
    except (OSError, smtplib.SMTPException, httpx.HTTPError) as error:
        structlog.get_logger().error("code_not_sent", kind=made.to.kind, error=type(error).__name__)


def send_mail(settings: MessageSettings, to: str, code: str, minutes: int) -> None:
    """Send a code by e-mail; STARTTLS wherever the server offers it, and always for a server that wants a password."""
    address = urlsplit(settings.smtp_url)
    message = EmailMessage()
    message["Subject"] = f"{code} 验证码 · your code"
    message["From"] = settings.mail_from
    message["To"] = to
    message.set_content(TEXT.format(code=code, minutes=minutes))
    context = ssl.create_default_context()
    host = address.hostname or "localhost"
    client: smtplib.SMTP
    if address.scheme == "smtps":
        client = smtplib.SMTP_SSL(host, address.port or 465, OWN_NAME, timeout=SECONDS_MAX, context=context)
    else:
        client = smtplib.SMTP(host, address.port or 25, OWN_NAME, timeout=SECONDS_MAX)
    with client:
        client.ehlo()
        if address.scheme == "smtp" and (client.has_extn("starttls") or address.username):
            client.starttls(context=context)
        if address.username:
            client.login(unquote(address.username), unquote(address.password or ""))
        client.send_message(message)


def send_text(settings: MessageSettings, to: str, code: str, minutes: int) -> None:
    """Hand a code to the gateway for text messages, as JSON with number, code and text."""
    headers = {"Authorization": f"Bearer {settings.sms_token}"} if settings.sms_token else {}
    body = {"to": to, "code": code, "text": TEXT.format(code=code, minutes=minutes)}
    httpx.post(settings.sms_url, json=body, headers=headers, timeout=SECONDS_MAX, follow_redirects=False).raise_for_status()
