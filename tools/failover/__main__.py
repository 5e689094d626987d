"""`make failover`: sees that everything needed is there, and goes on in namespaces of its own.

Network, processes and their numbers are apart from the machine's: when the first process in there ends, however it
ends, the kernel ends all the others, and the network is gone.
"""

import os
import sys

from .needs import missing


def main() -> None:
    if problem := missing():
        sys.exit(problem)
    apart = ("unshare", "--net", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc")
    os.execvp(apart[0], [*apart, sys.executable, "-m", "tools.failover.scenario"])  # noqa: S606


if __name__ == "__main__":
    main()
