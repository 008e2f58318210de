"""The app's entry in the registry."""

from django.apps import AppConfig


class ConsultationsConfig(AppConfig):
    name = "seko.dialogue.consultations"
    label = "consultations"
