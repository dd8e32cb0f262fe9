"""The use cases of people: accounts (sign-in, roles), the catalogue, and who holds each seat."""

from workflow.people.service.accounts import (
    Entrada,
    Espera,
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
from workflow.people.service.dependencias import rename
from workflow.people.service.seats import (
    new_holder,
    register_person,
    return_to_seat,
    seat_substitute,
    take_leave,
    vacate,
)
from workflow.people.service.second_factor import (
    confirm_second_factor,
    enter_code,
    offered,
    opened,
    remove_second_factor,
    renew_codes,
)
from workflow.people.service.substitutes import end_substitute, name_substitute

__all__ = [
    "Entrada",
    "Espera",
    "NewUser",
    "assign",
    "change_password",
    "confirm_second_factor",
    "create_user",
    "end_assignment",
    "end_substitute",
    "enter_code",
    "hash_password",
    "link_member",
    "load_dependencias",
    "load_seats",
    "load_users",
    "name_substitute",
    "new_holder",
    "offered",
    "open_access",
    "opened",
    "provisional_password",
    "register_person",
    "remove_second_factor",
    "rename",
    "renew_codes",
    "reset_password",
    "return_to_seat",
    "seat_substitute",
    "sign_in",
    "sign_out",
    "sign_out_everywhere",
    "take_leave",
    "update_user",
    "vacate",
]
