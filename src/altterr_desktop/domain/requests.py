"""Name what a group asks of its officials, by which way, and the answers or silences it meets."""

from enum import StrEnum


class RequestKind(StrEnum):
    """Name what a request asks for."""

    MEETING = "meeting"
    INFORMATION = "information"
    DOCUMENT_ACCESS = "document_access"
    PUBLIC_QUESTION = "public_question"
    PLEDGE = "pledge"
    OTHER = "other"


class Channel(StrEnum):
    """Name the ways a request or a text is sent."""

    EMAIL = "email"
    LETTER = "letter"
    REGISTERED_LETTER = "registered_letter"
    WEB_FORM = "web_form"
    PHONE = "phone"
    IN_PERSON = "in_person"
    COUNCIL = "council"


class AnswerKind(StrEnum):
    """Name the answers a request meets; none is a silence, which is data too."""

    YES = "yes"
    YES_IF = "yes_if"
    PASSED_ON = "passed_on"
    NO = "no"
    EVASIVE = "evasive"
