#include "src/revision/revision_problem.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace migrate {

namespace {

constexpr auto texts = std::to_array<ProblemText>({
    {ProblemKind::unreadable_file, "unreadable-file", "A revision file cannot be read.",
     "The folder names a file that the operating system does not let us open: permissions, a dangling link, or a "
     "directory with the name of a file. Revisions that follow it cannot be placed without it.",
     "Give the user who runs migrate the right to read it, or remove the link."},
    {ProblemKind::not_utf8, "not-utf8", "A revision file is not UTF-8 text.",
     "PostgreSQL gets statements in UTF-8. Bytes of another encoding would arrive as other characters or be refused halfway "
     "through, and a NUL byte would cut a statement short.",
     "Save the file as UTF-8, for example `iconv -f WINDOWS-1251 -t UTF-8`. A byte order mark does no harm."},
    {ProblemKind::malformed_file, "malformed-file", "A revision file does not have the form of one.",
     "TOML that does not parse, a string or comment that never ends, a missing or repeated section, or a line that only psql "
     "understands. Whether the SQL itself is right is for the server to say.",
     "Mend the line that is named. A SQL revision has header lines, then `-- migrate: up` and `-- migrate: down`; "
     "`migrate new` writes the frame."},
    {ProblemKind::unknown_key, "unknown-key", "A key that migrate does not know.",
     "A mistyped key would be ignored, and what it was meant to say (a parent, a unique index) would silently be missing.",
     "Correct the key. In SQL files, a comment is taken for a key only when it is nearly one: reword it if it is none."},
    {ProblemKind::wrong_type, "wrong-type", "A value of the wrong type.",
     "A string where a list is expected, or a word that is not among those allowed. Guessing what was meant could build "
     "another index than the one wanted.",
     "Write the type that the message names, for example `parents = [\"20250820_190600\"]`."},
    {ProblemKind::missing_key, "missing-key", "A key that must be there is missing.",
     "Every revision names itself with `revision`; every index has `name`, `table` and `columns`. The name of a file counts for "
     "nothing, so that files can be renamed.",
     "Add the key that the message names."},
    {ProblemKind::bad_revision_id, "bad-revision-id", "An id or a label that cannot be one.",
     "Ids have 1 to 32 bytes, since alembic_version stores no more. The signs @ - + : belong to selectors such as label@head and "
     "ae10+2, commas and spaces separate ids in a list, and head, heads, base and current are words of selectors.",
     "Choose another id: letters, digits and underscores, for example 20250820_190600."},
    {ProblemKind::repeated_id, "repeated-id", "Two files have the same revision id.",
     "Only one of the two would ever run, and the database could not say which: it remembers ids.",
     "Give the newer file another id. If it was applied somewhere already, say so there with `migrate stamp`."},
    {ProblemKind::repeated_label, "repeated-label",
     "Two revisions have the same label, or a label is also an id.",
     "A label names one branch. With two owners, label@head would mean one thing today and another tomorrow.",
     "Rename one of the two."},
    {ProblemKind::unknown_parent, "unknown-parent",
     "A revision names a parent or a dependency that is in no file.",
     "Without it there is no order to run in. Often the file was not committed, was deleted, or the id is mistyped.",
     "Bring the file in, or give the revision a parent that exists: `migrate rebase ID --onto ID`."},
    {ProblemKind::cycle, "cycle", "Revisions follow each other in a circle.",
     "Each of them would have to run before itself. Parents and depends_on count alike.",
     "Give one of them another parent: `migrate rebase ID --onto ID`."},
    {ProblemKind::two_heads, "two-heads", "More than one revision has no successor.",
     "Two people added a revision after the same parent, or a revision names no parent and so begins a history of its own. "
     "`up` cannot know which head is meant, and running both in an order that nobody tested is how schemas drift apart.",
     "If one follows the other, `migrate rebase ID --onto ID`; if they are independent, `migrate merge ID ID`. Branches that are "
     "meant to stay apart are run with `migrate up heads` or `migrate up LABEL@head`."},
    {ProblemKind::empty_up, "empty-up", "A revision does nothing.",
     "It would count as applied although nothing happened: most often a file whose statements were forgotten. A merge may be empty.",
     "Write its statements, or delete the file and give its children its parent: `migrate rebase ID --onto ID`."},
    {ProblemKind::missing_down, "missing-down", "A revision has no way back.",
     "`down` promises to restore what was there before. A revision that cannot be undone stops it for everything that lies below, "
     "and it is better known when it is written than when it is needed.",
     "Write a `-- migrate: down` section with statements, or `-- irreversible: REASON` in the header."},
    {ProblemKind::transaction_control, "transaction-control",
     "A revision begins or ends a transaction itself.",
     "migrate runs a revision, its journal and its version row in one transaction. A COMMIT among the statements would end that "
     "transaction early, and a failure after it would leave half of the revision behind as if nothing had happened.",
     "Remove BEGIN, COMMIT, SAVEPOINT and the like. For statements that must commit one by one, write `-- transaction: off` in the header."},
    {ProblemKind::repeated_index_name, "repeated-index-name", "An index is created twice.",
     "The second creation would meet the index of the first: a conflict, or a silent acceptance of another definition. And undoing either "
     "revision would take the index from the other.",
     "Rename one of the two, or put a [[drop_index]] with the old definition before the second."},
    {ProblemKind::long_identifier, "long-identifier", "A name has more than 63 bytes.",
     "PostgreSQL cuts longer names silently. The index would be found under another name than the declared one, and two "
     "long names with the same beginning would be one.",
     "Shorten the name to 63 bytes; letters outside ASCII have two or more."},
    {ProblemKind::bad_guard, "bad-guard", "A guard that cannot be read, or that guards nothing.",
     "`-- migrate: if missing …` makes the next statement of an up part conditional and records that we made the object; "
     "`-- migrate: if created …` in the down part removes only what was recorded. Read wrongly, it would drop what was there before.",
     "Write one of: if missing table NAME; if missing column TABLE.COLUMN; if missing index on TABLE (COLUMN, …); "
     "if missing unique on TABLE (COLUMN, …). In a down part the same with `if created`."},
});

}  // namespace

const std::vector<ProblemText>& problem_texts() {
    static const std::vector<ProblemText> all(texts.begin(), texts.end());
    return all;
}

const ProblemText& text_of(ProblemKind kind) {
    return *std::ranges::find(problem_texts(), kind, &ProblemText::kind);
}

std::string RevisionProblem::line() const {
    const std::string place = position.text();
    return fmt::format("{}{}{} [{}]", place, place.empty() ? "" : ": ", message, text_of(kind).id);
}

}  // namespace migrate
