"""What is measured, in the order in which it is measured."""
from . import drain, fairness, fanout, gateway, hooks, isolation, latency, many, panel, single

ALL = {
    "fan-out-1": fanout.one,
    "fan-out-10": fanout.ten,
    "single": single.run,
    "latency": latency.run,
    "hooks": hooks.run,
    "gateway": gateway.run,
    "drain": drain.run,
    "many": many.run,
    "isolation": isolation.run,
    "fairness": fairness.run,
    "panel": panel.run,
}
