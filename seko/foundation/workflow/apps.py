"""The app's entry in the registry."""

from django.apps import AppConfig


class WorkflowConfig(AppConfig):
    name = "seko.foundation.workflow"
    label = "workflow"
