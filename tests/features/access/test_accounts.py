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
    assert [(account.username, account.assignments[0].role) for account in facade.list_staff(database)] == [("admin", "admin")]


@pytest.mark.parametrize(
    ("username", "role", "email", "password", "code"),
    [
        ("ANN", "clerk", None, PASSWORD, "staff_exists"),
        ("a b", "clerk", None, PASSWORD, "username_invalid"),
        ("x", "clerk", None, PASSWORD, "username_invalid"),
        ("bob", "owner", None, PASSWORD, "role_unknown"),
        ("bob", "clerk", None, "short", "password_too_short"),
        ("bob", "clerk", None, "password12345", "password_weak"),
        ("bob", "clerk", "ANN@shop.example ", PASSWORD, "email_taken"),
        ("bob", "clerk", "nobody at home", PASSWORD, "email_invalid"),
    ],
)
def test_create__refuses(database: Database, username, role, email, password, code):
    facade.create_staff(database, "ann", "clerk", password=PASSWORD, email="ann@shop.example")
    with pytest.raises(Problem) as refused:
        facade.create_staff(database, username, role, password=password, email=email)
    assert refused.value.code == code
    assert refused.value.errors[0].expected or refused.value.errors[0].hint
    assert [account.username for account in facade.list_staff(database)] == ["ann"]


@pytest.mark.parametrize(
    "change",
    [facade.deactivate_staff, facade.activate_staff, facade.reset_password, facade.make_reset_link, facade.unlock_staff],
)
def test_change__of_nobody_is_refused(database: Database, change):
    with pytest.raises(Problem) as refused:
        change(database, "nobody")
    assert refused.value.code == "staff_unknown"


@pytest.mark.parametrize(
    "change",
    [
        lambda database: facade.deactivate_staff(database, "ann"),
        lambda database: facade.change_role(database, "ann", "clerk"),
    ],
)
def test_last_administrator__cannot_be_lost(database: Database, change):
    facade.create_staff(database, "ann", "admin", password=PASSWORD)
    facade.create_staff(database, "bob", "operator", password=PASSWORD)
    with pytest.raises(Problem) as refused:
        change(database)
    assert refused.value.code == "last_admin"
    facade.change_role(database, "bob", "admin")
    change(database)


def test_two_administrators__who_close_each_other_at_once_leave_one(database: Database):
    for name in ("ann", "bob"):
        facade.create_staff(database, name, "admin", password=PASSWORD)

    def close(name: str) -> str:
        try:
            facade.deactivate_staff(database, name)
        except Problem as problem:
            return problem.code
        return "closed"

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(close, ["ann", "bob"])) == ["closed", "last_admin"]
