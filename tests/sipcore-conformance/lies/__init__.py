"""How a core can break its promises: each lie one of them, by name, with words of the promise that has to notice."""

from lies import calls, events, greeting, loads, messages, states, transactions
from lies.lie import LIES, NOTICED_BY
