"""Vocabulary: the operator's words for the document's fields and for the values that are names of ours.

Differences between versions and the hints of the editor take their words from here. A field or value without a line is told
by its own name, so nothing breaks without one; a test asks for a line all the same.
"""

from __future__ import annotations

from typing import Final

from regulars.features.programs.wording import Sentence

FIELDS: Final[dict[str, tuple[str, str]]] = {
    # The head of the document, and its sections
    "program": ("方案", "program"),
    "name": ("名称", "name"),
    "currency": ("货币", "currency"),
    "time_zone": ("时区", "time zone"),
    "late_days": ("迟到期限（天）", "days an event may be late"),
    "wallets": ("钱包", "wallets"),
    "kinds": ("行类型", "kinds of lines"),
    "categories": ("品类", "categories"),
    "activities": ("活动行为", "activities"),
    "metrics": ("指标", "metrics"),
    "ladders": ("等级阶梯", "ladders"),
    "rules": ("规则", "rules"),
    "points_as_cash": ("积分抵现", "points as cash"),
    "referrals": ("介绍新会员", "referrals"),
    "order_from": ("订单起付金额", "order from"),
    "transfer": ("积分转赠", "sending points"),
    "benefits": ("会员权益", "benefits"),
    "discounts": ("优惠幅度", "off, by tier"),
    "from_amount": ("订单满额", "from an order of"),
    "text": ("说明", "text"),
    # What many parts have
    "key": ("键", "key"),
    "kind": ("种类", "kind"),
    "points": ("分值", "points"),
    "money": ("金额", "money"),
    "days": ("天数", "days"),
    "count": ("数量", "count"),
    "rate": ("倍率", "rate"),
    "lines": ("计入的订单行", "lines that count"),
    "wallet": ("钱包", "wallet"),
    "dimension": ("来源维度", "dimension"),
    "metric": ("指标", "metric"),
    # Currency
    "code": ("代码", "code"),
    "digits": ("小数位数", "decimals"),
    # Wallets
    "worth": ("价值", "worth"),
    "expiry": ("有效期", "expiry"),
    "round_to": ("顺延至期末", "extended to the end of"),
    "dates": ("到期日", "days of expiry"),
    "remind_days": ("到期前几天提醒", "days before expiry to remind"),
    "spend_order": ("使用顺序", "spending order"),
    "on_shortfall": ("退款不足时", "when a refund finds too few points"),
    "decay": ("衰减", "decay"),
    "window_months": ("计入的月数", "months that count"),
    "fade": ("最早月份衰减", "the oldest month loses"),
    "restore": ("返还已过期的积分", "points given back after their expiry"),
    "confirm_above": ("超过多少须二次确认", "confirmation above"),
    "dimensions": ("来源维度", "dimensions"),
    # Ladders
    "tiers": ("等级", "tiers"),
    "color": ("颜色", "colour"),
    "title": ("称号", "title"),
    "face": ("卡面", "card face"),
    "pattern": ("花纹", "pattern"),
    "reach": ("达级条件", "what it takes to reach it"),
    "keep": ("保级条件", "what it takes to keep it"),
    "review": ("保级评审", "review"),
    "review_months": ("评审间隔（月）", "months between reviews"),
    "grace_months": ("缓冲期（月）", "months of grace"),
    "on_miss": ("未保级时", "after a missed review"),
    "on_refund": ("退款影响等级", "what a refund does to the tier"),
    "lifts": ("活跃升级", "lifts"),
    "up_to": ("最高升至", "up to"),
    "notice_days": ("评审前提醒（天）", "days before a review to tell who is at risk"),
    "near": ("临近提醒", "near from"),
    "granted_months": ("授予等级免评审（月）", "months a granted tier is spared reviews"),
    "in_each_month": ("逐月满足", "in each month"),
    "all": ("全部满足", "all of"),
    "any": ("满足其一", "any of"),
    "at_least": ("门槛", "at least"),
    "window": ("统计窗口", "window"),
    # Activities, metrics, lines
    "interaction": ("计为互动", "counts as an interaction"),
    "spend": ("计为消费的订单行", "lines that count as spend"),
    "attributes": ("会员属性", "attributes of members"),
    "values": ("可取的值", "values it may have"),
    "unit_price_from": ("单价下限", "unit price from"),
    # Rules
    "pending_days": ("多少天后可用", "days until usable"),
    "times": ("次数", "times"),
    "pending_until": ("可用日期", "usable from"),
    "pending_for": ("等待的事件", "event waited for"),
    "per": ("每", "per"),
    "repurchase": ("仅限复购", "only when bought again"),
    "across": ("至少跨几个品类", "categories at least"),
    "tier_rates": ("等级倍率", "rates by tier"),
    "multipliers": ("倍数", "multipliers"),
    "every": ("每满", "every full"),
    "event": ("行为", "event"),
    "activity": ("活动行为", "activity"),
    "limit": ("上限", "limit"),
    "times_max": ("每月次数上限", "times a month at most"),
    # Promotions
    "promotions": ("促销活动", "promotions"),
    "stacking": ("活动叠加方式", "how promotions go together"),
    "when": ("条件", "when"),
    "from": ("开始日期", "first day"),
    "to": ("结束日期", "last day"),
    "weekdays": ("星期", "weekdays"),
    "month_days": ("每月几日", "days of the month"),
    "birthday": ("生日", "birthday"),
    "only_when": ("限定条件", "only when"),
    # Cards
    "cards": ("卡券", "cards"),
    "protects": ("保护等级阶梯", "protects"),
    "tasks": ("挑战任务", "tasks"),
    "ladder": ("等级阶梯", "ladder"),
    "tier": ("等级", "tier"),
    "again_after_days": ("再次接受间隔（天）", "days until it can be accepted again"),
    "downgraded_within_days": ("限被降级后（天）", "only so many days after a downgrade"),
    "honours": ("荣誉", "honours"),
    "badge": ("徽章", "badge"),
    "years": ("连续年数", "years running"),
    "more_than": ("累计超过", "more than, in all"),
    "keeps_tier": ("终身保级", "keeps the tier for life"),
    "award": ("结束奖励", "turns into"),
    "contest": ("排行榜", "leaderboard"),
    "winners": ("名额", "winners"),
    "card": ("加倍卡", "card"),
    "uses": ("可用次数", "uses"),
    # Watches
    "watches": ("异常监测", "watches"),
    "measure": ("统计", "adds up"),
    "within_hours": ("小时内", "within hours"),
    "within_days": ("天内", "within days"),
    "then": ("处置", "then"),
    # Points as cash, and sending points
    "max_share": ("最高比例", "largest share"),
    "per_month": ("每月上限", "a month at most"),
    "min_points": ("每次至少", "at least at a time"),
    "max_points": ("每单至多", "at most an order"),
    "fee": ("手续费", "fee"),
}

