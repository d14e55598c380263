"""What a core promises, each as a function that expects it: expect(...) where it is not so."""

from promises import calls, events, greeting, limits, loads, secrets, service, states, transactions

ALL = [promise for module in (service, greeting, loads, transactions, states, events, calls, limits, secrets)
       for promise in module.PROMISES]
