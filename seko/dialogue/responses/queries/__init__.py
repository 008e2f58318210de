"""Reading answers: who may see one, the queue, what is open and past its term, likes, outcomes, objections."""

from seko.dialogue.responses.queries.answers import (
    being_answered,
    objections,
    open_replies,
    organisations_behind,
    outcomes,
    published_of,
    responses_visible_to,
    subkinds_on,
    voices_of,
    with_point,
)
from seko.dialogue.responses.queries.assignments import (
    NOBODY,
    Section,
    answering_institutions,
    assignable,
    filtered,
    sections_of,
)
from seko.dialogue.responses.queries.by_comment import Answer, answers_by_comment, owed_comments
from seko.dialogue.responses.queries.debts import Debt, Debts, debts, open_points, past_term, past_term_points
from seko.dialogue.responses.queries.handing_in import days_taken, handed_in, handed_in_at
from seko.dialogue.responses.queries.likes import Alike, earlier_answers_alike, points_alike
from seko.dialogue.responses.queries.places import places_for
from seko.dialogue.responses.queries.queues import NO_ANSWER, QueueCounts, may_answer_q, queue_counts, queue_of
from seko.dialogue.responses.queries.replies import answers_to, voice_of
from seko.dialogue.responses.queries.seen import comments_answered, points_of_institution, points_public, public_q
from seko.dialogue.responses.queries.translations import (
    Translated,
    language_of,
    languages_to,
    marked_as,
    newest_translation,
    standing_translations,
    translated,
    with_translation,
)
from seko.dialogue.responses.queries.whereabouts import (
    Given,
    Whereabouts,
    counted_points,
    ended_comments,
    given_answers,
    whereabouts,
)

__all__ = [
    "NOBODY",
    "NO_ANSWER",
    "Alike",
    "Answer",
    "Debt",
    "Debts",
    "Given",
    "QueueCounts",
    "Section",
    "Translated",
    "Whereabouts",
    "answering_institutions",
    "answers_by_comment",
    "answers_to",
    "assignable",
    "being_answered",
    "comments_answered",
    "counted_points",
    "days_taken",
    "debts",
    "earlier_answers_alike",
    "ended_comments",
    "filtered",
    "given_answers",
    "handed_in",
    "handed_in_at",
    "language_of",
    "languages_to",
    "marked_as",
    "may_answer_q",
    "newest_translation",
    "objections",
    "open_points",
    "open_replies",
    "organisations_behind",
    "outcomes",
    "owed_comments",
    "past_term",
    "past_term_points",
    "places_for",
    "points_alike",
    "points_of_institution",
    "points_public",
    "public_q",
    "published_of",
    "queue_counts",
    "queue_of",
    "responses_visible_to",
    "sections_of",
    "standing_translations",
    "subkinds_on",
    "translated",
    "voice_of",
    "voices_of",
    "whereabouts",
    "with_point",
    "with_translation",
]
