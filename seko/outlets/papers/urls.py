"""Addresses of the files of a consultation."""

from django.urls import path

from seko.outlets.papers.views import answering, taking

urlpatterns = [
    path("consultations/<slug:code>/files/", taking.papers, name="papers"),
    path("consultations/<slug:code>/files/draft/", taking.draft_file, name="paper-draft-file"),
    path("consultations/<slug:code>/files/comments/", taking.comments_file, name="paper-comments-file"),
    path("consultations/<slug:code>/files/comments/make/", taking.comments_make, name="paper-comments-make"),
    path("consultations/<slug:code>/files/comments/making/<slug:key>/", taking.making, name="paper-making"),
    path("consultations/<slug:code>/files/table/<slug:format>/", taking.table_file, name="paper-table-file"),
    path("consultations/<slug:code>/files/form/<slug:format>/", taking.form_file, name="paper-form-file"),
    path("consultations/<slug:code>/files/answers/", answering.answer_tables, name="answer-tables"),
    path(
        "consultations/<slug:code>/files/answers/<uuid:institution>/<slug:format>/",
        answering.answer_table_file,
        name="answer-table-file",
    ),
    path("consultations/<slug:code>/files/answers/back/<uuid:table>/", answering.answer_table, name="answer-table"),
    path(
        "consultations/<slug:code>/files/answers/back/<uuid:table>/take/",
        answering.answer_table_take,
        name="answer-table-take",
    ),
    path(
        "consultations/<slug:code>/files/answers/back/<uuid:table>/discard/",
        answering.answer_table_discard,
        name="answer-table-discard",
    ),
    path(
        "consultations/<slug:code>/files/answers/back/<uuid:table>/letter/",
        answering.answer_letter,
        name="answer-letter-attachment",
    ),
]
