"""Accounts of staff."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from regulars.features.access import facade
from regulars.kit.problems import Problem
from regulars.store.database import Database

PASSWORD = "correct horse battery"


def test_first_staff__is_made_once_even_when_asked_at_once(database: Database):
    with ThreadPoolExecutor(4) as pool:
        passwords = list(pool.map(lambda _: facade.ensure_first_staff(database, "Admin"), range(4)))
    assert len([password for password in passwords if password]) == 1
    assert [(account.username, account.role) for account in facade.list_staff(database)] == [("admin", "admin")]


@pytest.mark.parametrize(
    ("username", "role", "password", "code"),
    [
        ("ANN", "clerk", PASSWORD, "staff_exists"),
        ("a b", "clerk", PASSWORD, "username_invalid"),
        ("x", "clerk", PASSWORD, "username_invalid"),
        ("bob", "owner", PASSWORD, "role_unknown"),
        ("bob", "clerk", "short", "password_too_short"),
    ],
)
def test_create__refuses(database: Database, username, role, password, code):
    facade.create_staff(database, "ann", "clerk", password=PASSWORD)
    with pytest.raises(Problem) as refused:
        facade.create_staff(database, username, role, password=password)
    assert refused.value.code == code
    assert refused.value.errors[0].expected or refused.value.errors[0].hint


@pytest.mark.parametrize("change", [facade.disable_staff, facade.reset_password])
def test_change__of_nobody_is_refused(database: Database, change):
    with pytest.raises(Problem) as refused:
        change(database, "nobody")
    assert refused.value.code == "staff_unknown"
