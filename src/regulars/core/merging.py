"""Merging: one member becomes part of another - both halves of it, and both halves of undoing it.

The absorbed member hands over a state, and keeps nothing but a pointer to the survivor. Wallets move by entries, one for each
side, so that over both ledgers a merge comes to nothing. The last merge of a survivor is the first that can be undone.
"""

from __future__ import annotations

from regulars.core import counters, decay, holds, joining, lots, sharing, tiers
from regulars.core.entries import LotChange
from regulars.core.erasing import ERASED, refuse_erased
from regulars.core.events import MemberAbsorbed, MemberMerged, MemberRestored, MemberUnmerged
from regulars.core.extras import Extras
from regulars.core.lot import Lot
from regulars.core.merge_records import AbsorptionRecord, ReturnedRecord
from regulars.core.moment import Moment
from regulars.core.records import Facts
from regulars.core.rejections import Rejection
from regulars.core.renumbering import Numbering, Numberings, renumber_state, renumbered
from regulars.core.settlement import next_due
from regulars.core.state import GrowthBalance, PointsBalance, State, shift_in
from regulars.core.strands import Origin, Share, Strand, Tally
from regulars.kit.instants import NEVER


def merge(moment: Moment, data: MemberMerged, facts: Facts) -> Rejection | None:
    """Hand everything over to the survivor."""
    survivor = facts.other
    if survivor is None:
        return Rejection("survivor_unknown", "data.into", "nobody is known under the survivor's id", "check the survivor")
    if survivor.is_self:
        return Rejection("merge_with_self", "data.into", "both are one member already", "name two members")
    if survivor.frozen == ERASED:
        return refuse_erased()
    if facts.is_reference_known:
        return Rejection("merge_already_known", "data.merge_id", f"merge {data.merge_id} already happened", "choose another id")
    if facts.elsewhere is not None and facts.elsewhere.under:
        return Rejection("already_merged", "data.absorbed", "the member was merged before", "name whoever stands for them")
    moment.reference = data.reference()
    carried = moment.state.copy()
    _empty(moment)
    absorbed = MemberAbsorbed(data.merge_id, data.absorbed, survivor.member_id, data.reason, carried, data.policy)
    moment.follow(survivor.member_id, "member.absorbed", absorbed)
    extras = moment.state.opened()
    extras.merged_into = survivor.member_id
    moment.tell("member.merged", {"merge_id": data.merge_id, "into": survivor.member_id, "reason": data.reason})
    return None


def _empty(moment: Moment) -> None:
    """Move every wallet out by an entry, and leave a state in which the clock has nothing to do."""
    state = moment.state
    for wallet in sorted(state.points):
        held, balance = state.points[wallet], state.balance(wallet)
        changes = [LotChange(lot.no, -lot.remaining, lot.expires_at) for lot in _whole_lots(state, wallet)]
        if changes or held.debt:
            moment.enter(wallet, "merge", -balance, changes, -held.debt)
        state.points[wallet] = PointsBalance([], held.next_lot_no, 0)
    for wallet in sorted(state.growth):
        _move_growth(moment, wallet, state.growth[wallet].by_month(), -1, "merge")
        state.growth[wallet] = GrowthBalance()
    for ladder, standing in state.standings.items():
        state.standings[ladder] = joining.unreviewed(standing)
    stays = [] if state.extras is None else state.extras.stays
    state.metrics, state.limits, state.milestones = {}, {}, {}
    state.extras = Extras()
    state.extras.stays = stays.copy()
    state.next_due_at = NEVER


def _whole_lots(state: State, wallet: str) -> list[Lot]:
    """The lots of a wallet with what open holds have set aside of them."""
    whole: dict[int, Lot] = {}
    parts = state.points[wallet].lots.copy()
    for hold in state.holds().values():
        if hold.wallet == wallet:
            parts += hold.lots
    for lot in parts:
        known = whole.get(lot.no)
        whole[lot.no] = lot if known is None else known.with_remaining(known.remaining + lot.remaining)
    return list(whole.values())


def _move_growth(moment: Moment, wallet: str, months: dict[int, int], sign: int, kind: str) -> None:
    changes = [LotChange(month, value * sign) for month, value in sorted(months.items()) if value]
    if changes:
        amount = sum(months.values()) * sign
        moment.enter(wallet, "merge" if kind == "merge" else "unmerge", amount, changes)


