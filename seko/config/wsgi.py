"""The web server's entry."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "seko.config.settings")
application = get_wsgi_application()

# What a worker holds all its life is loaded before the first visitor comes, and the collector never looks at it again:
# else every large page makes it go through the whole platform (it halved the slowest requests).
get_resolver().url_patterns  # noqa: B018 - reading it imports every view
gc.collect()
gc.freeze()
