"""What documents ask of upper apps."""

from seko.foundation.workflow.conditions import Condition, Consequence, Inquiry

hideable = Condition("version may be hidden")
# Asked of a version whose release has not begun yet and should begin later than said.
postponable = Condition("release may begin later")
# Followed with (version=, by=, now=) when a document gets a version: what was said of earlier ones is carried to it.
version_added = Consequence("version added")
# Followed with (version=, by=, now=) when a version is published: who was promised a change is told of it.
version_published = Consequence("version published")
# Answered with (code, name) of each kind of document, in the page's language form.
kinds = Inquiry("kinds of documents")
