"""Fault words: what is wrong with a draft in both languages.

Checks write English, as every refusal of the API does; the console needs Chinese as well. Each phrase that a check uses has a
line here, the changing parts in groups. One without a line stays English: nothing is lost, and a test finds it.
"""

from __future__ import annotations

import re
from typing import Final

from regulars.features.programs.wording import Sentence
from regulars.kit.problems import FieldError

NOT_YAML: Final = "a YAML document"
_PARTS: Final = {
    "wallet": "钱包", "points wallet": "积分钱包", "tier": "等级", "activity": "活动行为", "card": "加倍卡", "rule": "规则",
    "kind of line": "行类型", "ladder": "等级阶梯", "growth wallet": "成长值钱包", "dimension": "来源维度",
}  # fmt: skip
_WHAT: Final = "|".join(sorted(_PARTS, key=len, reverse=True))

_PHRASES: Final = [
    (re.compile(pattern), words)
    for pattern, words in (
        # What Pydantic finds
        (r"Field required", "缺少这一项"),
        (r"`count` goes with days, months or inactivity", "`count` 与 days、months、inactivity 一起用"),
        (r"`dates` goes with `kind: dates`", "`dates` 与 `kind: dates` 一起用"),
        (r"nothing is extended here", "这里没有可顺延的期限"),
        (r"points of this wallet never expire", "这个钱包的积分永久有效"),
        (r"there is another wait beside the date", "除日期外还有另一种等待"),
        (r"the event may never come", "等待的事件可能不会发生"),
        (r"what this rule gives belongs to no order", "这条规则发放的积分不属于任何订单"),
        (r"Extra inputs are not permitted", "没有这个字段"),
        (r"Input should be greater than or equal to (.+)", r"应不小于 \1"),
        (r"Input should be greater than (.+)", r"应大于 \1"),
        (r"Input should be less than or equal to (.+)", r"应不大于 \1"),
        (r"Input should be less than (.+)", r"应小于 \1"),
        (r"Input should be a valid integer.*", "应为整数"),
        (r"Input should be a valid string.*", "应为文字"),
        (r"Input should be a valid boolean.*", "应为 true 或 false"),
        (r"Input should be a valid (?:tuple|list).*", "应为列表"),
        (r"Input should be a valid (?:dictionary|date).*", "格式不对"),
        (r"Input should be a valid number.*", "应为数字"),
        (r"Input should be ('.+)", r"应为 \1 之一"),
        (r"Input tag '(.*)' found using '(\w+)' does not match any of the expected tags: (.+)", r"\2 没有 \1，应为 \3 之一"),
        (r"Unable to extract tag using discriminator '(\w+)'", r"缺少 \1"),
        (r"(?:Tuple|List|Dictionary) should have at least (\d+) items? after validation.*", r"应至少有 \1 项"),
        (r"(?:Tuple|List|Dictionary) should have at most (\d+) items? after validation.*", r"应至多有 \1 项"),
        (r"String should have at least (\d+) characters?", r"应至少 \1 个字"),
        (r"String should have at most (\d+) characters?", r"应至多 \1 个字"),
        (r"String should match pattern '(.+)'", r"格式应为 \1"),
        (r"Input should be (?:a valid dictionary or instance of|an? ).*", "格式不对"),
        # What the document's own checks say
        (rf"there is no (?:such )?({_WHAT})(?: (.+))?", "there"),
        (r"wallet (\S+) has no dimension (\S+)", r"钱包 \1 没有来源维度 \2"),
        (r"the key (\S+) is used twice", r"键 \1 用了两次"),
        (r"(\S+) is no tier", r"\1 不是等级"),
        (r"everybody starts on the first tier", "所有人都从第一级开始"),
        (r"it is not said how this tier is reached", "没有写明如何达到这一等级"),
        (r"`count` goes with days or months", "`count` 只与 days 或 months 一起使用"),
        (r"`days` goes with a grace", "`days` 只与 grace 一起使用"),
        (r"`review_months` goes with `review: months_from_attainment`", "`review_months` 只与 `months_from_attainment` 一起使用"),
        (rf"({_WHAT}) (\S+) is gone, and members hold it", "gone"),
        (r"key, currency and time zone stay as they are", "方案的键、货币和时区不能改变"),
        (r"a multiplier is at least 1", "倍数应不小于 1"),
        (r"the rate of a promotion is above 1", "活动倍数应大于 1"),
        (r"`to` lies before `from`", "结束日期早于开始日期"),
        (r"give either `rules` or `wallets`, or neither", "`rules` 与 `wallets` 只能写一个"),
        (r"give either `all` or `any`, with at least one clause", "`all` 与 `any` 写其中一个，至少一条"),
        (r"a number is expected, such as (.+?) or (.+)", r"应为数字，如 \1 或 \2"),
        (r"a rate is a decimal.*", "倍率应为不小于 0 的小数、百分数或分数，如 1.2、30% 或 1/3"),
        (r"a share is at most 100%", "比例应不超过 100%"),
        (r"an amount of money is a decimal number.*", "金额应为数字，如 1000 或 99.50"),
        (r"an amount of money lies between 0 and 10\^12 and has at most (\d+) .*", r"金额应在 0 到 10^12 之间，至多 \1 位小数"),
        (r"an amount above 0 is expected", "金额应大于 0"),
        (r".+ are counted: a whole number is expected", "应为整数"),
        (r"a metric is one of (.+), or activity\.KEY.*", r"指标应为 \1 之一，或 activity. 加活动行为的键"),
        (r"a window is .*", "统计窗口应为 month、quarter、half、year、lifetime 或 rolling_N_months"),
        (r"a name of the IANA time zone database is expected.*", "应为 IANA 时区名，如 Asia/Shanghai"),
        (r"`activity` goes with `event: activity\.done`.*", "`activity` 与 `event: activity.done` 一起使用"),
        (r"`repurchase` goes with the categories.*", "`repurchase` 需要在 `lines` 中写明品类"),
        (r"`in_each_month` goes with a window of months.*", "`in_each_month` 需要按月的统计窗口，且大于 0"),
        (r"the contest ends after the honour", "排行榜应在荣誉的最后一天之前结束"),
        (r"give either `within_hours` or `within_days`", "`within_hours` 与 `within_days` 写其中一个"),
        (r"`measure: amount` goes with orders and refunds", "`measure: amount` 只与订单和退款一起使用"),
        (r"this event gives no points", "这类事件不发放积分"),
        (r"a whole number is expected here", "这里应为整数"),
        (r"no words can be read on both colours of the card", "卡面的两种颜色应能配同一种文字颜色，一深一浅时看不清"),
        (r"a group without `when` has at least 2 clauses", "没有 `when` 的组应至少有 2 条"),
        (r"a group within `all` says `any`, a group within `any` says `all`", "`all` 中的组应写 `any`，`any` 中的组应写 `all`"),
        (r"once per (\S+), but it looks at another window", r"每 \1 一次，却看别的统计窗口"),
        (r"(\S+) is no tier to be lifted to", r"不能升到 \1"),
        (r"(\S+) is no tier above the first of (\S+)", r"\1 不是 \2 第一级以上的等级"),
        (r"there is no tier to be lifted to", "没有可以升到的等级"),
        (r"no tier of this ladder is ever reviewed", "这一阶梯从不评审"),
        (r"nothing fades", "没有任何衰减"),
        (r"`fade` is what the oldest month of a window loses", "`fade` 是窗口中最早一个月失去的部分"),
        (r"the limit of a streak of orders is per month or life.*", "连续下单的上限应按月或累计：退款要能找回所给的积分"),
        (r"the limit of a milestone is per month or life", "里程碑的上限应按月或累计"),
        (r"give `points`, `times`, or both", "应写 `points` 或 `times`，或两者"),
        (r"a fee is less than 100%", "手续费应小于 100%"),
        # What conditions say
        (r"a list is expected", "应为列表"),
        (r"two values are expected", "应为两个值，小的在前"),
        (r"the second value is below the first", "第二个值应不小于第一个"),
        (r"(.+) does not fit the field", r"\1 与字段不符"),
        (r"it is not said how much", "没有写明数量"),
        (r"it is below `at_least`", "应不小于 `at_least`"),
        (r"of (\S+) no days are kept", r"\1 不按天记录"),
        (r"`within_days` asks whether it happened at all", "`within_days` 只问是否发生过"),
        (r"out of range", "超出范围"),
        (r"there is no such window", "没有这个统计窗口"),
        (r"there is no field (.+)", r"没有这个字段：\1"),
        (r"no field is named", "没有选择字段"),
        (r"there is no metric (.+)", r"没有这个指标：\1"),
        (r"(\S+) is only known while an order is judged", r"\1 只在计算订单时可用"),
        (r"(\S+) is only known of members as they are listed, not to rules", r"\1 只能用于会员列表，不能用于规则"),
        (r"(\S+) cannot be asked that", r"\1 不能这样比较"),
        (r"a group is expected", "应为一组条件"),
        (r"a rule or a group is expected", "应为一条条件或一组条件"),
        (r"groups are nested too deeply", "条件组嵌套过深"),
        (r"it is not said how the rules are joined", "没有写明条件之间是且还是或"),
        (r"not a truth", "应为 true 或 false"),
        (r"there is no rule", "还没有任何条件"),
        (r"the condition has too many clauses", "条件太多"),
        (r"a field is compared with a value", "字段只能与数值比较"),
        (r"there is no such key here", "这里没有这个字段"),
        # What YAML itself refuses
        (r"given twice \(first in line (\d+)\)", r"重复出现（第 \1 行已有）"),
        (r"anchors and aliases are not taken", "不能使用锚点和引用"),
        (r"nested too deeply", "嵌套过深"),
        (r"a key that is no text", "键应为文字"),
        # What is expected instead
        (r"a value for (\S+)", r"\1 的值"),
        (r"a value", "一个值"),
        (r"one value", "只写一次"),
        (r"no such key", "去掉这个字段"),
        (r"a number above 0 with (?:them|a grace|it), else none", "与之同用时大于 0，否则不写"),
        (r"a number above (\S+)", r"大于 \1 的数"),
        (r"a number of at least (\S+)", r"不小于 \1 的数"),
        (r"a number of at most (\S+)", r"不大于 \1 的数"),
        (r"a whole number", "整数"),
        (r"a YAML document", "YAML 文本"),
        (r"the value itself", "直接写值"),
        (r"a key of its own for each", "各用各的键"),
        (r"a first tier without reach and keep", "第一级不写 reach 和 keep"),
        (r"a second tier", "第二个等级"),
        (r"`window: (\S+)` in every clause", r"每一条都写 `window: \1`"),
        (r"a `review`, or no `granted_months`", "写 `review`，或不写 `granted_months`"),
        (r"`window_months`, or `tier_rates`", "写 `window_months` 或 `tier_rates`"),
        (r"`window_months` beside it", "同时写 `window_months`"),
        (r"`at_least`, `at_most`, or both", "写 `at_least` 或 `at_most`，或两者"),
        (r"one of (.+)", r"\1 之一"),
    )
]  # fmt: skip


