"""What can be counted about a running bot without telling anything about a person.

Labels are names of commands, buttons, jobs and errors; never an id, a handle, a server or a text. They are only kept
where ONWARD_METRICS is set.
"""

from bot.metrics.counting import Metrics
from bot.metrics.server import MetricsServer

__all__ = ["Metrics", "MetricsServer"]
