"""Wording: how entries, reasons and moments of a member's account read in both languages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from regulars.core.conditions.said import Said
from regulars.features.programs.facade import Sentence

KINDS: Final[dict[str, Sentence]] = {
    "earn": Sentence(zh="获得", en="Earned"),
    "reverse": Sentence(zh="退款收回", en="Taken back"),
    "redeem": Sentence(zh="使用", en="Spent"),
    "restore": Sentence(zh="返还", en="Given back"),
    "expire": Sentence(zh="过期", en="Expired"),
    "write_off": Sentence(zh="核销", en="Written off"),
    "adjust": Sentence(zh="人工调整", en="Adjusted"),
    "send": Sentence(zh="转赠", en="Sent"),
    "receive": Sentence(zh="获赠", en="Received"),
    "fee": Sentence(zh="转赠手续费", en="Fee"),
    "decay": Sentence(zh="衰减", en="Faded"),
    "prolong": Sentence(zh="有效期顺延", en="Life extended"),
    "merge": Sentence(zh="会员合并", en="Merged"),
    "unmerge": Sentence(zh="撤销合并", en="Merge undone"),
    "forfeit": Sentence(zh="核查收回", en="Forfeited"),
}
"""The kinds of entries, as a column shows them."""

WITHOUT_RULE: Final[dict[str, Sentence]] = {
    "redeem": Sentence(zh="积分被使用。", en="Points were spent."),
    "restore": Sentence(zh="使用被撤销，积分退回原批次。", en="A spend was undone; the points went back to their lots."),
    "adjust": Sentence(zh="由员工人工调整。", en="Adjusted by staff."),
    "send": Sentence(zh="转赠给其他会员。", en="Sent to another member."),
    "receive": Sentence(zh="其他会员转赠的积分。", en="Points from another member."),
    "fee": Sentence(zh="转赠的手续费。", en="The fee for sending points."),
    "decay": Sentence(zh="成长值按方案随时间衰减。", en="Growth faded with time, as the program says."),
    "prolong": Sentence(zh="有消费或互动，积分的有效期顺延。", en="After an order or an interaction the points live on."),
    "merge": Sentence(zh="两位会员合并，余额随会员转移。", en="Two members became one; the balance moved with the member."),
    "unmerge": Sentence(zh="合并被撤销，各自的余额归还。", en="The merge was undone; each has their own again."),
}
"""What stands in place of a rule where none decided."""

NOTHING: Final = Sentence(zh="", en="")

REASONS: Final[dict[str, Sentence]] = {
    "joined": Sentence(zh="加入会员", en="Joined"),
    "reached": Sentence(zh="达到升级条件", en="Reached what the tier asks for"),
    "review_missed": Sentence(zh="定级复核未达保级条件", en="Fell short at the review"),
    "lifted": Sentence(zh="活跃升级", en="Lifted for being active"),
    "task_done": Sentence(zh="完成挑战任务", en="Completed a task"),
    "refunded": Sentence(zh="退款后不再满足条件", en="No longer holds after a refund"),
    "merged": Sentence(zh="合并时取较高等级", en="The higher tier of two merged members"),
    "unmerged": Sentence(zh="撤销合并后恢复", en="As it was before a merge that was undone"),
}
"""Why a tier is held."""

TITLES: Final[dict[str, Sentence]] = {
    "order.paid": Sentence(zh="消费订单", en="Order"),
    "order.refunded": Sentence(zh="订单退款", en="Refund"),
    "order.completed": Sentence(zh="订单完成", en="Order completed"),
    "member.registered": Sentence(zh="注册", en="Registered"),
    "member.profile_changed": Sentence(zh="完善资料", en="Profile"),
    "member.profile_imported": Sentence(zh="导入资料", en="Profile imported"),
    "member.checked_in": Sentence(zh="签到", en="Checked in"),
    "activity.done": Sentence(zh="互动", en="Activity"),
    "member.referred": Sentence(zh="由会员介绍", en="Brought by a member"),
    "referral.converted": Sentence(zh="介绍的会员首次消费", en="A member they brought has bought"),
    "referral.undone": Sentence(zh="介绍的会员全额退款", en="A member they brought returned everything"),
    "card.granted": Sentence(zh="获得卡券", en="Card received"),
    "card.revoked": Sentence(zh="卡券被收回", en="Card revoked"),
    "task.accepted": Sentence(zh="接受挑战任务", en="Task accepted"),
    "honour.granted": Sentence(zh="获得荣誉", en="Honour granted"),
    "points.redeemed": Sentence(zh="使用积分", en="Points spent"),
    "points.redemption_cancelled": Sentence(zh="撤销使用积分", en="Spending undone"),
    "points.held": Sentence(zh="积分预占", en="Points set aside"),
    "points.captured": Sentence(zh="使用预占积分", en="Points set aside were spent"),
    "points.released": Sentence(zh="释放预占积分", en="Points given free"),
    "points.adjusted": Sentence(zh="人工调整", en="Adjusted by staff"),
    "points.transferred": Sentence(zh="转赠积分", en="Points sent"),
    "points.received": Sentence(zh="获赠积分", en="Points received"),
    "points.transfer_reversed": Sentence(zh="转赠撤销", en="Sending undone"),
    "points.receipt_reversed": Sentence(zh="获赠积分被收回", en="Received points taken back"),
    "member.frozen": Sentence(zh="会员冻结", en="Frozen"),
    "member.erased": Sentence(zh="会员资料已清除", en="Member erased"),
    "member.unfrozen": Sentence(zh="解除冻结", en="Freeze ended"),
    "referral.begun": Sentence(zh="介绍了一位会员", en="Brought a member"),
    "earning.unusual": Sentence(zh="发现异常", en="Unusual earning found"),
    "earning.reviewed": Sentence(zh="异常已核查", en="Unusual earning reviewed"),
    "member.joined": Sentence(zh="加入会员", en="Joined"),
    "member.merged": Sentence(zh="并入另一位会员", en="Merged into another member"),
    "member.absorbed": Sentence(zh="另一位会员并入", en="Another member was merged in"),
    "member.unmerged": Sentence(zh="撤销会员合并", en="Merge undone"),
    "member.restored": Sentence(zh="从合并中恢复", en="Restored from a merge"),
}
"""What happened, by the type of the moment."""


SILENT: Final = "other_event"
"""The reason of a rule that does not listen to events of this kind."""
NOT_ON: Final = "not_on_that_day"
"""The reason of a promotion that did not run when an order was paid."""

SKIPPED: Final[dict[str, Sentence]] = {
    SILENT: Sentence(zh="这条规则不针对这类事件", en="The rule is not about events of this kind"),
    "limit_reached": Sentence(zh="已达到规则上限", en="The limit of the rule was reached"),
    "condition_not_met": Sentence(zh="条件未满足", en="The condition did not hold"),
    "streak_goes_on": Sentence(zh="连续天数还不够", en="Not enough days running yet"),
    "day_already_counted": Sentence(zh="当天已经计入", en="The day was counted already"),
    "no_earning_lines": Sentence(zh="没有符合规则的商品", en="No line of the order fits the rule"),
    "birthday_unknown": Sentence(zh="不知道会员的生日", en="The birthday of the member is not known"),
    "not_the_birthday": Sentence(zh="当天不在会员生日的优惠范围内", en="It was not the time of the birthday"),
    "tier_not_included": Sentence(zh="会员当时的等级不参加", en="It is not for the tier held at that time"),
    "no_card": Sentence(zh="会员没有可用的卡", en="The member holds no card that can be used"),
    "better_promotion": Sentence(zh="已按同样或更优惠的活动计算", en="A promotion at least as good counted"),
    NOT_ON: Sentence(zh="当天没有这项活动", en="The promotion did not run on that day"),
    "amount_below_one_point": Sentence(zh="金额不足一个积分", en="The amount is worth less than one point"),
}
"""Why a rule gave nothing."""


def skipped(code: str, details: Sequence[Said] = ()) -> Sentence:
    """Why a rule gave nothing, in words, with the details that there are."""
    words = SKIPPED.get(code) or Sentence(zh=code, en=code)
    if not details:
        return words
    zh, en = "；".join(each.zh for each in details), "; ".join(each.en for each in details)
    return Sentence(zh=f"{words.zh}：{zh}", en=f"{words.en}: {en}")


def reason(key: str) -> Sentence:
    """Why a tier is held, in words."""
    return REASONS.get(key) or Sentence(zh=key, en=key)


def title(type_: str, detail: str = "") -> Sentence:
    """What happened, with a detail such as the reason that staff gave."""
    words = TITLES.get(type_) or Sentence(zh=type_, en=type_)
    return Sentence(zh=f"{words.zh}：{detail}", en=f"{words.en}: {detail}") if detail else words


def tier_title(before: Sentence, after: Sentence, *, is_up: bool) -> Sentence:
    """A change of tier."""
    if is_up:
        return Sentence(zh=f"由{before.zh}升为{after.zh}", en=f"Moved up from {before.en} to {after.en}")
    return Sentence(zh=f"由{before.zh}降为{after.zh}", en=f"Moved down from {before.en} to {after.en}")


FORFEITED: Final = Sentence(zh="核查确认为异常获取，积分被收回。", en="A review found abuse; the points were taken back.")
"""Why points were forfeited."""


def watch_title(watch: Sentence, points: int) -> Sentence:
    """What a watch found, and how much it holds back."""
    words = TITLES["earning.unusual"]
    zh, en = f"{words.zh}：{watch.zh}", f"{words.en}: {watch.en}"
    if points:
        zh, en = f"{zh}，暂扣 {points} 积分", f"{en}, {points} points held back"
    return Sentence(zh=zh, en=en)


def expiry_title(wallet: Sentence) -> Sentence:
    """Points of a wallet that have expired."""
    return Sentence(zh=f"{wallet.zh}过期", en=f"{wallet.en} expired")


def adjusted(note: str) -> Sentence:
    """A correction with the reason that staff gave."""
    return Sentence(zh=f"人工调整：{note}", en=f"Adjusted by staff: {note}")


def spent_on(reference: str) -> Sentence:
    """What points were spent on, from the business reference."""
    kind, _, name = reference.partition(":")
    if kind == "order":
        return Sentence(zh=f"抵扣订单 {name} 的部分金额。", en=f"Paid a part of order {name}.")
    return Sentence(zh=f"兑换 {name}。", en=f"Redeemed as {name}.")


def undone(kind: str) -> Sentence:
    """An entry of a transfer that goes the other way."""
    words = {
        "send": Sentence(zh="转赠被撤销，积分退回原批次。", en="The sending was undone; the points went back to their lots."),
        "fee": Sentence(zh="转赠被撤销，手续费退回。", en="The sending was undone; the fee was given back."),
        "receive": Sentence(zh="对方的转赠被撤销，积分收回。", en="The sending was undone; the points were taken back."),
    }
    return words[kind]


def last_day_passed(day: date) -> Sentence:
    """Why points expired."""
    return Sentence(zh=f"最后可用日为 {day.isoformat()}，过期未用。", en=f"The last day to use them was {day.isoformat()}.")
