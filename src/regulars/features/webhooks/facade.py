"""Webhooks for the rest of the application."""

from regulars.features.webhooks.service.delivering import Dispatcher
from regulars.features.webhooks.service.forgetting import forget_old
from regulars.features.webhooks.service.relaying import queue_messages
from regulars.features.webhooks.service.sending import Sender

__all__ = ["Dispatcher", "Sender", "forget_old", "queue_messages"]
