"""Lists the client's tests that cover a sentence of docs/sync.md, by the beginning of the sentence."""

BROWSER = "tests/browser/test_sync.py"
REJECTED = "tests/browser/test_rejected.py"
DEVICES = "tests/browser/test_joining.py"
OFFLINE = "tests/browser/test_offline.py"
STORAGE = "tests/browser/test_storage.py"
MODEL = "tests/js/sync.test.mjs"
REFUSED = "tests/js/sync_refused.test.mjs"
RECORDS = "tests/js/records.test.mjs"
VALUES = "tests/js/records_values.test.mjs"
BESIDE = "tests/js/records_beside.test.mjs"
RANDOM = "tests/js/sync_random.test.mjs"
VIEW = "tests/js/sync_view.test.mjs"

CLIENT = {
    "Every device can work for months without the server": [
        (OFFLINE, "test_a_whole_practice_works_with_the_server_gone"),
        (BROWSER, "test_two_phones_edit_one_session_with_no_network_and_end_with_the_same"),
    ],
    "kind | string": [
        (RECORDS, "a kind of a later version is kept untouched"),
    ],
    "id | UUID string": [
        (VALUES, "an id is a UUID of version 7 that sorts by time"),
    ],
    "stamp | integer": [
        (VALUES, "a stamp is beyond all that was seen, also when the clock went back"),
        (RECORDS, "a clock set back does not make an edit older than what it edits"),
    ],
    "A device that holds a session": [
        (BESIDE, "a change brings it into the record"),
        (BESIDE, "until then nothing is made anew"),
    ],
    "Of several plans": [
        (RECORDS, "checks and plans are read by kind, the latest first"),
    ],
    "tests/vectors/merge.json holds examples": [
        ("tests/js/merge.test.mjs", "the server and the phone agree on every vector"),
    ],
    "cursor is the empty string at first": [
        (MODEL, "what one phone did is on the other"),
        (MODEL, "many records go in pages of at most 500, each way"),
    ],
    "The client keeps a rejected record": [
        (REFUSED, "a refused record is kept with the reason, and offered again only once it changed"),
        (BROWSER, "test_a_record_that_the_server_does_not_take_is_kept_and_named"),
    ],
    "The client then offers once more": [
        (REFUSED, "what one program refused is offered to the next one, once"),
        (REJECTED, "test_what_a_newer_server_knows_goes_to_it"),
    ],
    "Its restore command changes the epoch": [
        (MODEL, "a server put back from a backup gets back all that any phone has"),
    ],
    "The client keeps every local record": [
        (BROWSER, "test_an_account_that_was_erased_elsewhere_takes_nothing_from_this_phone"),
    ],
    "A device that already holds records and joins": [
        (DEVICES, "test_a_device_that_had_an_account_of_its_own_brings_its_practices_along"),
        (MODEL, "a phone that joins an account brings everything along, refused records too"),
    ],
    "Syncs on opening": [
        (BROWSER, "test_it_syncs_at_whatever_the_browser_tells_of"),
        (BROWSER, "test_a_practice_goes_to_the_server_and_to_the_other_phone"),
        (BROWSER, "test_two_tabs_sync_once"),
    ],
    "One sync at a time per device": [
        (BROWSER, "test_two_tabs_sync_once"),
    ],
    "It backs off with jitter": [
        (VIEW, "the pause doubles up to a minute, half of it by chance"),
        (VIEW, "the server is never asked again sooner than it said, nor later than in an hour"),
        (MODEL, "whatever else answers, nothing is marked, nothing is lost"),
    ],
    "It stores the new cursor and the changes": [
        (STORAGE, "test_an_answer_that_finds_no_room_is_taken_in_later"),
    ],
    "It never deletes local data": [
        (MODEL, "whatever else answers, nothing is marked, nothing is lost"),
        (MODEL, "a server that shows less than the phone holds is told again"),
        (RANDOM, "whatever happens to phones and network, all end with the same, and nothing is lost"),
    ],
}  # fmt: skip
