"""Group commit for SQLite: tasks that wait for the database share one transaction.

SQLite has one writer at a time, and waiting for the disk takes longer than writing. While one thread commits, others
queue their tasks; the next thread runs all waiting tasks in one transaction. Each thread gets its own task's result
after the commit is on disk.
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
    """A function to run in a transaction. It must raise ApiError only before it has written anything."""

    def __init__(self, work: Callable[[Any], T]) -> None:
        self._work = work
        self._result: T
        self._error: Exception | None = None
        self.is_done = False

    def run(self, cursor: Any) -> None:
        self._error = None
        try:
            self._result = self._work(cursor)
        except ApiError as error:
            self._error = error

    def fail(self, error: Exception) -> None:
        self._error = error

    def result(self) -> T:
        if self._error is not None:
            raise self._error
        return self._result


def _is_database_fault(error: Exception) -> bool:
    if isinstance(error, sa.exc.OperationalError):
        return True
    return isinstance(error, sa.exc.DBAPIError) and is_database_fault(error.orig)


class Writers:
    def __init__(self, engine: sa.Engine) -> None:
        self.on_commit: Callable[[int], None] | None = None
        """Called with the number of tasks of each committed transaction."""
        self._waiting: deque[Task[Any]] = deque()
        self._turn = Lock()
        # One connection: its page cache would be invalid after another connection wrote.
        self._connection = PoolOfOne(engine)

    def write(self, work: Callable[[Any], T]) -> T:
        """The result of `work`, called with a cursor in an open transaction, after a durable commit.

        `work` may run in the thread of another request. Raises the error of `work` or of the transaction: then nothing
        of it is stored.
        """
        task = Task(work)
        self._waiting.append(task)
        with self._turn:
            if not task.is_done:
                self._write_waiting()
        return task.result()

    def waiting(self) -> int:
        return len(self._waiting)

    def _write_waiting(self) -> None:
        tasks: list[Task[Any]] = []
        try:
            with self._transaction() as cursor:
                tasks += self._take_all()
                for task in tasks:
                    task.run(cursor)
        except Exception as error:
            if tasks and not _is_database_fault(error):
                for task in tasks:
                    self._write_alone(task)
            else:  # the database is locked, full, missing or damaged: all tasks fail
                for task in tasks or (tasks := self._take_all()):
                    task.fail(error)
        except BaseException as error:  # this thread ends: the tasks of other threads must not seem to succeed
            for task in tasks:
                task.fail(sa.exc.OperationalError(None, None, error))
            raise
        else:
            if self.on_commit:
                self.on_commit(len(tasks))
        finally:
            for task in tasks:
                task.is_done = True

    def _write_alone(self, task: Task[Any]) -> None:
        """Retry each task alone, so that one failing push does not fail the others."""
        try:
            with self._transaction() as cursor:
                task.run(cursor)
        except Exception as error:
            task.fail(error)

    def _take_all(self) -> list[Task[Any]]:
        return [self._waiting.popleft() for _ in range(len(self._waiting))]

    @contextmanager
    def _transaction(self) -> Iterator[Any]:
        """A transaction: durable when the context ends, rolled back when it raises."""
        with self._connection.cursor() as cursor:
            cursor.execute("BEGIN IMMEDIATE")
            yield cursor
            cursor.execute("COMMIT")
