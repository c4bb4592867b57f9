#include "src/statement/timeline.hpp"

#include <algorithm>

namespace migrate {

RelationName Timeline::column_name(const RelationName& table, const std::string& column) {
    return {"", table.name + "." + column};
}

const Timeline::Span* Timeline::find(const Spans& spans, const RelationName& name,
                                     const ScriptStatement& at) {
    const auto named = spans.find(name.name);
    if (named == spans.end()) return nullptr;
    const auto fits = [&](const Span& span) { return may_be_same(span.name, name) && span.holds(at); };
    const auto found = std::find_if(named->second.rbegin(), named->second.rend(), fits);
    return found == named->second.rend() ? nullptr : &*found;
}

const Timeline::Span* Timeline::find_later(const Spans& spans, const RelationName& name,
                                           const ScriptStatement& at) {
    const auto named = spans.find(name.name);
    if (named == spans.end()) return nullptr;
    const auto found = std::ranges::find_if(named->second, [&](const Span& span) {
        return may_be_same(span.name, name) && span.from > at.number && span.run == at.run;
    });
    return found == named->second.end() ? nullptr : &*found;
}

Timeline::Span* Timeline::find_open(Spans& spans, const RelationName& name) {
    const auto named = spans.find(name.name);
    if (named == spans.end()) return nullptr;
    const auto fits = [&](const Span& span) { return may_be_same(span.name, name) && span.to == for_ever; };
    const auto found = std::find_if(named->second.rbegin(), named->second.rend(), fits);
    return found == named->second.rend() ? nullptr : &*found;
}

Timeline::Span& Timeline::open(Spans& spans, const RelationName& name, const ScriptStatement& at) {
    close(spans, name, at);
    Span& span = spans[name.name].emplace_back();
    span.name = name;
    span.run = at.run;
    span.from = at.number;
    return span;
}

void Timeline::close(Spans& spans, const RelationName& name, const ScriptStatement& at) {
    if (Span* span = find_open(spans, name)) span->to = at.number;
}

void Timeline::move(Spans& spans, const RelationName& from, const RelationName& to,
                    const ScriptStatement& at) {
    const Span* old = find_open(spans, from);
    if (old == nullptr) return;
    const Span copy = *old;
    close(spans, from, at);
    Span& span = open(spans, to, at);
    const RelationName name = span.name;
    span = copy;
    span.name = name;
    span.is_renamed = true;
    span.from = at.number;
    span.to = for_ever;
}

bool Timeline::is_new(const RelationName& relation, const ScriptStatement& at) const {
    const Span* span = find(relations_, relation, at);
    return span != nullptr && span->run == at.run;
}

bool Timeline::is_new_type(const RelationName& type, const ScriptStatement& at) const {
    const Span* span = find(types_, type, at);
    return span != nullptr && span->run == at.run;
}

bool Timeline::is_new_column(const RelationName& table, const std::string& column,
                             const ScriptStatement& at) const {
    const Span* span = find(columns_, column_name(table, column), at);
    return span != nullptr && span->run == at.run;
}

bool Timeline::is_dropped_later(const RelationName& relation, const ScriptStatement& at) const {
    for (auto drop = std::ranges::upper_bound(drops_, at.number, {}, &Event::number);
         drop != drops_.end() && drop->run == at.run; ++drop) {
        if (may_be_same(drop->name, relation)) return true;
    }
    return false;
}

bool Timeline::is_dropped_before(const RelationName& relation, const ScriptStatement& at) const {
    return std::ranges::any_of(drops_, [&](const Event& drop) {
        return drop.run == at.run && drop.number < at.number && may_be_same(drop.name, relation);
    });
}

bool Timeline::is_made_later(const RelationName& relation, const ScriptStatement& at) const {
    return find_later(relations_, relation, at) != nullptr;
}

bool Timeline::is_renamed_to_later(const RelationName& relation, const ScriptStatement& at) const {
    const Span* span = find_later(relations_, relation, at);
    return span != nullptr && span->is_renamed;
}

bool Timeline::is_type_made_later(const RelationName& type, const ScriptStatement& at) const {
    return find_later(types_, type, at) != nullptr;
}

RelationName Timeline::table_of_index(const RelationName& index, const ScriptStatement& at) const {
    const Span* span = find(relations_, index, at);
    return span != nullptr ? span->table : RelationName{};
}

TypeName Timeline::type_of_column(const RelationName& table, const std::string& column,
                                  const ScriptStatement& at) const {
    const Span* span = find(columns_, column_name(table, column), at);
    return span != nullptr ? span->type : TypeName{};
}

bool Timeline::is_enum(const RelationName& type, const ScriptStatement& at) const {
    const Span* span = find(types_, type, at);
    return span != nullptr && span->is_enum;
}

bool Timeline::is_emptied(const RelationName& table, const ScriptStatement& at) const {
    return std::ranges::any_of(emptied_, [&](const Event& event) {
        return event.run == at.run && event.number < at.number && may_be_same(event.name, table);
    });
}

bool Timeline::has_check(const RelationName& table, const ScriptStatement& at) const {
    return std::ranges::any_of(checks_, [&](const Event& check) {
        return check.number < at.number && may_be_same(check.name, table);
    });
}

bool Timeline::is_proven_not_null(const RelationName& table, const std::string& column,
                                  const ScriptStatement& at) const {
    return std::ranges::any_of(proofs_, [&](const Proof& proof) {
        return may_be_same(proof.table, table) && proof.from < at.number && at.number <= proof.to &&
               std::ranges::count(proof.columns, column) > 0;
    });
}

}  // namespace migrate
