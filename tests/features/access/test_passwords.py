"""What a password may not be."""

import pytest

from regulars.features.access.passwords import find_weakness, generate_password, hash_password, is_password
from regulars.kit.problems import Problem
from regulars.store.log_in_rules import STAFF_BOUNDS
from tests.support.quick_passwords import DEAR

LENGTH_MIN = STAFF_BOUNDS["password_length_min"].default

WEAK = [
    ("123456789012", "digits"),
    ("138001380001380013800", "digits"),
    ("aaaaaaaaaaaaaa", "repeats"),
    ("abcabcabcabcabc", "repeats"),
    ("xk9!xk9!xk9!xk9!", "repeats"),
    ("qwertyuiopasdf", "run"),
    ("abcdefgh12345678", "run"),
    ("zyxwvutsrqponm", "run"),
    ("1qaz2wsx3edc", "run"),
    ("password1234567", "well-known"),
    ("P@ssw0rd2026!!", "well-known"),
    ("!!!PassPass2026", "well-known"),
    ("Welcome-2026-Welcome", "well-known"),
    ("woaini5201314", "well-known"),
    ("ILoveYou201314", "well-known"),
    ("adm1n1strator!", "well-known"),
    ("regulars-admin-1", "well-known"),
    ("li.na-20260101", "name"),
    ("my name is LI.NA", "name"),
]


@pytest.mark.parametrize(("password", "reason"), WEAK)
def test_weak_password__is_refused_with_its_reason(password: str, reason: str):
    assert reason in find_weakness(password, ("li.na",))
    with pytest.raises(Problem) as refused:
        hash_password(password, LENGTH_MIN, ("li.na",))
    assert refused.value.code == "password_weak"
    assert refused.value.errors[0].path == "password"
    assert password not in str(refused.value)


@pytest.mark.parametrize(
    "password",
    [
        "correct horse battery",
        "春眠不觉晓处处闻啼鸟夜来",
        "tall giraffe eats noodles",
        "x9#Lq2!vTz7@",
        "dragonfly over wet stones",
    ],
)
def test_other_passwords__are_taken_whatever_they_are_made_of(password: str):
    assert find_weakness(password, ("li.na",)) == ""
    assert is_password(password, hash_password(password, LENGTH_MIN, ("li.na",)))


def test_generated_password__is_never_weak():
    assert [found for found in (find_weakness(generate_password(), ("admin",)) for _ in range(200)) if found] == []


@pytest.mark.parametrize("length", [0, 11, 201])
def test_password__of_the_wrong_length_is_refused(length: int):
    with pytest.raises(Problem) as refused:
        hash_password("kv" * length if length > 200 else "k" * length, LENGTH_MIN)
    assert refused.value.code == "password_too_short"


def test_two_letters_of_a_user_name__forbid_nothing():
    assert find_weakness("tall giraffe eats noodles", ("ta",)) == ""


def test_hash__is_as_dear_as_argon2id_is_advised_to_be():
    kept = DEAR.hash("correct horse battery")
    assert kept.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert DEAR.verify("correct horse battery", kept)
    assert not DEAR.verify("correct horse batterz", kept)
