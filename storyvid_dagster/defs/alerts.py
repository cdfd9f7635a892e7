"""Tells another program in time that the money of a day runs out, with the webhooks of `webhooks.py`."""

import datetime

import dagster as dg
from pydantic import BaseModel, ConfigDict, SecretStr

from storyvid_dagster.billing.ledger import total
from storyvid_dagster.billing.paid_calls import utc_now
from storyvid_dagster.defs.stores import books_of
from storyvid_dagster.defs.webhooks import tell
from storyvid_dagster.intake.inbox import Inbox

TOLD_AT = (0.8, 1.0)
"""Shares of the day's budget that are told of, once each a day."""


class Told(BaseModel):
    """What was told last: the cursor of the sensor."""

    model_config = ConfigDict(frozen=True)

    day: datetime.date
    share: float = 0


def budget_sensor(url: str, secret: SecretStr, budget_usd: float) -> dg.SensorDefinition:
    """Make the sensor that tells how much of a day's budget, above zero, is spent; days are those of UTC."""

    @dg.sensor(minimum_interval_seconds=60, default_status=dg.DefaultSensorStatus.RUNNING)
    def budget_alerts(context: dg.SensorEvaluationContext, inbox: dg.ResourceParam[Inbox]) -> dg.SkipReason:
        """Tell another program when four fifths of the day's budget are spent, and when all of it is."""
        today = utc_now().date()
        told = Told.model_validate_json(context.cursor) if context.cursor else Told(day=today)
        told = told if told.day == today else Told(day=today)
        spent_usd = total(books_of(inbox.store).of_day(today)).usd
        said = f"{spent_usd:.2f} of {budget_usd:.2f} US dollars are spent today"
        reached = max((share for share in TOLD_AT if spent_usd >= share * budget_usd), default=0.0)
        if reached <= told.share:
            return dg.SkipReason(said)
        why = tell(
            url,
            secret,
            message_id=f"budget-{today}-{reached:.0%}",
            what="budget.reached",
            data={"day": str(today), "spent_usd": round(spent_usd, 4), "budget_usd": budget_usd},
        )
        if why:
            context.log.warning("could not tell of the budget, which is tried again in a minute: %s", why)
        else:
            context.update_cursor(Told(day=today, share=reached).model_dump_json())
        return dg.SkipReason(said)

    return budget_alerts
