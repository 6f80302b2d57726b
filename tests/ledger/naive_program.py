"""The program that the naive model knows by heart: the lively shop, with everything that hangs on what members do."""

from tests.ledger.shop import LIVELY

RICH = (
    LIVELY.replace(
        "kinds: {goods:",
        """  - key: stars
    kind: points
    name: {zh: 星, en: Stars}
    worth: {points: 100, money: 1.00}
    expiry: {kind: inactivity, count: 2}
    on_shortfall: within_balance
  - key: coins
    kind: points
    name: {zh: 金币, en: Coins}
    worth: {points: 100, money: 1.00}
    expiry: {kind: dates, dates: ["06-30", "12-31"]}
kinds: {goods:""",
    )
    .replace(
        "dimensions: {spend: {zh: 消费, en: Spend}, behaviour: {zh: 行为, en: Behaviour}}",
        "dimensions: {spend: {zh: 消费, en: Spend}, behaviour: {zh: 行为, en: Behaviour}}\n"
        "    decay: {window_months: 12, fade: 20%}",
    )
    .replace(
        "points_as_cash:",
        """  - {key: star, kind: per_action, event: member.checked_in, wallet: stars, points: 7, limit: {per: day, points: 7}}
  - {key: coin, kind: per_action, event: member.checked_in, wallet: coins, points: 3}
  - {key: challenge, kind: milestone, wallet: points, metric: points_earned, every: 2500, points: 500, times_max: 1}
  - {key: brought, kind: referral, to: referrer, wallet: points, points: 200}
  - {key: welcome, kind: referral, to: referred, wallet: points, points: 80}
referrals: {order_from: 50.00}
watches:
  - {key: rush, name: {zh: 下单异常, en: Rush}, event: order.paid, at_least: 3, within_days: 2, then: hold}
cards:
  - {key: double, name: {zh: 双倍卡, en: Double card}, days: 30, uses: 2}
  - {key: guard, name: {zh: 保级卡, en: Guard}, days: 365, uses: 1, protects: club}
tasks:
  - {key: sprint, name: {zh: 冲金卡, en: Sprint}, tier: gold, metric: spend, at_least: 1500, days: 30}
honours:
  - {key: crown, kind: lifetime, name: {zh: 终身, en: Crown}, tier: gold, years: 1, metric: spend, more_than: 6000,
     keeps_tier: true}
  - key: king
    kind: limited
    name: {zh: 王者, en: King}
    from: 2025-07-01
    to: 2025-09-30
    award: {wallet: points, points: 77}
    contest: {metric: spend, at_least: 1.00, from: 2025-06-02, to: 2025-07-15, winners: 1}
points_as_cash:""",
    )
    + "  - {key: doubled, name: {zh: 双倍, en: Doubled}, rate: 2, card: double}\n"
)
"""Growth that fades, points that die of inactivity or on fixed days, a challenge, referrals, a watch, cards, tasks, titles, and a
contest."""