VALUES: Final[dict[str, tuple[str, str]]] = {
    "kind.points": ("积分", "points"),
    "kind.growth": ("成长值", "growth"),
    "kind.never": ("永久有效", "never expires"),
    "kind.days": ("按天", "days"),
    "kind.months": ("按月", "months"),
    "kind.discount": ("折扣", "discount"),
    "kind.free_lines": ("免收费用", "lines for free"),
    "kind.promise": ("服务承诺", "promise"),
    "kind.dates": ("固定日期", "fixed dates"),
    "kind.inactivity": ("无活动后", "without activity"),
    "pending_for.order.completed": ("订单完成", "the order is completed"),
    "kind.forfeit": ("作废", "forfeited"),
    "kind.grace": ("宽限若干天", "usable for some more days"),
    "kind.text": ("文字", "text"),
    "kind.number": ("数字", "number"),
    "kind.flag": ("是或否", "yes or no"),
    "kind.per_amount": ("按金额", "per amount"),
    "kind.per_step": ("满额加赠", "per full amount"),
    "kind.per_action": ("按行为", "per action"),
    "kind.milestone": ("里程碑", "milestone"),
    "kind.referral": ("介绍新会员", "referral"),
    "kind.streak": ("连续天数", "days running"),
    "kind.lifetime": ("终身", "for life"),
    "kind.limited": ("限时", "for a while"),
    "round_to.none": ("不顺延", "not extended"),
    "round_to.month": ("月末", "the month"),
    "round_to.quarter": ("季末", "the quarter"),
    "round_to.year": ("年末", "the year"),
    "spend_order.earliest_expiry": ("先到期先用", "earliest expiry first"),
    "spend_order.oldest": ("先获得先用", "oldest first"),
    "spend_order.newest": ("后获得先用", "newest first"),
    "on_shortfall.pending_only": ("只收回待生效部分", "only what is still pending is taken back"),
    "on_shortfall.within_balance": ("在余额内收回", "what the balance holds is taken back"),
    "on_shortfall.debt": ("不足部分记为欠分", "the rest is owed"),
    "pattern.ring": ("圆环", "ring"),
    "pattern.lines": ("斜线", "lines"),
    "pattern.waves": ("波纹", "waves"),
    "pattern.dots": ("圆点", "dots"),
    "review.year": ("每年", "each year"),
    "review.half": ("每半年", "each half-year"),
    "review.quarter": ("每季度", "each quarter"),
    "review.months_from_attainment": ("达级后每隔若干月", "some months after the tier was reached"),
    "review.never": ("不评审", "never"),
    "on_miss.one_down": ("降一级", "one tier down"),
    "on_miss.reseat": ("按达级条件重新定级", "seated again by what holds"),
    "on_refund.at_review": ("到评审时再定", "nothing before the review"),
    "on_refund.at_once": ("立即重定", "set back at once"),
    "per.day": ("天", "day"),
    "per.week": ("周", "week"),
    "per.month": ("月", "month"),
    "per.quarter": ("季度", "quarter"),
    "per.half": ("半年", "half-year"),
    "per.year": ("年", "year"),
    "per.lifetime": ("终身", "in a life"),
    "per.life": ("累计", "in all"),
    "event.member.checked_in": ("签到", "check-in"),
    "to.referrer": ("介绍人", "the referrer"),
    "to.referred": ("被介绍的会员", "the member brought"),
    "event.order.paid": ("消费", "buying"),
    "event.order.refunded": ("整单退款", "an order comes back"),
    "event.points.received": ("获赠积分", "points from another member"),
    "event.referral.begun": ("介绍后未消费", "bringing somebody who has not bought"),
    "event.referral.converted": ("介绍成功", "bringing somebody who bought"),
    "event.referral.undone": ("被介绍人退单", "an order of somebody brought comes back"),
    "measure.count": ("次数", "how often"),
    "measure.amount": ("金额", "money"),
    "measure.points": ("积分", "points given"),
    "then.report": ("提示", "report"),
    "then.hold": ("暂扣积分待核查", "hold the points for review"),
    "then.freeze": ("冻结用分", "freeze spending"),
    "event.member.registered": ("注册入会", "joining"),
    "event.member.profile_changed": ("完善资料", "the profile is told"),
    "event.activity.done": ("活动行为", "an activity"),
    "stacking.best": ("取倍数最高的", "the best one counts"),
    "stacking.multiply": ("倍数相乘", "rates are multiplied"),
    "stacking.add": ("加倍部分相加", "what they add is summed"),
    "birthday.day": ("生日当天", "on the day"),
    "birthday.month": ("生日当月", "in its month"),
    "weekdays.monday": ("周一", "Monday"),
    "weekdays.tuesday": ("周二", "Tuesday"),
    "weekdays.wednesday": ("周三", "Wednesday"),
    "weekdays.thursday": ("周四", "Thursday"),
    "weekdays.friday": ("周五", "Friday"),
    "weekdays.saturday": ("周六", "Saturday"),
    "weekdays.sunday": ("周日", "Sunday"),
}
"""By `field.value`."""

YES: Final = Sentence(zh="是", en="yes")
NO: Final = Sentence(zh="否", en="no")
ORDER: Final = Sentence(zh="顺序", en="order")


def field_words(name: str) -> Sentence:
    """A field of the document in words; one without any, by its name.

    >>> field_words("late_days").zh, field_words("moon_phase").en
    ('迟到期限（天）', 'moon phase')
    """
    words = FIELDS.get(name)
    if words is None:
        plain = name.replace("_", " ")
        words = plain, plain
    return Sentence(zh=words[0], en=words[1])


def value_words(field: str, value: str) -> Sentence | None:
    """A value that is a name of ours, in words; None for what the operator named.

    >>> value_words("review", "year").en, value_words("on_miss", "silver")
    ('each year', None)
    """
    words = VALUES.get(f"{field}.{value}")
    return Sentence(zh=words[0], en=words[1]) if words else None
