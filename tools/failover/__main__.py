"""`make failover`: checks the requirements, then runs the scenario in namespaces of its own.

So its network and processes are separate from the machine's: when the first process in the namespaces ends, for any
reason, the kernel ends all others and removes the network.
"""

import os
import sys

from .needs import missing


def main() -> None:
    if problem := missing():
        sys.exit(problem)
    unshare = ("unshare", "--net", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc")
    os.execvp(unshare[0], [*unshare, sys.executable, "-m", "tools.failover.scenario"])  # noqa: S606


if __name__ == "__main__":
    main()
