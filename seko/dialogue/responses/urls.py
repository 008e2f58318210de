"""Addresses of the queue, of assigning, approving, correcting, replying and translating."""

from django.urls import path

from seko.dialogue.responses.views import approving, assigning, correcting, queue, replies, translating

urlpatterns = [
    path("consultations/<slug:code>/answers/queue/", queue.queue, name="queue"),
    path("consultations/<slug:code>/answers/queue/<uuid:point>/", queue.queue_point, name="queue-point"),
    path("consultations/<slug:code>/answers/queue/<uuid:point>/save/", queue.queue_save, name="queue-save"),
    path("consultations/<slug:code>/answers/assigning/", assigning.assigning, name="assigning"),
    path("consultations/<slug:code>/answers/approving/", approving.approving, name="approving"),
    path("consultations/<slug:code>/answers/replies/", replies.replies, name="replies"),
    path("consultations/<slug:code>/answers/<uuid:point>/correct/", correcting.correct, name="answer-correct"),
    path(
        "consultations/<slug:code>/answers/<uuid:point>/in/<slug:language>/",
        translating.answer_translation,
        name="answer-translation",
    ),
]
