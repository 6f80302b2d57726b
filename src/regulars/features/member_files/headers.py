"""Headers: how columns are called in files that go out, in both languages, and by what others call them they are recognised.

A new column of exports, or another word for one, is one line here.
"""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

Language = Literal["zh", "en"]


class Header(NamedTuple):
    """What a column is called, and other words for it."""

    zh: str
    en: str
    also: tuple[str, ...] = ()
    """As `folded` writes them."""

    def of(self, language: Language) -> str:
        """The word of one language."""
        return self.zh if language == "zh" else self.en


def _header(zh: str, en: str, also: str) -> Header:
    return Header(zh, en, tuple(also.split()))


IDENTITIES: Final = {
    "phone": _header("手机号", "Phone", "手机 手机号码 电话 联系电话 联系方式 mobile mobilephone phonenumber tel"),
    "email": _header("邮箱", "E-mail", "电子邮箱 邮箱地址 电子邮件 email mail emailaddress"),
    "card_no": _header("会员卡号", "Card number", "卡号 会员号 card cardno membercard cardnumber"),
    "customer_no": _header("客户编号", "Customer number", "客户号 顾客编号 customerno customerid customer crmid"),
    "openid": _header("微信 openid", "WeChat openid", "openid 微信openid wechatopenid"),
    "unionid": _header("微信 unionid", "WeChat unionid", "unionid 微信unionid wechatunionid"),
}
COLUMNS: Final = {
    "name": _header("姓名", "Name", "名字 会员姓名 客户姓名 称呼 fullname membername displayname"),
    "joined_at": _header(
        "入会时间", "Joined", "入会日期 注册时间 注册日期 开卡日期 加入时间 joinedat joinedon joindate registered createdat"
    ),
    "channel": _header("入会渠道", "Join channel", "渠道 来源 来源渠道 注册渠道 channel source joinchannel"),
    "home_unit": _header("所属门店", "Home store", "门店 门店编码 门店编号 归属门店 store storecode homestore shop"),
    "kind": _header("会员类型", "Kind", "类型 客户类型 membertype type"),
    "birthday": _header("生日", "Birthday", "出生日期 出生年月日 birthdate dateofbirth dob"),
    "tags": _header("标签", "Tags", "会员标签 tag labels"),
}
FIGURES: Final = {
    "member_no": Header("会员编号", "Member number"),
    "tier": Header("等级", "Tier"),
    "lifecycle": Header("生命周期", "Stage of life"),
    "points_available": Header("可用积分", "Points"),
    "points_pending": Header("待生效积分", "Points pending"),
    "points_debt": Header("欠积分", "Points owed"),
    "growth": Header("成长值", "Growth"),
    "orders": Header("订单数", "Orders"),
    "spend": Header("消费额", "Spent"),
    "last_order_at": Header("最近下单", "Last order"),
    "rule_tags": Header("自动标签", "Tags by rule"),
}
"""Told by an export, and never brought in: they follow from what happened."""
CONTACT_PARTS: Final = {
    "name": Header("", ""),
    "role": Header("职务", "role"),
    "phone": Header("电话", "phone"),
    "email": Header("邮箱", "e-mail"),
}
CHANNELS: Final = {
    "sms": Header("短信", "SMS"),
    "email": Header("邮件", "E-mail"),
    "call": Header("电话", "Calls"),
    "wechat": Header("微信", "WeChat"),
    "push": Header("推送", "Push"),
    "post": Header("信件", "Post"),
}
PURPOSES: Final = {
    "marketing": Header("营销", "marketing"),
    "surveys": Header("调研", "surveys"),
    "profiling": Header("画像", "profiling"),
    "partners": Header("合作方", "partners"),
}
LIFECYCLES: Final = {
    "new": Header("新客", "new"),
    "active": Header("活跃", "active"),
    "dormant": Header("沉睡", "dormant"),
    "lost": Header("流失", "lost"),
    "without_order": Header("未消费", "without an order"),
}
KINDS: Final = {"person": Header("个人", "person"), "enterprise": Header("企业", "enterprise")}
ANSWERS: Final = {True: Header("是", "yes"), False: Header("否", "no")}


def contact_header(number: int, part: str, language: Language) -> str:
    """The column of a part of a contact: `联系人`, `联系人2电话`, `Contact 2 phone`. The first has no number."""
    what = CONTACT_PARTS[part].of(language)
    if language == "zh":
        return f"联系人{number + 1 if number else ''}{what}"
    return " ".join(filter(None, ("Contact", str(number + 1) if number else "", what)))


def consent_header(channel: str, purpose: str, language: Language) -> str:
    """The column of a consent: `同意短信营销`, `Agrees to SMS for marketing`."""
    by, what = CHANNELS[channel].of(language), PURPOSES[purpose].of(language)
    return f"同意{by}{what}" if language == "zh" else f"Agrees to {by} for {what}"


def said_header(channel: str, purpose: str, language: Language) -> str:
    """The column that tells when a consent was said."""
    by, what = CHANNELS[channel].of(language), PURPOSES[purpose].of(language)
    return f"{by}{what}表态时间" if language == "zh" else f"{by} for {what} said"


def folded(header: str) -> str:
    """A header as it is compared: case, blanks and punctuation do not count.

    >>> folded("E-mail address"), folded("会员 姓名:")
    ('emailaddress', '会员姓名')
    """
    return "".join(letter for letter in header.casefold() if letter.isalnum())