def absorb(moment: Moment, data: MemberAbsorbed, _facts: Facts) -> Rejection | None:
    """Take in what another member had."""
    state = moment.state
    moment.reference = data.reference()
    before, brought = state.copy(), data.carried.copy()
    offsets = {wallet: state.points[wallet].next_lot_no - 1 for wallet in brought.points if wallet in state.points}
    renumber_state(brought, {wallet: Numbering(offset) for wallet, offset in offsets.items()})
    shares = {wallet: _take_in(moment, wallet, brought) for wallet in sorted(brought.points)}
    for wallet in sorted(brought.growth):
        _take_in_growth(moment, wallet, brought)
    trimmed = _trimmed(moment, brought)
    added = counters.tally(brought)
    counters.add(added, trimmed, -1)
    counters.apply(state, added, 1)
    joining.join(moment, brought, (data.absorbed, data.survivor), data.policy)
    extras = state.opened()
    cards = [] if brought.extras is None else [card.card_id for card in brought.extras.cards]
    extras.strands.append(Strand(data.merge_id, data.absorbed, {}, shares, cards))
    _note_origins(extras, data, offsets, brought)
    if data.policy.tier != "survivor":
        tiers.lift(moment, True)
    standings = state.standings.copy()
    moment.records[moment.reference] = AbsorptionRecord(data.absorbed, brought, before, standings, trimmed, data.policy)
    state.next_due_at = next_due(moment.programs, state)
    told = {"merge_id": data.merge_id, "absorbed": data.absorbed, "reason": data.reason}
    moment.tell("member.absorbed", told)
    return None


def _take_in(moment: Moment, wallet: str, brought: State) -> Share:
    """Bring a wallet in: every lot as it was, what one owes paid out of what the other has; returns the other's share."""
    theirs, held = brought.points[wallet], moment.points(wallet)
    owned = _whole_lots(brought, wallet)
    changes = [LotChange(lot.no, lot.remaining, lot.expires_at, lot.active_at) for lot in owned]
    held.lots = held.lots + theirs.lots
    held.next_lot_no += theirs.next_lot_no - 1
    owed = held.debt
    held.debt += theirs.debt
    taken = lots.take(held, held.debt, lots.spendable(held, moment.wallet(wallet).spend_order, moment.now))
    held.debt -= lots.total_of(taken)
    numbers = {lot.no for lot in owned}
    changes += lots.taken_changes(taken)
    if changes or held.debt != owed:
        moment.enter(wallet, "merge", brought.balance(wallet), changes, held.debt - owed)
    return Share(owned, theirs.debt, [lot for lot in taken if lot.no not in numbers] if theirs.debt else [])


def _take_in_growth(moment: Moment, wallet: str, brought: State) -> None:
    held = moment.growth(wallet)
    for dimension, months in brought.growth[wallet].parts.items():
        for month, value in months.items():
            shift_in(held.parts, dimension, month, value)
    _move_growth(moment, wallet, brought.growth[wallet].by_month(), 1, "merge")
    if brought.extras is not None and wallet in brought.extras.faded:
        faded = moment.state.opened().faded.setdefault(wallet, {})
        for dimension, months in brought.extras.faded[wallet].items():
            for month, value in months.items():
                shift_in(faded, dimension, month, value)
    decay.watch(moment, wallet)


def _trimmed(moment: Moment, brought: State) -> Tally:
    """Awards of challenges that both had and together would have once: counted once, so that nothing is taken back."""
    trimmed: Tally = {}
    state = moment.state
    for rule, months in brought.milestones.items():
        milestone = moment.current.milestones.get(rule)
        if milestone is None:
            continue
        for month, times in months.items():
            value = 0
            for each in (state, brought):
                value += each.metrics.get(milestone.metric, {}).get(month, 0)
            own = state.milestones.get(rule, {}).get(month, 0)
            surplus = min(own + times - milestone.times(value), times)
            if surplus > 0:
                counters.shift(trimmed, "milestones", rule, month, surplus)
                given = brought.limits.get(rule, {}).get(month, 0)
                if given:
                    counters.shift(trimmed, "limits", rule, month, min(given, surplus * milestone.points))
    return trimmed


def _note_origins(extras: Extras, data: MemberAbsorbed, offsets: dict[str, int], brought: State) -> None:
    """Remember under which names events may come, also those of members whom the absorbed one had absorbed."""
    extras.origins[data.absorbed] = Origin(data.merge_id, offsets)
    if brought.extras is not None:
        for name, origin in brought.extras.origins.items():
            through = {wallet: origin.offsets.get(wallet, 0) + offsets.get(wallet, 0) for wallet in brought.points}
            extras.origins[name] = Origin(data.merge_id, through)


def unmerge(moment: Moment, data: MemberUnmerged, facts: Facts) -> Rejection | None:
    """Take out what is the absorbed member's, and give it back to them."""
    record, extras = facts.record, moment.state.extras
    path = "data.merge_id"
    if not isinstance(record, AbsorptionRecord) or extras is None:
        return Rejection("merge_unknown", path, f"merge {data.merge_id} is not one of this member's", "check the member")
    if facts.is_reference_known:
        return Rejection("merge_already_undone", path, f"merge {data.merge_id} is already undone")
    if extras.strands[-1].merge_id != data.merge_id:
        later: dict[str, int | str] = {"merge_id": extras.strands[-1].merge_id}
        return Rejection("merge_not_last", path, "another member was merged since", "undo the later merge first", later)
    moment.reference = data.reference()
    strand = extras.strands.pop()
    given = _give(moment, record, strand)
    numberings: Numberings = {}
    for wallet, offset in extras.origins[strand.member_id].offsets.items():
        numberings[wallet] = Numbering(-offset, moment.points(wallet).next_lot_no - 1)
    for name in [name for name, origin in extras.origins.items() if origin.merge_id == data.merge_id]:
        del extras.origins[name]
    renumber_state(given, numberings)
    records = {reference: renumbered(kept, numberings) for reference, kept in facts.returning.items()}
    for reference in records:
        moment.records[reference] = ReturnedRecord(strand.member_id)
    tiers.lift(moment, True)
    moment.state.next_due_at = next_due(moment.programs, moment.state)
    restored = MemberRestored(data.merge_id, data.survivor, given, records)
    moment.follow(strand.member_id, "member.restored", restored)
    moment.tell("member.unmerged", {"merge_id": data.merge_id, "absorbed": strand.member_id, "reason": data.reason})
    return None


