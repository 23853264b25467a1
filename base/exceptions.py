"""Every error of the course, in one small tree.

Each message says what happened, why, and what to type next.
"""


class CourseError(Exception):
    """Anything the course reports to a person instead of a traceback."""


class ConfigurationError(CourseError):
    """A setting, an argument or a name that the course does not know."""


class JavaMissing(CourseError):
    """No Java 17 or 21 was found and none could be taken from PyPI."""


class JarsMissing(CourseError):
    """A JVM component is absent or differs from its recorded checksum."""


class ServiceError(CourseError):
    """A service could not be started, stopped or spoken to."""


class NotReady(ServiceError):
    """Something did not become true before its deadline."""


class PortTaken(ServiceError):
    """Another program already listens on a port the service needs."""


class DataError(CourseError):
    """A data set, a file or a row that does not follow its record type."""


class LessonError(CourseError):
    """A lesson, an exercise or a recorded value that is not as declared."""
