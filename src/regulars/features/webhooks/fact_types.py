"""Which facts there are, in words: what an endpoint can subscribe to. A test holds this list against what is told."""

from __future__ import annotations

from typing import NamedTuple


class Words(NamedTuple):
    """A name in both languages."""

    zh: str
    en: str


PING = "webhook.ping"
"""Sent on request, to try an endpoint."""

FACT_TYPES: dict[str, Words] = {
    "order.paid": Words("订单已计入", "Order counted"),
    "order.refunded": Words("退款已计入", "Refund counted"),
    "order.completed": Words("订单已完成", "Order completed"),
    "points.earned": Words("获得积分", "Points earned"),
    "points.activated": Words("待生效积分已可用", "Pending points became available"),
    "points.reversed": Words("积分因退款收回", "Points taken back after a refund"),
    "points.redeemed": Words("使用积分", "Points spent"),
    "points.restored": Words("积分退还", "Points given back"),
    "points.held": Words("预占积分", "Points set aside"),
    "points.released": Words("预占的积分已释放", "Points set aside are free again"),
    "points.expiring_soon": Words("积分即将过期", "Points expire soon"),
    "points.expired": Words("积分过期", "Points expired"),
    "points.adjusted": Words("人工调整积分", "Points adjusted by staff"),
    "points.transferred": Words("转赠积分", "Points sent to another member"),
    "points.received": Words("收到转赠积分", "Points received from another member"),
    "points.transfer_reversed": Words("转赠被撤销，积分退回", "Transfer undone, points returned"),
    "points.receipt_reversed": Words("收到的转赠被撤销", "Received transfer undone"),
    "earning.unusual": Words("发现异常获取积分", "Unusual earning found"),
    "earning.reviewed": Words("异常获取已核查", "Unusual earning reviewed"),
    "member.frozen": Words("会员被冻结", "Member frozen"),
    "member.unfrozen": Words("会员解除冻结", "Member unfrozen"),
    "member.erased": Words("会员已注销，请删除其资料", "Member erased: delete what you hold of them"),
    "tier.changed": Words("等级变更", "Tier changed"),
    "tier.kept": Words("保级成功", "Tier kept"),
    "tier.grace_started": Words("进入保级缓冲期", "Grace period began"),
    "tier.protected": Words("保级卡保住等级", "Tier saved by a protection card"),
    "tier.at_risk": Words("即将评审，可能降级", "Tier at risk at the coming review"),
    "tier.near": Words("临近下一等级", "Next tier is near"),
    "task.accepted": Words("接受挑战任务", "Task accepted"),
    "task.done": Words("完成挑战任务", "Task completed"),
    "task.missed": Words("挑战任务未完成", "Task not completed in time"),
    "honour.granted": Words("获得荣誉", "Honour granted"),
    "honour.ended": Words("荣誉结束", "Honour ended"),
    "card.granted": Words("发放卡片", "Card granted"),
    "card.revoked": Words("收回卡片", "Card revoked"),
    "member.referred": Words("由会员介绍", "Member brought by another"),
    "member.merged": Words("并入另一位会员", "Merged into another member"),
    "member.absorbed": Words("并入了一位会员", "Took in another member"),
    "member.unmerged": Words("撤销了会员合并", "Merge undone"),
    "member.restored": Words("从合并中恢复", "Restored from a merge"),
    "growth.decayed": Words("成长值衰减", "Growth faded"),
    "profile.changed": Words("会员资料变更", "Profile changed"),
    "tag.entered": Words("获得标签", "Tag given"),
    "tag.left": Words("失去标签", "Tag taken"),
}
