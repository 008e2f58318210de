"""`manage.py mail_queue`: how the mail stands, and trying again what was given up."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from seko.foundation.core import clock
from seko.foundation.notifications import actions
from seko.foundation.notifications.queries import mail_counts, troubled_mail

SHOWN = 50


class Command(BaseCommand):
    help = "Show how many mails wait, were sent, refused, given up or possibly sent twice; no address is shown."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take what to do beside showing."""
        deed = parser.add_mutually_exclusive_group()
        deed.add_argument("--again", action="store_true", help="try mails that were given up again")
        deed.add_argument(
            "--drop-waiting", action="store_true", help="call off all unsent mail: after restoring an old backup"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Do what was asked, then show the counts and the newest troubled mails."""
        if options["again"]:
            self.stdout.write(f"{actions.try_again(now=clock.read())} mails will be tried again")
        if options["drop_waiting"]:
            self.stdout.write(f"{actions.cancel('').unsent} unsent mails were called off")
        for state, count in mail_counts().items():
            self.stdout.write(f"{state:10} {count}")
        for mail in troubled_mail()[:SHOWN]:
            double = " possibly sent twice" if mail.may_be_double else ""
            self.stdout.write(
                f"{mail.pk} {mail.kind} {mail.state} tries {mail.attempts} code {mail.reply_code}{double}"
            )
