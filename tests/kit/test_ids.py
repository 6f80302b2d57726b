"""Ids are UUIDs of version 7 that only grow."""

from concurrent.futures import ThreadPoolExecutor

from regulars.kit.ids import IdSource


def test_ids__grow_and_are_version_7():
    source = IdSource()
    ids = [source.next() for _ in range(20_000)]
    assert ids == sorted(set(ids))
    assert {(each.version, each.variant) for each in ids} == {(7, "specified in RFC 4122")}


def test_ids__made_by_many_threads_are_all_different():
    source = IdSource()
    with ThreadPoolExecutor(8) as pool:
        ids = list(pool.map(lambda _: source.next(), range(5_000)))
    assert len(set(ids)) == 5_000
