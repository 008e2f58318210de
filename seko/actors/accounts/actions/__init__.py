"""Everything that changes a person's account: the address and its links, the sign-in and its second factors."""

from seko.actors.accounts.actions.addresses import (
    confirm_address,
    confirmation_token,
    enter_persons,
    mail_link,
    person_of_token,
    read_address,
    read_token,
    register_person,
    set_language,
)
from seko.actors.accounts.actions.signing_in import (
    add_app,
    add_passkey,
    end_session,
    end_sessions,
    make_recovery_codes,
    remove_factor,
    reset_second_factor,
    set_password,
    tell_of_wrong_passwords,
)

__all__ = [
    "add_app",
    "add_passkey",
    "confirm_address",
    "confirmation_token",
    "end_session",
    "end_sessions",
    "enter_persons",
    "mail_link",
    "make_recovery_codes",
    "person_of_token",
    "read_address",
    "read_token",
    "register_person",
    "remove_factor",
    "reset_second_factor",
    "set_language",
    "set_password",
    "tell_of_wrong_passwords",
]
