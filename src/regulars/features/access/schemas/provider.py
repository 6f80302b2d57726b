"""The shapes of log-in by an identity provider over HTTP."""

from pydantic import BaseModel, ConfigDict, Field

from regulars.features.access.service.by_provider import Outcome

CODE_LENGTH_MAX = 3_000
STATE_LENGTH_MAX = 200


class ProviderWay(BaseModel):
    """The identity provider."""

    name: str = Field(description="What its button says.")


class Ways(BaseModel):
    """The ways in, beside user name and password."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"provider": {"name": "Company account"}}]})

    provider: ProviderWay | None


class ReturnQuery(BaseModel):
    """What the provider's answer carries; what else it adds is not read."""

    code: str = Field("", max_length=CODE_LENGTH_MAX)
    state: str = Field("", max_length=STATE_LENGTH_MAX)
    error: str = Field("", max_length=STATE_LENGTH_MAX)

    def outcome(self) -> Outcome:
        """What came back, without a code where the provider refused."""
        return Outcome(code="" if self.error else self.code, state=self.state)
