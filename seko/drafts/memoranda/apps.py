"""The app's entry in the registry."""

from django.apps import AppConfig


class MemorandaConfig(AppConfig):
    name = "seko.drafts.memoranda"
    label = "memoranda"
