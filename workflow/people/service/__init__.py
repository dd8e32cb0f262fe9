"""The use cases of people: accounts (sign-in, roles) and the catalogue of dependencias and seats."""

from workflow.people.service.accounts import (
    Entrada,
    assign,
    change_password,
    create_user,
    end_assignment,
    hash_password,
    open_access,
    provisional_password,
    reset_password,
    sign_in,
    sign_out,
    sign_out_everywhere,
    update_user,
)
from workflow.people.service.catalogue import NewUser, link_member, load_dependencias, load_seats, load_users

__all__ = [
    "Entrada",
    "NewUser",
    "assign",
    "change_password",
    "create_user",
    "end_assignment",
    "hash_password",
    "link_member",
    "load_dependencias",
    "load_seats",
    "load_users",
    "open_access",
    "provisional_password",
    "reset_password",
    "sign_in",
    "sign_out",
    "sign_out_everywhere",
    "update_user",
]