def fault_text(error: FieldError) -> Sentence:
    """What is wrong and what was expected, as one sentence.

    >>> fault_text(FieldError("rules.0.wallet", "there is no wallet coins", "one of points, growth")).zh
    '没有这个钱包：coins（应为 points, growth 之一）'
    >>> fault_text(FieldError("late_days", "Input should be a valid integer, unable to parse", "a whole number"))
    Sentence(zh='应为整数', en='Input should be a valid integer, unable to parse (expected a whole number)')
    """
    english = f"{error.message} (expected {error.expected})" if error.expected else error.message
    message = translated(error.message)
    if message is None and error.expected == NOT_YAML:  # the parser's own words, of which there are many
        return Sentence(zh=f"从这里起不是 YAML：{error.message}", en=english)
    if message is None:
        return Sentence(zh=english, en=english)
    says_itself = "应" in message or message in ("缺少这一项", "没有这个字段")
    if says_itself or not error.expected:
        return Sentence(zh=message, en=english)
    return Sentence(zh=f"{message}（应为 {translated(error.expected) or error.expected}）", en=english)


def translated(phrase: str) -> str | None:
    """A phrase of a check in Chinese; None for one without a line."""
    for pattern, words in _PHRASES:
        found = pattern.fullmatch(phrase)
        if found is None:
            continue
        if words == "there":
            return f"没有这个{_PARTS[found[1]]}" + (f"：{found[2]}" if found[2] else "")
        if words == "gone":
            return f"{_PARTS[found[1]]} {found[2]} 不见了，而会员正持有它"
        return found.expand(words)
    return None