def _give(moment: Moment, record: AbsorptionRecord, strand: Strand) -> State:
    """What the absorbed member gets, in the survivor's numbers; it is gone from the survivor."""
    state = moment.state
    theirs = record.brought.extras or Extras()
    for hold_id in sorted(theirs.holds):
        if hold_id in state.holds():
            holds.end(moment, hold_id)
    given = joining.part(moment, record, strand)
    for wallet, share in sorted(strand.shares.items()):
        kept = sharing.part(moment, wallet, share)
        given.points[wallet] = PointsBalance(kept, moment.points(wallet).next_lot_no, share.debt)
    given.opened().holds = {}
    moved = counters.tally(record.brought)
    counters.add(moved, strand.since)
    for wallet in sorted(state.growth):
        own = moved.get(counters.GROWTH + wallet)
        if own is not None:
            _give_growth(moment, wallet, own, given)
    counters.apply(given, strand.since, 1)
    counters.add(moved, record.trimmed, -1)
    counters.apply(state, moved, -1)
    for name, periods in strand.since.get(counters.LAST, {}).items():
        at = periods[counters.ALL_TIME]
        if name == "order":
            given.last_order_at = max(given.last_order_at, at)
        given.last_active_at = max(given.last_active_at, at)
    return given


def _give_growth(moment: Moment, wallet: str, own: dict[str, dict[int, int]], given: State) -> None:
    """Growth that is left of the absorbed member's: what faded since is shared in proportion, month by month."""
    held, extras = moment.growth(wallet), moment.state.opened()
    faded = extras.faded.get(wallet, {})
    brought_faded = given.opened().faded.pop(wallet, {})
    given_faded: dict[str, dict[int, int]] = {}
    left = GrowthBalance()
    for dimension, months in own.items():
        for month, value in months.items():
            there = held.parts.get(dimension, {}).get(month, 0)
            gone = faded.get(dimension, {}).get(month, 0)
            theirs = value + brought_faded.get(dimension, {}).get(month, 0)
            if theirs <= 0 or there <= 0:
                continue
            part = min(there * theirs // (there + gone), there)
            shift_in(left.parts, dimension, month, part)
            shift_in(held.parts, dimension, month, -part)
            if gone:
                lost = min(theirs - part, gone)
                shift_in(faded, dimension, month, -lost)
                shift_in(given_faded, dimension, month, lost)
    given.growth[wallet] = left
    if given_faded:
        given.opened().faded[wallet] = given_faded
    _move_growth(moment, wallet, left.by_month(), -1, "unmerge")
    if wallet in extras.faded and not extras.faded[wallet]:
        del extras.faded[wallet]
    if wallet in extras.decays_at:
        given.opened().decays_at[wallet] = extras.decays_at[wallet]


def restore(moment: Moment, data: MemberRestored, _facts: Facts) -> Rejection | None:
    """Have one's own again. What the clock would have done meanwhile happens right after."""
    state, carried = moment.state, data.carried.copy()
    moment.reference = data.reference()
    for wallet in sorted(carried.points):
        held = carried.points[wallet]
        changes = [LotChange(lot.no, lot.remaining, lot.expires_at, lot.active_at) for lot in held.lots]
        state.points[wallet] = held
        if changes or held.debt:
            moment.enter(wallet, "unmerge", held.balance(), changes, held.debt)
    for wallet in sorted(carried.growth):
        state.growth[wallet] = carried.growth[wallet]
        _move_growth(moment, wallet, carried.growth[wallet].by_month(), 1, "unmerge")
    state.metrics, state.limits, state.milestones = carried.metrics, carried.limits, carried.milestones
    state.standings = carried.standings
    state.last_order_at = max(state.last_order_at, carried.last_order_at)
    state.last_active_at = max(state.last_active_at, carried.last_active_at)
    stays = [] if state.extras is None else state.extras.stays
    state.extras = carried.opened()
    state.extras.stays = [*(stay for stay in stays if stay != data.survivor), data.survivor]
    for reference, record in data.records.items():
        moment.records[reference] = record
    tiers.lift(moment, True)
    state.next_due_at = next_due(moment.programs, state)
    moment.tell("member.restored", {"merge_id": data.merge_id, "survivor": data.survivor})
    return None
