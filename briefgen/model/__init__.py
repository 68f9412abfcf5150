"""The model behind a provider. Nothing outside this package imports openai or instructor."""

from briefgen.model.asking import MAX_CALLS, Model
from briefgen.model.judging import ModelJudge, yes_share

__all__ = ["MAX_CALLS", "Model", "ModelJudge", "yes_share"]
