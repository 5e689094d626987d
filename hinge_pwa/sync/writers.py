"""Writers of an SQLite database share transactions: to wait for the disk costs more than to write.

SQLite has one writer at a time. While one commits, others queue up; the next one does the work of all that wait, in
one transaction, and each learns of its own outcome after that is on the disk.
"""

from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Any, Generic, TypeVar

import sqlalchemy as sa

from ..database.connections import PoolOfOne
from ..database.faults import is_database_fault
from ..web.errors import ApiError

T = TypeVar("T")


class Task(Generic[T]):
    """What one of the writers wants done. When it raises ApiError, it has written nothing."""

    def __init__(self, work: Callable[[Any], T]) -> None:
        self._work = work
        self._result: T
        self._error: Exception | None = None
        self.is_over = False

    def attempt(self, cursor: Any) -> None:
        self._error = None
        try:
            self._result = self._work(cursor)
        except ApiError as refused:
            self._error = refused

    def fail(self, error: Exception) -> None:
        self._error = error

    def outcome(self) -> T:
        if self._error is not None:
            raise self._error
        return self._result


def _is_of_database(error: Exception) -> bool:
    if isinstance(error, sa.exc.OperationalError):
        return True
    return isinstance(error, sa.exc.DBAPIError) and is_database_fault(error.orig)


class Writers:
    def __init__(self, engine: sa.Engine) -> None:
        self.on_commit: Callable[[int], None] | None = None
        """Told how many shared each transaction."""
        self._waiting: deque[Task[Any]] = deque()
        self._turn = Lock()
        self._connection = PoolOfOne(
            engine
        )  # of whose turn it is: SQLite would read anew what another connection wrote

    def write(self, work: Callable[[Any], T]) -> T:
        """The result of `work`, given a cursor in an open transaction, once that is durable.

        `work` may run in another thread, and so in another request. Raises what it raises, or what made the
        transaction fail: then nothing of it is stored.
        """
        task = Task(work)
        self._waiting.append(task)
        with self._turn:
            if not task.is_over:
                self._write_waiting()
        return task.outcome()

    def waiting(self) -> int:
        return len(self._waiting)

    def _write_waiting(self) -> None:
        tasks: list[Task[Any]] = []
        try:
            with self._transaction() as cursor:
                tasks += self._take()
                for task in tasks:
                    task.attempt(cursor)
        except Exception as error:
            if tasks and not _is_of_database(error):
                for task in tasks:
                    self._write_alone(task)
            else:  # locked, full, gone or damaged, for all of them
                for task in tasks or (tasks := self._take()):
                    task.fail(error)
        except BaseException as error:  # this thread ends: the others must not take it for success
            for task in tasks:
                task.fail(sa.exc.OperationalError(None, None, error))
            raise
        else:
            if self.on_commit:
                self.on_commit(len(tasks))
        finally:
            for task in tasks:
                task.is_over = True

    def _write_alone(self, task: Task[Any]) -> None:
        """So that nobody pays for another's defect."""
        try:
            with self._transaction() as cursor:
                task.attempt(cursor)
        except Exception as error:
            task.fail(error)

    def _take(self) -> list[Task[Any]]:
        return [self._waiting.popleft() for _ in range(len(self._waiting))]

    @contextmanager
    def _transaction(self) -> Iterator[Any]:
        """Durable when it ends; rolled back when it raises."""
        with self._connection.cursor() as cursor:
            cursor.execute("BEGIN IMMEDIATE")
            yield cursor
            cursor.execute("COMMIT")
