"""Every error this product raises on purpose, as one tree.

    InsightError                    what went wrong, said so that a person can act on it
    ├── InvalidInput                what was given cannot be used as asked (exit code 2)
    │   ├── InvalidSettings         a setting is misspelt, malformed or contradicts another
    │   └── UnanswerableQuery       a plan names what is not there, or asks what cannot be computed
    ├── UnreadableSource            one file, page or feed could not be read; the ingest goes on
    │   ├── CorruptSource           the bytes are not what their format promises
    │   ├── EncryptedSource         a password is needed
    │   ├── UnmappedSource          a mapping file names what its table does not have
    │   ├── EmptySource             there is no text in it (an empty file, a scan without text)
    │   ├── OversizedSource         larger than the limit, on disk or when unpacked
    │   ├── UnsupportedSource       no reader knows this format
    │   ├── ReaderTimeout           the reader ran past its time limit
    │   ├── ReaderCrashed           the reader ran out of memory or died
    │   ├── MissingSource           it does not exist, or may not be opened
    │   ├── RefusedAddress          it is at no public address, or asks programs to stay away
    │   └── FeedUnavailable         it did not answer as it should, or shows too little to believe
    ├── StoreError                  what is stored cannot be used as asked
    │   ├── StoreOwned              another process owns the folder for writing
    │   ├── StoreMismatch           it was made with another model, dimension or schema
    │   ├── StoreDamaged            it does not open, or does not hold what it says it holds
    │   ├── UnknownSource           no source has this id
    │   └── UnknownConversation     no saved conversation of its asker has this id
    └── ServiceUnavailable          a configured outside service did not answer as it should
        ├── EmbedderUnavailable     the embedding service
        ├── ModelUnavailable        the chat model
        └── WarehouseUnavailable    the database that postings are counted in

``str(error)`` is one line for a person: the input it is about, what was wrong, what to do next.
"""


class InsightError(Exception):
    """What went wrong, said so that a person can act on it."""


class InvalidInput(InsightError): ...


class InvalidSettings(InvalidInput): ...


class UnanswerableQuery(InvalidInput): ...


class UnreadableSource(InsightError): ...


class CorruptSource(UnreadableSource): ...


class EncryptedSource(UnreadableSource): ...


class UnmappedSource(UnreadableSource): ...


class EmptySource(UnreadableSource): ...


class OversizedSource(UnreadableSource): ...


class UnsupportedSource(UnreadableSource): ...


class ReaderTimeout(UnreadableSource): ...


class ReaderCrashed(UnreadableSource): ...


class MissingSource(UnreadableSource): ...


class RefusedAddress(UnreadableSource): ...


class FeedUnavailable(UnreadableSource): ...


class StoreError(InsightError): ...


class StoreOwned(StoreError): ...


class StoreMismatch(StoreError): ...


class StoreDamaged(StoreError): ...


class UnknownSource(StoreError): ...


class UnknownConversation(StoreError): ...


class ServiceUnavailable(InsightError): ...


class EmbedderUnavailable(ServiceUnavailable): ...


class ModelUnavailable(ServiceUnavailable): ...


class WarehouseUnavailable(ServiceUnavailable): ...
